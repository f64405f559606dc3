foilint attachments --no-config fixtures/attachments/incident-hidden-tab.xlsx fixtures/attachments/incident-box-over-text.pdf
