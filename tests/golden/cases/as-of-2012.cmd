foilint check --no-config -q --as-of 2012-06-01 fixtures/letters/law-of-its-day.txt | grep '^fixtures'
