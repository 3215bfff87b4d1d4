"""The matters that ended in a month, with how and when: what Law 106/2025 has the office tell the procuracy each month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import nfc
from thads_desktop.law.ruleset import NEW_LAW
from thads_desktop.services import ended_since, inspection_files, masking, people
from thads_desktop.services.outside import Sheet
from thads_desktop.services.queries import STATUS_WORDS, MatterFilter

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Cell
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import MatterRow
    from thads_desktop.storage.reader import Reader

#: End of a line -> the kind of ground that its clause is of.
_GROUNDS = {"terminated": "termination", "withdrawn": "withdrawal", "cancelled": "cancellation", "concluded": "conclusion"}
_COLUMNS = (
    ListColumn("STT", 4, "right"), ListColumn("Quyết định thi hành án", 14), ListColumn("Ngày", 8), ListColumn("Người phải thi hành án", 20),
    ListColumn("Người được thi hành án", 20), ListColumn("Kết thúc ngày", 9), ListColumn("Kết thúc vì", 25),
)  # fmt: skip
TITLE = "Danh sách việc thi hành án đã kết thúc"
#: Matters that a note names.
_NAMED = 20
_NOT_BEFORE = "Trước 01/7/2026 luật không buộc lập danh sách này."
_NO_DAY = "Luật không nêu ngày phải gửi danh sách trong tháng."


def month_of(typed: str, today: date) -> tuple[int, int]:
    """ "8/2026" or "08/2026" as (year, month); "" = the month of today. Refused for what is no month, or lies ahead."""
    text = nfc(" ".join(typed.split()))
    if text.lower().startswith("tháng "):
        text = text[len("tháng ") :]
    if not text:
        return today.year, today.month
    month, _, year = text.partition("/")
    if not (month.strip().isdecimal() and year.strip().isdecimal() and 1 <= int(month) <= 12 and 1900 <= int(year) <= 2200):
        raise Refused(Refusal("month.bad", {"text": text[:20]}, "month"))
    if (int(year), int(month)) > (today.year, today.month):
        raise Refused(Refusal("month.ahead", {"text": text[:20]}, "month"))
    return int(year), int(month)


def days_of(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    start = date(year, month, 1)
    return start, (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def sheet(desk: Desk, year: int, month: int) -> Sheet:
    """The list of a month to be sent: each matter under its own key; as it leaves, and as this account may see it."""
    start, end = days_of(year, month)
    with desk.reading() as reader:
        closed = [r for r in reader.projections.matter_rows(reader.projections.matter_ids(MatterFilter(closed=True))) if r.status_day is not None]
        found, late = _of_month(reader, closed, start, end)
        whole = {
            r.matter: {
                "number": r.number_text, "decided": short_date(r.decision_day), "debtor": r.debtor, "creditor": r.creditor,
                "ended": short_date(r.status_day or start), "why": _why(desk, fold(reader.events_of(f"matter:{r.matter}"))),
            }
            for r in found
        }  # fmt: skip
        covered = masking.with_minors(reader, desk.clock.today().year) if masking.hides(desk) else set()
        undone = ended_since.undone(desk, reader, {r.matter: r.status_day for r in closed if r.status_day is not None})
        at = reader.head()[0]
    said = f"({masking.MINOR})"

    def hide(matter: str, cells: dict[str, str]) -> dict[str, str]:
        return {**cells, "debtor": said, "creditor": said} if matter in covered else cells

    rows = {matter: hide(matter, cells) for matter, cells in whole.items()}
    columns = tuple(zip(("number", "decided", "debtor", "creditor", "ended", "why"), (c.title for c in _COLUMNS[1:]), strict=True))
    notes = _notes(end, late)
    said_of = (_said(year, month),)
    return Sheet("ended", TITLE, start, end, columns, rows, said_of, notes, whole, hide, at=at, gone=tuple(undone), reasons=undone)


def _of_month(reader: Reader, closed: list[MatterRow], start: date, end: date) -> tuple[list[MatterRow], dict[str, str]]:
    """(the matters of a list in their order, those of them that ended before its month: number -> the list which lacks them, in words)."""
    days = {r.matter: r.status_day for r in closed if r.status_day is not None}
    late = ended_since.late(reader, start, days)
    by_day = sorted(closed, key=lambda r: (r.status_day or start, r.decision_day, r.number))
    added = [r for r in by_day if r.matter in late]
    found = [r for r in by_day if start <= (r.status_day or start) <= end]
    return found + added, {r.number_text: ended_since.said(late[r.matter]) for r in added}


def _notes(end: date, late: dict[str, str]) -> tuple[str, ...]:
    said = "; ".join(f"{number} ({of})" for number, of in list(late.items())[:_NAMED])
    more = f"; và {len(late) - _NAMED} việc khác" if len(late) > _NAMED else ""
    added = f"{len(late)} việc cuối danh sách kết thúc từ trước, ghi sau khi danh sách của tháng ấy đã gửi: {said}{more}." if late else ""
    return tuple(x for x in (added, _NO_DAY if end >= NEW_LAW else _NOT_BEFORE) if x)


def _said(year: int, month: int) -> str:
    return f"Tháng {month:02d} năm {year}; gửi Viện kiểm sát nhân dân có thẩm quyền kiểm sát"


def ended(desk: Desk, year: int, month: int) -> Listing:
    """The list of a month, in the order of the days; names as this account may see them."""
    start, end = days_of(year, month)
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        ids = masking.matter_ids(desk, reader, MatterFilter(closed=True))
        closed = [r for r in masking.rows(desk, reader, reader.projections.matter_rows(ids)) if r.status_day is not None]
        rows, late = _of_month(reader, closed, start, end)
        found: list[tuple[Cell, ...]] = []
        for at, row in enumerate(rows, 1):
            why = _why(desk, fold(reader.events_of(f"matter:{row.matter}")))
            found.append((at, row.number_text, row.decision_day, row.debtor, row.creditor, row.status_day, why))
        head = reader.head()
    notes = _notes(end, late)
    said = (_said(year, month),)
    table = ListTable("", _COLUMNS, tuple(found), "" if found else "Trong tháng không có việc nào kết thúc.")
    return Listing(
        TITLE, who.parent, who.name, who.place, today, said, (table,), notes, ("Người lập", ""),
        people.signs(who, heads), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def _why(desk: Desk, state: MatterState) -> str:
    """How the obligations ended, each way once, with the words of its ground."""
    said = []
    for line in state.lines.values():
        if line.ended is None:
            continue
        words = STATUS_WORDS[line.ended.kind]
        kind = _GROUNDS.get(line.ended.kind, "")
        ground = next((g.text for g in desk.rules.grounds(kind, line.ended.day) if g.code == line.ended.clause), "") if kind else ""
        said.append(f"{words}: {ground[:1].lower()}{ground[1:]}" if ground else words)
    return "; ".join(dict.fromkeys(said))
