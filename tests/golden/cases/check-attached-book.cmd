foilint check --no-config -q fixtures/attachments/has-attached-book.eml
