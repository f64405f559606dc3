foilint explain --no-config --overlay tests/golden/overlay s12-advice-missing | head -4
