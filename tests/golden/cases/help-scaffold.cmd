foilint help scaffold
