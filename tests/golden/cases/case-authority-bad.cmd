foilint check --no-config -q --authority-kind moon fixtures/letters/disclosure.txt
