export FOILINT_PACKS=rules/foia-2000; foilint config --show --no-config fixtures/letters/cost.txt
