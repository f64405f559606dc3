foilint check --no-config -f xml fixtures/letters/cost.txt
