foilint scaffold --no-config --claim 43
