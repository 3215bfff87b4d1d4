"""Dialogs: the first-run wizard."""
