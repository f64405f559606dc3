cd $SCRATCH
(printf '<!-- foilint-disable-file s12-advice-missing -- advice went by telephone -->\n\n'; cat "$OLDPWD/fixtures/letters/cost-without-advice.txt") > a.md
(printf '<!-- foilint-disable-file s12-advice-missing -->\n\n'; cat "$OLDPWD/fixtures/letters/cost-without-advice.txt"; printf '\n<!-- foilint-disable-line pit-missing -- not needed -->\n') > b.md
foilint a.md b.md; echo $?
foilint -q --rule-severity suppression-without-reason=off --rule-severity foilint/unused-suppression=note b.md
for format in json sarif junit checkstyle github gitlab rdjsonl; do echo "--- $format"; foilint -f $format b.md 2>/dev/null | grep -o '.\{0,12\}no reason is given for disabling s12-advice-missing.\{0,40\}' | head -1; done
