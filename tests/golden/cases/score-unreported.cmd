foilint score tests/golden/score/unknown.jsonl tests/golden/score/report.json
