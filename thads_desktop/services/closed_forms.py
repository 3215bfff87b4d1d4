"""Which forms a closing kept: a circular's file may have got further forms since, and those that were closed are judged alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from thads_desktop.returns.compute import cells_digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from thads_desktop.returns.compute import Return
    from thads_desktop.services.closings import Closing
    from thads_desktop.storage.reader import Reader


def of(reader: Reader, closing: Closing) -> tuple[str, ...]:
    """The ids of the forms that were closed, in their order; () when the content cannot be read."""
    try:
        plain: dict[str, Any] = json.loads(reader.blob(closing.content))
        return tuple(str(form["form"]) for form in plain["forms"])
    except (ValueError, LookupError, TypeError):
        return ()


def those(forms: Sequence[Return], kept: Sequence[str]) -> tuple[Return, ...]:
    """Of these forms those that were closed, in the order in which they were."""
    by_id = {f.form: f for f in forms}
    return tuple(by_id[k] for k in kept if k in by_id)


def further(closing: Closing, kept: Sequence[str], forms: Sequence[Return]) -> tuple[str, ...]:
    """The codes of the forms that came since, where those that were closed have the figures of the closing; () else."""
    own = those(forms, kept)
    if len(own) < len(kept) or len(own) == len(forms) or cells_digest(own) != closing.cells_digest:
        return ()
    return tuple(f.code for f in forms if f.form not in kept)
