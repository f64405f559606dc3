foilint scaffold --no-config --claim '43(2)' -o "$SCRATCH/none/a.txt"
