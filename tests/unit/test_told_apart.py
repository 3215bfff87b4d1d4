"""Two parties of one name in one matter: every paper says which of them it means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench, on_its_form
from thads_desktop.documents.compose import plain_text
from thads_desktop.domain.acts import Effect
from thads_desktop.services import opening, papers, parties, queries, serving, told_apart

DAY = date(2020, 3, 2)
P = parties.PartyInput
ELDER = P("Nguyễn Văn An", birth_year=1980, ids=("031080000001",), address="số 12")
YOUNGER = P("Nguyễn Văn An", birth_year=1990, address="số 13")
LINES = (opening.Obligation("Trả nợ A", 1_000_000, (0,)), opening.Obligation("Trả nợ B", 2_000_000, (1,)))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def opened(office: Bench, *debtors: P) -> str:
    creditor = P("Lê Thị Hoa", birth_year=1985, address="số 8")
    given = opening.OpeningInput(office.judgment(), "cd", "", debtors, (creditor,), LINES, office.officer)
    return opening.issue(office.desk, given, office.head, DAY)[0]


def text_of(office: Bench, paper: str) -> str:
    with office.desk.reading() as reader:
        return plain_text(papers.preview(office.desk, reader, papers.load(reader, paper), DAY))


def test_the_decision_says_who_owes_what(office: Bench) -> None:
    paper = opened(office, ELDER, YOUNGER)
    said = text_of(office, paper)
    assert "1. Trả nợ A: 1.000.000 đồng (Một triệu đồng) (người phải thi hành: Nguyễn Văn An, sinh năm 1980)." in said
    assert "2. Trả nợ B: 2.000.000 đồng (Hai triệu đồng) (người phải thi hành: Nguyễn Văn An, sinh năm 1990)." in said
    assert "- Đương sự: Nguyễn Văn An, sinh năm 1980; Nguyễn Văn An, sinh năm 1990; Lê Thị Hoa;" in said
    # Who has no namesake is named as ever, and nobody's details stand twice.
    assert "Lê Thị Hoa, sinh năm 1985; địa chỉ: số 8." in said
    assert "Nguyễn Văn An, sinh năm 1990; địa chỉ: số 13." in said
    assert said.count("sinh năm 1985") == 1
    assert [(r.recipient.name, r.recipient.address) for r in serving.table(office.desk, paper).rows if r.recipient.to == "party"] == [
        ("Nguyễn Văn An", "số 12"), ("Nguyễn Văn An", "số 13"), ("Lê Thị Hoa", "số 8"),
    ]  # fmt: skip


def test_a_measure_names_whose_account_it_is_and_the_page_too(office: Bench) -> None:
    opened(office, ELDER, YOUNGER)
    (row,) = queries.matters(office.desk)
    view = queries.matter(office.desk, row.matter)
    assert sorted(view.parties.values()) == ["Lê Thị Hoa", "Nguyễn Văn An, sinh năm 1980", "Nguyễn Văn An, sinh năm 1990"]
    younger = next(p for p, name in view.parties.items() if name.endswith("1990"))
    taken = Effect("security", measure="freeze", lines=(2,), amount=1_000_000, party=younger)
    paper, _ = papers.issue_at_once(office.desk, on_its_form(office, row.matter, taken), office.officer)
    assert "Phong tỏa tài khoản của Nguyễn Văn An, sinh năm 1990:" in text_of(office, paper)


def test_one_of_his_name_is_named_by_it_alone(office: Bench) -> None:
    said = text_of(office, opened(office, ELDER, P("Trần Văn Bình", birth_year=1990)))
    assert "(người phải thi hành: Nguyễn Văn An)" in said
    assert "- Đương sự: Nguyễn Văn An; Trần Văn Bình; Lê Thị Hoa;" in said


@pytest.mark.parametrize(("one", "other", "said"), [
    ({"birth_year": 1980}, {"birth_year": 1990}, ("An, sinh năm 1980", "An, sinh năm 1990")),
    ({"birth_year": 1980}, {}, ("An, sinh năm 1980", "")),
    ({"birth_year": 1980, "ids": ["031080000001"]}, {"birth_year": 1980, "ids": ["031080000002"]},
     ("An, số căn cước công dân 031080000001", "An, số căn cước công dân 031080000002")),
    ({"birth_year": 1980, "address": "số 1"}, {"birth_year": 1980, "address": "số 2"}, ("An, địa chỉ: số 1", "An, địa chỉ: số 2")),
    ({"birth_year": 1980}, {"birth_year": 1980}, ("", "")),
    ({"birth_year": 1980, "name": "Ân"}, {"birth_year": 1990}, ("", "")),
])  # fmt: skip
def test_by_what_namesakes_are_told_apart(one: dict[str, object], other: dict[str, object], said: tuple[str, str]) -> None:
    rows = {key: {"name": "An", "kind": "person", **row} for key, row in (("a", one), ("b", other))}
    found = told_apart.told(rows, DAY)
    assert (found.get("a", ""), found.get("b", "")) == said
