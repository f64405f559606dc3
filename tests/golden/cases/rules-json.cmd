foilint rules --no-config --format json | python3 -c 'import json,sys; r=json.load(sys.stdin)["rules"]; print(len(r), all(x["basis"] for x in r))'
