cp fixtures/cases/with-case.txt "$SCRATCH/a.txt"
echo '{"recieved": "2025-01-01", "sent": "2025-02-30", "authority-kind": 3}' >"$SCRATCH/a.txt.foilint-case.json"
foilint check --no-config -q "$SCRATCH/a.txt"
