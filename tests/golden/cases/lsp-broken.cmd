printf 'Content-Length: 2\r\n\r\n{]' | foilint lsp
