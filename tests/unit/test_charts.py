"""Charts stay within their box, whatever the numbers, and say what they have no room for."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from pypdf import PdfReader

from thads_desktop.domain.chart import Bar, Bars, Line, Lines, Section
from thads_desktop.domain.listing import Listing
from thads_desktop.printing.briefing_sheet import draw_briefing
from thads_desktop.printing.charts import Box, draw_chart, rest_of

BOX = Box(100, 50, 360, 176, 595)


class Canvas:
    """Keeps what is drawn: fields (x, y, width, height), lines, texts (x, y, text)."""

    def __init__(self) -> None:
        self.fields: list[tuple[float, float, float, float]] = []
        self.lines: list[tuple[float, float, float, float]] = []
        self.texts: list[tuple[float, float, str]] = []

    def __getattr__(self, _name: str) -> object:
        return lambda *_args, **_named: self

    def rect(self, x: float, y: float, width: float, height: float, stroke: int = 1, fill: int = 0) -> None:
        if stroke and not fill:
            self.fields.append((x, y, width, height))

    def line(self, *at: float) -> None:
        self.lines.append(at)  # type: ignore[arg-type]  # four numbers

    def drawString(self, x: float, y: float, text: str) -> None:
        self.texts.append((x, y, text))


def drawn(chart: Bars | Lines) -> Canvas:
    canvas = Canvas()
    draw_chart(canvas, chart, BOX)
    return canvas


@pytest.mark.parametrize("value", [-3_333, -27_000, -1, 0, 6_000, 10_000])
def test_bars_stay_on_the_sheet_and_beside_their_labels(value: int) -> None:
    bars = (Bar("Giảm việc có điều kiện chuyển kỳ sau", (value,), f"{value}", 500, "chỉ tiêu 5,00 %"), Bar("Việc xong", (6_000,), "60", 5_000, "50"))
    canvas = drawn(Bars("Kết quả chung", bars, most=10_000))
    left = BOX.x + 30
    for x, _y, width, _height in canvas.fields:
        assert width >= 0
        assert left < x <= x + width <= BOX.x + BOX.width
    said = next(x for x, _y, text in canvas.texts if text == f"{value}")
    assert BOX.x < said < BOX.x + BOX.width
    assert min(y for _x, y, _t in canvas.texts) >= BOX.up(BOX.y + BOX.height)


@pytest.mark.parametrize(("many", "marked"), [(3, True), (14, False), (15, False), (36, True), (200, False)])
def test_what_has_no_room_is_told(many: int, marked: bool) -> None:
    bars = tuple(Bar(f"Người {n}", (n + 1,), f"#{n}", 5 if marked else None, "mức" if marked else "") for n in range(many))
    chart = Bars("Theo chấp hành viên", bars)
    canvas = drawn(chart)
    shown = sum(text.startswith("#") for _x, _y, text in canvas.texts)
    told = [text for _x, _y, text in canvas.texts if text.startswith("Còn ")]
    assert told == ([f"Còn {many - shown} dòng nữa: xem trang sau."] if shown < many else [])
    assert shown == many or shown >= 5
    ys = sorted(y for _x, y, text in canvas.texts if text.startswith("#"))
    assert all(b - a >= (25 if marked else 10) for a, b in pairwise(ys))


def test_long_labels_go_over_two_lines_where_there_is_room() -> None:
    label = "Nguyễn Thị Ngọc Ánh: việc xong / có điều kiện"
    canvas = drawn(Bars("Từng chấp hành viên", (Bar(label, (5_000,), "50", 6_000, "60"),), most=10_000))
    words = [text for _x, _y, text in canvas.texts]
    assert label not in words
    assert any(f"{a} {b}" == label for a, b in pairwise(words))


def test_a_line_is_parted_where_nothing_is_known() -> None:
    whole = drawn(Lines("x", ("a", "b", "c", "d"), (Line("n", (1, 2, 3, 4)),)))
    parted = drawn(Lines("x", ("a", "b", "", "d"), (Line("n", (1, 2, None, 4)),)))
    assert len(whole.lines) - len(parted.lines) == 2


@pytest.mark.parametrize(("many", "marked", "parts"), [(3, True, ()), (36, True, ()), (200, False, ("một", "hai")), (50, False, ("một " * 30, "hai"))])
def test_what_has_no_room_goes_on(many: int, marked: bool, parts: tuple[str, ...]) -> None:
    bars = tuple(Bar(f"Người {n}", (n + 1,), f"#{n}", 5 if marked else None) for n in range(many))
    chart = Bars("Theo chấp hành viên", bars, parts)
    first = sum(text.startswith("#") for _x, _y, text in drawn(chart).texts)
    rest = rest_of(chart, BOX, BOX._replace(height=400))
    assert bars[:first] + tuple(b for one in rest for b in one.bars) == bars
    for one in rest:
        canvas = Canvas()
        draw_chart(canvas, one, BOX._replace(height=400))
        assert sum(text.startswith("#") for _x, _y, text in canvas.texts) == len(one.bars)
        assert one.most == many


def test_a_pack_has_pages_for_what_goes_on() -> None:
    bars = tuple(Bar(f"Người {n}", (n + 1,), f"#{n}") for n in range(60))
    head = Listing("Giao ban", "Cục", "Chi cục", "Lê Chân", date(2020, 3, 2), (), ())
    made = draw_briefing([Section(head, ()), Section(replace(head, title="Kết quả"), (Bars("Từng người", bars),))])
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    assert len(pages) == 3
    assert "Trang 3/3" in " ".join(pages[2].split())
    assert all(f"#{n}" in pages[1] + pages[2] for n in range(60))
