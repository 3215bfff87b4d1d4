"""Layouts of registers as the office changes them, and registers of its own."""

from __future__ import annotations

import pytest

from tests.office import Bench
from tests.unit.test_register_closings import BOOK, closed, code, office
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import register_layouts, register_view, registers
from thads_desktop.services.register_layouts import LaidColumn
from thads_desktop.ui.refusals import sentence

__all__ = ["office"]


def test_a_layout_is_changed_shown_printed_and_put_back(office: Bench) -> None:
    laid = register_layouts.laid(office.desk, BOOK)
    assert not laid.changed
    columns = [
        *laid.columns[1:3], LaidColumn("hand", "Chữ ký", 8), LaidColumn("collected", "Đã thu", 9, total=True, align="right"),
        LaidColumn("note", "Ghi chú"),
    ]  # fmt: skip
    register_layouts.change(office.desk, BOOK, columns)
    again = register_layouts.laid(office.desk, BOOK)
    assert (again.changed, again.by, [c.heading for c in again.columns]) == (True, "Phạm Quang Minh", [c.heading for c in columns])
    view = register_view.opened(office.desk, BOOK, 2020)
    assert [c.heading for c in view.register.columns] == [c.heading for c in columns]
    for wrong, wanted in (
        ([LaidColumn("nothing", "X")], "register.bad_field"), ([LaidColumn("debtor", "X", total=True)], "register.bad_column"),
        ([LaidColumn("debtor", "X", 500)], "register.bad_column"), ([LaidColumn("debtor", "X", hidden=True)], "register.no_columns"),
        ([LaidColumn("debtor", " ")], "text.missing"), (columns, "register.unchanged"), ([LaidColumn("debtor", "X")] * 31, "register.too_many"),
        (columns[:-1], "register.no_note"), ([*columns[:-1], LaidColumn("note", "Ghi chú", hidden=True)], "register.no_note"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            register_layouts.change(office.desk, BOOK, wrong)
        assert code(refused) == wanted
    with pytest.raises(Refused) as stale:
        register_layouts.change(office.desk, BOOK, columns[:1], at=1)
    assert code(stale) == "stale"
    register_layouts.reset(office.desk, BOOK)
    assert register_layouts.laid(office.desk, BOOK).columns == laid.columns
    assert [what for _at, _who, what in register_layouts.history(office.desk, BOOK)] == ["trả về bố cục ban đầu", "sửa bố cục"]
    with pytest.raises(Refused) as same:
        register_layouts.reset(office.desk, BOOK)
    assert code(same) == "register.unchanged"


def test_an_own_register_is_kept_closed_and_only_dropped_before(office: Bench) -> None:
    code_ = register_layouts.make(office.desk, "Sổ việc của bà Tám", "matters", only=[("debtor", "trần thị tám")])
    assert code_ == "RIENG-01"
    view = register_view.opened(office.desk, code_, 2020)
    assert [x.cells["debtor"] for x in view.lines] == ["Trần Thị Tám"]
    assert view.notes == ()
    other = register_layouts.make(office.desk, "Sổ chi trả", "payments", "calendar", ("stt", "day", "amount"))
    register_layouts.drop(office.desk, other)
    with office.desk.reading() as reader:
        assert [k.register.code for k in registers.kept(reader) if k.register.custom] == [code_]
    closed(office, "q1", code_)
    for run, wanted in (
        (lambda: register_layouts.drop(office.desk, code_), "register.kept_closed"),
        (lambda: register_layouts.drop(office.desk, BOOK), "register.not_custom"),
        (lambda: register_layouts.make(office.desk, "sổ việc của bà tám", "matters"), "register.same_name"),
        (lambda: register_layouts.make(office.desk, "X", "nothing"), "register.bad_source"),
        (lambda: register_layouts.make(office.desk, "X", "matters", "moon"), "register.bad_source"),
        (lambda: register_layouts.make(office.desk, "X", "matters", fields=("nothing",)), "register.bad_field"),
        (lambda: register_layouts.reset(office.desk, code_), "register.unchanged"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            run()
        assert code(refused) == wanted


def test_a_column_that_nobody_can_read_is_refused_and_the_sentence_says_what_to_do(office: Bench) -> None:
    many = [LaidColumn("debtor", f"Cột {n}", 100) for n in range(29)]
    for columns in (
        [*many, LaidColumn("note", "Ghi chú", 1)], [*many[1:], LaidColumn("court", "Tòa", 1), LaidColumn("note", "Ghi chú", 100)],
        [*many[:3], LaidColumn("note", "Ghi chú", 1)],
    ):  # fmt: skip
        with pytest.raises(Refused) as narrow:
            register_layouts.change(office.desk, BOOK, columns)
        assert code(narrow) == "register.narrow"
    few = LaidColumn("debtor", "Người", 100)
    with pytest.raises(Refused) as little:
        register_layouts.change(office.desk, BOOK, [few, LaidColumn("note", "Ghi chú", 3)])
    assert dict(little.value.refusals[0].facts) == {"heading": "Ghi chú", "wide": "11", "least": "12", "weight": "4"}
    assert "từ 4 trở lên" in sentence(little.value.refusals[0])
    register_layouts.change(office.desk, BOOK, [few, LaidColumn("note", "Ghi chú", 4)])
    register_layouts.change(office.desk, BOOK, [*many, LaidColumn("note", "Ghi chú", 100)])
