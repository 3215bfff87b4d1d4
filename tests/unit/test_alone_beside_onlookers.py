"""Beside colleagues who only look on, one person works as alone: nobody could stand by, so nobody is asked; every refusal names who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.office import Bench
from tests.unit.test_access import BINH, as_binh, clerk, office, refusal
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.sentences import say
from thads_desktop.services import access, accounts, papers, second, striking

__all__ = ["office"]


def deferral(office: Bench) -> tuple[str, str]:
    """(matter, issued paper)."""
    matter = office.decision()
    draft = papers.Draft("deferral", Effect("deferral", "c", until=date(2019, 12, 1)), matter, {"reason": "thỏa thuận"})
    return matter, papers.issue_at_once(office.desk, draft, office.head)[0]


def opens(office: Bench) -> str:
    return accounts.open_account(office.desk, office.second, "cuong", ("clerk",), "mật khẩu của Cường")


def active(office: Bench) -> set[str]:
    return {a.login for a in accounts.listed(office.desk) if a.active}


@pytest.mark.parametrize("role", ["inspector", "city"])
def test_beside_who_only_looks_on_nobody_is_asked(office: Bench, role: str) -> None:
    binh = clerk(office, role)
    matter, paper = deferral(office)
    papers.void(office.desk, paper, "in nhầm")
    with office.desk.reading() as reader:
        last = reader.events_of(f"matter:{matter}")[-1].seq
    assert refusal(striking.strike, office.desk, matter, last, "nhầm").code != "rights.second"
    accounts.new_sheet(office.desk)
    accounts.change_roles(office.desk, binh, ("inspector", "city"))
    assert not accounts.sheet_closes(office.desk, binh)
    accounts.close(office.desk, binh)
    assert "binh" not in active(office)


def test_from_the_first_colleague_who_may_stand_by_two_are_asked_again(office: Bench) -> None:
    clerk(office, "inspector")
    cuong = opens(office)
    for act in (lambda: accounts.change_roles(office.desk, cuong, ("officer",)), lambda: accounts.new_sheet(office.desk)):
        told = refusal(act)
        assert (told.code, told.facts["who"]) == ("rights.second", "Lê Văn Cường")


def test_who_only_looks_on_confirms_nothing_and_the_refusal_says_that_nobody_is_needed(office: Bench) -> None:
    clerk(office, "inspector")
    calls: list[Callable[[], object]] = [
        lambda: second.confirmed(office.desk, "void", "binh", BINH),
        lambda: second.confirmed(office.desk, "sign", "binh", BINH),
        lambda: second.named(office.desk, "binh", BINH),
    ]
    for call in calls:
        told = refusal(call)
        assert told.code == "second.nobody"
        assert "Phạm Quang Minh" in say(told)
    assert office.desk.access is not None
    with second.standing_by(office.desk, office.desk.access.others[0]):
        assert refusal(accounts.new_sheet, office.desk).code == "second.nobody", "nothing is written in their name"


def test_who_only_looks_on_signs_and_changes_nothing(office: Bench) -> None:
    matter = office.decision()
    clerk(office, "inspector")
    desk = as_binh(office)
    draft = papers.Draft("deferral", Effect("deferral", "c", until=date(2019, 12, 1)), matter, {"reason": "thỏa thuận"})
    assert refusal(papers.issue_at_once, desk, draft, office.head).code == "rights.none"
    assert refusal(accounts.new_sheet, desk).code == "rights.none"
    assert isinstance(desk.access, access.Access)
