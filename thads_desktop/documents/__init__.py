"""Forms of papers as data, and their composition from facts into plain blocks of text."""
