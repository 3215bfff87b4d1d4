"""Data sets out: choose sets and a span, look at the counts, write JSON and workbooks. Everything leaves by an act that says to whom and what for."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from typing import IO, TYPE_CHECKING, Any

from thads_desktop import files
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import slug
from thads_desktop.exchange.dataset_schema import LEFT_OUT as _LEFT_OUT, DataSet, datasets
from thads_desktop.exchange.dataset_write import Head, Part, write_book, write_json
from thads_desktop.services import exports, masking, outputs, people
from thads_desktop.services.dataset_rows.context import Context, view_of
from thads_desktop.services.dataset_rows.registry import BEFORE, OF_MATTER, OF_OFFICE

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.services.desk import Desk

FORMATS = ("json", "xlsx")
#: Said wherever data sets leave.
LEFT_OUT = _LEFT_OUT
Progress = Callable[[int, int, str], object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """sets: keys, () = every one this account may give out; since, until: None = from the beginning, up to today."""

    sets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: rows of each set, files."""

    counts: dict[str, int]
    files: tuple[Path, ...] = ()
    masked: bool = False

    def text(self) -> str:
        known = datasets()
        lines = [f"{known[key].title}: {count} dòng" for key, count in self.counts.items()]
        if self.masked:
            lines.append("Tên người chưa thành niên, số giấy tờ, số tài khoản đã che theo quyền của tài khoản: tệp này không nhận lại được.")
        lines += [LEFT_OUT] if self.files else []
        return "\n".join([*lines, *(f"Đã ghi {file}" for file in self.files)])

    def json(self) -> dict[str, Any]:
        return {"counts": self.counts, "files": [str(f) for f in self.files], "masked": self.masked, "left_out": LEFT_OUT}


def allowed(desk: Desk) -> tuple[DataSet, ...]:
    """The sets that this account may give out, in their order."""
    return tuple(s for s in datasets().values() if not s.needs or desk.may(s.needs))


def every() -> tuple[DataSet, ...]:
    """Every set, whoever may give it out."""
    return tuple(datasets().values())


def counts(desk: Desk, wanted: Wanted, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> Made:
    """How many rows of each set would leave; nothing is written."""
    desk.require("export")
    sets = _chosen(desk, wanted)
    found = dict.fromkeys((s.key for s in sets), 0)

    def count(key: str, _row: dict[str, Any]) -> None:
        found[key] += 1

    _sweep(desk, wanted, sets, count, progress or _silent, cancelled)
    return Made(found, (), masking.hides(desk))


def write(
    desk: Desk, out: Path, wanted: Wanted, recipient: str = "", purpose: str = "", *, noted: bool = False, formats: tuple[str, ...] = (),
    progress: Progress | None = None, cancelled: Callable[[], bool] | None = None,
) -> Made:  # fmt: skip
    """Write the sets. out: a file ending in .json or .xlsx with all of them, or a folder: a .json for each set and one workbook
    (formats: only these). noted: to whom and for what stands in the log already (a window asks for it first).

    Refused before anything is written for a place, a span, a set or a right that is not there."""
    tell = progress or _silent
    if not noted:
        exports.refuse_unsaid(recipient, purpose)
    desk.require("export")
    sets = _chosen(desk, wanted)
    named = _names(desk, out, sets, formats)
    with ExitStack() as kept:
        # Unnamed files: what is personal in them is gone with the program, whatever happens.
        spools: dict[str, IO[str]] = {s.key: kept.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")) for s in sets}
        found = dict.fromkeys(spools, 0)

        def keep(key: str, row: dict[str, Any]) -> None:
            spools[key].write(json.dumps(row, ensure_ascii=False) + "\n")
            found[key] += 1

        head = _sweep(desk, wanted, sets, keep, tell, cancelled)
        parts = {s.key: Part(s, _Lines(spools[s.key])) for s in sets}
        whole = sum(found.values())

        def told(sheet: str, rows: int) -> None:
            tell(rows, whole, f"Đang ghi {sheet}")
            _stop(cancelled)

        _stop(cancelled)
        contents: dict[str, files.Content] = {}
        for name, keys in named.items():
            chosen = [parts[k] for k in keys]
            contents[name] = _book(head, chosen, told) if name.lower().endswith(".xlsx") else _json(head, chosen)
        if not noted:
            exports.note(desk, "datasets", said(wanted, sets, head.as_of), recipient, purpose, len(contents))
        folder = out.parent if out.suffix else out
        written = files.write_together(folder, contents)
    return Made(found, tuple(written), head.masked)


def said(wanted: Wanted, sets: Sequence[DataSet], until: date) -> str:
    """What leaves, in words."""
    since = f"{short_date(wanted.since)} " if wanted.since else ""
    return f"{len(sets)} bộ, {since}đến {short_date(until)}"


def _json(head: Head, parts: list[Part]) -> files.Content:
    return lambda file: write_json(file, head, parts)


def _book(head: Head, parts: list[Part], told: Callable[[str, int], object]) -> files.Content:
    return lambda file: write_book(file, head, parts, told)


@dataclass(slots=True)
class _Lines:
    """The lines of a spool, from its beginning each time they are asked for."""

    spool: IO[str]

    def __call__(self) -> Iterator[str]:
        self.spool.seek(0)
        for line in self.spool:
            yield line.rstrip("\n")


def _chosen(desk: Desk, wanted: Wanted) -> list[DataSet]:
    """The sets asked for. Refused for an unknown one, one without the right, none, and for a span without a day."""
    known = datasets()
    for key in wanted.sets:
        if key not in known:
            raise Refused(Refusal("data.unknown_set", {"set": key[:60], "known": ", ".join(known)}, "dataset"))
        if known[key].needs:
            desk.require(known[key].needs)
    today = desk.clock.today()
    until = wanted.until or today
    if until > today:
        raise Refused(Refusal("event.future_day", {"day": short_date(until)}, "until"))
    if wanted.since is not None and wanted.since > until:
        raise Refused(Refusal("data.bad_span", {"since": short_date(wanted.since), "until": short_date(until)}, "since"))
    return [s for s in allowed(desk) if not wanted.sets or s.key in wanted.sets]


def _names(desk: Desk, out: Path, sets: list[DataSet], formats: tuple[str, ...]) -> dict[str, list[str]]:
    """File name -> the sets in it. Refused for a place that cannot take them."""
    keys = [s.key for s in sets]
    if not keys:
        raise Refused(Refusal("data.no_rows", field="dataset"))
    if out.suffix and not out.is_dir():
        if out.suffix.lower().lstrip(".") not in FORMATS or (formats and out.suffix.lower().lstrip(".") not in formats):
            raise Refused(Refusal("data.bad_format", field="out"))
        outputs.refuse_unfit(out)
        return {out.name: keys}
    outputs.refuse_unfit_folder(out, "du-lieu-*")
    with desk.reading() as reader:
        office = slug(people.identity(reader, desk.clock.today()).name)
    named: dict[str, list[str]] = {}
    if "json" in (formats or FORMATS):
        named |= {f"du-lieu-{key}.json": [key] for key in keys}
    if "xlsx" in (formats or FORMATS):
        named[f"du-lieu-{office}.xlsx"[:120]] = keys
    return named


def _sweep(
    desk: Desk, wanted: Wanted, sets: list[DataSet], take: Callable[[str, dict[str, Any]], None], tell: Progress, cancelled: Callable[[], bool] | None,
) -> Head:  # fmt: skip
    """Give every row of the chosen sets to ``take``; one snapshot, each matter folded once."""
    with desk.reading() as reader:
        ctx = Context(desk, reader, wanted.until or desk.clock.today(), wanted.since)
        made = {s.key: _Plain(s) for s in sets}
        of_matter = [(key, fn) for key, fn in OF_MATTER.items() if key in made]
        if of_matter or any(s.key in BEFORE for s in sets):
            matters = len(reader.subjects("matter"))
            for done, (subject, events) in enumerate(reader.stream("matter")):
                if done % 200 == 0:
                    tell(done, matters, "Đang đọc từng việc")
                    _stop(cancelled)
                view = view_of(ctx, subject.partition(":")[2], events)
                if view is None:
                    continue
                for key, rows in of_matter:
                    for row in rows(ctx, view):
                        take(key, made[key].plain(row))
        for key, whole in OF_OFFICE.items():
            if key in made:
                tell(0, 0, f"Đang đọc {made[key].dataset.title}")
                for n, row in enumerate(whole(ctx)):
                    if n % 1000 == 0:
                        _stop(cancelled)
                    take(key, made[key].plain(row))
        office = people.identity(reader, desk.clock.today()).name
        return Head(office, ctx.as_of, reader.head()[0], wanted.since, ctx.hidden)


@dataclass(slots=True)
class _Plain:
    """Rows of a set as they are written: fields in the order of the set, days as text, without what is empty."""

    dataset: DataSet
    fields: list[tuple[str, bool]] = field(init=False)

    def __post_init__(self) -> None:
        # A sum or a count of nought says something where the field must be filled, or may be empty for another reason.
        self.fields = [(f.name, f.type in ("money", "count")) for f in self.dataset.fields]

    def plain(self, row: dict[str, Any]) -> dict[str, Any]:
        said: dict[str, Any] = {}
        for name, number in self.fields:
            value = row.get(name)
            if isinstance(value, date):
                said[name] = value.isoformat()
            elif value or (number and value == 0 and value is not False):
                said[name] = list(value) if isinstance(value, tuple) else value
        return said


def _stop(cancelled: Callable[[], bool] | None) -> None:
    if cancelled is not None and cancelled():
        raise Refused(Refusal("import.cancelled"))


def _silent(_done: int, _of: int, _what: str) -> None:
    return None
