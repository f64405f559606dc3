foilint test --help
