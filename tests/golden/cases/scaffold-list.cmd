foilint scaffold --no-config --list
