foilint check --no-config -q fixtures/cases/with-case.txt
