#!/usr/bin/env python3
"""Makes what the bench measures beside letters: a Word file and a PDF of 20
pages with the words of the fixtures, and workbooks of 100,000 cells. Needs
python3-docx and python3-openpyxl; the PDF and the other kinds of workbook are
made by LibreOffice and left out where it isn't installed.
bench_files.py OUT; SPDX-License-Identifier: MIT
"""
import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl

HOME = Path(__file__).resolve().parents[2] / "fixtures"
PAGES = 20
WORDS = 272 * PAGES  # what such a page of A4 holds
ROWS, COLUMNS = 10_000, 10


def letters():
    """The blocks of one fixture after another, for ever."""
    files = sorted(HOME.glob("letters/*.txt")) + sorted(HOME.glob("collection/F*.txt"))
    while True:
        for file in files:
            for block in re.split(r"\n\s*\n", file.read_text(encoding="utf-8").strip()):
                yield block


def word_file(path):
    """Headings, paragraphs of several runs, and a table after each 100."""
    document, words = docx.Document(), 0
    for number, block in enumerate(letters()):
        if words >= WORDS:
            break
        lines = block.split("\n")
        title = len(lines) == 1 and len(block) < 60 and block[-1] not in ".,:;?"
        paragraph = document.add_paragraph(style="Heading 2" if title else None)
        for i, line in enumerate(lines):
            for piece in re.findall(r".{1,60}(?:\s|$)|.+", line):
                paragraph.add_run(piece).bold = False
            if i + 1 < len(lines):
                paragraph.add_run().add_break()
        words += len(block.split())
        if number % 100 == 99:
            table = document.add_table(rows=0, cols=3)
            for year in range(2015, 2025):
                for cell, text in zip(table.add_row().cells, (str(year), str(year % 37), "Requests")):
                    cell.text = text
    document.save(path)


def workbook(path):
    """Text, whole numbers, sums of money and dates, as in a list of spending."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Spending"
    sheet.append(["Date", "Supplier", "Service", "Sum", "Order", "Team", "Cost code", "Paid", "Note", "Year"])
    for i in range(1, ROWS):
        sheet.append([f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}", f"Supplier {i % 700}", f"Service {i % 40}",
                      round(i * 7.31 % 9000, 2), i, f"Team {i % 12}", 4000 + i % 90, i % 30,
                      f"Invoice {i} for the month", 2024])
    for row in sheet.iter_rows(min_row=2, min_col=4, max_col=4):
        row[0].number_format = "#,##0.00"
    book.save(path)


def converted(path, to):
    """Another kind of the same file, where LibreOffice can make it."""
    if not shutil.which("soffice"):
        return
    subprocess.run(["soffice", f"-env:UserInstallation=file://{path.parent}/profile", "--headless", "--convert-to",
                    to, "--outdir", path.parent, path], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


def main():
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    word_file(out / "letter.docx")
    workbook(out / "sheet.xlsx")
    for path, kinds in ((out / "letter.docx", ("pdf", "odt")), (out / "sheet.xlsx", ("ods", "csv"))):
        for kind in kinds:
            converted(path, kind)
    shutil.rmtree(out / "profile", ignore_errors=True)


main()
