"""A matter is taken over whole or not at all: a row whose number or day is wrong holds back the matter it belongs to, and the
correction workbook brings the whole matter back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.registers import AT, book, codes, judged, open_office, row
from thads_desktop.services import queries
from thads_desktop.services.desk import Desk

BELOW = dict.fromkeys(("debtor", "birth", "ids", "address", "creditor", "creditor_address"))
LATER: dict[str, Any] = {"obligation": "Lãi chậm trả", "due": 2_000_000}
OTHER: dict[str, Any] = {"debtor": "Ngô Bá Khá", "ids": "031075000777", "judgment": "9/2020/DS-ST", "due": 7_000_000}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_office(tmp_path / "data")
    yield opened
    opened.close()


@pytest.mark.parametrize("parties", [BELOW, {}], ids=["as above", "repeated"])
@pytest.mark.parametrize("place", [6, 7])
@pytest.mark.parametrize(
    ("wrong", "right", "code"),
    [
        ({"number": None}, {"number": "01/QĐ-CCTHADS"}, "R04"),
        ({"number": "…/QĐ-CCTHADS"}, {"number": "01/QĐ-CCTHADS"}, "R04"),
        ({"day": "31/02/2021"}, {"day": date(2020, 11, 2)}, "R05"),
        ({"day": date(2091, 11, 2)}, {"day": date(2020, 11, 2)}, "R09"),
        ({"day": None}, {"day": date(2020, 11, 2)}, "R11"),
    ],
)
def test_a_row_without_its_number_or_day_holds_its_matter_back(
    desk: Desk, tmp_path: Path, parties: dict[str, Any], place: int, wrong: dict[str, Any], right: dict[str, Any], code: str
) -> None:
    rows = [row(1), row(1, **LATER, **parties), row(2, **OTHER)]
    rows[place - 6] |= wrong
    target = tmp_path / "can-sua.xlsx"
    done = judged(desk, book(tmp_path, rows), correction=target)
    assert codes(done) == {6: [code] if place == 6 else ["H01"], 7: [code] if place == 7 else ["H01"], 8: []}
    assert f"dòng {place} " in next(f.reason for r in done.takeover.rows for f in r.findings if f.code == "H01")
    mended = load_workbook(target)
    assert mended.active.max_row == 7
    for key, value in right.items():
        mended.active.cell(place, AT[key]).value = value
    mended.save(target)
    again = judged(desk, target)
    assert [r.outcome for r in again.takeover.rows] == ["accept", "accept"]
    listed = {m.number_text: m.rest for m in queries.matters(desk, text="", status="", limit=9)}
    assert listed == {"01/QĐ-CCTHADS": 52_000_000, "02/QĐ-CCTHADS": 7_000_000}


def test_a_row_alone_is_mended(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "can-sua.xlsx"
    done = judged(desk, book(tmp_path, [row(1), row(2, **OTHER, number=None) | {"number": None}, row(3)]), correction=target)
    assert codes(done) == {6: [], 7: ["R04"], 8: []}
    mended = load_workbook(target)
    mended.active.cell(6, AT["number"]).value = "02/QĐ-CCTHADS"
    mended.save(target)
    assert [m.number_text for m in judged(desk, target).takeover.matters] == ["02/QĐ-CCTHADS"]


def test_a_later_row_with_another_number_or_day_is_told(desk: Desk, tmp_path: Path) -> None:
    rows = [row(1), row(1, **LATER, **BELOW) | {"day": date(2020, 11, 3)}, row(2, **OTHER), row(3, **LATER, **BELOW)]
    assert codes(judged(desk, book(tmp_path, rows))) == {6: ["H01"], 7: ["R31"], 8: ["H01"], 9: ["R31"]}


def test_what_stands_as_above_goes_with_the_row_above(desk: Desk, tmp_path: Path) -> None:
    """Under a row whose number another debtor has; under another matter it is by its number and day."""
    rows = [row(1), row(1, **OTHER), row(1, **LATER, **BELOW), row(2, **OTHER), row(1, obligation="Án phí", due=5, **BELOW)]
    done = judged(desk, book(tmp_path, rows))
    assert codes(done) == {6: [], 7: ["R07"], 8: ["R07"], 9: [], 10: []}
    assert [len(m.lines) for m in done.takeover.matters] == [2, 1]


def test_rows_without_number_and_day_join_their_neighbours(desk: Desk, tmp_path: Path) -> None:
    lost = {"number": None, "day": None}
    rows = [row(1), row(1, **LATER, **BELOW) | lost, row(1, obligation="Án phí", **BELOW) | lost, row(2, **OTHER) | lost]
    done = judged(desk, book(tmp_path, rows))
    assert codes(done) == {6: ["H01"], 7: ["R04", "R11"], 8: ["R04", "R11"], 9: ["R04", "R11"]}


def test_further_obligations_under_another_day_hold_the_matter_back(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "can-sua.xlsx"
    rows = [row(1), row(1, **LATER) | {"day": date(2020, 11, 5), "assigned": None}, row(2, **OTHER)]
    assert codes(judged(desk, book(tmp_path, rows), correction=target)) == {6: ["H01"], 7: ["R30"], 8: []}
    mended = load_workbook(target)
    mended.active.cell(7, AT["day"]).value = date(2020, 11, 2)
    mended.save(target)
    assert [len(m.lines) for m in judged(desk, target).takeover.matters] == [2]
