cd $SCRATCH
foilint init --authority-kind bogus </dev/null; echo $?
foilint init --overlay nowhere </dev/null; echo $?
ls -A
