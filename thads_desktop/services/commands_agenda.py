"""The command ``agenda``: an officer's week on the screen, on paper or in a workbook; without a name, that of each officer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import exports, inputs, inspection_files, outputs, people, weekly
from thads_desktop.services.answer import Answer
from thads_desktop.services.commands import _plain, signed_in

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from thads_desktop.domain.clock import Clock
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.weekly import Week


def agenda(args: argparse.Namespace, clock: Clock) -> Answer:
    """Terms, tasks and trips of the week of a day; --out writes a file (one officer) or a PDF for each into a folder."""
    desk = signed_in(args, clock, writes=args.out is not None)
    try:
        day = inputs.day(args.week, desk.clock.today(), "week") if args.week else desk.clock.today()
        made = [weekly.week(desk, person, day) for person in _officers(desk, args.officer)]
        written = _write(desk, args, made) if args.out is not None else []
    finally:
        desk.close()
    lines = [line for w in made for line in _lines(w)]
    return Answer("\n".join([*lines, *(f"Đã ghi {file}" for file in written)]), {"weeks": [_week(w) for w in made], "files": [str(f) for f in written]})


def _officers(desk: Desk, name: str) -> list[str]:
    with desk.reading() as reader:
        if not name:
            return [p.person for p in people.officers(reader, desk.clock.today())]
        found = people.person_named(reader, name)
    if not found:
        raise Refused(Refusal("person.not_here", {"name": name[:60]}, "officer"))
    return [found]


def _write(desk: Desk, args: argparse.Namespace, made: list[Week]) -> list[Path]:
    from thads_desktop.services import return_files

    out: Path = args.out
    exports.refuse_unsaid(args.recipient, args.purpose)
    if out.suffix:
        inspection_files.refuse_ending(out)
        outputs.refuse_unfit(out)
        if len(made) != 1:
            raise Refused(Refusal("agenda.one_file", field="officer"))
    else:
        outputs.refuse_unfit_folder(out, "lich-tuan-*")
    exports.note(desk, "agenda", ", ".join(w.name for w in made)[:180], args.recipient, args.purpose, len(made))
    if out.suffix:
        return [inspection_files.write(out, weekly.listing(desk, made[0]))]
    return return_files.write_files(out, {f"{weekly.file_name(w)}.pdf": inspection_files.pdf(weekly.listing(desk, w)) for w in made})


def _lines(made: Week) -> list[str]:
    lines = [f"{made.name}, tuần từ {short_date(made.start)}: {made.terms} thời hạn, {made.tasks} việc được giao, {weekly.trips_words(made)}."]
    for table in made.tables:
        if table.rows:
            lines.append(f"{table.title}:")
            lines += [f"  {'  '.join(short_date(c) if isinstance(c, date) else str(c) for c in row if c)}" for row in table.rows]
    if made.missed:
        lines.append(f"Còn {made.missed} việc chưa có bước tiếp theo.")
    return lines


def _week(made: Week) -> dict[str, Any]:
    return {
        "officer": made.name, "start": made.start.isoformat(), "terms": made.terms, "tasks": made.tasks, "trips": made.trips,
        "without_step": made.missed,
        "tables": [{"title": t.title, "columns": [c.title for c in t.columns], "rows": _plain(t.rows)} for t in made.tables],
    }  # fmt: skip
