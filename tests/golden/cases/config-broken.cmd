printf '{ "fail-on": }' > $SCRATCH/c.json; foilint check --config $SCRATCH/c.json fixtures/letters/cost.txt
