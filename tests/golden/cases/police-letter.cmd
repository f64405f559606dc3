foilint check --no-config -q --pack police fixtures/letters/section-31.txt fixtures/letters/ncnd.txt
