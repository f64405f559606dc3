#!/usr/bin/env python3
"""Completes as somebody at a keyboard does: types into bash and zsh on a
terminal, and asks fish. usage: completions.py FOILINT FOLDER (of the
completions)"""
import os, pty, re, select, shutil, subprocess, sys, tempfile, time

foilint, folder = (os.path.abspath(a) for a in sys.argv[1:])
for needed in ("zsh", "fish"):
    if not shutil.which(needed):
        sys.exit(f"completions: {needed} is not installed")
scratch = tempfile.mkdtemp()
os.makedirs(os.path.join(scratch, "letters", "old"))
open(os.path.join(scratch, "letters", "a draft.txt"), "w").close()
environment = {"PATH": os.path.dirname(foilint) + ":/usr/bin:/bin", "HOME": scratch, "TERM": "dumb", "LC_ALL": "C.UTF-8"}
passed = failed = 0

# typed, and the whole line after TAB
LINES = [
    ("foilint dead", "foilint deadline"),
    ("foilint explain review-r", "foilint explain review-route-missing"),
    ("foilint explain foia-2000/review-r", "foilint explain foia-2000/review-route-missing"),
    ("foilint why review-r", "foilint why review-route-missing"),
    ("foilint check --format=checks", "foilint check --format=checkstyle"),
    ("foilint check --format checks", "foilint check --format checkstyle"),
    ("foilint check --fail-on=ne", "foilint check --fail-on=never"),
    ("foilint check --rule-severity=review-r", "foilint check --rule-severity=review-route-missing="),
    ("foilint check --rule-severity=review-route-missing=wa", "foilint check --rule-severity=review-route-missing=warning"),
    ("foilint check --output=checks", "foilint check --output=checkstyle="),
    ("foilint check --exit", "foilint check --exit-zero"),
    ("foilint deadline --review", "foilint deadline --review-requested"),
    ("foilint pack ch", "foilint pack check"),
    ("foilint help dead", "foilint help deadline"),
    ("foilint check --color=always letters/a", "foilint check --color=always letters/a\\ draft.txt"),
    ("foilint check --output=html=letters/a", "foilint check --output=html=letters/a\\ draft.txt"),
    ("foilint check letters/a", "foilint check letters/a\\ draft.txt"),
    ("foilint letters/a", "foilint letters/a\\ draft.txt"),
    ("foilint letters/b.txt --exit", "foilint letters/b.txt --exit-zero"),
    ("foilint why review-route-missing letters/a", "foilint why review-route-missing letters/a\\ draft.txt"),
    ("foilint check --pack letters/", "foilint check --pack letters/old/"),
]


def judge(shell, typed, want, got):
    global passed, failed
    if got.rstrip() == want:
        passed += 1
    else:
        failed += 1
        print(f"{shell}: {typed}<TAB> gives {got!r}, not {want!r}")


class Terminal:
    """A shell on a terminal; `complete` types, presses TAB and reads the line
    that stands then, by running it as the words of `said`."""

    def __init__(self, argv, setup):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(scratch)
            os.execve(argv[0], argv, environment)
        self.number = 0
        self.send(setup + "\n")
        self.run("true")

    def send(self, text):
        os.write(self.fd, text.encode())

    def read_until(self, mark):
        text = ""
        end = time.time() + 60
        while not re.search(mark, text):
            if not select.select([self.fd], [], [], max(0, end - time.time()))[0]:
                raise SystemExit(f"no answer to wait for: {mark}\n{text}")
            text += os.read(self.fd, 65536).decode("utf-8", "replace")
        return text

    def run(self, line):
        """What `line` prints between two marks that the typed line has not."""
        self.number += 1
        self.send(f"printf '<%s' {self.number}':'; {line}; printf ':%s>' {self.number}\n")
        text = self.read_until(f":{self.number}>")
        return re.search(f"<{self.number}:(.*):{self.number}>", text, re.S).group(1)

    def complete(self, typed):
        self.send("said " + typed[len("foilint "):] + "\t")
        time.sleep(0.3)
        self.send("\n")
        return self.run("cat said.txt").replace("\r", "").strip("\n")


def on_terminal(shell, argv, setup):
    terminal = Terminal(argv, setup)
    for typed, want in LINES:
        judge(shell, typed, want, "foilint " + terminal.complete(typed))
    terminal.send("exit\n")


# the completed line is run as a function that writes down its words as typed
bash_setup = (f"PS1=; source {folder}/foilint; complete -F _foilint said; bind 'set bell-style none'; "
              "said() { history 1 | sed 's/^ *[0-9]* *said //' >said.txt; }; set -o history")
on_terminal("bash", ["/bin/bash", "--norc", "--noprofile", "-i"], bash_setup)

zsh_setup = (f"PS1=; unsetopt zle_bracketed_paste 2>/dev/null; fpath=({folder} $fpath); autoload -Uz compinit; compinit -u -D; "
             "compdef _foilint said; unsetopt beep auto_remove_slash; "
             "preexec() { case $1 in said*) print -r -- \"${1#said }\" >said.txt ;; esac }; said() { : }")
on_terminal("zsh", [shutil.which("zsh"), "-f", "-i"], zsh_setup)

for typed, want in LINES:
    asked = subprocess.run(["fish", "-N", "-c", f"source {folder}/foilint.fish; complete -C \"$argv[1]\"", typed],
                           stdout=subprocess.PIPE, cwd=scratch, env=environment).stdout.decode()
    found = sorted({line.split("\t")[0] for line in asked.splitlines()})
    last = typed.split(" ")[-1]
    whole = [typed[:len(typed) - len(last)] + f for f in found]
    wanted = want.replace("\\ ", " ")
    if wanted.endswith("="):  # fish goes on to the values of a rule
        judge("fish", typed, "True", str(bool(whole) and all(w.startswith(wanted) for w in whole)))
    else:
        judge("fish", typed, wanted, whole[0] if len(whole) == 1 else str(whole))

shutil.rmtree(scratch)
print(f"completions: {passed} passed, {failed} failed")
sys.exit(failed > 0)
