foilint template --help
