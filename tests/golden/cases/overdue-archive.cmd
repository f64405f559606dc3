# an archive: open within 60 working days, late after them; without its kind nobody can tell
sed 's/^Office of the Canals Regulator$/Wharfdale County Record Office/' fixtures/letters/disclosure.txt >"$SCRATCH/archive.txt"
cd "$SCRATCH" || exit 1
head -1 archive.txt
for days in "--received 2025-11-20" "--received 2025-11-20 --authority-kind archive" "--received 2025-08-01 --authority-kind archive" "--received 2025-08-01 --authority-kind overseas"; do
    echo "$days"
    foilint check --no-config --all-outcomes --exit-zero $days archive.txt | grep -o '[^:]*: [^:]*: .*foia-2000/response-overdue.*'
done
echo "what has to come from overseas"
sed 's/^Wharfdale County Record Office$/Office of the Canals Regulator/; s/^Yours sincerely/The file had to be obtained from our offices overseas.\n\n&/' archive.txt >overseas.txt
foilint check --no-config --all-outcomes --exit-zero --received 2025-11-20 overseas.txt | grep -o '[^:]*: [^:]*: .*foia-2000/response-overdue.*'
