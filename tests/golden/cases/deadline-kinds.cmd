for kind in school archive armed-forces overseas other; do foilint deadline --no-config --received 2025-07-01 --authority-kind $kind | head -1; done
