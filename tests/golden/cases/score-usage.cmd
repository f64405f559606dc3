foilint score tests/golden/score/labels.jsonl
