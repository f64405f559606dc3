foilint deadline --no-config --pack eir-2004 --received 2025-05-16 --extended 2025-07-16 --review-requested 2025-08-01
