"""Register workbooks for tests, and the office that takes them over: rows that are sound unless a test changes them."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.office import LOGIN, PASSWORD, Bench, alike
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.takeover.rows import COLUMNS
from thads_desktop.exchange.sample_register import write
from thads_desktop.services import first_account, people, takeover
from thads_desktop.services.desk import Desk

OFFICE = "Chi cục Thi hành án dân sự huyện Kiến Thụy"
CLOSING = date(2021, 6, 30)
OFFICER = "Vũ Thị Hằng"
AT = {c.key: n for n, c in enumerate(COLUMNS, 1)}
Change = Callable[[Any], None]


def open_office(folder: Path, day: date = date(2021, 7, 15)) -> Desk:
    """A fresh office with two officers, on a day after the register's closing day."""

    def founded(place: Path) -> Bench:
        clock = FixedClock(day)
        made = first_account.found(
            place, clock, LOGIN, PASSWORD, lambda desk: people.set_up_whole(desk, OFFICE, "Cục", "district", [OFFICER, "Đỗ Văn Lâm"], "")
        )
        return Bench(made.desk, clock, "", "", "")

    return alike(folder, ("register", day), founded).desk


def row(serial: int, **changes: Any) -> dict[str, Any]:
    return {
        "number": f"{serial:02d}/QĐ-CCTHADS", "day": date(2020, 11, 2), "kind": "YC", "judgment": "5/2020/DS-ST",
        "judgment_day": date(2020, 9, 1), "court": "TAND huyện Kiến Thụy", "case_type": "Dân sự", "debtor": "Bùi Văn Nam",
        "birth": 1975, "ids": "031075000111", "address": "thôn 3, xã Đại Đồng", "creditor": "Lê Thị Mơ",
        "creditor_address": "xã Tú Sơn", "obligation": "Trả nợ", "due": 50_000_000, "officer": OFFICER,
        "assigned": date(2020, 11, 3),
    } | changes  # fmt: skip


def book(
    tmp_path: Path, rows: list[dict[str, Any]], change: Change | None = None, name: str = "so.xlsx", closing: date = CLOSING
) -> Path:  # fmt: skip
    data = write(OFFICE, closing, rows)
    if change is not None:
        opened = load_workbook(io.BytesIO(data))
        change(opened)
        out = io.BytesIO()
        opened.save(out)
        data = out.getvalue()
    target = tmp_path / name
    target.write_bytes(data)
    return target


def judged(desk: Desk, file: Path, **options: Any) -> takeover.Done:
    """The real run, after a dry run that must have said the same of every row and written nothing."""
    with desk.reading() as reader:
        before = reader.head()
    tried = takeover.take_over(desk, file, dry_run=True, **options)
    with desk.reading() as reader:
        assert reader.head() == before
    done = takeover.take_over(desk, file, **options)
    assert (tried.takeover, tried.totals) == (done.takeover, done.totals)
    return done


def codes(done: takeover.Done) -> dict[int, list[str]]:
    return {r.row: [f.code for f in r.findings] for r in done.takeover.rows}
