mkdir "$SCRATCH/a" "$SCRATCH/b"
cp fixtures/letters/cost.txt "$SCRATCH/a/x.txt"
cp fixtures/letters/many-defects.txt "$SCRATCH/b/x.txt"
foilint check --no-config --exit-zero --quiet --format=json "$SCRATCH/a" "$SCRATCH/b" >"$SCRATCH/old.json"
foilint test --no-config --diff="$SCRATCH/old.json" "$SCRATCH/a" "$SCRATCH/b"
echo $?
mv "$SCRATCH/a" "$SCRATCH/c"
foilint test --no-config --diff="$SCRATCH/old.json" "$SCRATCH/c" | sed "s|$SCRATCH|SCRATCH|"
