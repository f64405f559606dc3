foilint annotate --no-config fixtures/annotate/mid-run.docx -o "$SCRATCH/none/copy.docx"
