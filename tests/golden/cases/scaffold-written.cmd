foilint scaffold --no-config --claim '21(1)' -o "$SCRATCH/a.txt" && cat "$SCRATCH/a.txt"
