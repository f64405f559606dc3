foilint check --no-config -q --as-of 2026-02-01 fixtures/formats/marked.docx fixtures/formats/marked.odt
