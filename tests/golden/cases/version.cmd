foilint --version | sed 's/sha256 [0-9a-f]*/sha256 …/'
