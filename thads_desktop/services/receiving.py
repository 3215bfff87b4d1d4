"""Taking packages in at the province: which keys are trusted, one sentence about each package, what was accepted.

A package is taken whole or not at all. What was accepted is kept as bytes and as an event.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.chain_events import ReturnJudged
from thads_desktop.domain.dates import period as days_of, short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import say
from thads_desktop.domain.standing import in_force
from thads_desktop.exchange import durations as durations_part
from thads_desktop.returns.checks import check
from thads_desktop.returns.compute import json_cell
from thads_desktop.returns.consolidate import Evidence, EvidenceError, bucket_sums, own_forms, read_evidence, sent_cells
from thads_desktop.services import (
    anchors,
    durations_read,
    evidence_cache,
    people,
    reporting,
    return_basis,
    return_compare,
    supplement,
)
from thads_desktop.services.return_words import EXPLANATION, REMARKS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from thads_desktop.exchange.package import Package
    from thads_desktop.returns.tally import Tally
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

SUFFIX = ".thads"
#: What stands beside packages in a folder of returns and is passed over in silence.
BESIDE = frozenset({".pdf", ".xlsx"})

#: What a return's package holds; matters.json since the offices' matters can be told from each other.
PARTS = ("evidence.jsonl", "return.json", "matters.json", EXPLANATION, REMARKS, anchors.PART, "progress.json", durations_part.PART)

#: Regime, statistical year, months.
Period = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one package. path: the file; fingerprint: of a key that is not trusted, or ""."""

    file: str
    accepted: bool
    says: str
    code: str = ""
    office: str = ""
    path: Path | None = None
    fingerprint: str = ""


def trusted(reader: Reader, seq: int | None = None) -> dict[str, dict[str, str]]:
    """Office id -> {name, fingerprint}, as recorded up to a place in the log (None = now); without those that another one
    took the place of."""
    return {key: row for key, row in _keys(reader, seq).items() if "instead" not in row}


def _keys(reader: Reader, seq: int | None) -> dict[str, dict[str, str]]:
    """Every key that was ever trusted; ``instead`` = the office id that took its place."""
    now = reader.rows("trusted")
    if seq is None:
        return now
    then = {key: return_basis.row_as_of(reader, "trusted", key, seq) for key in now}
    return {key: row for key, row in then.items() if row is not None}


def replaced(reader: Reader, seq: int | None = None) -> frozenset[str]:
    """The office ids whose packages count no more: the office was set up anew, under another id."""
    return frozenset(key for key, row in _keys(reader, seq).items() if "instead" in row)


def instead(reader: Reader) -> dict[str, str]:
    """Office id -> the id it has today, of those set up anew."""
    moved = {key: row["instead"] for key, row in _keys(reader, None).items() if "instead" in row}
    found = {}
    for key in moved:
        last, seen = key, {key}
        while (following := moved.get(last, last)) not in seen:
            last = following
            seen.add(last)
        found[key] = last
    return found


def listed(files: Sequence[Path]) -> list[Path]:
    """The files named, and of each folder its packages (also in folders below) and whatever else lies in it unasked for."""
    found: list[Path] = []
    for file in files:
        if not file.is_dir():
            found.append(file)
            continue
        packages = {p for p in file.rglob("*") if p.suffix.lower() == SUFFIX and p.is_file()}
        strange = {p for p in file.iterdir() if p.is_file() and not p.name.startswith(".") and p.suffix.lower() not in BESIDE}
        found += sorted(packages | strange)
    return list(dict.fromkeys(found))


def content(file: Path) -> bytes:
    """The bytes of a package file. Refused when it cannot be read, or is too large to be one."""
    from thads_desktop.exchange.package import MAX_BYTES

    try:
        if not file.is_file():
            raise FileNotFoundError(file)
        if file.stat().st_size > MAX_BYTES:
            raise Refused(Refusal("package.too_large"))
        return file.read_bytes()
    except (OSError, ValueError) as error:
        raise Refused(Refusal("package.no_such_file", {"file": str(file)})) from error


def period_of(desk: Desk, files: Sequence[Path]) -> Period | None:
    """The period most of these packages from trusted offices are of; of equals the latest. None = no usable package."""
    from thads_desktop.exchange import package

    with desk.reading() as reader:
        known = {k: row["fingerprint"] for k, row in trusted(reader).items()}
    counted: Counter[Period] = Counter()
    known_regimes = {r.id for r in reporting.regimes()}
    for file in files:
        try:
            found = package.read(content(file), known)
            _refuse_odd_period(found)
        except Refused:
            continue
        if found.manifest.kind == "return" and found.manifest.regime in known_regimes:
            counted[_period(found)] += 1
    return max(counted, key=lambda p: (counted[p], p[1], p[2], p[0])) if counted else None


def periods_in(files: Sequence[Path]) -> dict[Period, int]:
    """The periods of the returns among these packages, whoever sent them, and how many are of each."""
    from thads_desktop.exchange import package

    counted: Counter[Period] = Counter()
    for file in listed(files):
        try:
            found = package.read_any(content(file))
            _refuse_odd_period(found)
        except Refused:
            continue
        if found.manifest.kind == "return":
            counted[_period(found)] += 1
    return dict(counted)


def receive(
    desk: Desk, files: Sequence[Path], period: Period | None = None, *,
    progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None,
) -> list[Verdict]:  # fmt: skip
    """Take packages (files, or folders of them) in; a verdict for each, in order. Each accepted one is committed by
    itself. Without a period: the one most of them are of. Cancelling keeps what was taken in so far."""
    desk.require("receive")
    todo = listed(files)
    period = period or period_of(desk, todo)
    verdicts = []
    for done, file in enumerate(todo):
        if cancelled is not None and cancelled():
            raise Refused(Refusal("import.cancelled"))
        try:
            office, look = _receive(desk, file, period)
        except Refused as refused:
            first = refused.refusals[0]
            facts = first.facts
            says = " ".join(dict.fromkeys(say(r) for r in refused.refusals))
            verdicts.append(Verdict(file.name, False, says, first.code, facts.get("office", ""), file, facts.get("fingerprint", "")))
        else:
            verdicts.append(Verdict(file.name, True, f"Đã nhận báo cáo của {office}. {look}".strip(), "", office, file))
        if progress is not None:
            progress(done + 1, len(todo))
    return verdicts


def received(reader: Reader, seq: int | None = None) -> list[ev.PackageReceived]:
    """Every return's package accepted (up to a place in the log), in the order they came."""
    found = [
        (e.seq, e.body)
        for _subject, events in reader.stream("package")
        for e in in_force(events, None, seq)
        if isinstance(e.body, ev.PackageReceived) and e.body.kind == "return"
    ]
    return [b for _, b in sorted(found, key=lambda x: x[0])]


def accepted(
    reader: Reader, regime: str, year: int, months: int, seq: int | None = None
) -> dict[str, tuple[Evidence, str]]:
    """Office id -> the evidence that counts for the period (up to a place in the log), and its package's SHA-256: see ``counting``."""
    gone = replaced(reader, seq)
    return {
        sender: (evidence_cache.evidence(reader, sha), sha)
        for (sender, period), sha in counting(reader, seq).items() if period == (regime, year, months) and sender not in gone
    }  # fmt: skip


def counting(reader: Reader, seq: int | None = None) -> dict[tuple[str, Period], str]:
    """(office id, period) -> SHA-256 of the package that counts. That is the last one that came; when it was given back none does, until
    another comes or a human takes one of them since. A draft never takes the place of a return that the office closed, unless a human took it."""
    came: dict[tuple[str, Period], list[ev.PackageReceived]] = {}
    for b in received(reader, seq):
        came.setdefault((b.sender, (b.regime, b.year, b.months)), []).append(b)
    said = _said(reader, seq)
    found = {key: _counts(_above_drafts(reader, bodies, said), said) for key, bodies in came.items()}
    return {key: sha for key, sha in found.items() if sha}


def _above_drafts(reader: Reader, came: Sequence[ev.PackageReceived], said: Mapping[str, tuple[int, bool]]) -> list[str]:
    """Without the drafts where a closed return came, too."""
    kept = [b.sha256 for b in came if said.get(b.sha256, (0, False))[1] or not is_draft(reader, b)] if len(came) > 1 else []
    return kept or [b.sha256 for b in came]


def _counts(came: Sequence[str], said: Mapping[str, tuple[int, bool]]) -> str:
    at, taken = said.get(came[-1], (0, True))
    if taken:
        return came[-1]
    later = [(said[sha][0], sha) for sha in came if sha in said and said[sha][1] and said[sha][0] > at]
    return max(later)[1] if later else ""


def _said(reader: Reader, seq: int | None) -> dict[str, tuple[int, bool]]:
    """SHA-256 of a package -> where in the log the department last spoke of it, and whether it took it."""
    found: dict[str, tuple[int, bool]] = {}
    for _subject, events in reader.stream("package", types=("ReturnJudged",)):
        for e in in_force(events, None, seq):
            if isinstance(e.body, ReturnJudged):
                found[e.body.package] = max(found.get(e.body.package, (0, False)), (e.seq, e.body.accepted))
    return found


def drafts(reader: Reader) -> frozenset[str]:
    """SHA-256 of the packages whose return was not closed at the office."""
    return frozenset(b.sha256 for b in received(reader) if is_draft(reader, b))


def is_draft(reader: Reader, body: ev.PackageReceived) -> bool:
    """The figures may still change at the office. What was received before this was written down says so itself, in its bytes."""
    return body.unclosed if body.unclosed is not None else evidence_cache.unclosed(reader, body.sha256)


def _period(found: Package) -> Period:
    return found.manifest.regime, found.manifest.year, found.manifest.months


def _receive(desk: Desk, file: Path, period: Period | None) -> tuple[str, str]:
    """(the office, what is to be looked at)."""
    from thads_desktop.exchange import direction, package

    data = content(file)
    with desk.writing("receive") as uow:
        known = {k: row["fingerprint"] for k, row in trusted(uow).items()}
        try:
            found = package.read(data, known)
        except Refused as refused:
            _refuse_own(uow, data, refused)
            raise
        m = found.manifest
        if m.kind != "return":
            raise Refused(Refusal("package.wrong_kind", {"wanted": "báo cáo thống kê", "office": m.office_name}))
        _refuse_other_name(uow, found)
        _refuse_odd_period(found)
        if m.as_of >= desk.clock.today().isoformat():
            end = short_date(date.fromisoformat(m.as_of))
            raise Refused(Refusal("package.not_over", {"office": m.office_name, "end": end}))
        if period is not None and _period(found) != period:
            raise Refused(
                Refusal(
                    "package.wrong_period",
                    {
                        "period": _words(*_period(found)), "wanted": _words(*period), "office": m.office_name,
                    },
                )
            )  # fmt: skip
        _refuse_older(uow, found)
        evidence, sums = _refuse_arithmetic(found)
        # What it says of directions from here stands in its bytes; it must be readable to be taken.
        direction.read_progress(found.parts, m.office, m.office_name, m.made_on)
        if durations_part.PART in found.parts:
            durations_read.refuse_part(found.parts[durations_part.PART], m.office, m.office_name, m.as_of, m.seq)
        log = anchors.judged(found, anchors.known_from(uow, anchors.told(uow, m.office)))
        sha = uow.store_blob(data)
        unclosed = evidence_cache.says_unclosed(found.parts["return.json"])
        body = ev.PackageReceived("return", sha, m.office, m.regime, m.year, m.months, m.sent_version, log, unclosed)
        uow.append(f"package:{sha[:32]}", desk.clock.today(), body)
        uow.commit()
    evidence_cache.keep(sha, evidence, sums)
    return f"{m.office_name}{' (bản đơn vị chưa chốt)' if body.unclosed else ''}", anchors.WORDS.get(log, "")


def _refuse_own(reader: Reader, data: bytes, refused: Refused) -> None:
    """What this office made lies among the others' at times, and is told from what nobody trusts."""
    from thads_desktop.exchange import package

    if refused.refusals[0].code == "package.unknown_sender" and package.read_any(data).manifest.office == people.office(reader).key:
        raise Refused(Refusal("package.own")) from refused


def _refuse_other_name(reader: Reader, found: Package) -> None:
    """The name in a package is that under which its key was trusted, and it holds what a return holds."""
    m = found.manifest
    name = trusted(reader)[m.office]["name"]
    if m.office_name != name:
        raise Refused(Refusal("package.other_name", {"office": name, "said": m.office_name[:100]}))
    for part in found.parts:
        if part not in PARTS:
            raise Refused(Refusal("package.extra_part", {"office": name, "part": part[:60]}))


def _words(regime: str, year: int, months: int) -> str:
    return f"{months:02d} tháng năm {year} ({reporting.circular_of(regime)})"


def _refuse_odd_period(found: Package) -> None:
    """A period that no office has, or an end that is not its last day."""
    m = found.manifest
    if m.kind != "return":
        return
    if not (2010 <= m.year <= 2100 and 1 <= m.months <= 12) or m.as_of != days_of(m.year, m.months)[1].isoformat():
        raise Refused(Refusal("package.bad_evidence", {"says": "kỳ báo cáo không có thật.", "office": m.office_name}))


def _refuse_older(reader: Reader, found: Package) -> None:
    m = found.manifest
    for b in received(reader):
        if b.sha256 == found.sha256:
            raise Refused(Refusal("package.already", {"office": m.office_name}))
        same = (b.sender, b.regime, b.year, b.months) == (m.office, m.regime, m.year, m.months)
        if same and (b.sent_version, _seq(reader, b.sha256)) > (m.sent_version, m.seq):
            raise Refused(Refusal("package.older", {"office": m.office_name}))


def _seq(reader: Reader, sha: str) -> int:
    from thads_desktop.exchange import package

    return package.read_any(reader.blob(sha)).manifest.seq


def _said_beside(found: Package, matters: set[str], sent: dict[tuple[str, str, str], str]) -> str:
    """What is wrong with the explanation or the comparison in a package; "" = nothing, or none there."""
    wrong = supplement.sound(found.parts[EXPLANATION], matters) if EXPLANATION in found.parts else ""
    return wrong or (return_compare.sound(found.parts[REMARKS], sent) if REMARKS in found.parts else "")


def _refuse_arithmetic(found: Package) -> tuple[Evidence, Tally]:
    """Its evidence with bucket sums. It must be sound, of the manifest's period and office; its sums must satisfy the relations and be the
    cells that the office sent beside it."""
    m = found.manifest
    try:
        evidence = read_evidence(found.parts["evidence.jsonl"])
        sent = sent_cells(found.parts["return.json"])
    except KeyError as error:
        raise Refused(Refusal("package.missing_part", {"part": str(error.args[0]), "office": m.office_name})) from error
    except EvidenceError as error:
        raise Refused(Refusal("package.bad_evidence", {"says": str(error), "office": m.office_name})) from error
    said = (evidence.office.key, evidence.regime, evidence.year, evidence.months, evidence.as_of.isoformat(), evidence.seq)
    if said != (m.office, m.regime, m.year, m.months, m.as_of, m.seq):
        raise Refused(
            Refusal("package.bad_evidence", {"says": "kỳ hoặc đơn vị khác với bản kê.", "office": m.office_name})
        )
    regime = next((r for r in reporting.regimes() if r.id == m.regime), None)
    if regime is None:
        raise Refused(Refusal("package.newer", {"office": m.office_name}))
    regime = regime.owed(evidence.as_of, m.months)
    sums = bucket_sums(evidence)
    forms = own_forms(regime, evidence, sums)
    hard = [v for v in check(regime, forms, evidence.facts, evidence.records) if not v.soft]
    if hard:
        raise Refused(*(Refusal("package.arithmetic", {"says": v.says, "office": m.office_name}) for v in hard))
    wrong = _said_beside(found, {f.matter for f in evidence.facts} | {r.matter for r in evidence.records}, sent)
    if wrong:
        raise Refused(Refusal("package.bad_evidence", {"says": wrong, "office": m.office_name}))
    known = {(form.form, row.key, cell) for form in forms for row in form.rows for cell in row.cells}
    strange = next((x for x in sorted(sent) if x not in known), None)
    if strange is not None and m.definition == regime.digest:
        says = f"biểu {strange[0]}, dòng {strange[1]}, cột {strange[2]} không có trong biểu mẫu."[:200]
        raise Refused(Refusal("package.arithmetic", {"says": says, "office": m.office_name}))
    for form in forms:
        for row in form.rows:
            for cell, value in row.cells.items():
                given = sent.get((form.form, row.key, cell), "")
                if given != ("" if value is None else str(json_cell(value))) and (m.definition == regime.digest or given):
                    says = f"biểu {form.code}, dòng {row.label}, cột {cell} khác với các việc kèm theo."
                    raise Refused(Refusal("package.arithmetic", {"says": says, "office": m.office_name}))
    return evidence, sums
