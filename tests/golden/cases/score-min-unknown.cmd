foilint score --min harm=1 tests/golden/score/labels.jsonl tests/golden/score/report.json >"$SCRATCH/out"
