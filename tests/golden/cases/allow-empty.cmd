foilint check --no-config --allow-empty fixtures/bad/nothing-here
