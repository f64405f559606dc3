# a letter that only says that an answer will come answers nothing, and need not
cat >"$SCRATCH/ack.txt" <<'LETTER'
Dear Ms Vale,

Thank you for your request, in which you asked:

1. How many lamps were bought?
2. Who chose them?

Your request will now be considered under the Freedom of Information Act 2000.
You will receive a response within 20 working days.

Yours sincerely,
A Reed
LETTER
cd "$SCRATCH" && foilint check --no-config ack.txt
foilint facts ack.txt | head -3 | tail -2
