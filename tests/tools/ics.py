#!/usr/bin/env python3
"""Reads what `foilint deadline --format ics` prints as RFC 5545 wants it and
complains of what is not so. ics.py FOILINT; SPDX-License-Identifier: MIT"""
import os
import re
import subprocess
import sys

CASES = [
    ["--received", "2025-05-16"],
    ["--received", "2025-05-05", "--clarified", "2025-05-16", "--extended", "2025-07-14", "--sent", "2025-07-01",
     "--review-requested", "2025-08-11", "--reference", "Éa;b,c\\d " + "ü" * 90],
    ["--received", "2022-09-05"],
    ["--received", "2025-07-01", "--authority-kind", "archive"],
]
EVENT = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"}


def run(foilint, case, epoch=None):
    env = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    if epoch:
        env["SOURCE_DATE_EPOCH"] = epoch
    return subprocess.run([foilint, "deadline", "--no-config", "--format", "ics"] + case, env=env,
                          stdout=subprocess.PIPE, check=True).stdout


def unfold(data):
    """Content lines of the object; asserts what section 3.1 asks of them."""
    assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b"") and b"\r" not in data.replace(b"\r\n", b"")
    lines = data[:-2].split(b"\r\n")
    for line in lines:
        assert len(line) <= 75, line
        line.decode("utf-8")  # no code point is cut
    return re.sub(b"\r\n[ \t]", b"", data[:-2]).decode("utf-8").split("\r\n")


def check(lines):
    uids = []
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert lines[1] == "VERSION:2.0" and lines[2].startswith("PRODID:")
    event = None
    for line in lines[4:-1]:
        name, value = line.split(":", 1)
        name, *parameters = name.split(";")
        if line == "BEGIN:VEVENT":
            assert event is None
            event = {}
        elif line == "END:VEVENT":
            assert set(event) == EVENT, set(event) ^ EVENT
            assert event["DTEND"] > event["DTSTART"]
            uids.append(event["UID"])
            event = None
        else:
            assert name not in event, name
            event[name] = value
            if name in ("DTSTART", "DTEND"):
                assert parameters == ["VALUE=DATE"] and re.fullmatch(r"\d{8}", value)
            elif name == "DTSTAMP":
                assert re.fullmatch(r"\d{8}T\d{6}Z", value)
            elif name in ("SUMMARY", "DESCRIPTION"):
                assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,n])*", value), value
    assert event is None and uids and len(set(uids)) == len(uids)
    return uids


def main():
    foilint = os.path.abspath(sys.argv[1])
    for case in CASES:
        data = run(foilint, case)
        uids = check(unfold(data))
        assert data == run(foilint, case), "other bytes the second time"
        stamped = run(foilint, case, "1747396800")
        assert b"DTSTAMP:20250516T120000Z" in stamped and check(unfold(stamped)) == uids
    # worked out again with a later start, the entry keeps its name
    assert check(unfold(run(foilint, CASES[0] + ["--clarified", "2025-05-20"]))) == check(unfold(run(foilint, CASES[0])))
    print("iCalendar: %d cases are well formed" % len(CASES))


main()
