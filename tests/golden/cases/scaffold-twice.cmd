foilint scaffold --no-config --claim '43(2)' --claim '43(2)'
