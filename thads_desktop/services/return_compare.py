"""A return beside the period before, the same period a year earlier and what is usual for this office, with a remark for each figure.

All periods are counted by the readings of the return that is looked at, out of one sweep over the log. What is usual comes of the
office's own past alone: the lowest and the highest of the same months in the years before, widened on each side.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import closing_events as ce
from thads_desktop.domain.dates import period as days_of, short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import clean
from thads_desktop.returns import records as records_
from thads_desktop.returns.compute import compute
from thads_desktop.returns.facts import Fact, FactReader
from thads_desktop.returns.vocabulary import LINES
from thads_desktop.services import inspection_files, masking, people, reopening, reporting, return_basis, return_reading
from thads_desktop.services.return_words import REMARKS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from thads_desktop.domain.listing import Cell as Printed
    from thads_desktop.returns.compute import Cell, Return
    from thads_desktop.returns.records import Record
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.reporting import Made
    from thads_desktop.storage.reader import Reader

ROW = "return_remark"
#: Years looked back, fewest that make a range, and how far it is widened on each side, in hundredths.
YEARS, FEWEST, WIDER = 5, 2, 10
#: Letters of a remark.
MOST = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of the totals. None = not known (no such period here). outside: beyond what is usual; remark: what somebody said of it."""

    form: str
    code: str
    cell: str
    no: str
    label: str
    level: int
    now: Cell
    before: Cell
    last_year: Cell
    low: Cell
    high: Cell
    remark: str = ""
    said_by: str = ""
    said_on: date | None = None

    @property
    def key(self) -> str:
        return f"{self.form}|{self.cell}"

    @property
    def outside(self) -> bool:
        """Beyond what is usual."""
        if self.now is None or self.low is None or self.high is None:
            return False
        return not self.low <= self.now <= self.high


@dataclass(frozen=True, slots=True)
class Compared:
    """The lines, and in words what they are held against."""

    regime: str
    year: int
    months: int
    lines: tuple[Line, ...]
    before_words: str
    year_words: str
    rule: str

    @property
    def period_words(self) -> str:
        return f"{self.months:02d} tháng năm {self.year}"

    @property
    def unexplained(self) -> int:
        """Figures beyond what is usual of which nothing is said."""
        return sum(x.outside and not x.remark for x in self.lines)


def period_before(year: int, months: int) -> tuple[int, int] | None:
    """The period reported before one in its year, of which the figures go on; None of the first."""
    return (year, months - 1) if months > 1 else None


def compare(
    desk: Desk, made: Made, progress: Callable[[int], None] | None = None, cancelled: Callable[[], bool] | None = None
) -> Compared:
    """Hold a computed return against the past of its office. Refused("import.cancelled")."""
    earlier = period_before(made.year, made.months)
    wanted = {earlier} if earlier is not None else set()
    wanted |= {(made.year - n, made.months) for n in range(1, YEARS + 1)}
    with desk.reading() as reader:
        known = return_basis.known_from(reader)
        spans = {p: days_of(*p) for p in wanted}
        readers = {
            p: FactReader(start, end, made.regime.counting) for p, (start, end) in spans.items() if known is None or start >= known
        }
        counted = _sweep(reader, readers, progress, cancelled)
        said = _remarks(desk, reader, made)
    cells = {p: _cells(made, *found) for p, found in counted.items() if any(found)}
    own = {(f, c): v for f, c, v in _own(made)}
    past = [(y, cells[y, made.months]) for y in sorted((y for y, m in cells if m == made.months and y < made.year), reverse=True)]
    before, year = cells.get(earlier) if earlier is not None else None, cells.get((made.year - 1, made.months))
    lines = []
    for form in _wholes(made):
        for c in made.regime.of_measure(form.measure):
            at = (form.form, c.key)
            low, high = _range([found[at] for _, found in past if at in found])
            remark, by, on = said.get(at, ("", "", None))
            was, last = (before or {}).get(at), (year or {}).get(at)
            lines.append(Line(form.form, form.code, c.key, c.no, c.label, c.level, own[at], was, last, low, high, remark, by, on))
    return Compared(
        made.regime.id, made.year, made.months, tuple(lines),
        f"{made.months - 1:02d} tháng năm {made.year}" if before else "không có kỳ trước trong năm" if earlier is None else "chưa có số liệu kỳ trước",
        f"{made.months:02d} tháng năm {made.year - 1}" if year else "chưa có số liệu cùng kỳ năm trước", _rule([y for y, _ in past]),
    )  # fmt: skip


def remark(desk: Desk, made: Made, form: str, cell: str, text: str) -> None:
    """Say something beside a figure; an empty text takes back what was said. Refused: no such cell, too long."""
    desk.allow("return_remark")
    said = clean(text)
    if len(said) > MOST:
        raise Refused(Refusal("text.too_long", {"length": str(len(said)), "limit": str(MOST)}, "remark"))
    if (form, cell) not in {(f, c) for f, c, _ in _own(made)}:
        raise Refused(Refusal("return.no_such_cell", {"form": form[:40], "cell": cell[:40]}))
    with desk.writing("return_remark") as uow:
        key = uuid4().hex if said else ""
        if said:
            uow.write_row(ROW, key, {"text": said})
        body = ce.ReturnRemarked(made.regime.id, made.year, made.months, form, cell, key)
        uow.append(reopening.subject(made.regime.id, made.year, made.months), desk.clock.today(), body)
        uow.commit()


def any_remark(desk: Desk, made: Made) -> bool:
    """Something was said of the figures of this period."""
    with desk.reading() as reader:
        return bool(_remarks(desk, reader, made))


def _remarks(desk: Desk, reader: Reader, made: Made) -> dict[tuple[str, str], tuple[str, str, date | None]]:
    """(form, cell) -> (what was said last, who, when)."""
    names = masking.names(desk, reader)
    found: dict[tuple[str, str], tuple[str, str, date | None]] = {}
    for e in sorted(in_force(reader.events_of(reopening.subject(made.regime.id, made.year, made.months))), key=lambda e: e.seq):
        if isinstance(b := e.body, ce.ReturnRemarked):
            text = str(names.row(ROW, b.remark).get("text", "")) if b.remark else ""
            found[b.form, b.cell] = (text, names.recorder(e.actor), e.day)
    return {at: said for at, said in found.items() if said[0]}


def _sweep(
    reader: Reader, readers: Mapping[tuple[int, int], FactReader], progress: Callable[[int], None] | None, cancelled: Callable[[], bool] | None
) -> dict[tuple[int, int], tuple[list[Fact], list[Record]]]:
    """What counts in each period: obligation lines and records."""
    found: dict[tuple[int, int], tuple[list[Fact], list[Record]]] = {p: ([], []) for p in readers}
    for _subject, events in reader.stream("entry", types=sorted(records_.ENTRY_TYPES)):
        for p, each in readers.items():
            found[p][1].extend(records_.of_entry(events, each.start, each.end))
    for done, (_subject, events) in enumerate(reader.stream("matter", types=return_reading.MATTER_TYPES), 1):
        for p, each in readers.items():
            found[p][0].extend(each.of(events))
            found[p][1].extend(records_.of_matter(each, events))
        if done % 500 == 0:
            if progress is not None:
                progress(done)
            if cancelled is not None and cancelled():
                raise Refused(Refusal("import.cancelled"))
    return found


def _wholes(made: Made) -> list[Return]:
    """Of every set of criteria the form whose first row is the whole, as it is printed: the forms that other authorities sign tell the same."""
    found: dict[str, Return] = {}
    for form in sorted(made.all_forms, key=reporting.printed_order):
        if form.rows and form.rows[0].key == "tong":
            found.setdefault(form.measure, form)
    return list(found.values())


def _own(made: Made) -> list[tuple[str, str, Cell]]:
    return [(form.form, c, v) for form in _wholes(made) for c, v in form.rows[0].cells.items()]


def _cells(made: Made, facts: Sequence[Fact], recorded: Sequence[Record]) -> dict[tuple[str, str], Cell]:
    """The totals of another period, by the same forms; nothing of obligations for a period that has none here."""
    wanted = {f.form for f in _wholes(made) if facts or LINES not in made.regime.sources(f.measure)}
    forms = compute(made.regime, facts, records=recorded)
    return {(f.form, c): v for f in forms if f.form in wanted for c, v in f.rows[0].cells.items()}


def _range(values: Sequence[Cell]) -> tuple[Cell, Cell]:
    told = [v for v in values if v is not None]
    if len(told) < FEWEST:
        return None, None
    low, high = min(told), max(told)
    if isinstance(low, Decimal) or isinstance(high, Decimal):
        hundredth = Decimal("0.01")
        return (Decimal(low) * (100 - WIDER) / 100).quantize(hundredth), (Decimal(high) * (100 + WIDER) / 100).quantize(hundredth)
    return low * (100 - WIDER) // 100, -(-high * (100 + WIDER) // 100)


def _rule(years: Sequence[int]) -> str:
    if len(years) < FEWEST:
        return f"Chưa có khoảng thường thấy: cần số liệu cùng kỳ của ít nhất {FEWEST} năm trước, hiện có {len(years)}."
    told = ", ".join(str(y) for y in years)
    return f"Khoảng thường thấy: thấp nhất và cao nhất của cùng kỳ {len(years)} năm trước của đơn vị ({told}), nới mỗi phía {WIDER} %."


def change(now: Cell, then: Cell) -> str:
    """How far a figure is from another: "+12,5 %"; points for a rate; "" when it cannot be said."""
    if now is None or then is None or now == then:
        return ""
    if isinstance(now, Decimal) or isinstance(then, Decimal):
        return f"{Decimal(now) - Decimal(then):+.2f} điểm".replace(".", ",").replace("-", "−")
    if then == 0:
        return "mới có"
    tenths = (abs(now - then) * 2000 + abs(then)) // (2 * abs(then))
    return f"{'+' if now >= then else '−'}{tenths // 10},{tenths % 10} %"


def range_words(line: Line) -> str:
    return "" if line.low is None else f"{reporting.shown(line.low)} đến {reporting.shown(line.high)}"


def listing(desk: Desk, made: Compared) -> Listing:
    """The comparison sheet."""
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        head = reader.head()
    tables = []
    for code in dict.fromkeys(x.code for x in made.lines):
        rows: list[tuple[Printed, ...]] = [
            (x.no, x.label, _figure(x.now), _figure(x.before), change(x.now, x.before), _figure(x.last_year), change(x.now, x.last_year), range_words(x),
             ("Ngoài khoảng. " if x.outside else "") + (f"{x.remark} ({x.said_by}, {short_date(x.said_on)})" if x.remark and x.said_on else ""))
            for x in made.lines if x.code == code
        ]  # fmt: skip
        tables.append(ListTable(f"Biểu {code}, dòng tổng số", (
            ListColumn("Cột", 5, "centre"), ListColumn("Chỉ tiêu", 26), ListColumn("Kỳ này", 13, "right"), ListColumn("Kỳ trước", 13, "right"),
            ListColumn("So kỳ trước", 9, "right"), ListColumn("Cùng kỳ năm trước", 13, "right"), ListColumn("So cùng kỳ", 9, "right"),
            ListColumn("Khoảng thường thấy", 16, "right"), ListColumn("Giải thích", 28)), tuple(rows)))  # fmt: skip
    said = (f"Kỳ trước: {made.before_words}. Cùng kỳ năm trước: {made.year_words}. Các kỳ tính theo cùng một cách.", made.rule)
    return Listing(
        f"Bảng so sánh số liệu {made.period_words}", who.parent, who.name, who.place, today, said, tuple(tables), (), ("Người lập", ""),
        people.signs(who, heads), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def _figure(value: Cell) -> Printed:
    """A number stays one; what is not known is a dash."""
    return reporting.shown(value) if value is None else value


def content_of(made: Compared) -> bytes:
    """As the part of a package."""
    plain: dict[str, Any] = {
        "rule": made.rule, "before": made.before_words, "last_year": made.year_words,
        "lines": [
            {"form": x.form, "cell": x.cell, "outside": x.outside, "remark": x.remark,
             **{n: "" if getattr(x, n) is None else str(getattr(x, n)) for n in ("now", "before", "last_year", "low", "high")}}
            for x in made.lines
        ],
    }  # fmt: skip
    return json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()


def sound(data: bytes, sent: Mapping[tuple[str, str, str], str]) -> str:
    """What is wrong with the comparison in a package that sent these cells; "" = nothing."""
    try:
        plain = json.loads(data)
        lines = plain["lines"]
        texts = [x[n] for x in lines for n in ("form", "cell", "remark", "now", "before", "last_year", "low", "high")] + [plain["rule"]]
        if any(type(t) is not str or len(t) > MOST or not t.isprintable() for t in texts) or any(type(x["outside"]) is not bool for x in lines):
            raise TypeError("texts")
        wrong = next((x for x in lines if (x["form"], "tong", x["cell"]) not in sent), None)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return "phần so sánh bị hỏng hoặc không đúng cấu trúc."
    return f"phần so sánh nêu ô {wrong['cell'][:20]} không có trong biểu." if wrong is not None else ""


PART = REMARKS
