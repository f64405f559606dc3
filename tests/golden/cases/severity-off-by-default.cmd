foilint check --no-config -q --fail-on never fixtures/letters/disclosure.txt; echo "switched on:"
foilint check --no-config -q --fail-on never --rule-severity information-commission-transition=note fixtures/letters/disclosure.txt | grep '^fixtures'
mkdir -p $SCRATCH/x; cp fixtures/letters/disclosure.txt $SCRATCH/x/a.txt; printf '{ "severities": { "information-commission-transition": "error" } }\n' > $SCRATCH/x/.foilint.json; cd $SCRATCH; foilint -q x/a.txt | grep '^x'
