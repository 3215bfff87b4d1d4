"""Single cells of a register: what is repaired is told as it happened, what may mean two things is left to the clerk."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.registers import CLOSING, OFFICER, row
from thads_desktop.domain.takeover.judge import judge
from thads_desktop.domain.takeover.rows import RawCell, RawRow, RawSheet, Takeover


def taken(**changes: Any) -> Takeover:
    cells = {k: RawCell(v) for k, v in row(1, **changes).items() if v is not None}
    return judge(RawSheet("", CLOSING, (RawRow(6, cells),)), [OFFICER], CLOSING)


def said(done: Takeover) -> list[tuple[str, str]]:
    return [(f.code, f.reason) for f in done.rows[0].findings]


@pytest.mark.parametrize("text", ["15,000.000", "15.000,000", "15 000.000", "1,234,567.000"])
def test_three_zeros_after_another_mark_may_be_thousands(text: str) -> None:
    assert [code for code, _ in said(taken(due=text))] == ["R03"]


@pytest.mark.parametrize("text", ["15,000,000.00", "15.000.000,0", "15000000.0000"])
def test_other_decimal_zeros_are_none(text: str) -> None:
    done = taken(due=text)
    assert [code for code, _ in said(done)] == ["N08"]
    assert done.matters[0].lines[0].due == 15_000_000


@pytest.mark.parametrize(
    ("number", "read", "code"),
    [(139602353, "139602353", []), (39602353, "039602353", ["N14"]), (31075000111, "031075000111", ["N14"])],
)
def test_a_whole_number_lost_no_zero(number: int, read: str, code: list[str]) -> None:
    done = taken(ids=number)
    assert [c for c, _ in said(done)] == code
    assert done.matters[0].lines[0].debtors[0].number == read


@pytest.mark.parametrize("key", ["judgment", "lack_number", "result_number"])
def test_spaces_around_the_stroke_are_told(key: str) -> None:
    base: dict[str, Any] = {"result": "Đình chỉ", "ground": "điểm a khoản 1 Điều 50", "result_day": date(2021, 2, 1)} if "result" in key else {}
    base |= {"means": "Chưa ĐK", "lack_day": date(2021, 2, 1)} if "lack" in key else {}
    done = taken(**base, **{key: "58 / 2018 / HNGĐ-PT"})
    assert [f.code for f in done.rows[0].findings] == ["N02"]
    assert "58/2018/HNGĐ-PT" in said(done)[0][1]


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\x07"])
def test_signs_nobody_sees_are_taken_out_and_told(sign: str) -> None:
    done = taken(debtor=f"Bùi {sign}Văn Nam", number=f"01/QĐ{sign}-CCTHADS", ids=f"{sign}031075000111")
    assert sorted(code for code, _ in said(done)) == ["N02", "N02", "N02"]
    (matter,) = done.matters
    assert (matter.number_text, matter.lines[0].debtors[0].name) == ("01/QĐ-CCTHADS", "Bùi Văn Nam")


def test_a_serial_day_is_shown_as_in_the_cell() -> None:
    assert "“44137”" in said(taken(day=44137, assigned=None))[0][1]
    assert "“44137”" in said(taken(day=44137.0, assigned=None))[0][1]
    assert "“99999999”" in said(taken(day=99999999))[0][1]
    assert "(-5)" in said(taken(due=-5))[0][1]
