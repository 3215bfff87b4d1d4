"""Registers of an office that took an old register over: a decision is one line, a delegation is told, numbers are compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.registers import book, judged, open_office, row
from thads_desktop.services import register_counts, register_gaps, register_view
from thads_desktop.services.desk import Desk

LACK = {
    "means": "Chưa ĐK", "lack_number": "07/QĐ-CCTHADS", "lack_day": date(2020, 12, 1), "book_day": date(2021, 1, 4), "verified": date(2020, 11, 20),
}  # fmt: skip
ENDED = {"result": "Đình chỉ", "ground": "điểm c khoản 1 Điều 50", "result_number": "18/QĐ-CCTHADS", "result_day": date(2021, 3, 1)}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = open_office(tmp_path / "data")
    done = judged(desk, book(tmp_path, [
        row(1, obligation="Bồi thường", due=11_000_000, **ENDED), row(1, obligation="Tổn thất tinh thần", due=19_000_000, **ENDED),
        row(2, obligation="Án phí", due=200_000, **LACK), row(2, obligation="Phạt tiền", due=5_000_000, **LACK),
        row(3, from_office="Chi cục THADS quận Hồng Bàng"), row(5),
    ]))  # fmt: skip
    assert [r.outcome for r in done.takeover.rows] == ["accept"] * 6, [r.findings for r in done.takeover.rows]
    yield desk
    desk.close()


def lines(desk: Desk, code: str) -> tuple[register_view.Line, ...]:
    return register_view.opened(desk, code, 2021).lines


def test_a_decision_on_several_obligations_is_one_line(desk: Desk) -> None:
    (ended,) = lines(desk, "TT04-10")
    assert [ended.cells[n] for n in ("number", "amount", "content")] == ["18/QĐ-CCTHADS", 30_000_000, "Bồi thường; Tổn thất tinh thần"]
    (lacking,) = lines(desk, "TT04-11")
    assert [lacking.cells[n] for n in ("number", "amount")] == ["07/QĐ-CCTHADS", 5_200_000]
    (moved,) = lines(desk, "TT04-20")
    assert [moved.cells[n] for n in ("day", "rest", "content", "lacking")] == [
        date(2021, 1, 4), 5_200_000, "Án phí; Phạt tiền", "07/QĐ-CCTHADS, 01/12/2020",
    ]  # fmt: skip
    results = [str(x.cells["result"]) for x in lines(desk, "TT04-03")]
    assert results[:2] == ["Đình chỉ (18/QĐ-CCTHADS, 01/03/2021)", "Chưa có điều kiện (07/QĐ-CCTHADS, 01/12/2020); Sổ theo dõi riêng (04/01/2021)"]
    listed = register_counts.of_year(desk, 2021)
    counts = register_counts.counted(desk, 2021, listed)
    assert {c: counts[c] for c in ("TT01-13", "TT01-10", "TT04-20") if c in counts} == {"TT01-13": 1, "TT01-10": 1, "TT04-20": 1}


def test_what_came_by_delegation_stands_in_its_register(desk: Desk) -> None:
    (came,) = lines(desk, "TT04-06")
    assert [came.cells[n] for n in ("from_office", "received", "decided")] == ["Chi cục THADS quận Hồng Bàng", None, "03/QĐ-CCTHADS"]
    assert "Bùi Văn Nam" in str(came.cells["parties"])
    assert "Tiếp nhận từ sổ cũ" in str(came.cells["note"])


def test_the_numbers_of_an_old_register_are_compared(desk: Desk) -> None:
    made = {r.series: r for r in register_gaps.report(desk, 2021)}
    assert (made["enforcement"].first, made["enforcement"].last, made["enforcement"].papers) == (1, 5, 4)
    assert [(g.kind, g.numbers) for g in made["enforcement"].gaps] == [("missing", "4")]
    assert [(made[key].first, made[key].papers, made[key].gaps) for key in ("termination", "means_lacking")] == [(18, 1, ()), (7, 1, ())]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("05/QĐ-CCTHADS", (5, "")), ("05a/QĐ-CCTHADS", (5, "a")), ("12bis/QĐ-CCTHADS", (12, "bis")), ("7", (7, "")), ("123QĐ-CCTHADS", (123, "")),
        ("số 9/TB", (9, "")), ("12345678/QĐ", None), ("QĐ", None),
    ],
)  # fmt: skip
def test_a_number_as_it_is_typed(text: str, wanted: tuple[int, str] | None) -> None:
    assert register_gaps.number_of(text) == wanted
