#!/usr/bin/env python3
"""Skeletons of `foilint scaffold`: the linter reports just their gaps, and
nothing once the gaps are filled. usage: scaffold.py FOILINT
SPDX-License-Identifier: MIT
"""
import json
import os
import re
import subprocess
import sys
import tempfile

GAP = re.compile(r"<<([^<>]+)>>")

# What a writer would put into each gap, by the gap's words.
FILL = {
    "name of the authority": "Quarry Hill Harbour Board",
    "postal address of the authority": "Tide House, Mole Street, Quarry Hill QH1 2AB",
    "reference of the case": "QH/FOI/26/007",
    "date of this letter": "12 March 2026",
    "name of the requester": "Ms Ferrier",
    "date of receipt": "17 February 2026",
    "what was asked for, in the words of the request":
        "the report that was made last year on the north quay",
    "the information, or where it is enclosed": "A copy of the report is enclosed.",
    "limit of this kind of authority, in pounds and in hours":
        "£450, which is 18 hours of work at £25 an hour",
    "how it would be found, and in how many records": "search 2,400 paper files",
    "time for one of them": "5 minutes",
    "hours of work in all": "200 hours",
    "a period, a subject or a kind of record": "the files of one quay in 2025",
    "burden, motive, value, harassment or distress, with the facts that show it":
        "it is the thirtieth on the same subject in a year, although each was answered in full, "
        "and dealing with them took 140 hours of a clerk who works 16 hours a week",
    "reference of that request": "QH/FOI/25/081",
    "date of that answer": "9 January 2026",
    "how long it is, and why the information will not have changed":
        "only six weeks lie between the two, and the report is not revised before autumn",
    "what it is, and what makes it exempt": "a plan of how the quay is watched at night",
    "who would learn what from it, and what they could do with it": [
        "those who mean to break in would learn when nobody is at the gates and would come then",
        "rival firms would see how it was reckoned and could undercut it next time"],
    "what it is, and how it came to us":
        "the price that Lowther Cranes Ltd offered for the repair when it bid in May",
    "whose interests they are": "Lowther Cranes Ltd",
    "whom": "Lowther Cranes Ltd",
    "their view": "its rivals would use the price to undercut its next bid",
    "what disclosure would make easier, and for whom":
        "terrorists could plan an attack on the quay by it",
    "what it is": "a note on the strength of our case about the quay",
    "how the harm would come about":
        "they were threatened at their homes after the last report, and their names are in this one",
    "web address of the page": "https://www.quarryhillharbour.org.uk/reports/north-quay",
    "document, page or table": "pages 4 to 9 of the report",
    "date of the decision to publish": "3 December 2025",
    "date of publication": "30 April 2026",
    "why it should not be given earlier":
        "the engineers are still checking the figures, and all users of the port should read the same text on the same day",
    "the subject of the investigation": "the fire at the fuel store in November",
    "whether we have a duty to conduct it, or what it may lead to, and whether it is closed":
        "we have a duty to conduct and which is not closed",
    "how it does, without naming them": "it was given by people who were promised that they would not be named",
    "filed with, placed with or made by which court or inquiry, in which proceedings":
        "filed with the Admiralty Court in the proceedings about the collision of last May",
    "the subject of the policy, and whether it is settled": "the licensing of pilots, which is not settled",
    "what the information contributes to it":
        "it sets out the options between which the Minister is to choose in autumn",
    "what it is, between whom or by whom, and when":
        "a letter of 4 June 2025 between the two Ministers who are responsible for ports",
    "how it does": "they wrote it in that office, to settle the matter between their departments",
    "office of the qualified person": "the Chair of the Board",
    "date of the opinion": "5 March 2026",
    "the effect that the limb names": "inhibit the free and frank provision of advice",
    "the effect on advice, discussion or the conduct of affairs":
        "inhibit the free and frank exchange of views for the purposes of deliberation",
    "what the information is, and how disclosure would have that effect":
        "the papers set out candidly what each option risks, and their authors would be less frank in the "
        "work that is still to come if these were published now",
    "the communication or honour that it concerns, with whom, and when":
        "a letter of 2 May 2025 about the opening of the quay",
    "what brings it within the paragraph": "it was written by the Private Office on behalf of the person named there",
    "how it relates to you": "it is the record of your own complaint",
    "who can be identified from it, and how":
        "it names the two clerks who answered the complaints, who do not speak for the Board in public",
    "the interest in disclosure": "knowing that complaints are answered by people with the right training",
    "the interest in an answer": "knowing how the Board deals with misconduct",
    "why": "the clerks are junior, they were told that they would not be named, and the figures above meet the interest",
    "what was said or understood": "the covering letter says that it is given in confidence",
    "why it is not trivial and not in the public domain":
        "it describes how the cranes are built and has never been published",
    "client": "the Board",
    "lawyer": "its solicitor",
    "giving legal advice, or litigation": "giving legal advice",
    "whose": "Lowther Cranes Ltd",
    "what is secret, who keeps it so, and what it is worth to a rival":
        "the mixture of the coating, which only two of its engineers know and which took nine years to find",
    "number": "9",
    "name": "Statistics of Trade",
    "year": "1947",
    "how that enactment covers this information": "the figures are the return of a single company, which has not consented",
    "which House": "the House of Commons",
    "what privilege protects it": "it was prepared for a committee that has not yet reported",
    "letter": "b",
    "which body": "the Harbour Standards Office",
    "what it does": "ascertaining whether any person is responsible for conduct which is improper",
    "which State, organisation or court": "the Kingdom of Norway",
    "how it is to be held": "require us to keep it to ourselves",
    "what a confirmation would reveal, and to whom":
        "those who plan a break-in would learn that their doings are known",
    "what a denial would reveal, and to whom": "they would learn that nobody has noticed them",
    "what brings an answer within the section": "either answer would show which body we deal with",
    "how that enactment covers such an answer": "an answer would name the company that made the return",
    "the interest that the section protects": "the prevention and detection of crime",
    "what those who learn it could do": [
        "they would know whether they are watched and would go elsewhere",
        "they would change the way in which they work"],
    "what an answer would make easier, and for whom": "terrorists would know whether the quay is watched",
    "the public interests in disclosing this information": [
        "openness about how the quay is run lets those who pay for it judge whether it is run well",
        "residents want to see how much is spent, and on what"],
    "the public interests in withholding this information": [
        "the Board must be able to keep its users safe and to get good advice and fair bids",
        "fewer firms would bid, and the port would pay more for the same work"],
    "the public interests in saying whether the information is held": [
        "an answer would add to the debate about how ports are watched",
        "people would understand better what the Board is there for"],
    "the public interests in not saying so": [
        "either answer would weaken what protects the users of the port",
        "offenders could tell from either answer where it is safe to act"],
    "what decides it": [
        "the figures that we publish each year meet most of the interest, while the loss would be serious and could not be undone",
        "the harm would last for years, and little would be added to what is published already"],
    "who, and the address for reviews": "the Clerk to the Board at reviews@quarryhillharbour.org.uk",
    "name and post of the writer": "Clerk to the Board",
}
# what a claim needs said otherwise
ENDANGERED = {"whom": "the two wardens of the quay"}
CASES = [
    ([], {}),
    (["31(3):ncnd"], {}),
    (["12(1)"], {}),
    (["12(2)"], {}),
    (["40(2)"], {}),
    (["43(2)"], {}),
    (["22(1)"], {}),
    (["36(2)(b)(i)"], {}),
    (["31(3):ncnd", "40(2)"], {}),
    (["43(2):withhold", "40(2)"], {}),
    (["24(2)", "31(3)"], {}),
    (["40(5B)(a)(i)"], {}),
    (["40(5B)(a)(i)", "31(3)", "43(2)"], {}),
    (["31(1)(a)", "43(2)"], {}),
    (["23(5)"], {}),
    (["14(1)"], {}),
    (["14(2)"], {}),
    (["21(1)"], {}),
    (["30(1)(a)"], {}),
    (["31(1)(a)"], {}),
    (["31(1)(g)"], {}),
    (["35(1)(a)"], {}),
    (["38(1)(b)"], ENDANGERED),
    (["41(1)", "42(1)"], {}),
    (["42(1)"], {}),
    (["44(1)(a)"], {}),
    (["24(1)"], {}),
]


class Check:
    def __init__(self, foilint):
        self.foilint = foilint
        self.bad = []

    def run(self, *args, text=None):
        return subprocess.run([self.foilint, *args], input=text, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)

    def skeleton(self, claims, form):
        args = [a for c in claims for a in ("--claim", c)]
        run = self.run("scaffold", "--no-config", "--format", form, *args)
        if run.returncode != 0:
            sys.exit("scaffold %s: %s" % (claims, run.stderr))
        return run.stdout

    def findings(self, text, form):
        run = self.run("check", "-", "--no-config", "--format=json",
                       "--stdin-filename", "letter." + form, text=text)
        return json.loads(run.stdout)["documents"][0]["findings"]

    def expect(self, what, got, wanted):
        if got != wanted:
            self.bad.append("%s: %s, not %s" % (what, got, wanted))

    def gaps_alone(self, claims, form):
        """The findings are the gaps, each at its own words."""
        text = self.skeleton(claims, form)
        gaps = ["<<%s>>" % gap for gap in GAP.findall(text)]
        found = self.findings(text, form)
        name = "skeleton of %s as %s" % (claims, form)
        self.expect(name, sorted({f["rule"] for f in found}), ["placeholder-left"])
        quotes = [re.findall(r"<<[^<>]+>>", f["message"]) for f in found]
        self.expect(name + ", gaps", sorted(sum(quotes, [])), sorted(gaps))
        return len(gaps)

    def filled(self, claims, own, form):
        claims_of = {c.split(":")[0]: i for i, c in enumerate(claims)}

        def fill(match):
            gap, _, provision = match.group(1).partition(": section ")
            words = own.get(gap) or FILL[gap]
            return words if isinstance(words, str) else words[claims_of[provision] % len(words)]
        text = GAP.sub(fill, self.skeleton(claims, form))
        wrong = ["%s %s: %s" % (f["severity"], f["rule"], f["message"])
                 for f in self.findings(text, form) if f["severity"] != "note"]
        self.expect("filled answer under %s as %s" % (claims, form), wrong, [])

    def templates(self):
        """In a template gaps may stand; stale law and contacts may not."""
        tried = set()
        for claims, _ in CASES:
            text = self.skeleton(claims, "txt")
            for old, new, wanted in (
                    ("", "", []),
                    ("Article 5(1)(a) of the UK GDPR", "the Data Protection Act 1998", ["dpa-1998-cited"]),
                    ("0303 123 1113", "01625 545 745", ["ico-contact-out-of-date"])):
                if old not in text:
                    continue
                tried.add(old)
                with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
                    file.write(text.replace(old, new) if old else text)
                    file.flush()
                    run = self.run("template", "check", "--no-config", "--format=json", file.name)
                found = json.loads(run.stdout)["documents"][0]["findings"]
                self.expect("template of %s with %r" % (claims, new),
                            sorted({f["rule"] for f in found}), wanted)
        self.expect("edits of templates tried", len(tried), 3)


def main():
    check = Check(os.path.abspath(sys.argv[1]))
    listed = [line.split()[0] for line in
              check.run("scaffold", "--list", "--no-config").stdout.splitlines()]
    check.expect("what can be claimed is listed", len(listed) > 50, True)
    gaps = 0
    for provision in listed:
        for form in ("txt", "md"):
            gaps += check.gaps_alone([provision], form)
    for claims, own in CASES:
        for form in ("txt", "md"):
            gaps += check.gaps_alone(claims, form)
            check.filled(claims, own, form)
    check.templates()
    for line in check.bad:
        print("scaffold: " + line)
    print("scaffold: %d provisions and %d answers, %d gaps, %d wrong"
          % (len(listed), len(CASES), gaps, len(check.bad)))
    return 1 if check.bad else 0


if __name__ == "__main__":
    sys.exit(main())
