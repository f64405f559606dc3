foilint test --no-config --diff=tests/golden/score/rules.txt fixtures/letters/cost.txt
