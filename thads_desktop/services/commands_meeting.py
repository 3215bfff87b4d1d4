"""The command ``durations``: how long matters take, on the screen, on paper or in a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services import durations, durations_files, exports, inspection_files, outputs
from thads_desktop.services.answer import Answer
from thads_desktop.services.commands import signed_in

if TYPE_CHECKING:
    import argparse

    from thads_desktop.domain.clock import Clock


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
