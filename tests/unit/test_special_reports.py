"""Reports on credit institutions, on the State budget, on coordination and guidance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, books, inspection_files, opening, papers, parties, special_reports

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    judgment = made.judgment("31/2019/KDTM-ST")
    owed = (
        opening.Obligation("Trả nợ gốc", 70_000_000, (0,), (0,)), opening.Obligation("Bồi thường", 5_000_000, (0,), (1,)),
        opening.Obligation("Án phí sơ thẩm", 2_000_000, (0,), (2,)),
    )  # fmt: skip
    creditors = (parties.PartyInput("Ngân hàng TMCP Bình An", "org"), parties.PartyInput("Lê Thị Mơ"), parties.PartyInput(parties.STATE_NAME, "state"))
    given = opening.OpeningInput(judgment, "cd", "", (parties.PartyInput("Công ty Sao Mai", "org"),), creditors, owed, made.officer)
    paper, _number = opening.issue(made.desk, given, made.head, DAY)
    with made.desk.reading() as reader:
        made.matters.append(papers.load(reader, paper).matter)
    yield made
    made.desk.close()


def test_credit_counts_only_the_banks_own_obligations(office: Bench) -> None:
    made = special_reports.make(office.desk, "credit")
    (row,) = made.rows
    assert (row.opens, row.due, row.done, row.rest, row.cells[3]) == (f"matter:{office.matters[1]}", 70_000_000, 0, 70_000_000, "Ngân hàng TMCP Bình An")
    acts.collect(office.desk, office.matters[1], DAY, 1, 20_000_000)
    made = special_reports.make(office.desk, "credit")
    assert made.groups == [(made.rows[0].group, 1, 70_000_000, 20_000_000, 50_000_000)]
    assert "50.000.000" in made.said
    assert inspection_files.pdf(special_reports.listing(office.desk, made)).startswith(b"%PDF")


def test_the_budget_has_what_is_the_states(office: Bench) -> None:
    (row,) = special_reports.make(office.desk, "budget").rows
    assert (row.due, row.cells[3]) == (2_000_000, "Án phí sơ thẩm")


@pytest.mark.parametrize(
    ("name", "yes"),
    [("Ngân hàng Nông nghiệp", True), ("NGÂN HÀNG TMCP X", True), ("Quỹ tín dụng nhân dân xã Y", True), ("Công ty Ánh Dương", False),
     ("Chi nhánh Ngân hàng thương mại cổ phần Z", True), ("Công ty in Ngân Hàng Giấy", False)],
)  # fmt: skip
def test_a_credit_institution_is_known_by_its_name(name: str, yes: bool) -> None:
    assert special_reports.is_credit(name) == yes


def test_letters_by_their_state(office: Bench) -> None:
    for recipient, due in (("Công an quận", date(2019, 10, 20)), ("Tòa án quận", date(2019, 12, 1))):
        typed = {"sent": "07/10/2019", "kind": "toa_an", "recipient": recipient, "content": "Đề nghị", "due": f"{due:%d/%m/%Y}"}
        books.open_entry(office.desk, "phoi_hop", typed)
    office.on(date(2019, 11, 1))
    made = special_reports.make(office.desk, "coordination")
    assert [(r.cells[3], r.group) for r in made.rows] == [("Công an quận", "Quá hạn chưa trả lời"), ("Tòa án quận", "Chờ trả lời")]
    assert made.said == "2 văn bản: chờ trả lời 1; quá hạn chưa trả lời 1."
    assert inspection_files.pdf(special_reports.listing(office.desk, made)).startswith(b"%PDF")


def test_an_unknown_report_is_said(office: Bench) -> None:
    with pytest.raises(Refused) as refused:
        special_reports.make(office.desk, "x")
    assert refused.value.refusals[0].code == "report.unknown"
