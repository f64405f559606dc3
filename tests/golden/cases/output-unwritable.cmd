foilint check --no-config -q --output json=no/such/dir/out.json fixtures/letters/cost.txt
