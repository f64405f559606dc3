#!/bin/sh
# Words that only a pack may say must not stand in engine/, comments included.
set -eu
cd "$(dirname "$0")/../.."
words='FOIA|FOISA|freedom of information|environmental information'
words="$words|information commissioner|public interest|neither confirm|ncnd"
words="$words|exempt(ion|ed)? |exemption|withh(o|e)ld|vexatious|prejudice"
words="$words|data protection|police|council|section [0-9]|s\\.[0-9]+\\("
words="$words|internal review|refusal notice|working days of"
found=$(grep -rnEi --include='*.c' --include='*.h' "$words" engine) && code=0 || code=$?
if [ $code -ne 1 ]; then # 1: none
    echo "engine/ says words that belong in a pack:"
    echo "$found"
    exit 1
fi
echo "engine words: none that belong in a pack"
