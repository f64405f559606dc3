foilint deadline --no-config --received 2025-02-29
