"""The commands ``registers`` and ``register``: which registers there are, and one of them of a year as A3 PDF and workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.documents.register import NOT_COMPARED, load_registers
from thads_desktop.domain.dates import short_date
from thads_desktop.services import outputs, people, register_files, register_view, registers
from thads_desktop.services.answer import Answer
from thads_desktop.services.commands import signed_in

if TYPE_CHECKING:
    import argparse

    from thads_desktop.documents.register import Register
    from thads_desktop.domain.clock import Clock

PURPOSE = "in sổ theo Thông tư 04/2023/TT-BTP"


def registers_(args: argparse.Namespace, clock: Clock) -> Answer:
    """Every register: those that ship, and with a data folder those of the office as it lays them out."""
    found: list[Register]
    if args.data is None:
        found = list(load_registers())
    else:
        desk = signed_in(args, clock)
        try:
            with desk.reading() as reader:
                found = [k.register for k in registers.seen(desk, reader)]
        finally:
            desk.close()
    lines = [f"{r.code:<10} {r.name} ({r.circular}){'' if r.status == 'established' else '  ' + NOT_COMPARED}" for r in found]
    return Answer("\n".join([*lines, f"{len(found)} sổ."]), {"registers": [registers.plain(r) for r in found]})


def register(args: argparse.Namespace, clock: Clock) -> Answer:
    """One register of a year into a folder."""
    desk = signed_in(args, clock, writes=True, leaves=True)
    try:
        with desk.reading() as reader:
            chosen = registers.named(desk, reader, args.name, args.year)
            registers.refuse_future(chosen, args.year, desk.clock.today())
            office = args.recipient or people.office(reader).name
        outputs.refuse_unfit_folder(args.out, "so-*")
        desk.require("export")
        view = register_view.opened(desk, chosen.code, args.year)
        written = register_files.write_both(desk, args.out, view, office, args.purpose or PURPOSE)
    finally:
        desk.close()
    closed = f", đã kết đến {short_date(view.closed_until)}" if view.closed_until else ", chưa kết sổ"
    head = f"{chosen.name}, năm {view.year}: {len(view.lines)} dòng{closed}."
    plain = {
        "register": registers.plain(chosen), "year": view.year, "rows": len(view.lines), "files": [str(f) for f in written], "notes": list(view.notes),
        "closed_until": view.closed_until.isoformat() if view.closed_until else None, "changes": len(view.changes),
        "continued": len(view.continued),
    }  # fmt: skip
    return Answer("\n".join([head, *view.notes, *(f"Đã ghi {f}" for f in written)]), plain)
