"""Data sets in tests: an empty office of the same name, and whether two offices say the same of every matter."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.office import LOGIN, PASSWORD, set_up
from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.fold import fold
from thads_desktop.domain.ledger import Ledger, ledger
from thads_desktop.domain.matter import LineState, MatterState
from thads_desktop.services import first_account, people
from thads_desktop.services.desk import Desk
from thads_desktop.storage.reader import Reader


def empty_like(desk: Desk, folder: Path) -> Desk:
    """A new office with the name and the people of this one, and nothing else."""
    clock = FixedClock(desk.clock.today())
    with desk.reading() as reader:
        known = people.office(reader)
        posts = people.posts(reader)
    officers = sorted({p.name for p in posts if p.post == "officer"})
    head = next(p.name for p in posts if p.post == "head")

    def found(made: Desk) -> object:
        return set_up(made, known.name, head, officers, known.identities[0].parent)

    return first_account.found(folder, clock, LOGIN, PASSWORD, found).desk


def states(desk: Desk, day: date | None = None) -> dict[tuple[str, date], Any]:
    """(number, day) of each decision -> everything that is said of the matter as of the day, by names instead of ids."""
    found: dict[tuple[str, date], Any] = {}
    with desk.reading() as reader:
        for subject, events in reader.stream("matter"):
            state = fold(events, day)
            if state.exists and state.opened is not None:
                number = str((reader.row("matter", subject.partition(":")[2]) or {}).get("number_text", ""))
                said = _matter(reader, state) | _money(reader, ledger(events, day))
                # Of a matter of an old register no paper is held: its decision is known by its number and day alone.
                said["papers"] = sorted(set(said["papers"]) - {(state.opened, number, sent) for sent in (True, False)})
                found[number, state.opened] = said
    return found


def _matter(reader: Reader, s: MatterState) -> Any:
    def named(key: str) -> str:
        return str((reader.row("party", key) or {}).get("name", ""))

    def who(key: str) -> str:
        return str((reader.row("person", key) or {}).get("name", ""))

    papers = sorted(
        (p.numbered, number, p.sendings != ()) for p in s.papers.values()
        if p.stage in ("numbered", "sent", "recorded")
        for number in [str((reader.row("paper", p.paper) or {}).get("number_text", ""))] if number
    )  # fmt: skip
    return {
        "status": (s.status, s.status_day), "kind": s.kind, "case": s.case_type, "held": s.held, "sums": (s.due, s.collected, s.rest),
        "lines": {n: _line(x, named) for n, x in s.lines.items()}, "officers": [(d, who(o)) for d, o in s.officers],
        "notices": sorted((d, named(p)) for d, p in s.notices), "file": s.file_opened, "classified": s.classified,
        "verified": [(v.day, v.result, named(v.party), v.why_long) for v in s.verifications], "informed": [(i.day, named(i.party)) for i in s.informs],
        "measures": [(m.kind, m.since, m.lines, named(m.party), m.amount, m.ended, m.lapsed) for m in s.measures],
        "done": [(d.act, d.day, d.lines, d.amount, named(d.party)) for d in s.done], "papers": papers,
    }  # fmt: skip


def _money(reader: Reader, book: Ledger) -> Any:
    def named(key: str) -> str:
        return str((reader.row("party", key) or {}).get("name", ""))

    given = sorted(
        (g.kind, g.form, g.book, g.year, g.number, named(g.payer), g.way, g.place, str(g.back)) for e in book.receipts.values()
        for g in [e.body] if isinstance(g, le.ReceiptGiven)
    )  # fmt: skip
    return {
        "ledger": (book.came_in, book.returned, book.deducted, book.paid, book.fee, book.forfeited, book.held), "receipts": given,
        "shares": {(n, named(p)): (s.paid, s.deposited) for (n, p), s in book.shares.items() if s.paid or s.deposited},
        "fund": sorted(book.in_fund.values()), "told": sorted((d, named(x.party), x.lines, x.way) for d, x in book.told),
        "beyond": len(book.beyond),
    }  # fmt: skip


def _line(x: LineState, named: Any) -> Any:
    ended = x.ended and (x.ended.kind, x.ended.day, x.ended.clause)
    conditions = sorted((c.kind, c.clause, c.since, str(c.until), c.why_long) for c in x.conditions)
    sides = [named(p) for p in x.line.debtors], [named(p) for p in x.line.creditors]
    return x.state, x.collected, x.terminated, x.rest, ended, conditions, sides, x.line.joint, x.line.state_revenue
