"""One person is one party, however often entered: nobody owes himself; a passport identifies as a card does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents.compose import plain_text
from thads_desktop.domain import identity
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import opening, papers, parties, queries, splitting

OLD, NEW = date(2020, 3, 2), date(2026, 8, 3)
P = parties.PartyInput
AN = P("Nguyễn Văn An", birth_year=1980, ids=("031080000001",), address="số 12 phố Cầu Đất")
DEBT = opening.Obligation("Bồi thường thiệt hại", 10_000_000)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", OLD)
    yield made
    made.desk.close()


def given(office: Bench, debtor: P, creditor: P) -> opening.OpeningInput:
    return opening.OpeningInput(office.judgment(), "cd", "", (debtor,), (creditor,), (DEBT,), office.officer)


@pytest.mark.parametrize("day", [OLD, NEW])
@pytest.mark.parametrize("other", [
    AN, P("Nguyen Van An", ids=("031 080 000 001",)), P("Nguyễn Văn An", birth_year=1980, address="Số 12  phố Cầu Đất"),
])  # fmt: skip
def test_nobody_owes_himself_under_two_rows(office: Bench, day: date, other: P) -> None:
    office.on(day)
    wrong = given(office, AN, other)
    for how in (
        lambda: opening.issue(office.desk, wrong, office.head, day),
        lambda: opening.record(office.desk, wrong, "12/QĐ-CCTHADS", "Phạm Quang Minh", day),
        lambda: splitting.add(office.desk, wrong.judgment, splitting.PartInput("cd", DEBT.text, DEBT.due, (AN,), (other,))),
    ):
        with pytest.raises(Refused) as refused:
            how()
        assert [r.code for r in refused.value.refusals] == ["opening.same_party"]
    assert queries.matters(office.desk) == []


@pytest.mark.parametrize("other", [
    P("Nguyễn Văn An"), P("Nguyễn Văn An", birth_year=1990, address="số 12 phố Cầu Đất"), P("Nguyễn Văn An", ids=("031080000002",)),
])  # fmt: skip
def test_two_of_one_name_are_two(office: Bench, other: P) -> None:
    opening.issue(office.desk, given(office, AN, other), office.head, OLD)
    assert len(queries.matters(office.desk)) == 1


@pytest.mark.parametrize(("typed", "stands"), [
    ("C1234567", "C1234567"), ("c123 4567", "C1234567"), ("M123A4567", "M123A4567"), ("12AB34567", "12AB34567"),
    ("03108000000l", ""), ("O31080001", "O31080001"), ("ABCDEF", ""), ("C12", ""), ("C123456789012", ""), ("031080000001", ""), ("C12-4567", ""),
])  # fmt: skip
def test_what_is_the_number_of_a_passport(typed: str, stands: str) -> None:
    assert identity.passport(typed) == stands
    if stands or len(typed) < 13:
        assert identity.fits_person(typed) == bool(stands or typed == "031080000001")


def test_a_foreigner_is_known_by_his_passport(office: Bench) -> None:
    john = P("John Smith", birth_year=1975, ids=("c1234567",), address="số 3 phố Lạch Tray")
    opening.issue(office.desk, given(office, john, AN), office.head, OLD)
    (row,) = queries.matters(office.desk)
    with office.desk.reading() as reader:
        paper = next(iter(queries.matter(office.desk, row.matter).state.papers))
        said = plain_text(papers.preview(office.desk, reader, papers.load(reader, paper), OLD))
        assert "John Smith, sinh năm 1975, hộ chiếu số C1234567; địa chỉ: số 3 phố Lạch Tray" in said
        assert [s.why for s in parties.suggestions(reader, P("J. Smith", ids=("C1234567",)))] == ["Cùng số giấy tờ C1234567."]
        assert parties.suggestions(reader, P("J. Smith", ids=("B1234567",))) == [], "another letter is another passport"
    assert [p.name for p in parties.listed(office.desk, "c1234567")] == ["John Smith"]


@pytest.mark.parametrize("kind", ["deferral", "suspension", "termination", "means_lacking", "delegation", "continuation"])
def test_what_acts_on_a_whole_obligation_names_no_single_debtor(office: Bench, kind: str) -> None:
    office.on(NEW)
    both = (AN, P("Trần Văn Bình", birth_year=1970))
    lines = (opening.Obligation("Trả nợ", 10_000_000, joint=True), opening.Obligation("Trả riêng", 5_000_000, (0,)))
    told = opening.OpeningInput(office.judgment(), "cd", "", both, (P("Lê Thị Hoa", address="số 8"),), lines, office.officer)
    opening.record(office.desk, told, "12/QĐ-THADS", "Phạm Quang Minh", NEW)
    (row,) = queries.matters(office.desk)
    one = queries.matter(office.desk, row.matter).state.lines[2].line.debtors[0]

    def codes(effect: Effect) -> set[str]:
        with office.desk.reading() as reader:
            return {r.code for r in papers.check(office.desk, reader, papers.Draft(kind, effect, row.matter), NEW).refusals}

    assert "party.whole_line" in codes(Effect(kind, party=one)), kind  # type: ignore[arg-type]  # one of the cases
    assert "party.whole_line" in codes(Effect(kind, party=one, lines=(1,)))  # type: ignore[arg-type]  # as above
    assert "party.whole_line" not in codes(Effect(kind, party=one, lines=(2,)))  # type: ignore[arg-type]  # as above
    assert "party.whole_line" not in codes(Effect(kind))  # type: ignore[arg-type]  # as above
