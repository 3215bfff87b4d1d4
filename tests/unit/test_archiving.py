"""The way of a file to the archive, and decisions of review on entrusted matters, by the services alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.rounds import codes, ended, lacking, laid_away
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    acts,
    archiving,
    papers,
    publications,
    queries,
    reviews,
    striking,
    upkeep,
)
from thads_desktop.storage import mark_lists

#: A Monday under the new law.
DAY = date(2026, 7, 6)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def test_a_review_decision_is_recorded_and_passed_on(office: Bench) -> None:
    plain = office.decision()
    with pytest.raises(Refused) as refused:
        reviews.receive(office.desk, plain, DAY, "5/2026/GĐT", "Tòa án nhân dân tối cao")
    assert codes(refused) == ["review.not_entrusted"]
    with pytest.raises(Refused) as refused:
        reviews.forward(office.desk, plain, DAY, "nơi khác")
    assert codes(refused) == ["review.none"]
    with office.desk.writing("keep") as uow:
        uow.append(f"matter:{plain}", DAY, ev.Delegated("Thi hành án dân sự tỉnh Quảng Ninh"), "2025")
        uow.commit()
    reviews.receive(office.desk, plain, DAY, "5/2026/GĐT", "Tòa án nhân dân tối cao")
    assert [(d.rule, d.due) for d in queries.deadlines(office.desk) if d.rule == "R28"] == [("R28", date(2026, 7, 9))]
    reviews.forward(office.desk, plain, DAY, "Thi hành án dân sự tỉnh Quảng Ninh", "7/CV")
    assert not [d for d in queries.deadlines(office.desk) if d.rule == "R28"]
    assert any("5/2026/GĐT" in i.detail for i in queries.matter(office.desk, plain).timeline)


def test_a_file_goes_its_four_steps_and_its_minutes_are_kept(office: Bench) -> None:
    one, two = ended(office), ended(office, "16/2019/DS-ST", "Trần Thị Tám")
    files, left = archiving.waiting(office.desk)
    assert ([f.stage for f in files], left) == (["", ""], 0)
    archiving.list_file(office.desk, [one], office.officer, DAY)
    assert [f.words for f in archiving.waiting(office.desk)[0]] == ["đã lập mục lục, chờ thẩm tra", "chưa lập mục lục"]
    archiving.send_back(office.desk, [one], DAY, "thiếu bút lục")
    assert archiving.of_matter(office.desk, one).words == ""
    data = laid_away(office, [one, two])
    assert data.startswith(b"%PDF")
    assert archiving.minutes_of(office.desk, two) == data
    assert archiving.waiting(office.desk) == ([], 0)
    assert archiving.of_matter(office.desk, one).words == "hồ sơ đã lưu trữ ngày 06/07/2026"
    with pytest.raises(Refused) as refused:
        archiving.list_file(office.desk, [one], office.officer, DAY)
    assert codes(refused) == ["archive.step"]


def test_what_is_not_settled_keeps_a_file_out(office: Bench) -> None:
    going = office.decision()
    with pytest.raises(Refused) as refused:
        archiving.list_file(office.desk, [going], office.officer, DAY)
    assert codes(refused) == ["archive.open"]
    acts.collect(office.desk, going, DAY, 1, 10_000_500)
    acts.complete(office.desk, going, DAY)
    assert "đang giữ" in archiving.of_matter(office.desk, going).against or "còn giữ 500 đồng" in archiving.of_matter(office.desk, going).against
    with pytest.raises(Refused) as refused:
        archiving.list_file(office.desk, [going], office.officer, DAY)
    assert codes(refused) == ["archive.money"]
    acts.return_surplus(office.desk, going, DAY, 500)
    archiving.list_file(office.desk, [going], office.officer, DAY)


def test_steps_in_the_wrong_hands_or_order_are_refused_and_nothing_is_half_done(office: Bench) -> None:
    one, two = ended(office), ended(office, "16/2019/DS-ST", "Trần Thị Tám")
    archiving.list_file(office.desk, [one], office.officer, DAY)
    for act, code in (
        (lambda: archiving.check(office.desk, [one], office.officer, DAY), "archive.same_person"),
        (lambda: archiving.check(office.desk, [one], "nobody", DAY), "archive.no_post"),
        (lambda: archiving.check(office.desk, [one, two], office.second, DAY), "archive.step"),
        (lambda: archiving.approve(office.desk, [one], office.officer, DAY), "archive.not_head"),
        (lambda: archiving.approve(office.desk, [one], office.head, DAY), "archive.step"),
        (lambda: archiving.hand_over(office.desk, [one], DAY, "Kho", "Vũ Thị Lưu"), "archive.step"),
        (lambda: archiving.hand_over(office.desk, [], DAY, "Kho", "Vũ Thị Lưu"), "archive.none"),
        (lambda: archiving.hand_over(office.desk, [one], DAY, " ", "Vũ Thị Lưu"), "text.missing"),
        (lambda: archiving.list_file(office.desk, [two], office.officer, DAY, -1), "archive.bad_sheets"),
        (lambda: archiving.list_file(office.desk, [two], office.officer, date(2026, 7, 1)), "archive.before"),
        (lambda: archiving.minutes_of(office.desk, one), "archive.no_minutes"),
        (lambda: archiving.send_back(office.desk, [one], DAY, ""), "text.missing"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == [code]
    assert archiving.of_matter(office.desk, one).filed.stage == "listed"


def test_a_matter_that_is_opened_again_comes_out_and_goes_the_whole_way_anew(office: Bench) -> None:
    matter = ended(office)
    laid_away(office, [matter])
    office.on(date(2026, 7, 8))
    view = queries.matter(office.desk, matter)
    ending = next(p.paper for p in view.papers if p.form == "termination")
    withdrawn = papers.Draft("withdrawal", Effect("withdrawal", clause="b", target=ending), matter, {"reason": "sai nội dung", "consequence": "tiếp tục"})
    papers.issue_at_once(office.desk, withdrawn, office.head)
    assert archiving.of_matter(office.desk, matter).words == "hồ sơ rút khỏi lưu trữ (đã lưu 06/07/2026): việc mở lại"
    assert [f.stage for f in archiving.waiting(office.desk)[0]] == ["out"]
    papers.issue_at_once(office.desk, papers.Draft("termination", Effect("termination", clause="4"), matter, {"reason": "rút yêu cầu"}), office.head)
    (again,) = archiving.waiting(office.desk)[0]
    assert again.stage in ("", "out")
    laid_away(office, [matter])
    assert archiving.waiting(office.desk) == ([], 0)


def test_the_lists_rebuild_to_the_same(office: Bench) -> None:
    first, second = lacking(office, commune="11296"), ended(office, "16/2019/DS-ST", "Trần Thị Tám")
    publications.mark(office.desk, [first], "publish", DAY)
    archiving.list_file(office.desk, [second], office.officer, DAY)
    with office.desk.reading() as reader:
        before = [mark_lists.visits(reader.projections, date(2030, 1, 1)), mark_lists.marked(reader.projections, "published"),
                  mark_lists.marked(reader.projections, "archive")]  # fmt: skip
    assert all(before)
    assert upkeep.verify(office.desk).findings == ()
    upkeep.rebuild(office.desk)
    with office.desk.reading() as reader:
        assert before == [mark_lists.visits(reader.projections, date(2030, 1, 1)), mark_lists.marked(reader.projections, "published"),
                          mark_lists.marked(reader.projections, "archive")]  # fmt: skip
    with office.desk.writing("keep") as uow:
        seq = next(e.seq for e in uow.events_of(f"matter:{first}") if isinstance(e.body, ev.Published))
    striking.strike(office.desk, first, seq, "ghi nhầm")
    assert publications.board(office.desk).shown == ()
