printf '\320\317\021\340%600s' '' >"$SCRATCH/old.xls"
cd "$SCRATCH" && foilint attachments --no-config old.xls missing.xlsx
