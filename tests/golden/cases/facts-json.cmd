foilint facts --no-config --format json fixtures/letters/not-held.txt | python3 -c 'import json,sys; d=json.load(sys.stdin); print(json.dumps(d["documents"][0]["facts"]["questions"],indent=1))'
