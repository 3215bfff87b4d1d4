"""Rows of the books of receipts: each official receipt, and each book of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.standing import standing
from thads_desktop.services.ledger_words import COME, FORMS, KINDS, NO_NUMBER
from thads_desktop.services.receipts import of_events
from thads_desktop.services.register_sources.base import SourceRow, Sweep, content, then
from thads_desktop.storage.receipt_lists import receipt_sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.dataset_rows.context import View

#: More numbers than this are no gap in a book: what was typed is no number of it.
MOST = 100_000
FAR = "Số {after} cách số {before} quá xa, không tính là thiếu: xem lại số đã ghi"
#: Said of a receipt whose sum was recorded by mistake.
STRUCK = "Biên lai ghi nhầm, đã hủy"


def receipts(s: Sweep) -> Iterator[SourceRow]:
    """Every sum that has an official receipt; what was only moved from money taken before has that one's. One that was struck keeps its line."""
    for view in s.views(ev.Collected):
        number, said = str(view.row.get("number_text", "")), content(view)
        yield from _of(s, f"matter:{view.key}", view.every, number, view.state.judgment, said, f"matter:{view.key}", partial(_officer, view))
    for key, events in s.happened("intake", ev.MoneyHeld):
        yield from _of(s, f"intake:{key}", events, "", key, "", f"judgment:{key}", lambda _day: "")


def _officer(view: View, day: date) -> str:
    return then(view, day).state.officer


def _of(
    s: Sweep, subject: str, events: list[ev.Event], number: str, judgment: str, said: str, opens: str,
    officer_on: Callable[[date], str],
) -> Iterator[SourceRow]:  # fmt: skip
    if any(isinstance(e.body, ev.ImportUndone) for e in events):
        return
    kept = standing(events, s.as_of)
    stands = {e.seq for e in kept}
    given = of_events(kept)
    was = of_events([e for e in events if e.seq not in stands])
    fund = {of: e.day for e in kept if isinstance(e.body, le.CashInFund) for of in e.body.of}
    for e in events:
        if not isinstance(e.body, ev.Collected | ev.MoneyHeld) or e.day is None or not s.inside(e.day) or e.day > s.as_of:
            continue
        # Of an old register, or as it was entered before, only the number is known.
        there = e.seq in stands
        g = given.get(e.seq) or (None if there else was.get(e.seq))
        g = g or (le.ReceiptGiven(e.seq, "general", e.day.year, e.body.receipt) if e.body.receipt else None)
        if g is None or g.way == "held":
            continue
        officer = officer_on(e.day)
        payer = g.payer or (e.body.payer if isinstance(e.body, ev.MoneyHeld) else "")
        cells: dict[str, Cell] = {
            "number": g.number or NO_NUMBER, "book": g.book, "kind": KINDS.get(g.kind, g.kind), "form": FORMS.get(g.form, g.form), "day": e.day,
            "payer": s.party(payer), "amount": e.body.amount if there else None, "way": COME.get(g.way, g.way), "fund_day": fund.get(e.seq),
            "matter_number": number, "judgment_number": str(s.judgment(judgment).get("number", "")), "content": said,
            "officer": s.names.name("person", officer), "note": "" if there else STRUCK,
        }  # fmt: skip
        row = SourceRow(f"{subject}.{e.seq}", e.day, e.seq, cells, opens, officer, (subject,), (payer,) if payer else (), not there)
        yield row


@dataclass(slots=True)
class _Book:
    """name: as it was written first."""

    days: list[date] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    amount: int = 0
    missing: int = 0
    about: dict[str, None] = field(default_factory=dict)
    name: tuple[int, str] = (0, "")
    note: str = ""


#: A book of receipts of a kind and form, in a quarter (year, which).
_Key = tuple[str, str, str, tuple[int, int]]


def receipt_books(s: Sweep) -> Iterator[SourceRow]:
    """What was used of each book of receipts in each quarter: from which number to which, how many, how much, what is not entered.

    A book goes on from quarter to quarter: a row of the whole year would be fixed by the first closing, with what came after it lost. A book of
    paper receipts runs over the turn of the year too, so the years beside are read for its numbers; electronic ones begin anew each year.
    """
    books: dict[_Key, _Book] = {}
    # One book may hold receipts of several kinds: a number is missing where none of them has it.
    numbers: dict[tuple[str, ...], dict[int, _Key]] = {}
    beside: dict[tuple[str, ...], set[int]] = {}
    around = Sweep(s.desk, s.reader, s.as_of, _year_off(s.first, -1), raw=True, end=min(s.as_of, _year_off(s.end, 1)), only=s.only)
    for row in receipts(around):
        written, kind, form = (str(row.cells[name]) for name in ("book", "kind", "form"))
        sign, number = receipt_sign(written), str(row.cells["number"])
        numbered = number.isascii() and number.isdigit()
        book: tuple[str, ...] = (sign, form) if sign else (sign, kind, form)
        if not s.inside(row.day):
            # Without a sign nobody knows whether the numbers of another year are those of the same book.
            if numbered and sign and form == FORMS["paper"]:
                beside.setdefault(book, set()).add(int(number))
            continue
        key = (sign, kind, form, (row.day.year, (row.day.month - 1) // 3))
        held = books.setdefault(key, _Book(name=(row.order, written)))
        held.name = min(held.name, (row.order, written))
        held.days.append(row.day)
        held.about.update(dict.fromkeys(row.about))
        # A receipt that was struck and written anew under its number is one.
        held.used.add(number if numbered else row.key)
        held.amount += int(str(row.cells["amount"] or 0))
        if numbered:
            held.numbers.append(int(number))
            numbers.setdefault(book, {}).setdefault(int(number), key)
    for book, of in numbers.items():
        _missing(books, of, beside.get(book, set()))
    for at, ((_sign, kind, form, (year, quarter)), held) in enumerate(sorted(books.items(), key=lambda x: x[0])):
        low, high, name = min(held.numbers, default=None), max(held.numbers, default=None), held.name[1]
        cells: dict[str, Cell] = {
            "day": min(held.days), "book": name or "chưa ghi ký hiệu", "kind": kind, "form": form, "first": f"{low:07d}" if low is not None else "",
            "last": f"{high:07d}" if high is not None else "", "used": len(held.used), "missing": held.missing,
            "amount": held.amount, "last_day": max(held.days), "note": held.note,
        }  # fmt: skip
        yield SourceRow(f"{name}|{kind}|{form}|{year}.{quarter + 1}", min(held.days), at, cells, "", "", tuple(held.about))


def _missing(books: dict[_Key, _Book], of: dict[int, _Key], others: set[int]) -> None:
    """What is not entered before each number of a book, told where that number is. others: its numbers of the years beside."""
    for before, after in pairwise(sorted(of.keys() | others)):
        if after not in of or after - before == 1:
            continue
        held = books[of[after]]
        if after - before > MOST:
            held.note = FAR.format(after=f"{after:07d}", before=f"{before:07d}")
        else:
            held.missing += after - before - 1


def _year_off(day: date, by: int) -> date:
    return day.replace(year=day.year + by, day=min(day.day, 28)) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + by)
