"""Reports on credit institutions, on the State budget, on coordination and guidance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.exchange import direction as box
from thads_desktop.services import (
    acts,
    books,
    credit_names,
    direction_items,
    inspection_files,
    opening,
    papers,
    parties,
    special_reports,
    upkeep,
)

DAY = date(2019, 10, 7)
TEXTS = {"reason": "căn cứ", "evidence": "biên bản", "consequence": "không"}


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    judgment = made.judgment("31/2019/KDTM-ST")
    owed = (
        opening.Obligation("Trả nợ gốc", 70_000_000, (0,), (0,)), opening.Obligation("Bồi thường", 5_000_000, (0,), (1,)),
        opening.Obligation("Án phí sơ thẩm", 2_000_000, (0,), (2,)),
    )  # fmt: skip
    creditors = (parties.PartyInput("Ngân hàng TMCP Bình An", "org"), parties.PartyInput("Lê Thị Mơ"), parties.PartyInput(parties.STATE_NAME, "state"))
    given = opening.OpeningInput(judgment, "cd", "", (parties.PartyInput("Công ty Sao Mai", "org"),), creditors, owed, made.officer)
    paper, _number = opening.issue(made.desk, given, made.head, DAY)
    with made.desk.reading() as reader:
        made.matters.append(papers.load(reader, paper).matter)
    yield made
    made.desk.close()


def test_credit_counts_only_the_banks_own_obligations(office: Bench) -> None:
    made = special_reports.make(office.desk, "credit")
    (row,) = made.rows
    assert (row.opens, row.cells[3]) == (f"matter:{office.matters[1]}", "Ngân hàng TMCP Bình An")
    assert row.sums.every == (70_000_000, 0, 0, 0, 70_000_000)
    acts.collect(office.desk, office.matters[1], DAY, 1, 20_000_000)
    made = special_reports.make(office.desk, "credit")
    assert made.groups == [(made.rows[0].group, 1, special_reports.Sums(20_000_000, 0, 0, 50_000_000))]
    assert "50.000.000" in made.said
    assert inspection_files.pdf(special_reports.listing(office.desk, made)).startswith(b"%PDF")


def test_the_budget_has_what_is_the_states(office: Bench) -> None:
    (row,) = special_reports.make(office.desk, "budget").rows
    assert (row.sums.due, row.cells[3]) == (2_000_000, "Án phí sơ thẩm")


@pytest.mark.parametrize(
    ("name", "yes"),
    [("Ngân hàng Nông nghiệp", True), ("NGÂN HÀNG TMCP X", True), ("Quỹ tín dụng nhân dân xã Y", True), ("Công ty Ánh Dương", False),
     ("Chi nhánh Ngân hàng thương mại cổ phần Z", True), ("Công ty in Ngân Hàng Giấy", False),
     ("Công ty TNHH Một thành viên Quản lý tài sản của các Tổ chức tín dụng Việt Nam", True),
     ("Công ty Quản lý tài sản của các tổ chức tín dụng Việt Nam", True), ("Agribank chi nhánh Lê Chân", True), ("Chi nhánh Agribank Hải Phòng", True),
     ("Chi nhánh Ngân hàng Nông nghiệp và Phát triển nông thôn", True), ("Phòng giao dịch Ngân hàng Chính sách xã hội huyện An Dương", True),
     ("Chi nhánh Hải Phòng - Ngân hàng TMCP Á Châu", True), ("NHTMCP Á Châu", True), ("NH TMCP Sài Gòn", True), ("NH. TMCP Sài Gòn", True),
     ("Công ty TNHH MTV Cho thuê tài chính Ngân hàng Công thương", True), ("Công ty cho thuê tài chính TNHH MTV Quốc tế", True),
     ("Công ty Tài chính TNHH HD SAISON", True), ("Công ty cổ phần Tư vấn tài chính An Bình", False), ("Công ty TNHH Ngân Hàng Giấy", False),
     ("Ngân hàng Nhà nước Việt Nam chi nhánh Hải Phòng", False), ("Chi nhánh Ngân hàng Nhà nước thành phố Hải Phòng", False),
     ("Công ty Luật Ngân hàng thương mại", False), ("Trường Đại học Ngân hàng", False), ("Công ty cổ phần Bảo hiểm Agribank", False), ("", False),
     ("Chi nhánh", False), ("Chi nhánh Công ty Luật Ngân hàng thương mại", False), ("Chi nhánh Hải Phòng Ngân hàng Nhà nước", False)],
)  # fmt: skip
def test_a_credit_institution_is_known_by_its_name(name: str, *, yes: bool) -> None:
    assert credit_names.is_credit(name) == yes


def test_the_office_puts_names_in_and_leaves_names_out(office: Bench) -> None:
    desk = office.desk
    credit_names.set_own(desk, "Công ty Mua bán nợ Á Châu\nNgân hàng TMCP A", "bình an; Ngân hàng mẫu")
    with desk.reading() as reader:
        own = credit_names.own(desk, reader)
    assert own.leave == ("bình an", "Ngân hàng mẫu")
    assert credit_names.is_credit("CÔNG TY TNHH - CÔNG TY MUA BÁN NỢ Á CHÂU", own)
    assert not credit_names.is_credit("Ngân hàng TMCP Bình An", own)
    assert credit_names.is_credit("Ngân hàng TMCP Bình Anh", own), "whole words only"
    assert special_reports.make(desk, "credit").rows == ()
    with desk.reading() as reader:
        before = reader.head()
    credit_names.set_own(desk, "\n".join(own.add), "\n".join(own.leave))
    with desk.reading() as reader:
        assert reader.head() == before, "nothing changed"
    many = "\n".join(f"ngân hàng {n}" for n in range(201))
    for add, leave, code in (("ACB", "acb", "credit.both"), ("x", "", "credit.short"), (many, "", "credit.many")):
        with pytest.raises(Refused) as refused:
            credit_names.set_own(desk, add, leave)
        assert refused.value.refusals[0].code == code
        assert say(refused.value.refusals[0]).endswith(".")
    credit_names.set_own(desk, "", "")
    assert len(special_reports.make(desk, "credit").rows) == 1
    assert upkeep.verify(desk).findings == ()


def adds_up(made: special_reports.Report) -> None:
    for r in made.rows:
        due, done, ended, away, rest = r.sums.every
        assert due == done + ended + away + rest
        assert r.cells[5:10] == r.sums.every


def budget(office: Bench, start: date | None = None, end: date | None = None) -> dict[str, tuple[int, ...]]:
    made = special_reports.make(office.desk, "budget", start=start, end=end)
    adds_up(made)
    return {r.opens.partition(":")[2]: r.sums.every for r in made.rows}


def test_what_was_terminated_and_paid_adds_up_in_each_period(office: Bench) -> None:
    desk, matter = office.desk, office.matters[1]
    office.on(date(2019, 11, 5))
    acts.collect(desk, matter, date(2019, 11, 5), 3, 500_000)
    office.on(date(2019, 12, 10))
    papers.issue_at_once(desk, papers.Draft("termination", Effect("termination", "c", lines=(3,)), matter, TEXTS), office.head)
    office.on(date(2020, 1, 6))
    assert budget(office) == {matter: (2_000_000, 500_000, 1_500_000, 0, 0)}
    assert budget(office, date(2019, 10, 1), date(2019, 11, 30)) == {matter: (2_000_000, 500_000, 0, 0, 1_500_000)}
    assert budget(office, date(2019, 12, 1), date(2019, 12, 31)) == {matter: (1_500_000, 0, 1_500_000, 0, 0)}
    assert budget(office, date(2020, 1, 1)) == {}
    assert budget(office, end=date(2019, 10, 1)) == {}


def test_a_decision_that_was_withdrawn_is_not_to_be_enforced(office: Bench) -> None:
    desk, matter = office.desk, office.matters[1]
    office.on(date(2019, 11, 5))
    with desk.reading() as reader:
        target = fold(reader.events_of(f"matter:{matter}")).opening_paper
    papers.issue_at_once(desk, papers.Draft("withdrawal", Effect("withdrawal", "a", target=target), matter, TEXTS), office.head)
    assert budget(office) == {}
    assert special_reports.make(desk, "credit").rows == ()
    assert budget(office, end=date(2019, 10, 31)) == {matter: (2_000_000, 0, 0, 0, 2_000_000)}


def test_days_in_the_wrong_order_are_said(office: Bench) -> None:
    for start, end in ((date(2019, 10, 8), None), (date(2019, 10, 3), date(2019, 10, 2)), (None, date(2019, 10, 8))):
        with pytest.raises(Refused) as refused:
            special_reports.make(office.desk, "budget", start=start, end=end)
        assert refused.value.refusals[0].code == "report.order"
        assert say(refused.value.refusals[0]).endswith(".")


def test_a_letter_watched_no_longer_without_an_answer_was_not_answered(office: Bench) -> None:
    desk = office.desk
    assert special_reports.make(desk, "coordination").said == "Không có văn bản nào."
    letter = {"sent": "07/10/2019", "kind": "toa_an", "recipient": "Tòa án quận", "content": "Đề nghị"}
    entries = [books.open_entry(desk, "phoi_hop", letter) for _n in range(2)]
    answered = books.open_entry(desk, "phoi_hop", letter | {"answered": "07/10/2019", "due": "20/10/2019"})
    books.close_entry(desk, entries[0], "done", "Không có trả lời, thôi theo dõi")
    books.close_entry(desk, answered, "done", "Xong")
    made = special_reports.make(desk, "coordination")
    groups = {r.opens.partition(":")[2]: r.group for r in made.rows}
    assert groups == {entries[0]: special_reports.UNANSWERED, entries[1]: special_reports.WAITING, answered: special_reports.ANSWERED}
    with desk.reading() as reader:
        part = box.read_progress(direction_items.part_of(desk, reader, "a" * 32), "a" * 32, "Chi cục", f"{DAY}")
    assert part is not None
    assert [(x.waiting, x.late, x.answered) for x in part.letters] == [(1, 0, 1)]


def test_letters_of_a_period_are_those_sent_in_it_and_those_that_wait(office: Bench) -> None:
    office.on(date(2019, 12, 2))
    old = {"sent": "07/10/2019", "kind": "toa_an", "content": "Đề nghị"}
    books.open_entry(office.desk, "phoi_hop", old | {"recipient": "A"})
    books.open_entry(office.desk, "phoi_hop", old | {"recipient": "B", "answered": "10/10/2019"})
    books.open_entry(office.desk, "phoi_hop", old | {"recipient": "C", "sent": "02/12/2019"})
    made = special_reports.make(office.desk, "coordination", start=date(2019, 11, 1))
    assert {r.cells[3] for r in made.rows} == {"A", "C"}
    made = special_reports.make(office.desk, "coordination", end=date(2019, 11, 30))
    assert {r.cells[3] for r in made.rows} == {"A", "B"}


def test_letters_by_their_state(office: Bench) -> None:
    for recipient, due in (("Công an quận", date(2019, 10, 20)), ("Tòa án quận", date(2019, 12, 1))):
        typed = {"sent": "07/10/2019", "kind": "toa_an", "recipient": recipient, "content": "Đề nghị", "due": f"{due:%d/%m/%Y}"}
        books.open_entry(office.desk, "phoi_hop", typed)
    office.on(date(2019, 11, 1))
    made = special_reports.make(office.desk, "coordination")
    assert [(r.cells[3], r.group) for r in made.rows] == [("Công an quận", "Quá hạn chưa trả lời"), ("Tòa án quận", "Chờ trả lời")]
    assert made.said == "2 văn bản: chờ trả lời 1; quá hạn chưa trả lời 1."
    assert inspection_files.pdf(special_reports.listing(office.desk, made)).startswith(b"%PDF")


def test_an_unknown_report_is_said(office: Bench) -> None:
    with pytest.raises(Refused) as refused:
        special_reports.make(office.desk, "x")
    assert refused.value.refusals[0].code == "report.unknown"
