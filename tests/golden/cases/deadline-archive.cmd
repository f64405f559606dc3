foilint deadline --no-config --received 2025-07-01 --authority-kind archive --sent 2025-09-01
