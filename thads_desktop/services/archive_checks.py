"""What keeps the file of a matter out of the archive: a small list of questions, each asked of every file at every step.

A further thing that must be settled before is one more function of ``CHECKS``. A sentence names no person: an exhibit by its code, an asset
by its kind.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from thads_desktop.domain import case_file as cf, costs, file_events as fe
from thads_desktop.domain.archive import NONE
from thads_desktop.domain.asset import HELD, fold_asset
from thads_desktop.domain.cost_events import BUDGET
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.ledger import ledger
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.states import code
from thads_desktop.law import asset_ways, completeness, store_law, transitions
from thads_desktop.law.asset_kinds import kinds
from thads_desktop.services import case_file, held
from thads_desktop.services.projecting_marks import PUBLISHED
from thads_desktop.storage import mark_lists
from thads_desktop.storage.item_lists import ItemFilter

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: States in which a buyer does not have the asset yet.
_NOT_HANDED = ("sold", "paid")
#: Exhibits that are named.
_NAMED = 5

#: Stages of a file whose list was signed and which is not in the archive.
LISTED = ("listed", "checked", "approved")

Check = Callable[["Desk", "Reader", str, "MatterState", "date"], Refusal | None]


def is_open(_desk: Desk, _reader: Reader, _matter: str, state: MatterState, _day: date) -> Refusal | None:
    """It has not ended."""
    return None if state.ended else Refusal("archive.open")


def no_way(_desk: Desk, _reader: Reader, _matter: str, state: MatterState, day: date) -> Refusal | None:
    """The law of the day has no such way from how it ended; what no text names is for the head, who approves each file."""
    for line in state.lines.values():
        found = transitions.table().look("archive", code(state, line), day)
        if found.mark == transitions.NONE:
            return Refusal("archive.no_way", {"says": found.why}, cite=found.cite)
    return None


def money(_desk: Desk, reader: Reader, _matter: str, state: MatterState, _day: date) -> Refusal | None:
    """Money is held that nobody was paid."""
    if state.held > 0:
        return Refusal("archive.money", {"held": dong(state.held)})
    parties = {p for s in state.lines.values() for p in (*s.line.debtors, *s.line.creditors)}
    before = sum(amount for p, _n, amount in held.payers(reader, state.judgment) if p in parties) if state.judgment else 0
    return Refusal("archive.money_before", {"held": dong(before)}) if before > 0 else None


def to_pay(_desk: Desk, reader: Reader, matter: str, _state: MatterState, _day: date) -> Refusal | None:
    """Money of an obligation came in and waits to be paid out, or lies in a deposit."""
    book = ledger(reader.events_of(f"matter:{matter}"))
    if book.held <= 0:
        return None
    lines = sorted(n for n, account in book.accounts.items() if account.held > 0)
    laid = sum(book.deposits.values())
    facts = {"held": dong(book.held), "lines": ", ".join(map(str, lines)), "laid": f" (đang gửi chờ người nhận {dong(laid)} đồng)" if laid else ""}
    return Refusal("archive.to_pay", facts)


def advances(_desk: Desk, reader: Reader, matter: str, _state: MatterState, _day: date) -> Refusal | None:
    """Of an advance of costs something is neither given back nor settled; what was remitted the budget bears itself."""
    found = costs.costs(reader.events_of(f"matter:{matter}"))
    for source, advance in found.advances.items():
        left = advance.open - (found.remitted if source == BUDGET else 0)
        if left > 0:
            return Refusal("archive.advance", {"whose": "ngân sách nhà nước" if source == BUDGET else "đương sự", "open": dong(left)})
    return None


def exhibits(_desk: Desk, reader: Reader, matter: str, _state: MatterState, _day: date) -> Refusal | None:
    """Something of it is still in the store."""
    lists = reader.projections.items
    rows = list(lists.rows(lists.ids(ItemFilter(matter=matter), descending=False)).values())
    if not rows:
        return None
    places = store_law.load().places
    where = dict.fromkeys(places.get(r.place, r.place) for r in rows)
    more = f" và {len(rows) - _NAMED} vật chứng khác" if len(rows) > _NAMED else ""
    codes = f"{', '.join(r.code for r in rows[:_NAMED])}{more}"
    return Refusal("archive.exhibit", {"codes": codes, "places": ", ".join(w[:1].lower() + w[1:] for w in where)})


def assets(_desk: Desk, reader: Reader, matter: str, _state: MatterState, _day: date) -> Refusal | None:
    """An asset is seized for it and neither released nor handed over."""
    for key in reader.projections.assets.of_matter(matter):
        state = fold_asset(reader.events_of(f"asset:{key}"))
        if state.stage in (*HELD, *_NOT_HANDED) and any(s.matter == matter for s in state.seizures):
            stage = asset_ways.table().states[state.stage].lower()
            kind = kinds()[state.kind].title.lower() if state.kind in kinds() else "tài sản"
            return Refusal("archive.asset", {"asset": kind, "stage": stage})
    return None


def books(_desk: Desk, reader: Reader, matter: str, _state: MatterState, _day: date) -> Refusal | None:
    """A complaint, or whatever else a book follows, is not settled. Nothing is said of which: the account may not see that book."""
    return Refusal("archive.book") if any(e.state == "open" for e in reader.projections.entries.of_matter(matter)) else None


def measures(_desk: Desk, _reader: Reader, _matter: str, state: MatterState, _day: date) -> Refusal | None:
    """Something is still frozen, kept or seized."""
    return Refusal("archive.measure") if state.measures_held else None


def published(_desk: Desk, reader: Reader, matter: str, _state: MatterState, _day: date) -> Refusal | None:
    """Somebody of it is still published."""
    return Refusal("archive.published") if mark_lists.marked_of(reader.projections, PUBLISHED, [matter]) else None


def unnumbered(desk: Desk, reader: Reader, matter: str, state: MatterState, day: date) -> Refusal | None:
    """A document has no bút lục. Of a matter carried in from an old register the numbers stand on the paper alone."""
    left = len(cf.to_number(case_file.load(desk, reader, matter)[0])) if state.origin != "carried" else 0
    return Refusal("archive.unnumbered", {"count": str(left)}, cite=_cite(desk, reader, "numbered", day)) if left else None


def uncounted(desk: Desk, reader: Reader, matter: str, state: MatterState, day: date) -> Refusal | None:
    """Nobody counted the sheets of a document; of a matter carried in the officer says how many the file has."""
    left = len(case_file.load(desk, reader, matter)[0].uncounted) if state.origin != "carried" else 0
    return Refusal("archive.uncounted", {"count": str(left)}, cite=_cite(desk, reader, "counted", day)) if left else None


def _cite(desk: Desk, reader: Reader, key: str, day: date) -> str:
    return next((i.basis(desk.rules_for(reader), day) for i in completeness.items() if i.key == key), "")


def changed(desk: Desk, reader: Reader, matter: str, state: MatterState) -> Refusal | None:
    """Documents, their sheets or numbers are others than in the list that was signed. Not of ``CHECKS``: it is asked of what is listed."""
    filed = state.archive or NONE
    if filed.stage not in LISTED or not filed.at:
        return None
    now, events, _state = case_file.load(desk, reader, matter)
    then = case_file.load(desk, reader, matter, filed.at)[0]
    written = any(isinstance(e.body, fe.DocumentPut) and e.seq > filed.at for e in events)
    if not written and _lines(now) == _lines(then):
        return None
    signed = next((e.day for e in events if e.seq == filed.at), None)
    return Refusal("archive.changed", {"since": short_date(signed) if signed else "", "then": str(then.sheets), "now": str(now.sheets)})


def _lines(file: cf.CaseFile) -> list[tuple[str, int, str, date, date | None]]:
    """The list as its signers saw it."""
    return [(d.key, d.sheets, d.numbers, d.obtained, d.issued) for d in file.listed]


#: Asked in this order; the first that answers is told.
CHECKS: tuple[Check, ...] = (is_open, no_way, money, to_pay, advances, exhibits, assets, measures, books, published, uncounted, unnumbered)


def against(desk: Desk, reader: Reader, matter: str, state: MatterState, day: date) -> Refusal | None:
    """The first reason; None when the file may go."""
    for check in CHECKS:
        found = check(desk, reader, matter, state, day)
        if found is not None:
            return found
    return None
