"""Where one request, or the office's own motion, calls for several decisions, the term for them ends with the last, not with the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.law.due import Deadline
from thads_desktop.services import intake, opening, papers, parties, splitting, subject_terms, upkeep
from thads_desktop.services.splitting import PartInput

NEW = date(2026, 8, 3)
STATE = parties.PartyInput(parties.STATE_NAME, "state")
HOA, LAN = parties.PartyInput("Lê Thị Hoa"), parties.PartyInput("Vũ Thị Lan")
AN, BAO = parties.PartyInput("Nguyễn Văn An"), parties.PartyInput("Trần Văn Bảo")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", NEW)
    yield made
    made.desk.close()


def terms(office: Bench, judgment: str, rule: str) -> list[Deadline]:
    with office.desk.reading() as reader:
        return [d for d in subject_terms.of(office.desk, reader, f"intake:{judgment}")[1] if d.rule == rule]


def listed(office: Bench, judgment: str) -> tuple[str, list[str]]:
    """(state of the judgment in its list, the rules of its open terms)."""
    with office.desk.reading() as reader:
        (row,) = [r for r in reader.projections.intakes() if r.judgment == judgment]
        return row.state, sorted({d.rule for d in reader.projections.deadlines() if d.subject == f"intake:{judgment}"})


def issue(office: Bench, judgment: str, place: int) -> str:
    given = splitting.begin(office.desk, judgment, office.clock.day, place)
    return opening.issue(office.desk, replace(given, officer=office.officer, even_if_decided=True), office.head, office.clock.day)[0]


def two_debtors(office: Bench, *who: parties.PartyInput) -> str:
    judgment = office.judgment(received=NEW)
    for debtor in (AN, BAO):
        splitting.add(office.desk, judgment, PartInput("yc", f"Trả nợ của {debtor.name}", 5_000_000, (debtor,), who or (HOA,)))
    return judgment


def test_a_request_is_answered_by_the_last_of_its_decisions(office: Bench) -> None:
    judgment = two_debtors(office)
    intake.receive_request(office.desk, judgment, HOA, NEW)
    assert [d.discharged_on for d in terms(office, judgment, "R04")] == [None]
    first = NEW + timedelta(days=1)
    office.on(first)
    issue(office, judgment, 1)
    (term,) = terms(office, judgment, "R04")
    assert term.discharged_on is None
    assert "còn phần của bản án" in term.why
    assert "R04" in listed(office, judgment)[1]
    office.on(last := NEW + timedelta(days=10))
    second = issue(office, judgment, 2)
    (term,) = terms(office, judgment, "R04")
    assert (term.discharged_on, term.due < last) == (last, True), "it came late, though the first did not"
    assert "R04" not in listed(office, judgment)[1]
    papers.void(office.desk, second, "in hỏng")
    assert terms(office, judgment, "R04")[0].discharged_on is None
    assert upkeep.verify(office.desk).findings == ()


def test_the_requests_of_two_creditors_are_told_apart(office: Bench) -> None:
    judgment = office.judgment(received=NEW)
    for creditor, debtor in ((HOA, AN), (LAN, BAO)):
        request = intake.receive_request(office.desk, judgment, creditor, NEW)
        with office.desk.reading() as reader:
            known = replace(creditor, known=intake.requester(reader, request))
        splitting.add(office.desk, judgment, PartInput("yc", f"Trả nợ {creditor.name}", 5_000_000, (debtor,), (known,)))
    issue(office, judgment, 1)
    assert sorted(d.discharged_on is None for d in terms(office, judgment, "R04")) == [False, True]
    issue(office, judgment, 2)
    assert [d.discharged_on for d in terms(office, judgment, "R04")] == [NEW, NEW]


def test_of_the_offices_own_motion_too(office: Bench) -> None:
    judgment = intake.receive_judgment(
        office.desk, intake.JudgmentInput("16/2026/HS-ST", NEW, "Tòa án nhân dân khu vực 1", "hinh_su", NEW, ex_officio=True)
    )
    for debtor in (AN, BAO):
        splitting.add(office.desk, judgment, PartInput("cd", f"Tiền phạt {debtor.name}", 5_000_000, (debtor,), (STATE,)))
    issue(office, judgment, 1)
    assert [d.discharged_on for d in terms(office, judgment, "R01")] == [None]
    issue(office, judgment, 2)
    assert [d.discharged_on for d in terms(office, judgment, "R01")] == [NEW]


def test_a_part_that_is_entered_or_removed_afterwards_counts_at_once(office: Bench) -> None:
    judgment = two_debtors(office)
    intake.receive_request(office.desk, judgment, HOA, NEW)
    issue(office, judgment, 1)
    splitting.remove(office.desk, judgment, 2)
    assert "R04" not in listed(office, judgment)[1]
    splitting.add(office.desk, judgment, PartInput("yc", "Trả nợ khác", 7_000_000, (BAO,), (HOA,)))
    assert "R04" in listed(office, judgment)[1]


def test_words_mended_in_the_draft_leave_no_part_waiting(office: Bench) -> None:
    judgment = two_debtors(office)
    intake.receive_request(office.desk, judgment, HOA, NEW)
    for place in (1, 2):
        given = splitting.begin(office.desk, judgment, NEW, place)
        line = replace(given.lines[0], text=f"Thanh toán khoản vay {place}")
        opening.issue(office.desk, replace(given, officer=office.officer, lines=(line,)), office.head, NEW)
    assert [d.discharged_on for d in terms(office, judgment, "R04")] == [NEW]


def test_without_parts_a_decision_answers_the_whole(office: Bench) -> None:
    office.decision(kind="yc")
    with office.desk.reading() as reader:
        judgment = reader.row("matter", office.matters[0])["judgment"]  # type: ignore[index]  # it is there
    assert all(d.discharged_on is not None for d in terms(office, str(judgment), "R04"))
