foilint attachments --no-config fixtures/attachments/clean-*
