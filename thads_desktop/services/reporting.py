"""Returns of one office: computed from events as of (day, seq), checked, closed, printed, exported and sent.

A closed return stores its pair, digests and cells; computing it again at that pair must give the same cells. A later
closing of the same period is supplementary: its difference is what was recorded since.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from thads_desktop import files
from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import period as days_of, short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.returns.checks import Violation, check
from thads_desktop.returns.compute import (
    Office,
    Return,
    Row as ReturnRow,
    cells_digest,
    compute,
    evidence,
    inexact_note,
    to_json,
)
from thads_desktop.returns.consolidate import Evidence, write_evidence
from thads_desktop.returns.definition import Regime, load_regimes, regime_for
from thads_desktop.returns.facts import COUNTED_TYPES, Fact, FactReader, facts_of_all
from thads_desktop.services import people

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.queries import MatterRow
    from thads_desktop.storage.reader import Reader


#: One form of a return and one of its rows, as pages show them.
Form = Return
Row = ReturnRow


@dataclass(frozen=True, slots=True)
class Made:
    """A computed return. forms: those asked for; all_forms: every form of the regime; closed: key of its closing, or ""."""

    regime: Regime
    year: int
    months: int
    start: date
    end: date
    seq: int
    chain_head: str
    office: Office
    facts: tuple[Fact, ...]
    all_forms: tuple[Return, ...]
    forms: tuple[Return, ...]
    violations: tuple[Violation, ...]
    closed: str = ""
    supplementary: bool = False
    changed: tuple[str, ...] = ()

    @property
    def period_words(self) -> str:
        return f"{self.months:02d} tháng năm {self.year}"

    def json(self) -> dict[str, Any]:
        """The document of ``return --json``."""
        plain = to_json(
            self.regime, self.forms, year=self.year, months=self.months, office=self.office.name,
            day=self.end.isoformat(), seq=self.seq,
        )  # fmt: skip
        return {**plain, "closed": bool(self.closed), "violations": [v.says for v in self.violations]}

    def text(self) -> str:
        """A short account for people: the totals of each form, and what does not tie."""
        lines = [f"{self.office.name}: {self.period_words} ({self.regime.circular}), số liệu đến sự kiện {self.seq}."]
        for form in self.forms:
            cells = form.rows[0].cells if form.rows else {}
            totals = ", ".join(f"{k} {shown(v)}" for k, v in cells.items())
            lines.append(f"Biểu {form.code}, {form.title}: {totals}")
        lines += [v.says for v in self.violations]
        if self.closed:
            lines.append("Báo cáo bổ sung đã chốt." if self.supplementary else "Báo cáo đã chốt.")
        if self.changed:
            lines.append(f"Thay đổi so với lần chốt trước ở {len(self.changed)} việc: {', '.join(self.changed)}.")
        return "\n".join(lines)


def regimes() -> tuple[Regime, ...]:
    """Every reporting regime that ships."""
    return load_regimes()


def regime_of(period: tuple[str, int, int]) -> Regime:
    """The regime of (regime, year, months). Refused when there is no such regime or period."""
    regime, year, months = period
    if not (2010 <= year <= 2100 and 1 <= months <= 12):
        raise Refused(Refusal("return.bad_period", field="months"))
    return _regime(regime, days_of(year, months)[1])


def default_regime(year: int, months: int) -> str:
    """The regime in force on the last day of a period."""
    if not (2010 <= year <= 2100 and 1 <= months <= 12):
        raise Refused(Refusal("return.bad_period", field="months"))
    return _regime(None, days_of(year, months)[1]).id


def make(
    desk: Desk, year: int, months: int, *, regime: str | None = None, forms: tuple[str, ...] = (), seq: int | None = None,
    progress: Callable[[int], None] | None = None, cancelled: Callable[[], bool] | None = None,
) -> Made:  # fmt: skip
    """Compute the return of a period as recorded now, or up to ``seq``."""
    if not (2010 <= year <= 2100 and 1 <= months <= 12):
        raise Refused(Refusal("return.bad_period", field="months"))
    start, end = days_of(year, months)
    with desk.reading() as reader:
        chosen = _settings(desk, reader, _regime(regime, end))
        wanted = _wanted(chosen, forms)
        _refuse_unknown_past(reader, start)
        head, chain = reader.head()
        facts = tuple(_facts(reader, FactReader(start, end, chosen.counting, seq), progress, cancelled))
        office = _office(reader, end)
    all_forms = compute(chosen, facts, office.officers)
    shown = tuple(f for f in all_forms if not wanted or f.form in wanted)
    found = tuple(check(chosen, all_forms, facts))
    made = Made(
        chosen, year, months, start, end, head if seq is None else seq, chain, office, facts, all_forms, shown, found
    )
    last = closings(desk, chosen.id, year, months)
    if last and last[-1].cells_digest == cells_digest(all_forms):
        return replace(made, closed=last[-1].key, supplementary=bool(last[-1].supplementary_of))
    return made


@dataclass(frozen=True, slots=True)
class Closing:
    """One closing of a return."""

    key: str
    regime: str
    year: int
    months: int
    as_of: date
    at_seq: int
    cells_digest: str
    content: str
    supplementary_of: str
    definition_hash: str


def closings(desk: Desk, regime: str = "", year: int = 0, months: int = 0) -> list[Closing]:
    """Closings in the order they were made, of one period or of all."""
    with desk.reading() as reader:
        found = []
        for _subject, events in reader.stream("return"):
            for e in in_force(events):
                b = e.body
                if isinstance(b, ev.ReturnClosed) and (
                    not regime or (b.regime, b.year, b.months) == (regime, year, months)
                ):
                    found.append(
                        Closing(
                            f"{e.seq}", b.regime, b.year, b.months, b.as_of, b.at_seq, b.cells_digest, b.content,
                            b.supplementary_of, b.definition_hash,
                        )
                    )  # fmt: skip
    return sorted(found, key=lambda c: int(c.key))


def close(desk: Desk, made: Made) -> Made:
    """Close the period: its pair and cells are kept for ever. Refused before its end, when a relation is broken,
    and when nothing changed since the last closing."""
    today = desk.clock.today()
    if made.end >= today:
        raise Refused(Refusal("return.not_over", {"end": short_date(made.end)}))
    hard = [v for v in made.violations if not v.soft]
    if hard:
        raise Refused(Refusal("return.broken", {"says": hard[0].says}))
    if made.closed:
        raise Refused(Refusal("return.closed"))
    desk.look_through()
    earlier = closings(desk, made.regime.id, made.year, made.months)
    content = json.dumps({**made.json(), "forms": _all_json(made)}, ensure_ascii=False, sort_keys=True).encode()
    with desk.writing() as uow:
        sha = uow.store_blob(content)
        body = ev.ReturnClosed(
            made.regime.id, made.year, made.months, made.end, made.seq, made.regime.digest, desk.rules.digest,
            cells_digest(made.all_forms), hashlib.sha256(evidence_of(made)).hexdigest(), sha,
            earlier[-1].key if earlier else "",
        )  # fmt: skip
        event = uow.append(f"return:{made.regime.id}-{made.year}-{made.months:02d}", today, body)
        uow.commit()
    changed = _changed(desk, made, earlier[-1]) if earlier else ()
    return replace(made, closed=str(event.seq), supplementary=bool(earlier), changed=changed)


def _changed(desk: Desk, made: Made, before: Closing) -> tuple[str, ...]:
    """The numbers of the matters that count otherwise than at an earlier closing."""
    then = make(desk, made.year, made.months, regime=made.regime.id, seq=before.at_seq)
    keys = {f.matter for f in set(made.facts) ^ set(then.facts)}
    with desk.reading() as reader:
        rows = [(k, reader.projections.matter_id(k)) for k in sorted(keys)]
        return tuple(sorted(reader.projections.matter_rows([n])[0].number_text if n is not None else k for k, n in rows))


def evidence_of(made: Made) -> bytes:
    """The facts behind the cells, as the package carries them: matter keys and amounts, no party's name."""
    return write_evidence(Evidence(made.office, made.regime.id, made.year, made.months, made.end, made.seq, made.facts))


def behind(desk: Desk, made: Made, form: str, row: str, cell: str) -> list[tuple[str, MatterRow | None, int]]:
    """The matters behind a cell, each once with all that counts of it: (matter key, its row, amount), largest first."""
    try:
        found = evidence(made.regime, made.facts, form, row, cell, made.office.officers)
    except KeyError as error:
        raise Refused(Refusal("return.unknown_cell")) from error
    with desk.reading() as reader:
        listed = []
        for key, amount in sorted(found, key=lambda x: (-abs(x[1]), x[0])):
            rowid = reader.projections.matter_id(key)
            rows = reader.projections.matter_rows([rowid]) if rowid is not None else []
            listed.append((key, rows[0] if rows else None, amount))
    return listed


def draw(desk: Desk, made: Made) -> bytes:
    """The printed forms as PDF."""
    from thads_desktop.printing.return_sheet import SheetHead, draw_returns

    with desk.reading() as reader:
        who = people.identity(reader, made.end)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(made.end)]
    head = SheetHead(
        who.name, who.parent, made.months, made.year, who.place, who.head_title, None, heads[0].name if heads else "", "",
        _notes(made),
    )  # fmt: skip
    return draw_returns(made.regime, made.forms, head)


def sheet(made: Made) -> bytes:
    """The forms as a workbook."""
    from thads_desktop.exchange.sheets import BookHead, write_returns

    return write_returns(made.regime, made.forms, BookHead(made.office.name, made.period_words, _notes(made)))


def pack(desk: Desk, made: Made) -> bytes:
    """The signed package for the superior office."""
    from thads_desktop.exchange import package, signature

    secret = signature.ensure_key(desk.folder)
    before = len(closings(desk, made.regime.id, made.year, made.months))
    manifest = package.Manifest(
        "return", made.office.key, made.office.name, signature.fingerprint(signature.public_of(secret)), made.regime.id,
        made.year, made.months, made.end.isoformat(), made.seq, made.chain_head, max(1, before),
        desk.clock.today().isoformat(), made.regime.digest,
    )  # fmt: skip
    parts = {
        "evidence.jsonl": evidence_of(made),
        "return.json": json.dumps(
            {**made.json(), "forms": _all_json(made)}, ensure_ascii=False, sort_keys=True
        ).encode(),
    }
    return package.write(manifest, parts, secret)


def write(desk: Desk, made: Made, folder: Path) -> list[Path]:
    """Workbook, print and signed package in a folder; the paths. Nothing is left half written."""
    desk.look_through()
    name = f"bao-cao-{made.year}-{made.months:02d}-thang-{made.regime.id}"
    contents = {f"{name}.xlsx": sheet(made), f"{name}.pdf": draw(desk, made), f"{name}.thads": pack(desk, made)}
    written = write_files(folder, contents)
    with desk.writing() as uow:
        sha = hashlib.sha256(contents[f"{name}.thads"]).hexdigest()
        body = ev.PackageMade("return", sha, made.regime.id, made.year, made.months)
        uow.append(f"package:{sha[:32]}", desk.clock.today(), body)
        uow.commit()
    return written


def write_files(folder: Path, contents: dict[str, bytes]) -> list[Path]:
    """Write files beside each other, all or none. Refused when the folder cannot be written."""
    try:
        return files.write_together(folder, contents)
    except OSError as error:
        raise _cannot_write(folder) from error


def refuse_unwritable(folder: Path | None) -> None:
    """Refused before anything is closed or received when its files could not be written afterwards; None = no files."""
    if folder is None:
        return
    try:
        files.try_folder(folder)
    except OSError as error:
        raise _cannot_write(folder) from error


def _cannot_write(folder: Path) -> Refused:
    return Refused(Refusal("output.cannot_write", {"folder": str(folder)}, "out"))


def _facts(
    reader: Reader, facts: FactReader, progress: Callable[[int], None] | None, cancelled: Callable[[], bool] | None
) -> list[Fact]:
    found: list[Fact] = []
    for done, (_subject, events) in enumerate(reader.stream("matter", types=sorted(COUNTED_TYPES)), 1):
        found += facts_of_all((events,), facts)
        if done % 500 == 0:
            if progress is not None:
                progress(done)
            if cancelled is not None and cancelled():
                raise Refused(Refusal("import.cancelled"))
    return found


def _regime(wanted: str | None, end: date) -> Regime:
    known = regimes()
    if wanted is not None:
        found = next((r for r in known if r.id == wanted), None)
        if found is None:
            facts = {"regime": wanted[:40], "known": ", ".join(r.id for r in known)}
            raise Refused(Refusal("return.unknown_regime", facts, "regime"))
        return found
    chosen = regime_for(end, known)
    if chosen is None:
        raise Refused(Refusal("return.no_regime", {"end": short_date(end)}, "regime"))
    return chosen


def _settings(desk: Desk, reader: Reader, regime: Regime) -> Regime:
    said = desk.settings(reader)
    changes = {k.removeprefix("return."): v for k, v in said.items() if k.startswith("return.") and v}
    return regime.with_settings(**changes) if changes else regime


def _wanted(regime: Regime, forms: tuple[str, ...]) -> set[str]:
    wanted = set()
    for name in forms:
        try:
            wanted.add(regime.form(name).id)
        except KeyError as error:
            facts = {"form": name[:40], "known": ", ".join(f.code for f in regime.forms)}
            raise Refused(Refusal("return.unknown_form", facts, "forms")) from error
    return wanted


def _refuse_unknown_past(reader: Reader, start: date) -> None:
    known = [
        e.body.known_from
        for _subject, events in reader.stream("batch")
        for e in in_force(events)
        if isinstance(e.body, ev.ImportDone)
    ]
    if known and start < max(known):
        facts = {"known": short_date(max(known)), "start": short_date(start)}
        raise Refused(Refusal("return.before_known", facts, "year"))


def _office(reader: Reader, end: date) -> Office:
    """The office under its name of the day, with the officers in post that day; those met in the facts follow."""
    who = people.office(reader)
    names = {p.person: p.name for p in people.posts(reader) if p.post == "officer"}
    return Office(who.key, people.identity(reader, end).name, names)


def _notes(made: Made) -> tuple[str, ...]:
    note = inexact_note(made.facts)
    return tuple(x for x in (note, *(v.says for v in made.violations if v.soft)) if x)


def _all_json(made: Made) -> Any:
    return replace(made, forms=made.all_forms).json()["forms"]


def shown(value: Any) -> str:
    """A cell as people read it: 1.234, 49,19, - for a cell that the form leaves empty."""
    if value is None:
        return "-"
    return dong(value) if isinstance(value, int) else str(value).replace(".", ",")
