mkdir "$SCRATCH/case"
cp fixtures/letters/not-held.txt fixtures/attachments/has-hidden-sheet.xlsx fixtures/attachments/has-deleted-text.docx "$SCRATCH/case"
cd "$SCRATCH" && foilint check --no-config -q --attachments case; foilint check --no-config -q case
