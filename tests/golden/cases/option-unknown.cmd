foilint check --frobnicate fixtures/letters/cost.txt
