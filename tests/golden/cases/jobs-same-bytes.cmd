foilint check --no-config -f json fixtures/letters > $SCRATCH/a; foilint check --no-config -f json --jobs 4 fixtures/letters > $SCRATCH/b; cmp $SCRATCH/a $SCRATCH/b && echo same
