"""The sections of the pack for a meeting: each a title, one plain sentence, charts and tables."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.domain import durations as d
from thads_desktop.domain.chart import Bar, Bars, Line, Lines
from thads_desktop.domain.dates import short_date, statistical_year
from thads_desktop.domain.listing import ListColumn, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.domain.text import sort_key
from thads_desktop.law import targets as targets_law
from thads_desktop.law.deadlines import PASSING
from thads_desktop.services import (
    book_rights,
    durations_files,
    masking,
    people,
    reporting,
    target_files,
    target_report,
    targets,
    watch_list,
)
from thads_desktop.services.projecting_steps import TASK_RULE
from thads_desktop.storage import agenda_lists
from thads_desktop.storage.projections import DeadlineFilter, MatterFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from thads_desktop.domain.chart import Chart
    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.durations import Study
    from thads_desktop.services.queries import MatterRow
    from thads_desktop.services.target_report import Standing
    from thads_desktop.storage.projections import DeadlineRow

#: Points of a trend; lines of a list that a meeting can go through.
POINTS, MOST = 13, 15
NOBODY = "(chưa phân công)"


@dataclass(frozen=True, slots=True)
class Part:
    """short: the section in one sentence, for the first page."""

    title: str
    short: str
    charts: tuple[Chart, ...] = ()
    tables: tuple[ListTable, ...] = ()
    notes: tuple[str, ...] = ()


class Progress(NamedTuple):
    """How far something is: rate in hundredths of a percent (None = nothing to measure), the words of its two sums, the target likewise
    (None = none was set), whether it is met."""

    words: str
    rate: int | None
    done: str
    of: str
    target: int | None = None
    met: bool = False


class KeyMatter(NamedTuple):
    """A matter the meeting should speak of, and why."""

    number_text: str
    debtor: str
    officer: str
    since: date
    rest: int
    why: str


# --- progress -----------------------------------------------------------------------------------------


def progress(desk: Desk, day: date, seq: int, cancelled: Callable[[], bool] | None) -> Part:
    """The rates of the running return, of the office and of each officer."""
    year, months = statistical_year(day), (day.month - 10) % 12 + 1
    try:
        made = reporting.make(desk, year, months, seq=seq, cancelled=cancelled)
    except Refused as refused:
        if refused.refusals[0].code == "import.cancelled":
            raise
        said = " ".join(say(r) for r in refused.refusals)
        return Part("Kết quả so với chỉ tiêu", f"Chưa tính được: {said}", (), (), (said,))
    rows, set_ = rates(made.all_forms, "tong"), target_rows(desk, day, seq, cancelled)
    officers = [Progress(f"{name}: về {'việc' if m == 'viec' else 'tiền'}", *rest) for m, name, rest in _of_officers(made.all_forms)]
    told = f"Kỳ {made.period_words}, tính theo {made.regime.circular}; tỷ lệ xong trên số có điều kiện thi hành."
    return progress_part(set_[0] or rows, set_[1] or officers, told)


def progress_part(rows: Sequence[Progress], officers: Sequence[Progress], note: str, of: str = "Từng chấp hành viên") -> Part:
    """From plain rows, wherever they come from. of: what the rows apart are."""
    met = [r for r in rows if r.target is not None]
    short = "; ".join(f"{r.words} {_percent(r.rate)}" for r in rows) or "Chưa có số liệu."
    if met:
        short += f"; đạt {sum(r.met for r in met)} trên {len(met)} chỉ tiêu"
    own = Bars("Kết quả chung", tuple(_bar(r) for r in rows), most=10_000, none="Chưa có số liệu.")
    each = Bars(of, tuple(_bar(r) for r in officers if r.rate is not None), most=10_000, none="Chưa có số liệu.")
    heads = (ListColumn("Chỉ tiêu", 40), ListColumn("Đã xong", 18, "right"), ListColumn("Trên", 18, "right"),
             ListColumn("Tỷ lệ", 10, "right"), ListColumn("Chỉ tiêu giao", 12, "right"))  # fmt: skip
    lines: list[tuple[Cell, ...]] = [
        (r.words, r.done, r.of, _percent(r.rate), _percent(r.target) if r.target is not None else "") for r in (*rows, *officers)
    ]
    notes = (note,) if met else (note, "Chưa có chỉ tiêu giao trong dữ liệu: chỉ nêu tỷ lệ đạt được.")
    return Part("Kết quả so với chỉ tiêu", f"{short}.", (own, each), (ListTable("", heads, tuple(lines)),), notes)


def target_rows(desk: Desk, day: date, seq: int, cancelled: Callable[[], bool] | None) -> tuple[list[Progress], list[Progress], str]:
    """The targets of the year of a day: of the whole office, and of officers or units, and of what they are; none where none was set."""
    year = statistical_year(day)
    with desk.reading() as reader:
        if not targets.of_year(desk, reader, year, day, seq):
            return [], [], ""
    made = target_report.make(desk, year, day, seq=seq, cancelled=cancelled)
    return [_of_target(s) for s in made.own], [_of_target(s) for s in made.parts], target_files.state(made)


def _of_target(s: Standing) -> Progress:
    t, share = s.target, s.share
    short = targets_law.load().measures[t.measure].short
    words = f"{t.name}: {short[:1].lower()}{short[1:]}" if t.scope else short
    done, of = (dong(share.part), dong(share.whole)) if share is not None else ("-", "-")
    return Progress(words, share.value if share is not None else None, done, of, t.now.threshold if t.now is not None else None, s.met)


def rates(forms: Sequence[reporting.Form], key: str) -> list[Progress]:
    """Of matters and of money, from the row of this key."""
    found = []
    for measure, words, c in (("viec", "Về việc", "c"), ("tien", "Về tiền", "t")):
        row = next((r for f in forms if f.measure == measure for r in f.rows if r.key == key and f"{c}18" in r.cells), None)
        if row is not None:
            found.append(Progress(words, _hundredths(row.cells[f"{c}18"]), reporting.shown(row.cells[f"{c}8"]), reporting.shown(row.cells[f"{c}7"])))
    return found


def _of_officers(forms: Sequence[reporting.Form]) -> list[tuple[str, str, tuple[int | None, str, str]]]:
    found: dict[tuple[str, str], tuple[int | None, str, str]] = {}
    for f in forms:
        c = {"viec": "c", "tien": "t"}.get(f.measure)
        for row in f.rows:
            if c and row.key.startswith("chv.") and f"{c}18" in row.cells:
                sums = (reporting.shown(row.cells[f"{c}8"]), reporting.shown(row.cells[f"{c}7"]))
                found.setdefault((f.measure, row.label), (_hundredths(row.cells[f"{c}18"]), *sums))
    return [(m, name, rest) for (m, name), rest in sorted(found.items(), key=lambda x: (sort_key(x[0][1]), x[0][0] != "viec"))]


def _hundredths(value: int | Decimal | None) -> int | None:
    return None if value is None else int(value * 100)


def _percent(rate: int | None) -> str:
    return "-" if rate is None else f"{targets.percent(rate)} %"


def _bar(r: Progress) -> Bar:
    return Bar(r.words, (r.rate or 0,), _percent(r.rate), r.target, f"chỉ tiêu {_percent(r.target)}" if r.target is not None else "")


# --- intake and backlog -------------------------------------------------------------------------------


def trend(study: Study, rhythm: str) -> Part:
    """New, ended and open matters over thirteen weeks or months, the last one as far as it went."""
    ends = _ends(study.day, rhythm)
    opened, closed = Counter[int](), Counter[int]()
    before = 0
    for _matter, c, _began in study.cases:
        for day, into in ((c.opened, opened), (c.ended, closed)):
            at = bisect_left(ends, day) if day is not None else 0
            if 0 < at < len(ends):
                into[at] += 1
        before += c.opened <= ends[0] and (c.ended is None or c.ended > ends[0])
    # Before an older register is complete nobody knows what ended.
    known = max((c.known_from for _m, c, _b in study.cases if c.known_from is not None), default=None)
    new, done, left = list[int | None](), list[int | None](), list[int | None]()
    open_ = before
    for n in range(1, len(ends)):
        open_ += opened[n] - closed[n]
        if known is not None and ends[n - 1] + timedelta(days=1) < known:
            for listed in (new, done, left):
                listed.append(None)
            continue
        for listed, value in ((new, opened[n]), (done, closed[n]), (left, open_)):
            listed.append(value)
    places = tuple(_short(end, rhythm) for end in ends[1:])
    heads = (ListColumn("Tuần kết thúc ngày" if rhythm == "week" else "Tháng", 16), *(ListColumn(p, 7, "right") for p in places))
    rows = tuple((words, *("-" if v is None else v for v in row)) for words, row in (("Thụ lý mới", new), ("Kết thúc", done), ("Còn lại cuối kỳ", left)))
    flows = Lines("Thụ lý mới và kết thúc", places, (Line("thụ lý mới", tuple(new)), Line("kết thúc", tuple(done))), "việc")
    stock = Lines("Việc còn lại cuối kỳ", places, (Line("còn lại", tuple(left)),), "việc")
    unit = "tuần" if rhythm == "week" else "tháng"
    short = f"{unit.capitalize()} này đến nay: thụ lý mới {_n(new[-1])}, kết thúc {_n(done[-1])}, còn lại {_n(left[-1])} việc."
    notes = [f"Kết thúc gồm cả việc ủy thác, thu hồi, hủy, rút lên; {unit} cuối tính đến ngày lập."]
    if known is not None:
        notes.append(f"Kỳ ghi “-”: trước ngày {short_date(known)} sổ nhận từ trước chưa đủ số liệu.")
    return Part("Thụ lý và tồn", short, (flows, stock), (ListTable("", heads, rows),), tuple(notes))


def _ends(day: date, rhythm: str) -> list[date]:
    """The last days of the periods, the one before the first of them first; of the present one this day."""
    ends = [day]
    end = day - timedelta(days=day.weekday() + 1) if rhythm == "week" else day.replace(day=1) - timedelta(days=1)
    while len(ends) <= POINTS:
        ends.append(end)
        end = end - timedelta(days=7) if rhythm == "week" else end.replace(day=1) - timedelta(days=1)
    return ends[::-1]


def _short(end: date, rhythm: str) -> str:
    return f"{end:%d/%m}" if rhythm == "week" else f"{end:%m/%y}"


def _n(value: int | None) -> str:
    return "chưa rõ" if value is None else dong(value)


# --- what is overdue, tasks ---------------------------------------------------------------------------


def overdue(desk: Desk) -> Part:
    """Terms past due by officer and by what was to be done."""
    today = desk.clock.today()
    rows = [r for r in _due(desk, today - timedelta(days=1)) if r.rule != TASK_RULE]
    names = _names(desk, {r.officer for r in rows})
    month = today - timedelta(days=30)
    by_officer, old, by_kind, first = Counter[str](), Counter[str](), Counter[str](), dict[str, date]()
    for r in rows:
        (old if r.due < month else by_officer)[names[r.officer]] += 1
        by_kind[r.title] += 1
        first[r.title] = min(r.due, first.get(r.title, r.due))
    people_ = sorted({*by_officer, *old}, key=lambda n: (-by_officer[n] - old[n], sort_key(n)))
    kinds = sorted(by_kind, key=lambda k: (-by_kind[k], sort_key(k)))
    bars = tuple(Bar(n, (by_officer[n], old[n]), dong(by_officer[n] + old[n])) for n in people_)
    charts = (
        Bars("Theo chấp hành viên", bars, ("quá hạn đến 30 ngày", "quá hạn trên 30 ngày"), none="Không có thời hạn nào quá hạn."),
        Bars("Theo việc phải làm", tuple(Bar(k, (by_kind[k],), dong(by_kind[k])) for k in kinds), none="Không có thời hạn nào quá hạn."),
    )
    each = ListTable(
        "Theo chấp hành viên", (ListColumn("Chấp hành viên", 54), ListColumn("Quá hạn đến 30 ngày", 12, "right"),
                                ListColumn("Quá hạn trên 30 ngày", 12, "right"), ListColumn("Cộng", 12, "right")),
        tuple((n, by_officer[n], old[n], by_officer[n] + old[n]) for n in people_), "" if people_ else "Không có thời hạn nào quá hạn.",
    )  # fmt: skip
    whole = ListTable(
        "Theo việc phải làm", (ListColumn("Việc phải làm", 62), ListColumn("Quá hạn", 12, "right"), ListColumn("Hạn sớm nhất", 16)),
        tuple((k, by_kind[k], first[k]) for k in kinds[:MOST]), "" if kinds else "Không có thời hạn nào quá hạn.",
    )  # fmt: skip
    short = f"{dong(len(rows))} thời hạn quá hạn, trong đó {dong(sum(old.values()))} quá 30 ngày." if rows else "Không có thời hạn nào quá hạn."
    more = (f"Còn {len(kinds) - MOST} loại việc khác không kê.",) if len(kinds) > MOST else ()
    return Part("Việc quá hạn", short, charts, (each, whole) if people_ else (whole,), more)


def tasks_due(desk: Desk, until: date) -> Part:
    """Tasks that people were given, overdue or due by a day."""
    today = desk.clock.today()
    rows = [r for r in _due(desk, until) if r.rule == TASK_RULE]
    names = _names(desk, {r.officer for r in rows})
    lines: list[tuple[Cell, ...]] = [
        (r.due, "quá hạn" if r.due < today else "", r.title, names[r.officer], r.number_text, r.debtor) for r in rows[: 4 * MOST]
    ]
    late = sum(r.due < today for r in rows)
    heads = (ListColumn("Hạn", 10), ListColumn("", 8), ListColumn("Việc được giao", 40), ListColumn("Người làm", 18), ListColumn("Số", 14),
             ListColumn("Đương sự", 22))  # fmt: skip
    none = f"Không có việc được giao nào đến hạn đến ngày {short_date(until)}."
    short = f"{dong(len(rows))} việc được giao đến hạn đến ngày {short_date(until)}, {dong(late)} đã quá hạn." if rows else none
    more = (f"Còn {len(rows) - len(lines)} việc khác không kê.",) if len(rows) > len(lines) else ()
    return Part("Việc được giao", short, (), (ListTable("", heads, tuple(lines), "" if lines else none),), more)


def _due(desk: Desk, until: date) -> list[DeadlineRow]:
    # The pack lies on the table of the whole meeting: nothing of the books that few see.
    wanted = DeadlineFilter(None, until, "", desk.clock.today(), PASSING, book_rights.hidden(desk))
    with desk.reading() as reader:
        return masking.rows(desk, reader, [r for _at, r in agenda_lists.deadlines_under(reader.projections, wanted)])


def _names(desk: Desk, keys: set[str]) -> dict[str, str]:
    with desk.reading() as reader:
        known = {p.person: p.name for p in people.posts(reader)}
        return {k: known.get(k) or str((reader.row("person", k) or {}).get("name", "")) or NOBODY for k in keys}


# --- key matters --------------------------------------------------------------------------------------


def key_matters(desk: Desk, study: Study) -> Part:
    """Those of the watch list; where it is empty the matters with most left to enforce, and those that have been open longest."""
    watched = watch_list.listed(desk)
    if watched:
        found = [KeyMatter(w.number_text, w.debtor, w.officer_name or NOBODY, w.since, w.rest, _watched(w)) for w in watched[: 2 * MOST]]
        more = f" Nêu {len(found)} trên {len(watched)} việc, đỏ và im lặng lâu nhất trước." if len(watched) > len(found) else ""
        return key_part(found, f"Danh mục việc trọng điểm; ngày là ngày vào danh mục.{more}", sum(w.red for w in watched))
    oldest = sorted((c.course.opened, c.matter) for c in study.cases if c.course.ended is None)[:10]
    with desk.reading() as reader:
        lists = reader.projections
        ids = lists.matter_ids(MatterFilter(closed=False, order_by="rest", descending=True))[:10]
        largest = [r for r in masking.rows(desk, reader, lists.matter_rows(ids)) if r.rest > 0]
        old = {r.matter: r for r in masking.rows(desk, reader, lists.matter_rows(lists.matter_ids_of([m for _d, m in oldest])))}
    found = [_key(r, "còn phải thi hành nhiều nhất") for r in largest]
    found += [_key(old[m], "lâu nhất chưa xong") for _day, m in oldest if m in old and m not in {r.matter for r in largest}]
    return key_part(found, "Chọn theo số còn phải thi hành và ngày ra quyết định; trạng thái là của ngày lập.")


def _watched(w: watch_list.KeyMatter) -> str:
    """Why it is on the list, what was directed, for how long nobody told."""
    who = ", ".join(x for x in (w.person_name, f"hạn {short_date(w.due)}" if w.due is not None else "") if x)
    told = f"chỉ đạo: {w.direction} ({who})" if w.direction else ""
    return "; ".join(x for x in (w.reasons, told, f"{w.silent} ngày chưa báo cáo{', ĐỎ' if w.red else ''}" if w.silent else "") if x)


def key_part(rows: Sequence[KeyMatter], note: str, red: int = 0) -> Part:
    """From plain rows, wherever they come from; red: of how many nobody told for too long."""
    money = sorted((r for r in rows if r.rest > 0), key=lambda r: -r.rest)[:10]
    bars = tuple(Bar(f"{r.number_text}", (r.rest // 1000,), _millions(r.rest)) for r in money)
    heads = (ListColumn("Số QĐ", 14), ListColumn("Ngày", 10), ListColumn("Người phải thi hành án", 22), ListColumn("Chấp hành viên", 16),
             ListColumn("Còn phải thi hành (đồng)", 16, "right"), ListColumn("Vì sao nêu, chỉ đạo", 36))  # fmt: skip
    lines: list[tuple[Cell, ...]] = [(r.number_text, r.since, r.debtor, r.officer, r.rest or "", r.why) for r in rows]
    none = "Không có việc nào đang thi hành."
    short = f"{len(rows)} việc cần bàn; nhiều nhất còn {_millions(money[0].rest)}." if money else (f"{len(rows)} việc cần bàn." if rows else none)
    short += f" {red} việc quá hạn báo cáo (ĐỎ)." if red else ""
    charts = (Bars("Số còn phải thi hành", bars),) if bars else ()
    return Part("Việc trọng điểm", short, charts, (ListTable("", heads, tuple(lines), "" if lines else none),), (note,))


def _key(row: MatterRow, why: str) -> KeyMatter:
    return KeyMatter(row.number_text, row.debtor, row.officer_name or NOBODY, row.decision_day, row.rest, why)


def _millions(amount: int) -> str:
    return f"{dong(amount // 1_000_000)} triệu đồng" if amount >= 10_000_000 else f"{dong(amount)} đồng"


# --- durations ----------------------------------------------------------------------------------------


def lasting(study: Study) -> Part:
    """How long matters take: the share that is over by each time, medians."""
    found = []
    for scope, words in (("others", "trừ KDTM"), ("commercial", "KDTM")):
        for measure, said in (("decision_end", "kết thúc"), ("decision_paid", "chi trả")):
            counts = d.grouped(study.counts, measure, "", scope).get("", Counter[d.Seen]())
            if any(seen.over for seen in counts):
                found.append((f"{said}, {words}", counts, d.figures(counts).longest))
    at = _days_drawn(max((longest for _said, _counts, longest in found), default=0))
    # Beyond what was watched nothing is known: the line ends there.
    curves = [
        Line(said, tuple(n // 10 if day <= longest else None for day, n in zip(at, d.curve(counts, at), strict=True))) for said, counts, longest in found
    ]
    chart = Lines("Trong 100 việc, số việc đã xong sau chừng ấy ngày kể từ quyết định", tuple(str(n) for n in at), tuple(curves), "%",
                  "Chưa có việc nào kết thúc.")  # fmt: skip
    whole = d.figures(d.grouped(study.counts, "decision_end", "", "others").get("", {}))
    median = f"{whole.median} ngày" if whole.median is not None else "chưa tới"
    short = f"Từ quyết định đến kết thúc (trừ kinh doanh thương mại): trung vị {median} của {dong(whole.n)} việc, {dong(whole.open_)} còn dở dang."
    tables = tuple(_seen_only(durations_files.overview(study, scope)) for scope in ("others", "commercial"))
    return Part("Thời gian thi hành án", short, (chart,), tables, (durations_files.METHOD,))


def _days_drawn(longest: int) -> range:
    """The days of the curve: at most two years, in steps that fit what was watched."""
    step = next((n for n in (5, 10, 15, 30) if POINTS * n > longest), 60)
    return range(0, min(longest, 12 * step) + 1, step)


def _seen_only(table: ListTable) -> ListTable:
    """Without the lines of which there is nothing."""
    rows = tuple(row for row in table.rows if row[1])
    return replace(table, rows=rows, note="" if rows else "Không có việc nào.")
