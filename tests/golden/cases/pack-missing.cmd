foilint check --no-config --pack no/such/pack fixtures/letters/cost.txt
