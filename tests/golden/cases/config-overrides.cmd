mkdir -p $SCRATCH/x/drafts/old $SCRATCH/x/sent; for d in x/drafts x/drafts/old x/sent; do cp fixtures/letters/cost-without-advice.txt $SCRATCH/$d/a.txt; done
cd $SCRATCH
printf '{"fail-on": "note", "severities": {"s12-advice-missing": "warning"},\n "overrides": [{"files": "sent/**", "rules": {"foia-2000/s12-advice-missing": "off"}},\n  {"files": ["drafts/*.txt"], "rules": {"s12-advice-missing": "note"}}]}\n' > x/.foilint.json
foilint -q x; echo $?
foilint config --show x/drafts/a.txt
foilint config --show x/sent/a.txt --rule-severity pit-missing=off | grep severity
