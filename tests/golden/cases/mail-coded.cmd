foilint check --no-config fixtures/formats/cost-without-estimate.eml | grep -v "^    "
