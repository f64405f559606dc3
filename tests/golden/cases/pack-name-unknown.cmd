foilint check --no-config --pack polise fixtures/letters/ncnd.txt
