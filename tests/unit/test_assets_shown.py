"""What is shown of assets: money for the order of payment, masks, prints, lists; who strikes a step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.assets import TODAY, card, codes, seized, sold, sound, take, two_matters
from tests.office import Bench, bench, owned
from tests.retold import founded
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.deadlines import PASSING
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
    masking,
    matter_claims,
    money_order,
    parties,
    personal_data,
    queries,
    second,
    sending,
    upkeep,
)
from thads_desktop.services.asset_cards import CardInput, LinkInput
from thads_desktop.services.parties import PartyInput
from thads_desktop.services.queries import MatterFilter


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = two_matters(bench(tmp_path / "data", date(2020, 3, 2)))
    yield made
    made.desk.close()


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
    key = next(a.key for a in accounts.listed(office.desk) if a.login == "dong-nghiep")
    owned(office.desk, key)
    seq = asset_queries.view(office.desk, asset).history[0].seq
    with pytest.raises(Refused) as refused:
        asset_steps.strike(office.desk, asset, seq, "nhầm")
    assert codes(refused) == ["rights.second"]
    with second.standing_by(office.desk, second.confirmed(office.desk, "strike", "dong-nghiep", "mật khẩu đồng nghiệp")):
        asset_steps.strike(office.desk, asset, seq, "nhầm")
    assert asset_queries.view(office.desk, asset).stage == "card"


def test_the_list_of_matters_knows_what_its_assets_owe(office: Bench) -> None:
    """The nearest term of an asset is the matter's, too; the list of terms holds it once; it goes with the asset's."""
    asset = card(office)
    office.verified(office.matters[0], date(2020, 8, 31), "means")
    with office.desk.reading() as reader:
        paper = next(iter(fold(reader.events_of(f"matter:{office.matters[0]}")).papers))
    for to in ("procuracy", "party"):
        sending.send(office.desk, paper, to, "", "post")
    acts.open_file(office.desk, office.matters[0], date(2020, 3, 4))
    taken = take(office, asset, "asset_seized", date(2020, 8, 31), matter=office.matters[0])
    (matter, other) = office.matters[:2]

    def row(key: str) -> queries.MatterRow:
        return next(r for r in queries.matters(office.desk) if r.matter == key)

    def owed() -> list[queries.DeadlineRow]:
        return [d for d in queries.deadlines(office.desk) if d.subject == f"asset:{asset}"]

    own = min((d.due for d in queries.deadlines(office.desk) if d.subject == f"matter:{matter}"), default=None)
    term = min((d for d in owed() if d.rule not in PASSING), key=lambda d: d.due)
    assert own is None or term.due < own
    assert (row(matter).next_due, row(matter).next_rule) == (term.due, term.rule)
    assert row(other).next_due != term.due
    late = MatterFilter(due_before=term.due)
    assert matter in {r.matter for r in queries.matter_rows(office.desk, queries.matter_ids(office.desk, late))}
    assert len({(d.rule, d.case_, d.due) for d in owed()}) == len(owed())
    assert sum(d.rule == term.rule for d in queries.deadlines(office.desk)) == len([d for d in owed() if d.rule == term.rule])
    sound(office)
    asset_steps.strike(office.desk, asset, taken, "ghi nhầm")
    assert row(matter).next_due == own
    sound(office)
