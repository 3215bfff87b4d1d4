"""Charts on paper that read without colour: parts are told apart by hatching, lines by markers and dashes, every number stands beside its bar
or its line's end. All of it is vectors in black, drawn into a box (y from the upper edge of the sheet) and never out of it; of bars that have
no room there it is said how many there are."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from thads_desktop.domain.chart import Bar, Bars, Chart, Line, Lines
from thads_desktop.domain.money import dong
from thads_desktop.printing.fonts import BOLD, ITALIC, REGULAR
from thads_desktop.printing.lines import measure
from thads_desktop.printing.listing_sheet import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE, SMALL, TITLE = 8.5, 7.5, 10.5
#: Taller bars look like fields.
_BAR_MOST = 15.0
_STEP_MOST = 34.0
#: Room that a bar needs: by itself, and with what it is held against above it.
_STEP_LEAST, _STEP_MARKED = 11.0, 26.0
#: Room of the line that says what is not drawn.
_TOLD = SMALL + 5
#: What stands above a bar that is held against something.
_ABOVE = 12.5
_DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2), (1.5, 1.5), (6, 2, 1, 2))


class Box(NamedTuple):
    """Left, upper edge, width, height; sheet: height of the sheet, for y goes up on it."""

    x: float
    y: float
    width: float
    height: float
    sheet: float

    def up(self, y: float) -> float:
        return self.sheet - y


def draw_chart(canvas: Any, chart: Chart, box: Box) -> None:
    """The chart in its box: title, legend, then the drawing."""
    canvas.saveState()
    canvas.setStrokeColorRGB(0, 0, 0)
    canvas.setFillColorRGB(0, 0, 0)
    title = f"{chart.title} ({chart.unit})" if isinstance(chart, Lines) and chart.unit else chart.title
    _text(canvas, box.x, box.up(box.y + TITLE), _fitted(shown(title), BOLD, TITLE, box.width), BOLD, TITLE)
    if isinstance(chart, Bars):
        _bars(canvas, chart, box)
    else:
        _lines(canvas, chart, box)
    canvas.restoreState()


# --- bars ---------------------------------------------------------------------------------------------


def _bars(canvas: Any, chart: Bars, box: Box) -> None:
    top = box.y + TITLE + 6
    if chart.parts:
        top = _legend(canvas, chart.parts, box, top)
    if not chart.bars:
        _text(canvas, box.x, box.up(top + 14), shown(chart.none), ITALIC, SIZE)
        return
    marked = any(b.mark is not None for b in chart.bars)
    bars, low = _with_room(canvas, chart, box, top)
    step = min((low - top) / len(bars), _STEP_MOST)
    lines = 2 if step >= 2 * SIZE + 3 else 1
    widest = box.width * 0.36
    labels = [_in_lines(shown(b.label), REGULAR, SIZE, widest - 6, lines) for b in bars]
    named = max(measure(line, REGULAR, SIZE) for label in labels for line in label) + 6
    room = box.width - named - max(measure(shown(b.said), REGULAR, SIZE) for b in bars) - 6
    sums = [sum(b.values) for b in bars]
    most = chart.most or max([1, *sums, *(b.mark or 0 for b in bars)])
    # What is below nothing goes to the left of the axis; a bar longer than the scale ends with it, its number stands beside it.
    least = max(-most, min([0, *sums]))
    scale = Scale(box.x + named, room, least, most)
    tall = min(_BAR_MOST, step - _ABOVE - 4 if marked else step * 0.7)
    for n, (bar, label) in enumerate(zip(bars, labels, strict=True)):
        middle = top + step * n + (_ABOVE + tall / 2 if marked else min(step, _BAR_MOST * 1.5) / 2)
        _bar(canvas, bar, scale, box.up(middle + tall / 2), tall)
        for at, line in enumerate(label):
            y = middle + SIZE * 0.35 + (at - (len(label) - 1) / 2) * (SIZE + 1)
            _text(canvas, box.x + named - 4 - measure(line, REGULAR, SIZE), box.up(y), line, REGULAR, SIZE)


def drawn_of(chart: Bars, room: float) -> int:
    """How many of the bars are drawn in so much room beneath the title and the legend."""
    least = _STEP_MARKED if any(b.mark is not None for b in chart.bars) else _STEP_LEAST
    return len(chart.bars) if len(chart.bars) <= int(room / least) else max(1, int((room - _TOLD) / least))


def rest_of(chart: Bars, first: Box, then: Box) -> list[Bars]:
    """What the first box has no room for, as charts for boxes like ``then``, on the same scale."""
    most = chart.most or max([1, *(sum(b.values) for b in chart.bars), *(b.mark or 0 for b in chart.bars)])
    left, found = chart.bars[drawn_of(chart, _room(chart, first)) :], list[Bars]()
    while left:
        one = replace(chart, title=f"{chart.title} (tiếp)", bars=left, most=most)
        many = min(len(left), max(1, int(_room(chart, then) / (_STEP_MARKED if any(b.mark is not None for b in left) else _STEP_LEAST))))
        found.append(replace(one, bars=left[:many]))
        left = left[many:]
    return found


def _room(chart: Bars, box: Box) -> float:
    """The height that is left for bars."""
    return box.height - TITLE - 6 - (16 + 13 * (_spots(chart.parts, box)[-1][1]) if chart.parts else 0)


def _with_room(canvas: Any, chart: Bars, box: Box, top: float) -> tuple[Sequence[Bar], float]:
    """The bars that are drawn, and down to where; of the others it is said that they are not."""
    low = box.y + box.height
    bars = chart.bars[: drawn_of(chart, low - top)]
    if len(bars) == len(chart.bars):
        return bars, low
    low -= _TOLD
    said = f"Còn {len(chart.bars) - len(bars)} dòng nữa: xem trang sau."
    _text(canvas, box.x, box.up(box.y + box.height - 1), _fitted(shown(said), ITALIC, SMALL, box.width), ITALIC, SMALL)
    return bars, low


class Scale(NamedTuple):
    """From least (0 or below) to most over so many points."""

    x: float
    room: float
    least: int
    most: int

    def at(self, value: int) -> float:
        return self.x + self.room * (min(max(value, self.least), self.most) - self.least) / (self.most - self.least)


def _bar(canvas: Any, bar: Bar, scale: Scale, y: float, tall: float) -> None:
    start, so_far, end = scale.at(0), 0, scale.at(0)
    for n, value in enumerate(bar.values):
        left, right = sorted((scale.at(so_far), scale.at(so_far + value)))
        if value:
            hatched(canvas, n, left, y, right - left, tall)
        so_far += value
        end = max(end, right)
    canvas.setLineWidth(0.6)
    canvas.line(start, y - 2, start, y + tall + 2)
    said, at = shown(bar.said), end + 4
    if bar.mark is not None and at - 3 < scale.at(bar.mark) < at + measure(said, REGULAR, SIZE) + 3:
        at = scale.at(bar.mark) + 4  # not across the number
    _text(canvas, at, y + tall / 2 - SIZE * 0.35, said, REGULAR, SIZE)
    if bar.mark is not None:
        at_mark = scale.at(bar.mark)
        canvas.setLineWidth(1.4)
        canvas.line(at_mark, y - 3, at_mark, y + tall + 3)
        canvas.setLineWidth(0.6)
        said = shown(bar.mark_said)
        left = min(at_mark - measure(said, ITALIC, SMALL) / 2, scale.x + scale.room - measure(said, ITALIC, SMALL))
        _text(canvas, max(scale.x, left), y + tall + 4.5, said, ITALIC, SMALL)


def hatched(canvas: Any, kind: int, x: float, y: float, width: float, height: float) -> None:
    """A field of one of six kinds: rising, empty, falling, full, crossed, upright lines. Equal kinds look alike everywhere."""
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x, y, width, height)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setLineWidth(0.5)
    kind %= 6
    step = 3.2 if kind != 5 else 2.6
    if kind == 3:
        canvas.setFillColorRGB(0.2, 0.2, 0.2)
        canvas.rect(x, y, width, height, stroke=0, fill=1)
    if kind in (0, 4):
        for n in range(int((width + height) / step) + 2):
            canvas.line(x - height + n * step, y, x + n * step, y + height)
    if kind in (2, 4):
        for n in range(int((width + height) / step) + 2):
            canvas.line(x + n * step, y, x - height + n * step, y + height)
    if kind == 5:
        for n in range(int(width / step) + 1):
            canvas.line(x + n * step, y, x + n * step, y + height)
    canvas.restoreState()
    canvas.setLineWidth(0.6)
    canvas.rect(x, y, width, height, stroke=1, fill=0)


def _spots(parts: Sequence[str], box: Box) -> list[tuple[float, int]]:
    """Where each of a legend stands: how far right, in which line."""
    x, line, found = box.x, 0, list[tuple[float, int]]()
    for part in parts:
        wide = 14 + 4 + measure(shown(part), REGULAR, SIZE) + 12
        if x + wide > box.x + box.width and x > box.x:
            x, line = box.x, line + 1
        found.append((x, line))
        x += wide
    return found


def _legend(canvas: Any, parts: Sequence[str], box: Box, top: float) -> float:
    spots = _spots(parts, box)
    for n, (part, (x, line)) in enumerate(zip(parts, spots, strict=True)):
        hatched(canvas, n, x, box.up(top + 13 * line + 9), 14, 8)
        _text(canvas, x + 18, box.up(top + 13 * line + 8.5), shown(part), REGULAR, SIZE)
    return top + 13 * spots[-1][1] + 16


# --- lines --------------------------------------------------------------------------------------------


def _lines(canvas: Any, chart: Lines, box: Box) -> None:
    known = [v for line in chart.lines for v in line.values if v is not None]
    top = box.y + TITLE + 14
    if not known or not chart.places:
        _text(canvas, box.x, box.up(top + 8), shown(chart.none), ITALIC, SIZE)
        return
    step = _step(max(known))
    most = max(step, -(-max(known) // step) * step)
    left = box.x + max(measure(dong(most), REGULAR, SMALL), 12) + 6
    right = box.x + box.width - min(box.width * 0.34, max(measure(shown(x.name), REGULAR, SIZE) for x in chart.lines) + 44)
    low = box.y + box.height - 14
    canvas.setLineWidth(0.3)
    canvas.setStrokeColorRGB(0.65, 0.65, 0.65)
    for value in range(0, most + 1, step):
        y = box.up(low - (low - top) * value / most)
        canvas.line(left, y, right, y)
        said = dong(value)
        _text(canvas, left - 4 - measure(said, REGULAR, SMALL), y - SMALL * 0.35, said, REGULAR, SMALL)
    canvas.setStrokeColorRGB(0, 0, 0)
    across = (right - left) / max(1, len(chart.places) - 1)
    skip = 1 + int(max(measure(shown(p), REGULAR, SMALL) for p in chart.places) / max(across, 1))
    for n, place in enumerate(chart.places):
        if n % skip == (len(chart.places) - 1) % skip:
            said = shown(place)
            _text(canvas, max(box.x, left + n * across - measure(said, REGULAR, SMALL) / 2), box.up(low + 10), said, REGULAR, SMALL)
    ends = list[tuple[float, int, Line]]()
    for n, line in enumerate(chart.lines):
        spots = list[tuple[float, float]]()
        # What is not known parts a line.
        for known_, run in groupby(enumerate(line.values), lambda x: x[1] is not None):
            if known_:
                spots = [(left + i * across, box.up(low - (low - top) * (v or 0) / most)) for i, v in run]
                _line(canvas, n, spots)
        if spots:
            ends.append((spots[-1][1], n, line))
    _named(canvas, ends, right + 14, box)


def _line(canvas: Any, n: int, spots: Sequence[tuple[float, float]]) -> None:
    canvas.setLineWidth(1.1)
    canvas.setDash(*(([], 0) if not _DASHES[n % 4] else (list(_DASHES[n % 4]), 0)))
    for (x0, y0), (x1, y1) in pairwise(spots):
        canvas.line(x0, y0, x1, y1)
    canvas.setDash([], 0)
    for x, y in spots:
        marker(canvas, n, x, y)


def marker(canvas: Any, kind: int, x: float, y: float, half: float = 2.3) -> None:
    """Full dot, empty square, full triangle, empty diamond."""
    canvas.setLineWidth(0.7)
    kind %= 4
    if kind == 0:
        canvas.setFillColorRGB(0, 0, 0)
        canvas.circle(x, y, half, stroke=1, fill=1)
        return
    canvas.setFillColorRGB(*((0, 0, 0) if kind == 2 else (1, 1, 1)))
    corners = {1: ((-1, -1), (1, -1), (1, 1), (-1, 1)), 2: ((-1.2, -1), (1.2, -1), (0, 1.3)), 3: ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0))}[kind]
    path = canvas.beginPath()
    path.moveTo(x + corners[0][0] * half, y + corners[0][1] * half)
    for dx, dy in corners[1:]:
        path.lineTo(x + dx * half, y + dy * half)
    path.close()
    canvas.drawPath(path, stroke=1, fill=1)
    canvas.setFillColorRGB(0, 0, 0)


def _named(canvas: Any, ends: list[tuple[float, int, Line]], x: float, box: Box) -> None:
    """The name and the last number beside each line's end, moved apart where they would lie over each other."""
    ends.sort(key=lambda e: (-e[0], e[1]))
    last = box.sheet
    for y, n, line in ends:
        y = min(y, last - SIZE - 3)
        last = y
        value = next(v for v in reversed(line.values) if v is not None)
        marker(canvas, n, x, y)
        number = dong(value)
        _text(canvas, x + 6, y - SIZE * 0.35, number, BOLD, SIZE)
        room = box.x + box.width - x - 10 - measure(number, BOLD, SIZE)
        _text(canvas, x + 10 + measure(number, BOLD, SIZE), y - SIZE * 0.35, _fitted(shown(line.name), REGULAR, SIZE, room), REGULAR, SIZE)


def _step(most: int) -> int:
    """1, 2 or 5 times a power of ten, so that there are at most six lines."""
    power = 1
    while True:
        for times in (1, 2, 5):
            if most <= 5 * times * power:
                return times * power
        power *= 10


def _fitted(text: str, font: str, size: float, room: float) -> str:
    """Cut at its end where it is too long."""
    if measure(text, font, size) <= room:
        return text
    while text and measure(f"{text.rstrip()}…", font, size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…" if text else ""


def _in_lines(text: str, font: str, size: float, room: float, most: int) -> list[str]:
    """The words over at most so many lines, the last one cut where they are too many."""
    found = [""]
    for word in text.split(" "):
        longer = f"{found[-1]} {word}" if found[-1] else word
        if len(found) < most and found[-1] and measure(longer, font, size) > room:
            found.append(word)
        else:
            found[-1] = longer
    return [_fitted(line, font, size, room) for line in found]


def _text(canvas: Any, x: float, y: float, text: str, font: str, size: float) -> None:
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)
