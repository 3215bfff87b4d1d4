"""What the fields of a paper begin with, where the store knows it: assets and their steps, money, costs, exhibits, papers of the file.

A field is filled by its name: ``TABLE`` says who is asked for which. What an account may not see it is not given either: of a matter
with a minor nothing, of secret numbers nothing. What is filled is a beginning: the clerk reads it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.documents import facts as prepared
from thads_desktop.domain.dates import long_date
from thads_desktop.domain.money import USUAL, Spelling
from thads_desktop.services import masking, paper_rights
from thads_desktop.services.beginnings import assets, file, measures, money, notices
from thads_desktop.services.beginnings.asked import Asked, Begin, Value
from thads_desktop.services.beginnings.rows import line
from thads_desktop.services.inputs import BODY

if TYPE_CHECKING:
    from thads_desktop.documents.form import Form
    from thads_desktop.documents.variables import Variable
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: Who knows what; of two that know the same field the later one speaks.
TABLE: tuple[Begin, ...] = (*assets.TABLE, *money.TABLE, *file.TABLE, *notices.TABLE, *measures.TABLE)
#: From this number of the catalogue on a figure is of its own paper alone: a price, a receipt, a day.
LATER = 61
#: A line of a table holds no more than this; of longer lists the rest is in its own page.
MOST = 200


def begins(desk: Desk, reader: Reader, matter: str, form: Form, day: date) -> dict[str, str]:
    """Field name -> what it begins with, as a draft keeps it (sums as digits, days ISO, rows as lines); only what is known."""
    if not matter or not paper_rights.seen(desk, form.id) or masking.covered(desk, reader, matter):
        return {}
    of, wanted, known = Asked(desk, reader, matter, form, day), frozenset(form.typed), dict[str, Value]()
    for row in TABLE:
        if (row.names & wanted or not row.names) and not (row.measures and form.number >= LATER):
            known |= {name: value for name, value in row.find(of).items() if value and name in wanted}
    spelling = desk.spelling(reader)
    said = {name: text_of(form.variable(name), value, spelling) for name, value in known.items()}
    return {name: text for name, text in said.items() if text}


def text_of(field: Variable, value: Value, spelling: Spelling = USUAL) -> str:
    """A value as this field is typed."""
    match value:
        case None | bool():
            return ""
        case int():
            return str(value) if field.kind == "money" else prepared.amount_text(value, spelling) if value else ""
        case date():
            return value.isoformat() if field.kind == "day" else long_date(value)
        case str():
            return value
        case _:
            return _within("\n".join(line(row, len(field.columns)) for row in value[:MOST]))


def _within(text: str) -> str:
    """As many whole lines as may be typed."""
    return text if len(text) <= BODY else text[:BODY].rpartition("\n")[0]
