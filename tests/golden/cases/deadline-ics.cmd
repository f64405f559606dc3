foilint deadline --no-config --received 2025-05-16 --extended 2025-07-14 --reference "Bezug Ü, 25;118" --format ics
