"""A file that was carried in from an old register had pages before: the clerk says the first number that is free, and numbers go on from there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tests.office import Bench, bench
from tests.rounds import codes
from thads_desktop.domain import case_file as cf, events as ev
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import case_file, file_numbers, projecting, queries, upkeep

DAY = date(2026, 7, 6)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def carried(office: Bench) -> str:
    matter, judgment = "old1", office.judgment("99/2018/HS-ST")
    with office.desk.writing("keep") as uow:
        uow.write_row("matter", matter, {"number_text": "07/QĐ-CCTHADS", "judgment": judgment})
        body = ev.CarriedIn("cd", "dan_su", judgment, (ev.Line(1, 1_000_000),), date(2025, 10, 1), "b", 1, office.officer)
        uow.append(f"matter:{matter}", date(2020, 1, 6), body, "2008")
        projecting.matter(office.desk, uow, matter)
        uow.commit()
    return matter


def numbers(office: Bench, matter: str) -> list[tuple[str, str]]:
    return [(r.kind, r.numbers) for r in case_file.shown(office.desk, matter).rows]


def add(office: Bench, matter: str, sheets: int = 2) -> str:
    return case_file.put(office.desk, matter, case_file.Put("Đơn đề nghị", DAY, sheets))


def test_numbers_go_on_from_the_first_that_is_free_on_paper(office: Bench) -> None:
    matter = carried(office)
    file_numbers.begin_at(office.desk, matter, 74)
    file_numbers.begin_at(office.desk, matter, 75)
    assert file_numbers.first_free(office.desk, matter) == 75
    add(office, matter)
    add(office, matter, 1)
    assert case_file.number(office.desk, matter) == (75, 77, 2)
    assert numbers(office, matter) == [("decision", case_file.ON_PAPER), ("judgment", case_file.ON_PAPER), ("doc", "75-76"), ("doc", "77")]
    add(office, matter, 1)
    assert case_file.number(office.desk, matter) == (78, 78, 1)
    with pytest.raises(Refused) as refused:
        case_file.number(office.desk, matter)
    assert codes(refused) == ["file.nothing"], "what had its numbers on paper waits for none"
    told = [t.detail for t in queries.matter(office.desk, matter).timeline if "số bút lục đầu tiên" in t.what]
    assert sorted(told) == [f"từ số {n}; các số trước đã đóng trên giấy" for n in (74, 75)]
    assert upkeep.verify(office.desk).findings == ()


def test_without_it_numbers_begin_at_one_as_before(office: Bench) -> None:
    matter = carried(office)
    assert case_file.number(office.desk, matter) == (1, 2, 2)


def test_it_is_said_before_the_first_number_and_of_such_a_file_alone(office: Bench) -> None:
    matter, own = carried(office), office.decision()
    for key, first, code in ((own, 5, "file.not_carried"), (matter, 0, "file.bad_first"), (matter, 100_000, "file.bad_first")):
        with pytest.raises(Refused) as refused:
            file_numbers.begin_at(office.desk, key, first)
        assert codes(refused) == [code]
        assert "hãy" in say(refused.value.refusals[0]).lower()
    file_numbers.begin_at(office.desk, matter, 9)
    with pytest.raises(Refused) as refused:
        file_numbers.begin_at(office.desk, matter, 9)
    assert codes(refused) == ["file.same_first"]
    add(office, matter)
    case_file.number(office.desk, matter)
    with pytest.raises(Refused) as refused:
        file_numbers.begin_at(office.desk, matter, 20)
    assert codes(refused) == ["file.first_given"]
    assert numbers(office, matter)[-1] == ("doc", "9-10")


def test_the_number_of_sheets_may_not_pass_the_last_there_is(office: Bench) -> None:
    matter = carried(office)
    file_numbers.begin_at(office.desk, matter, 99_999)
    add(office, matter)
    with pytest.raises(Refused) as refused:
        case_file.number(office.desk, matter)
    assert codes(refused) == ["file.too_many"]


@given(st.integers(1, 500), st.lists(st.integers(1, 30), min_size=1, max_size=8))
def test_no_number_is_given_twice_and_none_is_left_out(first: int, sheets: list[int]) -> None:
    runs, at = [], first
    for n, many in enumerate(sheets):
        runs.append((f"doc:{n}", at, at + many - 1))
        at += many
    file = cf.CaseFile("cd", [cf.Document(f"doc:{n}", "doc", DAY, n + 2, many, True) for n, many in enumerate(sheets)], last=first - 1)
    assert cf.to_number(file) == tuple(runs)
