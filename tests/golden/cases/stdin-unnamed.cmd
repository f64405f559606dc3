foilint check --no-config -q - < fixtures/letters/cost-without-advice.txt
