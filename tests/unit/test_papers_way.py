"""The way of a paper on a real file: draft, submitted, returned, signed, numbered, sent, voided; and every refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents.compose import plain_text
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    acts,
    assignments,
    office_settings,
    papers,
    people,
    queries,
    recording,
    sending,
    upkeep,
)

DAY = date(2019, 11, 4)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data")
    yield made
    made.desk.close()


def state(office: Bench, matter: str) -> MatterState:
    with office.desk.reading() as reader:
        return fold(reader.events_of(f"matter:{matter}"))


def refused(call: object, *args: object, **options: object) -> list[str]:
    with pytest.raises(Refused) as error:
        call(*args, **options)  # type: ignore[operator]  # any call
    return [r.code for r in error.value.refusals]


def deferral(matter: str) -> papers.Draft:
    return papers.Draft(
        "deferral", Effect("deferral", "c", until=date(2020, 3, 1)), matter, {"reason": "A & B <b>Ltd</b>"}
    )


def test_a_decision_is_issued_in_one_act(office: Bench) -> None:
    matter = office.decision()
    shown = queries.matter(office.desk, matter)
    assert shown.number_text == "01/QĐ-CCTHADS"
    assert (shown.state.status, shown.state.rest, shown.officer) == ("issued", 10_000_000, "Trần Thị Bình")
    with office.desk.reading() as reader:
        data = papers.pdf(reader, shown.papers[0].paper)
        assert papers.pdf(reader, shown.papers[0].paper) == data
    assert data.startswith(b"%PDF")
    assert upkeep.verify(office.desk).findings == ()


def test_the_long_way_has_a_day_for_each_step(office: Bench) -> None:
    matter = office.decision()
    office.on(DAY)
    draft = papers.save(office.desk, deferral(matter))
    papers.submit(office.desk, draft.paper, date(2019, 10, 10))
    assert [p.paper for p in queries.queue(office.desk)] == [draft.paper]
    papers.send_back(office.desk, draft.paper, "Ghi rõ lý do.", date(2019, 10, 11))
    papers.save(office.desk, replace(draft, texts={"reason": "đương sự đã thỏa thuận"}))
    papers.submit(office.desk, draft.paper, date(2019, 10, 12))
    papers.sign(office.desk, draft.paper, office.head, date(2019, 10, 14))
    assert papers.issue(office.desk, draft.paper, date(2019, 10, 15)) == "01/QĐ-CCTHADS"
    sending.send(office.desk, draft.paper, "procuracy", "Viện kiểm sát", "direct", date(2019, 10, 16))
    stands = state(office, matter).papers[draft.paper]
    assert (stands.submitted, stands.signed, stands.numbered) == (
        date(2019, 10, 12),
        date(2019, 10, 14),
        date(2019, 10, 15),
    )
    owed = {d.rule: d for d in queries.matter(office.desk, matter).deadlines if d.paper == draft.paper}
    assert owed["R07"].discharged_on == date(2019, 10, 16)
    assert owed["R08"].discharged_on is None


def test_the_print_for_signature_leaves_number_and_day_open(office: Bench) -> None:
    matter = office.decision()
    with office.desk.reading() as reader:
        paper = papers.preview(office.desk, reader, deferral(matter), DAY)
    assert paper.head.number_line == "Số:          /QĐ-CCTHADS"
    assert paper.head.day_line == "Lê Chân, ngày      tháng      năm 2019"
    assert any("A & B <b>Ltd</b>" in b.text for b in paper.blocks)


def test_who_has_no_power_that_day_is_refused_and_nothing_changes(office: Bench) -> None:
    matter = office.decision()
    before = state(office, matter)
    assert refused(papers.issue_at_once, office.desk, deferral(matter), office.second) == ["signer.no_power"]
    assert state(office, matter) == before
    people.end_post(office.desk, office.head, "head", date(2019, 10, 6))
    assert refused(papers.issue_at_once, office.desk, deferral(matter), office.head) == ["signer.no_power"]


def test_a_deputy_signs_what_the_head_left_to_them(office: Bench) -> None:
    matter = office.decision()
    deputy = people.add_person(office.desk, "Vũ Thị Dung", "deputy", date(2019, 1, 1), powers=("deferral",))
    office.on(DAY)
    paper, _ = papers.issue_at_once(office.desk, deferral(matter), deputy, DAY)
    assert state(office, matter).papers[paper].capacity == "deputy"
    wrong = papers.Draft("termination", Effect("termination", "c"), matter)
    assert refused(papers.issue_at_once, office.desk, wrong, deputy, DAY) == ["signer.no_power"]


def test_what_is_missing_and_what_is_unlawful_is_told_at_once(office: Bench) -> None:
    matter = office.decision()
    office.verified(matter)
    draft = papers.Draft("means_lacking", Effect("means_lacking", "x"), matter)
    assert refused(papers.issue_at_once, office.desk, draft, office.head)[:2] == ["ground.unknown", "paper.missing"]
    with office.desk.reading() as reader:
        found = papers.check(office.desk, reader, draft, date(2019, 10, 7))
    assert [name for name, _ in found.missing] == ["evidence"], "the ground is told once, by its refusal"
    blank = papers.Draft("means_lacking", Effect("means_lacking"), matter)
    assert refused(papers.issue_at_once, office.desk, blank, office.head)[:2] == ["ground.missing", "paper.missing"]


def test_an_ended_matter_takes_no_termination(office: Bench) -> None:
    matter = office.decision()
    end = papers.Draft("termination", Effect("termination", "c"), matter)
    papers.issue_at_once(office.desk, end, office.head)
    assert refused(papers.issue_at_once, office.desk, end, office.head) == ["matter.ended"]


def test_text_of_a_hundred_thousand_characters_is_refused(office: Bench) -> None:
    matter = office.decision()
    draft = replace(deferral(matter), texts={"reason": "x" * 100_000})
    assert refused(papers.save, office.desk, draft) == ["text.too_long"]


def test_characters_the_face_lacks_are_refused(office: Bench) -> None:
    matter = office.decision()
    draft = replace(deferral(matter), texts={"reason": "lý do 😀"})
    assert refused(papers.issue_at_once, office.desk, draft, office.head) == ["printing.missing_glyphs"]


def test_a_voided_number_stays_and_its_act_is_struck(office: Bench) -> None:
    matter = office.decision()
    paper, text = papers.issue_at_once(office.desk, deferral(matter), office.head)
    assert state(office, matter).status == "deferral"
    papers.void(office.desk, paper, "In nhầm")
    assert state(office, matter).status == "issued"
    second, following = papers.issue_at_once(office.desk, deferral(matter), office.head)
    assert (text, following) == ("01/QĐ-CCTHADS", "02/QĐ-CCTHADS")
    sending.send(office.desk, second, "party", "Nguyễn Văn An")
    assert refused(papers.void, office.desk, second, "đã gửi") == ["void.left_house"]


def test_an_enforcement_decision_voided_opens_no_matter(office: Bench) -> None:
    matter = office.decision()
    paper = queries.matter(office.desk, matter).papers[0].paper
    papers.void(office.desk, paper, "Nhầm người")
    assert queries.matters(office.desk) == []
    second = office.decision(number="16/2019/DS-ST")
    assert queries.matter(office.desk, second).number_text == "02/QĐ-CCTHADS"


def test_numbers_restart_on_the_first_of_october(office: Bench) -> None:
    office.decision()
    office.on(date(2020, 10, 1))
    later = office.decision(number="99/2020/DS-ST")
    assert queries.matter(office.desk, later).number_text == "01/QĐ-CCTHADS"


def test_decisions_turn_in_october_and_summonses_in_january(office: Bench) -> None:
    matter = office.decision()

    def summons(day: date) -> str:
        office.on(day)
        draft = papers.Draft("summons", Effect("summons"), matter, {"payment_place": "trụ sở"})
        return papers.issue_at_once(office.desk, draft, office.officer)[1]

    assert summons(date(2019, 12, 31)) == "01/GB-CCTHADS"
    assert summons(date(2019, 12, 31)) == "02/GB-CCTHADS"
    assert summons(date(2020, 1, 2)) == "01/GB-CCTHADS"
    assert queries.matter(office.desk, office.decision(number="2/2020/DS-ST")).number_text == "02/QĐ-CCTHADS"
    assert summons(date(2020, 10, 1)) == "02/GB-CCTHADS"
    assert queries.matter(office.desk, office.decision(number="3/2020/DS-ST")).number_text == "01/QĐ-CCTHADS"


def test_all_decisions_share_one_series_where_the_office_says_so(office: Bench) -> None:
    matter = office.decision()
    office_settings.change(office.desk, "series.decisions", "one")
    assert papers.issue_at_once(office.desk, deferral(matter), office.head)[1] == "02/QĐ-CCTHADS"
    assert upkeep.verify(office.desk).findings == ()


def test_a_paper_is_reprinted_byte_for_byte_after_names_changed(office: Bench) -> None:
    matter = office.decision()
    paper = queries.matter(office.desk, matter).papers[0].paper
    with office.desk.reading() as reader:
        before = papers.pdf(reader, paper)
        held = people.office(reader).identities
    people.change_identities(office.desk, tuple(replace(i, name="Chi cục Thi hành án dân sự huyện Khác") for i in held))
    with office.desk.writing("keep") as uow:
        for key, row in uow.rows("party").items():
            uow.write_row("party", key, {**row, "name": "Tên Khác"})
        uow.commit()
    with office.desk.reading() as reader:
        assert papers.pdf(reader, paper) == before


def test_a_paper_of_2026_names_the_head_of_its_day_once(office: Bench) -> None:
    office.on(date(2026, 8, 3))
    matter = office.decision()
    with office.desk.reading() as reader:
        paper = papers.preview(
            office.desk, reader, papers.Draft("deferral", Effect("deferral", "c"), matter), date(2026, 8, 4)
        )
    text = plain_text(paper)
    assert "của Trưởng Thi hành án dân sự thành phố Hải Phòng" in text
    assert "dân sự Thi hành án" not in text
    assert paper.head.issuer == "Thi hành án dân sự thành phố Hải Phòng"


def test_an_act_of_another_system_is_recorded_with_its_breaches(office: Bench) -> None:
    matter = office.decision()
    office.on(DAY)
    papers.issue_at_once(office.desk, papers.Draft("termination", Effect("termination", "c"), matter), office.head, DAY)
    paper, breaches = recording.record(office.desk, deferral(matter), "77/QĐ-CCTHADS", "Phạm Quang Minh", DAY)
    assert "matter.ended" in breaches
    assert state(office, matter).papers[paper].breaches == breaches


def test_money_above_what_is_due_is_held(office: Bench) -> None:
    matter = office.decision()
    assert acts.collect(office.desk, matter, date(2019, 10, 7), 1, 12_000_000) == 2_000_000
    acts.complete(office.desk, matter, date(2019, 10, 7))
    assert state(office, matter).status == "done"


def test_money_still_owed_forbids_completion(office: Bench) -> None:
    matter = office.decision()
    assert refused(acts.complete, office.desk, matter, date(2019, 10, 7)) == ["line.rest_open"]


def test_striking_is_for_what_was_never_issued(office: Bench) -> None:
    matter = office.decision()
    acts.collect(office.desk, matter, date(2019, 10, 7), 1, 1_000)
    with office.desk.reading() as reader:
        events = reader.events_of(f"matter:{matter}")
    acts.strike(office.desk, matter, events[-1].seq, "nhập nhầm")
    assert state(office, matter).collected == 0
    opened = next(e.seq for e in events if type(e.body).__name__ == "MatterOpened")
    assert refused(acts.strike, office.desk, matter, opened, "x") == ["strike.issued"]
    assert refused(acts.strike, office.desk, matter, events[-1].seq, "x") == ["strike.unknown"]


def test_a_page_that_saw_an_older_state_is_refused(office: Bench) -> None:
    matter = office.decision()
    seen = state(office, matter).last_seq
    acts.open_file(office.desk, matter, date(2019, 10, 7), seen)
    assert refused(acts.valid_notice, office.desk, matter, date(2019, 10, 7), seen=seen) == ["stale"]


@pytest.mark.parametrize("form", [
    "means_lacking", "deferral", "suspension", "suspension_notice", "termination", "delegation", "withdrawal",
    "cancellation", "amendment", "assignment", "summons", "verification",
])  # fmt: skip
def test_every_paper_can_be_issued(office: Bench, form: str) -> None:
    matter = office.decision(kind="yc")
    office.verified(matter)
    clauses = {"suspension": "2", "suspension_notice": "1", "amendment": "2", "cancellation": "3", "delegation": "55"}
    target = ""
    if form == "cancellation":
        summons = papers.Draft("summons", Effect("summons"), matter, {"payment_place": "trụ sở"})
        target, _ = papers.issue_at_once(office.desk, summons, office.officer)
    effect = Effect(
        form,
        clauses.get(form, "a"),
        target=target,
        officer=office.second if form == "assignment" else "",
        to_office="Chi cục An Dương",  # type: ignore[arg-type]  # the case says which
    )
    texts = dict.fromkeys(("reason", "evidence", "old_text", "new_text", "payment_place", "consequence", "needed_info", "enclosures"), "nội dung")
    texts["old_text"] = "Trả nợ gốc"
    signer = office.officer if form in ("summons", "verification") else office.head
    paper, _ = papers.issue_at_once(office.desk, papers.Draft(form, effect, matter, texts), signer)
    with office.desk.reading() as reader:
        assert papers.pdf(reader, paper).startswith(b"%PDF")
    assert upkeep.verify(office.desk).findings == ()


def test_a_continuation_lifts_the_deferral(office: Bench) -> None:
    matter = office.decision()
    papers.issue_at_once(office.desk, deferral(matter), office.head)
    go_on = papers.Draft("continuation", Effect("continuation", "48.4", ends=("deferral",)), matter)
    papers.issue_at_once(office.desk, go_on, office.head)
    assert state(office, matter).status == "issued"


def test_a_termination_withdrawn_brings_the_matter_back(office: Bench) -> None:
    matter = office.decision()
    office.on(DAY)
    ending = papers.Draft("termination", Effect("termination", "c"), matter, {"reason": "đương sự thỏa thuận"})
    ended, _ = papers.issue_at_once(office.desk, ending, office.head)
    assert queries.matter(office.desk, matter).state.status == "terminated"
    assert "matter.ended" in refused(papers.issue_at_once, office.desk, deferral(matter), office.head)
    office.on(date(2019, 11, 6))
    back = papers.Draft(
        "withdrawal", Effect("withdrawal", "c", target=ended), matter, {"reason": "căn cứ không còn", "consequence": "thi hành tiếp"}
    )
    paper, _ = papers.issue_at_once(office.desk, back, office.head)
    shown = queries.matter(office.desk, matter)
    assert (shown.state.ended, shown.state.rest) == (False, 10_000_000)
    assert queries.matter(office.desk, matter, DAY).state.status == "terminated"
    assert [i.struck for i in shown.timeline if i.what == "Đình chỉ thi hành án"] == [False]
    assert any("đình chỉ" in i.detail.lower() for i in shown.timeline if i.paper == paper)
    assert queries.matters(office.desk)[0].rest == 10_000_000
    again = replace(back, texts={"reason": "lần nữa", "consequence": "x"})
    assert "target.undone" in refused(papers.issue_at_once, office.desk, again, office.head)
    assert upkeep.verify(office.desk).findings == ()
    papers.issue_at_once(office.desk, deferral(matter), office.head)


def test_close_kin_and_who_is_no_officer_are_refused_in_every_paper_and_marked_when_recorded(office: Bench) -> None:
    matter = office.decision()
    office.on(DAY)
    assignments.set_duties(office.desk, office.second, [], [("Nguyễn Văn An", "")])
    change = papers.Draft("assignment", Effect("assignment", officer=office.second), matter, {"reason": "điều động"})
    assert "officer.kin" in refused(papers.issue_at_once, office.desk, change, office.head)
    nobody = replace(change, effect=Effect("assignment", officer=office.head))
    assert "officer.not_in_post" in refused(papers.issue_at_once, office.desk, nobody, office.head)
    _, breaches = recording.record(office.desk, change, "9/QĐ-CCTHADS", "Ai đó", DAY)
    assert "officer.kin" in breaches
