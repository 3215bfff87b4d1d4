"""The commands ``durations`` (how long matters take) and ``briefing`` (the pack for the weekly or monthly meeting)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services import (
    briefing,
    durations,
    durations_files,
    exports,
    inspection_files,
    outputs,
    people,
    return_files,
)
from thads_desktop.services.answer import Answer
from thads_desktop.services.commands import signed_in

if TYPE_CHECKING:
    import argparse

    from thads_desktop.domain.clock import Clock

PURPOSE = "họp giao ban"


def durations_(args: argparse.Namespace, clock: Clock) -> Answer:
    """As of the end of a statistical year, or of today while it is not over."""
    if args.out is not None:
        exports.refuse_unsaid(args.recipient, args.purpose)
        inspection_files.refuse_ending(args.out)
        outputs.refuse_unfit(args.out)
    desk = signed_in(args, clock, writes=args.out is not None)
    written: list[str] = []
    try:
        study = durations.make(desk, durations.last_day(args.year, desk.clock.today()))
        if args.out is not None:
            made = durations_files.listing(desk, study)
            exports.note(desk, "durations", durations_files.file_name(study.day), args.recipient, args.purpose)
            written.append(str(inspection_files.write(args.out, made)))
    finally:
        desk.close()
    lines = [durations_files.text(study), *(f"Đã ghi {file}" for file in written)]
    return Answer("\n".join(lines), {**durations_files.plain(study), "files": written})


def briefing_(args: argparse.Namespace, clock: Clock) -> Answer:
    """The pack of this week (--week, or neither) or this month as one PDF into a folder."""
    desk = signed_in(args, clock, writes=True)
    try:
        desk.require("export")
        outputs.refuse_unfit_folder(args.out, "giao-ban-*")
        made = briefing.make(desk, "month" if args.month else "week")
        data = briefing.pdf(made)
        with desk.reading() as reader:
            office = args.recipient or people.office(reader).name
        exports.note(desk, "briefing", made.words, office, args.purpose or PURPOSE)
        written = return_files.write_files(args.out, {f"{briefing.file_name(made)}.pdf": data})
    finally:
        desk.close()
    said = made.sections[0].listing.tables[0].rows
    lines = [f"Tài liệu giao ban {made.words}:", *(f"  {title}: {short}" for title, short in said), *(f"Đã ghi {f}" for f in written)]
    return Answer("\n".join(lines), {
        "rhythm": made.rhythm, "day": made.day.isoformat(), "start": made.start.isoformat(), "end": made.end.isoformat(), "seq": made.head[0],
        "sections": [{"title": title, "says": short} for title, short in said], "files": [str(f) for f in written],
    })  # fmt: skip
