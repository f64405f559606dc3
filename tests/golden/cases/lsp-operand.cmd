foilint lsp draft.txt
