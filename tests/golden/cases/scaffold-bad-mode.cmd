foilint scaffold --no-config --claim '31(3):withhold'
