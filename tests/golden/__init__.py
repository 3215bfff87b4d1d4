"""Texts and pages compared with kept examples."""
