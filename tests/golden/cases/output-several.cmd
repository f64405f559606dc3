foilint check --format quiet --output sarif="$SCRATCH/a.sarif" --output junit="$SCRATCH/a.xml" --output html="$SCRATCH/a.html" fixtures/letters/many-defects.txt
echo "exit $?"
(cd "$SCRATCH" && LC_ALL=C ls a.*)
