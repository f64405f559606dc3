foilint check --no-config -q --clarified 2026-01-05 fixtures/cases/with-case.txt
