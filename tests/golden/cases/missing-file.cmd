foilint check --no-config -q no-such-file.txt fixtures/letters/cost-without-advice.txt
