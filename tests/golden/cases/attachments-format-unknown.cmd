foilint attachments --no-config -f baseline fixtures/attachments/clean-text.pdf
