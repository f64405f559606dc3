foilint check --no-config -q --received 2026-01-20 --clarified 2026-02-26 fixtures/letters/extension.txt
