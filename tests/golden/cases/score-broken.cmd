foilint score tests/golden/score/broken.jsonl tests/golden/score/report.json
