dated() { # a letter's beginning and end: the day that is read as its own, beside other papers' days
    printf '%b' "$1\n\nThank you for your request of 12 January 2026 under the Freedom of Information Act 2000.\n\nWe hold the lease dated 3 March 2019. A note dated 7 May 2021 is attached.\n\nYours sincerely\n\nClerk\n$2" >"$SCRATCH/dated.txt"
    foilint facts --no-config "$SCRATCH/dated.txt" | grep '^  response  '
}
dated "FOI RESPONSE\n\nReference: HB/26/14\nDate: 5 February 2026\nReceived: 12 January 2026\n\nDear Ms Okoro" ""
dated "RESPONSE\n\nFOI 26/14        5 February 2026" ""
dated "Harbour Board\n\nDear Ms Okoro                5 February 2026" ""
dated "Harbour Board\n\nDear Ms Okoro" "\nSent: 5 February 2026\n"
dated "Harbour Board\n\nDear Ms Okoro" "\nDated: 5 February 2026\n"
dated "Harbour Board\n\nDear Ms Okoro" ""
