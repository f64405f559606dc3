foilint
