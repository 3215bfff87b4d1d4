"""The lists built anew in memory beside the store, to be held against those the store shows. The store is only read."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from thads_desktop.storage import cipher, schema
from thads_desktop.storage.errors import FAULTS, environment, trouble_of
from thads_desktop.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from thads_desktop.domain.clock import Clock

#: List -> what it is called. The search index is compared through the matters it belongs to.
LISTS = {
    "matter_list": "việc", "deadline_list": "thời hạn", "paper_list": "văn bản", "intake_list": "bản án chờ",
    "party_list": "đương sự", "party_number": "số giấy tờ", "party_matter": "đương sự của việc", "number_state": "dãy số",
    "task_list": "việc được giao", "step_list": "bước tiếp theo", "recorded_days": "ngày ghi", "entry_list": "sổ theo dõi",
    "secret_deadline_list": "thời hạn của sổ theo dõi", "receipt_list": "biên lai",
    "item_list": "vật chứng, tài sản tạm giữ", "item_stock_list": "tồn kho theo ngày",
}  # fmt: skip
_SEARCH = (
    "SELECT m.matter, s.exact, s.bare FROM {0}.matter_list m JOIN {0}.matter_search s ON s.rowid = m.id"
)  # fmt: skip


@contextmanager
def built_beside(file: Path, clock: Clock) -> Iterator[UnitOfWork]:
    """A unit of work over the store's log and registers whose lists are empty ones in memory; all of it is let go."""

    def connect() -> Any:
        made = cipher.connect("file::memory:", threads=True)
        cipher.attach(made, file, "kept")
        for statement in schema.DERIVED:
            made.execute(statement)
        return made

    engine = create_engine("sqlite://", module=cipher.driver, creator=connect, poolclass=NullPool)
    with environment(), engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        try:
            yield UnitOfWork(connection, clock, "", "clerk")
        finally:
            connection.rollback()


def differences(connection: Connection) -> list[str]:
    """Vietnamese sentences for every list whose kept rows are not those in memory."""
    found = []
    for name, words in LISTS.items():
        columns = ", ".join(c for c in _columns(connection, name) if c != "id")
        rows = f"SELECT {columns} FROM {{0}}.{name}"
        if count := _unlike(connection, rows):
            found.append(says(f"Danh sách {words}", count))
    if not index_sound(connection):
        found.append("Bảng tìm kiếm bị hỏng: hãy dựng lại danh sách (lệnh rebuild).")
    elif count := _unlike(connection, _SEARCH) or _unlike(connection, "SELECT count(*) FROM {0}.matter_search"):
        found.append(says("Bảng tìm kiếm", count))
    return found


def index_sound(connection: Connection, base: str = "kept") -> bool:
    """Every word of the kept search index leads to its line and no other.

    FTS5 checks only what it may write, so the index is copied into memory, where a connection that has seen none of
    it before looks at it. base: under which name the connection knows the store.
    """
    name = f"file:chi-muc-{secrets.token_hex(8)}?mode=memory&cache=shared"
    (file,) = [row[2] for row in connection.exec_driver_sql("PRAGMA database_list") if row[1] == base]
    copy, fresh = cipher.connect(name), cipher.connect(name)
    try:
        cipher.attach(copy, Path(file), "kept")
        copy.execute(schema.SEARCH)
        for part in ("data", "idx", "content", "docsize", "config"):
            copy.execute(f"DELETE FROM main.matter_search_{part}")
            copy.execute(f"INSERT INTO main.matter_search_{part} SELECT * FROM kept.matter_search_{part}")
        fresh.execute("INSERT INTO matter_search (matter_search) VALUES ('integrity-check')")
    except FAULTS as error:
        trouble = trouble_of(error)
        if trouble is None or trouble.code != "store.damaged":
            raise
        return False
    finally:
        fresh.close()
        copy.close()
    return True


def says(what: str, count: int) -> str:
    """The finding that a list differs from the log in so many rows."""
    return f"{what} khác với nhật ký ở {count} dòng: hãy dựng lại danh sách (lệnh rebuild)."


def _unlike(connection: Connection, rows: str) -> int:
    """How many rows stand on one side only, each as often as it stands."""
    ours, kept = rows.format("main"), rows.format("kept")
    numbers = _numbers(connection, ours)

    def counted(rows: str) -> str:
        return f"SELECT *, count(*) FROM ({rows}) GROUP BY {numbers}"

    return max(
        _count(connection, f"SELECT count(*) FROM ({counted(a)} EXCEPT {counted(b)})")
        for a, b in ((ours, kept), (kept, ours))
    )


def _numbers(connection: Connection, rows: str) -> str:
    """The columns of a query by number, for GROUP BY."""
    width = len(connection.exec_driver_sql(f"{rows} LIMIT 0").keys())
    return ", ".join(str(n + 1) for n in range(width))


def _count(connection: Connection, statement: str) -> int:
    return int(connection.exec_driver_sql(statement).scalar() or 0)


def _columns(connection: Connection, name: str) -> list[Any]:
    return [row[1] for row in connection.exec_driver_sql(f"PRAGMA main.table_info({name})")]
