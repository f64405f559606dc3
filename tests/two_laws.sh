#!/bin/sh
# Two laws in one letter: each answer is judged by the rules of the law under
# which it is given, and what no law owns is told once. Every edit of the clean
# letter brings the findings named beside it, with their packs, and no other.
# usage: two_laws.sh FOILINT
set -eu
foilint=$1
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
said() { # what is found in a file, sorted, on one line
    if ! "$foilint" check --no-config --exit-zero "$1" >"$work/said" 2>"$work/summary" ||
        grep -q 'not recognised' "$work/summary"; then
        cat "$work/summary"
    fi
    sed -n 's/^[^ ].*\[\([a-z0-9-]*\/[a-z0-9-]*\)\]$/\1/p' "$work/said" | LC_ALL=C sort | tr '\n' ' '
}
verdict() { # name, wanted, got
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "two laws: $1: wanted [$2], got [$3]"
    fi
}
edit() { # sed script, wanted findings
    sed "$1" tests/two-laws/clean.txt >"$work/letter.txt"
    cmp -s "$work/letter.txt" tests/two-laws/clean.txt && [ -n "$1" ] && {
        echo "two laws: \"$1\" changes nothing"
        failed=$((failed + 1))
        return
    }
    verdict "$1" "$2" "$(said "$work/letter.txt")"
}
fact() { # name, text, what the facts must hold, what they must not
    printf '%s\n' "Dear Ms Roe" "" "We received your request on 10 February 2025. $2" "" "Yours sincerely" >"$work/letter.txt"
    "$foilint" facts "$work/letter.txt" >"$work/facts"
    hit=yes
    grep -q "$3" "$work/facts" || hit=no
    [ -z "$4" ] || ! grep -q "$4" "$work/facts" || hit=no
    verdict "$1" yes "$hit"
}

edit '' ''
# of the claims of each law
edit '/public interest in maintaining the exemption/d' 'foia-2000/pit-missing '
edit '/public interest in maintaining the exception/d' 'eir-2004/pit-missing '
edit 's/section 43(2)/section 43/' 'foia-2000/exemption-limb-missing '
edit 's/regulation 12(4)(d)/regulation 12(4)/; s/ (material in the course of completion)//' 'eir-2004/exemption-limb-missing '
edit 's/(commercial interests)/(law enforcement)/' 'foia-2000/exemption-name-number-mismatch '
edit 's/(material in the course of completion)/(internal communications)/' 'eir-2004/exemption-name-number-mismatch '
# only the Act wants the information to be said to be held, and a likelihood
edit 's/We hold the day rate\. //' 'foia-2000/confirm-held-missing '
edit 's/We hold the draft report\. //' ''
# questions
edit '/^1\. Six officers/d' 'foia-2000/question-unanswered '
edit '/^4\. The river stood/d' 'eir-2004/question-unanswered '
# only the Regulations know the presumption and the time of completion
edit 's/We have applied the presumption in favour of disclosure\. //' 'eir-2004/eir-presumption-missing '
edit 's/ We expect it to be completed by 30 November 2025\.//' 'eir-2004/eir-unfinished-completion-missing '
# what both laws ask of the letter, and what none owns, is told once
edit '/^If you are/d' 'foia-2000/ico-right-missing foia-2000/internal-review-missing '
edit 's/17 September 2025/17 December 2025/; s/by 30 November 2025/by 30 January 2026/' 'foia-2000/overdue-no-apology foia-2000/response-overdue '
edit 's/six officers/[insert number] officers/; s/Six officers/[insert number] officers/' 'uk-access/placeholder-left '
edit 's/Our reference/We follow the Data Protection Act 1998. Our reference/' 'uk-access/dpa-1998-cited '

# instruments
fact 'the lead word names the law' \
    'We withhold the report under reg 12 (5) (b) of the Environmental Information Regulations 2004.' 'EIR 12(5)(b), withhold' ''
fact 'the name before the number' \
    'We hold the report and have applied EIR 12(4)(d), as it is unfinished.' 'EIR 12(4)(d), withhold' ''
fact 'a wrong lead word' \
    'Under the Environmental Information Regulations 2004 we withhold it: section 12(5)(e) applies.' 'EIR 12(5)(e), withhold' '^  12'
fact 'regulations of another enactment' \
    'We withhold the report under section 43(2) of the Freedom of Information Act 2000. It was made under regulation 3 of the Town and Country Planning (Use Classes) Regulations 1987.' '43(2), withhold' 'EIR 3'
fact 'an exception that another enactment has as well' \
    'We withhold the report under section 43(2) of the Freedom of Information Act 2000. A levy is due by regulation 13 of the Community Infrastructure Levy Regulations 2010.' 'regime     FOIA' 'EIR 13'
fact 'section 39 hands over to the Regulations' \
    'The report is exempt under section 39 of the Freedom of Information Act 2000, as it is environmental information.' 'regime     mixed' ''
fact 'claims of two laws make a mixed letter' \
    'We withhold the names under section 40(2) of the Freedom of Information Act 2000 and the report under regulation 12(4)(e).' 'regime     mixed' ''

# the frames of each law are clean when all laws are loaded
for frame in rules/*/frames/*.txt; do
    sed 's/<<[^>]*>>//g' "$frame" >"$work/frame.txt"
    verdict "$frame" '' "$(said "$work/frame.txt")"
done
echo "two laws: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
