foilint scaffold --no-config --claim '43(2)' | sed 's/0303 123 1113/01625 545 745/' | foilint template check --no-config --as-of 2026-03-01 -q --stdin-filename t.txt -
