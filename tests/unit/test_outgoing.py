"""The list of what must go out today: who is still to get each paper by which day, and the proof that it went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import inspection_files, outgoing, queries, sending

MONDAY, DUE = date(2019, 10, 7), date(2019, 10, 10)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", MONDAY)
    made.decision(debtor="Trần Thị Tám")
    yield made
    made.desk.close()


def test_each_recipient_is_a_line_with_its_day(office: Bench) -> None:
    assert outgoing.look(office.desk).owed == (), "not due today"
    found = outgoing.look(office.desk, 3)
    assert [(o.to, o.name, o.due, o.rule) for o in found.owed] == [
        ("procuracy", "Viện kiểm sát", DUE, "R07"), ("party", "Công ty TNHH Ánh Dương", DUE, "R08"), ("party", "Trần Thị Tám", DUE, "R08"),
    ]  # fmt: skip
    assert found.owed[2].address == "số 12 phố Cầu Đất"
    assert all("Điều" in o.cite for o in found.owed)
    office.on(DUE)
    assert len(outgoing.look(office.desk).owed) == 3


def test_what_is_marked_is_an_event_with_its_proof_and_leaves_the_list(office: Bench) -> None:
    office.on(DUE)
    owed = outgoing.look(office.desk).owed
    assert outgoing.mark(office.desk, owed[:2], "post", DUE, "RB 123 456 VN").count == 2
    after = outgoing.look(office.desk)
    assert [o.name for o in after.owed] == ["Trần Thị Tám"]
    assert [(s.name, s.way, s.receipt) for s in after.sent] == [
        ("Viện kiểm sát", "bưu chính", "RB 123 456 VN"), ("Công ty TNHH Ánh Dương", "bưu chính", "RB 123 456 VN"),
    ]  # fmt: skip
    with office.desk.reading() as reader:
        bodies = [e.body for e in reader.events_of(f"matter:{office.matters[0]}")]
    assert [b.receipt for b in bodies if isinstance(b, ev.PaperSent)] == ["RB 123 456 VN"] * 2
    outgoing.mark(office.desk, after.owed, "direct", DUE, "sổ giao nhận trang 3")
    assert outgoing.look(office.desk).owed == ()
    assert {d.rule for d in queries.deadlines(office.desk)} & {"R07", "R08"} == set()


@pytest.mark.parametrize(
    ("way", "day", "receipt", "code"),
    [
        ("post", DUE, "  ", "send.no_proof"),
        ("bồ câu", DUE, "1", "send.bad_way"),
        ("post", date(2019, 10, 11), "1", "event.future_day"),
        ("post", date(2019, 10, 1), "1", "send.before_issue"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(office: Bench, way: str, day: date, receipt: str, code: str) -> None:
    office.on(DUE)
    owed = outgoing.look(office.desk).owed
    with office.desk.reading() as reader:
        before = reader.head()
    with pytest.raises(Refused) as refused:
        outgoing.mark(office.desk, owed, way, day, receipt)
    assert [r.code for r in refused.value.refusals] == [code]
    assert say(refused.value.refusals[0])
    with office.desk.reading() as reader:
        assert reader.head() == before


def test_one_that_cannot_go_keeps_all_back(office: Bench) -> None:
    office.on(DUE)
    owed = outgoing.look(office.desk).owed
    from dataclasses import replace

    with pytest.raises(Refused):
        outgoing.mark(office.desk, [owed[0], replace(owed[1], party="ai đó")], "post", DUE, "1")
    assert len(outgoing.look(office.desk).owed) == 3


def test_what_was_sent_by_the_paper_itself_stands_in_the_list_of_the_day(office: Bench) -> None:
    office.on(DUE)
    paper = outgoing.look(office.desk).owed[0].paper
    sending.send(office.desk, paper, "all", "", "direct", DUE)
    found = outgoing.look(office.desk)
    assert found.owed == ()
    assert [(s.name, s.receipt) for s in found.sent] == [("Viện kiểm sát", ""), ("đương sự", "")]


def test_the_list_prints_and_is_a_workbook(office: Bench, tmp_path: Path) -> None:
    office.on(DUE)
    found = outgoing.look(office.desk)
    outgoing.mark(office.desk, found.owed[:1], "post", DUE, "RB1")
    made = outgoing.listing(office.desk, outgoing.look(office.desk))
    assert "2 lượt gửi phải đi, 1 lượt đã gửi" in made.said[0]
    assert made.proof.startswith("Nhật ký đến dòng")
    assert inspection_files.pdf(made).startswith(b"%PDF")
    file = inspection_files.write(tmp_path / "gui-di.xlsx", made)
    assert file.stat().st_size > 1000
