foilint check --no-config fixtures/letters/withhold-qualified.txt
