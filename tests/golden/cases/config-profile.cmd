mkdir -p $SCRATCH/house; cp fixtures/letters/cost.txt fixtures/letters/withhold-qualified.txt $SCRATCH 2>/dev/null; cd $SCRATCH
printf '{"authority": {"regulator": "Information Commission"}}' > .foilint.json
foilint -q withhold-qualified.txt
printf '{"authority": {"regulator": "Information Commissioner"}}' > .foilint.json
foilint -q withhold-qualified.txt
printf '{"authority": {"regulator": "Information Commission"}, "severities": {"information-commission-transition": "off"}}' > .foilint.json
foilint -q withhold-qualified.txt
echo '--- a rule of the house about its cost limit'
printf '{"format": 1, "name": "house", "version": "1.0.0", "kind": "overlay", "title": "House", "extends": "foia-2000", "requires": ">=1.0 <2", "files": ["a.json"]}' > house/pack.json
printf '{"rules": [{"rule": "other-limit", "title": "Not our limit", "severity": "warning", "strength": "practice", "basis": [{"source": "House rule", "at": "1"}], "for_each": "mention", "report": "once", "where": {"all": [{"mention.concept": "cost-limit-money"}, {"document.profile.cost-limit": {"exists": true}}]}, "forbid": {"compare": ["mention.amount", "!=", "document.profile.cost-limit"]}, "message": "the cost limit is not ours.", "advice": "Give our limit.", "examples": {"bad": [{"text": "x", "expect": [{"quote": "x"}]}], "good": [{"text": "x"}]}}]}' > house/a.json
for limit in 600 450; do
  printf '{"overlays": ["house"], "authority": {"cost-limit": %s}}' $limit > .foilint.json
  foilint -q cost.txt | sed "s/^/$limit: /"
done
printf '{"overlays": ["house"]}' > .foilint.json
foilint -q cost.txt
