foilint rules --no-config
