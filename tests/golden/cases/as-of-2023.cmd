foilint check --no-config -q --as-of 2023-06-01 fixtures/letters/law-of-its-day.txt | grep '^fixtures'
foilint check --no-config -q --all-outcomes --as-of 2023-06-01 fixtures/letters/law-of-its-day.txt | grep 'cannot-tell.*pit-missing'
