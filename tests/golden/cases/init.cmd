cd $SCRATCH
foilint init --fail-on warning --overlay police --authority-name 'Canals Regulator' --review-address 'secretary@canals.example' </dev/null
cat .foilint.json; ls -A
foilint config --show .
foilint init </dev/null; echo $?
foilint init --fail-on loud x </dev/null
