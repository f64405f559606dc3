#!/usr/bin/env python3
"""Runs the ```console examples of the README and docs/ and compares what they
print, and the files that ```json file=PATH blocks show. usage: doc_examples.py FOILINT; UPDATE=1 rewrites them."""
import glob, os, re, shlex, subprocess, sys

foilint = os.path.abspath(sys.argv[1])
root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
os.chdir(root)
passed = failed = 0
for page in ["README.md"] + sorted(glob.glob("docs/*.md")):
    text = open(page, encoding="utf-8").read()

    def run(match):
        global passed, failed
        command, wanted = match.group(1), match.group(2)
        words = shlex.split(command)
        assert words[0] == "foilint", command
        done = subprocess.run([foilint] + words[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env={**os.environ, "NO_COLOR": "1"})
        got = done.stdout.decode()
        if got == wanted:
            passed += 1
        elif os.environ.get("UPDATE"):
            print(f"{page}: rewrote the output of {command}")
        else:
            failed += 1
            print(f"{page}: {command}\n--- wanted\n{wanted}--- got\n{got}")
        return f"```console\n$ {command}\n{got}```"

    def show(match):
        """A block that shows a file of the project, as it stands."""
        global passed, failed
        path, wanted = match.group(1), match.group(2)
        got = open(path, encoding="utf-8").read()
        if got == wanted:
            passed += 1
        elif os.environ.get("UPDATE"):
            print(f"{page}: rewrote {path}")
        else:
            failed += 1
            print(f"{page}: {path} stands otherwise in the project")
        return f"```json file={path}\n{got}```"

    shown = len(re.findall("^```(?:console|json file=)", text, re.M))
    text, files = re.subn(r"```json file=(.*)\n((?:(?!```).*\n)*)```", show, text)
    new, commands = re.subn(r"```console\n\$ (.*)\n((?:.*\n)*?)```", run, text)
    if files + commands != shown:
        failed += 1
        print(f"{page}: {files + commands} of {shown} examples could be tried")
    if os.environ.get("UPDATE"):
        open(page, "w", encoding="utf-8").write(new)
if passed + failed == 0 and not os.environ.get("UPDATE"):
    print("no examples found")
    failed = 1
print(f"documented examples: {passed} passed, {failed} failed")
sys.exit(failed > 0)
