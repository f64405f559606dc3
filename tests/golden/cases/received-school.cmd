foilint check --no-config --all-outcomes --received 2025-11-20 --authority-kind school fixtures/letters/disclosure.txt | grep overdue
