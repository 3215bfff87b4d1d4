"""The fault of a law file."""

from __future__ import annotations


class LawDataError(Exception):
    """A law file is not sound; the text names the file and the entry."""
