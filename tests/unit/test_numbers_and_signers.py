"""What is wrong with a recorded paper's signer and number is marked; a number is given here once, and in the order of days."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import REFUSALS, say
from thads_desktop.services import batch, office_settings, papers, people, queries, recording, series, upkeep

DAY = date(2019, 10, 7)
HEAD = "Phạm Quang Minh"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.on(date(2019, 12, 2))
    yield made
    made.desk.close()


def deferral(matter: str, **effect: object) -> papers.Draft:
    given = {"clause": "c", "until": date(2020, 6, 1), **effect}
    return papers.Draft("deferral", Effect("deferral", **given), matter, {"reason": "x"})  # type: ignore[arg-type]  # the kind comes as a word


def recorded(office: Bench, draft: papers.Draft, number: str = "77/QĐ-CCTHADS", signer: str = HEAD, day: date = DAY) -> tuple[str, ...]:
    return recording.record(office.desk, draft, number, signer, day)[1]


def refused(call: object, *args: object) -> list[str]:
    with pytest.raises(Refused) as error:
        call(*args)  # type: ignore[operator]  # any call
    return [r.code for r in error.value.refusals]


@pytest.mark.parametrize(
    ("signer", "marked"),
    [(HEAD, False), ("phạm quang  minh", False), ("Trần Thị Bình", True), ("Ai Đó", True), ("Đỗ Phó", False), ("Đỗ Phó Hai", True)],
)
def test_a_signer_without_power_that_day_is_marked(office: Bench, signer: str, marked: bool) -> None:
    people.add_person(office.desk, "Đỗ Phó", "deputy", date(2019, 1, 1), powers=people.EVERY)
    people.add_person(office.desk, "Đỗ Phó Hai", "deputy", date(2019, 1, 1), powers=("amendment",))
    matter = office.decision(day=DAY)
    stop = papers.Draft("termination", Effect("termination", "c"), matter, {"reason": "x"})
    assert recorded(office, stop, signer=signer) == (("signer.not_known",) if marked else ())


def test_a_head_of_another_time_has_no_power(office: Bench) -> None:
    matter = office.decision(day=DAY)
    people.end_post(office.desk, office.head, "head", date(2019, 10, 31))
    assert recorded(office, deferral(matter), day=date(2019, 11, 4)) == ("signer.not_known",)


def test_an_officer_signs_the_officers_papers(office: Bench) -> None:
    matter = office.decision(day=DAY)
    minutes = papers.Draft("verification", Effect("verification", result="means"), matter)
    assert recorded(office, minutes, "0", "Trần Thị Bình") == ()


def test_every_breach_is_kept(office: Bench) -> None:
    matter = office.decision(day=DAY)
    recorded(office, deferral(matter))
    wrong = deferral(matter, clause="c", until=date(2019, 10, 1))
    assert recorded(office, wrong, "78/QĐ-CCTHADS", "Ai Đó") == ("deferral.until_past", "deferral.already", "signer.not_known")


def test_a_breach_has_its_sentence_without_facts() -> None:
    for code in ("signer.not_known", "number.taken", "decision.recorded"):
        assert "{" not in REFUSALS[code]
        assert say(Refusal(code))


def test_the_same_decision_recorded_twice_is_marked_whatever_its_kind_and_matter(office: Bench) -> None:
    first, second = office.decision(day=DAY), office.decision(number="16/2019/DS-ST", day=DAY)
    assert recorded(office, deferral(first)) == ()
    assert recorded(office, deferral(second), "077 /QĐ-CCTHADS") == ("decision.recorded",)
    stop = papers.Draft("termination", Effect("termination", "c"), second, {"reason": "x"})
    assert recorded(office, stop) == (), "another kind counts its own numbers"
    office_settings.change(office.desk, "series.decisions", "one")
    stop = papers.Draft("termination", Effect("termination", "c"), first, {"reason": "x"})
    assert recorded(office, stop) == ("decision.recorded",)


def test_a_number_of_this_office_recorded_again_is_marked(office: Bench) -> None:
    first, second = office.decision(day=DAY), office.decision(number="16/2019/DS-ST", day=DAY)
    papers.issue_at_once(office.desk, deferral(first), office.head, DAY)
    assert recorded(office, deferral(second), "01/QĐ-CCTHADS", day=date(2019, 10, 8)) == ("number.taken",)
    assert recorded(office, deferral(first), "02/QĐ-CCTHADS", day=date(2019, 9, 27)) == ("act.before_decision", "deferral.already")


def test_a_number_recorded_already_is_not_given_again(office: Bench) -> None:
    first, second = office.decision(day=DAY), office.decision(number="16/2019/DS-ST", day=DAY)
    recorded(office, deferral(first), "01/QĐ-CCTHADS")
    assert refused(papers.issue_at_once, office.desk, deferral(second), office.head, DAY) == ["series.recorded"]
    series.open_series(office.desk, "deferral", 2020, 2)
    assert papers.issue_at_once(office.desk, deferral(second), office.head, DAY)[1] == "02/QĐ-CCTHADS"


def test_numbers_follow_the_days_within_a_series_year(office: Bench) -> None:
    first, second = office.decision(day=DAY), office.decision(number="16/2019/DS-ST", day=DAY)
    papers.issue_at_once(office.desk, deferral(first), office.head, date(2019, 10, 21))
    early = date(2019, 10, 18)
    assert refused(papers.issue_at_once, office.desk, deferral(second), office.head, early) == ["series.out_of_order"]
    draft = papers.save(office.desk, deferral(second))
    papers.submit(office.desk, draft.paper, early)
    papers.sign(office.desk, draft.paper, office.head, early)
    assert [r.code for r in batch.issue(office.desk, [draft.paper], early).why] == ["series.out_of_order"]
    upkeep.rebuild(office.desk)
    assert refused(papers.issue, office.desk, draft.paper, early) == ["series.out_of_order"]
    assert batch.issue(office.desk, [draft.paper], date(2019, 10, 21)).issued == ((draft.paper, "02/QĐ-CCTHADS"),)
    assert upkeep.verify(office.desk).findings == ()


def test_what_was_issued_before_our_forms_is_recorded(office: Bench) -> None:
    matter = office.decision(day=DAY)
    assert recorded(office, deferral(matter), day=date(2008, 5, 5)) == ("act.before_decision",)
    paper = next(p for p in queries.matter(office.desk, matter).papers if p.stage == "recorded")
    assert paper.title == "Quyết định hoãn thi hành án"
    change = papers.Draft("withdrawal", Effect("withdrawal", "b", target=paper.paper), matter, {"reason": "x", "consequence": "x"})
    with office.desk.reading() as reader:
        assert "hoãn thi hành án" in str(papers.preview(office.desk, reader, change, DAY))


def test_who_was_given_the_powers_of_the_head_signs_as_that(office: Bench) -> None:
    matter = office.decision(day=DAY)
    office.on(date(2020, 1, 6))
    people.end_post(office.desk, office.head, "head", date(2019, 12, 31))
    acting = people.add_person(office.desk, "Đỗ Văn Quyền", "head", date(2020, 1, 1), rank=people.ACTING)
    with pytest.raises(Refused) as wrong:
        people.give_post(office.desk, acting, "deputy", date(2020, 1, 1), rank=people.ACTING)
    assert [r.code for r in wrong.value.refusals] == ["person.bad_post"]
    with office.desk.reading() as reader:
        shown = papers.preview(office.desk, reader, deferral(matter), date(2020, 1, 6))
        assert (shown.head.signer_title, shown.head.signer_name) == (("Q. CHI CỤC TRƯỞNG",), "Đỗ Văn Quyền")
        assert shown.head.authority.startswith("CHI CỤC TRƯỞNG ")
        before = papers.preview(office.desk, reader, deferral(matter), date(2019, 12, 31))
        assert before.head.signer_title == ("CHI CỤC TRƯỞNG",)
    paper, _ = papers.issue_at_once(office.desk, deferral(matter), acting)
    with office.desk.reading() as reader:
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(papers.pdf(reader, paper))).pages)
    assert "Q. CHI CỤC TRƯỞNG" in text
    assert "KT." not in text
