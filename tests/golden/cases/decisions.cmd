mkdir -p $SCRATCH/l; cp fixtures/letters/cost-without-advice.txt $SCRATCH/l/a.txt; cd $SCRATCH
foilint decide s12-advice-missing l/a.txt --who 'A Person' --why 'Advice went by telephone.' --by-authority 'FOI policy 7' --expires 2026-03-31; echo $?
mv l/foilint-decisions.json .
sed -i 's|"a.txt"|"l/a.txt"|' foilint-decisions.json
cat foilint-decisions.json
export SOURCE_DATE_EPOCH=1772323200 # 1 March 2026
foilint l 2>&1; echo $?
foilint -f json l 2>/dev/null | grep -o '"decision": {[^}]*}'
foilint -f json l 2>/dev/null | grep -o '"notices": \[[^]]*\]'
echo '--- again: nothing is left to decide'
foilint decide s12-advice-missing l/a.txt --who 'A Person' --why 'again' 2>&1; echo $?
echo '--- expired'
SOURCE_DATE_EPOCH=1775088000 foilint -q l; echo $?
echo '--- the words change'
sed 's/section 12(1)/section 12/' l/a.txt > l/b.txt; mv l/b.txt l/a.txt
foilint -q l; echo $?
foilint -q --no-decisions l; echo $?
