foilint deadline --no-config --received 2025-05-05 --clarified 2025-05-16 --sent 2025-07-01 --extended 2025-07-16 --review-requested 2025-08-11
