printf '{\n  "fail-onn": "note"\n}\n' > $SCRATCH/c.json; foilint check --config $SCRATCH/c.json fixtures/letters/cost.txt
