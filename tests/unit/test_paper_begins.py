"""What the fields of a paper begin with: the asset and its steps, receipts and shares, costs, exhibits, the papers of the file, complaints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.assets import sold, take, two_matters
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.documents.form import form_for, load_forms
from thads_desktop.documents.variables import Variable
from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    access,
    accounts,
    acts,
    books,
    costs,
    papers,
    parties,
    payouts,
    queries,
    store,
)
from thads_desktop.services.beginnings import table
from thads_desktop.services.beginnings.asked import Value
from thads_desktop.services.receipts import Official
from thads_desktop.services.store import ItemInput


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = two_matters(bench(tmp_path / "data", date(2020, 3, 2)))
    yield made
    made.desk.close()


def begun(office: Bench, form: str, matter: int = 0) -> dict[str, str]:
    # Some forms rest on the circular of 2023.
    day = max(office.clock.today(), date(2023, 10, 2))
    with office.desk.reading() as reader:
        return table.begins(office.desk, reader, office.matters[matter], form_for(form, day), day)


def test_a_cut_of_the_price_begins_with_the_asset_its_price_and_which_cut_it_is(office: Bench) -> None:
    asset = sold(office)
    take(office, asset, "sale_annulled", date(2020, 6, 10), why="unpaid")
    take(office, asset, "auction_contract", date(2020, 6, 15), why="org", org="Công ty đấu giá C")
    take(office, asset, "auction_failed", date(2020, 7, 10), why="nobody")
    found = begun(office, "price_cut")
    assert "biển số 15A-123.45" in found["asset"]
    assert "Nguyễn Văn An" in found["asset"]
    assert (found["cut_round"], found["old_price"], found["failed_day"]) == ("01", "300000000", "2020-07-10")
    assert found["auctioneer"] == "Công ty đấu giá C"
    assert "new_price" not in found
    take(office, asset, "price_cut", date(2020, 7, 20), amount=270_000_000, why="agreed")
    found = begun(office, "price_cut")
    assert (found["cut_round"], found["old_price"], found["new_price"], found["cut_percent"]) == ("01", "300000000", "270000000", "10 %")
    take(office, asset, "auction_contract", date(2020, 7, 21), why="org", org="Công ty đấu giá C")
    take(office, asset, "auction_failed", date(2020, 8, 10), why="nobody")
    take(office, asset, "price_cut", date(2020, 8, 20), amount=250_000_000, why="agreed")
    assert begun(office, "price_cut")["cut_percent"] == "20.000.000 đồng", "a share that is not exact is told as the sum"
    assert begun(office, "valuation_result")["valuer"] == "Công ty Thẩm định giá A"


def test_the_hand_over_begins_with_buyer_contract_and_days(office: Bench) -> None:
    asset = sold(office)
    take(office, asset, "buyer_paid", date(2020, 5, 20), amount=310_000_000, org="Hoàng Văn Khánh")
    found = begun(office, "asset_to_buyer")
    assert (found["sold_price"], found["paid_day"]) == ("310000000", "2020-05-20")
    assert begun(office, "asset_handover")["asset_lines"].startswith("Xe, biển số 15A-123.45")
    assert "asset" not in begun(office, "return_house"), "a car is no house"
    assert begun(office, "asset_to_buyer", matter=1) == {}, "the other matter has no asset"


def test_money_costs_and_shares(office: Bench) -> None:
    matter, day = office.matters[0], date(2020, 8, 3)
    acts.valid_notice(office.desk, matter, date(2020, 3, 2))
    acts.collect(office.desk, matter, day, 1, 20_000_000, official=Official(number="0001234"))
    costs.incur(office.desk, matter, day, "fuel", 1_500_000, voucher="PC01; a")
    slip = begun(office, "collected_slip")
    assert (slip["receipt_number"], slip["receipt_sum"], slip["receipt_day"]) == ("0001234", "20000000", "2020-08-03")
    shares = begun(office, "distribution")
    assert shares["held_sum"] == "20000000"
    assert "Công ty TNHH Ánh Dương" in shares["payout_lines"]
    assert shares["payout_lines"].count(";") == 4
    order = payouts.Order(day, (le.Payment(1, party_of(office, matter), 19_400_000, 600_000),))
    payouts.pay(office.desk, matter, order)
    paid = begun(office, "distribution")
    assert paid["payout_lines"] == "Khoản 1: Trả nợ gốc; Công ty TNHH Ánh Dương; 20.000.000; 600.000; 19.400.000"
    assert (paid["held_sum"], paid["payout_sum"], paid["fee_sum"]) == ("20000000", "19400000", "600000")
    assert begun(office, "cash_out")["paid_sum"] == "19400000"
    listed = begun(office, "cost_list")
    assert listed["cost_sum"] == "1500000"
    assert "PC01, a" in listed["cost_lines"], "what stands in a cell parts nothing"
    assert begun(office, "money_notice")["payee"] == "Công ty TNHH Ánh Dương"


def party_of(office: Bench, matter: str) -> str:
    with office.desk.reading() as reader:
        return fold(reader.events_of(f"matter:{matter}")).lines[1].line.creditors[0]


def test_exhibits_and_the_papers_of_the_file(office: Bench) -> None:
    matter = office.matters[0]
    knife = ItemInput("Dao gấp cán gỗ", "1", "con", date(2020, 8, 3), "05/LNK", fate="destroy", giver="Công an quận Lê Chân", state="gỉ sét")
    number = next(m.number_text for m in queries.matters(office.desk) if m.matter == matter)
    store.take_in(office.desk, replace(knife, matter=number))
    assert begun(office, "exhibit_handover")["item_lines"] == "Dao gấp cán gỗ; 1 con; gỉ sét; VC2020-00001"
    assert begun(office, "exhibit_handover")["giver"] == "Công an quận Lê Chân", "who brought it, no party"
    assert begun(office, "destruction")["asset"] == "Dao gấp cán gỗ, 1 con, gỉ sét"
    assert begun(office, "stock_card")["card_lines"].startswith("03/08/2020; 05/LNK; Dao gấp cán gỗ; 1; ; 1 con")
    filed = begun(office, "file_handover")
    assert filed["document_count"] == "02", "the judgment is a document of the file too"
    assert filed["document_lines"].startswith("Quyết định thi hành án chủ động; ")
    assert filed["handing"] == "Chấp hành viên Trần Thị Bình"
    assert begun(office, "registration_request")["enclosures"].split("\n")[0].startswith("Bản sao Bản án số 15/2019/DS-ST")


def complaint(office: Bench, level: str = "1") -> str:
    who = {"complainant": "Nguyễn Văn An", "against": "Ông Bình"}
    typed = {"received": "03/08/2020", "level": level, "object": "cuong_che", "content": "Cưỡng chế sai", **who}
    return books.open_entry(office.desk, "khieu_nai", typed, office.matters[0], "")


def values(office: Bench, entry: str) -> dict[str, object]:
    with office.desk.reading() as reader:
        return dict(books.held(reader, entry)["values"])


def test_a_paper_on_a_complaint_begins_with_it_answers_it_and_no_longer_once_void(office: Bench) -> None:
    office.on(date(2022, 3, 1))
    entry = complaint(office)
    found = begun(office, "complaint_accepted")
    assert (found["complainant"], found["complaint_text"], found["complaint_day"]) == ("Nguyễn Văn An", "Cưỡng chế sai", "2020-08-03")
    assert "complainant" not in begun(office, "complaint_second"), "it is the first complaint"
    texts = {**found, "accepted_day": "2022-03-01"}
    papers.issue_at_once(office.desk, papers.Draft("complaint_accepted", Effect("paper"), office.matters[0], texts), office.head)
    assert values(office, entry)["accepted"] == "2022-03-01"
    said = dict.fromkeys(("verified", "legal_basis", "conclusion", "keep_or_change"), "đúng pháp luật")
    paper, number = papers.issue_at_once(office.desk, papers.Draft("complaint_first", Effect("paper"), office.matters[0], {**found, **said}), office.head)
    assert (values(office, entry)["settled"], values(office, entry)["decision"]) == ("2022-03-01", number)
    papers.void(office.desk, paper, "in sai")
    assert "decision" not in values(office, entry)
    assert values(office, entry)["accepted"] == "2022-03-01"


def test_who_may_not_see_complaints_neither_begins_nor_makes_nor_reads_such_a_paper(office: Bench) -> None:
    office.on(date(2022, 3, 1))
    complaint(office)
    draft = papers.Draft("complaint_accepted", Effect("paper"), office.matters[0], {**begun(office, "complaint_accepted"), "accepted_day": "2022-03-01"})
    paper, _ = papers.issue_at_once(office.desk, draft, office.head)
    seat(office, "officer")
    assert "complainant" not in begun(office, "complaint_accepted")
    for read in (
        lambda: papers.stored(office.desk, paper), lambda: papers.preview_pdf(office.desk, draft, date(2022, 3, 1)),
        lambda: papers.save(office.desk, draft),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            read()
        assert refused.value.refusals[0].code == "rights.none"


def test_of_a_matter_with_a_child_nothing_is_filled_for_who_may_not_know(office: Bench) -> None:
    assert begun(office, "file_handover")
    with office.desk.writing("keep") as uow:
        father = parties.add(uow, parties.PartyInput("Trần Văn Cha", birth_year=1980))
        child = parties.add(uow, parties.PartyInput("Đinh Gia Bảo", birth_year=2015))
        uow.commit()
    judgment = office.judgment("18/2019/HNGD-ST")
    line = ev.Line(1, 5_000_000, (father,), (child,))
    opening = Opening("cd", "dan_su", judgment, (line,), "", judgment_day=date(2019, 9, 2), received=date(2019, 10, 1))
    draft = papers.Draft("enforcement_cd", Effect("enforcement", officer=office.officer, opening=opening), texts={"obligation_1": "Cấp dưỡng"})
    paper, _ = papers.issue_at_once(office.desk, draft, office.head)
    with office.desk.reading() as reader:
        office.matters.append(papers.load(reader, paper).matter)
    assert begun(office, "file_handover", matter=2)
    seat(office, "storekeeper")
    assert begun(office, "file_handover", matter=2) == {}


def seat(office: Bench, role: str) -> None:
    account = accounts.open_account(office.desk, office.second, "vai2", [role], "mật khẩu của vai")
    access.seat(office.desk, account)


@pytest.mark.parametrize(("kind", "columns", "value", "text"), [
    ("money", (), 5, "5"), ("text", (), 5, "5 đồng (Năm đồng)"), ("day", (), date(2020, 3, 2), "2020-03-02"),
    ("text", (), date(2020, 3, 2), "ngày 02 tháng 3 năm 2020"), ("long", (), "một", "một"),
    ("lines", ("A", "B"), [("a;b\nc", "d", "e"), ("f", "", "")], "a,b c; d\nf"), ("lines", (), [("a", "", "b")], "a, b"),
])  # fmt: skip
def test_a_value_is_typed_as_its_field_is(kind: str, columns: tuple[str, ...], value: Value, text: str) -> None:
    assert table.text_of(Variable("x", "X", "x", kind, "typed", columns=columns), value) == text


def test_every_name_of_the_table_is_a_field_of_some_form_that_asks_for_it() -> None:
    for row in table.TABLE:
        asked = {name for form in load_forms() if not row.measures or form.number < table.LATER for name in form.typed}
        assert row.names <= asked, (row.find.__name__, row.names - asked)
