"""Gaps in the numbers of papers: of each series of a year what is missing, void, there twice, or out of the order of days."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from thads_desktop.documents.form import load_forms
from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.standing import standing
from thads_desktop.domain.text import bare
from thads_desktop.services import inspection_files, masking, people, series
from thads_desktop.services.dataset_rows import decisions as told
from thads_desktop.services.register_sources import decisions
from thads_desktop.services.register_sources.base import Sweep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

KINDS = {"missing": "thiếu số", "void": "số hủy", "twice": "ghi hai lần", "order": "sai thứ tự ngày", "far": "số vượt dãy"}
#: A typed number above this is no number of a series: it is told by itself, and the others as if it were not there.
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to look at. numbers: "12" or "12 - 15"; matter: of the paper, "" = none."""

    series: str
    year: int
    kind: str
    numbers: str
    count: int
    day: date | None = None
    why: str = ""
    matter: str = ""


@dataclass(frozen=True, slots=True)
class SeriesReport:
    """A series of a year: from which number to which, how many papers bear one."""

    series: str
    words: str
    year: int
    first: int
    last: int
    papers: int
    gaps: tuple[Gap, ...]

    def count(self, kind: str) -> int:
        return sum(g.count for g in self.gaps if g.kind == kind)


@dataclass(frozen=True, slots=True)
class _Paper:
    number: int
    day: date
    seq: int
    matter: str
    void: bool
    why: str
    recorded: bool
    more: str = ""


@dataclass(slots=True)
class _Held:
    papers: list[_Paper] = field(default_factory=list)
    begin: int = 0


#: Series -> the year of a day in it.
Years = dict[str, "Callable[[date], int]"]


def report(desk: Desk, year: int) -> list[SeriesReport]:
    """Every series of a series' year that has papers or was opened."""
    with desk.reading() as reader:
        held: dict[str, _Held] = defaultdict(_Held)
        of_form = {f.id: series.series_of(desk, reader, f) for f in load_forms()}
        years = {key: series.years(desk, reader, key) for key in {*of_form.values(), *series.KINDS} if key}
        for of, year_of, paper in (*_numbered(desk, reader, of_form, years), *_carried_in(desk, reader, years), *_letters(reader, years)):
            if year_of == year:
                held[of].papers.append(paper)
        for _subject, events in reader.stream("series"):
            for e in standing(events):
                if isinstance(e.body, ev.SeriesOpened) and e.body.year == year:
                    held[e.body.series].begin = e.body.next
    words = {**series.KINDS, "admin": "Công văn, thông báo"}
    order = {key: at for at, key in enumerate(words)}
    return [_judged(key, words.get(key, key), year, held[key]) for key in sorted(held, key=lambda k: (order.get(k, 99), k))]


def _numbered(desk: Desk, reader: Reader, of_form: dict[str, str], years: Years) -> Iterator[tuple[str, int, _Paper]]:
    """(series, year, number) of the papers that the program numbered, or that were recorded with a number of the office."""
    names, ours = masking.names(desk, reader), series.symbols(reader)
    types = ("PaperNumbered", "PaperVoided", "PaperRecorded", "Struck", "ImportUndone")
    for kind in ("matter", "intake", "entry"):
        for subject, events in reader.stream(kind, types=types):
            key = subject.partition(":")[2] if kind == "matter" else ""
            voids = {e.body.paper: e for e in standing(events) if isinstance(e.body, ev.PaperVoided)}
            for e in standing(events):
                found = _paper(e, key, voids, of_form, names)
                if found is None or e.day is None or (isinstance(e.body, ev.PaperRecorded) and series.of_another(e.body.number_text, ours)):
                    continue
                of, paper, said = found
                if of in years:
                    yield of, said or years[of](e.day), paper


def _letters(reader: Reader, years: Years) -> Iterator[tuple[str, int, _Paper]]:
    """A letter that was made elsewhere may have taken a number of ours; entered by mistake it leaves the number void."""
    why = _whys(reader)
    for subject, events in reader.stream("letter"):
        kept = {e.seq for e in standing(events)}
        for e in events:
            of, number = str(getattr(e.body, "series", "") or ""), int(getattr(e.body, "number", 0) or 0)
            if of in years and number and e.day is not None:
                void = e.seq not in kept
                yield of, years[of](e.day), _Paper(number, e.day, e.seq, "", void, why.get(subject, "") if void else "", recorded=False)


#: Kind of a decision that an old register tells of -> the series it had there; enforcement decisions have that of their own.
_SERIES = {"suspension_notice": "notice"}


def _carried_in(desk: Desk, reader: Reader, years: Years) -> Iterator[tuple[str, int, _Paper]]:
    """(series, year, number) of what came out of an old register: its enforcement decisions and the decisions that it tells of. Its numbers are the
    office's own, whatever symbol they bear, each kind in a series of its own."""
    carried = frozenset(subject for subject, _events in reader.stream("matter", types=("CarriedIn",)))
    if not carried:
        return
    sweep = Sweep.of(desk, reader, date.min, desk.clock.today(), only=carried)
    for view in sweep.views(ev.CarriedIn):
        first, day = number_of(str(view.row.get("number_text", ""))), view.state.opened
        if first is not None and day is not None and "enforcement" in years:
            yield "enforcement", years["enforcement"](day), _Paper(first[0], day, view.opening.seq, view.key, False, "", recorded=True, more=first[1])
        for row in decisions.whole(told.decisions(sweep, view)):
            number, of = number_of(str(row.get("number") or "")), _SERIES.get(row["kind"], row["kind"])
            if row.get("stage") == "stated" and number is not None and of in years:
                yield of, years[of](row["day"]), _Paper(number[0], row["day"], int(row["order"]), view.key, False, "", recorded=True, more=number[1])


def _whys(reader: Reader) -> dict[str, str]:
    """Letter -> why it was struck last."""
    rows = sorted((r for r in reader.rows("strike").values() if r.get("subject")), key=lambda r: int(r.get("seq", 0)))
    return {str(r["subject"]): str(r.get("reason", "")) for r in rows}


def _paper(e: ev.Event, matter: str, voids: dict[str, ev.Event], of_form: dict[str, str], names: Names) -> tuple[str, _Paper, int] | None:
    """(series, the paper, its year where the number says it) of an event that gave a number."""
    body = e.body
    if isinstance(body, ev.PaperNumbered) and body.number and e.day is not None:
        void = body.paper in voids
        why = str(names.row("paper", body.paper).get("void_reason", "")) if void else ""
        return body.series, _Paper(body.number, e.day, e.seq, matter, void, why, recorded=False), body.year
    if isinstance(body, ev.PaperRecorded) and e.day is not None:
        number = number_of(body.number_text)
        if number is not None:
            return of_form.get(body.form, ""), _Paper(number[0], e.day, e.seq, matter, void=False, why="", recorded=True, more=number[1]), 0
    return None


def number_of(text: str) -> tuple[int, str] | None:
    """(number, what it bears beside its figures) of a number as it is typed: "05a/QĐ-CCTHADS" is 5 and "a"; None for what is none."""
    found = re.search(r"([0-9]+)([^\W\d_]|bis|)(?=[\s/.,;-]|$)", text) or re.search(r"([0-9]+)()", text)
    return (int(found[1]), bare(found[2])) if found is not None and len(found[1]) < 8 else None


def _judged(key: str, words: str, year: int, held: _Held) -> SeriesReport:
    papers = sorted(held.papers, key=lambda p: (p.number, p.more, p.seq))
    gaps: list[Gap] = []
    by: dict[int, list[_Paper]] = defaultdict(list)
    for p in papers:
        by[p.number].append(p)
    # What somebody typed that is far above every number of a series is none of it; what the program gave always is.
    own = sorted(n for n, of in by.items() if n <= MOST or any(not p.recorded for p in of))
    odd = sorted(set(by) - set(own))
    first = held.begin or (1 if any(not p.recorded for p in papers) else min(own, default=0))
    first = min([first, *own]) if own else first
    last = max(own, default=0)
    for low, high in pairwise((first - 1, *own)):
        if high - low > 1:
            gaps.append(Gap(key, year, "missing", _span(low + 1, high - 1), high - low - 1))
    for number in odd:
        p = by[number][0]
        why = f"các số khác đến {last}: xem lại số đã gõ" if last else "xem lại số đã gõ"
        gaps.append(Gap(key, year, "far", _shown(p), len(by[number]), p.day, why, p.matter))
    for number, of in by.items():
        gaps += [Gap(key, year, "void", _shown(p), 1, p.day, p.why, p.matter) for p in of if p.void]
        # "05a" beside "05" is a number of its own.
        for more in sorted({p.more for p in of}):
            live = [p for p in of if not p.void and p.more == more]
            if len(live) > 1:
                why = f"cùng số ngày {', '.join(short_date(p.day) for p in live)}"
                gaps.append(Gap(key, year, "twice", f"{number}{more}", len(live) - 1, live[-1].day, why, live[-1].matter))
    before: _Paper | None = None
    for p in papers:
        if p.void or p.number in odd:
            continue
        if before is not None and p.day < before.day and p.number != before.number:
            gaps.append(Gap(key, year, "order", _shown(p), 1, p.day, f"số {_shown(before)} ngày {short_date(before.day)}", p.matter))
        if before is None or p.day >= before.day:
            before = p
    order = list(KINDS)
    return SeriesReport(key, words, year, first, last, len(papers), tuple(sorted(gaps, key=lambda g: (order.index(g.kind), _first(g.numbers)))))


def _shown(p: _Paper) -> str:
    return f"{p.number}{p.more}"


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} - {high}"


def _first(numbers: str) -> int:
    found = re.match(r"[0-9]+", numbers)
    return int(found[0]) if found is not None else 0


def listing(desk: Desk, year: int) -> Listing:
    """The report on paper and in a workbook."""
    made, today = report(desk, year), desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        head = reader.head()
        numbers = {g.matter: str((reader.row("matter", g.matter) or {}).get("number_text", "")) for r in made for g in r.gaps if g.matter}
    counted: tuple[tuple[Cell, ...], ...] = tuple(
        (r.words, r.first, r.last, r.papers, *(r.count(k) for k in KINDS)) for r in made
    )
    rows: list[tuple[Cell, ...]] = [(r.words, KINDS[g.kind], g.numbers, g.count, g.day, g.why, numbers.get(g.matter, "")) for r in made for g in r.gaps]
    return Listing(
        f"Đối chiếu dãy số văn bản năm {year}", who.parent, who.name, who.place, today, (),
        (ListTable("Các dãy số", (ListColumn("Dãy số", 30), *(ListColumn(h, 9, "right") for h in HEADS)), counted, "" if counted else NOTHING),
         ListTable("Cần xem", (ListColumn("Dãy số", 22), ListColumn("Điều cần xem", 12), ListColumn("Số", 10), ListColumn("Số lượng", 7, "right"),
                               ListColumn("Ngày", 9), ListColumn("Lý do, chi tiết", 24), ListColumn("Việc", 14)), tuple(rows), "" if rows else CLEAN)),
        (), ("Người lập", ""), people.signs(who, heads), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


HEADS = ("Từ số", "Đến số", "Văn bản", "Thiếu", "Hủy", "Ghi hai lần", "Sai thứ tự", "Vượt dãy")
NOTHING = "Năm này chưa có văn bản nào được vào số."
CLEAN = "Các dãy số liền nhau, không có số hủy, trùng hay sai thứ tự."
