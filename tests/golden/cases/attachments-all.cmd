foilint attachments --no-config -q fixtures/attachments/has-* fixtures/attachments/incident-*
