foilint check --no-config -q --fail-on=never fixtures/letters/many-defects.txt
