foilint check --no-config fixtures/formats/withhold-qualified-without-balance.docx fixtures/formats/withhold-qualified-without-balance.html
