foilint help score
