foilint scaffold --no-config --claim 43 -o "$SCRATCH/a.txt"; code=$?; ls "$SCRATCH" | grep -v '^\.' ; (exit $code)
