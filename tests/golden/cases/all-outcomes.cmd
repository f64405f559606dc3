foilint check --no-config -q --all-outcomes fixtures/letters/not-held.txt
