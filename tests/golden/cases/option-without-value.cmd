foilint check --fail-on
