foilint check --no-config --exit-zero --quiet --format=json --rule-severity question-unanswered=off fixtures/letters/many-defects.txt fixtures/letters/disclosure.txt fixtures/letters/cost.txt >"$SCRATCH/old.json"
foilint test --no-config --diff "$SCRATCH/old.json" --rule-severity pit-missing=off fixtures/letters/many-defects.txt fixtures/letters/disclosure.txt fixtures/letters/cost.txt
