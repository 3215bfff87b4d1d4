"""Cards and steps of assets by the services: known again, refused, recorded elsewhere, struck, masked, printed, shared out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.office import Bench, bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    access,
    accounts,
    acts,
    asset_cards,
    asset_files,
    asset_proceeds,
    asset_queries,
    asset_steps,
    inspection_files,
    journal,
    masking,
    matter_claims,
    money_order,
    next_steps,
    parties,
    personal_data,
    queries,
    second,
    upkeep,
    why,
)
from thads_desktop.services.asset_cards import CardInput, LinkInput
from thads_desktop.services.asset_steps import StepInput
from thads_desktop.services.parties import PartyInput
from thads_desktop.storage.beside import built_beside, differences

PLATE = {"plate": "15A-123.45", "make": "Xe ô tô Kia, trắng"}
TODAY = date(2020, 9, 1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 3, 2))
    made.decision(day=date(2020, 3, 2), due=500_000_000)
    made.decision(day=date(2020, 3, 2), due=20_000_000, number="16/2019/DS-ST")
    made.on(TODAY)
    yield made
    made.desk.close()


def card(office: Bench, matter: int = 0, **further: object) -> str:
    given = CardInput("vehicle", PLATE, "", (PartyInput("Nguyễn Văn An"),), **further)  # type: ignore[arg-type]  # fields of the case
    return asset_cards.note(office.desk, given, LinkInput(office.matters[matter]))


def take(office: Bench, asset: str, step: str, day: date, **further: object) -> int:
    return asset_steps.take(office.desk, asset, StepInput(step, day, **further))  # type: ignore[arg-type]  # fields of the case


def seized(office: Bench, matter: int = 0, day: date = date(2020, 3, 9)) -> str:
    asset = card(office, matter)
    take(office, asset, "asset_seized", day, matter=office.matters[matter])
    return asset


def sold(office: Bench) -> str:
    asset = seized(office)
    take(office, asset, "valuation_contract", date(2020, 3, 12), org="Công ty Thẩm định giá A")
    take(office, asset, "valuation_received", date(2020, 3, 20), amount=300_000_000)
    take(office, asset, "valuation_told", date(2020, 3, 20))
    take(office, asset, "auction_contract", date(2020, 4, 1), why="org", org="Công ty đấu giá B")
    take(office, asset, "auction_held", date(2020, 4, 29), amount=310_000_000)
    return asset


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [r.code for r in refused.value.refusals]


def sound(office: Bench) -> None:
    """The lists are what the log makes of them."""
    with built_beside(office.desk.folder / "thads.db", office.clock) as uow:
        from thads_desktop.services import projecting

        projecting.everything(office.desk, uow)
        assert differences(uow.connection) == []


def test_the_same_asset_is_known_again_by_its_mark(office: Bench) -> None:
    asset = card(office)
    again = CardInput("vehicle", {"plate": "15a 12345", "make": "Kia"})
    (found,) = asset_cards.same(office.desk, again)
    assert found[0] == asset
    assert "15A-123.45" in found[1]
    with pytest.raises(Refused) as refused:
        asset_cards.note(office.desk, again)
    assert codes(refused) == ["asset.known"]
    assert "15A-123.45" in say(refused.value.refusals[0])
    other = asset_cards.note(office.desk, CardInput("vehicle", again.values, apart="Biển số bị làm giả, xe khác số khung"))
    assert {k for k, _ in asset_cards.same(office.desk, again)} == {asset, other}
    sound(office)


def test_a_plot_is_the_same_under_the_old_and_the_new_name_of_its_commune(office: Bench) -> None:
    from thads_desktop.law.units import load_units

    old = next(c for c in load_units().communes.values() if c.until is not None and c.until < TODAY)
    asset = asset_cards.note(office.desk, CardInput("land", {"parcel": "12", "sheet": "3"}, old.code))
    now = load_units().current(old.code, TODAY)
    assert asset_cards.same(office.desk, CardInput("land", {"parcel": "12", "sheet": "03"[1:]}, now))[0][0] == asset
    assert "trước" in dict(asset_queries.view(office.desk, asset).facts)["Nơi có tài sản"]
    assert not asset_cards.same(office.desk, CardInput("land", {"parcel": "12", "sheet": "3"}, ""))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (CardInput("boat", {}), ["asset.bad_kind"]),
        (CardInput("vehicle", {}), ["text.missing"]),
        (CardInput("vehicle", {"plate": "<b>", "make": "x"}), ["asset.bad_form"]),
        (CardInput("vehicle", {"make": "x", "wings": "2"}), ["asset.unknown_field"]),
        (CardInput("land", {"parcel": "1' OR 1=1", "sheet": ""}), ["asset.bad_form", "text.missing"]),
        (CardInput("other", {"what": "x" * 400}), ["text.too_long"]),
        (CardInput("other", {"what": "x"}, "nơi không có"), ["asset.bad_commune"]),
        (CardInput("other", {"what": "x"}, "", (PartyInput("An", known="nobody"),)), ["entry.no_party"]),
        (CardInput("other", {"what": "x"}, "", (), tuple(PartyInput(f"Người {n}") for n in range(13))), ["asset.many_owners"]),
    ],
)
def test_what_is_wrong_with_a_card_is_said_whole_and_nothing_is_written(office: Bench, given: CardInput, wanted: list[str]) -> None:
    with office.desk.reading() as reader:
        before = reader.head()
    with pytest.raises(Refused) as refused:
        asset_cards.note(office.desk, given)
    assert codes(refused) == wanted
    assert all("{" not in say(r) for r in refused.value.refusals)
    with office.desk.reading() as reader:
        assert reader.head() == before


def test_a_link_names_a_matter_and_its_obligations(office: Bench) -> None:
    asset = card(office)
    one, two = office.matters
    for link, code in (
        (LinkInput("x"), "matter.unknown"), (LinkInput(two, "owned"), "asset.bad_link"),
        (LinkInput(two, "pledged", (1, 7)), "asset.bad_lines"), (LinkInput(one), "asset.unchanged"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            asset_cards.link(office.desk, asset, link)
        assert codes(refused) == [code]
    asset_cards.link(office.desk, asset, LinkInput(office.matters[1], "pledged", (1,)))
    assert {x.matter for x in asset_queries.view(office.desk, asset).links} == set(office.matters)
    assert [line.asset for line in asset_queries.of_matter(office.desk, office.matters[1])] == [asset]
    asset_cards.unlink(office.desk, asset, office.matters[1])
    assert asset_queries.of_matter(office.desk, office.matters[1]) == []
    with pytest.raises(Refused) as refused:
        asset_cards.unlink(office.desk, asset, office.matters[1])
    assert codes(refused) == ["asset.not_linked"]
    take(office, asset, "asset_seized", date(2020, 3, 9), matter=office.matters[0])
    with pytest.raises(Refused) as refused:
        asset_cards.unlink(office.desk, asset, office.matters[0])
    assert codes(refused) == ["asset.seized_for"]
    sound(office)


def test_a_card_is_changed_and_says_what_changed(office: Bench) -> None:
    asset = card(office)
    view = asset_queries.view(office.desk, asset)
    owner = tuple(PartyInput(name, known=key) for key, name in view.owners)
    with pytest.raises(Refused) as refused:
        asset_cards.change(office.desk, asset, CardInput("vehicle", PLATE, "", owner))
    assert codes(refused) == ["asset.unchanged"]
    changed = CardInput("vehicle", {**PLATE, "chassis": "rlhja3801gy000001"}, "", owner, (PartyInput("Lê Thị Mơ"),))
    assert asset_cards.change(office.desk, asset, changed, view.at) == ("chassis", "co_owners")
    assert dict(asset_queries.view(office.desk, asset).facts)["Số khung"] == "RLHJA3801GY000001"
    with pytest.raises(Refused) as refused:
        asset_cards.change(office.desk, asset, CardInput("vehicle", PLATE), view.at)
    assert codes(refused) == ["stale"]
    sound(office)


def test_an_asset_that_stands_seized_is_seized_again_only_with_a_word_and_says_where(office: Bench) -> None:
    asset = seized(office)
    with pytest.raises(Refused) as refused:
        take(office, asset, "asset_seized", date(2020, 4, 6), matter=office.matters[1])
    assert codes(refused) == ["asset.seized_again"]
    said = say(refused.value.refusals[0])
    assert "15A-123.45" in said
    assert asset_queries.view(office.desk, asset).links[0].number_text in said
    with pytest.raises(Refused) as refused:
        take(office, asset, "asset_seized", date(2020, 4, 6), matter=office.matters[0], note="nhầm")
    assert codes(refused) == ["asset.same_matter"]
    take(office, asset, "asset_seized", date(2020, 4, 6), matter=office.matters[1], note="Giá trị tài sản đủ cho cả hai việc")
    view = asset_queries.view(office.desk, asset)
    assert {x.matter for x in view.links if x.seized} == set(office.matters)
    assert [d.rule for d in view.terms] == ["R34"], "the chain goes on as it was"
    assert view.stage == "seized"
    # The same mark under another card is no way around it.
    apart = asset_cards.note(office.desk, CardInput("vehicle", PLATE, apart="Thẻ riêng để thử"))
    with pytest.raises(Refused) as refused:
        take(office, apart, "asset_seized", date(2020, 4, 7), matter=office.matters[1])
    assert codes(refused) == ["asset.seized_again"]
    take(office, asset, "release_ground", date(2020, 4, 8), why="other")
    take(office, asset, "seizure_released", date(2020, 4, 9))
    take(office, apart, "asset_seized", date(2020, 4, 9), matter=office.matters[1])
    sound(office)


def test_a_whole_sale_with_its_terms_on_every_page(office: Bench) -> None:
    asset = sold(office)
    rows = {(d.rule, d.due): d for d in queries.deadlines(office.desk) if d.subject == f"asset:{asset}"}
    row = rows["R40", date(2020, 5, 29)]
    assert (row.officer, row.debtor) == (office.officer, "Nguyễn Văn An")
    matter = queries.matter(office.desk, office.matters[0])
    assert any(d.rule == "R40" and "15A-123.45" in d.title for d in matter.deadlines)
    said = why.of_deadline(office.desk, f"asset:{asset}", "R40", date(2020, 5, 29), "thuong").text()
    assert "27 Nghị định 62/2015" in said
    assert "Đấu giá thành ngày 29/04/2020" in said
    assert why.of_deadline(office.desk, f"matter:{office.matters[0]}", "R40", date(2020, 5, 29)).text() == said
    take(office, asset, "buyer_paid", date(2020, 5, 20), amount=310_000_000)
    take(office, asset, "asset_handed_over", date(2020, 6, 1), org="Trần Văn Mua")
    assert [d.rule for d in asset_queries.view(office.desk, asset).terms if d.discharged_on is None] == ["R42"]
    take(office, asset, "paid_out", date(2020, 6, 8), amount=310_000_000)
    view = asset_queries.view(office.desk, asset)
    assert view.stage == "done"
    assert not [d for d in view.terms if d.discharged_on is None and not d.rule.endswith("-CHO")]
    assert ("Giá bán", 310_000_000) in view.money
    assert asset_queries.lines(office.desk, asset_queries.wanted(office.desk, show="closed"))[0].value == 310_000_000
    sound(office)


def test_what_waits_for_an_asset_is_a_next_step_of_its_matter(office: Bench) -> None:
    for matter in office.matters:
        acts.open_file(office.desk, matter, date(2020, 3, 3))
    before = {m.matter for m in next_steps.without_step(office.desk)}
    asset = seized(office)
    after = {m.matter for m in next_steps.without_step(office.desk)}
    assert office.matters[0] not in after
    asset_steps.strike(office.desk, asset, asset_queries.view(office.desk, asset).history[0].seq, "nhầm việc")
    assert {m.matter for m in next_steps.without_step(office.desk)} == before
    assert asset_queries.view(office.desk, asset).stage == "card"
    sound(office)


def test_the_end_of_the_matter_is_the_ground_to_release(office: Bench) -> None:
    asset = seized(office)
    matter = office.matters[0]
    acts.collect(office.desk, matter, date(2020, 4, 6), 1, 500_000_000)
    acts.complete(office.desk, matter, date(2020, 4, 6))
    view = asset_queries.view(office.desk, asset)
    (owed,) = [d for d in view.terms if d.rule == "R43"]
    assert (owed.due, owed.discharged_on) == (date(2020, 4, 13), None)
    assert any(d.rule == "R43" for d in queries.deadlines(office.desk) if d.subject == f"asset:{asset}")
    take(office, asset, "seizure_released", date(2020, 4, 8), number="5/QĐ")
    assert asset_queries.view(office.desk, asset).stage == "released"
    sound(office)


def test_what_was_done_elsewhere_stands_with_its_breach(office: Bench) -> None:
    asset = sold(office)
    with pytest.raises(Refused) as refused:
        take(office, asset, "buyer_paid", date(2020, 6, 5), amount=310_000_000)
    assert codes(refused) == ["asset.pay_until"]
    take(office, asset, "buyer_paid", date(2020, 6, 5), amount=310_000_000, elsewhere=True)
    history = asset_queries.view(office.desk, asset).history
    assert "trái quy định: người mua nộp tiền quá hạn" in history[0].detail
    # What would say nothing true is refused all the same.
    other = asset_cards.note(office.desk, CardInput("other", {"what": "Tủ lạnh"}))
    with pytest.raises(Refused) as refused:
        take(office, other, "co_owner_notice", date(2020, 6, 5), elsewhere=True)
    assert codes(refused) == ["asset.has_co_owners"]
    # A step out of its order is recorded, and marked.
    take(office, other, "auction_held", date(2020, 6, 5), amount=5_000_000, elsewhere=True)
    assert "sai trình tự" in asset_queries.view(office.desk, other).history[0].detail
    assert any("sai trình tự" in row.detail for row in journal.journal(office.desk))


def test_what_the_text_leaves_open_is_told_and_the_head_decides(office: Bench) -> None:
    asset = seized(office)
    with pytest.raises(Refused) as refused:
        take(office, asset, "seizure_released", date(2020, 4, 8))
    assert codes(refused) == ["asset.release_known"]
    assert refused.value.refusals[0].field == "confirmed"
    take(office, asset, "seizure_released", date(2020, 4, 8), confirmed=True)
    assert "Thủ trưởng xác nhận" in asset_queries.view(office.desk, asset).history[0].detail


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"step": "fly", "day": date(2020, 4, 6)}, "asset.bad_step"),
        ({"step": "valuation_contract", "day": date(2020, 12, 1), "org": "A"}, "event.future_day"),
        ({"step": "valuation_contract", "day": date(2020, 3, 1), "org": "A"}, "asset.day_before"),
        ({"step": "valuation_contract", "day": date(2020, 4, 6), "org": "  "}, "text.missing"),
        ({"step": "valuation_contract", "day": date(2020, 4, 6), "org": "x" * 400}, "text.too_long"),
        ({"step": "asset_priced", "day": date(2020, 4, 6), "amount": 0, "why": "small"}, "amount.out_of_range"),
        ({"step": "asset_priced", "day": date(2020, 4, 6), "amount": 10**16, "why": "small"}, "amount.out_of_range"),
        ({"step": "asset_priced", "day": date(2020, 4, 6), "amount": 5, "why": "because"}, "asset.bad_why"),
        ({"step": "asset_priced", "day": date(2020, 4, 6), "amount": 5, "why": "small", "region": "V"}, "asset.bad_why"),
        ({"step": "asset_redeemed", "day": date(2020, 4, 6), "amount": 5, "party": "nobody"}, "entry.no_party"),
        ({"step": "asset_seized", "day": date(2020, 4, 6), "matter": "nowhere", "note": "x"}, "matter.unknown"),
    ],
)
def test_bad_input_of_a_step_is_answered_and_nothing_is_half_done(office: Bench, given: dict[str, object], wanted: str) -> None:
    asset = seized(office)
    with office.desk.reading() as reader:
        before = reader.head()
    with pytest.raises(Refused) as refused:
        asset_steps.take(office.desk, asset, StepInput(**given))  # type: ignore[arg-type]  # fields of the case
    assert wanted in codes(refused)
    assert all("{" not in say(r) for r in refused.value.refusals)
    with office.desk.reading() as reader:
        assert reader.head() == before


def test_only_the_last_step_is_struck(office: Bench) -> None:
    asset = sold(office)
    history = asset_queries.view(office.desk, asset).history
    with pytest.raises(Refused) as refused:
        asset_steps.strike(office.desk, asset, history[1].seq, "nhầm")
    assert codes(refused) == ["asset.strike_last"]
    asset_steps.strike(office.desk, asset, history[0].seq, "ghi nhầm giá")
    view = asset_queries.view(office.desk, asset)
    assert view.stage == "auction"
    assert view.history[0].struck
    sound(office)


def test_what_the_text_offers_comes_in_the_order_of_what_is_due(office: Bench) -> None:
    asset = seized(office)
    offered = asset_queries.offers(office.desk, asset)
    assert offered[0].way.code == "valuation_contract"
    marks = [o.mark for o in offered]
    assert marks == sorted(marks, key=["ok", "open", "no"].index)
    assert all(o.why for o in offered if o.mark != "ok")
    refused = next(o for o in offered if o.way.code == "auction_held")
    assert refused.why[0].cite


def test_money_of_a_pledged_asset_goes_its_own_way(office: Bench) -> None:
    asset = sold(office)
    asset_cards.link(office.desk, asset, LinkInput(office.matters[0], "pledged", (1,)))
    (money,) = asset_proceeds.of_matter(office.desk, office.matters[0])
    assert (money.amount, money.asset, money.coerced) == (310_000_000, asset, date(2020, 3, 9))
    assert "chưa nộp đủ" in money.said
    plain = matter_claims.claims_of(office.desk, office.matters[0])
    assert plain.source is None
    assert not any(v["secured"] for v in plain.values)
    claims = matter_claims.claims_of(office.desk, office.matters[0], asset)
    assert claims.source == {"amount": 310_000_000, "coerced": date(2020, 3, 9)}
    marked = [v for v in claims.values if v["secured"]]
    assert [v["awarded"] for v in marked] == [500_000_000]
    typed = [money_order.claim(str(n), v) for n, v in enumerate(claims.values)]
    plan = money_order.plan(office.desk, {**claims.source, "day": TODAY, "interest_first": False}, typed).plan
    assert sum(line.amount for line in plan.lines) + plan.rest == 310_000_000
    assert plan.lines[0].place.startswith("s"), "what it was pledged for comes first"
    take(office, asset, "buyer_paid", date(2020, 5, 20), amount=310_000_000)
    take(office, asset, "asset_handed_over", date(2020, 6, 1))
    take(office, asset, "paid_out", date(2020, 6, 8))
    assert asset_proceeds.of_matter(office.desk, office.matters[0]) == ()


def test_secret_numbers_and_minors_are_masked_everywhere(office: Bench) -> None:
    with office.desk.writing("keep") as uow:
        child = parties.add(uow, PartyInput("Phạm Bé Na", birth_year=2010))
        uow.commit()
    account = {"account": "0031000123456", "bank": "Ngân hàng của Phạm Bé Na"}
    asset = asset_cards.note(
        office.desk, CardInput("account", account, "", (PartyInput("Phạm Bé Na", known=child),)), LinkInput(office.matters[0])
    )
    found = asset_queries.wanted(office.desk, "0031000123456")
    assert len(asset_queries.ids(office.desk, found)) == 1
    accounts.open_account(office.desk, office.second, "thanh-tra", ["inspector"], "mật khẩu của người xem")
    office.desk.close()
    desk = access.sign_in(office.desk.folder, office.clock, "thanh-tra", "mật khẩu của người xem")
    try:
        assert masking.hides(desk)
        view = asset_queries.view(desk, asset)
        said = repr((view.facts, view.owners, view.title, view.history, asset_queries.lines(desk, asset_queries.wanted(desk, show="all"))))
        assert "0031000123456" not in said
        assert "Bé Na" not in said
        assert "•" in dict(view.facts)["Số tài khoản"]
        for text in ("0031000123456", "be na"):
            assert asset_queries.ids(desk, asset_queries.wanted(desk, text, show="all")) == []
        assert not asset_cards.same(desk, CardInput("account", account))
        assert "Bé Na" not in repr(asset_files.sheet(desk, asset))
    finally:
        desk.close()
    office.desk = access.sign_in(office.desk.folder, office.clock, "thử", "mật khẩu để thử")


def test_list_and_sheet_are_printed_and_kept(office: Bench, tmp_path: Path) -> None:
    asset = sold(office)
    asset_cards.note(office.desk, CardInput("other", {"what": "=HYPERLINK(1)<b>Tủ</b>"}))
    made = asset_files.listing(office.desk, asset_queries.wanted(office.desk, show="all"), "Tất cả")
    assert {row[5] for row in made.tables[0].rows} == {"Đã bán, chờ nộp đủ tiền", "Chưa kê biên"}
    assert inspection_files.pdf(made).startswith(b"%PDF")
    file = inspection_files.write(tmp_path / "tai-san.xlsx", made)
    cells = [c.value for row in openpyxl.load_workbook(file).active.iter_rows() for c in row]  # type: ignore[union-attr]  # it has a sheet
    assert any("=HYPERLINK(1)<b>Tủ</b>" in str(c) and not str(c).startswith("=") for c in cells)
    sheet = asset_files.sheet(office.desk, asset)
    assert [t.title for t in sheet.tables] == ["Thẻ tài sản", "Việc thi hành án", "Diễn biến", "Thời hạn"]
    assert inspection_files.pdf(sheet).startswith(b"%PDF")
    empty = asset_files.listing(office.desk, asset_queries.wanted(office.desk, "không có"), "x")
    assert empty.tables[0].note == asset_files.EMPTY


def test_what_is_held_on_a_person_names_their_assets(office: Bench) -> None:
    asset = card(office)
    (owner, _name) = asset_queries.view(office.desk, asset).owners[0]
    held = personal_data.held(office.desk, owner)
    table = next(t for t in held.tables if t.title == "Tài sản")
    assert table.rows[0][:3] == ("Xe, biển số 15A-123.45, Xe ô tô Kia, trắng", "chủ sở hữu", "Chưa kê biên")


def test_lists_are_built_anew_the_same(office: Bench) -> None:
    seized(office)
    asset_cards.note(office.desk, CardInput("other", {"what": "Tủ lạnh"}))
    before = asset_queries.lines(office.desk, asset_queries.wanted(office.desk, show="all"))
    upkeep.rebuild(office.desk)
    assert asset_queries.lines(office.desk, asset_queries.wanted(office.desk, show="all")) == before
    sound(office)


def test_filters_of_the_list(office: Bench) -> None:
    asset = seized(office)
    free = asset_cards.note(office.desk, CardInput("other", {"what": "Tủ lạnh"}))

    def shown(**asked: str) -> set[str]:
        return {line.asset for line in asset_queries.lines(office.desk, asset_queries.wanted(office.desk, **asked))}

    assert shown() == {asset, free}
    assert shown(show="late") == {asset}
    assert shown(show="card") == {free}
    assert shown(kind="other") == {free}
    assert shown(officer=office.officer) == {asset}
    assert shown(officer="-") == {free}
    assert shown(text="xe o to") == {asset}
    assert shown(text="nguyen van an") == {asset}
    assert shown(show="closed") == set()
    assert shown(matter=office.matters[1], show="all") == set()


def test_a_step_is_struck_by_two_where_the_office_has_two(office: Bench) -> None:
    asset = seized(office)
    accounts.open_account(office.desk, office.second, "dong-nghiep", ["head"], "mật khẩu đồng nghiệp")
    from tests.office import owned

    key = next(a.key for a in accounts.listed(office.desk) if a.login == "dong-nghiep")
    owned(office.desk, key)
    seq = asset_queries.view(office.desk, asset).history[0].seq
    with pytest.raises(Refused) as refused:
        asset_steps.strike(office.desk, asset, seq, "nhầm")
    assert codes(refused) == ["rights.second"]
    with second.standing_by(office.desk, second.confirmed(office.desk, "strike", "dong-nghiep", "mật khẩu đồng nghiệp")):
        asset_steps.strike(office.desk, asset, seq, "nhầm")
    assert asset_queries.view(office.desk, asset).stage == "card"
