"""The palette offers what was meant first: title before further words, whole words before beginnings, marks as typed before none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.office import Bench, bench
from thads_desktop.ui.page import Entry
from thads_desktop.ui.palette import Palette, ranked, why_found
from thads_desktop.ui.run import DeskWindow


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = bench(tmp_path_factory.mktemp("order") / "data", date(2020, 3, 2))
    yield made
    made.desk.close()


def entry(title: str, also: str = "") -> Entry:
    return Entry(title, lambda: None, "", "", "", also)


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("kho", ["Kho, bãi", "Khoản", "Vật chứng"]),
        ("quầy", ["Tại quầy", "Quay lại"]),
        ("quay", ["Quay lại", "Tại quầy"]),
        ("viec", ["Việc", "Giao việc"]),
        ("thu", ["Thu tiền", "Thứ tự", "Thuế"]),
    ],
)
def test_the_order(typed: str, titles: list[str]) -> None:
    given = [entry("Vật chứng", "kho"), entry("Khoản"), entry("Kho, bãi"), entry("Quay lại"), entry("Tại quầy"), entry("Việc"), entry("Giao việc"),
             entry("Thuế"), entry("Thứ tự"), entry("Thu tiền")]  # fmt: skip
    assert [e.title for e in ranked(given, typed)][: len(titles)] == titles


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("sự cố", "Sự cố hệ thống của Bộ"), ("su co", "Sự cố hệ thống của Bộ"), ("bàn giao", "Bàn giao toàn bộ việc của một chấp hành viên"),
        ("kiểm kê", "Kiểm kê kho vật chứng"), ("chi trả", "Thu, chi tiền"), ("quầy", "Trả lời tại quầy: hồ sơ đến đâu"),
        ("thủ quỹ", "Thu, chi tiền"), ("ủy thác", "Mở gói ủy thác, thông báo nhận ủy thác"), ("tách bản án", "Tách bản án thành các quyết định"),
        ("lịch công tác", "Lịch công tác tuần"), ("gói ủy thác", "Mở gói ủy thác, thông báo nhận ủy thác"),
    ],
)  # fmt: skip
def test_what_is_wanted_comes_first_from_any_page(window: DeskWindow, typed: str, title: str) -> None:
    for place in ("matters", "deadlines", "returns", "settings", "rounds", "books"):
        window.go(place)
        palette: Palette = window.show_palette()
        palette.line.setText(typed)
        assert palette.shown()[0].title == title, place
        palette.close()


def test_the_week_of_the_chosen_officer_comes_before_the_week_of_all(window: DeskWindow) -> None:
    for place, title in (("matters", "Lịch công tác tuần"), ("deadlines", "Lịch tuần của chấp hành viên đang chọn")):
        window.go(place)
        palette = window.show_palette()
        palette.line.setText("lịch tuần")
        assert palette.shown()[0].title == title
        palette.close()


@pytest.mark.parametrize(("typed", "name"), [("tách bản án", "intake"), ("kiểm kê", "store-counts"), ("ủy thác", "open-package"), ("chi tra", "cash")])
def test_a_command_of_a_page_that_is_not_open_opens_it(window: DeskWindow, typed: str, name: str) -> None:
    window.go("matters")
    palette = window.show_palette()
    palette.line.setText(typed)
    palette.run_current()
    page = window.page()
    assert page is not None
    assert page.name == name


def test_what_an_entry_was_found_by_is_read_beside_it() -> None:
    place = Entry("Xác minh", lambda: None, also="chuyến đi lưu trữ bàn giao")
    assert why_found(place, "lưu trữ") == "có: lưu trữ"
    assert why_found(place, "luu tru") == "có: lưu trữ"
    assert why_found(place, "xác minh") == ""
    assert why_found(replace(place, detail="Việc"), "xác bàn") == "Việc · có: bàn"
