foilint check --no-config -q --fail-on error fixtures/letters/withhold-personal-without-interests.txt
