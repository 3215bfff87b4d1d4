"""The province: keys it trusts, packages it receives, offices still missing, the same forms for all of them together.

Of each package one sentence says whether it is accepted or why not. What was accepted is kept as bytes and as an event; the
consolidated return is computed from the evidence inside, never from the sender's cells.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import period as days_of
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import say
from thads_desktop.returns.checks import Violation, check
from thads_desktop.returns.compute import Office, Return, cells_digest, to_json
from thads_desktop.returns.consolidate import (
    Evidence,
    EvidenceError,
    consolidate as join,
    own_forms,
    read_evidence,
    write_evidence,
)
from thads_desktop.returns.definition import Regime
from thads_desktop.services import people, reporting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from thads_desktop.exchange.package import Package
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

SUFFIX = ".thads"


@dataclass(frozen=True, slots=True)
class Key:
    """A public key: of this office (path = the file written) or of one that is now trusted."""

    office: str
    fingerprint: str
    path: str = ""
    office_id: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one package."""

    file: str
    accepted: bool
    says: str
    code: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The consolidated return of a period and how each package fared. forms empty = nothing to consolidate."""

    verdicts: tuple[Verdict, ...]
    regime: Regime | None
    year: int
    months: int
    end: date | None
    office: str
    offices: tuple[str, ...]
    missing: tuple[str, ...]
    twice: tuple[tuple[str, tuple[str, ...]], ...]
    forms: tuple[Return, ...]
    violations: tuple[Violation, ...]
    written: tuple[str, ...] = ()
    closed: bool = False
    seq: int = 0

    @property
    def any_accepted(self) -> bool:
        """At least one package was accepted, or had been accepted before."""
        return bool(self.offices)

    def json(self) -> dict[str, Any]:
        plain: dict[str, Any] = {
            "packages": [
                {"file": v.file, "accepted": v.accepted, "says": v.says, "code": v.code, "office": v.office} for v in self.verdicts
            ],
            "offices": list(self.offices), "missing": list(self.missing),
            "twice": [{"matter": m, "offices": list(o)} for m, o in self.twice],
            "violations": [v.says for v in self.violations], "closed": self.closed, "written": list(self.written),
        }  # fmt: skip
        if self.regime is not None and self.end is not None:
            plain |= to_json(
                self.regime, self.forms, year=self.year, months=self.months, office=self.office,
                day=self.end.isoformat(), seq=self.seq,
            )  # fmt: skip
        return plain

    def text(self) -> str:
        lines = [f"{v.file}: {v.says}" for v in self.verdicts]
        if self.forms:
            lines.append(
                f"Tổng hợp {self.months:02d} tháng năm {self.year} của {len(self.offices)} đơn vị: {', '.join(self.offices)}."
            )
            lines += [f"Còn thiếu: {name}." for name in self.missing]
            lines += [f"Việc {m} do nhiều đơn vị cùng báo cáo." for m, _ in self.twice]
            lines += [v.says for v in self.violations]
            lines += [
                f"Biểu {f.code}: dòng tổng {', '.join(f'{k} {v}' for k, v in f.rows[0].cells.items())}"
                for f in self.forms
            ]
        lines += [f"Đã ghi {path}" for path in self.written]
        return "\n".join(lines)


def key_package(desk: Desk, out: Path | None) -> Key:
    """The public key of this office as a small signed package (default: in the data folder)."""
    from thads_desktop.exchange import package, signature

    secret = signature.ensure_key(desk.folder)
    with desk.reading() as reader:
        own = people.office(reader)
    shown = signature.fingerprint(signature.public_of(secret))
    manifest = package.Manifest("key", own.key, own.name, shown, made_on=desk.clock.today().isoformat())
    data = package.write(manifest, {}, secret)
    target = out or desk.folder / f"khoa-cong-khai{SUFFIX}"
    if target.is_dir():
        target = target / f"khoa-{own.key[:8]}{SUFFIX}"
    written = reporting.write_files(target.parent, {target.name: data})
    return Key(own.name, shown, str(written[0]), own.key)


def trust(desk: Desk, file: Path) -> Key:
    """Trust the key that signed a package, after its fingerprint was compared by a person."""
    from thads_desktop.exchange import package

    found = package.read_any(_bytes(file)).manifest
    with desk.writing() as uow:
        if found.office == people.office(uow).key:
            raise Refused(Refusal("package.own"))
        uow.write_row("trusted", found.office, {"name": found.office_name, "fingerprint": found.fingerprint})
        uow.append(f"key:{found.office}", desk.clock.today(), ev.KeyTrusted(found.office, found.fingerprint))
        uow.commit()
    return Key(found.office_name, found.fingerprint, "", found.office)


def trusted(reader: Reader) -> dict[str, dict[str, str]]:
    """Office id -> {name, fingerprint}."""
    return reader.rows("trusted")


def receive(desk: Desk, files: Sequence[Path], period: tuple[str, int, int] | None = None) -> list[Verdict]:
    """Take packages (files, or folders of them) in; a verdict for each, in order. Each accepted one is committed by itself."""
    verdicts = []
    for file in _listed(files):
        try:
            office, period = _receive(desk, file, period)
        except Refused as refused:
            first = refused.refusals[0]
            verdicts.append(Verdict(file.name, False, say(first), first.code, first.facts.get("office", "")))
        else:
            verdicts.append(Verdict(file.name, True, f"Đã nhận báo cáo của {office}.", "", office))
    return verdicts


def consolidate(desk: Desk, files: Sequence[Path], *, out: Path | None = None, close: bool = False) -> Consolidation:
    """Receive packages and consolidate their period from everything accepted for it."""
    with desk.reading() as reader:
        own = people.office(reader)
    if own.level != "province":
        raise Refused(Refusal("office.wrong_level"))
    reporting.refuse_unwritable(out)
    verdicts = tuple(receive(desk, files))
    wanted = _period_of(verdicts, files)
    if wanted is None:
        return Consolidation(verdicts, None, 0, 0, None, own.name, (), (), (), (), ())
    made = joined(desk, *wanted)
    made = replace(made, verdicts=verdicts)
    if close:
        made = _close(desk, made)
    if out is not None:
        made = replace(made, written=tuple(str(p) for p in write(desk, made, out)))
    return made


def joined(desk: Desk, regime_id: str, year: int, months: int) -> Consolidation:
    """The consolidated return of a period as received so far."""
    regime = next((r for r in reporting.regimes() if r.id == regime_id), None)
    if regime is None:
        raise Refused(Refusal("return.unknown_regime", {"regime": regime_id, "known": ""}))
    end = days_of(year, months)[1]
    with desk.reading() as reader:
        evidences = [e for e, _ in _accepted(reader, regime_id, year, months).values()]
        expected = [
            Office(k, row["name"], {}) for k, row in sorted(trusted(reader).items(), key=lambda x: x[1]["name"])
        ]
        name = people.identity(reader, end).name
        seq = reader.head()[0]
    done = join(regime, evidences, expected)
    found = tuple(check(regime, done.forms))
    names = tuple(sorted(e.office.name for e in evidences))
    return Consolidation(
        (), regime, year, months, end, name, names, done.missing, done.twice, done.forms, found, seq=seq
    )


def evidences(desk: Desk, regime_id: str, year: int, months: int) -> list[Evidence]:
    """The evidence of every office accepted for a period."""
    with desk.reading() as reader:
        return [e for e, _ in _accepted(reader, regime_id, year, months).values()]


def periods(desk: Desk) -> list[tuple[str, int, int, int]]:
    """(regime, year, months, offices received) of every period with packages, newest first."""
    seen: dict[tuple[str, int, int], set[str]] = {}
    with desk.reading() as reader:
        for b in _received(reader):
            seen.setdefault((b.regime, b.year, b.months), set()).add(b.sender)
    return sorted(((*k, len(v)) for k, v in seen.items()), key=lambda x: (-x[1], -x[2], x[0]))


def write(desk: Desk, made: Consolidation, folder: Path) -> list[Path]:
    """The consolidated forms as workbook, print and signed package."""
    from thads_desktop.exchange import package, signature
    from thads_desktop.exchange.sheets import BookHead, write_returns
    from thads_desktop.printing.return_sheet import SheetHead, draw_returns

    assert made.regime is not None
    assert made.end is not None
    with desk.reading() as reader:
        own, who = people.office(reader), people.identity(reader, made.end)
        chain = reader.head()[1]
    notes = tuple(f"Chưa có báo cáo của {name}." for name in made.missing)
    words = f"{made.months:02d} tháng năm {made.year}"
    name = f"tong-hop-{made.year}-{made.months:02d}-thang-{made.regime.id}"
    secret = signature.ensure_key(desk.folder)
    parts = {
        f"evidence-{e.office.key[:16]}.jsonl": write_evidence(e)
        for e in evidences(desk, made.regime.id, made.year, made.months)
    }
    manifest = package.Manifest(
        "consolidated", own.key, own.name, signature.fingerprint(signature.public_of(secret)), made.regime.id, made.year,
        made.months, made.end.isoformat(), made.seq, chain, 1, desk.clock.today().isoformat(), made.regime.digest,
    )  # fmt: skip
    head = SheetHead(who.name, who.parent, made.months, made.year, who.place, who.head_title, None, "", "", notes)
    return reporting.write_files(folder, {
        f"{name}.xlsx": write_returns(made.regime, made.forms, BookHead(who.name, words, notes)),
        f"{name}.pdf": draw_returns(made.regime, made.forms, head),
        f"{name}{SUFFIX}": package.write(manifest, parts, secret),
    })  # fmt: skip


def _receive(desk: Desk, file: Path, period: tuple[str, int, int] | None) -> tuple[str, tuple[str, int, int]]:
    from thads_desktop.exchange import package

    data = _bytes(file)
    with desk.writing() as uow:
        known = {k: row["fingerprint"] for k, row in trusted(uow).items()}
        found = package.read(data, known)
        m = found.manifest
        if m.kind != "return":
            raise Refused(Refusal("package.wrong_kind", {"wanted": "báo cáo thống kê"}))
        of = (m.regime, m.year, m.months)
        if period is not None and of != period:
            raise Refused(
                Refusal(
                    "package.wrong_period", {"period": f"{m.months:02d} tháng năm {m.year}", "office": m.office_name}
                )
            )
        _refuse_older(uow, found)
        _refuse_arithmetic(found)
        sha = uow.store_blob(data)
        body = ev.PackageReceived("return", sha, m.office, m.regime, m.year, m.months, m.sent_version)
        uow.append(f"package:{sha[:32]}", desk.clock.today(), body)
        uow.commit()
    return m.office_name, of


def _refuse_older(reader: Reader, found: Package) -> None:
    m = found.manifest
    for b in _received(reader):
        if b.sha256 == found.sha256:
            raise Refused(Refusal("package.already", {"office": m.office_name}))
        same = (b.sender, b.regime, b.year, b.months) == (m.office, m.regime, m.year, m.months)
        if same and (b.sent_version, _seq(reader, b.sha256)) > (m.sent_version, m.seq):
            raise Refused(Refusal("package.older", {"office": m.office_name}))


def _seq(reader: Reader, sha: str) -> int:
    from thads_desktop.exchange import package

    return package.read_any(reader.blob(sha)).manifest.seq


def _refuse_arithmetic(found: Package) -> None:
    """The evidence must be sound, of the manifest's period and office, and its own sums must satisfy the relations."""
    m = found.manifest
    try:
        evidence = read_evidence(found.parts["evidence.jsonl"])
    except KeyError as error:
        raise Refused(Refusal("package.missing_part", {"part": "evidence.jsonl"})) from error
    except EvidenceError as error:
        raise Refused(Refusal("package.bad_evidence", {"says": str(error), "office": m.office_name})) from error
    if (evidence.office.key, evidence.regime, evidence.year, evidence.months) != (m.office, m.regime, m.year, m.months):
        raise Refused(
            Refusal("package.bad_evidence", {"says": "kỳ hoặc đơn vị khác với bản kê", "office": m.office_name})
        )
    regime = next((r for r in reporting.regimes() if r.id == m.regime), None)
    if regime is None:
        raise Refused(Refusal("package.newer"))
    hard = [v for v in check(regime, own_forms(regime, evidence), evidence.facts) if not v.soft]
    if hard:
        raise Refused(Refusal("package.arithmetic", {"says": hard[0].says, "office": m.office_name}))


def _received(reader: Reader) -> list[ev.PackageReceived]:
    found = [
        (e.seq, e.body)
        for _subject, events in reader.stream("package")
        for e in ev.in_force(events)
        if isinstance(e.body, ev.PackageReceived)
    ]
    return [b for _, b in sorted(found, key=lambda x: x[0])]


def _accepted(reader: Reader, regime: str, year: int, months: int) -> dict[str, tuple[Evidence, str]]:
    """Office id -> its last accepted evidence for the period, and the package's SHA-256."""
    from thads_desktop.exchange import package

    found: dict[str, tuple[Evidence, str]] = {}
    for b in _received(reader):
        if (b.regime, b.year, b.months) == (regime, year, months):
            read = package.read_any(reader.blob(b.sha256))
            found[b.sender] = (read_evidence(read.parts["evidence.jsonl"]), b.sha256)
    return found


def _period_of(verdicts: Sequence[Verdict], files: Sequence[Path]) -> tuple[str, int, int] | None:
    """The period these packages are of: of one accepted now, or received before."""
    from thads_desktop.exchange import package

    ok = {v.file for v in verdicts if v.accepted or v.code in ("package.already", "package.older")}
    for file in _listed(files):
        if file.name in ok:
            m = package.read_any(_bytes(file)).manifest
            return m.regime, m.year, m.months
    return None


def _close(desk: Desk, made: Consolidation) -> Consolidation:
    assert made.regime is not None
    assert made.end is not None
    import json

    hard = [v for v in made.violations if not v.soft]
    if hard:
        raise Refused(Refusal("return.broken", {"says": hard[0].says}))
    content = json.dumps(made.json(), ensure_ascii=False, sort_keys=True).encode()
    digest = cells_digest(made.forms)
    earlier = reporting.closings(desk, made.regime.id, made.year, made.months)
    if earlier and earlier[-1].cells_digest == digest:
        return replace(made, closed=True)
    with desk.writing() as uow:
        sha = uow.store_blob(content)
        shas = sorted(s for _, s in _accepted(uow, made.regime.id, made.year, made.months).values())
        body = ev.ReturnClosed(
            made.regime.id, made.year, made.months, made.end, made.seq, made.regime.digest, desk.rules.digest, digest,
            hashlib.sha256("".join(shas).encode()).hexdigest(), sha, earlier[-1].key if earlier else "",
        )  # fmt: skip
        uow.append(f"return:{made.regime.id}-{made.year}-{made.months:02d}", desk.clock.today(), body)
        uow.commit()
    return replace(made, closed=True)


def _listed(files: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for file in files:
        found += sorted(file.glob(f"*{SUFFIX}")) if file.is_dir() else [file]
    return found


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(Refusal("package.no_such_file", {"file": str(file)})) from error
