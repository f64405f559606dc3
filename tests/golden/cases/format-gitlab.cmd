foilint check --format gitlab --no-config --pack tests/toy/lost-property tests/toy/letters/two-items.txt fixtures/bad/latin1.txt 
