"""The registers an office prints ("sổ"): which there are, how they are called, their days of a year, their rows.

A register is a layout (``documents/register``) over rows derived from events (``register_sources``). The office may change a layout or
keep registers of its own: register rows ``register_layout``, put over the shipped layouts here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.documents.register import (
    NOT_COMPARED,
    Register,
    RegisterColumn,
    load_registers,
    running_of,
    wrong_columns,
)
from thads_desktop.documents.register_sources import SOURCES
from thads_desktop.domain.dates import period, statistical_year
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare
from thads_desktop.services.register_sources import registry
from thads_desktop.services.register_sources.base import SourceRow, Sweep

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: Kind of the register rows of layouts; how the codes of the office's own registers begin.
LAYOUT, OWN = "register_layout", "RIENG-"
FIRST_YEAR = 1990
OWN_CIRCULAR = "Sổ riêng của đơn vị (khoản 3 Điều 30 Thông tư 04/2023/TT-BTP)"


@dataclass(frozen=True, slots=True)
class Kept:
    """A register as the office keeps it. shipped: the layout as it ships, None of the office's own; changed: it is laid out otherwise here."""

    register: Register
    shipped: Register | None
    changed: bool = False


def kept(reader: Reader, *, dropped: bool = False) -> list[Kept]:
    """Every register of the office, in order, its own ones last. dropped: also those of its own that are kept no more."""
    own = reader.rows(LAYOUT)
    found = [_laid(r, own.get(r.code)) for r in load_registers()]
    for code, row in sorted(own.items()):
        if code.startswith(OWN) and (dropped or not row.get("dropped")):
            made = _own(code, row)
            if made is not None:
                found.append(Kept(made, None))
    return found


def seen(desk: Desk, reader: Reader) -> list[Kept]:
    """The registers that this account may see."""
    return [k for k in kept(reader) if not k.register.of.needs or desk.may(k.register.of.needs)]


def of_code(desk: Desk, reader: Reader, code: str) -> Register:
    """The register of a code. Refused("register.unknown" | "rights.none")."""
    found = next((k.register for k in kept(reader, dropped=True) if k.register.code == code), None)
    if found is None:
        raise _unknown(code, load_registers())
    if found.of.needs:
        desk.require(found.of.needs)
    return found


def named(desk: Desk, reader: Reader, name: str, year: int) -> Register:
    """The register that is meant by a code, a number or a name; of several the one that was in force in the year.

    Refused("register.unknown" | "register.many" | "rights.none").
    """
    every = [k.register for k in kept(reader)]
    said = bare(name).strip()
    found = [r for r in every if bare(r.code) == said]
    if not found and _number(said):
        found = [r for r in every if _number(r.number) == _number(said)]
        # A number that several circulars have means the list of registers of enforcement, in the form of the year.
        found = [r for r in found if r.by_number] or found
        held = [r for r in found if r.meets(*span(r, year))] or found
    else:
        held = found
    if not found:
        found = [r for r in every if bare(r.name) == said] or [r for r in every if len(said) > 2 and said in bare(r.name)]
        # One name twice is the form in force; what has no form of that year is kept in today's.
        current = {r.source for r in found if r.meets(*span(r, year))}
        held = [r for r in found if r.source not in current or r.meets(*span(r, year))]
    if not found:
        raise _unknown(name, every)
    span(found[0], year)
    if len(held) > 1:
        raise Refused(Refusal("register.many", {"name": name[:60], "known": "; ".join(f"{r.code} ({r.name})" for r in held[:8])}, "name"))
    if held[0].of.needs:
        desk.require(held[0].of.needs)
    return held[0]


def span(register: Register, year: int) -> tuple[date, date]:
    """The first and last day of a register's year. Refused("register.bad_year")."""
    if not FIRST_YEAR <= year <= 2200:
        raise Refused(Refusal("register.bad_year", {"year": str(year), "first": str(FIRST_YEAR), "last": "2200"}, "year"))
    return (date(year, 1, 1), date(year, 12, 31)) if register.year == "calendar" else period(year, 12)


def year_of(register: Register, day: date) -> int:
    """The year of a register in which a day lies."""
    return day.year if register.year == "calendar" else statistical_year(day)


def refuse_future(register: Register, year: int, today: date) -> None:
    """Refused("register.bad_year") for a year that has not begun."""
    if span(register, year)[0] > today:
        raise Refused(Refusal("register.bad_year", {"year": str(year), "first": str(FIRST_YEAR), "last": str(year_of(register, today))}, "year"))


def rows(desk: Desk, reader: Reader, register: Register, start: date, end: date, as_of: date | None = None) -> list[SourceRow]:
    """The rows of a register in a span, whole: nothing is masked. Of the office's own registers only those that hold its words.
    as_of: the day whose facts they tell, None = today."""
    return holding(register, registry.rows(Sweep.of(desk, reader, start, end, as_of), register.source))


def holding(register: Register, found: list[SourceRow]) -> list[SourceRow]:
    """Of these rows of its source those that belong to a register."""
    for name, words in register.only:
        wanted = bare(words)
        found = [r for r in found if wanted in bare(str(r.cells.get(name) or ""))]
    return found


def notes(register: Register, year: int) -> tuple[str, ...]:
    """What is said of a register of a year, on the screen and in print: what is not established of its sheet."""
    first, last = span(register, year)
    said = [NOT_COMPARED] if register.status == "reconstructed" else []
    if not register.custom and not register.meets(first, last):
        said.append(f"Mẫu sổ của năm {year} chương trình chưa xác lập: in theo bố cục của {register.circular}.")
    return (*said, *((register.note,) if register.note else ()))


def plain(register: Register) -> dict[str, Any]:
    """A register for machines."""
    return {
        "code": register.code, "number": register.number, "name": register.name, "circular": register.circular, "annex": register.annex,
        "from": register.start.isoformat(), "until": register.until.isoformat() if register.until else None, "status": register.status,
        "year": register.year, "source": register.source, "custom": register.custom, "note": register.note,
        "running": [f.name for f in register.of.fields if f.name in register.running],
        "columns": [
            {"heading": c.heading, "field": c.field, "kind": register.of.field(c.field).kind, "weight": c.weight, "total": c.total, "align": c.align}
            for c in register.columns
        ],
    }  # fmt: skip


def columns_of(raw: Iterable[dict[str, Any]]) -> tuple[RegisterColumn, ...]:
    """The columns of a register row."""
    return tuple(
        RegisterColumn(str(c["field"]), str(c["heading"]), int(c["weight"]), bool(c["total"]), c["align"]) for c in raw if not c.get("hidden")
    )


def _laid(shipped: Register, row: dict[str, Any] | None) -> Kept:
    """A shipped layout with what the office changed; a change that no longer fits the source (a newer pack) is left aside."""
    if not row or row.get("reset"):
        return Kept(shipped, shipped)
    columns = columns_of(row.get("columns", ()))
    if wrong_columns(shipped.source, columns):
        return Kept(shipped, shipped)
    return Kept(replace(shipped, columns=columns), shipped, changed=True)


def _own(code: str, row: dict[str, Any]) -> Register | None:
    source, columns = str(row.get("source", "")), columns_of(row.get("columns", ()))
    if source not in SOURCES or wrong_columns(source, columns):
        return None
    only = tuple((str(f), str(words)) for f, words in row.get("only", ()) if SOURCES[source].has(str(f)))
    return Register(
        code, "", str(row.get("name", code)), OWN_CIRCULAR, "", date(FIRST_YEAR, 1, 1), None, "established", str(row.get("year", "statistical")),
        source, (), "", 900, columns, True, only, running_of(source),
    )  # fmt: skip


def _number(text: str) -> str:
    return bare(text).strip().lstrip("0")


def _unknown(name: str, every: Iterable[Register]) -> Refused:
    known = "; ".join(f"{r.code} ({r.name})" for r in list(every)[:3])
    return Refused(Refusal("register.unknown", {"name": name[:60], "known": known}, "name"))
