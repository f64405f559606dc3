foilint check --no-config -q fixtures/bad/latin1.txt fixtures/letters/cost-without-advice.txt
