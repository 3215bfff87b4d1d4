"""Labels of chosen items, as this account may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import people, store_queries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.printing.labels import Label
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.store_queries import ItemLine


def pdf(desk: Desk, items: Sequence[str], first: int = 1) -> bytes:
    """Sheets of labels for items; first: the first free place of the sheet in the printer. Refused for none, for one that
    there is not, and for no such place."""
    from thads_desktop.printing.labels import ON_SHEET, draw_labels

    desk.require("store")
    if not items:
        raise Refused(Refusal("store.nothing_chosen"))
    if not 1 <= first <= ON_SHEET:
        raise Refused(Refusal("store.bad_first", {"most": str(ON_SHEET)}, "first"))
    with desk.reading() as reader:
        office = people.identity(reader, desk.clock.today()).name
        at = [i for i in (reader.projections.items.id_of(item) for item in items) if i is not None]
    found = [x for x in store_queries.rows_in_order(desk, at) if x is not None]
    if len(found) < len(items):
        raise Refused(Refusal("store.unknown"))
    return draw_labels([_label(office, line) for line in found], first)


def _label(office: str, line: ItemLine) -> Label:
    from thads_desktop.printing.labels import Label

    about = "; ".join(x for x in (f"Việc {line.number_text}" if line.number_text else "", f"BA {line.judgment}" if line.judgment else "") if x)
    lines = (
        (f"{line.name}: {line.quantity} {line.unit}", 2), (about or "Chưa gắn việc", 1), (f"Của: {line.owner}" if line.owner else "Chưa rõ của ai", 1),
        (f"Nhập {short_date(line.taken)}; {line.fate.lower()}", 1),
    )  # fmt: skip
    return Label(office, lines, line.code)
