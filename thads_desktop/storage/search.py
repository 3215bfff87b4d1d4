"""Search as it is typed: two columns, ``exact`` with marks and ``bare`` without; what is typed is never syntax.

A query without marks looks in ``bare``, a query with any mark in ``exact``; every word is a prefix.
"""

from __future__ import annotations

from thads_desktop.domain.text import bare, clean, has_marks

#: Words of a query that are looked at; longer queries are cut, never refused.
MAX_WORDS = 12


def match_of(query: str) -> str:
    """The FTS5 expression for what was typed; "" when nothing searchable is in it."""
    marked = has_marks(query)
    folded = clean(query).casefold() if marked else bare(clean(query))
    words = [w for w in ("".join(c if _part(c) else " " for c in folded)).split() if any(x.isalnum() for x in w)]
    if not words:
        return ""
    column = "exact" if marked else "bare"
    return f"{column} : (" + " AND ".join(f'"{w}"*' for w in words[:MAX_WORDS]) + ")"


def columns_of(text: str) -> tuple[str, str]:
    """(exact, bare) of what can be searched."""
    shown = "".join(c if _part(c) else " " for c in clean(text))
    return shown.casefold(), bare(shown)


def _part(char: str) -> bool:
    return char.isalnum() or char in "/-"
