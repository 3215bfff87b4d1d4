"""Tests of the product, by kind."""
