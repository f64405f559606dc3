foilint help annotate
