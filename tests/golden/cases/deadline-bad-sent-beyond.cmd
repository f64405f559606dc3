foilint deadline --no-config --received 2025-05-16 --sent 2031-01-01
