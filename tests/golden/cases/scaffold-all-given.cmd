foilint scaffold --no-config
