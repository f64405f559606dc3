foilint explain --no-config --overlay tests/golden/overlay s12-advice-missing | head -4
foilint explain --no-config --overlay tests/golden/overlay uk-access/placeholder-left | head -4
