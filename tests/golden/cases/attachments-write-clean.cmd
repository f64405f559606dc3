foilint attachments --no-config -q --write-clean="$SCRATCH/csv" fixtures/attachments/has-hidden-rows.xlsx fixtures/attachments/has-filtered-rows.xlsx fixtures/attachments/has-masked-number.xlsx fixtures/attachments/has-hidden-sheet.ods >/dev/null
cd "$SCRATCH" && for file in csv/*; do echo "== $file"; cat "$file"; done
