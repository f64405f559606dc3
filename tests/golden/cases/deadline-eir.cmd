foilint deadline --no-config --regime EIR --received 2025-05-16 --clarified 2025-05-23 --sent 2025-06-24 --authority-kind school
