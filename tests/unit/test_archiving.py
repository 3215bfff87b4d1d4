"""The way of a file to the archive, and decisions of review on entrusted matters, by the services alone."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.rounds import WHY, codes, ended, in_order, lacking, laid_away, listed
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    acts,
    archiving,
    case_file,
    file_print,
    inspection_lines,
    papers,
    people,
    projecting,
    publications,
    queries,
    register_view,
    reviews,
    striking,
    upkeep,
)
from thads_desktop.services.case_file import Put
from thads_desktop.services.people import BEGINNING
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
    listed(office, one)
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
    listed(office, going)


def test_steps_in_the_wrong_hands_or_order_are_refused_and_nothing_is_half_done(office: Bench) -> None:
    one, two = ended(office), ended(office, "16/2019/DS-ST", "Trần Thị Tám")
    listed(office, one)
    in_order(office, two)
    people.give_post(office.desk, office.officer, "examiner", BEGINNING)
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
    listed(office, second)
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


def refusals(act: Callable[[], object]) -> tuple[Refusal, ...]:
    with pytest.raises(Refused) as refused:
        act()
    assert codes(refused)
    return refused.value.refusals


def test_a_file_that_is_not_counted_and_numbered_is_not_listed(office: Bench) -> None:
    matter, desk = ended(office), office.desk
    case_file.put(desk, matter, Put("Công văn", DAY, 3, "1/CV", "Ngân hàng"))

    def found() -> Refusal:
        (one,) = refusals(lambda: archiving.list_file(desk, [matter], office.officer, DAY, reason=WHY))
        return one

    assert (found().code, found().facts["count"]) == ("archive.uncounted", "1")
    assert "chưa ai đếm số tờ" in archiving.of_matter(desk, matter).against
    judgment = next(r for r in case_file.shown(desk, matter).rows if r.kind == "judgment")
    case_file.count(desk, matter, judgment.key, 15)
    assert (found().code, found().facts["count"]) == ("archive.unnumbered", "4")
    assert "khoản 2 Điều 31 Thông tư 04/2023/TT-BTP" in say(found())
    case_file.number(desk, matter)
    assert archiving.of_matter(desk, matter).against == ""
    # What is missing in it wants the officer's reason, which is kept.
    (one,) = refusals(lambda: archiving.list_file(desk, [matter], office.officer, DAY))
    assert (one.code, one.facts["count"]) == ("archive.incomplete", "3")
    (one,) = refusals(lambda: archiving.list_file(desk, [matter], office.officer, DAY, 17, WHY))
    assert (one.code, one.facts["listed"]) == ("archive.other_sheets", "21")
    archiving.list_file(desk, [matter], office.officer, DAY, 21, WHY)
    told = next(i.detail for i in queries.matter(desk, matter).timeline if i.what == "Lập mục lục hồ sơ để lưu trữ")
    assert "21 tờ" in told
    assert "gửi Viện kiểm sát từng quyết định (2/2)" in told
    assert WHY in told
    # Added after that: it does not go on until it has its number.
    case_file.put(desk, matter, Put("Đến muộn", DAY, 2))
    in_order(office)
    (one,) = refusals(lambda: archiving.check(desk, [matter], office.second, DAY))
    assert one.code == "archive.unnumbered"


def test_a_file_that_was_changed_after_its_list_was_signed_is_listed_anew(office: Bench) -> None:
    matter, desk, day = ended(office), office.desk, office.clock.day
    listed(office, matter)
    office.on(date(2026, 7, 7))
    day = office.clock.day

    def added(title: str, sheets: int) -> str:
        key = case_file.put(desk, matter, Put(title, day, sheets))
        case_file.number(desk, matter)
        return key

    def again() -> None:
        archiving.send_back(desk, [matter], day, "hồ sơ đã bổ sung")
        archiving.list_file(desk, [matter], office.officer, day, reason=WHY)

    def stopped(act: Callable[[], object]) -> dict[str, str]:
        (one,) = refusals(act)
        assert one.code == "archive.changed"
        assert "lập lại mục lục" in say(one)
        return dict(one.facts)

    added("Công văn bổ sung", 7)
    facts = stopped(lambda: archiving.check(desk, [matter], office.second, day))
    assert (facts["since"], int(facts["now"]) - int(facts["then"])) == ("06/07/2026", 7)
    assert "đã thay đổi sau khi lập mục lục" in archiving.of_matter(desk, matter).against
    again()
    archiving.check(desk, [matter], office.second, day)
    gone = added("Công văn thứ hai", 9)
    stopped(lambda: archiving.approve(desk, [matter], office.head, day))
    again()
    archiving.check(desk, [matter], office.second, day)
    archiving.approve(desk, [matter], office.head, day)
    case_file.take(desk, matter, gone, "của hồ sơ khác")
    stopped(lambda: archiving.hand_over(desk, [matter], day, "Kho", "Vũ Thị Lưu"))
    again()
    # A title that was put right is another list too.
    key = next(r.key for r in case_file.shown(desk, matter).rows if r.title == "Công văn bổ sung")
    case_file.put(desk, matter, Put("Công văn đã sửa tên", day, 7), key)
    stopped(lambda: archiving.check(desk, [matter], office.second, day))
    archiving.send_back(desk, [matter], day, "sửa tên tài liệu")
    laid_away(office, [matter])
    (line,) = register_view.opened(desk, "TT04-21", 2026).lines
    assert line.cells["sheets"] == archiving.of_matter(desk, matter).filed.sheets == case_file.shown(desk, matter).sheets


def test_a_file_with_a_document_that_has_no_number_yet_is_given_back_all_the_same(office: Bench) -> None:
    matter, desk = ended(office), office.desk
    listed(office, matter)
    case_file.put(desk, matter, Put("Đến muộn", DAY, 2))
    archiving.send_back(desk, [matter], DAY, "còn tài liệu chưa đánh số")
    assert archiving.of_matter(desk, matter).filed.stage == ""


def test_the_minutes_tell_the_sheets_of_the_list_and_not_the_last_number(office: Bench) -> None:
    matter, desk = ended(office), office.desk
    gone = case_file.put(desk, matter, Put("Công văn nhầm", DAY, 4))
    judgment = next(r for r in case_file.shown(desk, matter).rows if r.kind == "judgment")
    case_file.count(desk, matter, judgment.key, 15)
    case_file.number(desk, matter)
    case_file.take(desk, matter, gone, "của hồ sơ khác")
    shown = case_file.shown(desk, matter)
    assert (shown.sheets, shown.last) == (18, 7)
    laid_away(office, [matter])
    assert archiving.of_matter(desk, matter).filed.sheets == 18
    said = " ".join(PdfReader(io.BytesIO(archiving.minutes_of(desk, matter))).pages[0].extract_text().split())
    assert " 18 " in said.partition("Số tờ")[2]
    assert any("18 tờ" in detail for _day, detail in file_print.cover(desk, matter).happened)


def test_the_examiner_holds_that_post_and_does_not_approve(office: Bench) -> None:
    matter, desk = ended(office), office.desk
    in_order(office, matter)
    archiving.list_file(desk, [matter], office.officer, DAY, reason=WHY)
    assert [r.code for r in refusals(lambda: archiving.check(desk, [matter], office.head, DAY))] == ["archive.not_examiner"]
    people.give_post(desk, office.head, "examiner", BEGINNING)
    archiving.check(desk, [matter], office.head, DAY)
    assert [r.code for r in refusals(lambda: archiving.approve(desk, [matter], office.head, DAY))] == ["archive.checked_by"]
    deputy = people.add_person(desk, "Đỗ Văn Phó", "deputy", BEGINNING)
    archiving.approve(desk, [matter], deputy, DAY)
    assert archiving.of_matter(desk, matter).filed.stage == "approved"


def test_a_file_leaves_the_archive_by_consent_and_comes_back_with_what_was_added(office: Bench) -> None:
    matter, desk = ended(office), office.desk
    laid_away(office, [matter])
    (one,) = refusals(lambda: case_file.put(desk, matter, Put("Bổ sung", DAY, 2)))
    assert (one.code, "rút hồ sơ" in say(one)) == ("file.archived", True)
    office.on(date(2026, 7, 8))
    day = office.clock.day

    def out(by: str = "", borrower: str = "Trần Thị Bình", reason: str = "bổ sung biên lai") -> object:
        return archiving.withdraw(desk, [matter], by or office.head, day, borrower, reason)

    for act, code in (
        (lambda: out(office.officer), "archive.not_head"), (lambda: out("nobody"), "archive.not_head"), (lambda: out(borrower=" "), "text.missing"),
        (lambda: out(reason=""), "text.missing"), (lambda: archiving.bring_back(desk, [matter], day, "Kho", "Vũ Thị Lưu"), "archive.step"),
        (lambda: archiving.withdraw(desk, [matter], office.head, DAY - timedelta(1), "A", "b"), "archive.before"),
    ):  # fmt: skip
        assert [r.code for r in refusals(act)] == [code]
    assert out() == 1
    assert archiving.of_matter(desk, matter).words == "hồ sơ đã rút khỏi lưu trữ, chưa trả lại ngày 08/07/2026"
    assert [f.stage for f in archiving.waiting(desk)[0]] == ["withdrawn"]
    assert [r.code for r in refusals(out)] == ["archive.step"]
    assert [r.code for r in refusals(lambda: archiving.send_back(desk, [matter], day, "x"))] == ["archive.step"]
    before = case_file.shown(desk, matter).sheets
    case_file.put(desk, matter, Put("Biên lai bổ sung", day, 2))
    assert [r.code for r in refusals(lambda: archiving.bring_back(desk, [matter], day, "Kho 1", "Vũ Thị Lưu"))] == ["archive.unnumbered"]
    case_file.number(desk, matter)
    assert archiving.bring_back(desk, [matter], day, "Kho 1", "Vũ Thị Lưu") == 1
    filed = archiving.of_matter(desk, matter).filed
    assert (filed.stage, filed.sheets, filed.loan) == ("archived", before + 2, "")
    assert archiving.waiting(desk) == ([], 0)
    assert [r.code for r in refusals(lambda: case_file.put(desk, matter, Put("Nữa", day)))] == ["file.archived"]
    told = {i.what: i.detail for i in queries.matter(desk, matter).timeline}
    assert told["Rút hồ sơ khỏi lưu trữ, Thủ trưởng đồng ý"] == "Trần Thị Bình, bổ sung biên lai, đồng ý: Phạm Quang Minh"
    assert told["Trả hồ sơ về lưu trữ"] == f"{before + 2} tờ, Kho 1"
    (line,) = register_view.opened(desk, "TT04-21", 2026).lines
    assert line.cells["loans"] == "rút 08/07/2026: Trần Thị Bình, bổ sung biên lai (đồng ý: Phạm Quang Minh); trả 08/07/2026"
    assert line.cells["sheets"] == before + 2
    # The cover bears who approved it as before.
    cover = file_print.cover(desk, matter)
    assert "Phạm Quang Minh" in repr(cover)
    assert "Kho 1" in repr(cover.fields)
    with desk.reading() as reader:
        assert "Rút hồ sơ khỏi lưu trữ" in repr(inspection_lines.acts(desk, list(range(1, reader.head()[0] + 1))))
    assert upkeep.verify(desk).findings == ()


def test_a_matter_opened_again_while_its_file_is_lent_out_goes_the_whole_way(office: Bench) -> None:
    matter, desk = ended(office), office.desk
    laid_away(office, [matter])
    archiving.withdraw(desk, [matter], office.head, DAY, "Trần Thị Bình", "xem lại")
    office.on(date(2026, 7, 8))
    ending = next(p.paper for p in queries.matter(desk, matter).papers if p.form == "termination")
    undone = papers.Draft("withdrawal", Effect("withdrawal", clause="b", target=ending), matter, {"reason": "sai nội dung", "consequence": "tiếp tục"})
    papers.issue_at_once(desk, undone, office.head)
    assert archiving.of_matter(desk, matter).filed.stage == ""
    assert [r.code for r in refusals(lambda: archiving.bring_back(desk, [matter], office.clock.day, "Kho", "Vũ Thị Lưu"))] == ["archive.open"]
    papers.issue_at_once(desk, papers.Draft("termination", Effect("termination", clause="4"), matter, {"reason": "rút yêu cầu"}), office.head)
    assert [r.code for r in refusals(lambda: archiving.bring_back(desk, [matter], office.clock.day, "Kho", "Vũ Thị Lưu"))] == ["archive.unnumbered"]
    laid_away(office, [matter])
    assert archiving.of_matter(desk, matter).filed.stage == "archived"


def test_of_a_matter_carried_in_the_officer_says_how_many_sheets_the_paper_has(office: Bench) -> None:
    desk, matter = office.desk, "old1"
    with desk.writing("keep") as uow:
        uow.write_row("matter", matter, {"number_text": "07/QĐ-CCTHADS"})
        body = ev.CarriedIn("cd", "dan_su", "", (ev.Line(1, 1_000_000),), date(2025, 10, 1), "b", 1, office.officer)
        uow.append(f"matter:{matter}", date(2020, 1, 6), body, "2008")
        uow.append(f"matter:{matter}", date(2026, 7, 1), ev.LineCompleted(1), "2025")
        projecting.matter(desk, uow, matter)
        uow.commit()
    assert archiving.of_matter(desk, matter).against == "", "its numbers stand on the paper"
    found = refusals(lambda: archiving.list_file(desk, [matter], office.officer, DAY, reason=WHY))
    assert [r.code for r in found] == ["archive.carried_sheets"]
    archiving.list_file(desk, [matter], office.officer, DAY, 115, WHY)
    assert archiving.of_matter(desk, matter).filed.sheets == 115
    people.give_post(desk, office.second, "examiner", BEGINNING)
    archiving.check(desk, [matter], office.second, DAY)
    archiving.approve(desk, [matter], office.head, DAY)
    archiving.hand_over(desk, [matter], DAY, "Kho", "Vũ Thị Lưu")
    archiving.withdraw(desk, [matter], office.head, DAY, "Trần Thị Bình", "bổ sung")
    case_file.put(desk, matter, Put("Biên lai", DAY, 3))
    archiving.bring_back(desk, [matter], DAY, "Kho", "Vũ Thị Lưu")
    assert archiving.of_matter(desk, matter).filed.sheets == 118
