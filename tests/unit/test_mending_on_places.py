"""Papers of complaints, denunciations and requests are amended and withdrawn where they stand; what is withdrawn answers no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.handlings import text_of
from tests.office import bench
from tests.unit.test_entry_papers import (
    ACCEPTED,
    CONCLUDED,
    LEAKS,
    NEW,
    OLD,
    SECRET,
    Given,
    codes,
    issued,
    set_up,
    two,
    values,
)
from thads_desktop.documents.form import form_for
from thads_desktop.domain.acts import PLAIN, Effect
from thads_desktop.services import (
    books as entries,
    entry_view,
    intake,
    intake_papers,
    journal,
    paper_mending,
    papers,
    parties,
    queries,
    register_gaps,
    register_view,
    registers,
    sending,
    upkeep,
)
from thads_desktop.services.desk import Desk
from thads_desktop.services.paper_place import on_intake


@pytest.fixture(params=[OLD, NEW], ids=["2008", "2025"])
def given(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Given]:
    yield from set_up(tmp_path, request.param)


def complaint(given: Given, matter: str = "") -> str:
    day = given.office.clock.day
    return entries.open_entry(
        given.desk, "khieu_nai",
        {"received": day, "level": "1", "object": "truoc", "complainant": "Lê Văn Khiếu", "against": "Bà Chấp", "content": "Chậm"}, matter,
    )  # fmt: skip


def mending(desk: Desk, paper: str, day: date, way: str, old: str = "", new: str = "") -> papers.Draft:
    made = paper_mending.draft(desk, paper, way, old, new)
    clause = desk.rules.grounds(made.effect.kind, day)[0].code
    return replace(made, effect=replace(made.effect, clause=clause), texts={**made.texts, "consequence": "nội dung khác giữ nguyên"})


def mended(given: Given, paper: str, way: str, old: str = "", new: str = "") -> str:
    draft = mending(given.desk, paper, given.office.clock.day, way, old, new)
    with given.desk.reading() as reader:
        check = papers.check(given.desk, reader, draft, given.office.clock.day)
    assert check.ready, check
    with two(given):
        return papers.issue_at_once(given.desk, draft, given.office.head)[0]


def against(given: Given, draft: papers.Draft) -> list[str]:
    with given.desk.reading() as reader:
        return [r.code for r in papers.check(given.desk, reader, draft, given.office.clock.day).refusals]


def test_the_paper_of_a_complaint_is_amended_and_withdrawn_when_it_has_left(given: Given) -> None:
    desk = given.desk
    entry = complaint(given, given.office.matters[0])
    paper = issued(given, "complaint_accepted", entry)
    sending.send(desk, paper, "other", "Lê Văn Khiếu", "post")
    with two(given, "deputy"):
        assert codes(papers.void, desk, paper, "nhầm") == ["void.left_house"]
    before = values(given, entry)
    amendment = mended(given, paper, "content", "Chậm", "Chậm tổ chức thi hành")
    said = text_of(papers.stored(desk, amendment))
    for word in ("Chậm tổ chức thi hành", "- Lê Văn Khiếu; - Bà Chấp;", "Đương sự và người có quyền lợi"):
        assert word in said, said
    assert "Đương sự:" not in said
    assert "……" not in said
    assert values(given, entry) == before
    assert [c.new for c in paper_mending.changes(desk, paper)] == ["Chậm tổ chức thi hành"]
    mended(given, amendment, "substance")
    assert paper_mending.changes(desk, paper) == (), "an amendment that was withdrawn writes nothing"
    assert values(given, entry) == before
    withdrawal = mended(given, paper, "substance")
    assert "accepted" not in values(given, entry)
    assert against(given, mending(desk, paper, given.office.clock.day, "substance")) == ["target.undone"]
    assert against(given, mending(desk, withdrawal, given.office.clock.day, "substance")) == ["target.not_issued"]
    assert upkeep.verify(desk).findings == ()
    with two(given, "deputy"):
        papers.void(desk, withdrawal, "nhầm")
    assert values(given, entry)["accepted"] == before["accepted"]
    assert upkeep.verify(desk).findings == ()


def test_what_stands_in_the_way_of_taking_a_withdrawal_back_is_said(given: Given) -> None:
    desk, entry = given.desk, complaint(given)
    paper = issued(given, "complaint_accepted", entry)
    withdrawal = mended(given, paper, "substance")
    with two(given, "deputy"):
        assert codes(papers.void, desk, paper, "nhầm") == ["void.rests_on"]
    again = issued(given, "complaint_accepted", entry)
    with two(given, "deputy"):
        assert codes(papers.void, desk, withdrawal, "nhầm") == ["void.rests_on"]
        papers.void(desk, again, "nhầm")
        papers.void(desk, withdrawal, "nhầm")
    assert "accepted" in values(given, entry)
    entries.close_entry(desk, entry, "mistaken", "nhầm")
    assert against(given, mending(desk, paper, given.office.clock.day, "substance")) == ["entry.closed"]


def test_a_slip_in_the_paper_of_a_complaint_is_corrected_by_a_letter_to_whom_had_it(given: Given) -> None:
    paper = issued(given, "complaint_accepted", complaint(given, given.office.matters[0]))
    letter = mended(given, paper, "typing", "Chậm", "Chậm.trễ")
    said = text_of(papers.stored(given.desk, letter))
    for word in ("V/v đính chính văn bản đã ban hành", "- Lê Văn Khiếu; - Bà Chấp.", "đính chính Thông báo thụ lý khiếu nại", "Như trên"):
        assert word in said, said
    assert "Đương sự" not in said
    assert "……" not in said
    assert [c.form for c in paper_mending.changes(given.desk, paper)] == ["correction"]


def test_a_conclusion_that_is_withdrawn_answers_no_more_and_names_nobody(given: Given) -> None:
    desk, day = given.desk, given.office.clock.day
    accepted, concluded = issued(given, ACCEPTED), issued(given, CONCLUDED)
    sending.send(desk, concluded, "other", "Người tố cáo", "post")
    assert against(given, mending(desk, accepted, day, "substance")) == ["void.rests_on"]
    draft = mending(desk, accepted, day, "typing", "Ông Bị Tố", f"Bà {SECRET}")
    assert against(given, draft) == ["entry.names_apart"]
    amendment = mended(given, accepted, "typing", "Ông Bị Tố", "Ông Bị Tố, chấp hành viên")
    said = text_of(papers.stored(desk, amendment))
    assert "Người tố cáo" in said
    assert "Viện kiểm sát" not in said
    assert "……" not in said
    assert "Căn cứ Thông báo" in said
    assert SECRET not in said
    assert "Quyết định thi hành án" not in said, "the matter would tell of whom"
    assert "Bản án" not in said
    withdrawal = mended(given, concluded, "substance")
    found = values(given)
    assert not {"settled", "decision"} & set(found)
    assert "accepted" in found
    assert [p.form for p in entry_view.of_entry(desk, given.denunciation).papers] == [ACCEPTED, CONCLUDED, "correction", "withdrawal"]
    assert upkeep.verify(desk).findings == ()
    with desk.reading() as reader:
        kept = registers.kept(reader)
    for role in ("clerk", "deputy", "officer", "inspector"):
        given.sit(role)
        shown: list[object] = [
            queries.queue(desk, ("numbered", "sent")), queries.matter(desk, given.office.matters[0]), register_gaps.report(desk, day.year),
            [r for r in journal.journal(desk, limit=5000) if r.what != "Duyệt mẫu văn bản"], paper_mending.changes(desk, accepted),
            *(register_view.opened(desk, k.register.code, day.year).lines for k in kept if not k.register.of.needs or desk.may(k.register.of.needs)),
        ]  # fmt: skip
        # Roles have the word in their own names.
        said = re.sub(r"người được thủ trưởng giao việc tố cáo|denunciations'|login='denunciations", "", repr(shown))
        assert not [w for w in LEAKS if w in said], (role, [said[max(0, said.find(w) - 200) : said.find(w) + 60] for w in LEAKS if w in said][:1])
        assert codes(papers.stored, desk, withdrawal) == ["rights.none"]
        assert codes(paper_mending.draft, desk, concluded, "substance") == ["rights.none"]


def test_the_answers_to_a_request_are_amended_and_withdrawn(tmp_path: Path) -> None:
    day = date(2026, 8, 3)
    office = bench(tmp_path / "data", day)
    desk = office.desk
    judgment = intake.receive_judgment(
        desk, intake.JudgmentInput("99/2026/DS-ST", date(2026, 6, 2), "Tòa án nhân dân khu vực 1", "dan_su", date(2026, 7, 1))
    )
    request = intake.receive_request(desk, judgment, parties.PartyInput("Công ty Ánh Dương", "org"), day, lacking=True)

    def owed() -> list[tuple[str, date]]:
        return sorted((d.rule, d.due) for d in queries.deadlines(desk))

    def made(form: str, effect: Effect) -> str:
        own = {v.name: v.sample for v in form_for(form, day).own}
        return papers.issue_at_once(desk, papers.Draft(form, effect, on_intake(judgment), {**own, intake_papers.REQUEST: request}), office.head)[0]

    waiting = owed()
    fix = made("request_fix", Effect(PLAIN))
    after = owed()
    assert after != waiting
    withdrawal, _number = papers.issue_at_once(desk, mending(desk, fix, day, "substance"), office.head)
    assert [x for x in owed() if x in waiting] == waiting
    said = text_of(papers.stored(desk, withdrawal))
    assert "Công ty Ánh Dương" in said
    assert "……" not in said
    assert upkeep.verify(desk).findings == ()
    papers.void(desk, withdrawal, "nhầm")
    assert owed() == after

    refusal = made("request_refusal", Effect(PLAIN, clause=desk.rules.grounds("refusal", day)[0].code))
    refused = owed()
    amendment, _number = papers.issue_at_once(desk, mending(desk, refusal, day, "typing", "Ánh Dương", "Ánh Dương Mới"), office.head)
    assert [c.new for c in paper_mending.changes(desk, refusal)] == ["Ánh Dương Mới"]
    assert codes(papers.void, desk, refusal, "nhầm") == ["void.rests_on"]
    papers.void(desk, amendment, "nhầm")
    withdrawal, _number = papers.issue_at_once(desk, mending(desk, refusal, day, "substance"), office.head)
    assert set(owed()) >= set(after), "the request waits again"
    assert upkeep.verify(desk).findings == ()
    papers.void(desk, withdrawal, "nhầm")
    assert owed() == refused
    withdrawal, _number = papers.issue_at_once(desk, mending(desk, refusal, day, "substance"), office.head)
    made("request_refusal", Effect(PLAIN, clause=desk.rules.grounds("refusal", day)[0].code))
    assert codes(papers.void, desk, withdrawal, "nhầm") == ["void.rests_on"]
    assert upkeep.verify(desk).findings == ()
    desk.close()
