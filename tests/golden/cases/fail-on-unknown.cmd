foilint check --no-config --fail-on=often fixtures/letters/cost.txt
