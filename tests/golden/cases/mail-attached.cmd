foilint check --no-config -q fixtures/mail/nothing-attached.eml fixtures/mail/attached.eml fixtures/mail/another-case.eml
