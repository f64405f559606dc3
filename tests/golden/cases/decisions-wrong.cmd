cp fixtures/letters/cost.txt $SCRATCH/a.txt; cd $SCRATCH
printf '{\n  "decisions": [\n    {"path": "a.txt", "rule": "x", "quote": "y", "who": "z", "whi": "w"},\n    {"path": "a.txt", "rule": "x", "quote": "y", "who": "z", "why": "w", "expires": "2026-02-30"}\n  ]\n}\n' > foilint-decisions.json
foilint a.txt; echo $?
foilint decide s12-advice-missing; echo $?
foilint decide s12-advice-missing a.txt --why '  '; echo $?
foilint --baseline none.json --no-config a.txt --decisions none.json
