foilint annotate --no-config fixtures/bad/broken.docx -o "$SCRATCH/copy.docx"; code=$?; ls "$SCRATCH"; exit $code
