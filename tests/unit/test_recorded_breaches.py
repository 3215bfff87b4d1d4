"""What was done is recorded whatever rule it broke, and the breach stands beside it in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.unit.test_each_party import two_debtors
from thads_desktop.domain import breaches, events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import REFUSALS, say
from thads_desktop.services import acts, journal, papers, queries, recording, reporting, upkeep
from thads_desktop.storage import codec

DAY = date(2019, 10, 7)
HEAD = "Phạm Quang Minh"


@pytest.fixture
def office(tmp_path: Path) -> Bench:
    return bench(tmp_path / "data", DAY)


def refused(call: Callable[..., object], *args: object) -> tuple[Refusal, ...]:
    with pytest.raises(Refused) as refusal:
        call(*args)
    return refusal.value.refusals


def record(office: Bench, matter: str, effect: Effect, number: str = "77/QĐ-CCTHADS", day: date = DAY) -> tuple[str, ...]:
    return recording.record(office.desk, papers.Draft(effect.kind, effect, matter), number, HEAD, day)[1]


def detail(office: Bench, matter: str, kind: type) -> str:
    """What the timeline says of the last event of a kind."""
    with office.desk.reading() as reader:
        seq = max(e.seq for e in reader.events_of(f"matter:{matter}") if isinstance(e.body, kind))
    told = next(x.detail for x in queries.matter(office.desk, matter).timeline if x.seq == seq)
    assert next(x.detail for x in journal.journal(office.desk) if x.seq == seq) == told
    return told


@pytest.mark.parametrize(("clause", "code", "words"), [
    ("", "ground.missing", "không ghi căn cứ"), ("zz", "ground.unknown", "căn cứ không có trong luật của ngày ấy"),
])  # fmt: skip
def test_an_act_without_a_ground_of_the_law_bears_the_breach(office: Bench, clause: str, code: str, words: str) -> None:
    matter = office.decision()
    assert record(office, matter, Effect("deferral", clause)) == (code,)
    assert detail(office, matter, ev.PaperRecorded) == f"77/QĐ-CCTHADS, trái quy định: {words}"


def test_every_breach_has_its_words() -> None:
    assert set(breaches.BREACHES) <= set(REFUSALS)
    for code in (*breaches.BREACHES, "officer.same_name"):
        said = breaches.words([code])
        assert said
        assert not set(said) & set("{}:."), said


def test_a_lack_of_means_rests_on_a_verification_of_each_debtor(office: Bench) -> None:
    matter, _paper, (first, second) = two_debtors(office)
    both, one = Effect("means_lacking", "a"), Effect("means_lacking", "a", (1,))
    acts.verify(office.desk, matter, DAY, "none", party=first)
    office.on(date(2019, 11, 4))
    issue = papers.Draft("means_lacking", both, matter, {"evidence": "x"})
    (told,) = refused(papers.issue_at_once, office.desk, issue, office.head)
    assert told.code == "means.not_verified"
    assert "44a" in told.cite
    assert queries.matter(office.desk, matter).parties[second] in say(told)
    assert record(office, matter, both, day=date(2019, 11, 4)) == ("means.not_verified",)
    third = office.decision(number="16/2019/DS-ST")
    office.verified(third)
    papers.issue_at_once(office.desk, replace(issue, matter=third, effect=one), office.head)


def test_a_verification_after_the_decision_is_none_for_it(office: Bench) -> None:
    matter = office.decision()
    office.on(date(2019, 11, 4))
    office.verified(matter, date(2019, 11, 1))
    draft = papers.Draft("means_lacking", Effect("means_lacking", "a"), matter, {"evidence": "x"})
    assert [r.code for r in refused(papers.issue_at_once, office.desk, draft, office.head, date(2019, 10, 31))] == ["means.not_verified"]
    papers.issue_at_once(office.desk, draft, office.head, date(2019, 11, 1))
    now = office.clock.day
    bare = office.decision(number="16/2019/DS-ST")
    assert record(office, bare, Effect("means_lacking", "a"), day=now) == ("means.not_verified",)
    other = office.decision(number="17/2019/DS-ST")
    office.verified(other)
    assert record(office, other, Effect("means_lacking", "a"), "78/QĐ-CCTHADS", now) == ()


EARLY = date(2019, 10, 3)


def test_facts_from_before_the_decision_are_recorded_with_a_mark(office: Bench) -> None:
    matter = office.decision()
    desk, mark = office.desk, "trái quy định: trước ngày quyết định thi hành án"
    acts.open_file(desk, matter, EARLY)
    acts.valid_notice(desk, matter, EARLY)
    acts.verify(desk, matter, EARLY, "none")
    acts.inform(desk, matter, EARLY)
    assert acts.collect(desk, matter, EARLY, 1, 4_000_000) == 4_000_000, "without a decision it is held for the payer"
    told = {
        ev.FileOpened: mark, ev.ValidNotice: mark, ev.Verified: f"chưa có điều kiện, {mark}", ev.InformationReceived: mark,
        ev.Collected: f"4.000.000 đồng, {mark}",
    }  # fmt: skip
    for kind, words in told.items():
        assert detail(office, matter, kind) == words
    now = queries.matter(desk, matter).state
    assert (now.file_opened, now.notices, [i[:2] for i in now.informs]) == (EARLY, [(EARLY, "")], [(EARLY, "")])
    assert (now.rest, now.collected, now.held) == (10_000_000, 0, 4_000_000)
    assert [(v.day, v.result) for v in now.verifications] == [(EARLY, "none")]
    assert acts.return_surplus(desk, matter, EARLY, 1_000_000) == 3_000_000
    assert upkeep.verify(desk).findings == ()
    office.on(date(2020, 1, 10))
    made = reporting.make(desk, 2020, 3)
    assert [v.says for v in made.violations if not v.soft] == []
    assert "trái" not in "".join(x.detail for x in queries.matter(desk, matter).timeline if x.day == DAY)


def test_what_cannot_have_been_is_refused(office: Bench) -> None:
    matter = office.decision()
    for day, code in ((date(2019, 9, 1), "act.before_judgment"), (date(2019, 10, 8), "event.future_day")):
        assert [r.code for r in refused(acts.valid_notice, office.desk, matter, day)] == [code]
        assert [r.code for r in refused(acts.collect, office.desk, matter, day, 1, 1_000)] == [code]
    acts.valid_notice(office.desk, matter, date(2019, 9, 2))
    # What ends or moves obligations would find none there yet.
    for call in (acts.complete, acts.separate_book):
        assert [r.code for r in refused(call, office.desk, matter, EARLY)] == ["act.before_decision"]
    with pytest.raises(Refused, match=r"act\.before_decision"):
        acts.separate_book(office.desk, matter, EARLY, happened=True)


def test_a_move_to_the_separate_book_that_happened_is_recorded_with_its_breaches(office: Bench) -> None:
    matter = office.decision()
    office.verified(matter)
    record(office, matter, Effect("means_lacking", "a"))
    office.on(date(2020, 3, 2))
    assert [r.code for r in refused(acts.separate_book, office.desk, matter, date(2020, 3, 2))] == ["separate_book.too_early"]
    acts.inform(office.desk, matter, date(2020, 2, 3))
    broken = acts.separate_book(office.desk, matter, date(2020, 2, 10), happened=True)
    assert broken == ("separate_book.too_early", "separate_book.verifications", "separate_book.new_information")
    assert detail(office, matter, ev.MovedToSeparateBook) == (
        "trái quy định: chưa đủ thời gian chuyển sổ theo dõi riêng; chưa đủ số lần xác minh; có thông tin mới chưa xác minh"
    )
    assert queries.matter(office.desk, matter).state.status == "separate_book"
    assert [r.code for r in refused(acts.separate_book, office.desk, matter, date(2020, 3, 2))] == ["separate_book.not_lacking"]
    with pytest.raises(Refused, match=r"separate_book\.not_lacking"):
        acts.separate_book(office.desk, matter, date(2020, 3, 2), happened=True)
    assert upkeep.verify(office.desk).findings == ()


def test_a_move_without_a_lack_of_means_or_before_the_matter_ended_is_recorded(office: Bench) -> None:
    matter = office.decision()
    office.on(date(2020, 3, 2))
    record(office, matter, Effect("termination", "c"), day=date(2020, 3, 2))
    assert acts.separate_book(office.desk, matter, date(2020, 2, 3), happened=True) == ("separate_book.not_lacking",)
    assert queries.matter(office.desk, matter, date(2020, 2, 28)).state.status == "separate_book"
    assert queries.matter(office.desk, matter).state.status == "terminated"
    with pytest.raises(Refused, match=r"separate_book\.not_lacking"):
        acts.separate_book(office.desk, matter, date(2020, 3, 2), happened=True)


def test_a_lawful_move_bears_no_breach(office: Bench) -> None:
    matter = office.decision()
    office.verified(matter)
    record(office, matter, Effect("means_lacking", "a"))
    office.on(date(2020, 11, 9))
    for day in (date(2020, 5, 4), date(2020, 10, 5)):
        office.verified(matter, day)
    assert acts.separate_book(office.desk, matter, date(2020, 11, 9), happened=True) == ()
    assert detail(office, matter, ev.MovedToSeparateBook) == ""


def test_a_move_of_an_older_log_is_read_as_without_breaches() -> None:
    text = (
        '{"actor":"a","body":{"lines":[1]},"day":"2020-03-02","law":"2008","recorded":"2020-03-02T01:00:00.000000Z","role":"clerk",'
        '"seq":7,"subject":"matter:m","type":"MovedToSeparateBook","version":1}'
    )
    assert codec.decode(text).body == ev.MovedToSeparateBook((1,), ())
