#!/usr/bin/env python3
"""Writes rules/uk-letters/calendar.json: the days, Monday to Friday, that are
no working days in every part of the United Kingdom.

    bank_holidays.py           writes the file
    bank_holidays.py --check   compares it with what would be written

The yearly days follow the Schedule to the Banking and Financial Dealings Act
1971 and the days proclaimed each year; Easter is computed. What was proclaimed
once stands in the tables below: a new proclamation is one line there.
SPDX-License-Identifier: MIT
"""
import json
import os
import subprocess
import sys
from datetime import date, timedelta

FIRST, LAST = 2005, 2030
SETTLED_TO = "2026-12-31"  # later days are those to be expected
EW, SC, NI = "England and Wales", "Scotland", "Northern Ireland"
ALL = (EW, SC, NI)
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
FILE = os.path.join(ROOT, "rules", "uk-letters", "calendar.json")
MONDAY = 0

# Days of one year: day, name, where, why its effect is unsettled.
ONCE = [
    ("2011-04-29", "royal wedding", ALL, None),
    ("2012-06-05", "diamond jubilee", ALL, None),
    ("2022-06-03", "platinum jubilee", ALL, None),
    ("2022-09-19", "state funeral of Queen Elizabeth II", ALL,
     "it was proclaimed at short notice, and it is unsettled whether a holiday that is proclaimed after a "
     "request came lengthens the time that runs already"),
    ("2023-05-08", "coronation of King Charles III", ALL, None),
    ("2026-06-15", "men's World Cup", (SC,), None),
]
# Yearly days that a proclamation moved: the day that stays a working day, and
# the one that took its place.
MOVED = {
    date(2012, 5, 28): date(2012, 6, 4),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}
# The first 30 November that was a bank holiday.
ST_ANDREW_FROM = 2007


def easter(year):
    """Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * l) // 433
    month = (h + l - 7 * m + 90) // 25
    return date(year, month, (h + l - 7 * m + 33 * month + 19) % 32)


def monday_from(day):
    """The day itself when it is a Monday, else the next one."""
    return day + timedelta(days=(MONDAY - day.weekday()) % 7)


def last_monday(year, month):
    return monday_from(date(year, month, 25))  # of a month of 31 days


def off_weekend(day):
    """The day, or the Monday after it when it falls on a weekend."""
    return monday_from(day) if day.weekday() > 4 else day


def new_year(year):
    """1 January everywhere, 2 January in Scotland. In Scotland a 1 or 2
    January that is a Sunday moves to the 3rd by the Schedule."""
    first, second = date(year, 1, 1), date(year, 1, 2)
    yield off_weekend(first), "New Year's Day", (EW, NI)
    if first.weekday() == 5:  # the 3rd is taken by 2 January
        yield date(year, 1, 4), "New Year's Day", (SC,)
    elif first.weekday() == 6:
        yield date(year, 1, 3), "New Year's Day", (SC,)
    else:
        yield first, "New Year's Day", (SC,)
    yield off_weekend(second), "2 January", (SC,)


def christmas(year):
    """Two days; one that falls on a weekend is made good after it."""
    first = date(year, 12, 25)
    days = {5: (27, 28), 6: (26, 27), 4: (25, 28)}.get(first.weekday(), (25, 26))
    for at in days:
        name = {25: "Christmas Day", 26: "Boxing Day"}.get(at, "Christmas or Boxing Day, in lieu")
        yield date(year, 12, at), name, ALL


def days_of(year):
    sunday = easter(year)
    yield from new_year(year)
    yield off_weekend(date(year, 3, 17)), "St Patrick's Day", (NI,)
    yield sunday - timedelta(days=2), "Good Friday", ALL
    yield sunday + timedelta(days=1), "Easter Monday", (EW, NI)
    yield monday_from(date(year, 5, 1)), "early May bank holiday", ALL
    yield last_monday(year, 5), "spring bank holiday", ALL
    yield off_weekend(date(year, 7, 12)), "Battle of the Boyne", (NI,)
    yield monday_from(date(year, 8, 1)), "summer bank holiday", (SC,)
    yield last_monday(year, 8), "summer bank holiday", (EW, NI)
    if year >= ST_ANDREW_FROM:
        yield off_weekend(date(year, 11, 30)), "St Andrew's Day", (SC,)
    yield from christmas(year)


def holidays():
    """Day -> {name: set of parts}."""
    found = {}
    for year in range(FIRST, LAST + 1):
        for day, name, where in days_of(year):
            names = found.setdefault(MOVED.get(day, day), {})
            names.setdefault(name, set()).update(where)
    for iso, name, where, _ in ONCE:
        found.setdefault(date.fromisoformat(iso), {}).setdefault(name, set()).update(where)
    return found


def entry(day, names):
    # what is a holiday in more parts gives the name
    ordered = sorted(names, key=lambda name: (-len(names[name]), name))
    out = {"day": day.isoformat(), "name": " and ".join(ordered)}
    where = set().union(*names.values())
    if len(where) < len(ALL):
        out["in"] = [part for part in ALL if part in where]
    for iso, _, _, unsettled in ONCE:
        if iso == day.isoformat() and unsettled:
            out["unsettled"] = unsettled
    return out


def whole():
    return {
        "comment": "Written by tests/tools/bank_holidays.py: change that. Days that are no working days although "
                   "Monday to Friday: Christmas Day, Good Friday and the bank holidays of any part of the United "
                   "Kingdom. Local holidays and privilege days are working days.",
        "calendars": [{
            "calendar": "uk-working-days",
            "title": "Working days in every part of the United Kingdom",
            "weekend": ["sat", "sun"],
            "from": "%d-01-01" % FIRST,
            "to": "%d-12-31" % LAST,
            "settled_to": SETTLED_TO,
            "source": [
                "Banking and Financial Dealings Act 1971, section 1 and Schedule 1",
                "the days proclaimed under section 1(2) and (3) of it, each year and once",
            ],
            "holidays": [entry(day, names) for day, names in sorted(holidays().items())],
        }],
    }


def main():
    if "--check" in sys.argv:
        with open(FILE, encoding="utf-8") as f:
            same = json.load(f) == whole()
        count = len(whole()["calendars"][0]["holidays"])
        print("calendar: %s (%d days)" % ("as computed" if same else "differs from what is computed", count))
        return 0 if same else 1
    with open(FILE, "w", encoding="utf-8") as f:
        json.dump(whole(), f, ensure_ascii=False)
    return subprocess.call([sys.executable, os.path.join(ROOT, "tests/tools/layout_json.py"), FILE])


if __name__ == "__main__":
    sys.exit(main())
