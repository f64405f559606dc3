mkdir $SCRATCH/a $SCRATCH/b; cp fixtures/letters/cost.txt $SCRATCH/a; cp fixtures/letters/cost.txt $SCRATCH/b
printf '{"overlays": ["police"]}' > $SCRATCH/b/.foilint.json; cd $SCRATCH
foilint a b; echo $?
foilint b
