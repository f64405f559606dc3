foilint annotate fixtures/formats/cost-without-advice.docx -o copy.pdf
