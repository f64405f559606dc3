foilint deadline --no-config --received 2025-07-01 --authority-kind school
