foilint help check
