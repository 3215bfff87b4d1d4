"""Fields by the keyboard alone: days, amounts, names, choices; Backspace and retyping; forms, refusals, drafts."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thads_desktop.domain.dates import weekday
from thads_desktop.domain.refusal import Refusal
from thads_desktop.ui.fields import CheckField, ChoiceField, Field, LongTextField, TextField
from thads_desktop.ui.fields_typed import DateField, MoneyField, NameField, Suggestion
from thads_desktop.ui.form import Form, Spec, build

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pytestqt.qtbot import QtBot

    from thads_desktop.domain.clock import FixedClock
    from thads_desktop.ui.worker import Worker

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def shown(qtbot: QtBot, *fields: Field) -> QWidget:
    """Fields in a window that is active, the first with the focus."""
    window = QWidget()
    column = QVBoxLayout(window)
    for field in fields:
        column.addWidget(field)
    return front(qtbot, window, fields[0].editor)


def front(qtbot: QtBot, window: QWidget, first: QWidget) -> QWidget:
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    first.setFocus()
    assert first.hasFocus()
    return window


def working(day: date, n: int) -> date:
    """Monday to Friday only."""
    while n:
        day += timedelta(days=1)
        n -= day.weekday() < 5
    return day


@pytest.mark.parametrize(
    ("typed", "reads", "day"),
    [
        ("23112026", "23/11/2026", date(2026, 11, 23)),
        ("2311", "23/11/2020", date(2020, 11, 23)),
        ("+5", "09/03/2020", date(2020, 3, 9)),
        ("1/2/2020", "01/02/2020", date(2020, 2, 1)),
        ("29022020", "29/02/2020", date(2020, 2, 29)),
    ],
)
def test_a_day_typed_as_digits(
    qtbot: QtBot, desk_app: Any, clock: FixedClock, keys: Any, typed: str, reads: str, day: date
) -> None:
    field, other = DateField("day", "Ngày", clock, working=working), TextField("x", "X")
    window = shown(qtbot, field, other)
    keys(window, typed)
    assert field.editor.text() == typed, "nothing may change while one types"
    keys(window, Key.Key_Tab)
    assert field.editor.text() == reads
    assert field.value() == day
    assert field.beneath.text() == weekday(day)


def test_a_day_that_is_none_stays_as_typed_with_its_sentence(
    qtbot: QtBot, desk_app: Any, clock: FixedClock, keys: Any
) -> None:
    field, other = DateField("day", "Ngày", clock), TextField("x", "X")
    window = shown(qtbot, field, other)
    keys(window, "30022020", Key.Key_Tab)
    assert field.editor.text() == "30022020"
    assert field.value() is None
    assert "30022020" in field.refusal()
    assert other.editor.hasFocus(), "leaving a field is never forbidden"
    field.editor.setFocus()
    keys(window, Key.Key_End, Key.Key_Backspace)
    assert field.refusal() == "", "the old sentence no longer speaks of what stands there"


def test_an_amount_gets_its_separators_and_its_words(qtbot: QtBot, desk_app: Any, keys: Any) -> None:
    field, other = MoneyField("amount", "Số tiền"), TextField("x", "X")
    window = shown(qtbot, field, other)
    keys(window, "1234567")
    assert field.editor.text() == "1.234.567"
    assert field.beneath.text() == "Một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy đồng"
    keys(window, Key.Key_Backspace, Key.Key_Backspace)
    assert field.editor.text() == "12.345"
    keys(window, Key.Key_Home, "9")
    assert field.editor.text() == "912.345"
    assert field.editor.cursorPosition() == 1, "the caret must not jump"
    keys(window, Key.Key_Tab)
    assert field.value() == 912_345


@pytest.mark.parametrize("typed", ["12,5", "12a", "1.23", "-5", "1" * 19])
def test_what_is_no_amount_stays_and_is_refused(qtbot: QtBot, desk_app: Any, keys: Any, typed: str) -> None:
    field, other = MoneyField("amount", "Số tiền"), TextField("x", "X")
    window = shown(qtbot, field, other)
    # Pasted whole: typed letter by letter the separators would come by themselves.
    field.editor.setText(typed)
    keys(window, Key.Key_Tab)
    assert field.editor.text() == typed
    assert field.value() is None
    assert field.refusal()


@pytest.mark.parametrize("typed", ["1.5", "1,5", "1.500.000,00", "1500000.00", "1.500.000,5", "1.000.00", "5 trieu", "12a"])
def test_a_decimal_is_never_read_as_more(qtbot: QtBot, desk_app: Any, keys: Any, typed: str) -> None:
    field, other = MoneyField("amount", "Số tiền"), TextField("x", "X")
    window = shown(qtbot, field, other)
    keys(window, typed, Key.Key_Tab)
    assert field.value() is None
    assert field.refusal()
    assert field.editor.text().replace(".", "") == typed.replace(".", ""), "nothing typed is swallowed"


@pytest.mark.parametrize("typed", ["1.500.000", "1500000", "1.500000", "1,500,000"])
def test_separators_may_be_typed(qtbot: QtBot, desk_app: Any, keys: Any, typed: str) -> None:
    field, other = MoneyField("amount", "Số tiền"), TextField("x", "X")
    window = shown(qtbot, field, other)
    keys(window, typed, Key.Key_Tab)
    assert (field.value(), field.editor.text()) == (1_500_000, "1.500.000")


def test_a_text_may_be_retyped_with_backspace_and_becomes_composed(qtbot: QtBot, desk_app: Any, keys: Any) -> None:
    field, other = TextField("name", "Tên"), TextField("x", "X")
    window = shown(qtbot, field, other)
    # As an input method sends it: the letter goes, the letter with its mark comes.
    keys(window, "Nguye", Key.Key_Backspace, "ễ", "n  Va", Key.Key_Backspace, "ă", "n ")
    assert field.editor.text() == "Nguyễn  Văn "
    field.editor.insert(unicodedata.normalize("NFD", "Đường"))
    keys(window, Key.Key_Tab)
    assert field.value() == field.editor.text() == "Nguyễn Văn Đường"
    assert unicodedata.is_normalized("NFC", field.value())


def test_a_text_that_is_too_long_is_kept_and_says_how_long(qtbot: QtBot, desk_app: Any, keys: Any) -> None:
    field, other = TextField("name", "Tên", limit=10), TextField("x", "X")
    window = shown(qtbot, field, other)
    keys(window, "a" * 12, Key.Key_Tab)
    assert field.value() == "a" * 12
    assert "12 ký tự" in field.refusal()


def test_no_field_has_a_mask_a_validator_or_inline_completion(desk_app: Any, clock: FixedClock) -> None:
    for field in (TextField("a", "A"), DateField("b", "B", clock), MoneyField("c", "C"), NameField("d", "D")):
        assert field.editor.inputMask() == ""
        assert field.editor.validator() is None
        assert field.editor.completer() is None


def names(text: str) -> Sequence[Suggestion]:
    from thads_desktop.domain.text import bare

    known = (Suggestion("Trần Thị Đào", "1970", 1), Suggestion("Trần Văn Đạo", "1981", 2), Suggestion("Lê Bình", "", 3))
    return [s for s in known if bare(text) in bare(s.name)]


def test_names_are_offered_from_three_letters_and_taken_by_hand_only(
    qtbot: QtBot, worker: Worker, settled: Callable[[], None], keys: Any
) -> None:
    field, other = NameField("debtor", "Đương sự", names, worker), TextField("x", "X")
    window = shown(qtbot, field, other)
    taken: list[Suggestion] = []
    field.chosen.connect(taken.append)
    keys(window, "tr")
    assert not field._pause.isActive()
    keys(window, "an")
    qtbot.waitUntil(lambda: len(field.offered()) == 2)
    assert field.editor.text() == "tran", "nothing is written into the field unasked"
    popup = field._popup
    assert popup.isVisible()
    qtbot.keyClick(popup, Key.Key_Backspace)
    assert field.editor.text() == "tra"
    qtbot.waitUntil(lambda: len(field.offered()) == 2 and not field._pause.isActive() and worker.busy == 0)
    qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Down)
    assert field.editor.text() == "tra"
    qtbot.keyClick(popup, Key.Key_Return)
    assert field.value() == "Trần Văn Đạo"
    assert [s.payload for s in taken] == [2]
    assert field.taken() is taken[0]
    keys(window, "x")
    assert field.taken() is None


def test_enter_on_an_open_list_goes_on_with_the_name_as_typed(qtbot: QtBot, desk_app: Any, keys: Any) -> None:
    field, other = NameField("debtor", "Đương sự", names), TextField("x", "X")
    window = shown(qtbot, field, other)
    keys(window, "tran")
    qtbot.waitUntil(field._popup.isVisible)
    qtbot.keyClick(field._popup, Key.Key_Return)
    qtbot.waitUntil(other.editor.hasFocus)
    assert field.value() == "tran"
    assert field.taken() is None


def test_a_choice_by_letters_with_or_without_marks(qtbot: QtBot, desk_app: Any, keys: Any) -> None:
    field = ChoiceField("state", "Trạng thái", [(1, "Hoãn"), (2, "Tạm đình chỉ"), (3, "Đình chỉ")], required=True)
    window = shown(qtbot, field)
    assert field.value() is None
    assert field.problem()
    keys(window, "h")
    assert field.value() == 1
    keys(window, Key.Key_Down)
    assert field.value() == 2
    assert field.problem() == ""
    field.set_options([(2, "Tạm đình chỉ")])
    assert field.value() == 2
    field.set_options([(9, "Khác")])
    assert field.value() is None


def test_a_box_is_turned_by_space(qtbot: QtBot, desk_app: Any, keys: Any) -> None:
    field = CheckField("urgent", "Thi hành ngay")
    window = shown(qtbot, field)
    keys(window, Key.Key_Space)
    assert field.value() is True


def test_paragraphs_keep_their_lines_and_tab_leads_out(qtbot: QtBot, desk_app: Any, keys: Any) -> None:
    field, other = LongTextField("what", "Nội dung"), TextField("x", "X")
    window = shown(qtbot, field, other)
    keys(window, "một", Key.Key_Return, "hai", Key.Key_Tab)
    assert field.value() == "một\nhai"
    assert other.editor.hasFocus()


# --- forms ------------------------------------------------------------------------------------------

SPECS = (
    Spec("number", "Số", required=True),
    Spec("day", "Ngày", "date", beside=True),
    Spec("kind", "Loại", "choice", options=(("a", "Một"), ("b", "Hai"))),
    Spec("amount", "Số tiền", "money", required=True),
    Spec("urgent", "Ngay", "check"),
    Spec("debtor", "Đương sự", "name", suggest=names),
    Spec("what", "Nội dung", "long"),
)


@pytest.fixture
def form(qtbot: QtBot, desk_app: Any, clock: FixedClock) -> Form:
    made = build(SPECS, clock)
    made.resize(900, 600)
    front(qtbot, made, made["number"].editor)
    return made


def focused(form: Form) -> str:
    widget = form.focusWidget()
    return widget.objectName() if widget else ""


def test_enter_walks_through_the_fields_in_their_order(form: Form, keys: Any) -> None:
    seen = [focused(form)]
    for _ in range(6):
        keys(form, Key.Key_Return)
        seen.append(focused(form))
    assert seen == ["number", "day", "kind", "amount", "urgent", "debtor", "what"]
    keys(form, Key.Key_Return)
    assert focused(form) == "what", "Enter is a line here"
    keys(form, Key.Key_Tab)
    assert focused(form) == "accept"


def test_tab_walks_the_same_way(form: Form, keys: Any) -> None:
    seen = [focused(form)]
    for _ in range(8):
        keys(form, Key.Key_Tab)
        seen.append(focused(form))
    assert seen == ["number", "day", "kind", "amount", "urgent", "debtor", "what", "accept", "leave"]


def test_ctrl_enter_accepts_from_any_field(qtbot: QtBot, form: Form, keys: Any) -> None:
    keys(form, "12/2020", Key.Key_Return, "0203", Key.Key_Return, Key.Key_Return, "5000000")
    with qtbot.waitSignal(form.accepted) as accepted:
        keys(form, (Key.Key_Return, CONTROL))
    assert accepted.args == [{
        "number": "12/2020", "day": date(2020, 3, 2), "kind": None, "amount": 5_000_000, "urgent": False, "debtor": "",
        "what": "",
    }]  # fmt: skip
    assert form["day"].raw() == "02/03/2020"


def test_a_form_with_a_problem_is_not_accepted_and_goes_there(qtbot: QtBot, form: Form, keys: Any) -> None:
    keys(form, "12", Key.Key_Return, "9999")
    with qtbot.assertNotEmitted(form.accepted):
        keys(form, (Key.Key_Return, CONTROL))
    assert focused(form) == "day"
    assert form["day"].refusal()
    assert form["amount"].refusal()
    assert form["number"].refusal() == ""


def test_refusals_of_a_service_go_to_their_fields_and_the_rest_beneath(form: Form) -> None:
    form.show_refusals([
        Refusal("stale"), Refusal("text.missing", field="debtor"),
        Refusal("event.future_day", {"day": "01/01/2030"}, "day", "Điều 36"),
    ])  # fmt: skip
    assert focused(form) == "day"
    assert "01/01/2030" in form["day"].refusal()
    assert "Điều 36" in form["day"].refusal()
    assert form["debtor"].refusal()
    assert form.summary.isVisible()
    form.clear_refusals()
    assert not form.summary.isVisible()
    assert not any(f.refusal() for f in form.fields())


def test_esc_leaves_and_the_draft_comes_back_as_it_was(
    qtbot: QtBot, form: Form, keys: Any, clock: FixedClock
) -> None:
    keys(form, "12", Key.Key_Return, "99", Key.Key_Return, Key.Key_Down, Key.Key_Return, "77")
    with qtbot.waitSignal(form.left) as left:
        keys(form, Key.Key_Escape)
    draft = left.args[0]
    assert draft["day"] == "99"
    other = build(SPECS, clock)
    qtbot.addWidget(other)
    other.set_draft({**draft, "of an older form": 1})
    assert other.draft() == draft
    assert other.values()["amount"] == 77
    assert other.values()["kind"] == "a"


def test_the_draft_is_kept_a_moment_after_typing(qtbot: QtBot, form: Form, keys: Any) -> None:
    with qtbot.waitSignal(form.draft_changed) as kept:
        keys(form, "7")
    assert kept.args[0]["number"] == "7"


def test_every_field_has_a_label_that_leads_to_it(form: Form) -> None:
    for field in form.fields():
        assert field.caption.buddy() is field.editor
        assert field.editor.accessibleName() == field.label


def test_two_fields_of_one_name_are_a_mistake(desk_app: Any, clock: FixedClock) -> None:
    with pytest.raises(ValueError, match="a"):
        build([Spec("a", "A"), Spec("a", "B")], clock)


def test_long_sentences_are_never_cut(qtbot: QtBot, form: Form) -> None:
    form.resize(320, 300)
    form["number"].set_refusal("Câu dài " * 30)
    said = form["number"].beneath
    qtbot.waitUntil(lambda: said.height() >= said.heightForWidth(said.width()))
    assert form.height() == 300
