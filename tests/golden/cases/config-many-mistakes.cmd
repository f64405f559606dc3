cd $SCRATCH
printf '{\n  "root": 1,\n  "packs": "x",\n  "overlays": [""],\n  "fail-on": "off",\n  "as-of": "2025-02-30",\n  "severities": {"a": "loud", "b": 1},\n  "overrides": [{"files": [], "rule": {}}, 3],\n  "authority": {"name": "", "cost-limit": -1, "colour": "red"},\n  "baseline": "none.json"\n}\n' > .foilint.json
foilint x.txt; echo $?
printf '{"severities": {"pit-mising": "off"}}' > .foilint.json
printf 'Dear Sir\n' > x.txt
foilint x.txt; echo $?
printf '{"root": true, "root": false}' > .foilint.json
foilint x.txt
