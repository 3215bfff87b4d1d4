"""The procuracy's form 24.1 beside the office's own return: each known line, the office's figure, the procuracy's as typed, the difference, and
the matters behind the office's figure where the two differ, with what the procuracy may not know of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.documents.outside_layout import LayoutError, figures
from thads_desktop.domain.fold import fold
from thads_desktop.domain.listing import ListColumn, ListTable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.returns.compute import contributions
from thads_desktop.services import inputs, masking, reporting, rounds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from thads_desktop.domain.listing import Cell, Listing
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

MONTHS = (3, 6, 9, 12)
#: So many matters of a line are listed; the rest is counted.
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Behind:
    """A matter behind a figure: what it adds; hint: what of it the procuracy may not know, "" = nothing."""

    matter: str
    number_text: str
    debtor: str
    adds: int
    hint: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line: own and theirs in matters or 1.000 đồng (theirs None = not typed); behind: only where they differ."""

    number: int
    label: str
    measure: str
    own: int
    theirs: int | None
    behind: tuple[Behind, ...] = ()
    more: int = 0

    @property
    def difference(self) -> int | None:
        return None if self.theirs is None else self.own - self.theirs


@dataclass(frozen=True, slots=True)
class Compared:
    """The lines of a period."""

    title: str
    source: str
    year: int
    months: int
    start: date
    end: date
    lines: tuple[Line, ...]


def typed(said: Mapping[int, str]) -> dict[int, int]:
    """The procuracy's figures as typed, with or without dots; "" = not known. Refused for what is no figure, every one of them."""
    found, wrong = dict[int, int](), []
    for number, text in said.items():
        if not text.strip():
            continue
        figure = inputs.whole(text)
        if figure is not None and figure < 10**15:
            found[number] = figure
        else:
            wrong.append(Refusal("outside.bad_figures", {"line": str(number)}, f"line_{number}"))
    if wrong:
        raise Refused(*wrong)
    return found


def compare(
    desk: Desk, year: int, months: int, theirs: Mapping[int, int], progress: Callable[[int], None] | None = None,
) -> Compared:  # fmt: skip
    """Refused for a period that no return has, and as ``reporting.make``."""
    if months not in MONTHS:
        raise Refused(Refusal("outside.bad_months", field="months"))
    try:
        known = figures()
    except LayoutError as error:
        raise Refused(Refusal("outside.bad_layout")) from error
    made = reporting.make(desk, year, months, progress=progress)
    with desk.reading() as reader:
        hidden = masking.with_minors(reader, desk.clock.today().year) if masking.hides(desk) else set()
        lines = []
        for line in known.lines:
            adds: dict[str, int] = {}
            for key in line.of:
                for matter, n in contributions(made.regime.of_measure(line.measure), made.facts, key):
                    adds[matter] = adds.get(matter, 0) + n
            whole = sum(adds.values())
            own = (abs(whole) + 500) // 1000 * (1 if whole >= 0 else -1) if line.measure == "tien" else whole
            said = theirs.get(line.number)
            differs = said is not None and said != own
            shown = list(adds.items())[:_MOST] if differs else []
            behind = tuple(_behind(reader, matter, n, made.end, hidden) for matter, n in shown if n)
            lines.append(Line(line.number, line.label, line.measure, own, said, behind, len(adds) - len(shown) if differs else 0))
    return Compared(known.title, known.source, year, months, made.start, made.end, tuple(lines))


def listing(desk: Desk, made: Compared) -> Listing:
    """The lines, and beneath them the matters behind each difference."""
    columns = (
        ListColumn("Dòng", 6, "right"), ListColumn("Nội dung", 44), ListColumn("Số của cơ quan", 16, "right"),
        ListColumn("Số của Viện kiểm sát", 16, "right"), ListColumn("Chênh lệch", 14, "right"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [(x.number, x.label, x.own, x.theirs, x.difference) for x in made.lines]
    tables = [ListTable("", columns, tuple(rows))]
    for line in made.lines:
        if not line.behind:
            continue
        unit = "đồng" if line.measure == "tien" else "việc"
        heads = (
            ListColumn("Quyết định", 16), ListColumn("Người phải thi hành án", 36), ListColumn(f"Tính ({unit})", 14, "right"),
            ListColumn("Cần đối chiếu", 34),
        )  # fmt: skip
        cells = tuple((b.number_text, b.debtor, b.adds, b.hint) for b in line.behind)
        note = f"Còn {line.more} việc nữa." if line.more else ""
        tables.append(ListTable(f"Dòng {line.number}: {line.label}, chênh lệch {line.difference}", heads, cells, note))
    said = (f"Kỳ {made.months:02d} tháng năm {made.year}, từ {made.start:%d/%m/%Y} đến {made.end:%d/%m/%Y}; tiền tính 1.000 đồng",)
    with desk.reading() as reader:
        return rounds.listing(desk, reader, f"Đối chiếu với {made.title[:1].lower()}{made.title[1:]}", said, tables, (made.source,))


def _behind(reader: Reader, matter: str, adds: int, end: date, hidden: set[str]) -> Behind:
    at = reader.projections.matter_id(matter)
    row = reader.projections.matter_rows([at])[0] if at is not None else None
    debtor = f"({masking.MINOR})" if matter in hidden else row.debtor if row is not None else ""
    return Behind(matter, row.number_text if row is not None else "", debtor, adds, _hint(reader, matter, end))


def _hint(reader: Reader, matter: str, end: date) -> str:
    """Decisions that had not gone to the procuracy when the period ended: it cannot have counted them."""
    state = fold(reader.events_of(f"matter:{matter}"))
    unsent = []
    for paper in state.papers.values():
        if paper.numbered is None or paper.numbered > end or paper.stage in ("void", "recorded") or not paper.number:
            continue
        if not any(s.to == "procuracy" and s.day <= end for s in paper.sendings):
            unsent.append(str((reader.row("paper", paper.paper) or {}).get("number_text", "")))
    if unsent:
        return f"chưa gửi Viện kiểm sát trong kỳ: {', '.join(x for x in unsent if x)}"
    return "ghi nhận từ sổ cũ" if state.origin == "carried" else ""
