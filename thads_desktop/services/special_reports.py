"""Reports beside the statutory forms: matters for credit institutions, money of the State budget, the state of coordination and of guidance.

All of them are of a period, by what is recorded today; money is that of the very obligations, not of whole matters, and adds up: what was to be
enforced is what came in, what was terminated, what left otherwise and what rests.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import period, short_date, statistical_year
from thads_desktop.domain.delegation import parts
from thads_desktop.domain.fold import fold
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import (
    book_queries,
    book_rights,
    books,
    credit_names,
    inspection_files,
    masking,
    people,
    state_money,
)
from thads_desktop.services.leading_words import BOOKS
from thads_desktop.services.queries import STATUS_WORDS
from thads_desktop.storage.projections import MatterFilter

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.domain.matter import LineState, MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

    Progress = Callable[[int, int, str], object]

REPORTS = {
    "credit": "Việc thi hành án cho tổ chức tín dụng", "budget": "Khoản thu cho ngân sách nhà nước", "coordination": "Văn bản phối hợp, xin ý kiến",
}  # fmt: skip
_MONEY = "Phải thi hành -12|Đã thi hành -12|Đình chỉ, giảm -12|Ủy thác, khác -12|Còn lại -12"
_HEADS = {
    "credit": f"Số 12|Ngày 9|Người phải thi hành án 17|Tổ chức tín dụng 20|Chấp hành viên 12|{_MONEY}|Tình trạng 11",
    "budget": f"Số 12|Ngày 9|Người phải thi hành án 20|Khoản 17|Chấp hành viên 12|{_MONEY}|Tình trạng 11",
    "coordination": "Sổ 16|Số 10|Ngày gửi 9|Nơi nhận 20|Nội dung 34|Việc 13|Người theo dõi 14|Hạn trả lời 9|Tình trạng 14",
}
LATE, WAITING, ANSWERED, UNANSWERED = "Quá hạn chưa trả lời", "Chờ trả lời", "Đã trả lời", "Thôi theo dõi, không có trả lời"
#: Lines that a print holds.
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Sums:
    """Đồng of obligations in a period: due = done + ended + away + rest."""

    done: int = 0
    ended: int = 0
    away: int = 0
    rest: int = 0

    @property
    def due(self) -> int:
        """What was to be enforced: the rest at the beginning of the period and what came in it."""
        return self.done + self.ended + self.away + self.rest

    @property
    def every(self) -> tuple[int, int, int, int, int]:
        """In the order of the columns."""
        return self.due, self.done, self.ended, self.away, self.rest

    def plus(self, other: Sums) -> Sums:
        return Sums(self.done + other.done, self.ended + other.ended, self.away + other.away, self.rest + other.rest)


@dataclass(frozen=True, slots=True)
class Row:
    """opens: "kind:key" of what stands behind it; group: under which it is counted; sums: of its obligations."""

    opens: str
    group: str
    cells: tuple[Cell, ...]
    sums: Sums = Sums()


@dataclass(frozen=True, slots=True)
class Report:
    """which: of ``REPORTS``; start None = from the beginning; columns: headings with shares; note: where the figures come from."""

    which: str
    start: date | None
    end: date
    columns: tuple[ListColumn, ...]
    rows: tuple[Row, ...]
    note: str

    @property
    def groups(self) -> list[tuple[str, int, Sums]]:
        """(group, rows, their sums), the largest first."""
        found: dict[str, tuple[int, Sums]] = {}
        for r in self.rows:
            n, sums = found.get(r.group, (0, Sums()))
            found[r.group] = n + 1, sums.plus(r.sums)
        return [(g, n, sums) for g, (n, sums) in sorted(found.items(), key=lambda x: (-x[1][0], x[0]))]

    @property
    def days(self) -> str:
        """The period in words."""
        return f"Từ ngày {short_date(self.start)} đến hết ngày {short_date(self.end)}" if self.start else f"Đến hết ngày {short_date(self.end)}"

    @property
    def said(self) -> str:
        """The whole in one sentence."""
        if self.which == "coordination":
            counted = "; ".join(f"{g[:1].lower()}{g[1:]} {dong(n)}" for g, n, _sums in self.groups)
            return f"{dong(len(self.rows))} văn bản: {counted}." if self.rows else "Không có văn bản nào."
        due, done, ended, away, rest = (dong(n) for n in _total(r.sums for r in self.rows).every)
        return (
            f"{dong(len(self.rows))} việc; phải thi hành {due} đồng: đã thi hành {done}, đình chỉ, miễn giảm {ended}, ủy thác, gửi lại, khác {away}, "
            f"còn lại {rest} đồng."
        )


def usual(desk: Desk) -> tuple[date, date]:
    """The statistical year up to today."""
    today = desk.clock.today()
    return period(statistical_year(today), 12)[0], today


def make(
    desk: Desk, which: str, progress: Progress = lambda _done, _whole, _said: None, start: date | None = None, end: date | None = None,
) -> Report:  # fmt: skip
    """A report of a period, start None = from the beginning, end None = up to today; progress may raise to stop. Refused for one that is none, days
    in the wrong order or ahead."""
    today = desk.clock.today()
    end = end or today
    if which not in REPORTS:
        raise Refused(Refusal("report.unknown", {"known": ", ".join(REPORTS.values())}, "which"))
    if end > today or (start is not None and start > end):
        days = {"start": short_date(start) if start else "", "end": short_date(end), "today": short_date(today)}
        raise Refused(Refusal("report.order", days, "start"))
    columns = tuple(_column(c) for c in _HEADS[which].split("|"))
    if which == "coordination":
        note = "Theo sổ văn bản phối hợp và sổ xin ý kiến: văn bản gửi trong kỳ và văn bản gửi trước còn chờ; hạn trả lời do người gửi ghi."
        return Report(which, start, end, columns, _letters(desk, start, end), note)
    whose = credit_names.note() if which == "credit" else "Khoản của ngân sách nhà nước theo cách chương trình xác định người hưởng (như khi chi tiền)."
    note = f"{whose} Phải thi hành là số chuyển kỳ trước sang và số phát sinh trong kỳ; quyết định đã thu hồi, hủy không tính phần chưa thi hành."
    return Report(which, start, end, columns, _matters(desk, which, start, end, progress), note)


def listing(desk: Desk, made: Report) -> Listing:
    """The report as it prints."""
    today = desk.clock.today()
    with desk.reading() as reader:
        who, head = people.identity(reader, today), reader.head()
    money = made.which != "coordination"
    heads = "Tình trạng 30|Số -10" + (f"|{_MONEY}" if money else "")
    sums: list[tuple[Cell, ...]] = [(g, n, *(of.every if money else ())) for g, n, of in made.groups]
    if money and len(sums) > 1:
        sums.append(("Cộng", len(made.rows), *_total(r.sums for r in made.rows).every))
    more = f"In {dong(MOST)} dòng đầu trong {dong(len(made.rows))}." if len(made.rows) > MOST else ""
    tables = (
        ListTable("Tổng hợp", tuple(_column(c) for c in heads.split("|")), tuple(sums), "" if sums else "Không có."),
        ListTable("Chi tiết", made.columns, tuple(r.cells for r in made.rows[:MOST]), more if made.rows else "Không có."),
    )
    return Listing(
        f"Báo cáo {REPORTS[made.which][:1].lower()}{REPORTS[made.which][1:]}", who.parent, who.name, who.place, today,
        (f"{made.days}: {made.said}",), tables, (made.note,), right=(who.head_title, ""),
        proof=inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def _total(sums: Iterable[Sums]) -> Sums:
    found = Sums()
    for one in sums:
        found = found.plus(one)
    return found


def _undone(x: LineState) -> bool:
    """It ended because its decision was withdrawn or cancelled."""
    return x.ended is not None and x.ended.kind in ("withdrawn", "cancelled")


def _counts(x: LineState, start: date | None) -> bool:
    """Without a đồng an obligation is of the period while it is open, and when it ended in it."""
    return x.ended is None or (not _undone(x) and (start is None or x.ended.day >= start))


def _sums(lines: Iterable[LineState]) -> Sums:
    """As they stand; of a decision that was withdrawn or cancelled whole what nobody enforces any more is left out."""
    found = Sums()
    for x in lines:
        of = parts(x)
        found = found.plus(Sums(of.collected, of.terminated, of.delegated + of.given_back + (0 if _undone(x) else of.otherwise), of.rest))
    return found


def _matters(desk: Desk, which: str, start: date | None, end: date, progress: Progress) -> tuple[Row, ...]:
    with desk.reading() as reader:
        lists = reader.projections
        rows = {r.matter: r for r in masking.rows(desk, reader, lists.matter_rows(lists.matter_ids(MatterFilter())))}
        hidden = masking.with_minors(reader, desk.clock.today().year) if masking.hides(desk) else set()
        known: dict[str, bool] = {}
        own = credit_names.own(desk, reader)
        found = []
        for n, (subject, events) in enumerate(reader.stream("matter")):
            if n % 200 == 0:
                progress(n, len(rows), "Đang lập báo cáo")
            row = rows.get(subject.partition(":")[2])
            state = fold(events, end) if row is not None else None
            if row is None or state is None or not state.exists:
                continue
            content = reader.row("matter", row.matter) or {}
            texts = content.get("obligations", {})
            if which == "credit":
                lines, whose = _of_banks(reader, state, known, own)
            else:
                lines = [state.lines[n] for n in sorted(state_money.lines(reader, state, texts))]
                whose = "; ".join(str(texts.get(str(x.line.line), "")) for x in lines)
            if not lines:
                continue
            before = fold(events, start - timedelta(days=1)).lines if start is not None else {}
            was = _sums(before[x.line.line] for x in lines if x.line.line in before)
            now = _sums(lines)
            sums = Sums(now.done - was.done, now.ended - was.ended, now.away - was.away, now.rest)
            if sums == Sums() and not any(_counts(x, start) for x in lines):
                continue
            said = masking.TASK if row.matter in hidden else whose
            status = STATUS_WORDS.get(state.status, state.status)
            cells: tuple[Cell, ...] = (row.number_text, row.decision_day, row.debtor, said, row.officer_name, *sums.every, status)
            found.append(Row(f"matter:{row.matter}", status, cells, sums))
    return tuple(sorted(found, key=lambda r: (-r.sums.rest, str(r.cells[0]))))


def _of_banks(reader: Reader, state: MatterState, known: dict[str, bool], own: credit_names.Own) -> tuple[list[LineState], str]:
    """The obligations owed to credit institutions, and to which."""
    lines, names = [], dict[str, None]()
    for x in state.lines.values():
        banks = []
        for party in x.line.creditors:
            row = reader.row("party", party) or {} if known.get(party, True) else {}
            if party not in known:
                known[party] = row.get("kind") == "org" and credit_names.is_credit(str(row.get("name", "")), own)
            if known[party]:
                banks.append(str(row.get("name", "")))
        if banks:
            lines.append(x)
            names.update(dict.fromkeys(banks))
    return lines, "; ".join(names)


def _letters(desk: Desk, start: date | None, end: date) -> tuple[Row, ...]:
    today, found = desk.clock.today(), []
    for key in BOOKS:
        book = book_rights.named(key)
        if not desk.may(book.see):
            continue
        ids = book_queries.ids(desk, book_queries.wanted(desk, key, show="all"))
        with desk.reading() as reader:
            for e in book_queries.rows_in_order(desk, ids):
                if e is None or e.state == "mistaken" or e.day > end or (start is not None and e.day < start and e.state != "open"):
                    continue
                late = e.next_due is not None and e.next_due < today
                answered = e.state == "done" or bool(books.held(reader, e.entry)["values"].get(book.closes))
                state = ANSWERED if answered else UNANSWERED if e.state == "closed" else LATE if late else WAITING
                cells: tuple[Cell, ...] = (book.short, e.number_text, e.day, e.who, e.what, e.matter, e.handler, e.next_due, state)
                found.append(Row(f"entry:{e.entry}", state, cells))
    order = {LATE: 0, WAITING: 1}
    return tuple(sorted(found, key=lambda r: (order.get(r.group, 2), str(r.cells[0]), str(r.cells[2]), str(r.cells[1]))))


def _column(said: str) -> ListColumn:
    words, _, share = said.rpartition(" ")
    return ListColumn(words, abs(float(share)), "right" if share.startswith("-") else "left")
