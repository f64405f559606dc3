foilint check --no-config -q fixtures/letters/section-31.txt
