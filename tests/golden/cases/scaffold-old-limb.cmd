foilint scaffold --no-config --claim '40(5)(a)'
