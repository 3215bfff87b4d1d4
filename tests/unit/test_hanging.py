"""A decision is withdrawn only while no later one that stands acts on what it alone made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench, on_its_form
from thads_desktop.documents.form import form_for
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import opening, paper_mending, papers, parties, queries, recording, transfers, upkeep

DAY = date(2026, 8, 3)
DEBTORS = (parties.PartyInput("Nguyễn Văn An", birth_year=1980),)
CREDITORS = (parties.PartyInput("Lê Thị Hoa", birth_year=1980),)
LINES = (opening.Obligation("Trả nợ gốc", 10_000_000), opening.Obligation("Trả lãi", 2_000_000))
TEXTS = dict.fromkeys(("reason", "evidence", "consequence"), "nội dung")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    given = opening.OpeningInput(made.judgment(received=DAY), "cd", "", DEBTORS, CREDITORS, LINES, made.officer)
    opening.issue(made.desk, given, made.head, DAY)
    made.matters.append(queries.matters(made.desk)[0].matter)
    yield made
    made.desk.close()


def owes(office: Bench, line: int = 1) -> str:
    (party,) = queries.matter(office.desk, office.matters[0]).state.lines[line].line.debtors
    return party


def names(office: Bench) -> list[str]:
    return [line.debtors[0] for line in queries.matter(office.desk, office.matters[0]).lines]


def pass_on(office: Bench, to: str, lines: tuple[int, ...] = (), *, of: int = 1) -> str:
    effect = Effect("transfer", lines=lines, side="debtor", party=owes(office, of), to_party=transfers.NEW)
    draft = transfers.named(office.desk, papers.Draft("transfer", effect, office.matters[0], {**TEXTS, "new_party": to}))
    return papers.issue_at_once(office.desk, draft, office.head)[0]


def withdrawing(office: Bench, target: str, lines: tuple[int, ...] = ()) -> papers.Draft:
    return papers.Draft("withdrawal", Effect("withdrawal", "b", target=target, lines=lines), office.matters[0], TEXTS)


def withdraw(office: Bench, target: str) -> None:
    papers.issue_at_once(office.desk, withdrawing(office, target), office.head)


def test_a_transfer_goes_only_after_the_one_that_rests_on_it(office: Bench) -> None:
    first = pass_on(office, "Nguyễn Văn Con")
    second = pass_on(office, "Nguyễn Thị Gái", (2,))
    with pytest.raises(Refused) as refused:
        withdraw(office, first)
    assert [(r.code, r.field) for r in refused.value.refusals] == [("undo.rests_on", "target")]
    assert "02/QĐ-THADS ngày 03/08/2026" in say(refused.value.refusals[0])
    assert names(office) == ["Nguyễn Văn Con", "Nguyễn Thị Gái"]
    with office.desk.reading() as reader:
        found = papers.check(office.desk, reader, withdrawing(office, first), DAY).refusals
    assert [r.code for r in found] == ["undo.rests_on"], "the check before issue says it too"
    withdraw(office, second)
    withdraw(office, first)
    assert names(office) == ["Nguyễn Văn An", "Nguyễn Văn An"]
    assert upkeep.verify(office.desk).findings == ()


def test_what_does_not_rest_on_it_stays(office: Bench) -> None:
    first, second = pass_on(office, "Nguyễn Văn Con", (1,)), pass_on(office, "Nguyễn Thị Gái", (2,), of=2)
    withdraw(office, first)
    assert names(office) == ["Nguyễn Văn An", "Nguyễn Thị Gái"]
    withdraw(office, second)
    assert names(office) == ["Nguyễn Văn An", "Nguyễn Văn An"]


def test_a_later_transfer_of_more_than_was_passed_rests_on_it_too(office: Bench) -> None:
    """The heir of one obligation owes the other one himself: the second transfer would move one, and no more both."""
    heir = pass_on(office, "Nguyễn Văn Con", (1,))
    effect = Effect("transfer", lines=(2,), side="debtor", party=owes(office, 2), to_party=owes(office, 1))
    papers.issue_at_once(office.desk, papers.Draft("transfer", effect, office.matters[0], {**TEXTS, "new_party": "Nguyễn Văn Con"}), office.head)
    pass_on(office, "Nguyễn Thị Gái")
    with pytest.raises(Refused) as refused:
        withdraw(office, heir)
    assert [r.code for r in refused.value.refusals] == ["undo.rests_on"]


def test_a_measure_against_who_owes_by_a_transfer_is_ended_first(office: Bench) -> None:
    first = pass_on(office, "Nguyễn Văn Con")
    taken = Effect("security", measure="freeze", party=owes(office), amount=1_000_000)
    measure, _ = papers.issue_at_once(office.desk, on_its_form(office, office.matters[0], taken), office.officer)
    with pytest.raises(Refused) as refused:
        withdraw(office, first)
    assert [r.code for r in refused.value.refusals] == ["undo.rests_on"]
    ended = Effect("measure_end", target=measure)
    papers.issue_at_once(office.desk, on_its_form(office, office.matters[0], ended), office.officer)
    withdraw(office, first)
    assert names(office) == ["Nguyễn Văn An", "Nguyễn Văn An"]


def test_one_that_was_withdrawn_is_recorded_and_marked(office: Bench) -> None:
    first = pass_on(office, "Nguyễn Văn Con")
    pass_on(office, "Nguyễn Thị Gái", (2,))
    _, breaches = recording.record(office.desk, withdrawing(office, first), "09/QĐ-THADS", "Phạm Quang Minh", DAY)
    assert breaches == ("undo.rests_on",)


def test_a_continuation_does_not_keep_what_it_ended(office: Bench) -> None:
    suspended, _ = papers.issue_at_once(office.desk, papers.Draft("deferral", Effect("deferral", "a"), office.matters[0], TEXTS), office.head)
    papers.issue_at_once(office.desk, papers.Draft("continuation", Effect("continuation", "46.3"), office.matters[0], TEXTS), office.head)
    with office.desk.reading() as reader:
        found = papers.check(office.desk, reader, withdrawing(office, suspended), DAY).refusals
    assert "undo.rests_on" not in [r.code for r in found]


def test_an_amendment_whose_words_a_later_one_changes_goes_after_it(office: Bench) -> None:
    matter = office.matters[0]
    paper = queries.matter(office.desk, matter).state.opening_paper

    def amend(old: str, new: str) -> str:
        made = paper_mending.draft(office.desk, paper, "content", old, new)
        code = office.desk.rules.grounds("amendment", DAY)[0].code
        given = papers.Draft(made.form, Effect("amendment", code), matter, {**made.texts, "consequence": "giữ nguyên"})
        return papers.issue_at_once(office.desk, given, office.head)[0]

    first, second = amend("Nguyễn Văn An", "Nguyễn Văn Ân"), amend("Nguyễn Văn Ân", "Nguyễn Văn Ẩn")
    with pytest.raises(Refused) as told:
        papers.issue_at_once(office.desk, withdrawing(office, first), office.head)
    assert told.value.refusals[0].code == "undo.rests_on"
    papers.issue_at_once(office.desk, withdrawing(office, second), office.head)
    papers.issue_at_once(office.desk, withdrawing(office, first), office.head)


def test_an_amendment_of_other_words_rests_on_nothing(office: Bench) -> None:
    matter = office.matters[0]
    paper = queries.matter(office.desk, matter).state.opening_paper
    made = []
    for old, new in (("Nguyễn Văn An", "Nguyễn Văn Ân"), ("Lê Thị Hoa", "Lê Thị Hoà")):
        draft = paper_mending.draft(office.desk, paper, "content", old, new)
        code = office.desk.rules.grounds("amendment", DAY)[0].code
        given = papers.Draft(draft.form, Effect("amendment", code), matter, {**draft.texts, "consequence": "giữ nguyên"})
        made.append(papers.issue_at_once(office.desk, given, office.head)[0])
    papers.issue_at_once(office.desk, withdrawing(office, made[0]), office.head)


@pytest.mark.parametrize("kind", ["verification", "summons"])
def test_what_only_says_something_keeps_no_wrong_transfer_alive(office: Bench, kind: str) -> None:
    matter = office.matters[0]
    transfer = pass_on(office, "Nguyễn Văn Con", (2,))
    if kind == "verification":
        office.verified(matter)
        fields = {v.name: v.sample for v in form_for("verification", DAY).own}
        draft = papers.Draft("verification", Effect("verification", party=owes(office, 2)), matter, fields)
    else:
        draft = papers.Draft("summons", Effect("summons", party=owes(office, 2)), matter, {"payment_place": "trụ sở"})
    papers.issue_at_once(office.desk, draft, office.officer)
    papers.issue_at_once(office.desk, withdrawing(office, transfer), office.head)
    assert owes(office, 1) == owes(office, 2)
