foilint check --no-config fixtures/bad/blank.txt
