foilint check --no-config -q fixtures/letters.docx
