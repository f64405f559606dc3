foilint scaffold --no-config --format md --claim '12(1)'
