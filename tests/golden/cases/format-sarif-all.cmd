foilint check --format sarif --sarif-all --no-config --pack tests/toy/lost-property tests/toy/letters/two-items.txt |
    grep -c '"kind": "pass"'
