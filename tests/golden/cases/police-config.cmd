cp fixtures/letters/section-31.txt "$SCRATCH/a.txt"
echo '{"overlays": ["police"], "fail-on": "warning"}' >"$SCRATCH/.foilint.json"
cd "$SCRATCH" && foilint check -q a.txt
