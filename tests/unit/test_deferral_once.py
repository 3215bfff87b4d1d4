"""The deferral on request of the appeal authority: once, three months from the document that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect, from_plain, to_plain
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.law.ruleset import NEW_LAW, Rules
from thads_desktop.services import papers, recording

DAY = date(2019, 10, 7)
ASKED = Effect("deferral", "2", until=date(2019, 10, 31))
AGREED = Effect("deferral", "c", until=date(2019, 12, 31))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def draft(matter: str, effect: Effect) -> papers.Draft:
    return papers.Draft(effect.kind, effect, matter, {"reason": "x", "evidence": "x", "consequence": "x"})


def issue(office: Bench, matter: str, effect: Effect, day: date = DAY) -> str:
    office.on(day)
    return papers.issue_at_once(office.desk, draft(matter, effect), office.head)[0]


def refused(office: Bench, matter: str, effect: Effect, day: date = DAY) -> list[str]:
    with pytest.raises(Refused) as caught:
        issue(office, matter, effect, day)
    return [say(r) for r in caught.value.refusals]


def test_the_law_says_so_of_that_ground_alone_under_both_laws() -> None:
    for day in (DAY, NEW_LAW):
        assert [g.code for g in Rules.load().grounds("deferral", day) if g.once] == ["2"]


def test_a_second_one_is_refused_with_its_article(office: Bench) -> None:
    matter = office.decision()
    issue(office, matter, ASKED)
    issue(office, matter, Effect("continuation", "48.4"), date(2019, 11, 4))
    second = Effect("deferral", "2", until=date(2019, 12, 31))
    assert refused(office, matter, second, date(2019, 11, 5)) == [
        ("Khoản 1 đã được hoãn theo căn cứ này từ ngày 07/10/2019, mà luật chỉ cho hoãn một lần: hãy kiểm tra lại căn cứ. "
        "(Căn cứ: khoản 2 Điều 48 Luật Thi hành án dân sự 26/2008/QH12 (sửa đổi, bổ sung năm 2014).)")
    ]
    _, breaches = recording.record(office.desk, draft(matter, second), "88/QĐ-CCTHADS", "Phạm Quang Minh", office.clock.day)
    assert breaches == ("deferral.once",)


def test_another_ground_may_defer_again(office: Bench) -> None:
    matter = office.decision()
    for day in (DAY, date(2019, 10, 14)):
        issue(office, matter, AGREED, day)
        issue(office, matter, Effect("continuation", "48.4"), day)
    issue(office, matter, ASKED, date(2019, 10, 15))


def test_the_change_of_law_gives_no_second_one(office: Bench) -> None:
    office.on(date(2026, 6, 15))
    matter = office.decision()
    issue(office, matter, Effect("deferral", "2", until=date(2026, 6, 26)), date(2026, 6, 15))
    issue(office, matter, Effect("continuation", "48.4"), date(2026, 6, 29))
    said = refused(office, matter, Effect("deferral", "2", until=date(2026, 8, 3)), date(2026, 7, 6))
    assert "khoản 2 Điều 46" in said[0]


def test_one_that_was_withdrawn_was_none(office: Bench) -> None:
    matter = office.decision()
    wrong = issue(office, matter, ASKED)
    issue(office, matter, Effect("withdrawal", "b", target=wrong), date(2019, 10, 8))
    issue(office, matter, ASKED, date(2019, 10, 9))


def test_the_three_months_count_from_the_document_that_asks(office: Bench) -> None:
    matter = office.decision()
    late = Effect("deferral", "2", until=date(2020, 1, 6), asked=date(2019, 10, 1))
    assert "01/01/2020" in refused(office, matter, late)[0]
    after = Effect("deferral", "2", until=date(2019, 12, 31), asked=date(2019, 10, 8))
    assert refused(office, matter, after) == ["Ngày văn bản yêu cầu hoãn 08/10/2019 sau ngày quyết định: hãy kiểm tra lại."]
    issue(office, matter, Effect("deferral", "2", until=date(2020, 1, 1), asked=date(2019, 10, 1)))


def test_a_draft_keeps_the_day_and_an_older_draft_is_read() -> None:
    effect = Effect("deferral", "2", until=date(2020, 1, 1), asked=date(2019, 10, 1))
    assert from_plain(to_plain(effect)) == effect
    older = {k: v for k, v in to_plain(ASKED).items() if k != "asked"}
    assert from_plain(older) == ASKED
