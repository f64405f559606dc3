foilint score tests/golden/score/labels.jsonl tests/golden/score/rules.txt
