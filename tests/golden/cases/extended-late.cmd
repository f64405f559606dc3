foilint check --no-config -q --received 2025-11-03 --extended 2026-01-16 fixtures/letters/disclosure.txt
