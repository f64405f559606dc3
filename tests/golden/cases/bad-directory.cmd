foilint check --no-config fixtures/bad/nothing-here
