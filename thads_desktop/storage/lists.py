"""Questions to the lists: ordered ids first, rows by page, counts; names in Vietnamese order by a stored key."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from thads_desktop.domain.refusal import Trouble
from thads_desktop.domain.text import bare
from thads_desktop.storage import straight
from thads_desktop.storage.asset_lists import AssetLists
from thads_desktop.storage.entry_lists import EntryLists
from thads_desktop.storage.item_lists import ItemLists, ItemRow
from thads_desktop.storage.projections import (
    ORDERS,
    AssetRow,
    DeadlineRow,
    EntryRow,
    IntakeRow,
    MatterFilter,
    MatterRow,
    MoneyRow,
    PaperRow,
    PartyRow,
    StepRow,
    TaskRow,
)
from thads_desktop.storage.search import match_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

T = TypeVar("T")
SOON = timedelta(days=7)
#: The lists that are read row by row.
ROWS_OF: dict[type[Any], str] = {
    MatterRow: "matter_list", DeadlineRow: "deadline_list", PaperRow: "paper_list", IntakeRow: "intake_list", PartyRow: "party_list",
    TaskRow: "task_list", StepRow: "step_list",
    EntryRow: "entry_list", MoneyRow: "money_list", ItemRow: "item_list", AssetRow: "asset_list",
}  # fmt: skip


class Lists:
    """Read only; every answer is plain dataclasses."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @property
    def entries(self) -> EntryLists:
        """The books around the matters."""
        return EntryLists(self._all, self._numbers, lambda values: row_of(EntryRow, values))

    @property
    def items(self) -> ItemLists:
        """Exhibits and kept property."""
        return ItemLists(self._all, self._numbers, lambda values: row_of(ItemRow, values))

    @property
    def assets(self) -> AssetLists:
        """The assets of the office."""
        return AssetLists(self._all, self._numbers, lambda values: row_of(AssetRow, values))

    def matter_ids(self, wanted: MatterFilter) -> list[int]:
        """Row ids under a filter, in its order."""
        where, values = _where(wanted)
        order = ORDERS[wanted.order_by if wanted.order_by in ORDERS else "decision_day"]
        direction = "DESC" if wanted.descending else "ASC"
        last = "ASC" if wanted.descending else "DESC"  # as the index has equal ones
        return self._numbers(f"SELECT id FROM matter_list{where} ORDER BY {order.format(direction)}, id {last}", values)

    def matter_rows(self, ids: Sequence[int]) -> list[MatterRow]:
        """The rows of these ids, in the order given; unknown ids are left out."""
        found = self.matter_rows_by_id(ids)
        return [found[i] for i in ids if i in found]

    def matter_rows_by_id(self, ids: Sequence[int]) -> dict[int, MatterRow]:
        """Row id -> row."""
        found: dict[int, MatterRow] = {}
        names = ", ".join(f.name for f in fields(MatterRow))
        for start in range(0, len(ids), 500):
            part = list(ids[start : start + 500])
            marks = ", ".join("?" * len(part))
            for row in self._all(f"SELECT id, {names} FROM matter_list WHERE id IN ({marks})", part):
                found[row[0]] = row_of(MatterRow, row[1:])
        return found

    def matter_totals(self, wanted: MatterFilter) -> tuple[int, int]:
        """(how many, rest in đồng) under a filter."""
        where, values = _where(wanted)
        row = self._all(f"SELECT count(*), coalesce(sum(rest), 0) FROM matter_list{where}", values)[0]
        return int(row[0]), int(row[1])

    def matter_ids_of(self, matters: Sequence[str]) -> list[int]:
        """The row ids of these matters, in no order; unknown ones are left out."""
        found: list[int] = []
        for at in range(0, len(matters), 500):
            part = list(matters[at : at + 500])
            found += self._numbers(f"SELECT id FROM matter_list WHERE matter IN ({', '.join('?' * len(part))})", part)
        return found

    def matter_id(self, key: str) -> int | None:
        rows = self._all("SELECT id FROM matter_list WHERE matter = ?", [key])
        return int(rows[0][0]) if rows else None

    def matters_numbered(self, typed: str) -> list[MatterRow]:
        """The matters whose decision bears this number, with its symbol or without, oldest first."""
        number = typed.strip().partition("/")[0].strip()
        asked = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else -1
        ids = self._numbers("SELECT id FROM matter_list WHERE number_text = ? OR number = ? ORDER BY decision_day, id", [typed.strip(), asked])
        rows = self.matter_rows(ids)
        return [r for r in rows if bare(r.number_text) == bare(typed).strip()] if "/" in typed else rows

    def known_decision(self, number_text: str, day: date) -> str | None:
        """The matter with this number and day, or None."""
        rows = self._all(
            "SELECT matter FROM matter_list WHERE decision_day = ? AND number_text = ?", [day.isoformat(), number_text]
        )
        return str(rows[0][0]) if rows else None

    def known_decisions(self) -> dict[tuple[str, date], str]:
        """(number, day) of every decision -> matter."""
        rows = self._all("SELECT number_text, decision_day, matter FROM matter_list", [])
        return {(r[0], day_of(r[1])): r[2] for r in rows}

    def papers_by_form(self) -> list[tuple[str, date, int]]:
        """(form, day, how many) of the papers issued here."""
        rows = self._all("SELECT form, day, COUNT(*) FROM paper_list WHERE stage IN ('numbered', 'sent') GROUP BY form, day", [])
        return [(r[0], day_of(r[1]), r[2]) for r in rows if r[1]]

    def numbered_like(self, digits: str, stages: Sequence[str]) -> list[tuple[str, str, date, str]]:
        """(form, number, day, stage) of the papers at these stages in whose number these digits stand."""
        rows = self._all(
            f"SELECT form, number_text, day, stage FROM paper_list WHERE stage IN ({', '.join('?' * len(stages))}) "
            "AND instr(number_text, ?) > 0 ORDER BY rowid", [*stages, digits],
        )  # fmt: skip
        return [(r[0], r[1], day_of(r[2]), r[3]) for r in rows if r[2]]

    def unassigned(self, former: Sequence[str] = ()) -> list[str]:
        """Open matters without an officer or with one of the former ones, oldest decision first."""
        marks = ", ".join("?" * (len(former) + 1))
        rows = self._all(
            f"SELECT matter FROM matter_list WHERE officer IN ({marks}) AND closed = 0 ORDER BY decision_day, number, id",
            ["", *former],
        )
        return [r[0] for r in rows]

    def officers_of(self, matters: Sequence[str]) -> dict[str, str]:
        """Matter -> officer, of those asked for that have one."""
        found: dict[str, str] = {}
        for at in range(0, len(matters), 500):
            part = matters[at : at + 500]
            marks = ", ".join("?" * len(part))
            rows = self._all(f"SELECT matter, officer FROM matter_list WHERE officer <> '' AND matter IN ({marks})", list(part))
            found |= {r[0]: r[1] for r in rows}
        return found

    def loads(self, day: date) -> dict[str, tuple[int, int, int]]:
        """Officer -> (open matters, rest in đồng, sum of ages in days) on a day."""
        rows = self._all(
            "SELECT officer, count(*), sum(rest), cast(sum(julianday(?) - julianday(decision_day)) AS INTEGER) "
            "FROM matter_list WHERE closed = 0 AND status <> 'separate_book' GROUP BY officer",
            [day.isoformat()],
        )
        return {r[0]: (int(r[1]), int(r[2]), max(0, int(r[3]))) for r in rows}

    def officers_by_debtor(self) -> dict[str, str]:
        """Debtor's party id -> officer of an open matter against them."""
        rows = self._all(
            "SELECT p.party, m.officer FROM party_matter p JOIN matter_list m ON m.matter = p.matter "
            "WHERE p.side = 'debtors' AND m.closed = 0 AND m.officer <> '' ORDER BY m.decision_day, m.id",
            [],
        )
        return {r[0]: r[1] for r in rows}

    def merged_parties(self) -> dict[str, str]:
        """Party -> the one it was merged into, one step."""
        return {r[0]: r[1] for r in self._all("SELECT party, merged_into FROM party_list WHERE merged_into <> ''", [])}

    def drafts_of(self, matter: str) -> list[tuple[str, str]]:
        """(paper, form) of a matter's drafts in the list."""
        return [(r[0], r[1]) for r in self._all("SELECT paper, form FROM paper_list WHERE matter = ? AND stage = 'draft' ORDER BY rowid", [matter])]

    def matters_of_born_after(self, year: int) -> set[str]:
        """Matters with a party, of whatever side, born after this year."""
        return {
            r[0]
            for r in self._all(
                "SELECT DISTINCT m.matter FROM party_matter m JOIN party_list p ON p.party = m.party WHERE p.birth_year > ?", [year]
            )
        }

    def names_born_after(self, year: int) -> set[str]:
        """The names of every party born after this year."""
        return {r[0] for r in self._all("SELECT DISTINCT name FROM party_list WHERE birth_year > ?", [year])}

    def addresses_born_after(self, year: int) -> set[str]:
        """The addresses of every party born after this year."""
        return {r[0] for r in self._all("SELECT DISTINCT address FROM party_list WHERE birth_year > ? AND address <> ''", [year])}

    def matters_of_party(self, party: str) -> list[str]:
        return [r[0] for r in self._all("SELECT DISTINCT matter FROM party_matter WHERE party = ? ORDER BY matter", [party])]

    def deadlines(self, until: date | None = None, officer: str = "", subject: str = "", *, secret: bool = False) -> list[DeadlineRow]:
        """Open deadlines, earliest first; secret: those of the books that few see."""
        where, values = [], []
        for column, value in (("officer", officer), ("subject", subject)):
            if value:
                where.append(f"{column} = ?")
                values.append(value)
        if until is not None:
            where.append("due <= ?")
            values.append(until.isoformat())
        said = " WHERE " + " AND ".join(where) if where else ""
        table = "secret_deadline_list" if secret else "deadline_list"
        return self.typed(DeadlineRow, table, f"{said} ORDER BY due, number_text, subject, rule, case_, rowid", values)

    def deadline_counts(self, today: date, passing: Sequence[str] = (), hidden: Sequence[str] = (), *, secret: bool = False) -> tuple[int, int]:
        """(overdue, due within seven days); the rules in ``passing`` are never overdue; subjects that begin as ``hidden`` says are left out;
        secret: of the list that few see."""
        shown = " WHERE " + " AND ".join("substr(subject, 1, ?) <> ?" for _ in hidden) if hidden else ""
        other = f" AND rule NOT IN ({', '.join('?' * len(passing))})" if passing else ""
        row = self._all(
            f"SELECT count(CASE WHEN due < ?{other} THEN 1 END), count(CASE WHEN due BETWEEN ? AND ? THEN 1 END) "
            f"FROM {'secret_deadline_list' if secret else 'deadline_list'}{shown}",
            [today.isoformat(), *passing, today.isoformat(), (today + SOON).isoformat(), *(x for h in hidden for x in (len(h), h))],
        )[0]
        return int(row[0] or 0), int(row[1] or 0)

    def papers(self, stages: tuple[str, ...] = (), matter: str = "", limit: int = 2000, *, number: str = "") -> list[PaperRow]:
        """Papers at these stages (empty = all), oldest first; number: only those that bear it, written so."""
        where, values = [], []
        if stages:
            where.append(f"stage IN ({', '.join('?' * len(stages))})")
            values += list(stages)
        if matter:
            where.append("matter = ?")
            values.append(matter)
        if number:
            where.append("number_text = ?")
            values.append(number)
        said = " WHERE " + " AND ".join(where) if where else ""
        return self.typed(PaperRow, "paper_list", f"{said} ORDER BY day NULLS FIRST, updated_seq, rowid LIMIT {int(limit)}", values)

    def papers_by_key(self, papers: Sequence[str]) -> list[PaperRow]:
        """These papers, in the order given; unknown ones are left out."""
        found = {r.paper: r for p in papers for r in self.typed(PaperRow, "paper_list", " WHERE paper = ?", [p])}
        return [found[p] for p in papers if p in found]

    def intakes(self) -> list[IntakeRow]:
        """Received judgments, those that wait first."""
        return self.typed(
            IntakeRow, "intake_list", " ORDER BY state <> 'waiting', next_due IS NULL, next_due, received DESC, judgment", []
        )

    def intakes_of(self, judgments: Sequence[str]) -> list[IntakeRow]:
        """These judgments, in the order given; unknown ones are left out."""
        return [r for j in judgments for r in self.typed(IntakeRow, "intake_list", " WHERE judgment = ?", [j])]

    def intake_known(self, number: str, day: str, court: str) -> bool:
        """A judgment with this number, day and court (bare) was received already."""
        return bool(self._all("SELECT 1 FROM intake_list WHERE known = ?", [f"{bare(number)}|{day}|{bare(court)}"]))

    def parties_like(self, ids: tuple[str, ...], name_key: str, limit: int = 50) -> list[PartyRow]:
        """Parties sharing a number, or of the same folded name; merged ones are left out."""
        keys = {r[0] for number in ids for r in self._all("SELECT party FROM party_number WHERE number = ?", [number])}
        keys |= {r[0] for r in self._all("SELECT party FROM party_list WHERE name_sort = ? ORDER BY rowid LIMIT ?", [name_key, limit])}
        rows = [self.typed(PartyRow, "party_list", " WHERE party = ?", [key]) for key in sorted(keys)]
        return [row for found in rows for row in found if not row.merged_into]

    def parties_named(self, prefix: str, limit: int = 20, *, merged: bool = False) -> list[PartyRow]:
        """Parties whose folded name begins with, or has a word beginning with, what was typed; merged ones when asked."""
        key = bare(prefix).strip()
        which = "" if merged else "merged_into = '' AND "
        return self.typed(
            PartyRow, "party_list", f" WHERE {which}(name_sort GLOB ? OR name_sort GLOB ?) ORDER BY name_sort, party LIMIT ?",
            [_glob(key) + "*", "* " + _glob(key) + "*", limit],
        )  # fmt: skip

    def parties_of(self, parties: Sequence[str]) -> list[PartyRow]:
        """The parties of these ids, in their order."""
        return [row for p in parties for row in self.typed(PartyRow, "party_list", " WHERE party = ?", [p])]

    def typed(self, row_type: type[T], table: str, tail: str, values: list[Any]) -> list[T]:
        names = ", ".join(f.name for f in fields(row_type))  # type: ignore[arg-type]  # every row is a dataclass
        return [row_of(row_type, r) for r in self._all(f"SELECT {names} FROM {table}{tail}", values)]

    def fetched(self, statement: str, values: Sequence[Any]) -> list[Any]:
        """Straight from the driver: a list of 100,000 need not become rows first."""
        cursor = self.connection.connection.cursor()
        try:
            cursor.execute(statement, tuple(values))
            return list(cursor.fetchall())
        finally:
            cursor.close()

    def _numbers(self, statement: str, values: Sequence[Any]) -> list[int]:
        return [n for (n,) in self.fetched(statement, values)]

    def _all(self, statement: str, values: Sequence[Any]) -> list[Any]:
        return straight.rows(self.connection, statement, values)


def _where(wanted: MatterFilter) -> tuple[str, list[Any]]:
    where, values = [], []
    for column in ("status", "kind", "case_type"):
        value = getattr(wanted, column)
        if value:
            where.append(f"{column} = ?")
            values.append(value)
    if wanted.officer:
        where.append("officer = ?")
        values.append("" if wanted.officer == "-" else wanted.officer)
    if wanted.due_before is not None:
        where.append("next_due <= ?")
        values.append(wanted.due_before.isoformat())
    if wanted.closed is not None:
        where.append("closed = ?")
        values.append(int(wanted.closed))
    if wanted.text.strip():
        match = match_of(wanted.text)
        found = "SELECT rowid FROM matter_search WHERE matter_search MATCH ?"
        if wanted.most:
            found += f" ORDER BY rowid DESC LIMIT {int(wanted.most)}"
        where.append(f"id IN ({found})" if match else "1 = 0")
        values += [match] if match else []
    return (" WHERE " + " AND ".join(where) if where else ""), values


#: How a field of a row is read: (SQLite's types it may have, whether it is a day, whether it is yes or no).
_READ = {
    "str": ((str,), False, False), "int": ((int,), False, False), "bool": ((int,), False, True), "date": ((str,), True, False),
    "date | None": ((str, type(None)), True, False), "int | None": ((int, type(None)), False, False),
}  # fmt: skip
_SHAPES: dict[type, list[tuple[tuple[type, ...], bool, bool]]] = {}


def day_of(text: Any) -> date:
    """A stored day. Trouble("store.lists") for what is none."""
    try:
        return date.fromisoformat(text)
    except (ValueError, TypeError) as error:
        raise Trouble("store.lists") from error


def row_of(row_type: type[T], values: Sequence[Any]) -> T:
    """A row of a list. Trouble("store.lists") for what no list is written with."""
    shape = _SHAPES.get(row_type)
    if shape is None:
        shape = _SHAPES[row_type] = [_READ[str(f.type)] for f in fields(row_type)]  # type: ignore[arg-type]  # every row is a dataclass
    made: list[Any] = []
    try:
        for (types, day, yes), value in zip(shape, values, strict=True):
            if not isinstance(value, types):
                raise TypeError(type(value).__name__)
            made.append((date.fromisoformat(str(value)) if value else None) if day else bool(value) if yes else value)
    except (TypeError, ValueError) as error:
        raise Trouble("store.lists") from error
    return row_type(*made)


def _glob(text: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in text)
