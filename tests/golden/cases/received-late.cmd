foilint check --no-config -q --received 2025-03-03 fixtures/letters/disclosure.txt
