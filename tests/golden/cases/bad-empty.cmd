foilint check --no-config fixtures/bad/empty.txt
