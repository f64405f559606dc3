foilint facts --no-config fixtures/letters/ncnd.txt
