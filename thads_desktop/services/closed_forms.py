"""Which forms a closing kept, and which columns of each: a circular's file may have got further ones since, and what was closed is judged
alone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.returns.compute import cells_digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from thads_desktop.returns.compute import Return
    from thads_desktop.services.closings import Closing
    from thads_desktop.storage.reader import Reader

#: Form -> its columns.
Kept = dict[str, frozenset[str]]


def of(reader: Reader, closing: Closing) -> Kept:
    """The forms that were closed, in their order, with their columns; {} when the content cannot be read."""
    try:
        return in_content(json.loads(reader.blob(closing.content)))
    except (ValueError, LookupError, TypeError):
        return {}


def in_content(plain: dict[str, Any]) -> Kept:
    """The same of a content that was read."""
    return {str(form["form"]): frozenset(c for row in form["rows"] for c in row["cells"]) for form in plain["forms"]}


def those(forms: Sequence[Return], kept: Kept) -> tuple[Return, ...]:
    """Of these forms those that were closed, in the order in which they were, each with the columns it had then."""
    by_id = {f.form: f for f in forms}
    return tuple(_narrowed(by_id[k], columns) for k, columns in kept.items() if k in by_id)


def same(closing: Closing, kept: Kept, forms: Sequence[Return]) -> bool:
    """These are the forms that were closed, with the same figures in what was closed of each."""
    return len(kept) == len(forms) and _as_closed(closing, kept, forms)


def further(closing: Closing, kept: Kept, forms: Sequence[Return]) -> tuple[str, ...]:
    """The codes of the forms that came since, where those that were closed have the figures of the closing; () else."""
    return tuple(f.code for f in forms if f.form not in kept) if _as_closed(closing, kept, forms) else ()


def _as_closed(closing: Closing, kept: Kept, forms: Sequence[Return]) -> bool:
    own = those(forms, kept)
    return bool(kept) and len(own) == len(kept) and cells_digest(own) == closing.cells_digest


def _narrowed(form: Return, columns: frozenset[str]) -> Return:
    if all(c in columns for row in form.rows[:1] for c in row.cells):
        return form
    return replace(form, rows=tuple(replace(r, cells={k: v for k, v in r.cells.items() if k in columns}) for r in form.rows))
