"""Gaps in the numbers of papers: of each series of a year what is missing, void, there twice, or out of the order of days."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thads_desktop.documents.form import load_forms
from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.standing import standing
from thads_desktop.services import inspection_files, masking, people, series

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

KINDS = {"missing": "thiếu số", "void": "số hủy", "twice": "ghi hai lần", "order": "sai thứ tự ngày"}
#: Numbers above this say no more which are missing: what was typed is no number of this series.
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


@dataclass(slots=True)
class _Held:
    papers: list[_Paper] = field(default_factory=list)
    begin: int = 0


def report(desk: Desk, year: int) -> list[SeriesReport]:
    """Every series of a series' year that has papers or was opened."""
    with desk.reading() as reader:
        names = masking.names(desk, reader)
        held: dict[str, _Held] = defaultdict(_Held)
        of_form = {f.id: series.series_of(desk, reader, f) for f in load_forms()}
        years = {key: series.years(desk, reader, key) for key in {*of_form.values(), *series.KINDS} if key}
        ours = series.symbols(reader)
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
                    if of in years and (said or years[of](e.day)) == year:
                        held[of].papers.append(paper)
        why = _whys(reader)
        for subject, events in reader.stream("letter"):
            # A letter that was made elsewhere may have taken a number of ours; entered by mistake it leaves the number void.
            kept = {e.seq for e in standing(events)}
            for e in events:
                of, number = str(getattr(e.body, "series", "") or ""), int(getattr(e.body, "number", 0) or 0)
                if of in years and number and e.day is not None and years[of](e.day) == year:
                    void = e.seq not in kept
                    held[of].papers.append(_Paper(number, e.day, e.seq, "", void, why.get(subject, "") if void else "", recorded=False))
        for _subject, events in reader.stream("series"):
            for e in standing(events):
                if isinstance(e.body, ev.SeriesOpened) and e.body.year == year:
                    held[e.body.series].begin = e.body.next
    words = {**series.KINDS, "admin": "Công văn, thông báo"}
    order = {key: at for at, key in enumerate(words)}
    return [_judged(key, words.get(key, key), year, held[key]) for key in sorted(held, key=lambda k: (order.get(k, 99), k))]


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
        digits = re.search(r"[0-9]+", body.number_text)
        if digits is not None and len(digits[0]) < 8:
            return of_form.get(body.form, ""), _Paper(int(digits[0]), e.day, e.seq, matter, void=False, why="", recorded=True), 0
    return None


def _judged(key: str, words: str, year: int, held: _Held) -> SeriesReport:
    papers = sorted(held.papers, key=lambda p: (p.number, p.seq))
    gaps: list[Gap] = []
    by: dict[int, list[_Paper]] = defaultdict(list)
    for p in papers:
        by[p.number].append(p)
    first = held.begin or (1 if any(not p.recorded for p in papers) else min(by, default=0))
    first = min([first, *by]) if by else first
    last = max(by, default=0)
    if last <= MOST:
        run: list[int] = []
        for n in [*range(first, last + 1), None]:
            if n is not None and n not in by:
                run.append(n)
            elif run:
                gaps.append(Gap(key, year, "missing", _span(run), len(run)))
                run = []
    for number, of in by.items():
        live = [p for p in of if not p.void]
        gaps += [Gap(key, year, "void", str(number), 1, p.day, p.why, p.matter) for p in of if p.void]
        if len(live) > 1:
            why = f"cùng số ngày {', '.join(short_date(p.day) for p in live)}"
            gaps.append(Gap(key, year, "twice", str(number), len(live) - 1, live[-1].day, why, live[-1].matter))
    before: _Paper | None = None
    for p in papers:
        if not p.void and before is not None and p.day < before.day and p.number != before.number:
            gaps.append(Gap(key, year, "order", str(p.number), 1, p.day, f"số {before.number} ngày {short_date(before.day)}", p.matter))
        if not p.void and (before is None or p.day >= before.day):
            before = p
    order = list(KINDS)
    return SeriesReport(key, words, year, first, last, len(papers), tuple(sorted(gaps, key=lambda g: (order.index(g.kind), _first(g.numbers)))))


def _span(run: list[int]) -> str:
    return str(run[0]) if len(run) == 1 else f"{run[0]} - {run[-1]}"


def _first(numbers: str) -> int:
    return int(numbers.partition(" ")[0])


def listing(desk: Desk, year: int) -> Listing:
    """The report on paper and in a workbook."""
    made, today = report(desk, year), desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        head = reader.head()
        numbers = {g.matter: str((reader.row("matter", g.matter) or {}).get("number_text", "")) for r in made for g in r.gaps if g.matter}
    counted: tuple[tuple[Cell, ...], ...] = tuple(
        (r.words, r.first, r.last, r.papers, *(r.count(k) for k in ("missing", "void", "twice", "order"))) for r in made
    )
    rows: list[tuple[Cell, ...]] = [(r.words, KINDS[g.kind], g.numbers, g.count, g.day, g.why, numbers.get(g.matter, "")) for r in made for g in r.gaps]
    return Listing(
        f"Đối chiếu dãy số văn bản năm {year}", who.parent, who.name, who.place, today, (),
        (ListTable("Các dãy số", (ListColumn("Dãy số", 30), *(ListColumn(h, 9, "right") for h in HEADS)), counted, "" if counted else NOTHING),
         ListTable("Cần xem", (ListColumn("Dãy số", 22), ListColumn("Điều cần xem", 12), ListColumn("Số", 10), ListColumn("Số lượng", 7, "right"),
                               ListColumn("Ngày", 9), ListColumn("Lý do, chi tiết", 24), ListColumn("Việc", 14)), tuple(rows), "" if rows else CLEAN)),
        (), ("Người lập", ""), (who.head_title, heads[0].name if heads else ""), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


HEADS = ("Từ số", "Đến số", "Văn bản", "Thiếu", "Hủy", "Ghi hai lần", "Sai thứ tự")
NOTHING = "Năm này chưa có văn bản nào được vào số."
CLEAN = "Các dãy số liền nhau, không có số hủy, trùng hay sai thứ tự."
