foilint annotate fixtures/annotate/mid-run.docx -o "$SCRATCH/copy.docx" && foilint check --no-config -q "$SCRATCH/copy.docx" | sed "s|$SCRATCH|SCRATCH|"
