foilint score tests/golden/score/labels.jsonl tests/golden/score/mutants.jsonl tests/golden/score/report.json
