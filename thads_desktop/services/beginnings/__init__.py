"""What the fields of a paper begin with, where the store knows it: ``table.begins`` asks the rows of the table, one module for each idea."""
