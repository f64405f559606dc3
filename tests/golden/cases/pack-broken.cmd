foilint pack check tests/golden/broken-pack
