"""The confirmation that is issued answers the request that was written down at the counter, and no longer does once it falls away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.acts import Effect
from thads_desktop.law.books import read_book
from thads_desktop.law.errors import LawDataError
from thads_desktop.paths import resource
from thads_desktop.services import acts, books, papers, queries, recording, striking, upkeep

DAY = date(2019, 10, 14)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(kind="yc")
    made.on(DAY)
    yield made
    made.desk.close()


def asked(office: Bench, who: str = "Trần Thị Tám", party: str = "", matter: str = "") -> str:
    typed = {"requested": "14/10/2019", "requester": who, "content": "Kết quả thi hành án"}
    return books.open_entry(office.desk, "xac_nhan", typed, matter or office.matters[0], party)


def values(office: Bench, entry: str) -> dict[str, Any]:
    with office.desk.reading() as reader:
        found: dict[str, Any] = books.held(reader, entry)["values"]
    return found


def draft(office: Bench, party: str = "") -> papers.Draft:
    texts = {"result_text": "chưa thi hành được", "asked_by": "đơn đề nghị", "requester": "Trần Thị Tám"}
    return papers.Draft("confirmation", Effect("confirmation", party=party), office.matters[0], texts)


def due(office: Bench) -> list[str]:
    return [d.subject for d in queries.deadlines(office.desk) if d.rule == "R48"]


def test_the_paper_answers_and_voided_it_does_not(office: Bench) -> None:
    entry = asked(office)
    assert due(office) == [f"entry:{entry}"]
    paper, number = papers.issue_at_once(office.desk, draft(office), office.head, DAY)
    assert (values(office, entry)["given"], values(office, entry)["number"]) == ("2019-10-14", number)
    assert due(office) == []
    papers.void(office.desk, paper, "in sai")
    assert "given" not in values(office, entry)
    assert "number" not in values(office, entry)
    assert due(office) == [f"entry:{entry}"]
    assert upkeep.verify(office.desk).findings == ()


def test_recorded_and_struck_alike(office: Bench) -> None:
    entry = asked(office)
    paper, _ = recording.record(office.desk, draft(office), "12/XN", "Hoàng Văn Lạ", DAY)
    assert values(office, entry)["number"] == "12/XN"
    with office.desk.reading() as reader:
        seq = next(e.seq for e in reader.events_of(f"matter:{office.matters[0]}") if type(e.body).__name__ == "PaperRecorded")
    striking.strike(office.desk, office.matters[0], seq, "ghi nhầm")
    assert "given" not in values(office, entry)
    assert paper


def test_of_several_the_one_of_the_party_and_none_where_that_is_not_clear(office: Bench) -> None:
    first, second = asked(office), asked(office, "Lê Văn Năm")
    papers.issue_at_once(office.desk, draft(office), office.head, DAY)
    assert "given" not in values(office, first) | values(office, second)
    party = queries.matter(office.desk, office.matters[0]).debtors[0]
    third = asked(office, "Người phải thi hành", party)
    papers.issue_at_once(office.desk, draft(office, party), office.head, DAY)
    assert values(office, third)["given"] == "2019-10-14"
    assert "given" not in values(office, first) | values(office, second)


def test_other_matters_closed_entries_and_other_papers_are_left_alone(office: Bench) -> None:
    other = office.decision(kind="yc", number="77/2019/DS-ST")
    elsewhere, closed = asked(office, matter=other), asked(office)
    books.close_entry(office.desk, closed, "mistaken", "nhầm")
    papers.issue_at_once(office.desk, draft(office), office.head, DAY)
    acts.ground(office.desk, office.matters[0], DAY, "officer_change")
    assert "given" not in values(office, elsewhere) | values(office, closed)


def test_an_officer_who_is_asked_for_and_stays_or_goes(office: Bench) -> None:
    (matter,) = office.matters

    def waiting() -> list[date]:
        return [d.due for d in queries.deadlines(office.desk) if d.rule == "R49"]

    acts.ground(office.desk, matter, DAY, "officer_change")
    assert waiting() == [date(2019, 10, 21)]
    acts.ground(office.desk, matter, DAY, "officer_kept")
    assert waiting() == []


@pytest.mark.parametrize(
    ("old", "new"),
    [('act = "confirmation"', 'act = "no_such"'), ('day = "given"', 'day = "content"'), ('number = "number"', 'number = "x"')],
)
def test_an_unsound_answer_is_not_read(old: str, new: str) -> None:
    text = (resource("books") / "xac_nhan.toml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(LawDataError):
        read_book("xac_nhan", text.replace(old, new, 1))
