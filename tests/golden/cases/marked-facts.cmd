foilint facts --no-config fixtures/formats/marked.docx | sed -n "/^marks/,\$p"
