"""Returns on paper: landscape PDF with the form's header on every page, signatures on its last.

``draw_returns(regime, forms, head) -> bytes``: equal input gives equal bytes. Money is printed in 1.000 đồng, rounded
half up from the exact sums; where rounded lines do not add up to their total a note says so.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import long_date
from thads_desktop.domain.money import dong
from thads_desktop.printing.archival import canvas_for
from thads_desktop.printing.fonts import BOLD, ITALIC, REGULAR, drawable
from thads_desktop.printing.lines import wrapped
from thads_desktop.printing.return_table import BodyRow, Grid, grids, rounding_gap, thousands
from thads_desktop.returns.vocabulary import COSIGNER_TITLES, FORM_MEASURES, RECEIVED, SEALED, SIGNED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.returns.compute import Return
    from thads_desktop.returns.definition import Regime

MARGIN = 10.0
SIZES = {"A4": (297.0, 210.0), "A3": (420.0, 297.0)}
HEADER, SIGNATURES, NUMBERS = 27.0, 40.0, 5.0
PT = 72 / 25.4
#: From line to line in mm, of the size in points; the smallest letters of a name that stands on one line.
LINE, SMALLEST = 0.42, 6.5
RECONSTRUCTED = (
    "Bố cục biểu được dựng lại theo quy định và số liệu đã công bố, chưa đối chiếu với mẫu in trong phụ lục thông tư."
)


#: "Thông tư 05/2024" is written "Thông tư số 05/2024".
_NUMBERED = re.compile(r"^(Thông tư(?: liên tịch)?) (?=\d)")
TAKEN_OVER = "Chỉ tiêu tạm lấy theo chế độ"


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What stands around the table. months, year: statistical period; day: date of drawing up (None = left blank);
    notes: sentences under the last table (figures not exact); warning: what must be read with the figures, on every page."""

    sender: str
    recipient: str
    months: int
    year: int
    place: str
    head_title: str
    day: date | None = None
    head_name: str = ""
    compiler_name: str = ""
    notes: tuple[str, ...] = ()
    warning: str = ""
    #: Over the signature of who drew it up: an officer's own return has another than that of an office.
    compiler_title: str = "NGƯỜI LẬP BIỂU"
    #: Judgments and decisions received in the period; they stand in no relation to the figures of the forms. None = not counted.
    received: int | None = None

    @property
    def period(self) -> str:
        return f"{self.months:02d} tháng năm {self.year}"


def draw_returns(regime: Regime, forms: Sequence[Return], head: SheetHead) -> bytes:
    """The forms one after another, each from a new page; pages are numbered within their form."""
    buffer = io.BytesIO()
    title = f"Báo cáo thống kê thi hành án dân sự {head.period}"
    canvas = canvas_for(buffer, title, head.sender, (SIZES["A4"][0] * PT, SIZES["A4"][1] * PT))
    for form in forms:
        _Sheet(canvas, regime, form, head).draw()
    canvas.save()
    return buffer.getvalue()


class _Sheet:
    """One form on its pages. Lengths in mm from the upper left corner of the page."""

    def __init__(self, canvas: Any, regime: Regime, form: Return, head: SheetHead) -> None:
        self.c, self.regime, self.form, self.head = canvas, regime, form, head
        self.spec = regime.form(form.form)
        self.width, self.height = SIZES[self.spec.paper]
        self.inner = self.width - 2 * MARGIN
        self.down = self.spec.orientation == "criteria_down"
        self.row_height = 6.5

    def draw(self) -> None:
        tables = grids(self.regime, self.form, self.inner)
        if self.down:
            # The lines are few and always the same: they go on one page with the signatures.
            lines = max(len(t.body) for t in tables)
            self.row_height = max(4.3, min(6.5, self._room(tables[-1], closing=True) / lines))
        pages = self._pages(tables)
        for number, (grid, rows, last) in enumerate(pages, 1):
            self.c.setPageSize((self.width * PT, self.height * PT))
            self._header()
            y = self._table(grid, rows, MARGIN + HEADER)
            if last:
                self._closing(y + 3)
            self._footer(number, len(pages))
            self.c.showPage()

    def _pages(self, tables: list[Grid]) -> list[tuple[Grid, tuple[BodyRow, ...], bool]]:
        """Lines shared out over pages; the last page keeps room for notes and signatures."""
        pages: list[tuple[Grid, tuple[BodyRow, ...], bool]] = []
        for table in tables:
            full, ending = (self._room(table, closing=closing) + 0.01 * self.row_height for closing in (False, True))
            rest, last_table = table.body, table is tables[-1]
            tall = [self._tall(table, row) for row in rest]
            while rest and sum(tall) > (ending if last_table else full):
                take = max(1, sum(so_far <= full for so_far in accumulate(tall)))
                # Never leave the signatures alone on a page.
                take = min(take, max(1, len(rest) - 3)) if last_table else take
                pages.append((table, rest[:take], False))
                rest, tall = rest[take:], tall[take:]
            if rest or last_table:
                pages.append((table, rest, last_table))
        return pages

    def _room(self, table: Grid, *, closing: bool) -> float:
        """Height left for lines on a page, with or without what stands under the last table."""
        room = self.height - 2 * MARGIN - HEADER - table.head_height - NUMBERS
        return room - (SIGNATURES + 4 * self._note_lines() + self._signing_more() if closing else 0)

    def _note_lines(self) -> int:
        return sum(len(self._lines(note, ITALIC, 8.5, self.inner)) for note in self._notes())

    def _signer(self, text: str) -> tuple[float, list[str]]:
        """What stands above and below one of two signatures beside each other: its size, smaller where it is long, and its lines."""
        width = self.inner * 0.38
        size = next((x for x in (10, 8, 7) if len(self._lines(text, BOLD, x, width)) <= 2), 6)
        return size, self._lines(text, BOLD, size, width)

    def _beside(self) -> tuple[list[str], list[str], list[str]]:
        """Place and day; the two titles; the two names."""
        day = self.head.day
        dated = f"{self.head.place}, {long_date(day) if day else 'ngày … tháng … năm ……'}"
        maker = COSIGNER_TITLES.get(self.spec.cosigner, self.head.compiler_title)
        return [dated], [maker, self.head.head_title.upper()], ["" if self.spec.cosigner else self.head.compiler_name, self.head.head_name]

    def _more(self, said: Sequence[str]) -> float:
        """How much taller texts beside each other are than one line."""
        return max(max(0, len(lines) - 1) * size * LINE for size, lines in map(self._signer, said))

    def _signing_more(self) -> float:
        return sum(map(self._more, self._beside()))

    def _header(self) -> None:
        side = self.inner * 0.27
        y = MARGIN
        left = [
            (f"Biểu số: {self.form.code}", BOLD),
            ("Ban hành theo " + _NUMBERED.sub(r"\1 số ", self.form.circular), REGULAR),
            (self.spec.issued or self.regime.issued, REGULAR),
            ("Ngày nhận báo cáo: ……/……/…………", REGULAR),
        ]
        self._stack(left, MARGIN, y, side, 9, align="left")
        right = [("Đơn vị gửi báo cáo:", REGULAR), (self.head.sender, BOLD), ("Đơn vị nhận báo cáo:", REGULAR),
                 (self.head.recipient, BOLD)]  # fmt: skip
        self._stack(right, self.width - MARGIN - side, y, side, 9, align="left")
        middle = self.inner - 2 * side - 12
        title = self._balanced(self.form.title.upper(), BOLD, 12, middle)
        centre = [*((line, BOLD) for line in title), (self.head.period, ITALIC)]
        self._stack(centre, MARGIN + side + 6, y, middle, 12, align="centre")
        unit = f"Đơn vị tính: {self.form.unit}"
        if self.head.warning:
            room = self.inner - self._wide(unit, ITALIC, 9) - 6
            lines = self._lines(self.head.warning, BOLD, 9, room)
            said = lines[0] if len(lines) == 1 else f"{self._lines(self.head.warning, BOLD, 9, room - 3)[0]} …"
            self._text(said, MARGIN, MARGIN + HEADER - 2, BOLD, 9, "left")
        self._text(unit, self.width - MARGIN, MARGIN + HEADER - 2, ITALIC, 9, "right")

    def _table(self, grid: Grid, rows: tuple[BodyRow, ...], top: float) -> float:
        for cell in grid.head:
            self._box(MARGIN + cell.x, top + cell.y, cell.width, cell.height)
            self._centred(cell.text, cell.hint, MARGIN + cell.x, top + cell.y, cell.width, cell.height)
        y = top + grid.head_height
        for i, number in enumerate(grid.numbers):
            x, width = self._place(grid, i)
            self._box(x, y, width, NUMBERS)
            self._text(number, x + width / 2, y + 3.6, ITALIC, 8, "centre")
        y += NUMBERS
        for row in rows:
            self._row(grid, row, y)
            y += self._tall(grid, row)
        return y

    def _place(self, grid: Grid, i: int) -> tuple[float, float]:
        return (MARGIN, grid.stub) if i == 0 else (MARGIN + grid.stub + (i - 1) * grid.column, grid.column)

    def _label(self, grid: Grid, row: BodyRow) -> tuple[float, list[str]]:
        """The size of a row's words and their lines: one, as small as can be read; of a name longer than that as many as it takes."""
        font, room = BOLD if row.strong else REGULAR, grid.stub - 2.5 - 3.5 * row.depth
        size = self._fitting(row.label + (f" ({row.hint})" if row.hint else ""), font, 8.8, room)
        if size >= SMALLEST or row.hint or self.down:
            return size, [row.label]
        return SMALLEST, self._lines(row.label, font, SMALLEST, room)

    def _tall(self, grid: Grid, row: BodyRow) -> float:
        size, lines = self._label(grid, row)
        return max(self.row_height, len(lines) * size * LINE + 1.2) if len(lines) > 1 else self.row_height

    def _row(self, grid: Grid, row: BodyRow, y: float) -> None:
        font = BOLD if row.strong else REGULAR
        size, lines = self._label(grid, row)
        tall = self._tall(grid, row)
        base, indent = y + tall / 2 + 1.1, 1.5 + 3.5 * row.depth
        self._box(MARGIN, y, grid.stub, tall)
        for n, line in enumerate(lines):
            self._text(line, MARGIN + indent, base + (n - (len(lines) - 1) / 2) * size * LINE, font, size, "left")
        if row.hint:
            self._text(f" ({row.hint})", MARGIN + indent + self._wide(row.label, font, size), base, ITALIC, size - 1.5, "left")
        for i, text in enumerate(row.cells, 1):
            x, width = self._place(grid, i)
            self._box(x, y, width, tall)
            size = self._fitting(text, font, 8.8, width - 1.8)
            self._text(text, x + width - 0.9, base, font, size, "right")

    def _notes(self) -> list[str]:
        notes = list(self.head.notes)
        memo = self.form.memo
        if self.head.received is not None and self.form.measure in FORM_MEASURES:
            notes.insert(0, f"{RECEIVED}: {dong(self.head.received)}.")
        if self.spec.note:
            notes.append(self.spec.note)
        if self.regime.taken_over:
            notes.append(f"{TAKEN_OVER} {self.regime.taken_over}, chờ phụ lục của {self.form.circular}.")
        if any(r.key == "tong" for r in self.form.rows) and memo and self.form.measure in FORM_MEASURES:
            notes.append(
                f"Chưa có điều kiện đã chuyển sổ theo dõi riêng, không tính trong biểu: {dong(memo['m1'])} việc, "
                f"{dong(thousands(memo['m1_tien']))} nghìn đồng; trong đó chuyển trong kỳ: "
                f"{dong(memo['m1_trong_ky'])} việc, {dong(thousands(memo['m1_trong_ky_tien']))} nghìn đồng."
            )
            done = memo.get("da_thu_so_rieng", 0)
            if done and self.form.measure == "tien":
                notes.append(f"Đã thu, đình chỉ, giảm trong kỳ của việc ở sổ theo dõi riêng, không tính trong biểu: {dong(thousands(done))} nghìn đồng.")
        gap = rounding_gap(self.form, self.regime.money(self.form.measure))
        if gap:
            notes.append(
                "Mỗi ô được làm tròn đến nghìn đồng từ số chính xác, vì vậy cộng các ô đã làm tròn có thể lệch "
                f"tới {gap} nghìn đồng so với ô tổng số."
            )
        return notes

    def _closing(self, y: float) -> None:
        for note in self._notes():
            for line in self._lines(note, ITALIC, 8.5, self.inner):
                self._text(line, MARGIN, y + 2.5, ITALIC, 8.5, "left")
                y += 4
        y += 3
        left, right = MARGIN + self.inner * 0.2, MARGIN + self.inner * 0.8
        dated, titles, names = self._beside()
        self._sign(dated[0], right, y + 2, ITALIC)
        y += 6 + self._more(dated)
        below = y + self._more(titles)
        for x, title in zip((left, right), titles, strict=True):
            self._sign(title, x, y + 2, BOLD)
        for x, how in ((left, SEALED if self.spec.cosigner else SIGNED), (right, SEALED)):
            self._text(how, x, below + 6, ITALIC, 9, "centre")
        for x, name in zip((left, right), names, strict=True):
            self._sign(name, x, below + 28, BOLD)

    def _sign(self, text: str, x: float, y: float, font: str) -> None:
        size, lines = self._signer(text)
        for n, line in enumerate(lines):
            self._text(line, x, y + n * size * LINE, font, size, "centre")

    def _footer(self, page: int, pages: int) -> None:
        y = self.height - 5
        if self.regime.status == "reconstructed":
            self._text(RECONSTRUCTED, MARGIN, y, ITALIC, 6.5, "left")
        self._text(f"Biểu {self.form.code} - trang {page}/{pages}", self.width - MARGIN, y, REGULAR, 7.5, "right")

    # ---- drawing plain text and lines ----------------------------------------------------------------------

    def _stack(
        self, lines: Sequence[tuple[str, str]], x: float, y: float, width: float, size: float, *, align: str
    ) -> None:
        at = {"left": x, "centre": x + width / 2}[align]
        while size > 4 and sum(len(self._lines(text, font, size, width)) for text, font in lines) * size * LINE > HEADER - 1.5:
            size -= 0.5
        for text, font in lines:
            for line in self._lines(text, font, size, width):
                y += size * LINE
                self._text(line, at, y, font, size, align)

    def _centred(self, text: str, hint: str, x: float, y: float, width: float, height: float) -> None:
        """Wrapped in the middle of a cell, as large as fits."""
        size = 9.0
        while size > 5.5:
            lines = [(t, BOLD, size) for t in self._lines(text, BOLD, size, width - 1.2)]
            lines += [(t, ITALIC, size - 1) for t in self._lines(hint, ITALIC, size - 1, width - 1.2)]
            tall = len(lines) * size * LINE
            if tall <= height - 0.6 and all(self._wide(t, f, s) <= width - 0.8 for t, f, s in lines):
                break
            size -= 0.5
        top = y + (height - tall) / 2
        for i, (line, font, own) in enumerate(lines):
            self._text(line, x + width / 2, top + (i + 0.75) * size * LINE, font, own, "centre")

    def _lines(self, text: str, font: str, size: float, width: float) -> list[str]:
        return wrapped(drawable(text), font, size, width * PT) if text else []

    def _balanced(self, text: str, font: str, size: float, width: float) -> list[str]:
        """As few lines as the width allows, of about the same length."""
        lines = self._lines(text, font, size, width)
        while True:
            width -= 3
            narrower = self._lines(text, font, size, width)
            if len(narrower) > len(lines) or any(self._wide(t, font, size) > width for t in narrower):
                return lines
            lines = narrower

    def _wide(self, text: str, font: str, size: float) -> float:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        return float(stringWidth(text, font, size)) / PT

    def _fitting(self, text: str, font: str, size: float, width: float) -> float:
        """The largest size not above ``size`` in which the text fits the width."""
        wide = self._wide(text, font, size)
        return size if wide <= width else max(4.0, size * width / wide)

    def _text(self, text: str, x: float, y: float, font: str, size: float, align: str) -> None:
        text = drawable(text)
        self.c.setFont(font, size)
        draw = {"left": self.c.drawString, "right": self.c.drawRightString, "centre": self.c.drawCentredString}[align]
        draw(x * PT, (self.height - y) * PT, text)

    def _box(self, x: float, y: float, width: float, height: float) -> None:
        self.c.setLineWidth(0.4)
        self.c.rect(x * PT, (self.height - y - height) * PT, width * PT, height * PT)
