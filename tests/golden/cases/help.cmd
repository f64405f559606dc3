foilint --help
