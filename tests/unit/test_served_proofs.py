"""The number that proves a sending counts whenever it is typed: with the sending, or later at the line of the table of service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.services import (
    case_file,
    completeness,
    office_settings,
    register_view,
    sending,
    serving,
)

DAY = date(2026, 7, 6)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def decision_of(office: Bench, matter: str) -> str:
    return case_file.shown(office.desk, matter).rows[0].paper


def keys(office: Bench, paper: str, to: str = "party") -> list[str]:
    return [r.recipient.key for r in serving.table(office.desk, paper).rows if r.recipient.to == to]


def proof(office: Bench, matter: str) -> tuple[str, str]:
    return next((f.state, f.said) for f in completeness.of_matter(office.desk, matter) if f.item.check == "proof")


def sendings(office: Bench, matter: str) -> list[str]:
    return [r.number_text for r in case_file.shown(office.desk, matter).rows if r.kind == "sending"]


def test_a_number_typed_after_the_sending_is_the_same_as_one_typed_with_it(office: Bench) -> None:
    office_settings.change(office.desk, "registers.letters_decisions", "yes")
    later, at_once = office.decision(kind="yc"), office.decision(kind="yc", number="16/2019/DS-ST", debtor="Trần Thị Tám")
    paper = decision_of(office, later)
    for row in serving.table(office.desk, paper).rows:
        if row.recipient.to == "party":
            sending.send(office.desk, paper, "party", "", "post", DAY, row.recipient.party)
    assert proof(office, later) == ("missing", "2/2")
    assert sendings(office, later) == ["", ""]
    case_file.number(office.desk, later)
    before = [(r.key, r.numbers) for r in case_file.shown(office.desk, later).rows]
    first, second = keys(office, paper)
    serving.mark(office.desk, paper, [first], serving.Given("post", DAY, DAY, proof="RB9"))
    assert proof(office, later) == ("missing", "1/2")
    serving.mark(office.desk, paper, [second], serving.Given("post", DAY, None, proof="RB10"))
    other = decision_of(office, at_once)
    serving.mark(office.desk, other, keys(office, other), serving.Given("post", DAY, DAY, proof="RB9"))
    for matter in (later, at_once):
        assert proof(office, matter) == ("has", "")
        assert "chứng từ gửi" not in " ".join(r.words for r in completeness.over(office.desk).rows if r.matter == matter)
    assert sorted(sendings(office, later)) == ["RB10", "RB9"]
    # What stands on the paper keeps its place and its numbers.
    assert [(r.key, r.numbers) for r in case_file.shown(office.desk, later).rows if r.kind != "notice"] == before
    lines = {line.opens: line.cells["signed_for"] for line in register_view.opened(office.desk, "ND30-DI", 2026).lines}
    assert sorted(str(x) for x in lines.values()) == ["RB9", "RB9; RB10"]


def test_a_sending_to_all_has_its_number_when_each_line_has_one(office: Bench) -> None:
    matter = office.decision(kind="yc")
    paper = decision_of(office, matter)
    sending.send(office.desk, paper, "party", "", "post", DAY)
    first, second = keys(office, paper)
    serving.mark(office.desk, paper, [first], serving.Given("post", DAY, DAY, proof="RB9"))
    assert proof(office, matter)[0] == "missing", "nobody told of the other"
    serving.mark(office.desk, paper, [second], serving.Given("post", DAY, DAY))
    assert proof(office, matter)[0] == "missing"
    serving.mark(office.desk, paper, [second], serving.Given("post", DAY, DAY, proof="RB10"))
    assert proof(office, matter) == ("has", "")


def test_the_sending_to_the_procuracy_is_a_document_once_its_number_is_told(office: Bench) -> None:
    matter = office.decision()
    paper = decision_of(office, matter)
    sending.send(office.desk, paper, "procuracy", "", "post", DAY)
    assert sendings(office, matter) == []
    serving.mark(office.desk, paper, keys(office, paper, "procuracy"), serving.Given("post", DAY, DAY, proof="SG 4"))
    assert sendings(office, matter) == ["SG 4"]
