"""Reports beside the statutory forms: matters for credit institutions, money of the State budget, the state of coordination and of guidance.

All of them are read from what stands today; money is that of the very obligations, not of whole matters.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare
from thads_desktop.paths import resource
from thads_desktop.services import book_queries, book_rights, inspection_files, masking, people, state_money
from thads_desktop.services.leading_words import BOOKS
from thads_desktop.services.queries import STATUS_WORDS
from thads_desktop.storage.projections import MatterFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.domain.listing import Cell
    from thads_desktop.domain.matter import LineState, MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

    Progress = Callable[[int, int, str], object]

REPORTS = {
    "credit": "Việc thi hành án cho tổ chức tín dụng", "budget": "Khoản thu cho ngân sách nhà nước", "coordination": "Văn bản phối hợp, xin ý kiến",
}  # fmt: skip
_HEADS = {
    "credit": "Số 13|Ngày 9|Người phải thi hành án 20|Tổ chức tín dụng 22|Chấp hành viên 14|Phải thi hành -13|Đã thi hành -13|Còn lại -13|Tình trạng 14",
    "budget": "Số 13|Ngày 9|Người phải thi hành án 24|Khoản 22|Chấp hành viên 14|Phải thi hành -13|Đã thi hành -13|Còn lại -13|Tình trạng 14",
    "coordination": "Sổ 16|Số 10|Ngày gửi 9|Nơi nhận 20|Nội dung 34|Việc 13|Người theo dõi 14|Hạn trả lời 9|Tình trạng 14",
}  # fmt: skip
#: Lines that a print holds.
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """opens: "kind:key" of what stands behind it; group: under which it is counted; due, done, rest: đồng of its obligations."""

    opens: str
    group: str
    cells: tuple[Cell, ...]
    due: int = 0
    done: int = 0
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """which: of ``REPORTS``; columns: headings with shares; note: where the figures come from."""

    which: str
    columns: tuple[ListColumn, ...]
    rows: tuple[Row, ...]
    note: str

    @property
    def groups(self) -> list[tuple[str, int, int, int, int]]:
        """(group, rows, due, done, rest), the largest first."""
        found: dict[str, list[int]] = {}
        for r in self.rows:
            held = found.setdefault(r.group, [0, 0, 0, 0])
            for at, n in enumerate((1, r.due, r.done, r.rest)):
                held[at] += n
        return [(g, *of) for g, of in sorted(found.items(), key=lambda x: (-x[1][0], x[0]))]  # type: ignore[misc]  # four sums

    @property
    def said(self) -> str:
        """The whole in one sentence."""
        if self.which == "coordination":
            return f"{dong(len(self.rows))} văn bản: " + "; ".join(f"{g[:1].lower()}{g[1:]} {dong(n)}" for g, n, *_money in self.groups) + "."
        due, done, rest = (sum(getattr(r, name) for r in self.rows) for name in ("due", "done", "rest"))
        return f"{dong(len(self.rows))} việc; phải thi hành {dong(due)} đồng, đã thi hành {dong(done)} đồng, còn lại {dong(rest)} đồng."


def make(desk: Desk, which: str, progress: Progress = lambda _done, _whole, _said: None) -> Report:
    """A report as of today; progress may raise to stop. Refused for one that is none."""
    if which not in REPORTS:
        raise Refused(Refusal("report.unknown", {"known": ", ".join(REPORTS.values())}, "which"))
    columns = tuple(_column(c) for c in _HEADS[which].split("|"))
    if which == "coordination":
        return Report(which, columns, _letters(desk), "Theo sổ văn bản phối hợp và sổ xin ý kiến; hạn trả lời do người gửi ghi.")
    note = _names()[2] if which == "credit" else "Khoản của ngân sách nhà nước theo cách chương trình xác định người hưởng (như khi chi tiền)."
    return Report(which, columns, _matters(desk, which, progress), note)


def listing(desk: Desk, made: Report) -> Listing:
    """The report as it prints."""
    today = desk.clock.today()
    with desk.reading() as reader:
        who, head = people.identity(reader, today), reader.head()
    money = made.which != "coordination"
    heads = "Tình trạng 40|Số -12" + ("|Phải thi hành -20|Đã thi hành -20|Còn lại -20" if money else "")
    sums: list[tuple[Cell, ...]] = [g if money else g[:2] for g in made.groups]
    more = f"In {dong(MOST)} dòng đầu trong {dong(len(made.rows))}." if len(made.rows) > MOST else ""
    tables = (
        ListTable("Tổng hợp", tuple(_column(c) for c in heads.split("|")), tuple(sums), "" if sums else "Không có."),
        ListTable("Chi tiết", made.columns, tuple(r.cells for r in made.rows[:MOST]), more if made.rows else "Không có."),
    )
    return Listing(
        f"Báo cáo {REPORTS[made.which][:1].lower()}{REPORTS[made.which][1:]}", who.parent, who.name, who.place, today,
        (f"Đến hết ngày {short_date(today)}: {made.said}",), tables, (made.note,), right=(who.head_title, ""),
        proof=inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def is_credit(name: str) -> bool:
    """An organisation's name is that of a credit institution."""
    begins, within, _note = _names()
    said = " ".join(bare(name).split())
    return said.startswith(begins) or any(words in said for words in within)


@cache
def _names() -> tuple[tuple[str, ...], tuple[str, ...], str]:
    plain = tomllib.loads(resource("watch/credit.toml").read_text(encoding="utf-8"))
    return tuple(bare(w) for w in plain["words"]), tuple(bare(w) for w in plain["within"]), str(plain["note"])


def _matters(desk: Desk, which: str, progress: Progress) -> tuple[Row, ...]:
    with desk.reading() as reader:
        lists = reader.projections
        rows = {r.matter: r for r in masking.rows(desk, reader, lists.matter_rows(lists.matter_ids(MatterFilter())))}
        hidden = masking.with_minors(reader, desk.clock.today().year) if masking.hides(desk) else set()
        known: dict[str, bool] = {}
        found = []
        for n, (subject, events) in enumerate(reader.stream("matter")):
            if n % 200 == 0:
                progress(n, len(rows), "Đang lập báo cáo")
            row = rows.get(subject.partition(":")[2])
            if row is None:
                continue
            state = fold(events)
            content = reader.row("matter", row.matter) or {}
            texts = content.get("obligations", {})
            if which == "credit":
                lines, whose = _of_banks(reader, state, known)
            else:
                lines = [state.lines[n] for n in sorted(state_money.lines(reader, state, texts))]
                whose = "; ".join(str(texts.get(str(x.line.line), "")) for x in lines)
            if not lines:
                continue
            due, done, rest = sum(x.line.due or 0 for x in lines), sum(x.collected for x in lines), sum(x.rest for x in lines)
            said = masking.TASK if row.matter in hidden else whose
            status = STATUS_WORDS.get(row.status, row.status)
            cells: tuple[Cell, ...] = (row.number_text, row.decision_day, row.debtor, said, row.officer_name, due, done, rest, status)
            found.append(Row(f"matter:{row.matter}", status, cells, due, done, rest))
    return tuple(sorted(found, key=lambda r: (-r.rest, str(r.cells[0]))))


def _of_banks(reader: Reader, state: MatterState, known: dict[str, bool]) -> tuple[list[LineState], str]:
    """The obligations owed to credit institutions, and to which."""
    lines, names = [], dict[str, None]()
    for x in state.lines.values():
        banks = []
        for party in x.line.creditors:
            row = reader.row("party", party) or {} if known.get(party, True) else {}
            if party not in known:
                known[party] = row.get("kind") == "org" and is_credit(str(row.get("name", "")))
            if known[party]:
                banks.append(str(row.get("name", "")))
        if banks:
            lines.append(x)
            names.update(dict.fromkeys(banks))
    return lines, "; ".join(names)


def _letters(desk: Desk) -> tuple[Row, ...]:
    today, found = desk.clock.today(), []
    for key in BOOKS:
        book = book_rights.named(key)
        if not desk.may(book.see):
            continue
        ids = book_queries.ids(desk, book_queries.wanted(desk, key, show="all"))
        for e in book_queries.rows_in_order(desk, ids):
            if e is None or e.state == "mistaken":
                continue
            late = e.next_due is not None and e.next_due < today
            state = "Đã trả lời" if e.state != "open" else "Quá hạn chưa trả lời" if late else "Chờ trả lời"
            cells: tuple[Cell, ...] = (book.short, e.number_text, e.day, e.who, e.what, e.matter, e.handler, e.next_due, state)
            found.append(Row(f"entry:{e.entry}", state, cells))
    order = {"Quá hạn chưa trả lời": 0, "Chờ trả lời": 1}
    return tuple(sorted(found, key=lambda r: (order.get(r.group, 2), str(r.cells[0]), str(r.cells[2]), str(r.cells[1]))))


def _column(said: str) -> ListColumn:
    words, _, share = said.rpartition(" ")
    return ListColumn(words, abs(float(share)), "right" if share.startswith("-") else "left")
