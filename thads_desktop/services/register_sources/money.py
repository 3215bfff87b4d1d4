"""Rows of the books of receipts: each official receipt, and each book of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.standing import standing
from thads_desktop.services.ledger_words import COME, FORMS, KINDS, NO_NUMBER
from thads_desktop.services.receipts import of_events
from thads_desktop.services.register_sources.base import SourceRow, Sweep, content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from thads_desktop.domain.listing import Cell

#: Numbers of one book of paper receipts that are looked through for gaps.
MOST = 100_000


def receipts(s: Sweep) -> Iterator[SourceRow]:
    """Every sum that has an official receipt; what was only moved from money taken before has that one's."""
    for view in s.views(ev.Collected):
        number, said = str(view.row.get("number_text", "")), content(view)
        yield from _of(s, f"matter:{view.key}", view.events, number, view.state.judgment, said, f"matter:{view.key}", view.state.officer)
    for key, events in s.happened("intake", ev.MoneyHeld):
        yield from _of(s, f"intake:{key}", standing(events, s.as_of), "", key, "", f"judgment:{key}", "")


def _of(s: Sweep, subject: str, events: list[ev.Event], number: str, judgment: str, said: str, opens: str, officer: str) -> Iterator[SourceRow]:
    given = of_events(events)
    fund = {of: e.day for e in events if isinstance(e.body, le.CashInFund) for of in e.body.of}
    for e in events:
        if not isinstance(e.body, ev.Collected | ev.MoneyHeld) or e.day is None or not s.inside(e.day):
            continue
        # Of an old register, or as it was entered before, only the number is known.
        g = given.get(e.seq) or (le.ReceiptGiven(e.seq, "general", e.day.year, e.body.receipt) if e.body.receipt else None)
        if g is None or g.way == "held":
            continue
        payer = g.payer or (e.body.payer if isinstance(e.body, ev.MoneyHeld) else "")
        cells: dict[str, Cell] = {
            "number": g.number or NO_NUMBER, "book": g.book, "kind": KINDS.get(g.kind, g.kind), "form": FORMS.get(g.form, g.form), "day": e.day,
            "payer": s.party(payer), "amount": e.body.amount, "way": COME.get(g.way, g.way), "fund_day": fund.get(e.seq), "matter_number": number,
            "judgment_number": str(s.judgment(judgment).get("number", "")), "content": said, "officer": s.names.name("person", officer), "note": "",
        }  # fmt: skip
        row = SourceRow(f"{subject}.{e.seq}", e.day, e.seq, cells, opens, officer, (subject,), (payer,) if payer else ())
        yield row


@dataclass(slots=True)
class _Book:
    days: list[date] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    amount: int = 0
    about: dict[str, None] = field(default_factory=dict)


def receipt_books(s: Sweep) -> Iterator[SourceRow]:
    """Each book of receipts that was used in the span: from which number to which, how many, how much, what is not entered."""
    books: dict[tuple[str, str, str], _Book] = {}
    for row in receipts(s):
        number = str(row.cells["number"])
        held = books.setdefault((str(row.cells["book"]), str(row.cells["kind"]), str(row.cells["form"])), _Book())
        held.days.append(row.day)
        held.about.update(dict.fromkeys(row.about))
        held.amount += int(str(row.cells["amount"]))
        if number.isascii() and number.isdigit():
            held.numbers.append(int(number))
    for at, ((book, kind, form), held) in enumerate(sorted(books.items())):
        numbers = sorted(set(held.numbers))
        whole = numbers[-1] - numbers[0] + 1 if numbers else 0
        cells: dict[str, Cell] = {
            "day": min(held.days), "book": book or "chưa ghi ký hiệu", "kind": kind, "form": form, "first": f"{numbers[0]:07d}" if numbers else "",
            "last": f"{numbers[-1]:07d}" if numbers else "", "used": len(held.days), "missing": whole - len(numbers) if whole <= MOST else None,
            "amount": held.amount, "last_day": max(held.days), "note": "",
        }  # fmt: skip
        yield SourceRow(f"{book}|{kind}|{form}", min(held.days), at, cells, "", "", tuple(held.about))
