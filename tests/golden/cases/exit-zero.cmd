foilint check --no-config -q --exit-zero fixtures/letters/many-defects.txt
