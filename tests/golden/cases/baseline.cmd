mkdir $SCRATCH/l; cp fixtures/letters/cost-without-advice.txt fixtures/letters/withhold-qualified-without-balance.txt $SCRATCH/l; cd $SCRATCH
foilint -f quiet --write-baseline foilint-baseline.json l; echo $?
cat foilint-baseline.json
echo '--- found beside the drafts, it covers all'
foilint l 2>&1; echo $?
foilint -q --all-outcomes l/cost-without-advice.txt | grep 'in the baseline'
echo '--- lines that move, and what is new'
sed 's/^Dear/One more line.\n\nDear/' l/cost-without-advice.txt > l/new.txt; mv l/new.txt l/cost-without-advice.txt
printf 'And under section 31(1)(a) of the Act.\n' >> l/cost-without-advice.txt
foilint -q l; echo $?
echo '--- what is gone'
cp "$OLDPWD/fixtures/letters/cost.txt" l/cost-without-advice.txt
foilint -q l; echo $?
foilint -q --allow-stale-baseline l; echo $?
foilint -f quiet --prune-baseline l; echo $?
cat foilint-baseline.json
foilint -q --no-decisions l
