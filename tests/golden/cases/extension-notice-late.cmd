foilint check --no-config -q --received 2026-01-20 fixtures/letters/extension.txt
