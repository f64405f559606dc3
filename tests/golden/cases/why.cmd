foilint why --no-config pit-missing fixtures/letters/many-defects.txt
