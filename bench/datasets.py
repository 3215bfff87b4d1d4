"""Data sets of a large office: ``python -m bench.datasets [MATTERS]`` (100,000 when not told). Out as JSON and as a workbook; 2,000 in again."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bench import store
from thads_desktop.domain import events as ev
from thads_desktop.services import data_export, data_import, people
from thads_desktop.services.data_export import Wanted
from thads_desktop.services.desk import Desk
from thads_desktop.services.invented import Inventor

#: So many matters come in again.
TAKEN = 2_000


def main() -> int:
    """Print seconds, sizes and the memory at its highest."""
    matters = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        desk = whole(folder / "large", matters)
        for name in ("ra.json", "ra.xlsx"):
            spent = _Spent()
            made = data_export.write(desk, folder / name, Wanted(), "đo", "đo")
            rows, size = sum(made.counts.values()), (folder / name).stat().st_size / 1e6
            sys.stdout.write(f"{name}: {matters} matters, {rows} rows, {spent}, {size:.0f} MB\n")
        desk.close()
        _in(folder)
    return 0


def whole(folder: Path, matters: int) -> Desk:
    """An office with so many matters, about nine events each, and the rows behind them."""
    desk, inventor, random = store.office(folder), Inventor(7, "Lê Chân"), Random(11)
    with desk.reading() as reader:
        officers = [p.person for p in people.officers(reader, store.CLOCK_DAY)]
    with desk.writing("keep") as uow:
        state = {"name": "Ngân sách nhà nước", "kind": "state", "birth_year": None, "ids": [], "address": "", "commune": "", "account": ""}
        uow.write_rows([("party", "nsnn", state)])
        rows: list[tuple[str, str, dict[str, Any]]] = []
        items: list[tuple[str, date | None, ev.Body, str]] = []
        for n in range(matters):
            _matter(n, inventor, random, officers[n % len(officers)], rows, items)
            if n % 2_000 == 1_999 or n == matters - 1:
                uow.write_rows(rows)
                uow.append_many(items)
                rows, items = [], []
        uow.commit()
    return desk


def _matter(
    n: int, inventor: Inventor, random: Random, officer: str, rows: list[tuple[str, str, dict[str, Any]]],
    items: list[tuple[str, date | None, ev.Body, str]],
) -> None:  # fmt: skip
    key, day, who = f"m{n:08d}", date(2017, 10, 1) + timedelta(days=random.randint(0, 900)), inventor.person()
    due, number, judged = random.randint(1, 900) * 100_000, f"{n + 1}/QĐ-CCTHADS", day - timedelta(days=60)
    party = {"name": who.name, "kind": "person", "birth_year": who.birth_year, "ids": [who.number], "address": who.address, "commune": "", "account": ""}
    case = random.choice(ev.CASE_TYPES)
    rows += [
        ("party", f"p{n}", party),
        ("judgment", f"j{n}", {"number": f"{n + 1}/2017/DS-ST", "day": judged.isoformat(), "court": "Tòa án nhân dân quận Lê Chân", "kind": "ban_an",
                               "case_type": case, "received": ""}),
        ("paper", f"o{n}", {"form": "enforcement_cd", "matter": key, "effect": {"kind": "enforcement"}, "texts": {}, "number_text": number}),
        ("matter", key, {"number_text": number, "number": n + 1, "day": day.isoformat(), "judgment": f"j{n}", "obligations": {"1": "Án phí sơ thẩm"}}),
    ]  # fmt: skip
    line = ev.Line(1, due, (f"p{n}",), ("nsnn",), state_revenue=True)
    bodies: list[ev.Body] = [
        ev.MatterOpened("recorded", "cd", case, f"j{n}", (line,), f"o{n}"), ev.PaperRecorded(f"o{n}", "enforcement_cd", number, ""),
        ev.OfficerAssigned(officer), ev.FileOpened(), ev.ValidNotice("direct"), ev.Verified("none"),
        random.choice((ev.MeansLacking("a"), ev.Deferred("a"), ev.Classified(has_means=True))), ev.Collected(1, due // 3, receipt=f"{n:07d}"),
        random.choice((ev.Terminated("c"), ev.Verified("means"), ev.InformationReceived())),
    ]  # fmt: skip
    items += [(f"matter:{key}", day + timedelta(days=max(0, i - 2) * 7), body, "2008") for i, body in enumerate(bodies)]


def _in(folder: Path) -> None:
    """A smaller office comes into an empty one of the same name, and once more."""
    desk = whole(folder / "small", TAKEN)
    data_export.write(desk, folder / "vao.json", Wanted(), "đo", "đo")
    desk.close()
    target = store.office(folder / "empty")
    for words in ("in", "in again"):
        spent = _Spent()
        done = data_import.take(target, folder / "vao.json")
        sys.stdout.write(f"{words}: {TAKEN} matters, {done.count('new')} new rows, {spent}\n")
    target.close()


class _Spent:
    """Seconds since it was made, by the wall and of this process, and the memory at its highest, as words."""

    def __init__(self) -> None:
        self.wall, self.own = time.perf_counter(), time.process_time()

    def __str__(self) -> str:
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return f"{time.perf_counter() - self.wall:.1f} s ({time.process_time() - self.own:.1f} s of the processor), memory {memory} MB"


if __name__ == "__main__":
    sys.exit(main())
