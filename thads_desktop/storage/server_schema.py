"""The tables of ``schema`` on a PostgreSQL server, with the same guards: nothing written once is changed or taken away, and
an event that is not the next one is refused. The guards count a whole statement at once, so that the head is one row version
a statement and long transactions stay quick."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from thads_desktop.storage import schema
from thads_desktop.storage.dialect import definition

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from thads_desktop.domain.clock import Clock

#: Two programs that make a store at once: the second waits.
MAKING = 7_418_529_631
_REFUSE = """CREATE FUNCTION thads_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $body$"""
_NEXT = """CREATE FUNCTION thads_next() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE stood bigint; n bigint; low bigint; high bigint;
BEGIN
    SELECT count(*), min(seq), max(seq) INTO n, low, high FROM added;
    IF n = 0 THEN RETURN NULL; END IF;
    SELECT seq INTO stood FROM head FOR UPDATE;
    IF low <> stood + 1 OR high <> stood + n THEN
        RAISE EXCEPTION 'seq is not next' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    UPDATE head SET seq = high, hash = (SELECT hash FROM added WHERE seq = high);
    RETURN NULL;
END $body$"""
_FUNCTIONS = {"thads_refuse": _REFUSE, "thads_next": _NEXT}
_GUARD = re.compile(r"CREATE TRIGGER (\w+) BEFORE (UPDATE|DELETE) ON (\w+) BEGIN SELECT RAISE\(ABORT, '([^']*)'\); END")
_LISTS_VERSION = 'CREATE TABLE lists_version ("only" bigint PRIMARY KEY CHECK ("only" = 1), version bigint NOT NULL)'
_LOCKED = ("events", "register_rows", "blobs")


def step_of(statements: tuple[str, ...]) -> list[str]:
    """The statements of a step of ``schema.STEPS`` for the server."""
    made = []
    for statement in statements:
        if statement.startswith("CREATE TRIGGER events_next"):
            made.append(
                "CREATE TRIGGER events_next AFTER INSERT ON events REFERENCING NEW TABLE AS added "
                "FOR EACH STATEMENT EXECUTE FUNCTION thads_next()"
            )
        elif statement.startswith("CREATE TRIGGER events_head"):
            continue
        elif guard := _GUARD.fullmatch(statement):
            name, act, table, says = guard.groups()
            made.append(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION thads_refuse('{says}')")
        else:
            made.append(definition(statement))
    return made


def kept() -> list[str]:
    """Everything that is made before the first step, and what only a server needs after the first."""
    return [
        _REFUSE, _NEXT, definition(schema.MIGRATIONS), _LISTS_VERSION, "INSERT INTO lists_version VALUES (1, 0)",
    ]  # fmt: skip


def guards() -> list[str]:
    """A table is not emptied at one stroke either."""
    return [
        f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION thads_refuse('append only')"
        for table in _LOCKED
    ]


def make(connection: Connection, clock: Clock) -> None:
    """An empty store in an empty database; the caller commits."""
    for statement in kept():
        connection.exec_driver_sql(statement)
    upgrade(connection, 0, clock)
    for statement in (*guards(), *schema.DERIVED):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.PROJECTIONS}")


def upgrade(connection: Connection, have: int, clock: Clock) -> None:
    """Take the steps after the one the store has taken."""
    for step in range(have + 1, schema.VERSION + 1):
        for statement in step_of(schema.STEPS[step]):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("INSERT INTO migrations VALUES (?, ?)", (step, clock.now().isoformat()))


def unmake(connection: Connection) -> None:
    """Take away everything ``make`` made; the caller knows that nobody used it, and commits."""
    for table in (*schema.DERIVED_NAMES, "lists_version", "migrations", "events", "head", "register_rows", "blobs", "drafts"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
    for name in _FUNCTIONS:
        connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {name}")


def empty_lists(connection: Connection) -> None:
    """Every list empty and of this program's shape. Rows are taken out, not tables: others go on reading what they see."""
    names = {name for (name,) in connection.exec_driver_sql("SELECT relname FROM pg_class WHERE pg_table_is_visible(oid)")}
    version = connection.exec_driver_sql("SELECT version FROM lists_version").scalar()
    if version == schema.PROJECTIONS and names.issuperset(schema.DERIVED_NAMES) and not strange_lists(connection):
        for name in schema.DERIVED_NAMES:
            connection.exec_driver_sql(f"DELETE FROM {name}")
        return
    for name in schema.DERIVED_NAMES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    for statement in schema.DERIVED:
        connection.exec_driver_sql(statement)


def strange_lists(connection: Connection) -> list[str]:
    """Names of lists whose columns are not those this program makes."""
    have, want = _columns(connection), _wanted()
    return [name for name in schema.DERIVED_NAMES if have.get(name) != want[name]]


def findings(connection: Connection) -> list[str]:
    """Vietnamese sentences for every table, column and guard that is not as this program makes it."""
    have, want, found = _columns(connection), _wanted(), []
    for name, columns in sorted(want.items()):
        if name not in have:
            found.append(f"Thiếu bảng {name} của cơ sở dữ liệu.")
        elif have[name] != columns:
            found.append(f"Cấu trúc {name} của cơ sở dữ liệu đã bị thay đổi.")
    triggers = {
        name: (enabled, " ".join(said.split()))
        for name, enabled, said in connection.exec_driver_sql(
            "SELECT tgname, tgenabled::text, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT tgisinternal AND pg_table_is_visible(c.oid)"
        )
    }
    wanted = [s for step in schema.STEPS.values() for s in step_of(step) if s.startswith("CREATE TRIGGER")] + guards()
    for statement in wanted:
        name = statement.split()[2]
        enabled, told = triggers.pop(name, ("", ""))
        if not told:
            found.append(f"Thiếu chốt bảo vệ {name} của cơ sở dữ liệu.")
        elif enabled != "O" or re.sub(r" (ON|FUNCTION) \w+\.", r" \1 ", told) != statement:
            found.append(f"Cấu trúc {name} của cơ sở dữ liệu đã bị thay đổi.")
    found += [f"Cơ sở dữ liệu có phần lạ {name}." for name in sorted(triggers)]
    bodies = dict(_rows(connection, "SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'thads_%' AND pg_function_is_visible(oid)"))
    for name, said in _FUNCTIONS.items():
        if " ".join(bodies.get(name, "").split()) != " ".join(said.split("$body$")[1].split()):
            found.append(f"Cấu trúc {name} của cơ sở dữ liệu đã bị thay đổi.")
    return found


def _rows(connection: Connection, statement: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql(statement)]


def _columns(connection: Connection) -> dict[str, list[tuple[str, str]]]:
    """Table -> (column, type) in order, of the tables this connection sees."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in _rows(
        connection,
        "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
        "WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND pg_table_is_visible(c.oid) "
        "AND c.relnamespace <> 'pg_catalog'::regnamespace ORDER BY c.relname, a.attnum",
    ):
        found.setdefault(table, []).append((column, kind))
    return found


def _wanted() -> dict[str, list[tuple[str, str]]]:
    """The same of the tables this program makes, read from their definitions."""
    made = [s for step in schema.STEPS.values() for s in step_of(step)] + [definition(s) for s in schema.DERIVED]
    found = {}
    for statement in (definition(schema.MIGRATIONS), _LISTS_VERSION, *made):
        if told := re.match(r"CREATE TABLE (\w+) \((.*?)\)(?:;|$)", statement.partition(";\n")[0] + ";", re.DOTALL):
            inside = re.sub(r"\([^()]*\)", "", told[2][: told[2].rfind(" GENERATED ALWAYS")] if "tsvector" in told[2] else told[2])
            columns = [part.split() for part in inside.split(",")]
            found[told[1]] = [(c[0].strip('"'), c[1]) for c in columns if c[0] not in ("PRIMARY", "UNIQUE", "CHECK")]
    return found


def lock_for_long(connection: Connection) -> None:
    """This transaction may last: while it stands nobody else writes."""
    connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
    connection.exec_driver_sql("SET LOCAL lock_timeout = '60s'")


def put_aside(connection: Connection, name: str) -> None:
    """Move every table of the store into a schema of this name, where no desk looks; the caller commits."""
    connection.exec_driver_sql(f'CREATE SCHEMA "{name}"')
    for table in ("migrations", "head", "events", "register_rows", "blobs", "drafts", "lists_version", *schema.DERIVED_NAMES):
        connection.exec_driver_sql(f'ALTER TABLE {table} SET SCHEMA "{name}"')
    for function in _FUNCTIONS:
        connection.exec_driver_sql(f'ALTER FUNCTION {function}() SET SCHEMA "{name}"')
