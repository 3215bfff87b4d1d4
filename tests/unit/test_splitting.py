"""The parts of a judgment are entered once; which decision covers a part follows from the decisions that stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import intake, opening, papers, parties, splitting, upkeep
from thads_desktop.services.splitting import PartInput

DAY, NEW = date(2019, 10, 7), date(2026, 8, 3)
STATE = parties.PartyInput(parties.STATE_NAME, "state")


def somebody(name: str) -> parties.PartyInput:
    return parties.PartyInput(name)


@pytest.fixture(params=[DAY, NEW], ids=["2008", "2025"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", request.param)
    yield made
    made.desk.close()


def fines(office: Bench) -> str:
    """A judgment that fines two."""
    judgment = office.judgment()
    splitting.add(office.desk, judgment, PartInput("cd", "Án phí dân sự sơ thẩm", 300_000, (somebody("Nguyễn Văn An"),), (STATE,)))
    splitting.add(office.desk, judgment, PartInput("cd", "Tiền phạt", 5_000_000, (somebody("Trần Văn Bảo"),), (STATE,)))
    return judgment


def seen(office: Bench, judgment: str) -> splitting.Split:
    return splitting.split(office.desk, judgment, office.clock.day)


def test_what_has_no_decision_yet_is_told_and_a_decision_covers_its_parts(office: Bench) -> None:
    judgment, day = fines(office), office.clock.day
    found = seen(office, judgment)
    assert found.uncovered == (1, 2)
    assert [g.parts for g in found.groups] == ([(1, 2)] if day == DAY else [(1,), (2,)])
    given = splitting.begin(office.desk, judgment, day, 1)
    assert [x.text for x in given.lines][:1] == ["Án phí dân sự sơ thẩm"]
    paper, number = opening.issue(office.desk, replace(given, officer=office.officer), office.head, day)
    after = seen(office, judgment)
    assert after.uncovered == (() if day == DAY else (2,))
    assert after.parts[0].covered == number
    papers.void(office.desk, paper, "in hỏng")
    assert seen(office, judgment).uncovered == (1, 2)


def test_the_request_of_a_creditor_goes_with_the_decision_on_it(office: Bench) -> None:
    judgment = office.judgment()
    creditor = parties.PartyInput("Công ty TNHH Ánh Dương", "org")
    splitting.add(office.desk, judgment, PartInput("yc", "Trả nợ gốc", 9_000_000, (somebody("Nguyễn Văn An"),), (creditor,)))
    with office.desk.reading() as reader:
        party = splitting.split(office.desk, judgment, office.clock.day).parts[0].part.creditors[0]
        known = parties.input_of(reader, party)
    request = intake.receive_request(office.desk, judgment, known, office.clock.day)
    given = splitting.begin(office.desk, judgment, office.clock.day, 1)
    assert (given.kind, given.request) == ("yc", request)
    opening.issue(office.desk, given, office.head, office.clock.day)
    assert seen(office, judgment).uncovered == ()


def test_the_same_name_in_two_parts_is_one_party(office: Bench) -> None:
    judgment = office.judgment()
    for text in ("Trả nợ gốc", "Trả lãi"):
        splitting.add(office.desk, judgment, PartInput("yc", text, 1, (somebody("Nguyễn Văn An"),), (somebody("Lê Thị Hoa"),)))
    one, two = (v.part for v in seen(office, judgment).parts)
    assert (one.debtors, one.creditors) == (two.debtors, two.creditors)


def test_a_part_that_is_removed_leaves_its_number(office: Bench) -> None:
    judgment = fines(office)
    splitting.remove(office.desk, judgment, 1)
    n = splitting.add(office.desk, judgment, PartInput("cd", "Tịch thu một xe máy", None))
    assert n == 3
    assert [v.part.n for v in seen(office, judgment).parts] == [2, 3]
    with pytest.raises(Refused):
        splitting.remove(office.desk, judgment, 1)
    assert upkeep.verify(office.desk).findings == ()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (PartInput("", "x", 1, (somebody("A"),), (STATE,)), "split.bad_motion"),
        (PartInput("cd", "", 1, (somebody("A"),), (STATE,)), "text.missing"),
        (PartInput("cd", "Án phí", None), "split.no_amount"),
        (PartInput("cd", "Truy thu thuế", None, (somebody("A"),), (STATE,)), "split.no_amount"),
        (PartInput("cd", "x", 0, (somebody("A"),), (STATE,)), "amount.out_of_range"),
        (PartInput("cd", "x", 1, (), (STATE,)), "opening.no_debtor"),
        (PartInput("yc", "x", None, (somebody("A"),)), "opening.no_party"),
        (PartInput("yc", "x", 1, (somebody("A"),), (somebody("a"),)), "opening.same_party"),
    ],
)
def test_bad_input_is_told(office: Bench, given: PartInput, code: str) -> None:
    judgment = office.judgment()
    if code == "opening.same_party":
        splitting.add(office.desk, judgment, PartInput("yc", "y", 1, (somebody("A"),), (somebody("B"),)))
    with pytest.raises(Refused) as refused:
        splitting.add(office.desk, judgment, given)
    assert refused.value.refusals[0].code == code


def test_an_effect_of_another_law_changes_only_the_proposal(office: Bench) -> None:
    judgment = fines(office)
    assert [len(splitting.split(office.desk, judgment, day).groups) for day in (DAY, NEW)] == [1, 2]


def test_what_is_typed_later_of_a_known_name_is_added_and_empties_nothing(office: Bench) -> None:
    judgment = office.judgment()
    first = parties.PartyInput("Nguyễn Văn An", birth_year=1980, ids=("031080000123",))
    splitting.add(office.desk, judgment, PartInput("cd", "Án phí", 1, (first,), (STATE,)))
    assert splitting.split(office.desk, judgment, office.clock.day).without == "Chưa có địa chỉ của Nguyễn Văn An"
    splitting.add(office.desk, judgment, PartInput("cd", "Tiền phạt", 2, (parties.PartyInput("nguyễn văn an", address="Số 1 phố Hàng Kênh"),), (STATE,)))
    found = splitting.split(office.desk, judgment, office.clock.day)
    assert not found.without
    (party,) = {d for v in found.parts for d in v.part.debtors}
    an = parties.known(office.desk, party)
    assert (an.name, an.birth_year, an.ids, an.address) == ("Nguyễn Văn An", 1980, ("031080000123",), "Số 1 phố Hàng Kênh")
