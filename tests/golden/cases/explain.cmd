foilint explain --no-config exemption-limb-missing
