"""What the tests of trips, of what is published and of the archive set up alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.acts import Effect
from thads_desktop.domain.sentences import say
from thads_desktop.services import acts, archiving, case_file, papers, parties, people, queries
from thads_desktop.services.people import BEGINNING

if TYPE_CHECKING:
    import pytest

    from tests.office import Bench
    from thads_desktop.domain.refusal import Refused


def debtor(office: Bench, matter: str) -> str:
    return next(iter(queries.matter(office.desk, matter).debtors))


def moved(office: Bench, matter: str, address: str, commune: str = "") -> str:
    """The debtor of a matter lives there."""
    party = debtor(office, matter)
    held = parties.known(office.desk, party)
    parties.change(office.desk, party, parties.PartyInput(held.name, "person", 1980, held.ids, address, commune, known=party))
    return party


def lacking(office: Bench, *, number: str = "15/2019/DS-ST", name: str = "Nguyễn Văn An", commune: str = "", kind: str = "yc") -> str:
    """A matter on request of which means were found lacking."""
    matter = office.decision(number=number, debtor=name, kind=kind)
    acts.valid_notice(office.desk, matter, office.clock.day)
    moved(office, matter, f"số 1 phố {name.rsplit(maxsplit=1)[-1]}", commune)
    office.verified(matter)
    papers.issue_at_once(office.desk, papers.Draft("means_lacking", Effect("means_lacking", "a"), matter, {"evidence": "x", "reason": "x"}), office.head)
    return matter


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    for r in refused.value.refusals:
        assert say(r)
    return [r.code for r in refused.value.refusals]


def ended(office: Bench, number: str = "15/2019/DS-ST", name: str = "Nguyễn Văn An") -> str:
    matter = office.decision(number=number, debtor=name)
    papers.issue_at_once(office.desk, papers.Draft("termination", Effect("termination", clause="4"), matter, {"reason": "rút yêu cầu"}), office.head)
    return matter


#: What an officer says of a file in which something is missing.
WHY = "việc cũ, tài liệu không còn thu thập được"


def in_order(office: Bench, *matters: str) -> None:
    """Every document of these files has its sheets counted and its bút lục; and the second officer is the examiner."""
    for matter in matters:
        for row in case_file.shown(office.desk, matter).rows:
            if not (row.gone or row.counted):
                case_file.count(office.desk, matter, row.key, 1)
        if case_file.shown(office.desk, matter).waiting[0]:
            case_file.number(office.desk, matter)
    with office.desk.reading() as reader:
        held = {p.post for p in people.posts_of(reader, office.second)}
    if "examiner" not in held:
        people.give_post(office.desk, office.second, "examiner", BEGINNING)


def listed(office: Bench, *matters: str) -> int:
    """The officer lists these files, put in order before."""
    in_order(office, *matters)
    return archiving.list_file(office.desk, matters, office.officer, office.clock.day, reason=WHY)


def laid_away(office: Bench, matters: list[str]) -> bytes:
    listed(office, *matters)
    archiving.check(office.desk, matters, office.second, office.clock.day)
    archiving.approve(office.desk, matters, office.head, office.clock.day)
    return archiving.hand_over(office.desk, matters, office.clock.day, "Kho lưu trữ, giá 3", "Vũ Thị Lưu")[1]
