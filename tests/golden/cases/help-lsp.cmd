foilint help lsp
