"""What one office has told the other about a delegation is not undone behind its back: refused with what to do, told, and owed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.delegations import Two, delegated, state, two
from tests.unit.test_delegations import codes, decided, sent, taken
from thads_desktop.domain import procedure_events as pe
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.law.due import DELEGATION_TELL
from thads_desktop.services import delegation_ack, delegation_in, delegation_out, opening, papers, queries, sending, why

LATER = date(2019, 10, 16)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Two]:
    made = two(tmp_path)
    yield made
    made.close()


def acknowledged(both: Two) -> tuple[str, str]:
    """(judgment, matter) at the receiver, whose acknowledgement has left."""
    judgment = taken(both, sent(both))
    matter = decided(both, judgment)
    delegation_ack.make(both.there.desk, judgment, both.out)
    return judgment, matter


def owed(office: object) -> list[queries.DeadlineRow]:
    return [d for d in queries.deadlines(office.desk) if d.rule == DELEGATION_TELL]  # type: ignore[attr-defined]  # a Bench


def withdrawal(matter: str, target: str = "", confirmed: tuple[str, ...] = ()) -> papers.Draft:
    texts = {"reason": "ra nhầm", "consequence": "thi hành tiếp"}
    return papers.Draft("withdrawal", Effect("withdrawal", "b", target=target, confirmed=confirmed), matter, texts)


# --- the receiver -------------------------------------------------------------------------------------


def test_a_decision_the_sender_was_told_of_is_not_voided(both: Two) -> None:
    judgment, matter = acknowledged(both)
    paper = state(both.there, matter).opening_paper
    with pytest.raises(Refused) as error:
        papers.void(both.there.desk, paper, "in nhầm")
    assert codes(error) == ["undo.acknowledged"]
    said = say(error.value.refusals[0])
    assert "trả lại vì nhầm lẫn" in said
    assert "thông báo mới" in said
    with both.there.desk.reading() as reader:
        assert delegation_ack.came(reader, judgment).number  # type: ignore[union-attr]  # it came by a package


def test_a_decision_nobody_was_told_of_is_voided(both: Two) -> None:
    judgment = taken(both, sent(both))
    matter = decided(both, judgment)
    papers.void(both.there.desk, state(both.there, matter).opening_paper, "in nhầm")
    assert not state(both.there, matter).exists


def test_the_sender_is_told_anew_after_the_decision_was_withdrawn(both: Two) -> None:
    judgment, matter = acknowledged(both)
    assert owed(both.there) == []
    both.on(LATER)
    papers.issue_at_once(both.there.desk, withdrawal(matter), both.there.head, LATER)
    (row,) = owed(both.there)
    assert (row.due, row.subject) == (LATER, f"intake:{judgment}")
    assert why.of_deadline(both.there.desk, row.subject, row.rule, row.due).parts[1].lines == (
        "Nhắc của chương trình, không phải thời hạn của luật.",
    )
    decided(both, judgment)
    assert len(owed(both.there)) == 1
    delegation_ack.make(both.there.desk, judgment, both.out / "again")
    assert owed(both.there) == []


def test_or_told_that_it_was_sent_by_mistake(both: Two) -> None:
    judgment, matter = acknowledged(both)
    both.on(LATER)
    papers.issue_at_once(both.there.desk, withdrawal(matter), both.there.head, LATER)
    delegation_ack.send_back(both.there.desk, judgment, "không cư trú ở quận")
    assert len(owed(both.there)) == 1
    ack = delegation_ack.make(both.there.desk, judgment, both.out / "again")
    assert owed(both.there) == []
    delegation_ack.take(both.here.desk, ack.read_bytes())


# --- the sender ----------------------------------------------------------------------------------------


def test_withdrawing_what_has_left_wants_a_tick_and_is_owed_until_told(both: Two) -> None:
    paper = delegated(both.here, both.matter)
    delegation_out.make(both.here.desk, both.matter, paper, both.out)
    with pytest.raises(Refused) as error:
        papers.issue_at_once(both.here.desk, withdrawal(both.matter, paper), both.here.head)
    assert codes(error) == ["delegation.tell_receiver"]
    assert "Ngô Quyền" in say(error.value.refusals[0])
    mine, _ = papers.issue_at_once(both.here.desk, withdrawal(both.matter, paper, ("delegation.tell_receiver",)), both.here.head)
    with both.here.desk.reading() as reader:
        bodies = [e.body for e in reader.events_of(f"matter:{both.matter}")]
    assert pe.HeadDecided(("delegation.tell_receiver",), mine) in bodies
    (row,) = owed(both.here)
    assert row.title.startswith("Báo cơ quan nhận ủy thác")
    # To the procuracy and the parties is not to the office.
    sending.send(both.here.desk, mine, "all", "")
    assert len(owed(both.here)) == 1
    sending.send(both.here.desk, mine, "office", "Chi cục Thi hành án dân sự quận Ngô Quyền")
    assert owed(both.here) == []


def test_withdrawing_what_never_left_asks_nothing(both: Two) -> None:
    paper = delegated(both.here, both.matter)
    papers.issue_at_once(both.here.desk, withdrawal(both.matter, paper), both.here.head)
    assert owed(both.here) == []


def test_what_came_back_as_mistaken_needs_no_telling(both: Two) -> None:
    paper = delegated(both.here, both.matter)
    judgment = taken(both, delegation_out.make(both.here.desk, both.matter, paper, both.out))
    delegation_ack.send_back(both.there.desk, judgment, "không cư trú ở quận")
    delegation_ack.take(both.here.desk, delegation_ack.make(both.there.desk, judgment, both.out).read_bytes())
    papers.issue_at_once(both.here.desk, withdrawal(both.matter, paper), both.here.head)
    assert owed(both.here) == []


# --- another amount -----------------------------------------------------------------------------------


def ready(both: Two, judgment: str) -> opening.OpeningInput:
    with both.there.desk.reading() as reader:
        found = delegation_in.ready(both.there.desk, reader, judgment)
    assert found is not None
    return found


def test_another_amount_than_was_delegated_is_told_with_both_figures(both: Two) -> None:
    given = ready(both, taken(both, sent(both)))
    first = replace(given.lines[0], due=9_000_000)
    wrong = replace(given, lines=(first, *given.lines[1:]))
    with pytest.raises(Refused) as error:
        opening.issue(both.there.desk, wrong, both.there.head, both.there.clock.day)
    assert codes(error) == ["delegation.other_amount"]
    said = say(error.value.refusals[0])
    assert "10.000.000" in said
    assert "9.000.000" in said
    paper, _ = opening.issue(
        both.there.desk, replace(wrong, confirmed=("delegation.other_amount",)), both.there.head, both.there.clock.day
    )
    with both.there.desk.reading() as reader:
        matter = papers.load(reader, paper).matter
        assert pe.HeadDecided(("delegation.other_amount",), paper) in [e.body for e in reader.events_of(f"matter:{matter}")]


def test_an_obligation_left_out_or_added_is_told_by_the_sums(both: Two) -> None:
    given = ready(both, taken(both, sent(both)))
    for changed in (given.lines[1:], (*given.lines, given.lines[0])):
        with pytest.raises(Refused) as error:
            opening.issue(both.there.desk, replace(given, lines=changed), both.there.head, both.there.clock.day)
        assert codes(error) == ["delegation.other_amount"]
        assert "13.500.001" in say(error.value.refusals[0])
