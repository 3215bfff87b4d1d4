"""The opening of a matter as a service: what no page lets through is refused here too, and nothing stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import opening, papers, parties, queries

DAY = date(2019, 10, 7)
STATE = parties.PartyInput(parties.STATE_NAME, "state")
A, B = parties.PartyInput("Nguyễn Văn Bảy"), parties.PartyInput("Trần Thị Tám")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def given(judgment: str) -> opening.OpeningInput:
    return opening.OpeningInput(judgment, "cd", "", (A,), (STATE,), (opening.Obligation("Án phí", 200_000),))


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"lines": ()}, "decision.no_lines", "text_1"),
        ({"lines": (opening.Obligation("x", -5),)}, "amount.out_of_range", "due_1"),
        ({"lines": (opening.Obligation("x", 0),)}, "amount.out_of_range", "due_1"),
        ({"lines": (opening.Obligation("x", 10**18),)}, "amount.out_of_range", "due_1"),
        ({"lines": (opening.Obligation(" ", 5),)}, "opening.no_text", "text_1"),
        ({"lines": (opening.Obligation("\u200b\u00ad ", 5),)}, "opening.no_text", "text_1"),
        ({"lines": (opening.Obligation("x" * 100_000, 5),)}, "text.too_long", "text_1"),
        ({"lines": (opening.Obligation("x", 5, (3,)),)}, "opening.no_party", "debtor"),
        ({"debtors": ()}, "opening.no_party", "debtor"),
        ({"creditors": ()}, "opening.no_party", "creditor"),
        ({"debtors": (A, B), "lines": (opening.Obligation("x", 5, (0,)),)}, "opening.idle_party", "debtor_2"),
        ({"debtors": (replace(A, name=""),)}, "text.missing", "debtor"),
        ({"debtors": (A, replace(B, ids=("12",)))}, "party.bad_id", "debtor_2_ids"),
        ({"debtors": (replace(A, known="nobody"),)}, "party.unknown", "debtor"),
        ({"debtors": (A,) * 201}, "opening.too_many", ""),
        ({"officer": "nobody"}, "officer.not_in_post", "officer"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field_and_nothing_stays(
    office: Bench, change: dict[str, object], code: str, field: str
) -> None:
    judgment = office.judgment()
    with pytest.raises(Refused) as refused:
        opening.issue(office.desk, replace(given(judgment), **change), office.head, DAY)  # type: ignore[arg-type]  # options of the case
    assert (refused.value.refusals[0].code, refused.value.refusals[0].field) == (code, field)
    assert queries.matters(office.desk) == []
    with office.desk.reading() as reader:
        assert reader.projections.parties_named("") == []


def test_the_state_is_one_party_in_every_matter(office: Bench) -> None:
    for n in (1, 2):
        opening.issue(office.desk, given(office.judgment(f"{n}/2019/DS-ST")), office.head, DAY)
    with office.desk.reading() as reader:
        assert len(reader.projections.parties_named("ngan sach")) == 1


@pytest.mark.parametrize("said", ["", "   ", "\t\n", "\u200b"])
def test_an_obligation_that_says_nothing_is_not_issued(office: Bench, said: str) -> None:
    """Neither words nor an amount: whatever the way, nobody is ordered to do nothing."""
    judgment = office.judgment()
    with office.desk.writing("keep") as uow:
        (owes, owed) = (parties.add(uow, x) for x in (A, B))
        uow.commit()
    lines = (ev.Line(1, 10_000_000, (owes,), (owed,)), ev.Line(2, None, (owes,), (owed,)))
    effect = Effect("enforcement", officer=office.officer, opening=Opening("cd", "dan_su", judgment, lines, judgment_day=date(2019, 9, 2), received=DAY))
    draft = papers.Draft("enforcement_cd", effect, texts={"obligation_1": said, "obligation_2": said, "notice_way": "trực tiếp"})
    with office.desk.reading() as reader:
        found = papers.check(office.desk, reader, papers.cleaned(draft), DAY).refusals
    assert [(r.code, r.facts, r.field) for r in found] == [("opening.no_text", {"line": "2"}, "text_2")]
    with pytest.raises(Refused):
        papers.issue_at_once(office.desk, draft, office.head, DAY)
    assert papers.issue_at_once(office.desk, replace(draft, texts={**draft.texts, "obligation_2": "Trả lại nhà"}), office.head, DAY)
