#!/usr/bin/env python3
"""The language server over standard input and output, by a client that keeps
its own copy of every text. usage: lsp.py FOILINT
SPDX-License-Identifier: MIT
"""
import json
import os
import random
import select
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WAIT = 60  # seconds for any one answer; only a server that hangs needs them

LETTER = open(os.path.join(ROOT, "fixtures/letters/withhold-qualified-without-balance.txt"),
              encoding="utf-8").read()
# before the words of a finding: code points of one, two, three and four bytes
ODD = "\U0001F4C4 “Café” \U0001F468‍\U0001F469 – "
CLAIM = "We are withholding it under section 43(2)"


class Server:
    def __init__(self, foilint, *args):
        self.process = subprocess.Popen([foilint, "lsp", *args], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.last = 0
        self.buffer = b""

    def send_bytes(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    @staticmethod
    def frame(message):
        body = message if isinstance(message, bytes) else json.dumps(message).encode()
        return b"Content-Length: %d\r\n\r\n" % len(body) + body

    def send(self, *messages):
        self.send_bytes(b"".join(self.frame(m) for m in messages))

    def read(self):
        """The next message; None at the end."""
        while True:
            head, mark, rest = self.buffer.partition(b"\r\n\r\n")
            if mark:
                length = int(head.split(b":")[1])
                if len(rest) >= length:
                    self.buffer = rest[length:]
                    return json.loads(rest[:length])
            if not select.select([self.process.stdout], [], [], WAIT)[0]:
                raise AssertionError("no answer")
            more = os.read(self.process.stdout.fileno(), 65536)
            if not more:
                return None
            self.buffer += more

    def request_message(self, method, params=None):
        self.last += 1
        return {"jsonrpc": "2.0", "id": self.last, "method": method, "params": params}

    def request(self, method, params=None):
        self.send(self.request_message(method, params))
        while True:
            message = self.read()
            if message.get("id") == self.last:
                return message

    def notify(self, method, params=None):
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def start(self, encodings=None, create=True, changes=True):
        can = {"textDocument": {"publishDiagnostics": {"relatedInformation": True},
                                "codeAction": {"codeActionLiteralSupport": {}}},
               "workspace": {"workspaceEdit": {"documentChanges": changes,
                                               "resourceOperations": ["create"] if create else []}}}
        if encodings is not None:
            can["general"] = {"positionEncodings": encodings}
        result = self.request("initialize", {"capabilities": can})["result"]
        self.notify("initialized", {})
        return result

    def open(self, uri, text, language="plaintext"):
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": language, "version": 1, "text": text}})
        return self.diagnostics()

    def change(self, uri, version, *changes):
        return {"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
            "textDocument": {"uri": uri, "version": version}, "contentChanges": list(changes)}}

    def diagnostics(self):
        while True:
            message = self.read()
            if message.get("method") == "textDocument/publishDiagnostics":
                return message["params"]

    def stop(self):
        self.request("shutdown")
        self.notify("exit")
        return self.process.wait(WAIT)

    def end(self):
        """Closes the input; what is still said, and the exit code."""
        self.process.stdin.close()
        said = []
        while True:
            message = self.read()
            if message is None:
                return said, self.process.wait(WAIT)
            said.append(message)


def units(text, encoding):
    if encoding == "utf-8":
        return len(text.encode())
    return len(text.encode("utf-16-le")) // 2 if encoding == "utf-16" else len(text)


def position(text, index, encoding):
    before = text[:index]
    line = before.count("\n")
    return {"line": line, "character": units(before[before.rfind("\n") + 1:], encoding)}


def index_of(text, at, encoding):
    lines = text.split("\n")
    start = sum(len(l) + 1 for l in lines[:at["line"]])
    line = lines[at["line"]]
    for i in range(len(line) + 1):
        if units(line[:i], encoding) == at["character"]:
            return start + i
    raise AssertionError("position %s is none of the text" % at)


def words(text, span, encoding):
    return text[index_of(text, span["start"], encoding):index_of(text, span["end"], encoding)]


def applied(text, edits, encoding):
    for edit in sorted(edits, key=lambda e: index_of(text, e["range"]["start"], encoding), reverse=True):
        span = edit["range"]
        text = (text[:index_of(text, span["start"], encoding)] + edit["newText"] +
                text[index_of(text, span["end"], encoding):])
    return text


def codes(params):
    return [d["code"] for d in params["diagnostics"]]


def equal(got, wanted, what):
    if got != wanted:
        raise AssertionError("%s: %r, not %r" % (what, got, wanted))


def check_encodings(foilint, folder):
    for offered, encoding in ((None, "utf-16"), (["utf-8", "utf-16"], "utf-8"), (["utf-32"], "utf-32"),
                              (["utf-7", "utf-16"], "utf-16"), (["ebcdic"], "utf-16")):
        server = Server(foilint)
        result = server.start(offered)
        equal(result["capabilities"]["positionEncoding"], encoding, "encoding for %s" % offered)
        text = LETTER.replace(CLAIM, ODD + CLAIM)
        params = server.open("file://%s/a.txt" % folder, text)
        found = [d for d in params["diagnostics"] if d["code"] == "pit-no-balance-conclusion"]
        equal(len(found), 1, "findings")
        d = found[0]
        equal(words(text, d["range"], encoding), "section 43(2)", "words in " + encoding)
        start = position(text, text.index("section 43(2)"), encoding)
        equal(d["range"]["start"], start, "start in " + encoding)
        equal((d["severity"], d["source"]), (1, "foilint"), "severity and source")
        equal(d["codeDescription"]["href"].startswith("https://www.legislation.gov.uk/"), True, "law")
        equal(len(d["relatedInformation"]), 1, "where it belongs")
        hover = server.request("textDocument/hover", {
            "textDocument": {"uri": params["uri"]},
            "position": dict(start, character=start["character"] + 3)})["result"]
        equal(words(text, hover["range"], encoding), "section 43(2)", "hover in " + encoding)
        for part in ("**", "Freedom of Information Act 2000", "What to write", "pit-no-balance-conclusion"):
            equal(part in hover["contents"]["value"], True, "hover tells " + part)
        nothing = server.request("textDocument/hover", {
            "textDocument": {"uri": params["uri"]}, "position": {"line": 0, "character": 0}})
        equal(nothing["result"], None, "hover on words without a finding")
        equal(server.stop(), 0, "exit code")


def random_edit(dice, text):
    """A replacement anywhere, of pieces that make lines and odd characters."""
    start = dice.randrange(len(text) + 1)
    end = min(len(text), start + dice.choice([0, 0, 1, 5, 60]))
    pieces = ["", "x", "\n", ODD, "\n\n", "We neither confirm nor deny that we hold it.", "’"]
    return start, end, dice.choice(pieces)


def check_changes(foilint, folder):
    """After any edits the server judges the very text that the client has."""
    dice = random.Random(5)
    for encoding in ("utf-8", "utf-16", "utf-32"):
        server, other = Server(foilint), Server(foilint)
        server.start([encoding])
        other.start([encoding])
        uri = "file://%s/b.txt" % folder
        text = LETTER.replace(CLAIM, ODD + CLAIM)
        server.open(uri, text)
        other.open(uri, text)
        for version in range(2, 42):
            changes = []
            for _ in range(dice.randrange(1, 4)):
                start, end, new = random_edit(dice, text)
                changes.append({"range": {"start": position(text, start, encoding),
                                          "end": position(text, end, encoding)}, "text": new})
                text = text[:start] + new + text[end:]
            server.send(server.change(uri, version, *changes))
            other.send(other.change(uri, version, {"text": text}))
            equal(server.diagnostics(), other.diagnostics(), "findings after edit %d" % version)
            if version % 10 == 0:
                text = LETTER.replace(CLAIM, ODD + CLAIM)
                for s in (server, other):
                    s.send(s.change(uri, version, {"text": text}))
                    equal(s.diagnostics()["version"], version, "version")
        equal((server.stop(), other.stop()), (0, 0), "exit codes")


def check_line_ends(foilint, folder):
    for end in ("\r\n", "\r"):
        server = Server(foilint)
        server.start()
        text = LETTER.replace("\n", end)
        params = server.open("file://%s/c.txt" % folder, text)
        lines = text.split(end)
        d = [d for d in params["diagnostics"] if d["code"] == "pit-no-balance-conclusion"][0]
        at, to = d["range"]["start"], d["range"]["end"]
        equal(lines[at["line"]][at["character"]:to["character"]], "section 43(2)", "words with %r" % end)
        # far behind the end of a line is its end
        server.send(server.change(params["uri"], 2, {"range": {
            "start": {"line": 0, "character": 9999}, "end": {"line": 0, "character": 9999}}, "text": "!"}))
        equal(codes(server.diagnostics()), codes(params), "findings after a change at a line's end")
        equal(server.stop(), 0, "exit code")


def check_burst(foilint, folder):
    """Changes that come at once are judged once, at the last of them."""
    server = Server(foilint)
    server.start()
    uri = "file://%s/d.txt" % folder
    server.open(uri, LETTER)
    server.send(*[server.change(uri, v, {"range": {
        "start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "x"})
        for v in range(2, 12)], server.request_message("shutdown"))
    said = []
    while not said or said[-1].get("id") != server.last:
        said.append(server.read())
    versions = [m["params"]["version"] for m in said if m.get("method")]
    equal(versions, [], "nothing is judged before what has come is read")
    server.notify("exit")
    equal(server.process.wait(WAIT), 0, "exit code")


def check_actions(foilint, folder):
    for changes, create in ((True, True), (True, False), (False, False)):
        inner = os.path.join(folder, "actions-%s-%s" % (changes, create))
        os.makedirs(os.path.join(inner, "drafts"))
        open(os.path.join(inner, ".foilint.json"), "w").write("{}")
        server = Server(foilint)
        server.start(["utf-16"], create, changes)
        uri = "file://%s/drafts/an%%20answer.txt" % inner
        text = LETTER.replace(CLAIM, ODD + CLAIM)
        open(os.path.join(inner, "drafts/an answer.txt"), "w", encoding="utf-8").write(text)
        params = server.open(uri, text)
        equal("pit-no-balance-conclusion" in codes(params), True, "the finding is there")
        span = [d for d in params["diagnostics"] if d["code"] == "pit-no-balance-conclusion"][0]["range"]
        actions = server.request("textDocument/codeAction", {
            "textDocument": {"uri": uri}, "range": span, "context": {"diagnostics": []}})["result"]
        insert = [a for a in actions if a["title"].startswith("Insert: ")]
        decide = [a for a in actions if a["title"].startswith("Record ")]
        equal((len(insert), len(decide)), (1, 1), "actions")

        edit = insert[0]["edit"]
        edits = edit["documentChanges"][0]["edits"] if changes else edit["changes"][uri]
        after = applied(text, edits, "utf-16")
        server.send(server.change(uri, 2, {"text": after}))
        equal("pit-no-balance-conclusion" in codes(server.diagnostics()), False,
              "the finding is gone once the words are in")

        # the decision, into no file, into one with entries, into an empty list
        path = os.path.join(inner, "foilint-decisions.json")
        for before in (None, '{"decisions": []}', '{ "comment": "\\"decisions\\": [", "decisions": [\n'
                       '  {"path": "x]", "rule": "a", "quote": "[", "who": "w", "why": "]"}\n] }\n'):
            if before is not None:
                open(path, "w").write(before)
            server.send(server.change(uri, 3, {"text": text}))
            server.diagnostics()
            actions = server.request("textDocument/codeAction", {
                "textDocument": {"uri": uri}, "range": span, "context": {"diagnostics": []}})["result"]
            edit = [a for a in actions if a["title"].startswith("Record ")][0]["edit"]
            if changes:
                kinds = [c.get("kind") for c in edit["documentChanges"]]
                equal(kinds, ["create", None] if create and before is None else [None], "file operations")
                change = edit["documentChanges"][-1]
                target, edits = change["textDocument"]["uri"], change["edits"]
            else:
                (target, edits), = edit["changes"].items()
            equal(target, "file://" + path, "file of decisions")
            entries = json.loads(applied(before or "", edits, "utf-16"))["decisions"]
            equal(len(entries), 1 if before is None or "[]" in before else 2, "entries")
            equal(entries[-1], {"path": "drafts/an answer.txt", "rule": "foia-2000/pit-no-balance-conclusion",
                                "quote": "section 43(2)", "who": "", "why": ""}, "entry")
        open(path, "w").write("{ broken")
        actions = server.request("textDocument/codeAction", {
            "textDocument": {"uri": uri}, "range": span, "context": {"diagnostics": []}})["result"]
        equal([a["title"] for a in actions if a["title"].startswith("Record ")], [],
              "no entry is added to a broken file")
        equal(server.stop(), 0, "exit code")


def check_configuration(foilint, folder):
    inner = os.path.join(folder, "configured")
    os.makedirs(inner)
    config = os.path.join(inner, ".foilint.json")
    open(config, "w").write('{"severities": {"pit-no-balance-conclusion": "off"}}')
    server = Server(foilint)
    server.start()
    uri = "file://%s/new.md" % inner
    equal("pit-no-balance-conclusion" in codes(server.open(uri, LETTER, "markdown")), False,
          "a rule that the folder switches off")
    outside = server.open("file://%s/new.md" % folder, LETTER, "markdown")
    equal("pit-no-balance-conclusion" in codes(outside), True, "the same rule elsewhere")
    open(config, "w").write('{"severities": {"pit-no-balance-conclusion": "note"}}')
    server.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    told = [server.diagnostics(), server.diagnostics()]
    levels = {p["uri"]: [d["severity"] for d in p["diagnostics"] if d["code"] == "pit-no-balance-conclusion"]
              for p in told}
    equal(levels, {uri: [3], outside["uri"]: [1]}, "severities after the configuration was saved")
    open(config, "w").write("{")
    server.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    equal(server.read()["method"], "window/showMessage", "a broken configuration is told")
    server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    while True:
        params = server.diagnostics()
        if params["uri"] == uri and "version" not in params:
            break
    equal(params["diagnostics"], [], "what is closed has no findings")
    equal(server.stop(), 0, "exit code")


def check_cancel(foilint, folder):
    server = Server(foilint)
    server.start()
    uri = "file://%s/e.txt" % folder
    server.open(uri, LETTER)
    ask = server.request_message("textDocument/hover", {
        "textDocument": {"uri": uri}, "position": {"line": 18, "character": 90}})
    keep = server.request_message("textDocument/hover", ask["params"])
    server.send(ask, keep, {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": ask["id"]}})
    first, second = server.read(), server.read()
    equal((first["id"], first["error"]["code"]), (ask["id"], -32800), "what is cancelled")
    equal((second["id"], "result" in second), (keep["id"], True), "what is not")
    server.notify("$/cancelRequest", {"id": 12345})
    server.notify("$/cancelRequest", None)
    equal(server.stop(), 0, "exit code")


def check_errors(foilint, folder):
    server = Server(foilint)
    early = server.request("textDocument/hover", {})
    equal(early["error"]["code"], -32002, "a request before initialize")
    server.start()
    equal(server.request("initialize", {})["error"]["code"], -32600, "initialize twice")
    equal(server.request("foo/bar")["error"]["code"], -32601, "an unknown method")
    for params in (None, 5, {}, {"textDocument": 1}, {"textDocument": {"uri": "file:///nothing"}}):
        for method in ("textDocument/hover", "textDocument/codeAction"):
            equal(server.request(method, params)["error"]["code"], -32602, "%s of %r" % (method, params))
    uri = "file://%s/f.txt" % folder
    server.open(uri, LETTER)
    for at in ({}, {"line": -1, "character": 0}, {"line": 1.5, "character": 0}, {"line": "1", "character": 0},
               {"line": 1e300, "character": 0}):
        answer = server.request("textDocument/hover", {"textDocument": {"uri": uri}, "position": at})
        equal(answer["error"]["code"], -32602, "position %r" % at)
    deep = b"[" * 5000 + b"]" * 5000
    for bad, code in ((b"{", -32700), (b"", -32700), (b"\xff\xfe{}", -32700), (b"{} {}", -32700), (deep, -32700),
                      (b'"\\ud800"', -32700), (b"[]", -32600), (b"7", -32600), (b"{}", -32600),
                      (b'{"id": 3}', -32600), (b'{"id": 4, "method": 7}', -32600)):
        server.send(bad)
        equal(server.read()["error"]["code"], code, "message %r" % bad[:20])
    for head in (b"Content-Type: x\r\n\r\n", b"Content-Length: many\r\n\r\n", b"Content-Length: -5\r\n\r\n",
                 b"\r\n\r\n", b"Content-Length: 99999999999999999999999\r\n\r\n", b"x" * 5000):
        server.send_bytes(head)
        equal(server.read()["error"]["code"], -32700, "header %r" % head[:30])
    for method in ("textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "no/such", "$/x"):
        for params in (None, [], {"textDocument": {}}, {"textDocument": {"uri": uri}, "contentChanges": [
                {"range": {}, "text": "x"}, {"range": 5, "text": "x"}, 7, {"text": 8}]}):
            if method == "textDocument/didClose" and isinstance(params, dict):
                continue
            server.notify(method, params)
    server.send_bytes(b"content-length:  70\r\nContent-Type: application/vscode-jsonrpc\r\n\r\n" +
                      b'{"jsonrpc": "2.0", "id": "a", "method": "foo/bar", "params": [1, 2, 3]}'[:70])
    equal(server.read()["error"]["code"], -32700, "a length that is too small")
    server.send(b'{"id": 99, "result": null}')  # an answer to nothing
    # a NUL in the text is a character like another
    text = LETTER.replace(CLAIM, "\0" + CLAIM)
    server.notify("textDocument/didOpen", {"textDocument": {
        "uri": uri, "languageId": "plaintext", "version": 2, "text": text}})
    while True:
        params = server.diagnostics()
        if params.get("version") == 2:
            break
    answer = server.request("shutdown")
    equal("result" in answer, True, "shutdown")
    equal(server.request("textDocument/hover", {})["error"]["code"], -32600, "a request after shutdown")
    server.notify("exit")
    equal(server.process.wait(WAIT), 0, "exit code")


def check_ends(foilint, folder):
    del folder
    server = Server(foilint)
    server.start()
    server.notify("exit")
    equal(server.process.wait(WAIT), 1, "exit without shutdown")
    for rest in (b"Content-Length: 10\r\n\r\n{", b"Content-Le", b"Content-Length: 999999999\r\n\r\n{}"):
        server = Server(foilint)
        server.start()
        server.send_bytes(rest)
        said, code = server.end()
        equal([m["error"]["code"] for m in said][-1:], [-32700], "the input ends inside %r" % rest)
        equal(code, 1, "exit code at the end of input")
    server = Server(foilint)
    equal(server.end(), ([], 1), "an empty input")


def main():
    foilint = os.path.abspath(sys.argv[1])
    os.environ.pop("FOILINT_CONFIG", None)
    os.environ.pop("FOILINT_PACKS", None)
    failed = 0
    checks = [check_encodings, check_changes, check_line_ends, check_burst, check_actions,
              check_configuration, check_cancel, check_errors, check_ends]
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(os.path.join(folder, ".git"))  # nothing above it is looked at
        os.environ["XDG_CONFIG_HOME"] = folder
        for check in checks:
            try:
                check(foilint, folder)
            except (AssertionError, KeyError, IndexError, TypeError) as error:
                failed += 1
                print("lsp: %s: %s: %s" % (check.__name__, type(error).__name__, error))
    print("lsp: %d passed, %d failed" % (len(checks) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
