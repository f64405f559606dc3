foilint check --no-config fixtures/bad/nul.txt
