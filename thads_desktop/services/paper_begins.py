"""What the fields of a paper begin with, where the store knows it: assets and their steps, money, costs, exhibits, papers of the file.

A field is filled by its name; the names are those of ``begins_assets``, ``begins_money`` and ``begins_file``. What an account may not see
it is not given either: of a matter with a minor nothing, of secret numbers nothing. What is filled is a beginning: the clerk reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.documents import facts as prepared
from thads_desktop.domain.dates import long_date
from thads_desktop.services import (
    begins_assets,
    begins_file,
    begins_money,
    begins_notices,
    masking,
    paper_begins_assets,
    paper_rights,
)
from thads_desktop.services.begins_asked import Asked
from thads_desktop.services.inputs import BODY

if TYPE_CHECKING:
    from thads_desktop.documents.form import Form
    from thads_desktop.documents.variables import Variable
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: What a name stands for: a sum, a day, words, or rows of cells.
Value = int | date | str | Sequence[Sequence[object]]
#: (names it knows, who asks the store for them).
_SOURCES: tuple[tuple[frozenset[str], Callable[[Asked], Mapping[str, Value]]], ...] = (
    (begins_assets.NAMES, begins_assets.values),
    (begins_money.NAMES, begins_money.values),
    (begins_file.NAMES, begins_file.values),
    (begins_notices.NAMES, begins_notices.values),
)
#: From this number of the catalogue on a figure is of its own paper alone: a price, a receipt, a day.
_LATER = 61
#: A line of a table holds no more than this; of longer lists the rest is in its own page.
MOST = 200


def begins(desk: Desk, reader: Reader, matter: str, form: Form, day: date) -> dict[str, str]:
    """Field name -> what it begins with, as a draft keeps it (sums as digits, days ISO, rows as lines); only what is known."""
    wanted = set(form.typed)
    asked = [source for names, source in _SOURCES if names & wanted]
    if not matter or not paper_rights.seen(desk, form.id) or masking.covered(desk, reader, matter):
        return {}
    tens = desk.settings(reader)["words.zero_tens"]
    of = Asked(desk, reader, matter, form, day)
    known = {name: value for source in asked for name, value in source(of).items() if name in wanted}
    said = {name: text_of(form.variable(name), value, tens) for name, value in known.items()}
    # What a paper of a measure says in its own way goes before; later papers do not say again what an earlier one did.
    own = paper_begins_assets.begins(desk, reader, matter, form, day) if form.number < _LATER else {}
    return {name: text for name, text in {**said, **own}.items() if text}


def text_of(field: Variable, value: Value, tens: str = "linh") -> str:
    """A value as this field is typed."""
    match value:
        case bool():
            return ""
        case int():
            return str(value) if field.kind == "money" else prepared.amount_text(value, tens) if value else ""
        case date():
            return value.isoformat() if field.kind == "day" else long_date(value)
        case str():
            return value
        case _:
            return _within("\n".join(_line(row, len(field.columns)) for row in value[:MOST]))


def _within(text: str) -> str:
    """As many whole lines as may be typed."""
    return text if len(text) <= BODY else text[:BODY].rpartition("\n")[0]


def _line(row: Sequence[object], columns: int) -> str:
    """Cells parted as the field parts them; what stands in a cell parts nothing."""
    cells = [" ".join(str(cell).replace(";", ",").split()) for cell in row]
    return "; ".join(cells[:columns]).rstrip("; ") if columns else ", ".join(cell for cell in cells if cell)


__all__ = ["begins", "text_of"]
