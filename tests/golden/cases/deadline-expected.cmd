foilint deadline --no-config --received 2027-12-01
