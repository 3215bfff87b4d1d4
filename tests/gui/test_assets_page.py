"""Assets in the real window, by keyboard alone: a card, its steps, refusals, what is seized twice, print, the way from a matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import asset_cards, asset_queries, asset_steps
from thads_desktop.services.asset_cards import CardInput, LinkInput
from thads_desktop.services.asset_steps import StepInput
from thads_desktop.services.parties import PartyInput
from thads_desktop.ui import why_pages
from thads_desktop.ui.pages.matter import MatterPage
from thads_desktop.ui.run import DeskWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Keys = Callable[..., None]
ACCEPT = (Qt.Key.Key_Return, CTRL)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 3, 2))
    made.decision(day=date(2020, 3, 2), due=500_000_000)
    made.decision(day=date(2020, 3, 2), number="16/2019/DS-ST", debtor="Trần Văn Hai")
    made.on(date(2020, 4, 6))
    yield made
    made.desk.close()


def opened(window: DeskWindow, qtbot: QtBot) -> Any:
    window.resize(1366, 768)
    QTest.keyClick(window, Qt.Key.Key_F2, CTRL)
    found = page(window)
    assert found.name == "assets"
    settled(qtbot, window)
    return found


def a_car(office: Bench, matter: int = 0) -> str:
    card = CardInput("vehicle", {"plate": "15A-123.45", "make": "Kia"}, "", (PartyInput("Nguyễn Văn An"),))
    return asset_cards.note(office.desk, card, LinkInput(office.matters[matter]))


def first(window: DeskWindow, qtbot: QtBot, shown: Any, keys: Keys) -> Any:
    """The first asset of the list, opened by Enter."""
    qtbot.waitUntil(lambda: shown.model.content(0) is not None, timeout=5000)
    shown.table.begin()
    keys(window, Qt.Key.Key_Return)
    settled(qtbot, window)
    found = page(window)
    assert found.name == "asset"
    qtbot.waitUntil(lambda: found.steps.count() > 0, timeout=5000)
    return found


def choose(asset: Any, code: str) -> None:
    """Arrow down to a step."""
    asset.steps.setFocus()
    while asset.steps.currentItem().data(Qt.ItemDataRole.UserRole) != code:
        at = asset.steps.currentRow()
        QTest.keyClick(asset.steps, Qt.Key.Key_Down)
        assert asset.steps.currentRow() > at, f"{code} is not among the steps"


def test_a_card_is_written_seized_and_known_again_by_keyboard(office: Bench, window: DeskWindow, qtbot: QtBot, keys: Keys) -> None:
    shown = opened(window, qtbot)
    assert shown.table.hasFocus()
    keys(window, (Qt.Key.Key_N, CTRL | SHIFT))
    kinds = page(window)
    assert kinds.name == "asset-kind"
    assert kinds.kinds.hasFocus()
    keys(window, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    card = page(window)
    assert card.name == "asset-card"
    assert card.form["plate"].editor.hasFocus()
    keys(window, "xe nhà", ACCEPT)
    settled(qtbot, window)
    assert page(window) is card, "the make is asked for"
    card.form.set_values({"make": "Kia"})
    keys(window, ACCEPT)
    settled(qtbot, window)
    assert "Ví dụ: 15A-123.45" in card.form["plate"].refusal()
    with office.desk.reading() as reader:
        from thads_desktop.services import books

        number = books.spelled(reader.projections.matter_rows([1])[0])
    card.form.set_values({"plate": "15a 123.45", "make": "=1+1<b>Kia</b>", "owner": "Nguyễn Văn An", "matter": number, "lines": "x"})
    keys(window, ACCEPT)
    settled(qtbot, window)
    assert "số khoản" in card.form["lines"].refusal()
    card.form.set_values({"lines": "1"})
    keys(window, ACCEPT)
    settled(qtbot, window)
    asset = page(window)
    assert asset.name == "asset"
    qtbot.waitUntil(lambda: asset.steps.count() > 0, timeout=5000)
    assert "=1+1<b>Kia</b>" in asset.head.text()
    # The next lawful step stands first; Enter begins it, with the matter filled in.
    assert asset.steps.hasFocus()
    assert asset.steps.item(0).data(Qt.ItemDataRole.UserRole) == "asset_seized"
    keys(window, Qt.Key.Key_Return)
    step = page(window)
    assert step.name == "asset-step"
    assert step.form["matter"].value() == number
    keys(window, "4/4/2020" if not step.form["day"].editor.text() else "", ACCEPT)
    settled(qtbot, window)
    assert "Hạn 13/04/2020" in window.notice.text()
    qtbot.waitUntil(lambda: asset.view is not None and asset.view.stage == "seized", timeout=5000)
    assert asset.steps.item(0).data(Qt.ItemDataRole.UserRole) == "valuation_contract"
    # The same plate on a new card is offered, not written twice.
    keys(window, Qt.Key.Key_Escape)
    settled(qtbot, window)
    keys(window, (Qt.Key.Key_N, CTRL | SHIFT), Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    again = page(window)
    again.form.set_values({"plate": "15A12345"})
    again._look()
    qtbot.waitUntil(lambda: not again.offer.isHidden(), timeout=5000)
    assert "15A123.45" in again.offer.text()
    keys(window, (Qt.Key.Key_J, CTRL))
    settled(qtbot, window)
    assert page(window).name == "asset"
    assert page(window).asset == asset.asset


def test_a_step_the_law_refuses_says_why_and_is_recorded_with_its_breach(
    office: Bench, window: DeskWindow, qtbot: QtBot, keys: Keys
) -> None:  # fmt: skip
    asset_steps.take(office.desk, a_car(office), StepInput("asset_seized", date(2020, 3, 9), office.matters[0]))
    asset = first(window, qtbot, opened(window, qtbot), keys)
    choose(asset, "auction_contract")
    said = asset.steps.currentItem().text()
    assert "khoản 2 Điều 101" in said
    question = why_pages.of_page(window, asset)
    assert question is not None
    assert "Chưa làm được" in question().text()
    keys(window, Qt.Key.Key_Return)
    step = page(window)
    assert step.name == "asset-step"
    assert "Chưa làm được" in step.told.text()
    step.form.set_values({"day": date(2020, 3, 30), "why": "org", "elsewhere": False})
    keys(window, ACCEPT)
    settled(qtbot, window)
    assert page(window) is step
    assert "khoản 2 Điều 101" in step.form.summary.text()
    step.form.set_values({"elsewhere": True})
    keys(window, ACCEPT)
    settled(qtbot, window)
    assert page(window) is asset
    assert "trái quy định: sai trình tự" in asset_queries.view(office.desk, asset.asset).history[0].detail
    # And it was a mistake: the last step goes, the ones before stand.
    keys(window, (Qt.Key.Key_Delete, CTRL))
    strike = page(window)
    assert strike.name == "asset-strike"
    keys(window, "ghi nhầm tài sản", ACCEPT)
    settled(qtbot, window)
    assert asset_queries.view(office.desk, asset.asset).stage == "seized"


def test_seizing_for_another_matter_asks_why_and_says_where(office: Bench, window: DeskWindow, qtbot: QtBot, keys: Keys) -> None:
    car = a_car(office)
    asset_steps.take(office.desk, car, StepInput("asset_seized", date(2020, 3, 9), office.matters[0]))
    asset_cards.link(office.desk, car, LinkInput(office.matters[1]))
    asset = first(window, qtbot, opened(window, qtbot), keys)
    choose(asset, "seized_again")
    keys(window, Qt.Key.Key_Return)
    step = page(window)
    assert step.form["matter"].value(), "the other matter stands ready"
    keys(window, ACCEPT)
    settled(qtbot, window)
    assert page(window) is step
    assert "đang bị kê biên tại đơn vị" in step.form["note"].refusal()
    step.form["note"].editor.setFocus()
    keys(window, "Giá trị còn thừa cho việc này", ACCEPT)
    settled(qtbot, window)
    assert page(window) is asset
    assert {x.matter for x in asset_queries.view(office.desk, car).links if x.seized} == set(office.matters)


def test_from_the_matter_and_the_list_of_terms_to_the_asset(office: Bench, window: DeskWindow, qtbot: QtBot, keys: Keys) -> None:
    car = a_car(office)
    asset_steps.take(office.desk, car, StepInput("asset_seized", date(2020, 3, 9), office.matters[0]))
    window.open_page(MatterPage(window, office.matters[0]))
    settled(qtbot, window)
    matter = page(window)
    qtbot.waitUntil(lambda: matter.view is not None, timeout=5000)
    assert any("15A-123.45" in d.title for d in matter.view.deadlines)
    keys(window, (Qt.Key.Key_A, CTRL | SHIFT))
    shown = page(window)
    assert shown.name == "assets"
    settled(qtbot, window)
    assert shown.matter == office.matters[0]
    assert first(window, qtbot, shown, keys).asset == car
    keys(window, (Qt.Key.Key_3, CTRL))
    asset = page(window)
    assert asset.terms.hasFocus()
    question = why_pages.of_page(window, asset)
    assert question is not None
    assert "Điều 98" in question().text()
    keys(window, (Qt.Key.Key_M, CTRL | SHIFT))
    assert page(window).name == "matter"
    window.go("deadlines")
    settled(qtbot, window)
    terms = page(window)
    keys(window, (Qt.Key.Key_5, CTRL))
    settled(qtbot, window)
    qtbot.waitUntil(lambda: terms.model.content(0) is not None, timeout=5000)
    at = next(n for n in range(terms.model.rowCount()) if terms.model.content(n).subject.startswith("asset:"))
    terms.table.select_key(terms.model.keys()[at])
    keys(window, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert page(window).name == "asset"


def test_the_list_is_searched_filtered_and_printed(office: Bench, window: DeskWindow, qtbot: QtBot, keys: Keys) -> None:
    a_car(office)
    asset_cards.note(office.desk, CardInput("goods", {"what": "Máy tiện"}))
    shown = opened(window, qtbot)
    assert shown.model.rowCount() == 2
    keys(window, (Qt.Key.Key_F, CTRL), "may tien", Qt.Key.Key_Return)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 1, timeout=5000)
    keys(window, (Qt.Key.Key_F, CTRL), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 2, timeout=5000)
    keys(window, (Qt.Key.Key_B, CTRL))
    assert shown.kind.hasFocus()
    shown.kind.setCurrentIndex(shown.kind.findData("vehicle"))
    qtbot.waitUntil(lambda: shown.model.rowCount() == 1, timeout=5000)
    keys(window, (Qt.Key.Key_P, CTRL))
    settled(qtbot, window)
    assert page(window).name == "printed"
    keys(window, Qt.Key.Key_Escape)
    asset = first(window, qtbot, shown, keys)
    keys(window, (Qt.Key.Key_P, CTRL))
    settled(qtbot, window)
    assert page(window).name == "printed"
    keys(window, Qt.Key.Key_Escape, (Qt.Key.Key_E, CTRL))
    card = page(window)
    assert card.name == "asset-card"
    assert card.form["plate"].value() == "15A-123.45"
    card.form.set_values({"chassis": "RLHJA3801GY000001"})
    keys(window, ACCEPT)
    settled(qtbot, window)
    assert page(window) is asset
    assert dict(asset_queries.view(office.desk, asset.asset).facts)["Số khung"] == "RLHJA3801GY000001"


def test_money_of_an_asset_is_proposed_for_the_order_of_payment(office: Bench, window: DeskWindow, qtbot: QtBot, keys: Keys) -> None:
    car = a_car(office)
    for step in (
        StepInput("asset_seized", date(2020, 3, 3), office.matters[0]),
        StepInput("asset_priced", date(2020, 3, 3), amount=300_000_000, why="agreed"),
        StepInput("auction_contract", date(2020, 3, 5), why="org"), StepInput("auction_held", date(2020, 4, 3), amount=310_000_000),
    ):  # fmt: skip
        asset_steps.take(office.desk, car, step)
    asset_cards.link(office.desk, car, LinkInput(office.matters[0], "pledged", (1,)))
    window.open_page(MatterPage(window, office.matters[0]))
    settled(qtbot, window)
    qtbot.waitUntil(lambda: page(window).view is not None, timeout=5000)
    keys(window, (Qt.Key.Key_M, CTRL | SHIFT))
    money = page(window)
    assert money.name == "matter-money"
    settled(qtbot, window)
    keys(window, (Qt.Key.Key_3, CTRL), (Qt.Key.Key_B, CTRL))
    assert money.source.editor.hasFocus()
    keys(window, Qt.Key.Key_Down, Qt.Key.Key_Return)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: money.order.source_form.values()["amount"] == 310_000_000, timeout=5000)
    assert any(t.secured for t in money.order._claims.values())


def test_what_the_buyer_paid_is_booked_as_money_of_the_matter(office: Bench, window: DeskWindow, qtbot: QtBot, keys: Keys) -> None:
    asset, matter = a_car(office), office.matters[0]
    office.on(date(2020, 9, 1))
    for step, day, further in (
        ("asset_seized", date(2020, 3, 9), {"matter": matter}), ("valuation_contract", date(2020, 3, 12), {"org": "A"}),
        ("valuation_received", date(2020, 3, 20), {"amount": 300_000_000}), ("auction_contract", date(2020, 4, 1), {"why": "org", "org": "B"}),
    ):  # fmt: skip
        asset_steps.take(office.desk, asset, StepInput(step, day, elsewhere=True, **further))
    shown = first(window, qtbot, opened(window, qtbot), keys)
    keys(window, (Qt.Key.Key_M, CTRL))
    qtbot.waitUntil(lambda: "chỉ ghi được sau bước người mua nộp đủ tiền" in window.notice.text(), timeout=5000)
    assert page(window) is shown
    for step, day in (("auction_held", date(2020, 4, 29)), ("buyer_paid", date(2020, 5, 20))):
        asset_steps.take(office.desk, asset, StepInput(step, day, amount=310_000_000, elsewhere=True))
    shown.refresh()
    settled(qtbot, window)
    qtbot.waitUntil(lambda: ("Ctrl+M", "thu tiền bán") in shown.hints(), timeout=5000)
    keys(window, (Qt.Key.Key_M, CTRL))
    qtbot.waitUntil(lambda: page(window).name == "act", timeout=5000)
    form = page(window).form
    said = form.values()
    assert (said["day"], said["line"], said["amount"], said["come"]) == (date(2020, 5, 20), 0, 310_000_000, "bank")
    keys(window, ACCEPT)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    keys(window, (Qt.Key.Key_M, CTRL))
    qtbot.waitUntil(lambda: "Đã ghi thu đủ tiền bán" in window.notice.text(), timeout=5000)
