"""How the office lays a register out otherwise, puts it back as it ships, and keeps registers of its own.

What is changed stands in a register row ``register_layout`` (a version a writing, with who and when); the event beside it says what was done.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from thads_desktop.documents.register import YEARS, Align, RegisterColumn, wrong_columns
from thads_desktop.documents.register_sources import COMMON, NOTE, SOURCES
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.register_events import RegisterLaidOut
from thads_desktop.domain.text import bare
from thads_desktop.services import inputs, register_closings, registers
from thads_desktop.services.register_files import MOST_COLUMNS
from thads_desktop.services.register_words import HOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork

YEAR_WORDS = {"statistical": "năm thống kê (01/10)", "calendar": "năm dương lịch"}
ALIGNS = {"left": "trái", "centre": "giữa", "right": "phải"}
_HEADING = 120
#: Millimetres of a page of A3 that its columns share; what a column needs at least, and the note, which is written in whole sentences.
PAGE, LEAST, LEAST_NOTE = 384, 6, 12


@dataclass(frozen=True, slots=True)
class LaidColumn:
    """A column as it is edited; hidden: kept in the layout, not shown."""

    field: str
    heading: str
    weight: int = 10
    total: bool = False
    align: Align = "left"
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """A layout as it is edited. offered: (field, label) of what the source has; by, at: who changed it last, and when ("" = as it ships)."""

    code: str
    name: str
    columns: tuple[LaidColumn, ...]
    offered: tuple[tuple[str, str], ...]
    custom: bool
    changed: bool
    by: str = ""
    at: str = ""
    seq: int = 0


def laid(desk: Desk, code: str) -> Laid:
    """The layout of a register as it stands, hidden columns too. Refused("register.unknown" | "rights.none")."""
    from thads_desktop.domain.office_time import local
    from thads_desktop.services.projecting import Names

    with desk.reading() as reader:
        register = registers.of_code(desk, reader, code)
        row = reader.row(registers.LAYOUT, code) or {}
        own = bool(row) and not row.get("reset")
        columns = _columns(row) if own else tuple(LaidColumn(c.field, c.heading, c.weight, c.total, c.align) for c in register.columns)
        events = reader.events_of(f"layout:{code}")
        by = Names(reader).recorder(events[-1].actor) if events and own else ""
        at = f"{local(events[-1].recorded):%d/%m/%Y %H:%M}" if events and own else ""
        offered = tuple((f.name, f.label) for f in (*register.of.fields, *COMMON))
        return Laid(code, register.name, columns, offered, register.custom, own and not register.custom, by, at, reader.head()[0])


def change(desk: Desk, code: str, columns: Sequence[LaidColumn], at: int | None = None) -> None:
    """Lay a register out otherwise: order, headings, widths, hidden and added columns. at: how far the log was when it was shown.

    Refused("register.*" | "stale" | "rights.none").
    """
    with desk.writing("register_layout") as uow:
        register = registers.of_code(desk, uow, code)
        uow.refuse_newer(f"layout:{code}", at)
        clean = _judged(register.source, columns)
        row = uow.row(registers.LAYOUT, code) or {}
        fresh = {**({k: v for k, v in row.items() if k != "columns"} if register.custom else {}), "columns": clean}
        if row == fresh or (not row and clean == [_plain(LaidColumn(c.field, c.heading, c.weight, c.total, c.align)) for c in register.columns]):
            raise Refused(Refusal("register.unchanged"))
        _write(desk, uow, code, fresh, RegisterLaidOut("changed"))


def reset(desk: Desk, code: str) -> None:
    """Put a layout back as it ships. Refused where it is as it ships, or a register of the office's own."""
    with desk.writing("register_layout") as uow:
        register = registers.of_code(desk, uow, code)
        row = uow.row(registers.LAYOUT, code)
        if register.custom or row is None or row.get("reset"):
            raise Refused(Refusal("register.unchanged"))
        _write(desk, uow, code, {"reset": True}, RegisterLaidOut("reset"))


def make(desk: Desk, name: str, source: str, year: str = "statistical", fields: Sequence[str] = (), only: Sequence[tuple[str, str]] = ()) -> str:
    """Keep a register of the office's own; its code. fields: its columns () = the first of the source, the note always; only: (field, words) that rows
    must hold. Refused for an unknown source, field, or a name that a register has."""
    said = inputs.name(name, "name", limit=150)
    with desk.writing("register_layout") as uow:
        of = SOURCES.get(source)
        if of is None:
            raise Refused(Refusal("register.bad_source", {"source": source[:40], "known": "; ".join(s.title for s in SOURCES.values())}, "source"))
        if of.needs:
            desk.require(of.needs)
        if year not in YEARS:
            raise Refused(Refusal("register.bad_source", {"source": year[:40], "known": ", ".join(YEAR_WORDS.values())}, "year"))
        if any(bare(k.register.name) == bare(said) for k in registers.kept(uow)):
            raise Refused(Refusal("register.same_name", {"name": said}, "name"))
        wanted = tuple(fields) or ("stt", *(f.name for f in of.fields[:12]), NOTE)
        columns = [_first(source, name_) for name_ in (*wanted, *(() if NOTE in wanted else (NOTE,)))]
        words = [[_known(source, f), inputs.name(w, "only", limit=100)] for f, w in only if w.strip()]
        code = f"{registers.OWN}{sum(c.startswith(registers.OWN) for c in uow.rows(registers.LAYOUT)) + 1:02d}"
        row: dict[str, object] = {"name": said, "source": source, "year": year, "only": words, "columns": _judged(source, columns)}
        _write(desk, uow, code, row, RegisterLaidOut("made"))
    return code


def drop(desk: Desk, code: str) -> None:
    """Keep a register of the office's own no more. Refused for a register of a circular, and one of which a period was closed."""
    with desk.writing("register_layout") as uow:
        register = registers.of_code(desk, uow, code)
        row = uow.row(registers.LAYOUT, code)
        if not register.custom or row is None:
            raise Refused(Refusal("register.not_custom"))
        if any(c.register == code for c in register_closings.every(uow)):
            raise Refused(Refusal("register.kept_closed"))
        _write(desk, uow, code, {**row, "dropped": True}, RegisterLaidOut("dropped"))


def history(desk: Desk, code: str) -> list[tuple[str, str, str]]:
    """(when, who, what) of each change of a layout, newest first."""
    from thads_desktop.domain.office_time import local
    from thads_desktop.services.projecting import Names

    with desk.reading() as reader:
        registers.of_code(desk, reader, code)
        names = Names(reader)
        events = [(e, e.body) for e in reader.events_of(f"layout:{code}") if isinstance(e.body, RegisterLaidOut)]
        return [(f"{local(e.recorded):%d/%m/%Y %H:%M}", names.recorder(e.actor), HOW[body.how]) for e, body in reversed(events)]



def _judged(source: str, columns: Sequence[LaidColumn]) -> list[dict[str, object]]:
    of = SOURCES[source]
    clean: list[LaidColumn] = []
    for c in columns:
        heading = inputs.name(c.heading, "heading", limit=_HEADING)
        _known(source, c.field)
        if not 1 <= c.weight <= 100 or c.align not in get_args(Align):
            raise Refused(Refusal("register.bad_column", {"heading": heading, "what": "độ rộng phải từ 1 đến 100"}, "weight"))
        if c.total and (c.field == "stt" or of.field(c.field).kind not in ("money", "count")):
            raise Refused(Refusal("register.bad_column", {"heading": heading, "what": "chỉ cộng được cột số tiền hoặc số lượng"}, "total"))
        clean.append(replace(c, heading=heading))
    shown = tuple(RegisterColumn(c.field, c.heading, c.weight, c.total, c.align) for c in clean if not c.hidden)
    if not shown:
        raise Refused(Refusal("register.no_columns"))
    if len(shown) > MOST_COLUMNS:
        raise Refused(Refusal("register.too_many", {"limit": str(MOST_COLUMNS)}))
    if not any(c.field == NOTE for c in shown):
        # What was put right after a closing is said there, as the circular asks.
        raise Refused(Refusal("register.no_note", field="hidden"))
    _refuse_narrow(shown)
    assert not wrong_columns(source, shown)
    return [_plain(c) for c in clean]


def _refuse_narrow(shown: Sequence[RegisterColumn]) -> None:
    """Refused("register.narrow") for a column in which nothing can be read on the printed page, beside the others."""
    whole = sum(c.weight for c in shown)
    for c in shown:
        least = LEAST_NOTE if c.field == NOTE else LEAST
        wide = PAGE * c.weight // whole
        if wide < least:
            # Beside the others as they are.
            needed = -(-least * (whole - c.weight) // (PAGE - least))
            facts = {"heading": c.heading, "wide": str(wide), "least": str(least), "weight": str(needed)}
            raise Refused(Refusal("register.narrow" if needed <= 100 else "register.narrow_others", facts, "weight"))


def _first(source: str, name: str) -> LaidColumn:
    """A column of a field as it is added: its label for a heading."""
    field = SOURCES[source].field(_known(source, name))
    total = field.kind == "money"
    return LaidColumn(name, field.label, 5 if name == "stt" else 10, total, "right" if total else "centre" if field.kind in ("date", "count") else "left")


def added(source: str, name: str) -> LaidColumn:
    """As a page adds a column. Refused("register.bad_field")."""
    return _first(source, name)


def _known(source: str, name: str) -> str:
    of = SOURCES[source]
    if not of.has(name):
        raise Refused(Refusal("register.bad_field", {"field": name[:40], "known": ", ".join(f.label for f in of.fields)}, "field"))
    return name


def _columns(row: dict[str, object]) -> tuple[LaidColumn, ...]:
    raw = row.get("columns", ())
    assert isinstance(raw, list | tuple)
    return tuple(LaidColumn(c["field"], c["heading"], c["weight"], c["total"], c["align"], bool(c.get("hidden"))) for c in raw)


def _plain(c: LaidColumn) -> dict[str, object]:
    return {"field": c.field, "heading": c.heading, "weight": c.weight, "total": c.total, "align": c.align, "hidden": c.hidden}


def _write(desk: Desk, uow: UnitOfWork, code: str, row: dict[str, object], body: RegisterLaidOut) -> None:
    uow.write_row(registers.LAYOUT, code, row)
    uow.append(f"layout:{code}", desk.clock.today(), body)
    uow.commit()


def sources(desk: Desk) -> list[tuple[str, str]]:
    """(key, title) of the sources that this account may draw a register from."""
    return [(s.key, s.title) for s in SOURCES.values() if not s.needs or desk.may(s.needs)]
