"""The command ``outside``: a list for other bodies, as workbook and print, with what was sent before and what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services import exports, outputs, outside, outside_files, outside_lists
from thads_desktop.services.answer import Answer
from thads_desktop.services.commands import signed_in
from thads_desktop.services.letter_words import LISTS

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from thads_desktop.domain.clock import Clock


def outside_(args: argparse.Namespace, clock: Clock) -> Answer:
    """Make a list; --out writes its files into a folder."""
    if args.out is not None:
        exports.refuse_unsaid(args.recipient, args.purpose)
    desk = signed_in(args, clock, writes=args.out is not None, leaves=args.out is not None)
    try:
        start, end = outside_lists.span_for(args.list, args.month, desk.clock.today())
        made = outside_lists.make(desk, args.list, start, end)
        found = outside_lists.changes(desk, made)
        written: list[Path] = []
        if args.out is not None:
            name = outside.file_name(made.what, made.start, made.end)
            outputs.refuse_unfit_folder(args.out, f"{name}.*")
            exports.note(desk, "outside", f"{LISTS[made.what]}, {made.words}"[:200], args.recipient, args.purpose, len(made.rows))
            endings = ("xlsx", "pdf", "json") if args.json_file else ("xlsx", "pdf")
            written = outside_files.write(desk, args.out, made, endings)
    finally:
        desk.close()
    counts = {how: found.count(how) for how in ("new", "changed", "gone")}
    since = found.since
    lines = [f"{made.title}, {made.words}: {len(made.rows)} dòng."]
    lines.append(
        f"So với lần gửi ngày {since.day:%d/%m/%Y} cho {since.recipient}: {counts['new']} dòng mới, {counts['changed']} dòng đổi, "
        f"{counts['gone']} dòng không còn." if since is not None else "Chưa gửi danh sách nào như vậy."
    )  # fmt: skip
    if made.look:
        lines.append(f"{len(made.look)} dòng phải có người xem lại trước khi gửi.")
    lines += [f"Đã ghi {file}" for file in written]
    return Answer("\n".join(lines), {
        "list": made.what, "title": made.title, "start": made.start.isoformat(), "end": made.end.isoformat(), "columns": dict(made.columns),
        "rows": list(made.rows.values()), "changes": counts, "since": since.day.isoformat() if since is not None else None,
        "files": [str(f) for f in written],
    })  # fmt: skip
