foilint scaffold --no-config --claim '39(1)(a)'
