"""One matter with tens of thousands of parties: opened on its page, looked at pane by pane, paid into."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from bench import store
from bench.loop import wait, window_of
from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.services import acts, intake, parties, payouts, projecting, queries
from thads_desktop.services.desk import Desk
from thads_desktop.services.invented import Inventor

#: Visits of the page and sums that are measured.
RUNS = 5
MATTER = "crowd"
_OPENED = date(2020, 6, 1)


def fill(folder: Path, count: int) -> Desk:
    """An office with one matter: so many creditors, each with an obligation of one debtor; a tenth of them paid in part."""
    desk, inventor = store.office(folder), Inventor(5, "Lê Chân")
    judgment = intake.receive_judgment(
        desk, intake.JudgmentInput("157/2020/HS-ST", date(2020, 4, 1), "Tòa án nhân dân thành phố Hải Phòng", "hinh_su", _OPENED)
    )
    with desk.writing("keep") as uow:
        owes = parties.add(uow, parties.PartyInput("Công ty cổ phần Vạn Phúc", "org"))
        lines = []
        for n in range(1, count + 1):
            person = inventor.person()
            owed = parties.add(uow, parties.PartyInput(person.name, "person", person.birth_year, (f"031{n:09d}",), person.address))
            lines.append(ev.Line(n, 1_000_000 + n % 900 * 100_000, (owes,), (owed,)))
        officer = uow.projections.parties_named("")[0].party
        texts = {str(line.line): "Trả tiền đã góp" for line in lines}
        uow.write_row("matter", MATTER, {"number": 7, "number_text": "07/QĐ-CCTHADS", "judgment": judgment, "obligations": texts})
        subject = f"matter:{MATTER}"
        opened = ev.MatterOpened("recorded", "yc", "hinh_su", judgment, tuple(lines))
        bodies: list[ev.Body] = [opened, ev.OfficerAssigned(officer), ev.FileOpened(), ev.ValidNotice("direct"), ev.Verified("means")]
        bodies += [ev.Collected(n, 500_000) for n in range(1, count + 1, 10)]
        uow.append_many([(subject, _OPENED + timedelta(days=min(at, 30)), body, "2008") for at, body in enumerate(bodies)])
        projecting.matter(desk, uow, MATTER)
        uow.commit()
    return desk


def measure(folder: Path, count: int, say: Callable[..., None]) -> None:
    """Baseline of all: reading and decoding the events of the matter, once."""
    desk = fill(folder, count)

    def read() -> None:
        with desk.reading() as reader:
            reader.events_of(f"matter:{MATTER}")

    base = _median(read)
    named, beside = f"{count} parties: ", f"reading its events ({base * 1000:.0f} ms)"
    ours = _median(lambda: queries.matter(desk, MATTER))
    say(f"{named}the matter asked for", ours * 1000, "ms", ours / base, beside, "aim 1000 ms")
    page, whole = _page(desk)
    say(f"{named}its page painted", page * 1000, "ms", page / base, beside, "aim 1000 ms")
    say(f"{named}its page with all that may be done", whole * 1000, "ms", whole / base, beside)
    paid = _median(lambda: acts.collect(desk, MATTER, store.CLOCK_DAY, 3, 1_000))
    say(f"{named}one sum taken", paid * 1000, "ms", paid / base, beside)
    _paid_out(desk, count, base, say, named, beside)
    desk.close()


def _paid_out(desk: Desk, count: int, base: float, say: Callable[..., None], named: str, beside: str) -> None:
    """Money comes in for all of them and goes out with one order, as a program would be asked for it: proposed, then booked."""
    acts.collect(desk, MATTER, store.CLOCK_DAY, 0, count * 2_000_000)
    start = time.perf_counter()
    found = payouts.propose(desk, MATTER, {"day": store.CLOCK_DAY})
    proposed = time.perf_counter() - start
    payments = tuple(le.Payment(r.line, r.party, r.amount, r.fee) for r in found.rows)
    start = time.perf_counter()
    done = payouts.pay(desk, MATTER, payouts.Order(store.CLOCK_DAY, payments, voucher="1", allots=found.allots, cuts=found.cuts), found.seen)
    paid = time.perf_counter() - start
    assert done.people == len(payments)
    say(f"{named}one order of payment proposed", proposed, "s", proposed / base, beside)
    say(f"{named}the order booked, {done.people} payments", paid, "s", paid / base, beside)
    after = _median(lambda: queries.matter(desk, MATTER))
    say(f"{named}the matter asked for, all paid out", after * 1000, "ms", after / base, beside, "aim 1000 ms")


def _page(desk: Desk) -> tuple[float, float]:
    """Seconds from the key until the page holds the matter and has painted it, and until what may be done stands beside it."""
    from PySide6.QtWidgets import QApplication

    from thads_desktop.ui.pages.matter import MatterPage

    painted, whole = [], []
    with window_of(desk) as window:
        for _ in range(RUNS):
            start = time.perf_counter()
            window.open_matter(MATTER)
            page = window.page()
            assert isinstance(page, MatterPage)
            wait(lambda page=page: page.view is not None)  # type: ignore[misc]  # the page of this run
            QApplication.processEvents()
            painted.append(time.perf_counter() - start)
            wait(lambda page=page: page.acts.count() > 0 and window.worker.busy == 0)  # type: ignore[misc]  # as above
            QApplication.processEvents()
            whole.append(time.perf_counter() - start)
            window.back()
    return statistics.median(painted), statistics.median(whole)


def _median(call: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)
