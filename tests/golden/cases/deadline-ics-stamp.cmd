SOURCE_DATE_EPOCH=1747396800 foilint deadline --no-config --received 2025-05-16 --format ics
