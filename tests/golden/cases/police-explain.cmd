foilint explain --no-config --pack police police-harm-heading | sed "s/:[0-9]*)/)/"
