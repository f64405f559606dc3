foilint deadline --no-config --received 2025-05-16 --sent 2025-06-16 --reference FOI/25/118 --format json
