foilint scaffold --no-config --claim '31(3):ncnd' --claim '40(2)'
