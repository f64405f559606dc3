foilint pack check tests/toy/lost-property
