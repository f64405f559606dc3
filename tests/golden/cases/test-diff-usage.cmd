foilint test --no-config --diff=tests/golden/score/report.json
