"""The two sample registers: the clean one without a finding, the other row by row as a careful importer must judge it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from thads_desktop.domain.takeover.judge import judge
from thads_desktop.domain.takeover.rows import Takeover
from thads_desktop.exchange.register_sheet import read

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "register"
CLOSING = date(2019, 12, 31)

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="sample registers are not beside this checkout")


def taken(name: str) -> Takeover:
    officers = (DATA / "chap-hanh-vien-le-chan.txt").read_text(encoding="utf-8").split("\n")
    sheet = read(DATA / name)
    assert sheet.closing_day == CLOSING
    return judge(sheet, [o.strip() for o in officers if o.strip()], CLOSING)


def test_the_clean_register_has_no_finding() -> None:
    done = taken("so-thu-ly-le-chan.xlsx")
    assert [r for r in done.rows if r.outcome != "accept"] == []
    assert (len(done.rows), len(done.matters)) == (1871, 1493)


def test_the_unclean_register_is_judged_row_by_row() -> None:
    expected = json.loads((DATA / "expected-defects.json").read_text(encoding="utf-8"))
    done = taken("so-thu-ly-le-chan-chua-sach.xlsx")
    wanted = {r["row"]: r for r in expected["rows"]}
    wrong = []
    for row in done.rows:
        entry = wanted.get(row.row)
        found = row.first
        if entry is None:
            if row.outcome != "accept":
                wrong.append((row.row, row.outcome, row.findings))
            continue
        shown = None if found is None else (found.code, row.outcome, found.column)
        if shown != (entry["code"], entry["action"], entry["column"]) or not same(
            found.repaired, entry.get("repaired")
        ):
            wrong.append((row.row, shown, found and found.repaired, entry))
    assert wrong == []
    summary = expected["summary"]
    assert len(done.rows) == summary["data_rows"]
    assert len(done.matters) == summary["accepted_matters"]
    assert sum(1 for r in done.rows if r.outcome != "reject") == summary["accepted_rows"]


def same(found: Any, expected: Any) -> bool:
    if expected is None:
        return True
    return (found.isoformat() if isinstance(found, date) else found) == expected
