"""Data sets out: assets, what they were valued at, how they were sold; who sees what, as of which day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.assets import card, seized, sold, take, two_matters
from tests.datasets import empty_like, states
from tests.office import Bench, bench, on_its_form
from tests.retold import founded
from tests.unit.test_data_export import out, rows
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import acts, asset_cards, asset_steps, data_export, data_import, masking, papers, parties
from thads_desktop.services.asset_cards import CardInput, LinkInput
from thads_desktop.services.data_export import Wanted
from thads_desktop.services.parties import PartyInput

SETS = ("assets", "valuations", "auctions")
#: What begins a formula in a spreadsheet.
EVIL = '=HYPERLINK("http://x","y")'


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = two_matters(bench(tmp_path / "data", date(2020, 3, 2)))
    yield made
    made.desk.close()


def handed(office: Bench) -> str:
    """Failed once, cut, sold, paid, handed over."""
    asset = seized(office)
    take(office, asset, "valuation_contract", date(2020, 3, 12), org="Công ty Thẩm định giá A", number="15/HĐ")
    take(office, asset, "valuation_received", date(2020, 3, 20), amount=300_000_000, number="88/CT")
    take(office, asset, "valuation_told", date(2020, 3, 20))
    take(office, asset, "auction_contract", date(2020, 4, 1), why="org", org="Công ty đấu giá B")
    take(office, asset, "auction_day", date(2020, 4, 2), on=date(2020, 4, 29))
    take(office, asset, "auction_failed", date(2020, 4, 29), why="nobody")
    take(office, asset, "price_cut", date(2020, 5, 20), amount=280_000_000, why="officer", confirmed=True)
    take(office, asset, "auction_day", date(2020, 5, 21), on=date(2020, 6, 15))
    take(office, asset, "auction_held", date(2020, 6, 15), amount=285_000_000, org="Người mua hư cấu")
    take(office, asset, "buyer_paid", date(2020, 6, 30), amount=285_000_000)
    take(office, asset, "asset_handed_over", date(2020, 7, 6))
    return asset


def test_an_asset_leaves_with_its_matter_its_price_and_whose_number_it_is(office: Bench, tmp_path: Path) -> None:
    asset = handed(office)
    asset_cards.link(office.desk, asset, LinkInput(office.matters[1], "pledged", (1,)))
    said = out(office, tmp_path)
    (row,) = rows(said, "assets")
    matter = next(m for m in rows(said, "matters") if m["id"] == office.matters[0])
    assert (row["id"], row["matter"], row["matter_number"]) == (asset, office.matters[0], matter["number"])
    assert (row["more_matters"], row["how"], row["seized"]) == ([office.matters[1]], "found", "2020-03-09")
    assert row["number_source"] == "program", "of the matter's number: no decision of seizure is known"
    assert (row["stage"], row["start"], row["price"], row["sold"]) == ("handed", 300_000_000, 280_000_000, 285_000_000)
    assert (row["cuts"], row["rounds"], row["sale"], row["handed"]) == (1, 2, "auction", "2020-07-06")
    assert "Biển số: 15A-123.45" in row["facts"]
    assert row["owner_names"] == "Nguyễn Văn An"
    assert set(row["owners"]) <= {p["id"] for p in rows(said, "parties")}


def test_every_step_of_value_and_sale_is_a_row(office: Bench, tmp_path: Path) -> None:
    asset = handed(office)
    said = out(office, tmp_path)
    values, sales = rows(said, "valuations"), rows(said, "auctions")
    assert [(r["step"], r["day"], r.get("amount"), r.get("number")) for r in values] == [
        ("valuation_contract", "2020-03-12", None, "15/HĐ"), ("valuation_received", "2020-03-20", 300_000_000, "88/CT"),
        ("valuation_told", "2020-03-20", None, None),
    ]  # fmt: skip
    assert values[0]["org"] == "Công ty Thẩm định giá A"
    assert [(r["step"], r.get("round"), r.get("start"), r.get("amount")) for r in sales] == [
        ("auction_contract", None, None, None), ("auction_day", 1, 300_000_000, None), ("auction_failed", 1, 300_000_000, None),
        ("price_cut", None, 300_000_000, 280_000_000), ("auction_day", 2, 280_000_000, None), ("auction_held", 2, 280_000_000, 285_000_000),
        ("buyer_paid", None, None, 285_000_000), ("asset_handed_over", None, None, None),
    ]  # fmt: skip
    assert (sales[1]["on"], sales[2]["why"], sales[3]["cut"]) == ("2020-04-29", "Không có người tham gia, trả giá", 1)
    assert [bool(r.get("decided")) for r in sales].index(True) == 3, "what the head decided on"
    for row in (*values, *sales):
        assert (row["asset"], row["matter"], row["number_source"]) == (asset, office.matters[0], "official")
        assert row["matter_number"]
        assert row["id_source"] == "program"
    assert len({r["id"] for r in (*values, *sales)}) == len(values) + len(sales)


def test_a_span_takes_the_steps_of_its_days_and_assets_as_of_its_end(office: Bench, tmp_path: Path) -> None:
    """The card was written in September; what was recorded of days before it leaves as of those days all the same."""
    asset = sold(office)
    said = out(office, tmp_path, Wanted(SETS, date(2020, 3, 15), date(2020, 3, 31)))
    assert [r["step"] for r in rows(said, "valuations")] == ["valuation_received", "valuation_told"]
    assert rows(said, "auctions") == []
    (row,) = rows(said, "assets")
    assert (row["id"], row["stage"], row["price"], row["owner_names"]) == (asset, "valued", 300_000_000, "Nguyễn Văn An")
    assert "sold" not in row
    before = out(office, tmp_path, Wanted(SETS, None, date(2020, 3, 1)))
    assert [rows(before, key) for key in SETS] == [[], [], []]


def test_what_was_struck_does_not_leave(office: Bench, tmp_path: Path) -> None:
    asset = sold(office)
    with office.desk.reading() as reader:
        last = reader.events_of(f"asset:{asset}")[-1].seq
    asset_steps.strike(office.desk, asset, last, "ghi nhầm")
    said = out(office, tmp_path, Wanted(SETS))
    assert [r["step"] for r in rows(said, "auctions")] == ["auction_contract"]
    assert rows(said, "assets")[0]["stage"] == "auction"


def test_a_card_without_a_matter_and_a_step_against_the_rules_leave(office: Bench, tmp_path: Path) -> None:
    free = asset_cards.note(office.desk, CardInput("other", {"what": EVIL}))
    asset = seized(office, 1)
    take(office, asset, "auction_contract", date(2020, 3, 20), why="own", elsewhere=True)
    said = out(office, tmp_path, Wanted(SETS))
    by = {r["id"]: r for r in rows(said, "assets")}
    assert (by[free]["stage"], by[free].get("matter"), by[free].get("number_source")) == ("card", None, None)
    assert by[asset]["matter"] == office.matters[1]
    assert rows(said, "auctions")[0]["breaches"]
    assert "{" not in rows(said, "auctions")[0]["breaches"]
    book = out(office, tmp_path, Wanted(SETS), "ra.xlsx")
    cells = [c for sheet in book.worksheets for line in sheet.iter_rows() for c in line]
    assert {c.data_type for c in cells} <= {"s", "n", "d", "inlineStr"}
    assert any(EVIL in str(c.value) for c in cells)


def test_numbers_and_minors_are_masked_as_on_the_page(office: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with office.desk.writing("keep") as uow:
        child = parties.add(uow, PartyInput("Phạm Bé Na", birth_year=2010))
        uow.commit()
    account = {"account": "0031000123456", "bank": "Ngân hàng của Phạm Bé Na"}
    given = CardInput("account", account, "", (PartyInput("Phạm Bé Na", known=child),), note="Của Phạm Bé Na, CCCD 031210000001")
    asset = asset_cards.note(office.desk, given, LinkInput(office.matters[0]))
    take(office, asset, "asset_seized", date(2020, 3, 9), matter=office.matters[0])
    take(office, asset, "valuation_contract", date(2020, 3, 12), org="Bà ngoại của Phạm Bé Na", note="Phạm Bé Na đồng ý")
    plain = json.dumps(out(office, tmp_path, Wanted(SETS)), ensure_ascii=False)
    assert "Số tài khoản: 0031000123456" in plain
    assert "Bà ngoại của Phạm Bé Na" in plain
    monkeypatch.setattr(masking, "hides", lambda _desk: True)
    said = out(office, tmp_path, Wanted(SETS))
    hidden = json.dumps(said, ensure_ascii=False)
    for secret in ("0031000123456", "Bé Na", "031210000001"):
        assert secret not in hidden
    assert any("•" in fact for fact in rows(said, "assets")[0]["facts"])
    assert all(c["masked"] for c in said["datasets"])


def test_the_decision_of_seizure_is_named_with_its_number(office: Bench, tmp_path: Path) -> None:
    matter = office.matters[0]
    acts.valid_notice(office.desk, matter, date(2020, 3, 2))
    office.verified(matter, date(2020, 6, 1), "means")
    office.on(date(2020, 8, 3))
    texts = {"reason": "có tài sản", "consequence": "", "asset": "xe ô tô", "evidence": "biên bản"}
    paper = papers.issue_at_once(office.desk, on_its_form(office, matter, Effect("coercion", measure="seize"), **texts), office.officer)[0]
    seized(office, 0, date(2020, 8, 3))
    said = out(office, tmp_path)
    (row,) = rows(said, "assets")
    decision = next(d for d in rows(said, "decisions") if d["id"] == paper)
    assert (row["paper"], row["number"], row["number_source"]) == (paper, decision["number"], "program")


def test_a_file_with_assets_comes_in_without_them_and_says_why(office: Bench, tmp_path: Path) -> None:
    handed(office)
    card(office, 1, apart="Xe khác trùng biển số")
    for name in ("ra.json", "ra.xlsx"):
        out(office, tmp_path, name=name)
        target = empty_like(office.desk, tmp_path / name.replace(".", "-"))
        try:
            done = data_import.take(target, tmp_path / name)
            assert done.count("differs", "problem") == 0, done.text()
            assert done.counts["assets"] == {"skipped": 2}
            told = {x.dataset.key: x.says for x in done.lines if x.outcome == "skipped"}
            assert set(SETS) <= set(told)
            assert all("trang Tài sản" in told[key] for key in SETS)
            assert states(target) == states(office.desk)
            assert not data_import.take(target, tmp_path / name).written
            with target.reading() as reader:
                assert reader.subjects("asset") == []
        finally:
            target.close()


def test_a_file_of_assets_alone_is_refused_with_the_reason(office: Bench, tmp_path: Path) -> None:
    handed(office)
    out(office, tmp_path, Wanted(("assets",)))
    with pytest.raises(Refused) as refused:
        data_import.take(office.desk, tmp_path / "ra.json")
    assert [r.code for r in refused.value.refusals] == ["data.comes_not_in"]
    assert "chưa kê biên" in say(refused.value.refusals[0])


def test_the_book_has_words_for_every_code(office: Bench, tmp_path: Path) -> None:
    handed(office)
    data_export.write(office.desk, tmp_path / "ra.xlsx", Wanted(SETS), "a", "b")
    book = openpyxl.load_workbook(tmp_path / "ra.xlsx")
    shown = _first(book["Tài sản"])
    assert (shown["Hiện trạng"], shown["Loại tài sản"], shown["Bán, giao theo cách"]) == (
        "Đã giao, chờ chi trả", "Xe, phương tiện có đăng ký", "Bán đấu giá",
    )  # fmt: skip
    assert shown["Ngày kê biên"].date() == date(2020, 3, 9)
    assert _first(book["Định giá"])["Bước"].startswith("Ký hợp đồng")
    assert _first(book["Đấu giá"])["Nguồn số"] == "số chính thức"


def _first(sheet: Any) -> dict[str, Any]:
    return dict(zip([c.value for c in sheet[3]], [c.value for c in sheet[4]], strict=False))
