foilint deadline --no-config --received 2025-05-16 --disregard closed=2025-07-01
