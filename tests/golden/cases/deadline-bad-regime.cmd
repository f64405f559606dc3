foilint deadline --no-config --regime FOISA --received 2025-05-16
