foilint check --no-config -q --fail-on=warning fixtures/letters/withhold-personal-without-interests.txt
