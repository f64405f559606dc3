foilint check --no-config -q --received yesterday --extended 2025-06-31 fixtures/letters/disclosure.txt
