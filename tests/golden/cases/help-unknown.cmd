foilint help nothing
