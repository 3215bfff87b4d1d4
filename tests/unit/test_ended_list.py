"""The matters that ended in a month: each once, in the month of its end, with how and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, concluding, ended_list, inspection_files, papers

AUGUST = date(2026, 8, 3)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", AUGUST)
    yield made
    made.desk.close()


def test_how_and_why_each_ended(office: Bench) -> None:
    texts = {"reason": "đơn", "evidence": "đơn"}
    done, gone, closed, _open = (office.decision(kind="yc", number=f"{n}/2026/DS-ST", due=5) for n in range(1, 5))
    acts.collect(office.desk, done, AUGUST, 1, 5)
    acts.complete(office.desk, done, AUGUST)
    papers.issue_at_once(office.desk, papers.Draft("termination", Effect("termination", "4"), gone, texts), office.head)
    office.on(date(2026, 9, 1))
    concluding.conclude(office.desk, closed, date(2026, 9, 1), "e")
    made = ended_list.ended(office.desk, 2026, 8)
    assert [(r[0], r[5], r[6]) for r in made.tables[0].rows] == [
        (1, AUGUST, "Thi hành xong"), (2, AUGUST, "Đình chỉ: đương sự thỏa thuận hoặc người được thi hành án yêu cầu đình chỉ"),
    ]  # fmt: skip
    assert [r[6] for r in ended_list.ended(office.desk, 2026, 9).tables[0].rows] == [
        "Kết thúc khác: người phải thi hành án bị truy cứu trách nhiệm hình sự"
    ]
    assert inspection_files.pdf(made).startswith(b"%PDF")
    empty = ended_list.ended(office.desk, 2026, 6)
    assert empty.tables[0].note == "Trong tháng không có việc nào kết thúc."
    assert "không buộc" in empty.notes[0]


@pytest.mark.parametrize(
    ("typed", "month"),
    [("", (2026, 8)), ("7/2026", (2026, 7)), (" 08/2026 ", (2026, 8)), ("tháng 8/2026", (2026, 8)), ("12/2025", (2025, 12))],
)
def test_a_month_as_it_is_typed(typed: str, month: tuple[int, int]) -> None:
    assert ended_list.month_of(typed, AUGUST) == month


@pytest.mark.parametrize(("typed", "code"), [("13/2026", "month.bad"), ("x", "month.bad"), ("8", "month.bad"), ("9/2026", "month.ahead")])
def test_what_is_no_month_is_told(typed: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        ended_list.month_of(typed, AUGUST)
    assert refused.value.refusals[0].code == code
