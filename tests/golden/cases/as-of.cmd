foilint check --no-config -q --as-of 2012-05-01 fixtures/letters/withhold-personal-without-interests.txt
