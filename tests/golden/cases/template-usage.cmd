foilint template t.txt
