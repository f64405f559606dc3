foilint help attachments
