foilint check --no-config --pack tests/toy/lost-property tests/toy/letters/two-items.txt
