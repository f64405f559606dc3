foilint check --no-config --exit-zero --quiet --format=json fixtures/letters/cost.txt >"$SCRATCH/old.json"
foilint test --no-config --diff="$SCRATCH/old.json" fixtures/letters/cost.txt fixtures/letters/disclosure.txt
