"""One officer's week on paper: what is overdue, each day's terms and tasks, and verifications gathered into trips by commune."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date, weekday
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare, sort_key
from thads_desktop.law.deadlines import PASSING
from thads_desktop.services import book_rights, inspection_files, masking, people, units
from thads_desktop.services.projecting_steps import TASK_RULE
from thads_desktop.services.trips import place_of
from thads_desktop.storage import agenda_lists
from thads_desktop.storage.projections import VISITS, DeadlineFilter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.projections import DeadlineRow
    from thads_desktop.storage.reader import Reader

#: So many days beyond the week are taken along on a trip.
ALONG = 7
_TERMS = "Ngày 13|Việc phải làm 28|Số 13|Đương sự, cơ quan 20|Căn cứ 34"
_NOWHERE = "chưa ghi địa bàn"
_TRIPS_TITLE = "Chuyến đi xác minh"
_TRIPS = "Xã, phường 20|Địa chỉ 30|Người phải thi hành án 22|Số 14|Việc phải làm 24|Hạn 9"


@dataclass(frozen=True, slots=True)
class Week:
    """start: its Monday. tables: as they print; terms, tasks, trips: how many lines, communes; missed: matters without a next step."""

    officer: str
    name: str
    start: date
    tables: tuple[ListTable, ...]
    terms: int
    tasks: int
    trips: int
    missed: int
    head: tuple[int, str]


def monday(day: date) -> date:
    """The first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def week(desk: Desk, officer: str, day: date) -> Week:
    """The week of a day; with the books that few see for who looks at the own one. Refused for somebody who is no person of the office."""
    start = monday(day)
    end = start + timedelta(days=6)
    with desk.reading() as reader:
        row = reader.row("person", officer)
        if row is None:
            raise Refused(Refusal("person.unknown", field="officer"))
        # The sheet of another is handed to them, who may not see what this account sees.
        begins = book_rights.hidden_here(desk, reader) + (() if officer == desk.actor else book_rights.entries_few_see())
        wanted = DeadlineFilter(None, end + timedelta(days=ALONG), officer, desk.clock.today(), PASSING, begins, secret=True)
        found = masking.rows(desk, reader, [r for _at, r in agenda_lists.deadlines_under(reader.projections, wanted)])
        names = masking.names(desk, reader)
        due = [r for r in found if r.due <= end]
        trips = _trips(desk, reader, names, [r for r in found if r.rule in VISITS and r.subject.startswith("matter:")])
        missed = agenda_lists.count_without_step(reader.projections, desk.clock.today()).get(officer, 0)
        head = reader.head()
    terms, tasks = [r for r in due if r.rule != TASK_RULE], [r for r in due if r.rule == TASK_RULE]
    late = [r for r in terms if r.due < start]
    tables = (
        _table("Quá hạn từ trước tuần này", _TERMS, [_term(r, short_date(r.due)) for r in late], "Không có việc nào quá hạn."),
        _table("Trong tuần", _TERMS, [_term(r, _day(r.due)) for r in terms if r.due >= start], "Không có hạn nào trong tuần."),
        _table("Việc được giao", "Hạn 13|Việc phải làm 52|Số 14|Đương sự 28", [(_day(r.due), r.title, r.number_text, r.debtor) for r in tasks],
               "Không có việc được giao đến hạn."),
        _table(_TRIPS_TITLE, _TRIPS, trips, "Không có nơi nào phải đến."),
    )  # fmt: skip
    communes = len({t[0] for t in trips} - {_NOWHERE})
    return Week(officer, str(row.get("name", "")), start, tables, len(terms), len(tasks), communes, missed, head)


def listing(desk: Desk, made: Week) -> Listing:
    """What is printed or written."""
    today = desk.clock.today()
    end = made.start + timedelta(days=6)
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
    notes = [f"Chuyến đi xếp theo xã, phường, gồm cả việc xác minh đến hạn trong {ALONG} ngày sau; người chưa ghi xã, phường đứng cuối."]
    if made.missed:
        notes.append(f"Ngoài ra còn {made.missed} việc đang thi hành chưa có bước tiếp theo: mở danh sách bằng Shift+F4.")
    return Listing(
        "Lịch công tác tuần", who.parent, who.name, who.place, today,
        (f"{made.name}; từ {_day(made.start)} đến {_day(end)}",
         f"{made.terms} thời hạn, {made.tasks} việc được giao, {trips_words(made)}"),
        made.tables, tuple(notes), ("Chấp hành viên", made.name), people.signs(who, heads),
        inspection_files.proof(made.head, short_date(today)),
    )  # fmt: skip


def trips_words(made: Week) -> str:
    """To how many communes one must go; where none is known that is said, no nought."""
    somewhere = any(table.title == _TRIPS_TITLE and table.rows for table in made.tables)
    if made.trips == 0 and somewhere:
        return "có nơi phải đến chưa rõ xã, phường"
    return f"{made.trips} xã, phường phải đến"


def file_name(made: Week) -> str:
    """What a file of it is called, without ending."""
    return f"lich-tuan-{made.start:%Y%m%d}-{'-'.join(bare(made.name).split())}"


def _trips(desk: Desk, reader: Reader, names: Names, rows: Sequence[DeadlineRow]) -> list[tuple[Cell, ...]]:
    """Each place once for each matter, by commune and then by day."""
    today = desk.clock.today()
    owing = agenda_lists.debtors_of(reader.projections, [r.subject.partition(":")[2] for r in rows])
    found: list[tuple[str, date, tuple[Cell, ...]]] = []
    for row in rows:
        for party in owing.get(row.subject.partition(":")[2], [""]):
            content = names.row("party", party) if party else {}
            commune = units.label(place_of(str(content.get("commune", "") or ""), today), today) or _NOWHERE
            name = str(content.get("name", "")) or row.debtor
            line: tuple[Cell, ...] = (commune, str(content.get("address", "")), name, row.number_text, row.title, row.due)
            found.append((commune, row.due, line))
    # Where the commune is not known stands last.
    return [line for _c, _d, line in sorted(found, key=lambda x: (x[0] == _NOWHERE, sort_key(x[0]), x[1], str(x[2][3])))]


def _term(row: DeadlineRow, day: str) -> tuple[Cell, ...]:
    return (day, row.title, row.number_text, row.debtor, row.cite)


def _day(day: date) -> str:
    return f"{weekday(day)} {short_date(day)}"


def _table(title: str, heads: str, rows: list[tuple[Cell, ...]], none: str) -> ListTable:
    """heads: "heading share", parted by a stroke."""
    columns = []
    for head in heads.split("|"):
        words, _, share = head.rpartition(" ")
        columns.append(ListColumn(words, float(share)))
    return ListTable(title, tuple(columns), tuple(rows), "" if rows else none)
