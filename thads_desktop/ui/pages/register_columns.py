"""How a register reads on the screen: its whole name, its columns, and which of them stay while the others are scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.documents.register_sources import NOTE
from thads_desktop.domain.dates import short_date
from thads_desktop.ui.tables import Column
from thads_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thads_desktop.documents.register import Register, RegisterColumn
    from thads_desktop.services.register_counts import Listed
    from thads_desktop.services.register_view import Line

CHANGED: Tone = "amber"


#: Whose layout it is that no text gives.
_LAID = {False: "bố cục do chương trình xếp", True: "bố cục do đơn vị sửa"}


def full_name(register: Register, *, changed: bool = False) -> str:
    """What stands over the lines: whole name, and where it is from; a layout that was put together is nobody's form, as on paper.
    changed: by the office, whose layout it is then."""
    established = register.status == "established"
    number = f"{'mẫu' if established else 'sổ'} số {register.number}" if register.number.isdecimal() else ""
    of = ", ".join(x for x in (number, register.circular, _LAID[changed] if changed or not established else "") if x)
    return f"{register.name} ({of})" if of else register.name


def of_list() -> list[Column]:
    """The columns of the list of registers."""
    return [
        Column("Tên sổ", lambda r: r.register.name + (" ✎" if r.changed else ""), width=0, least=16, tip=told),
        Column("Dòng", lambda r: r.lines, "right", 5),
    ]


def told(listed: Listed) -> str:
    """Of a register in the list, hovered: code, whole name, how far it is closed."""
    said = [f"{listed.register.code}: {full_name(listed.register, changed=listed.changed)}"]
    said += [f"Đã kết sổ đến ngày {short_date(listed.closed)}."] if listed.closed else []
    return "\n".join(said)


#: By these a line is known: what stands before the last of them among the first columns stays while the others are scrolled.
_NAMES_A_LINE = ("number", "file", "book", "judgment_number", "matter_number", "requester")
#: Columns at the beginning among which that is looked for.
_FIRST = 3


def stays(columns: Sequence[RegisterColumn]) -> int:
    """How many of the first columns stay."""
    found = [at for at, c in enumerate(columns[:_FIRST]) if c.field in _NAMES_A_LINE]
    return found[0] + 1 if found else min(len(columns), 2)


def column(of: RegisterColumn) -> Column:
    """A column of the layout on the screen."""
    name = of.field
    tone: Callable[[Line], Tone] | None = (lambda line: CHANGED if line.changed else "neutral") if name == NOTE else None
    return Column(of.heading, lambda line: line.cell(name), of.align, tone=tone)
