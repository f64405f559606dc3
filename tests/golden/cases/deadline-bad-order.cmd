foilint deadline --no-config --received 2025-05-16 --clarified 2025-05-01
