"""Small tests of single modules."""
