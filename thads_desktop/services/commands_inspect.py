"""The command ``who``: who recorded what in a period, short or long, on the screen, on paper or in a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import exports, inputs, inspection, inspection_files, outputs, people
from thads_desktop.services.answer import Answer
from thads_desktop.services.commands import signed_in
from thads_desktop.services.inspection_lines import Act, acts

if TYPE_CHECKING:
    import argparse

    from thads_desktop.domain.clock import Clock
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.inspection import Overview

#: On the screen no more lines than this are shown; a file holds them all.
SHOWN = 1_000


def who(args: argparse.Namespace, clock: Clock) -> Answer:
    """Counts and what deserves a look first, or with --long every act; --out writes the same to a file."""
    desk = signed_in(args, clock)
    today = desk.clock.today()
    try:
        if args.out is not None:
            inspection_files.refuse_ending(args.out)
            exports.refuse_unsaid(args.recipient, args.purpose)
            outputs.refuse_unfit(args.out)
        start = inputs.day(args.from_, today, "from") if args.from_ else today.replace(day=1)
        end = inputs.day(args.to, today, "to") if args.to else today
        made = inspection.overview(desk, inspection.Wanted(start, end, _person(desk, args.person), "", args.matter))
        if args.out is not None:
            listing = inspection_files.listing(desk, made, long=args.long)
            exports.note(desk, "inspection", inspection.said(made.wanted), args.recipient, args.purpose, len(made.seqs))
            inspection_files.write(args.out, listing)
        found = [a for a in acts(desk, made.seqs[:SHOWN]) if a is not None] if args.long else []
    finally:
        desk.close()
    lines = [_line(a) for a in found] if args.long else _short(made)
    if args.long and len(made.seqs) > SHOWN:
        lines.append(f"… và {dong(len(made.seqs) - SHOWN)} dòng nữa: ghi ra tệp bằng --out.")
    lines.append(f"{dong(len(made.seqs))} dòng ghi {inspection.said(made.wanted)}; {inspection_files.proof(made.head, short_date(today))}.")
    if args.out is not None:
        lines.append(f"Đã ghi {args.out}")
    return Answer("\n".join(lines), _plain(made, found, long=args.long))


def _person(desk: Desk, name: str) -> str:
    if not name:
        return ""
    with desk.reading() as reader:
        found = people.person_named(reader, name)
    if not found:
        raise Refused(Refusal("person.not_here", {"name": name[:60]}, "person"))
    return found


def _short(made: Overview) -> list[str]:
    lines = [f"{len(p.seqs):>7}  {p.title} ({p.why})" for p in made.points if p.seqs]
    lines = ["Cần xem trước:", *lines] if lines else ["Không có điểm nào cần xem trước."]
    for person in made.people:
        said = ", ".join(f"{words.lower()} {dong(person.counts[code])}" for code, words, _short in inspection.GROUPS if code in person.counts)
        lines.append(f"{person.name}: {dong(person.total)} dòng ({said})")
    return lines


def _line(act: Act) -> str:
    day = short_date(act.day) if act.day else ""
    said = (f"{act.recorded:%d/%m/%Y %H:%M}", f"{day:10}", act.who, act.role, act.what, act.detail, act.about, act.reason)
    return f"{act.seq:>7}  {'  '.join(x for x in said if x)}{'  (về sau bị xóa)' if act.struck else ''}"


def _plain(made: Overview, found: list[Act], *, long: bool) -> dict[str, Any]:
    seq, hash_ = made.head
    plain: dict[str, Any] = {
        "from": made.wanted.start.isoformat(), "to": made.wanted.end.isoformat(), "count": len(made.seqs), "beside": made.beside,
        "head": {"seq": seq, "hash": hash_},
        "people": [{"person": p.person, "name": p.name, "total": p.total, "counts": p.counts} for p in made.people],
        "points": [{"code": p.code, "title": p.title, "count": len(p.seqs), "lines": list(p.seqs[:SHOWN])} for p in made.points],
    }  # fmt: skip
    if long:
        plain["acts"] = [
            {"seq": a.seq, "recorded": a.recorded.isoformat(), "day": a.day.isoformat() if a.day else None, "who": a.who, "role": a.role,
             "what": a.what, "detail": a.detail, "about": a.about, "reason": a.reason, "struck": a.struck}
            for a in found
        ]  # fmt: skip
    return plain
