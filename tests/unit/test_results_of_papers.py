"""What a confirmation and a notice of the end say is what the log says: state, sums, the day of the end; and who asked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.documents.form import form_for
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import acts, books, offers, papers, queries, six_heads, splitting
from thads_desktop.services.beginnings import table
from thads_desktop.services.parties import PartyInput
from thads_desktop.services.splitting import PartInput

OPENED, DAY = date(2020, 1, 6), date(2020, 4, 6)
DUE = 18_000_000_000


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", OPENED)
    made.decision(due=DUE, kind="yc")
    made.on(DAY)
    yield made
    made.desk.close()


def matter(office: Bench) -> str:
    return office.matters[0]


def debtor(office: Bench) -> str:
    (found,) = queries.matter(office.desk, matter(office)).debtors
    return found


def confirmation(office: Bench, party: str = "", **texts: str) -> papers.Draft:
    return papers.Draft("confirmation", Effect("confirmation", party=party), matter(office), texts)


def ending(office: Bench, **texts: str) -> papers.Draft:
    return papers.Draft("ending_notice", Effect("paper"), matter(office), texts)


def check(office: Bench, draft: papers.Draft) -> papers.Check:
    with office.desk.reading() as reader:
        return papers.check(office.desk, reader, draft, office.clock.day)


def codes(office: Bench, draft: papers.Draft) -> list[str]:
    found = check(office, draft).refusals
    assert all("hãy" in say(r).lower() for r in found)
    assert all(six_heads.table().known(r.code) for r in found)
    return [r.code for r in found]


def issued(office: Bench, draft: papers.Draft) -> str:
    paper, _ = papers.issue_at_once(office.desk, draft, office.head)
    with office.desk.reading() as reader:
        return " ".join("".join(p.extract_text() for p in PdfReader(io.BytesIO(papers.pdf(reader, paper))).pages).split())


# ------------------------------------------------------------------------------------------------------------------ confirmation


def test_a_confirmation_has_who_asked_and_goes_to_them(office: Bench) -> None:
    assert [n for n, _ in check(office, confirmation(office)).missing] == ["about_party"]
    assert "hoặc Người đề nghị xác nhận" in dict(check(office, confirmation(office)).missing)["about_party"]
    said = issued(office, confirmation(office, debtor(office)))
    assert "Xác nhận theo đề nghị của Nguyễn Văn An:" in said
    assert "Nơi nhận: - Nguyễn Văn An;" in said
    said = issued(office, confirmation(office, requester="bà Lê Thị Hoa"))
    assert "Xác nhận theo đề nghị của bà Lê Thị Hoa:" in said
    assert "Nơi nhận: - bà Lê Thị Hoa;" in said


def test_it_begins_with_who_asked_in_the_book(office: Bench) -> None:
    def begun() -> dict[str, str]:
        with office.desk.reading() as reader:
            return table.begins(office.desk, reader, matter(office), form_for("confirmation", DAY), DAY)

    assert "requester" not in begun()
    typed = {"requested": "06/04/2020", "requester": "bà Lê Thị Hoa", "content": "Kết quả thi hành án"}
    books.open_entry(office.desk, "xac_nhan", typed, matter(office), "")
    assert begun()["requester"] == "bà Lê Thị Hoa"
    issued(office, confirmation(office, **begun()))
    assert "requester" not in begun(), "it is answered"


@pytest.mark.parametrize(("collected", "said", "agrees"), [
    (0, "chưa thi hành được", True), (0, "đã thi hành xong toàn bộ", False), (0, "đã thi hành xong", False),
    (5_000_000, "đã thi hành xong một phần, phần còn lại đang thi hành", True), (5_000_000, "chưa thi hành được", False),
    (5_000_000, "đã thi hành xong toàn bộ", False), (5_000_000, "khoản cấp dưỡng đã thi hành xong", True),
    (DUE, "đã thi hành xong toàn bộ", True), (DUE, "đã thi hành xong một phần", False),
])  # fmt: skip
def test_words_that_say_otherwise_than_the_books_are_refused(office: Bench, collected: int, said: str, agrees: bool) -> None:
    if collected:
        acts.collect(office.desk, matter(office), DAY, 1, collected)
    draft = confirmation(office, debtor(office), result_text=said)
    assert codes(office, draft) == ([] if agrees else ["confirmation.otherwise"])


def test_the_result_is_read_from_the_books_and_the_duties_told_apart(office: Bench) -> None:
    judgment = queries.matter(office.desk, matter(office)).state.judgment
    for text, due in (("Trả nợ gốc", DUE), ("Trả tiền lãi", 500_000_000)):
        splitting.add(office.desk, judgment, PartInput("yc", text, due, *sides(office)))
    others = ((PartyInput("Bùi Văn Nam"),), (PartyInput("Lê Thị Mơ"),))
    splitting.add(office.desk, judgment, PartInput("yc", "Trả nợ vay riêng", 7_000_000, *others))
    acts.collect(office.desk, matter(office), DAY, 1, 11_500_000_000)
    said = issued(office, confirmation(office, debtor(office), result_text="còn đang thi hành"))
    by_judgment, by_decision = said.index("Nghĩa vụ theo Bản án số 15/2019/DS-ST"), said.index("Các khoản phải thi hành theo Quyết định thi hành án")
    assert by_judgment < said.index("Trả tiền lãi: 500.000.000 đồng") < by_decision
    assert said.index("Trả nợ gốc: 18.000.000.000 đồng", by_decision) > by_decision
    assert "Trả nợ vay riêng" not in said, "what is between others is nobody's business"
    assert "Kết quả thi hành án đến ngày ký giấy này: đã thi hành xong một phần." in said
    assert "Số tiền còn phải thi hành: 6.500.000.000 đồng" in said


def sides(office: Bench) -> tuple[tuple[PartyInput, ...], tuple[PartyInput, ...]]:
    line = next(iter(queries.matter(office.desk, matter(office)).state.lines.values())).line
    return (PartyInput("Nguyễn Văn An", known=line.debtors[0]),), (PartyInput("Công ty TNHH Ánh Dương", known=line.creditors[0]),)


def test_a_period_tells_what_was_done_in_it(office: Bench) -> None:
    for day, amount in ((date(2020, 2, 3), 3_000_000), (date(2020, 3, 31), 4_000_000), (date(2020, 4, 1), 5_000_000)):
        acts.collect(office.desk, matter(office), day, 1, amount)
    draft = confirmation(office, debtor(office), period_from="2020-03-01", period_to="2020-03-31")
    assert codes(office, draft) == []
    assert "số tiền đã thi hành trong kỳ: 4.000.000 đồng (Bốn triệu đồng)" in issued(office, draft)
    for first, last in (("2020-03-31", "2020-03-01"), ("2020-03-01", "2020-12-31")):
        assert codes(office, confirmation(office, debtor(office), period_from=first, period_to=last)) == ["confirmation.period"]
    assert [n for n, _ in check(office, confirmation(office, debtor(office), period_from="2020-03-01")).missing] == ["period_to"]


# -------------------------------------------------------------------------------------------------------------- notice of the end


def test_what_goes_on_has_not_ended(office: Bench) -> None:
    draft = ending(office, end_ground="đương sự đã thực hiện xong nghĩa vụ của mình")
    assert codes(office, draft) == ["ending.not_ended"]
    assert check(office, draft).missing == (), "one gap, one sentence"
    assert "18.000.000.000 đồng" in say(check(office, draft).refusals[0])
    with pytest.raises(Refused):
        papers.issue_at_once(office.desk, draft, office.head)
    view = queries.matter(office.desk, matter(office))
    with office.desk.reading() as reader:
        offer = offers.of_form(office.desk, reader, view.state, form_for("ending_notice", DAY), DAY, matter(office), [])
    assert "chưa kết thúc" in offer.why


def test_the_notice_says_how_and_when_the_matter_ended(office: Bench) -> None:
    acts.collect(office.desk, matter(office), date(2020, 3, 2), 1, DUE)
    acts.complete(office.desk, matter(office), date(2020, 3, 5))
    assert "kết thúc ngày 05 tháng 3 năm 2020" in issued(office, ending(office, ended_day="2019-01-01"))
    with office.desk.reading() as reader:
        found = papers.check(office.desk, reader, ending(office), date(2020, 3, 4)).refusals
    assert [r.code for r in found] == ["ending.before"]


def test_a_termination_is_named_as_what_ended_it(office: Bench) -> None:
    draft = papers.Draft("termination", Effect("termination", "c"), matter(office), {"reason": "người được thi hành án từ bỏ quyền"})
    papers.issue_at_once(office.desk, draft, office.head)
    said = issued(office, ending(office))
    assert "Lý do, căn cứ kết thúc: đã đình chỉ thi hành án theo Quyết định đình chỉ thi hành án số 01/QĐ-CCTHADS" in said
    said = issued(office, confirmation(office, debtor(office)))
    assert "khoản 1 đã đình chỉ thi hành án" in said
