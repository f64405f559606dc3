foilint deadline --no-config --received 2030-12-20
