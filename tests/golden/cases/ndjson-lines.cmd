foilint check --no-config -f ndjson fixtures/letters/cost.txt fixtures/letters/ncnd.txt | python3 -c 'import json,sys
for l in sys.stdin: d=json.loads(l); print(d["document"]["path"], len(d["document"]["findings"]), d["schema_version"])'
