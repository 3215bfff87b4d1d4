"""The province: keys it trusts, packages it receives, offices still missing, the same forms for all of them together.

Of each package one sentence says whether it is accepted or why not. What was accepted is kept as bytes and as an event; the
consolidated return is computed from the evidence inside, never from the sender's cells.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import period as days_of, short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import say
from thads_desktop.domain.text import bare
from thads_desktop.returns.checks import Violation, check
from thads_desktop.returns.compute import Office, Return, cells_digest, to_json
from thads_desktop.returns.consolidate import Evidence, consolidate as join, write_evidence
from thads_desktop.returns.definition import Regime
from thads_desktop.returns.delegations import check_delegations
from thads_desktop.returns.headings import in_words
from thads_desktop.returns.vocabulary import FORM_MEASURES
from thads_desktop.services import evidence_cache, exchange_gate, joined_gate, people, reporting
from thads_desktop.services.receiving import (
    SUFFIX,
    Period,
    Verdict,
    accepted,
    content,
    listed,
    period_of,
    receive,
    received,
    replaced,
    trusted,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from thads_desktop.services.desk import Desk

__all__ = ["Verdict", "receive", "trusted"]


@dataclass(frozen=True, slots=True)
class Key:
    """A public key: of this office (path = the file written) or of one that is now trusted."""

    office: str
    fingerprint: str
    path: str = ""
    office_id: str = ""
    #: The office has another trusted key (its fingerprint), or another office of this name has one; of a key just trusted:
    #: the one whose place it took.
    instead_of: str = ""
    #: This very key is trusted already.
    known: bool = False


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
    supplementary: bool = False
    not_closed: str = ""

    @property
    def incomplete(self) -> str:
        """What stands on every form while an office's return is missing, or ""."""
        return f"THIẾU BÁO CÁO CỦA {len(self.missing)} ĐƠN VỊ: {', '.join(self.missing)}" if self.missing else ""

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
            "violations": [v.says for v in self.violations], "closed": self.closed,
            "not_closed": self.not_closed, "written": list(self.written),
        }  # fmt: skip
        if self.regime is not None and self.end is not None:
            plain |= to_json(
                self.regime, self.forms, year=self.year, months=self.months, office=self.office,
                day=self.end.isoformat(), seq=self.seq,
            )  # fmt: skip
        return plain

    def text(self) -> str:
        lines = [f"{v.file}: {v.says}" for v in self.verdicts]
        if self.forms and self.offices and self.regime is not None:
            lines.append(
                f"Tổng hợp {self.months:02d} tháng năm {self.year} của {len(self.offices)} đơn vị: {', '.join(self.offices)}."
            )
            lines += [f"Còn thiếu: {name}." for name in self.missing]
            lines += [f"Việc {m} do nhiều đơn vị cùng báo cáo." for m, _ in self.twice]
            lines += [v.says for v in self.violations]
            lines += [
                f"Biểu {f.code}, {f.title}: {in_words(self.regime.headings(f.measure), f.rows[0].cells, reporting.shown)}."
                for f in self.forms if f.rows
            ]  # fmt: skip
        if self.closed and not self.not_closed:
            said = "Đã chốt báo cáo bổ sung" if self.supplementary else "Đã chốt báo cáo tổng hợp"
            lines.append(f"{said}, còn thiếu {len(self.missing)} đơn vị: {', '.join(self.missing)}." if self.missing else f"{said}.")
        lines += [f"Đã ghi {path}" for path in self.written]
        return "\n".join(lines)


def key_package(desk: Desk, out: Path | None) -> Key:
    """The public key of this office as a small signed package (default: in the data folder)."""
    from thads_desktop.exchange import package, signature

    desk.require("key_out")
    exchange_gate.require(desk)
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


def seen_key(file: Path, desk: Desk | None = None) -> Key:
    """Whose key signed a package, and its fingerprint to be compared by telephone; nothing is changed. desk: also says
    which trusted key it would stand beside."""
    from thads_desktop.exchange import package

    found = package.read_any(content(file)).manifest
    held, known = list[str](), False
    if desk is not None:
        with desk.reading() as reader:
            rows = trusted(reader)
        known = rows.get(found.office, {}).get("fingerprint") == found.fingerprint
        held = [
            r["fingerprint"] for k, r in rows.items()
            if r["fingerprint"] != found.fingerprint and (k == found.office or bare(r["name"]) == bare(found.office_name))
        ]  # fmt: skip
    return Key(found.office_name, found.fingerprint, str(file), found.office, held[0] if held else "", known)


def key_to_trust(desk: Desk, files: Sequence[Path], wanted: Path | None = None) -> Key:
    """The key of the package that is wanted, else (also where that one is trusted already) the first that is not trusted
    yet; of the last one when all are. Refused when the wanted one, or every one, is no sound package."""
    with desk.reading() as reader:
        own = people.office(reader).key
    chosen = seen_key(wanted, desk) if wanted is not None else None
    if chosen is not None and not chosen.known:
        return chosen
    refused = Refused(Refusal("package.none_here", {"place": ", ".join(str(f) for f in files)[:300]}))
    todo = listed(files)
    for file in todo:
        try:
            found = seen_key(file, desk)
        except Refused as error:
            refused = error
            continue
        if not found.known and found.office_id != own:
            return found
        chosen = chosen or found
    if chosen is None:
        raise refused
    # Whose place a trusted key may take is asked of the package one means, not of the first that comes.
    return chosen if wanted is not None or len(todo) == 1 else replace(chosen, instead_of="")


def trust(desk: Desk, file: Path, fingerprint: str = "", *, instead: bool = False) -> Key:
    """Trust the key that signed a package, after its fingerprint was compared by a person. Refused when the
    fingerprint given is another; an office that has a trusted key gets another one only with its fingerprint given.

    instead: the office was set up anew; from now on the packages of every other one trusted under its name count no more
    (what was closed before stays as it was closed).
    """
    from thads_desktop.exchange import package

    desk.require("trust")
    found = package.read_any(content(file)).manifest
    if fingerprint and "".join(fingerprint.split()).upper() != found.fingerprint.replace(" ", ""):
        raise Refused(Refusal("package.other_fingerprint", {"office": found.office_name}, "fingerprint"))
    with desk.writing("trust") as uow:
        if found.office == people.office(uow).key:
            raise Refused(Refusal("package.own"))
        known = trusted(uow)
        same = [k for k, r in known.items() if k != found.office and bare(r["name"]) == bare(found.office_name)]
        if instead and not same:
            raise Refused(Refusal("package.nothing_instead", {"office": found.office_name}, "instead"))
        old = known.get(found.office, {}).get("fingerprint", found.fingerprint)
        if not fingerprint and old != found.fingerprint:
            raise Refused(Refusal("package.new_key", {"office": found.office_name, "old": old}, "fingerprint"))
        if not fingerprint and same and found.office not in known:
            raise Refused(Refusal("package.same_name", {"office": found.office_name}, "fingerprint"))
        uow.write_row("trusted", found.office, {"name": found.office_name, "fingerprint": found.fingerprint})
        uow.append(f"key:{found.office}", desk.clock.today(), ev.KeyTrusted(found.office, found.fingerprint))
        for key in same if instead else ():
            uow.write_row("trusted", key, {**known[key], "instead": found.office})
        uow.commit()
    return Key(found.office_name, found.fingerprint, "", found.office, known[same[0]]["fingerprint"] if instead else "", known=True)


def consolidate(
    desk: Desk, files: Sequence[Path], *, out: Path | None = None, close: bool = False, period: Period | None = None,
    progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None,
) -> Consolidation:  # fmt: skip
    """Receive packages and consolidate their period (that of most of them unless told) from everything accepted for it."""
    with desk.reading() as reader:
        own = people.office(reader)
    if own.level != "province":
        raise Refused(Refusal("office.wrong_level"))
    if period is not None:
        reporting.regime_of(period)
    reporting.refuse_unwritable(out)
    todo = listed(files)
    if not todo and period is None:
        raise Refused(Refusal("package.none_here", {"place": ", ".join(str(f) for f in files)[:300]}))
    wanted = period or period_of(desk, todo)
    verdicts = tuple(receive(desk, todo, wanted, progress=progress, cancelled=cancelled))
    if wanted is None:
        return Consolidation(verdicts, None, 0, 0, None, own.name, (), (), (), (), ())
    made = replace(joined(desk, *wanted), verdicts=verdicts)
    if close and made.offices:
        made = close_joined(desk, made)
    if out is not None and made.offices:
        made = replace(made, written=tuple(str(p) for p in write(desk, made, out)))
    return made


def joined(desk: Desk, regime_id: str, year: int, months: int) -> Consolidation:
    """The consolidated return of a period as received so far."""
    regime = reporting.regime_of((regime_id, year, months))
    end = days_of(year, months)[1]
    regime = regime.owed(end, months)
    with desk.reading() as reader:
        held = accepted(reader, regime_id, year, months).values()
        evidences, sums = [e for e, _sha in held], [evidence_cache.sums(reader, sha) for _e, sha in held]
        before = [e for e, _ in accepted(reader, regime_id, year, months - 1).values()]
        expected = [
            Office(k, row["name"], {}) for k, row in sorted(trusted(reader).items(), key=lambda x: x[1]["name"])
        ]
        name = people.identity(reader, end).name
        senders = [trusted(reader).get(e.office.key, {}).get("name", e.office.name) for e in evidences]
        seq = reader.head()[0]
    done = join(regime, evidences, expected, sums)
    found = (*check(regime, done.forms), *_one_name_twice(senders), *_without_records(regime, evidences), *check_delegations(evidences, before))
    names = tuple(sorted(e.office.name for e in evidences))
    return Consolidation(
        (), regime, year, months, end, name, names, done.missing, done.twice, done.forms, found, seq=seq
    )


_WAY_OUT = (
    "Hãy hỏi lại đơn vị: nếu đơn vị đã lập lại dữ liệu thì chọn gói mới và nhấn Ctrl+T (dòng lệnh: trust --instead) "
    "để khóa mới thay khóa cũ, gói của khóa cũ thôi tính."
)


def _one_name_twice(senders: Sequence[str]) -> list[Violation]:
    """Two offices trusted under one name, as after one was set up anew: their matters would be summed twice. (The names
    on the forms are those of the period's day, which several offices may bear since they are one with their province.)"""
    seen, names = Counter(bare(name) for name in senders), {bare(name): name for name in senders}
    return [
        Violation("V15", f"Có {n} gói cùng mang tên {names[key]}: số liệu bị cộng {n} lần. {_WAY_OUT}")
        for key, n in seen.items() if n > 1
    ]  # fmt: skip


def _without_records(regime: Regime, evidences: Sequence[Evidence]) -> list[Violation]:
    """Packages of older programs know nothing of the forms that count records, or what a line is."""
    old = sorted(e.office.name for e in evidences if e.format == 1)
    further = [f.code for f in regime.forms if f.measure not in FORM_MEASURES]
    if not old or not further:
        return []
    says = f"Gói của {', '.join(old)} do bản chương trình cũ lập, không có số liệu của các biểu {', '.join(further)}: đề nghị đơn vị gửi lại."
    return [Violation("V9", says, soft=True)]


def evidences(desk: Desk, regime_id: str, year: int, months: int) -> list[Evidence]:
    """The evidence of every office accepted for a period."""
    with desk.reading() as reader:
        return [e for e, _ in accepted(reader, regime_id, year, months).values()]


def periods(desk: Desk) -> list[tuple[str, int, int, int]]:
    """(regime, year, months, offices received) of every period with packages, newest first."""
    seen: dict[tuple[str, int, int], set[str]] = {}
    with desk.reading() as reader:
        gone = replaced(reader)
        for b in received(reader):
            if b.sender in gone:
                continue
            seen.setdefault((b.regime, b.year, b.months), set()).add(b.sender)
    return sorted(((*k, len(v)) for k, v in seen.items()), key=lambda x: (-x[1], -x[2], x[0]))


def write(desk: Desk, made: Consolidation, folder: Path) -> list[Path]:
    """The consolidated forms as workbook, print and signed package."""
    from thads_desktop.exchange import package, signature
    from thads_desktop.exchange.sheets import BookHead, write_returns
    from thads_desktop.printing.return_sheet import SheetHead, draw_returns
    from thads_desktop.services.chain import note_sent

    desk.require("send_return")
    assert made.regime is not None
    assert made.end is not None
    exchange_gate.require(desk)
    with desk.reading() as reader:
        own, who = people.office(reader), people.identity(reader, made.end)
        signs = next((p.name for p in people.posts(reader) if p.post == "head" and p.on(made.end)), "")
        chain = reader.head()[1]
        joined_gate.refuse_changed(reader, made)
    notes, words = joined_gate.notes(desk, made), f"{made.months:02d} tháng năm {made.year}"
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
    head = SheetHead(
        who.name, who.parent, made.months, made.year, who.place, who.head_title, None, signs, "", notes, made.incomplete,
    )  # fmt: skip
    packed = package.write(manifest, parts, secret)
    written = reporting.write_files(folder, {
        f"{name}.xlsx": write_returns(made.regime, made.forms, BookHead(who.name, words, notes, made.incomplete, who.head_title, signs)),
        f"{name}.pdf": draw_returns(made.regime, made.forms, head),
        f"{name}{SUFFIX}": packed,
    })  # fmt: skip
    note_sent(desk, (made.regime.id, made.year, made.months), hashlib.sha256(packed).hexdigest())
    return written


def close_joined(desk: Desk, made: Consolidation) -> Consolidation:
    """Close the consolidated return: its cells and the packages it came from are kept. When it may not be closed the
    sentence stands in ``not_closed``; what was received stays received."""
    desk.require("close")
    assert made.regime is not None
    assert made.end is not None
    hard = [v for v in made.violations if not v.soft]
    digest = cells_digest(made.forms)
    earlier = reporting.closings(desk, made.regime.id, made.year, made.months)
    refusal = None
    if not made.forms or not made.offices:
        refusal = Refusal("return.nothing_received")
    elif wrong := reporting.other_regime(made.regime, made.end):
        refusal = wrong
    elif made.end >= desk.clock.today():
        refusal = Refusal("return.not_over", {"end": short_date(made.end)})
    elif draft := joined_gate.drafts_refused(desk, made):
        refusal = draft
    elif hard:
        refusal = Refusal("return.broken", {"says": hard[0].says})
    elif earlier and earlier[-1].cells_digest == digest:
        refusal = Refusal("return.closed")
    if refusal is not None:
        return replace(made, closed=refusal.code == "return.closed", not_closed=say(refusal))
    desk.risk()
    with desk.writing("reopen" if earlier else "close") as uow:
        joined_gate.refuse_changed(uow, made)
        sha = uow.store_blob(json.dumps(made.json(), ensure_ascii=False, sort_keys=True).encode())
        shas = sorted(s for _, s in accepted(uow, made.regime.id, made.year, made.months).values())
        body = ev.ReturnClosed(
            made.regime.id, made.year, made.months, made.end, made.seq, made.regime.digest, desk.rules.digest, digest,
            hashlib.sha256("".join(shas).encode()).hexdigest(), sha, earlier[-1].key if earlier else "",
        )  # fmt: skip
        uow.append(f"return:{made.regime.id}-{made.year}-{made.months:02d}", desk.clock.today(), body)
        uow.commit()
    return replace(made, closed=True, supplementary=bool(earlier))
