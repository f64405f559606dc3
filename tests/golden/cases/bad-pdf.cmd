foilint check --no-config fixtures/bad/scan.pdf
