foilint check --no-config -q --all-outcomes fixtures/letters/law-of-its-day.txt | grep cannot-tell
