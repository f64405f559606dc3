foilint deadline --no-config --received 2004-12-31
