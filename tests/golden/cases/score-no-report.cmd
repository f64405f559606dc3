foilint score tests/golden/score/labels.jsonl tests/golden/score/labels.jsonl
