"""Whatever is recorded, and whenever: frozen rows never change, sums are those of what is printed, notes stay, rows stand the same however they were
read."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from random import Random

from hypothesis import given, settings, strategies as st

from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import register_closings, register_view, registers
from thads_desktop.services.register_closings import totals
from thads_desktop.services.register_sources import registry
from thads_desktop.services.register_sources.base import Sweep

BOOK, YEAR = "TT04-03", 2020
FIRST = date(2019, 10, 1)
#: (what, which, days back, đồng): a matter of that day, money of one, the same recorded late, a closing of the next period, a mistake struck, days
#: that pass.
WHAT = st.sampled_from(("open", "open", "collect", "late", "close", "close", "strike", "pass", "pass"))
ACTS = st.tuples(WHAT, st.integers(0, 9), st.integers(0, 120), st.integers(1, 10**9))


@settings(max_examples=12)
@given(st.lists(ACTS, min_size=4, max_size=24))
def test_frozen_rows_never_change(acts: list[tuple[str, int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = bench(Path(folder) / "data", FIRST, clear=True)
        try:
            _lived(office, acts)
        finally:
            office.desk.close()


def _lived(office: Bench, acts: list[tuple[str, int, int, int]]) -> None:
    desk, opened, fixed, noted = office.desk, list[str](), dict[int, bytes](), dict[str, list[str]]()
    for n, (what, which, days, amount) in enumerate(acts):
        today = office.clock.day
        if what == "pass":
            office.on(today + timedelta(days=20 + days))
        elif what == "open":
            day = max(FIRST, today - timedelta(days=days))
            with desk.writing("keep") as uow:
                uow.write_row("matter", f"m{n}", {"number_text": f"{n + 1:02d}/QĐ", "number": n + 1, "judgment": "", "obligations": {"1": "Trả nợ"}})
                uow.append(f"matter:m{n}", day, ev.MatterOpened("recorded", "cd", "dan_su", "", (ev.Line(1, amount),)), "2008")
                uow.commit()
            opened.append(f"m{n}")
        elif what in ("collect", "late", "strike") and opened:
            matter = opened[which % len(opened)]
            with desk.writing("keep") as uow:
                own = uow.events_of(f"matter:{matter}")
                if what == "strike":
                    uow.append(f"matter:{matter}", None, ev.Struck(own[-1].seq))
                else:
                    day = own[0].day if what == "late" and own[0].day is not None else max(today, own[0].day or today)
                    uow.append(f"matter:{matter}", day, ev.Collected(1, amount), "2008")
                uow.commit()
        elif what == "close":
            try:
                span = register_closings.following(desk, BOOK, YEAR)
                made = register_closings.close(desk, register_closings.propose(desk, BOOK, YEAR, span))
            except Refused:
                pass
            else:
                with desk.reading() as reader:
                    fixed[made.seq] = reader.blob(made.sha256)
        _holds(office, fixed)
        _adds_up(office, noted)


def _adds_up(office: Bench, noted: dict[str, list[str]]) -> None:
    """Each period's sums are those of its rows and of what it wrote into earlier ones; the year's are those of all of them. A note stays."""
    view = register_view.opened(office.desk, BOOK, YEAR)
    names = list(view.parts[0].totals)
    year = dict.fromkeys(names, 0)
    for part in view.parts:
        whole = part.closing is not None and part.closing.span in ("half", "year")
        own = {n: sum(v for x in (*part.lines, *part.continued) if isinstance(v := x.cells.get(n), int)) for n in names}
        year = {n: year[n] + own[n] for n in names}
        if not whole:
            assert part.totals == own
            assert part.so_far == year
        else:
            assert not part.lines
            assert part.totals == part.so_far
            if part.closing is not None and part.closing.span == "year":
                assert part.so_far == year
        for line in part.lines:
            notes = [x for x in str(line.cells["note"]).split("; ") if x.startswith("đã sửa đổi")]
            assert notes[: len(noted.get(line.key, []))] == noted.get(line.key, [])
            noted[line.key] = notes
    standing = {n: sum(v for x in view.lines if "đã xóa" not in str(x.cells["note"]) and isinstance(v := x.cells.get(n), int)) for n in names}
    assert standing == year


def _holds(office: Bench, fixed: dict[int, bytes]) -> None:
    desk = office.desk
    view = register_view.opened(desk, BOOK, YEAR)
    keys = [line.key for line in view.lines]
    assert len(set(keys)) == len(keys), "no row stands twice"
    assert [line.cells["stt"] for line in view.lines] == list(range(1, len(keys) + 1))
    with desk.reading() as reader:
        for closing in register_closings.closings(reader, BOOK, YEAR):
            assert reader.blob(closing.sha256) == fixed[closing.seq]
        register = registers.of_code(desk, reader, BOOK)
        start, end = registers.span(register, YEAR)
        live = registers.rows(desk, reader, register, start, end)
        # However they were read, they stand in one order.
        shuffled = list(registry.ROWS[register.source](Sweep.of(desk, reader, start, end)))
        Random(len(live)).shuffle(shuffled)
        assert [r.key for r in sorted(shuffled, key=lambda r: r.place)] == [r.key for r in live]
    assert {r.key for r in live} <= set(keys), "every row stands somewhere"
    seen: list[int] = []
    for part in view.parts:
        for line in part.lines:
            was = next((r for r in part.frozen.rows if r.key == line.key), None) if part.frozen is not None else None
            if was is not None:
                # All but the note is as it was fixed.
                assert {k: v for k, v in line.cells.items() if k != "note"} == {k: v for k, v in was.cells.items() if k != "note"}
                assert line.changed == ("đã sửa đổi, bổ sung" in str(line.cells["note"]))
        seen += [v for line in part.lines if isinstance(v := line.cells["due"], int)]
        # Sums tell the day a period ended; what was struck or came late since is told beside the rows.
        if not view.changes:
            assert part.so_far["due"] == sum(seen)
        if part.frozen is not None and not view.changes:
            own = part.frozen.closing
            inside = [
                r for p in view.parts if p.frozen is not None and p.frozen.closing.seq <= own.seq
                for r in p.frozen.rows if own.start <= r.day <= own.end or p is part
            ]  # fmt: skip
            assert part.totals["due"] == totals(view.register, inside)["due"]
