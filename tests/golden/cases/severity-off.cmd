foilint check --no-config -q --rule-severity confirm-held-missing=off --rule-severity pit-missing=note fixtures/letters/many-defects.txt
