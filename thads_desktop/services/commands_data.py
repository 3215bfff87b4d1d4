"""The command ``data``: data sets out (``data export``) and in (``data import``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services import data_export, data_import, inputs
from thads_desktop.services.answer import Answer
from thads_desktop.services.commands import signed_in

if TYPE_CHECKING:
    import argparse

    from thads_desktop.domain.clock import Clock


def data(args: argparse.Namespace, clock: Clock) -> Answer:
    """One of the two."""
    return _export(args, clock) if args.data_way == "export" else _import(args, clock)


def _export(args: argparse.Namespace, clock: Clock) -> Answer:
    desk = signed_in(args, clock, writes=True)
    try:
        today = desk.clock.today()
        since = inputs.day(args.from_, today, "from") if args.from_ else None
        until = inputs.day(args.to, today, "to") if args.to else None
        wanted = data_export.Wanted(tuple(args.dataset), since, until)
        made = data_export.write(desk, args.out, wanted, args.recipient, args.purpose, formats=tuple(args.format))
    finally:
        desk.close()
    return Answer(made.text(), made.json())


def _import(args: argparse.Namespace, clock: Clock) -> Answer:
    desk = signed_in(args, clock, writes=True)
    try:
        done = data_import.take(desk, args.file, dry_run=args.dry_run, create_officers=args.create_officers)
    finally:
        desk.close()
    return Answer(done.text(), done.json(), 0 if done.sound else 2)
