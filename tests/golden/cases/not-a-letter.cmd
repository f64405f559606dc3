foilint check --no-config fixtures/readme-like.md
