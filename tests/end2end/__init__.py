"""The whole program, from the outside."""
