foilint check --no-config fixtures/letters/many-defects.txt
