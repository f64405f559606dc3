foilint deadline --no-config --extended 2025-07-01
