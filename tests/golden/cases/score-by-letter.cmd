foilint score --rules tests/golden/score/rules.txt --by-letter tests/golden/score/labels.jsonl tests/golden/score/mutants.jsonl tests/golden/score/report.json
