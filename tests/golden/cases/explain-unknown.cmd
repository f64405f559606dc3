foilint explain --no-config no-such-rule
