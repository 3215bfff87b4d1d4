"""Campaigns with points that name their evidence, rankings within bands, awards, violations that few see; bad input."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office import LOGIN, PASSWORD, Bench, bench
from tests.retold import founded
from tests.unit.test_staff import one, three_units
from thads_desktop.__main__ import main
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    access,
    accounts,
    awards,
    books,
    emulation,
    emulation_files,
    inspection_files,
    people,
    queries,
    second,
    staff,
    upkeep,
)

DAY = date(2020, 1, 6)
START = date(2020, 1, 1)
CRITERIA = "Đạt chỉ tiêu về việc: 30\nĐạt chỉ tiêu về tiền: 20\nChậm báo cáo: -10"


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    made.on(DAY)
    yield made
    made.desk.close()


def opened(office: Bench, about: str = "unit") -> tuple[str, dict[str, str]]:
    keys = {name: f"staffunit:{key}" for name, key in three_units(office.desk).items()}
    return emulation.open_campaign(office.desk, "Thi đua quý I", START, date(2020, 3, 31), about, CRITERIA), keys


def test_points_evidence_ranking_and_ties(office: Bench) -> None:
    desk = office.desk
    campaign, who = opened(office)
    number = books.spelled(queries.matters(desk)[0])
    emulation.give(desk, campaign, who["A"], "t1", "25", "matter", number, DAY)
    emulation.give(desk, campaign, who["C"], "t1", "30", "terms", "45/48", DAY)
    wrong = emulation.give(desk, campaign, who["C"], "t2", "20", "paper", "Công văn 12", DAY)
    emulation.give(desk, campaign, who["C"], "t3", "-5", "paper", "Chậm một ngày", DAY)
    emulation.take(desk, campaign, wrong)
    (found,) = emulation.campaigns(desk)
    assert found.criteria["t3"] == ("Chậm báo cáo", -10)
    assert [(e.name, e.what, e.points, e.proof) for e in found.entries] == [
        ("Chi cục A", "Đạt chỉ tiêu về việc", 25, f"Việc {number}"),
        ("Chi cục C", "Đạt chỉ tiêu về việc", 30, "Làm đúng 45 trên 48 thời hạn (số do người cho điểm ghi)"),
        ("Chi cục C", "Chậm báo cáo", -5, "Chậm một ngày"),
    ]
    assert found.entries[0].matter == queries.matters(desk)[0].matter
    # A 200 and C 300 matters are below 500, B 800 above.
    assert [(r.name, r.placed.band, r.placed.points, r.placed.place, r.placed.tied) for r in emulation.ranking(desk, campaign)][:2] == [
        ("Chi cục A", "dưới 500 việc", 25, 1, True), ("Chi cục C", "dưới 500 việc", 25, 1, True),
    ]  # fmt: skip
    last = emulation.ranking(desk, campaign)[-1]
    assert (last.name, last.placed.band, last.place, last.placed.tied) == ("Chi cục B", "từ 500 đến dưới 5.000 việc", None, False), "no points yet"
    emulation.close_campaign(desk, campaign)
    with pytest.raises(Refused, match=r"campaign\.closed"):
        emulation.take(desk, campaign, found.entries[0].key)
    assert upkeep.verify(desk).findings == ()


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda d, c, w: emulation.open_campaign(d, "x", START, date(2019, 1, 1), "unit", CRITERIA), "campaign.bad_term"),
        (lambda d, c, w: emulation.open_campaign(d, "x", START, DAY, "unit", "không có điểm"), "campaign.bad_criteria"),
        (lambda d, c, w: emulation.open_campaign(d, "x", START, DAY, "unit", ""), "campaign.bad_criteria"),
        (lambda d, c, w: emulation.open_campaign(d, "x", START, DAY, "unit", "A: 0"), "campaign.bad_criteria"),
        (lambda d, c, w: emulation.open_campaign(d, "x", START, DAY, "unit", "A: 5\na: 6"), "campaign.twice"),
        (lambda d, c, w: emulation.open_campaign(d, "thi đua  quý I", DAY, DAY, "unit", CRITERIA), "campaign.known"),
        (lambda d, c, w: emulation.give(d, c, w["A"], "t1", "5", "paper", "x", date(2019, 12, 31)), "campaign.outside"),
        (lambda d, c, w: emulation.reopen_campaign(d, c, "nhầm"), "campaign.still_open"),
        (lambda d, c, w: emulation.reopen_campaign(d, c, " "), "text.missing"),
        (lambda d, c, w: emulation.give(d, c, w["A"], "t1", "31", "paper", "x", DAY), "campaign.bad_points"),
        (lambda d, c, w: emulation.give(d, c, w["A"], "t1", "-1", "paper", "x", DAY), "campaign.bad_points"),
        (lambda d, c, w: emulation.give(d, c, w["A"], "t3", "5", "paper", "x", DAY), "campaign.bad_points"),
        (lambda d, c, w: emulation.give(d, c, w["A"], "t9", "5", "paper", "x", DAY), "campaign.bad_criterion"),
        (lambda d, c, w: emulation.give(d, c, "staff:không", "t1", "5", "paper", "x", DAY), "emulation.nobody"),
        (lambda d, c, w: emulation.give(d, c, w["A"], "t1", "5", "terms", "49/48", DAY), "emulation.bad_terms"),
        (lambda d, c, w: emulation.give(d, c, w["A"], "t1", "5", "matter", "9999", DAY), "emulation.no_matter"),
        (lambda d, c, w: emulation.give(d, c, w["A"], "t1", "5", "paper", " ", DAY), "text.missing"),
        (lambda d, c, w: emulation.give(d, c, w["A"], "t1", "5", "paper", "x", date(2020, 1, 7)), "event.future_day"),
        (lambda d, c, w: emulation.take(d, c, "x"), "campaign.no_entry"),
        (lambda d, c, w: awards.award(d, w["A"], "ltt", DAY, "1/QĐ"), "award.bad_kind"),
        (lambda d, c, w: awards.award(d, "staffunit:x", "tt_xs", DAY, "1/QĐ"), "emulation.nobody"),
        (lambda d, c, w: awards.undo_award(d, "x"), "award.unknown"),
        (lambda d, c, w: awards.note_violation(d, w["A"], DAY, ""), "text.missing"),
        (lambda d, c, w: awards.handle_violation(d, "x", "canh_cao", DAY), "violation.unknown"),
        (lambda d, c, w: awards.handle_violation(d, "x", "đánh đòn", DAY), "violation.bad_handling"),
    ],
)
def test_bad_input_is_said_and_nothing_written(office: Bench, act: Callable[[Any, str, dict[str, str]], object], code: str) -> None:
    campaign, who = opened(office)
    with office.desk.reading() as reader:
        before = reader.head()
    with pytest.raises(Refused) as refused:
        act(office.desk, campaign, who)
    assert refused.value.refusals[0].code == code
    assert say(refused.value.refusals[0])
    with office.desk.reading() as reader:
        assert reader.head() == before


def test_a_finished_ranking_stands_and_is_opened_again_with_a_reason(office: Bench) -> None:
    desk = office.desk
    campaign, who = opened(office)
    emulation.give(desk, campaign, who["A"], "t1", "25", "paper", "x", DAY)
    before = emulation.ranking(desk, campaign)
    emulation.close_campaign(desk, campaign)
    staff.count_unit(desk, who["A"].partition(":")[2], DAY, "6.000", "0", 0, 0)
    staff.set_unit(desk, "Mới lập", "1")
    office.on(date(2021, 1, 6))
    staff.count_unit(desk, who["C"].partition(":")[2], date(2021, 1, 6), "6.000", "0", 0, 0)
    assert emulation.ranking(desk, campaign) == before
    emulation.reopen_campaign(desk, campaign, "Sót điểm của Chi cục B")
    (found,) = emulation.campaigns(desk)
    assert (found.open, found.reopened) == (True, ((date(2021, 1, 6), "Sót điểm của Chi cục B"),))
    assert "mở lại ngày 06/01/2021: Sót điểm của Chi cục B" in emulation_files.campaign_words(found, date(2021, 1, 6))
    emulation.give(desk, campaign, who["B"], "t1", "30", "paper", "x", date(2020, 3, 31))
    with pytest.raises(Refused, match=r"campaign\.outside"):
        emulation.give(desk, campaign, who["B"], "t2", "5", "paper", "x", date(2020, 4, 1))
    emulation.close_campaign(desk, campaign)
    assert not emulation.campaigns(desk)[0].open
    assert {r.name for r in emulation.ranking(desk, campaign)} == {"Chi cục A", "Chi cục B", "Chi cục C", "Mới lập"}
    assert upkeep.verify(desk).findings == ()


def test_a_campaign_is_announced_ahead(office: Bench) -> None:
    desk = office.desk
    _campaign, who = opened(office)
    ahead = emulation.open_campaign(desk, "Thi đua lập thành tích", date(2020, 2, 3), date(2020, 3, 31), "unit", CRITERIA)
    found = next(c for c in emulation.campaigns(desk) if c.key == ahead)
    assert (found.start, emulation_files.state_words(found, DAY)) == (date(2020, 2, 3), "sắp bắt đầu")
    with pytest.raises(Refused, match=r"campaign\.outside"):
        emulation.give(desk, ahead, who["A"], "t1", "5", "paper", "x", DAY)
    assert [r.place for r in emulation.ranking(desk, ahead)] == [None, None, None]
    office.on(date(2020, 2, 3))
    emulation.give(desk, ahead, who["A"], "t1", "5", "paper", "x", date(2020, 2, 3))
    assert emulation_files.campaign(desk, ahead).title == "Kết quả phong trào thi đua lập thành tích"


def test_the_title_says_nothing_twice(office: Bench) -> None:
    for name, title in (
        ("Quý II", "Kết quả phong trào thi đua Quý II"), ("Phong trào thi đua cao điểm", "Kết quả phong trào thi đua cao điểm"),
    ):  # fmt: skip
        key = emulation.open_campaign(office.desk, name, START, DAY, "unit", CRITERIA)
        assert emulation_files.campaign(office.desk, key).title == title


def test_an_award_is_recorded_once(office: Bench) -> None:
    _campaign, who = opened(office)
    key = awards.award(office.desk, who["A"], "tt_xs", DAY, "1/QĐ")
    with pytest.raises(Refused, match=r"award\.twice"):
        awards.award(office.desk, who["A"], "tt_xs", DAY, "1/qđ")
    awards.undo_award(office.desk, key)
    awards.award(office.desk, who["A"], "tt_xs", DAY, "1/QĐ")


def test_points_never_go_over_the_criterion(office: Bench) -> None:
    campaign, who = opened(office)
    emulation.give(office.desk, campaign, who["A"], "t1", "20", "paper", "x", DAY)
    with pytest.raises(Refused, match=r"campaign\.over"):
        emulation.give(office.desk, campaign, who["A"], "t1", "11", "paper", "x", DAY)
    emulation.give(office.desk, campaign, who["A"], "t1", "10", "paper", "x", DAY)


def test_awards_and_violations_of_a_person(office: Bench) -> None:
    desk = office.desk
    campaign, _who = opened(office, "person")
    b = one(desk, "Cán bộ b", DAY)
    who = f"staff:{b.key}"
    emulation.give(desk, campaign, who, "t1", "30", "paper", "Báo cáo", DAY)
    assert emulation.ranking(desk, campaign)[0].name == "Cán bộ b"
    key = awards.award(desk, who, "ltt", DAY, "05/QĐ-CTHADS", campaign=campaign)
    (found,) = awards.awards(desk, who)
    assert (found.what, found.number, found.campaign) == ("Lao động tiên tiến", "05/QĐ-CTHADS", "Thi đua quý I")
    assert "chưa đối chiếu" in found.note
    awards.undo_award(desk, key)
    assert awards.awards(desk) == []
    broken = awards.note_violation(desk, who, DAY, "Chậm ra quyết định")
    with pytest.raises(Refused, match=r"violation\.early"):
        awards.handle_violation(desk, broken, "khien_trach", date(2020, 1, 2))
    awards.handle_violation(desk, broken, "nhac_nho", DAY, "Nhắc nhở trước đơn vị")
    (v,) = awards.violations(desk, who)
    assert (v.name, v.handled, v.handled_day, v.handled_said) == ("Cán bộ b", "Nhắc nhở, phê bình", DAY, "Nhắc nhở trước đơn vị")
    assert upkeep.verify(desk).findings == ()


def test_violations_are_seen_by_few(office: Bench) -> None:
    desk = office.desk
    opened(office)
    person = people.add_person(desk, "Lê Văn Thư", "clerk", START)
    assert desk.access is not None
    with second.standing_by(desk, next(iter(second.witnesses(desk.access, "accounts")), None)):
        clerk = accounts.open_account(desk, person, "thu", ["clerk"], "mật khẩu dài")
    awards.note_violation(desk, f"staff:{one(desk, 'Cán bộ b', DAY).key}", DAY, "Chậm")
    access.seat(desk, clerk)
    with pytest.raises(Refused, match=r"rights\.none"):
        awards.violations(desk)
    assert awards.awards(desk) == []


def test_the_prints_and_the_command(office: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    campaign, who = opened(office)
    desk = office.desk
    emulation.give(desk, campaign, who["A"], "t1", "25", "paper", "=1+1 <b>x</b>", DAY)
    awards.award(desk, who["A"], "tt_xs", DAY, "7/QĐ", campaign=campaign)
    awards.note_violation(desk, who["A"], DAY, "Chậm")
    for made in (emulation_files.campaign(desk, campaign), emulation_files.all_awards(desk), emulation_files.record(desk, who["A"], with_violations=True)):
        assert inspection_files.pdf(made).startswith(b"%PDF")
        assert inspection_files.workbook(made)
    assert [t.title for t in emulation_files.record(desk, who["A"], with_violations=False).tables] == ["Điểm thi đua", "Khen thưởng"]
    folder = desk.folder
    desk.close()
    monkeypatch.setenv("THADS_LOGIN", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    assert main(["emulation", "--data", str(folder), "--json"], office.clock) == 0
    out = capsys.readouterr().out
    plain = json.loads(out)
    assert (plain["campaigns"][0]["ranking"][0]["points"], plain["awards"][0]["award"]) == (25, "Tập thể lao động xuất sắc")
    assert '"Chậm"' not in out
