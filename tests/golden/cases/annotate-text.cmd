foilint annotate --no-config fixtures/letters/disclosure.txt -o "$SCRATCH/copy.txt"; code=$?; ls "$SCRATCH"; exit $code
