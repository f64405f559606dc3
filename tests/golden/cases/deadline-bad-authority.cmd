foilint deadline --no-config --received 2025-05-16 --authority-kind moon
