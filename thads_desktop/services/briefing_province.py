"""The sections of a department's pack: from the returns of its offices, the durations and the answers to its directions that came with them.

What does not travel with a return (overdue terms and key matters of an office) is told by the offices themselves.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.domain.chart import Bar, Bars, Line, Lines
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import Cell, ListColumn, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import briefing_parts as parts, consolidation, directions, durations, durations_files
from thads_desktop.services.briefing_parts import POINTS, Part

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from thads_desktop.returns.compute import Row
    from thads_desktop.services.consolidation import Consolidation
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.durations import Study

ELSEWHERE = "Thời hạn quá hạn, việc trọng điểm của từng đơn vị không đi theo gói báo cáo: đơn vị nêu trong tài liệu giao ban của mình."
_NONE = "Chưa nhận gói báo cáo nào của đơn vị."
_FLOWS = (("c3", "thụ lý mới"), ("c8", "thi hành xong"))
_NONE_PART = ((), (), (_NONE,))


def received(desk: Desk, cancelled: Callable[[], bool] | None) -> list[Consolidation]:
    """What the offices sent together, of the newest periods, the oldest first; of each period under the regime most offices sent."""
    found: dict[tuple[int, int], tuple[int, str]] = {}
    for regime, year, months, offices in consolidation.periods(desk):
        found[year, months] = max(found.get((year, months), (0, "")), (offices, regime))
    made = []
    for year, months in sorted(found)[-POINTS:]:
        if cancelled is not None and cancelled():
            raise Refused(Refusal("import.cancelled"))
        made.append(consolidation.joined(desk, found[year, months][1], year, months))
    return [m for m in made if m.forms]


def progress(desk: Desk, day: date, seq: int, came: list[Consolidation], cancelled: Callable[[], bool] | None) -> Part:
    """The targets where some were set, else the rates of the newest period, of all together and of each office."""
    if not came:
        return Part("Kết quả so với chỉ tiêu", _NONE, *_NONE_PART)
    last = came[-1]
    offices = []
    for key, name in _offices(last):
        offices += [r._replace(words=f"{_short(name)}: {r.words[:1].lower()}{r.words[1:]}") for r in parts.rates(last.forms, key)]
    assert last.regime is not None
    told = f"Kỳ {last.months:02d} tháng năm {last.year}, tính theo {last.regime.circular}; tỷ lệ xong trên số có điều kiện thi hành."
    # Of the year whose returns came: on 5 October the new year has none yet.
    own, units, said = parts.target_rows(desk, min(day, last.end) if last.end is not None else day, seq, cancelled)
    note = f"Chỉ tiêu: {said}" if own and units else f"{told} {last.incomplete}".strip()
    if own and not units:
        note = f"Chỉ tiêu: {said} Từng đơn vị: {note}"
    made = parts.progress_part(own or parts.rates(last.forms, "tong"), units or offices, note, "Từng đơn vị")
    more = " ".join(x for x in (f"{last.incomplete}." if last.missing else "", last.draft_words) if x)
    return replace(made, short=f"{made.short} {more}") if more else made


def trend(came: list[Consolidation]) -> Part:
    """New, done and left matters of each period that was received, and of each office in the newest.

    What is counted from 1 October on starts anew with each year, and its line with it; what is left goes on. No line joins periods of which
    not the same offices sent."""
    if not came:
        return Part("Thụ lý và tồn", _NONE, *_NONE_PART)
    totals = [_cells(m, "tong") for m in came]
    periods = tuple(f"{m.months} tháng/{m.year}" for m in came)
    of_year = _parted(came, lambda before, now: before.year != now.year or before.offices != now.offices)
    flows = Lines(
        "Từ đầu năm: thụ lý mới, xong", tuple(periods[n] if n is not None else "" for n in of_year),
        tuple(Line(words, tuple(totals[n].get(c) if n is not None else None for n in of_year)) for c, words in _FLOWS), "việc",
    )  # fmt: skip
    going_on = _parted(came, lambda before, now: before.offices != now.offices)
    stock = Lines(
        "Chuyển kỳ sau, cuối mỗi kỳ", tuple(periods[n] if n is not None else "" for n in going_on),
        (Line("chuyển kỳ sau", tuple(totals[n].get("c17") if n is not None else None for n in going_on)),), "việc",
    )  # fmt: skip
    last = came[-1]
    rows = [(name, _cells(last, key)) for key, name in _offices(last)]
    left = tuple(Bar(_short(name), (cells.get("c17", 0),), dong(cells.get("c17", 0))) for name, cells in rows)
    heads = (ListColumn("Đơn vị", 40), ListColumn("Năm trước chuyển sang", 15, "right"), ListColumn("Thụ lý mới", 15, "right"),
             ListColumn("Thi hành xong", 15, "right"), ListColumn("Chuyển kỳ sau", 15, "right"))  # fmt: skip
    shown = (("Cộng", totals[-1]), *rows)
    lines: tuple[tuple[Cell, ...], ...] = tuple((name, *(cells.get(c, 0) for c in ("c2", "c3", "c8", "c17"))) for name, cells in shown)
    short = f"Kỳ {last.months:02d} tháng năm {last.year}: thụ lý mới {dong(totals[-1].get('c3', 0))}, chuyển kỳ sau {dong(totals[-1].get('c17', 0))} việc."
    short += f" {last.incomplete}." if last.missing else ""
    notes = [f"Kỳ {p}: thiếu báo cáo của {len(m.missing)} đơn vị ({', '.join(m.missing)}); số của kỳ chỉ của các đơn vị đã gửi."
             for p, m in zip(periods, came, strict=True) if m.missing]  # fmt: skip
    notes += [f"Kỳ {p}: {m.draft_words}" for p, m in zip(periods, came, strict=True) if m.drafts]
    notes.append("Từ đầu năm: từ 01/10, mỗi năm thống kê một đường. “3 tháng/2019” là ba tháng đầu của năm thống kê 2019 (từ 01/10/2018 đến 31/12/2018). "
                 "Đường đứt ở chỗ các đơn vị đã gửi không như kỳ trước.")
    return Part("Thụ lý và tồn", short, (flows, stock, Bars("Chuyển kỳ sau", left)), (ListTable("", heads, lines),), tuple(notes))


def _parted(came: list[Consolidation], parts: Callable[[Consolidation, Consolidation], bool]) -> list[int | None]:
    """The places of periods on a line, None where it is parted."""
    found: list[int | None] = []
    for n, now in enumerate(came):
        found += [None, n] if n and parts(came[n - 1], now) else [n]
    return found


def directed(desk: Desk, until: date) -> Part:
    """What the department asked of its offices: how many are done, open, overdue by office; what is open and due by a day, the earliest first."""
    title, none = "Việc đã giao các đơn vị", "Chưa giao việc nào cho các đơn vị."
    today, rows = desk.clock.today(), directions.followed(desk)
    if not rows:
        return Part(title, none, *((), (), (none,)))
    counts = directions.counted(rows, today)
    open_ = sorted((r for r in rows if r.state in ("", "open") and r.due <= until), key=lambda r: (r.due, r.office_name, r.text))
    late = sum(n for _name, _all, _done, n, _silent in counts)
    bars = tuple(Bar(_short(name), (whole - done - over, over), dong(whole - done)) for name, whole, done, over, _silent in counts)
    heads = (ListColumn("Đơn vị", 44), ListColumn("Đã giao", 12, "right"), ListColumn("Xong, thôi", 12, "right"), ListColumn("Quá hạn", 12, "right"),
             ListColumn("Chưa báo cáo", 12, "right"))  # fmt: skip
    items: list[tuple[Cell, ...]] = [
        (r.due, "quá hạn" if r.late(today) else "", _short(r.office_name), r.text, r.person, r.report) for r in open_[: 4 * parts.MOST]
    ]
    columns = (ListColumn("Hạn", 10), ListColumn("", 8), ListColumn("Đơn vị", 18), ListColumn("Việc phải làm", 36), ListColumn("Người làm", 14),
               ListColumn("Báo cáo gần nhất", 26))  # fmt: skip
    nothing = f"Không có việc nào chưa xong đến hạn đến ngày {short_date(until)}."
    short = f"{dong(len(rows))} việc đã giao, {dong(sum(c[2] for c in counts))} đã xong hoặc thôi, {dong(late)} quá hạn."
    more = (f"Còn {len(open_) - len(items)} việc khác không kê.",) if len(open_) > len(items) else ()
    return Part(
        title, short, (Bars("Chưa xong", bars, ("còn hạn", "quá hạn"), none="Mọi việc đã xong."),),
        (ListTable("", heads, tuple(counts)), ListTable(f"Đến hạn đến ngày {short_date(until)}", columns, tuple(items), "" if items else nothing)), more,
    )  # fmt: skip


def lasting(study: Study) -> Part:
    """How long matters take, of all together and of each office."""
    made = parts.lasting(study)
    tables = tuple(durations_files.by_group(study, "office", m, "others") for m in ("decision_end", "decision_paid"))
    medians = [r for r in durations.rows(study, "office", "decision_end", "others") if r.key != ""]
    bars = tuple(Bar(_short(r.words), (r.figures.median or 0,), durations_files.days(r.figures.median)) for r in medians)
    chart = Bars("Trung vị từ quyết định đến kết thúc", bars, none=_NONE)
    notes = (*made.notes, *durations_files.missing_words(study))
    return Part(made.title, made.short, (*made.charts, chart), (*made.tables, *(t for t in tables if t.rows)), notes)


def _offices(made: Consolidation) -> list[tuple[str, str]]:
    """(row key, name) of each office, in the order of the forms."""
    found: dict[str, str] = {}
    for form in made.forms:
        for row in form.rows:
            if row.key.startswith("dv.") and ".chv." not in row.key:
                found.setdefault(row.key, row.label)
    return list(found.items())


def _short(name: str) -> str:
    """What tells offices of a department apart, for a chart."""
    return name.partition("Thi hành án dân sự ")[2] or name


def _cells(made: Consolidation, key: str) -> dict[str, int]:
    """The whole numbers of matters in a row."""
    row: Row | None = next((r for f in made.forms if f.measure == "viec" for r in f.rows if r.key == key), None)
    return {c: v for c, v in row.cells.items() if isinstance(v, int)} if row is not None else {}
