#!/usr/bin/python3
"""Makes fixtures/old/: workbooks as Excel 97 to 2003 wrote them, by LibreOffice
from those of fixtures/attachments/, one of them with macros; and a message as
Outlook saves it, by Perl's OLE::Storage_Lite.

    make_old.py     (for maintainers; the files are committed)
SPDX-License-Identifier: MIT
"""
import os
import subprocess
import tempfile

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
OUT = "fixtures/old"
BOOKS = ["clean-book", "has-hidden-sheet", "has-hidden-rows", "has-hidden-column", "has-filtered-rows", "has-comment"]
PIVOT = "has-pivot-cache"

# a pivot table in a workbook of LibreOffice's own: it takes none from a file
# in which Excel's description of it is as short as in our fixture
FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>
<table:table table:name="Patients">{rows}</table:table>
<table:table table:name="Counts"><table:table-row>{one}</table:table-row></table:table>
<table:data-pilot-tables><table:data-pilot-table table:name="P1" table:application-data=""
 table:target-range-address="Counts.A3:Counts.B7" table:buttons="Counts.A3">
<table:source-cell-range table:cell-range-address="Patients.A1:Patients.C3"/>
<table:data-pilot-field table:source-field-name="Ward" table:orientation="row" table:function="auto">
<table:data-pilot-level table:show-empty="false"/></table:data-pilot-field>
<table:data-pilot-field table:source-field-name="Days" table:orientation="data" table:function="sum"/>
<table:data-pilot-field table:source-field-name="Name" table:orientation="hidden" table:function="auto"/>
</table:data-pilot-table></table:data-pilot-tables></office:spreadsheet></office:body></office:document>"""

MACRO = r"""
use OLE::Storage_Lite; use Encode;
my ($from, $to) = @ARGV;
sub name { encode("UTF-16LE", $_[0]) }
my $root = OLE::Storage_Lite->new($from)->getPpsTree(1);
delete @{$_}{"Time1st", "Time2nd"} for @{$root->{Child}};
my $stream = OLE::Storage_Lite::PPS::File->new(name("_VBA_PROJECT"), "\xcc\x61" . "\0" x 30);
my $vba = OLE::Storage_Lite::PPS::Dir->new(name("VBA"), undef, undef, [$stream]);
push @{$root->{Child}}, OLE::Storage_Lite::PPS::Dir->new(name("_VBA_PROJECT_CUR"), undef, undef, [$vba]);
OLE::Storage_Lite::PPS::Root->new(undef, undef, $root->{Child})->save($to, 1) or die;
"""

MESSAGE = r"""
use OLE::Storage_Lite; use Encode;
my ($to, $figures) = @ARGV;
sub text { encode("UTF-16LE", $_[0]) }
sub stream { OLE::Storage_Lite::PPS::File->new(text($_[0]), $_[1]) }
open(my $file, "<:raw", $figures) or die; my $bytes = do { local $/; <$file> };
my $attached = OLE::Storage_Lite::PPS::Dir->new(text("__attach_version1.0_#00000000"), undef, undef, [
  stream("__properties_version1.0", "\0" x 8), stream("__substg1.0_3707001F", text("figures.xlsx")),
  stream("__substg1.0_37010102", $bytes) ]);
my $body = join("\r\n", "Dear Ms Bell,", "",
  "Thank you for your request of 3 March 2025. We hold the figures that you asked for and attach them.", "",
  "Yours sincerely,", "Request Team", "");
OLE::Storage_Lite::PPS::Root->new(undef, undef, [
  stream("__properties_version1.0", "\0" x 32), stream("__substg1.0_001A001F", text("IPM.Note")),
  stream("__substg1.0_0037001F", text("Your request")), stream("__substg1.0_0C1A001F", text("Request Team")),
  stream("__substg1.0_0C1F001F", text("requests\@council.example")), stream("__substg1.0_1000001F", text($body)),
  $attached ])->save($to, 1) or die;
"""


def cell(value):
    kind = f'float" office:value="{value}' if isinstance(value, int) else "string"
    return f'<table:table-cell office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'


def flat():
    rows = [("Ward", "Name", "Days"), ("A", "Sunita Okafor", 3), ("B", "Owen Hale", 5)]
    lines = "".join(f'<table:table-row>{"".join(map(cell, row))}</table:table-row>' for row in rows)
    return FLAT.format(rows=lines, one=cell("Days by ward"))


def main():
    os.makedirs(OUT, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        pivot = f"{scratch}/{PIVOT}.fods"
        with open(pivot, "w", encoding="utf-8") as f:
            f.write(flat())
        books = [f"fixtures/attachments/{name}.xlsx" for name in BOOKS] + [pivot]
        subprocess.run(["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to", "xls",
                        "--outdir", OUT, *books], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["perl", "-e", MACRO, f"{OUT}/clean-book.xls", f"{OUT}/has-macro.xls"], check=True)
    subprocess.run(["perl", "-e", MESSAGE, f"{OUT}/message.msg", "fixtures/attachments/has-hidden-sheet.xlsx"], check=True)


main()
