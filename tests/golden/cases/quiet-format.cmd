foilint check --no-config -f quiet fixtures/letters/many-defects.txt
