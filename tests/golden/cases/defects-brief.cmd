foilint -q --no-config fixtures/letters/many-defects.txt
