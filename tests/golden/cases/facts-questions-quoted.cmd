ask() { # what was asked, in a small letter: the questions that are read from it
    printf '%s\n' "Harbour Board" "" "5 February 2026" "" "Dear Ms Okoro" "" \
        "Thank you for your request under the Freedom of Information Act 2000, received on 12 January 2026. You asked:" "" \
        "$1" "" "The papers are attached." >"$SCRATCH/ask.txt"
    foilint facts --no-config "$SCRATCH/ask.txt" | sed -n '/^questions/,/^stances/p' | grep '^  [0-9]'
}
ask '“Please send me the drafts of the byelaws. Please supply a table of the firms that were fined.”'
ask '"I would like the drafts of the byelaws. I would also like a table of the firms that were fined."'
ask '“Please send the full and final report on the pier.”'
ask '“Please supply a list of the firms that were fined in 2025, and the amount of each fine.”'
