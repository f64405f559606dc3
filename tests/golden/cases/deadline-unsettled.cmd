foilint deadline --no-config --received 2022-09-05 --sent 2022-10-04
