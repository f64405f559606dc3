foilint check --no-config fixtures/bad/broken.docx
