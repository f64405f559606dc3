foilint deadline --no-config --received 2025-12-19 --days
