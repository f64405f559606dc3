foilint scaffold --no-config --format docx
