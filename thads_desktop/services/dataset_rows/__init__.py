"""Where the rows of the data sets come from: one small module for a few sets, each function in the registry of ``registry.py``."""
