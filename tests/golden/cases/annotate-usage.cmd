foilint annotate fixtures/annotate/mid-run.docx
