mkdir "$SCRATCH/one" "$SCRATCH/two"
sed -n '/^Canal Regulator/,/^Secretary to/p' fixtures/mail/attached.eml >"$SCRATCH/one/letter.txt"
echo '{"received": "2026-01-05"}' >"$SCRATCH/one/letter.txt.foilint-case.json"
cp "$SCRATCH/one/letter.txt" "$SCRATCH/two"
echo "Lock,Result" >"$SCRATCH/two/FOI 1378 locks.csv"
cd "$SCRATCH"
foilint check --no-config -q --attachments one two
echo "a letter alone, of which nothing tells what goes with it"
foilint check --no-config -q --attachments one/letter.txt
foilint check --no-config -q one
