foilint score --format json --by-letter --rules tests/golden/score/rules.txt tests/golden/score/labels.jsonl tests/golden/score/report.json
