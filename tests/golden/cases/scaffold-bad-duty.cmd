foilint scaffold --no-config --claim 17
