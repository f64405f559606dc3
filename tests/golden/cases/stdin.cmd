foilint check --no-config -q --stdin-filename draft.txt - < fixtures/letters/cost-without-advice.txt
