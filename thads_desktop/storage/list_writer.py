"""Keeping the lists: one upsert a row, in the same transaction as the events they come from."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.events import PaperNumbered, SeriesOpened, Struck
from thads_desktop.domain.letter_events import LetterSent
from thads_desktop.domain.text import bare
from thads_desktop.storage import schema
from thads_desktop.storage.codec import decode
from thads_desktop.storage.item_lists import ItemRow, Stock
from thads_desktop.storage.lists import Lists
from thads_desktop.storage.projections import (
    AssetRow,
    DeadlineRow,
    EntryRow,
    IntakeRow,
    MarkRow,
    MatterRow,
    MoneyRow,
    PaperRow,
    PartyRow,
    ReceiptRow,
    StepRow,
    TaskRow,
)
from thads_desktop.storage.receipt_lists import receipt_key
from thads_desktop.storage.search import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from thads_desktop.domain.events import Event


#: What stands beside the line of an asset.
ASSET_LISTS = ("asset_matter", "asset_party", "asset_mark")


#: Kind of row -> what reads its fields.
_GETTERS: dict[type, Callable[[Any], tuple[Any, ...]]] = {}


class ListWriter(Lists):
    """The lists, with the right to change them."""

    def put_matter(self, row: MatterRow, searched: str, sides: Iterable[tuple[str, str]] = ()) -> None:
        """One matter's line, what it is found by, and its parties as (party, side)."""
        self._put("matter_list", "matter", row)
        rowid = self.matter_id(row.matter)
        found = columns_of(searched)
        if [tuple(r) for r in self._all("SELECT exact, bare FROM matter_search WHERE rowid = ?", [rowid])] != [found]:
            self._run("DELETE FROM matter_search WHERE rowid = ?", rowid)
            self._run("INSERT INTO matter_search (rowid, exact, bare) VALUES (?, ?, ?)", rowid, *found)
        now = dict.fromkeys(sides)
        if {tuple(r) for r in self._all("SELECT party, side FROM party_matter WHERE matter = ?", [row.matter])} != now.keys():
            self._run("DELETE FROM party_matter WHERE matter = ?", row.matter)
            self._many("INSERT INTO party_matter VALUES (?, ?, ?) ON CONFLICT DO NOTHING", [(party, row.matter, side) for party, side in now])

    def set_next_due(self, matter: str, due: date | None, rule: str) -> None:
        """What a matter owes first, of its assets too."""
        self._run("UPDATE matter_list SET next_due = ?, next_rule = ? WHERE matter = ?", due and due.isoformat(), rule, matter)

    def drop_matter(self, key: str) -> None:
        rowid = self.matter_id(key)
        if rowid is None:
            return
        self._run("DELETE FROM matter_search WHERE rowid = ?", rowid)
        self._run("DELETE FROM matter_list WHERE id = ?", rowid)
        self._run("DELETE FROM party_matter WHERE matter = ?", key)
        self.put_marks(key, [])

    def put_marks(self, matter: str, rows: list[MarkRow]) -> None:
        """Replace what a matter bears besides its state."""
        self._run("DELETE FROM mark_list WHERE matter = ?", matter)
        names = [f.name for f in fields(MarkRow)]
        self._many(f"INSERT INTO mark_list ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", [_values(row) for row in rows])

    def put_deadlines(self, subject: str, rows: list[DeadlineRow], *, secret: bool = False) -> None:
        """Replace the open deadlines of a subject; secret: in the list that few see."""
        table = "secret_deadline_list" if secret else "deadline_list"
        self._run(f"DELETE FROM {table} WHERE subject = ?", subject)
        names = [f.name for f in fields(DeadlineRow)]
        marks = ", ".join("?" * len(names))
        self._many(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", [_values(row) for row in rows])

    def put_task(self, row: TaskRow) -> None:
        self._put("task_list", "task", row)

    def drop_task(self, task: str) -> None:
        self._run("DELETE FROM task_list WHERE task = ?", task)

    def put_step(self, row: StepRow) -> None:
        self._put("step_list", "matter", row)

    def drop_step(self, matter: str) -> None:
        self._run("DELETE FROM step_list WHERE matter = ?", matter)

    def put_paper(self, row: PaperRow) -> None:
        self._put("paper_list", "paper", row)

    def drop_paper(self, paper: str) -> None:
        self._run("DELETE FROM paper_list WHERE paper = ?", paper)

    def put_entry(self, row: EntryRow) -> None:
        self._put("entry_list", "entry", row)

    def drop_entry(self, entry: str) -> None:
        self._run("DELETE FROM entry_list WHERE entry = ?", entry)

    def put_money(self, subject: str, rows: list[MoneyRow]) -> None:
        """Replace the movements of money of a subject. Only what differs is written: a matter may have a hundred thousand of them."""
        names = [f.name for f in fields(MoneyRow)]
        had = [tuple(r) for r in self._all(f"SELECT {', '.join(names)} FROM money_list WHERE subject = ?", [subject])]
        now = [_values(row) for row in rows]
        kept = set(now).intersection(had)
        if len(kept) < len(had):
            self._run("DELETE FROM money_list WHERE subject = ?", subject)
            kept.clear()
        self._many(
            f"INSERT INTO money_list ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", [row for row in now if row not in kept]
        )

    def put_receipts(self, subject: str, rows: Iterable[ReceiptRow]) -> None:
        """Replace the official receipts of a subject."""
        self._run("DELETE FROM receipt_list WHERE subject = ?", subject)
        names = [f.name for f in fields(ReceiptRow)]
        self._many(
            f"INSERT INTO receipt_list ({', '.join(names)}, known) VALUES ({', '.join('?' * (len(names) + 1))})",
            [(*_values(row), receipt_key(row.kind, row.form, row.book, row.year, row.number)) for row in rows],
        )

    def put_item(self, row: ItemRow, stock: Iterable[Stock]) -> None:
        """One item's line, and what was here of it from day to day."""
        self._put("item_list", "item", row)
        self._run("DELETE FROM item_stock_list WHERE item = ?", row.item)
        self._many("INSERT INTO item_stock_list (item, since, until, rest, place) VALUES (?, ?, ?, ?, ?)", [(row.item, *_values(s)) for s in stock])

    def drop_item(self, item: str) -> None:
        self._run("DELETE FROM item_list WHERE item = ?", item)
        self._run("DELETE FROM item_stock_list WHERE item = ?", item)

    def put_asset(self, row: AssetRow, matters: Iterable[str], marks: Iterable[str], owners: Iterable[str]) -> None:
        """One asset's line, the matters it stands for, what it is known by, and whose it is."""
        self._put("asset_list", "asset", row)
        for table in ASSET_LISTS:
            self._run(f"DELETE FROM {table} WHERE asset = ?", row.asset)
        self._many("INSERT INTO asset_matter VALUES (?, ?)", [(row.asset, m) for m in dict.fromkeys(matters)])
        self._many("INSERT INTO asset_party VALUES (?, ?)", [(row.asset, p) for p in dict.fromkeys(owners)])
        self._many("INSERT INTO asset_mark VALUES (?, ?)", [(m, row.asset) for m in dict.fromkeys(marks)])

    def drop_asset(self, asset: str) -> None:
        for table in ("asset_list", *ASSET_LISTS):
            self._run(f"DELETE FROM {table} WHERE asset = ?", asset)

    def put_intake(self, row: IntakeRow) -> None:
        self._put("intake_list", "judgment", row)
        known = f"{bare(row.number)}|{row.day}|{bare(row.court)}"
        self._run("UPDATE intake_list SET known = ? WHERE judgment = ?", known, row.judgment)

    def drop_intake(self, key: str) -> None:
        self._run("DELETE FROM intake_list WHERE judgment = ?", key)

    def put_party(self, row: PartyRow) -> None:
        self._put("party_list", "party", row)
        self._run("DELETE FROM party_number WHERE party = ?", row.party)
        for number in set(row.ids.split()):
            self._run("INSERT INTO party_number VALUES (?, ?)", number, row.party)

    def drop_party(self, key: str) -> None:
        self._run("DELETE FROM party_number WHERE party = ?", key)
        self._run("DELETE FROM party_list WHERE party = ?", key)

    def drop_idle_parties(self, parties: Iterable[str]) -> None:
        """Forget those of these parties that no matter in the lists names any more."""
        for party in parties:
            if not self._all("SELECT 1 FROM party_matter WHERE party = ? LIMIT 1", [party]):
                self.drop_party(party)

    def put_number(self, series: str, year: int, following: int, day: date | None = None) -> None:
        """The next number of a series, and the day of the last; neither goes back."""
        self._run(
            "INSERT INTO number_state VALUES (?, ?, ?, ?) ON CONFLICT (series, year) DO UPDATE SET "
            "next = CASE WHEN excluded.next > number_state.next THEN excluded.next ELSE number_state.next END, "
            "day = CASE WHEN number_state.day IS NULL OR excluded.day > number_state.day THEN excluded.day ELSE number_state.day END",
            series, year, following, day.isoformat() if day is not None else None,
        )  # fmt: skip

    def count_series(self) -> None:
        """Every series from the log: its openings that were not struck, and the numbers that papers took."""
        self._run("DELETE FROM number_state")
        strikes = self._logged("type = 'Struck' AND subject LIKE 'series:%'")
        struck = {e.body.target for e in strikes if isinstance(e.body, Struck)}
        for event in self._logged("type IN ('SeriesOpened', 'PaperNumbered', 'LetterSent')"):
            body = event.body
            if isinstance(body, SeriesOpened) and event.seq not in struck:
                self.put_number(body.series, body.year, body.next)
            elif isinstance(body, PaperNumbered) and body.number:
                self.put_number(body.series, body.year, body.number + 1, event.day)
            elif isinstance(body, LetterSent) and body.series:
                self.put_number(body.series, body.series_year, body.number + 1, event.day)

    def put_recorded(self, day: str, first: int, last: int) -> None:
        """Events from one place in the log to another were recorded on this day (UTC, as stored)."""
        self._run(
            "INSERT INTO recorded_days VALUES (?, ?, ?) ON CONFLICT (day) DO UPDATE SET "
            "first = CASE WHEN excluded.first < recorded_days.first THEN excluded.first ELSE recorded_days.first END, "
            "last = CASE WHEN excluded.last > recorded_days.last THEN excluded.last ELSE recorded_days.last END",
            day, first, last,
        )  # fmt: skip

    def count_recorded(self) -> None:
        """The days of recording, from the log."""
        self._run("DELETE FROM recorded_days")
        self._run("INSERT INTO recorded_days SELECT substr(recorded, 1, 10), min(seq), max(seq) FROM events GROUP BY 1")

    def _logged(self, which: str) -> list[Event]:
        return [decode(text) for (text,) in self._all(f"SELECT text FROM events WHERE {which} ORDER BY seq", [])]

    def rebuild(self) -> None:
        """Make every list anew, so that none keeps its damage, and count series and days; the caller fills the other lists from
        the log. Trouble("store.damaged") where a list cannot even be dropped."""
        if self.connection.dialect.name == "postgresql":
            from thads_desktop.storage.server_schema import empty_lists

            empty_lists(self.connection)
        else:
            for name in schema.DERIVED_NAMES:
                self._run(f"DROP TABLE IF EXISTS {name}")
            for statement in schema.DERIVED:
                self._run(statement)
        self.count_series()
        self.count_recorded()
        self._run(f"PRAGMA user_version = {schema.PROJECTIONS}")

    def _put(self, table: str, key: str, row: Any) -> None:
        names = _names(type(row))
        values = _values(row)
        marks = ", ".join("?" * len(names))
        update = ", ".join(f"{n} = excluded.{n}" for n in names if n != key)
        tail = f" ON CONFLICT ({key}) DO UPDATE SET {update}" if key else ""
        self._run(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks}){tail}", *values)

    def _many(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        """Many rows at once: on a server each statement is a way there and back."""
        if rows:
            self.connection.exec_driver_sql(statement, rows if len(rows) > 1 else rows[0])

    def _run(self, statement: str, *values: Any) -> None:
        self.connection.exec_driver_sql(statement, values or None)


def _names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def _cells(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """Reads the fields of a row of this kind, all at once: a list has many."""
    if kind not in _GETTERS:
        _GETTERS[kind] = attrgetter(*_names(kind))
    return _GETTERS[kind]


def _values(row: Any) -> tuple[Any, ...]:
    """A row of a list as it is stored."""
    return tuple(v.isoformat() if isinstance(v, date) else v for v in _cells(type(row))(row))
