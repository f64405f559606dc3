foilint check --no-config -q --overlay tests/golden/overlay fixtures/letters/cost-without-advice.txt
