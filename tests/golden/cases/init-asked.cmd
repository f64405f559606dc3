cd $SCRATCH
printf 'Canals Regulator\nschool\n\npolice\n\n' | script -qec "$foilint init" /dev/null >/dev/null 2>&1; echo $?
cat .foilint.json
