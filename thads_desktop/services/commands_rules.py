"""The command ``rules``: every rule of law as a table on the screen, as JSON, on paper or in a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop import dated
from thads_desktop.law.ruleset import Rules
from thads_desktop.services import outputs, packs, publishers, rule_files, rule_table
from thads_desktop.services.answer import Answer

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from thads_desktop.domain.clock import Clock
    from thads_desktop.domain.listing import Listing


def rules(args: argparse.Namespace, clock: Clock) -> Answer:
    """What ships; with --data what holds in that office, its packs and settings included; with --pack what would hold with that
    pack. --out writes the table to a file."""
    if args.out is not None:
        rule_files.refuse_ending(args.out)
        outputs.refuse_unfit(args.out)
    held, made = _held(args, clock)
    text = rule_table.text(rule_table.rows(held, args.law))
    plain = rule_table.plain(held, args.law)
    if args.out is not None:
        written = rule_files.write(args.out, made)
        text, plain["file"] = f"Đã ghi {written}", str(written)
    return Answer(text, plain)


def _held(args: argparse.Namespace, clock: Clock) -> tuple[Rules, Listing]:
    from thads_desktop.services.commands import signed_in

    if args.data is None:
        shipped = Rules.load() if args.pack is None else _of_pack(args.pack)
        return shipped, rule_files.listing(shipped, clock.today(), args.law)
    desk = signed_in(args, clock)
    try:
        if args.pack is not None:
            held = packs.rules_with(desk, packs.content_of(args.pack))
        else:
            with desk.reading() as reader:
                held = desk.rules_for(reader)
        return held, rule_files.of_desk(desk, args.law, held)
    finally:
        desk.close()


def _of_pack(file: Path) -> Rules:
    """What ships under a pack of the publisher. Refused as ``packs.look``."""
    from thads_desktop.exchange import pack
    from thads_desktop.services import pack_check

    found = pack.read(packs.content_of(file), publishers.shipped())
    laid = dated.overlay(found.files)
    pack_check.check(found, dated.SHIPPED, laid)
    return Rules.of(laid)
