foilint deadline --no-config --pack tests/toy/lost-property --received 2025-06-03 --disregard storm=2025-06-05..2025-06-06 --days
