"""Cards and steps of assets by the services: known again, refused, recorded elsewhere, struck."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.assets import PLATE, TODAY, card, codes, seized, sold, sound, take, two_matters
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.law.units import load_units
from thads_desktop.services import (
    acts,
    agenda,
    asset_cards,
    asset_queries,
    asset_steps,
    next_steps,
    parties,
    queries,
    why,
)
from thads_desktop.services.asset_cards import CardInput, LinkInput
from thads_desktop.services.parties import PartyInput


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = two_matters(bench(tmp_path / "data", date(2020, 3, 2)))
    yield made
    made.desk.close()


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
    old = next(c for c in load_units().communes.values() if c.until is not None and c.until < TODAY)
    asset = asset_cards.note(office.desk, CardInput("land", {"parcel": "12", "sheet": "3"}, old.code))
    now = load_units().current(old.code, TODAY)
    assert asset_cards.same(office.desk, CardInput("land", {"parcel": "12", "sheet": "03"[1:]}, now))[0][0] == asset
    assert "trước" in dict(asset_queries.view(office.desk, asset).facts)["Nơi có tài sản"]
    assert not asset_cards.same(office.desk, CardInput("land", {"parcel": "12", "sheet": "3"}, ""))


PLOT = {"parcel": "125", "sheet": "14"}
AN = (PartyInput("Nguyễn Văn An"),)


def test_land_says_where_it_lies_or_why_nobody_knows(office: Bench) -> None:
    with pytest.raises(Refused) as refused:
        asset_cards.note(office.desk, CardInput("land", PLOT, "", AN))
    assert [(r.code, r.field) for r in refused.value.refusals] == [("asset.no_commune", "no_commune")]
    assert "{" not in say(refused.value.refusals[0])
    asset = asset_cards.note(office.desk, CardInput("land", PLOT, "", AN, no_commune="Giấy chứng nhận mờ, chờ văn phòng đăng ký đất đai"))
    assert "chờ văn phòng" in dict(asset_queries.view(office.desk, asset).facts)["Chưa rõ xã, phường vì"]


def test_land_is_known_again_without_its_commune_and_by_the_house_on_it(office: Bench) -> None:
    """Plot, sheet and owner ask where a commune is missing; two communes that differ do not; land and house on one plot meet."""
    unknown = CardInput("land", PLOT, "", AN, no_commune="chưa rõ")
    asset = asset_cards.note(office.desk, unknown, LinkInput(office.matters[0]))
    take(office, asset, "asset_seized", date(2020, 3, 9), matter=office.matters[0], confirmed=True)
    house = CardInput("house", {**PLOT, "place": "số 5 phố Vua"}, "11407", AN)
    for again in (unknown, CardInput("land", PLOT, "11407", AN), house):
        with pytest.raises(Refused) as refused:
            asset_cards.note(office.desk, again)
        assert codes(refused) == ["asset.known"]
        assert [key for key, _said in asset_cards.same(office.desk, again)] == [asset]
    assert not asset_cards.same(office.desk, CardInput("land", PLOT, "11407", (PartyInput("Lê Văn Bình"),)))
    apart = asset_cards.note(office.desk, replace(house, apart="Nhà trên thửa đất, kê biên riêng"), LinkInput(office.matters[1]))
    with pytest.raises(Refused) as refused:
        take(office, apart, "asset_seized", date(2020, 3, 10), matter=office.matters[1], confirmed=True)
    assert codes(refused) == ["asset.seized_again"]
    # The card of the land gets its commune: the house on the plot has the same mark now, and another commune none.
    owner = tuple(PartyInput(name, known=key) for key, name in asset_queries.view(office.desk, asset).owners)
    with pytest.raises(Refused) as refused:
        asset_cards.change(office.desk, asset, CardInput("land", PLOT, "11407", owner))
    assert codes(refused) == ["asset.known"]
    asset_cards.change(office.desk, asset, CardInput("land", PLOT, "11407", owner, apart="Đất dưới nhà ấy"))
    assert {k for k, _ in asset_cards.same(office.desk, CardInput("land", PLOT, "11407", (PartyInput("Lê Văn Bình"),)))} == {asset, apart}
    other = next(c for c in load_units().communes.values() if c.until is None and c.code != load_units().current("11407", TODAY))
    assert not asset_cards.same(office.desk, CardInput("land", PLOT, other.code, AN))
    sound(office)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (CardInput("boat", {}), ["asset.bad_kind"]),
        (CardInput("vehicle", {}), ["text.missing"]),
        (CardInput("vehicle", {"plate": "<b>", "make": "x"}), ["asset.bad_form"]),
        (CardInput("vehicle", {"make": "x", "wings": "2"}), ["asset.unknown_field"]),
        (CardInput("land", {"parcel": "1' OR 1=1", "sheet": ""}, no_commune="x"), ["asset.bad_form", "text.missing"]),
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


def test_a_new_name_of_an_owner_stands_in_every_list(office: Bench) -> None:
    asset = asset_cards.note(office.desk, CardInput("other", {"what": "Tủ"}, "", (), (PartyInput("Lê Thị Mơ"),)))
    ((party, _name),) = asset_queries.view(office.desk, asset).co_owners
    parties.change(office.desk, party, PartyInput("Lê Thị Mận"))
    assert asset_queries.lines(office.desk, asset_queries.wanted(office.desk, "le thi man"))[0].owner == "Lê Thị Mận"
    sound(office)


def test_a_matter_it_was_released_from_still_knows_it(office: Bench) -> None:
    asset = asset_cards.note(office.desk, CardInput("other", {"what": "Tủ"}))
    take(office, asset, "asset_seized", date(2020, 4, 6), matter=office.matters[1])
    take(office, asset, "release_ground", date(2020, 4, 8), why="other")
    take(office, asset, "seizure_released", date(2020, 4, 9))
    (link,) = asset_queries.view(office.desk, asset).links
    assert (link.matter, link.how, link.seized) == (office.matters[1], "Đã từng bị kê biên cho việc này", None)
    assert [x.asset for x in asset_queries.of_matter(office.desk, office.matters[1])] == [asset]
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
    for matter in office.matters:
        take(office, asset, "release_ground", date(2020, 4, 8), why="other", matter=matter)
    for matter in office.matters:
        take(office, asset, "seizure_released", date(2020, 4, 9), matter=matter)
    take(office, apart, "asset_seized", date(2020, 4, 9), matter=office.matters[1])
    sound(office)


def test_a_whole_sale_with_its_terms_on_every_page(office: Bench) -> None:
    asset = sold(office)
    rows = {(d.rule, d.due): d for d in queries.deadlines(office.desk) if d.subject == f"asset:{asset}"}
    row = rows["R40", date(2020, 5, 29)]
    assert (row.officer, row.debtor) == (office.officer, "Nguyễn Văn An")
    assert "15A-123.45" in row.title
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


def test_the_time_of_others_says_why_and_makes_nothing_late(office: Bench) -> None:
    asset = seized(office)
    take(office, asset, "valuation_contract", date(2020, 3, 12), org="A")
    take(office, asset, "valuation_received", date(2020, 8, 20), amount=300_000_000)
    take(office, asset, "valuation_told", date(2020, 8, 21))
    said = why.of_deadline(office.desk, f"asset:{asset}", "R35-CHO", date(2020, 8, 28), "de_nghi").text()
    assert "điểm b khoản 1 Điều 99" in said
    assert "mã R35." in said
    late = {(d.rule, d.case_) for d in agenda.rows(office.desk, agenda.ids(office.desk, "late")) if d is not None and d.subject.startswith("asset")}
    assert late == {("R37", "hop_dong")}
    assert not [d for d in queries.matter(office.desk, office.matters[0]).deadlines if d.rule == "R35-CHO"], "it has passed"


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


def test_a_release_says_for_which_of_two_matters(office: Bench) -> None:
    asset, (one, two) = seized(office), office.matters
    take(office, asset, "asset_seized", date(2020, 3, 10), matter=two, note="Giá trị đủ cho cả hai việc")
    with pytest.raises(Refused) as refused:
        take(office, asset, "release_ground", date(2020, 3, 12), why="paid")
    assert codes(refused) == ["asset.which_matter"]
    take(office, asset, "release_ground", date(2020, 3, 12), why="paid", matter=one)
    take(office, asset, "seizure_released", date(2020, 3, 13), matter=one, number="5/QĐ")
    view = asset_queries.view(office.desk, asset)
    assert (view.stage, [x.matter for x in view.links if x.seized]) == ("seized", [two])
    with pytest.raises(Refused) as refused:
        take(office, asset, "seizure_released", date(2020, 3, 16), matter=one, confirmed=True)
    assert codes(refused) == ["asset.not_seized_for"]
    sound(office)
    take(office, asset, "seizure_released", date(2020, 3, 16), confirmed=True)
    assert asset_queries.view(office.desk, asset).stage == "released"
    sound(office)


def test_nothing_is_seized_for_a_matter_that_has_ended(office: Bench) -> None:
    asset, matter = card(office), office.matters[0]
    acts.collect(office.desk, matter, date(2020, 4, 6), 1, 500_000_000)
    acts.complete(office.desk, matter, date(2020, 4, 6))
    with pytest.raises(Refused) as refused:
        take(office, asset, "asset_seized", date(2020, 4, 7), matter=matter)
    assert codes(refused) == ["matter.ended"]
    take(office, asset, "asset_seized", date(2020, 4, 7), matter=matter, elsewhere=True)
    assert "việc đã kết thúc" in asset_queries.view(office.desk, asset).history[0].detail
