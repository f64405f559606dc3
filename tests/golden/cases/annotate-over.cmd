cp fixtures/annotate/mid-run.docx "$SCRATCH/a.docx"; ln -s a.docx "$SCRATCH/b.docx"
foilint annotate --no-config "$SCRATCH/a.docx" -o "$SCRATCH/b.docx"; code=$?
cmp fixtures/annotate/mid-run.docx "$SCRATCH/a.docx"; ls "$SCRATCH"; exit $code
