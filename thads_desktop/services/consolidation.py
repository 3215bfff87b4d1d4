"""The province: keys it trusts, packages it receives, offices still missing, the same forms for all of them together.

Of each package one sentence says whether it is accepted or why not. What was accepted is kept as bytes and as an event; the
consolidated return is computed from the evidence inside, never from the sender's cells.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import period as days_of, short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import say
from thads_desktop.domain.text import bare
from thads_desktop.returns.checks import check
from thads_desktop.returns.compute import Office, cells_digest
from thads_desktop.returns.consolidate import Evidence, consolidate as join, write_evidence
from thads_desktop.returns.delegations import check_delegations
from thads_desktop.services import (
    evidence_cache,
    exchange_gate,
    expected_offices,
    inputs,
    matter_part,
    people,
    reporting,
    return_files,
)
from thads_desktop.services.consolidated import Claimed, Consolidation, one_name_twice, without_records
from thads_desktop.services.receiving import (
    SUFFIX,
    Period,
    Verdict,
    accepted,
    content,
    drafts,
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
    from thads_desktop.storage.reader import Reader

__all__ = ["Consolidation", "Verdict", "receive", "trusted"]


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
    desk: Desk, files: Sequence[Path], *, out: Path | None = None, close: bool = False, period: Period | None = None, reason: str = "",
    progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None,
) -> Consolidation:  # fmt: skip
    """Receive packages and consolidate their period (that of most of them unless told) from everything accepted for it. reason: as
    ``close_joined``."""
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
        made = close_joined(desk, made, reason)
    if out is not None and made.offices:
        made = replace(made, written=tuple(str(p) for p in write(desk, made, out)))
    return made


def joined(desk: Desk, regime_id: str, year: int, months: int) -> Consolidation:
    """The consolidated return of a period as received so far."""
    period = (regime_id, year, months)
    end = days_of(year, months)[1]
    regime = reporting.regime_of(period).owed(end, months)
    with desk.reading() as reader:
        held = accepted(reader, *period)
        evidences, sums = [e for e, _sha in held.values()], [evidence_cache.sums(reader, sha) for _e, sha in held.values()]
        before = [e for e, _ in accepted(reader, regime_id, year, months - 1).values()]
        known = trusted(reader)
        owing = expected_offices.on(reader, end)
        name = people.identity(reader, end).name
        senders = [known.get(e.office.key, {}).get("name", e.office.name) for e in evidences]
        seq = reader.head()[0]
        # The forms' rows stand in the order of the trusted keys: a closing is computed again without the tree.
        done = join(regime, evidences, [Office(k, row["name"], {}) for k, row in sorted(known.items(), key=lambda x: x[1]["name"])], sums)
        claimed = tuple(_claimed(reader, m, who, held) for m, who in done.twice)
        unclosed = drafts(reader)
        made_of = _made_of(reader, regime.digest, period, end)
    found = (*check(regime, done.forms), *one_name_twice(senders), *without_records(regime, evidences), *check_delegations(evidences, before))
    names = tuple(sorted(e.office.name for e in evidences))
    missing = tuple(sorted(((key, name) for key, name in owing.items() if key not in held), key=lambda x: x[::-1]))
    not_closed = tuple(sorted(e.office.name for e, sha in held.values() if sha in unclosed))
    earlier = reporting.closings(desk, *period)
    closed = bool(earlier) and bool(evidences) and earlier[-1].cells_digest == cells_digest(done.forms)
    return Consolidation(
        (), regime, year, months, end, name, names, tuple(n for _key, n in missing), done.twice, done.forms, found, closed=closed, seq=seq,
        supplementary=closed and len(earlier) > 1, drafts=not_closed, claimed=claimed,
        reason=_reason(desk, earlier[-1].content) if closed else "", came_keys=tuple(held), missing_keys=missing, made_of=made_of,
    )  # fmt: skip


def _claimed(reader: Reader, matter: str, offices: Sequence[str], held: dict[str, tuple[Evidence, str]]) -> Claimed:
    def one(key: str) -> tuple[str, str, str]:
        evidence, sha = held[key]
        numbers = matter_part.read(evidence_cache.part(reader, sha, matter_part.PART)).numbers
        return key, evidence.office.name, numbers.get(matter, "")

    return Claimed(matter, tuple(one(key) for key in offices))


def _made_of(reader: Reader, digest: str, period: Period, end: date) -> tuple[str, ...]:
    """The definitions, packages and expected offices of a period as they are now."""
    shas = sorted(sha for _e, sha in accepted(reader, *period).values())
    return digest, *shas, *sorted(expected_offices.on(reader, end))


def _reason(desk: Desk, content_sha: str) -> str:
    with desk.reading() as reader:
        plain = json.loads(reader.blob(content_sha))
    return str(plain.get("reason", ""))


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
    period = (made.regime.id, made.year, made.months)
    with desk.reading() as reader:
        if made.made_of != _made_of(reader, made.regime.digest, period, made.end):
            raise Refused(Refusal("return.joined_changed"))
        own, who = people.office(reader), people.identity(reader, made.end)
        signs = next((p.name for p in people.posts(reader) if p.post == "head" and p.on(made.end)), "")
        chain = reader.head()[1]
        parts = {f"evidence-{e.office.key[:16]}.jsonl": write_evidence(e) for e, _sha in accepted(reader, *period).values()}
    notes = (*(() if made.closed else (return_files.UNCLOSED,)), *(f"Chưa có báo cáo của {name}." for name in made.missing), *made.doubts)
    words = f"{made.months:02d} tháng năm {made.year}"
    name = f"tong-hop-{made.year}-{made.months:02d}-thang-{made.regime.id}"
    secret = signature.ensure_key(desk.folder)
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
    if made.closed:
        note_sent(desk, period, hashlib.sha256(packed).hexdigest())
    return written


def close_joined(desk: Desk, made: Consolidation, reason: str = "") -> Consolidation:
    """Close the consolidated return: its cells and the packages it came from are kept. When it may not be closed the
    sentence stands in ``not_closed``; what was received stays received. reason: why matters that several offices report are
    summed all the same."""
    desk.require("close")
    assert made.regime is not None
    assert made.end is not None
    regime, end, period = made.regime, made.end, (made.regime.id, made.year, made.months)
    hard = [v for v in made.violations if not v.soft]
    digest, said = cells_digest(made.forms), inputs.body(reason, "reason", limit=inputs.SENTENCE)
    earlier = reporting.closings(desk, *period)
    refusal = None
    if not made.forms or not made.offices:
        refusal = Refusal("return.nothing_received")
    elif wrong := reporting.other_regime(made.regime, made.end):
        refusal = wrong
    elif made.end >= desk.clock.today():
        refusal = Refusal("return.not_over", {"end": short_date(made.end)})
    elif hard:
        refusal = Refusal("return.broken", {"says": hard[0].says})
    elif earlier and earlier[-1].cells_digest == digest:
        refusal = Refusal("return.closed")
    elif made.twice and not said:
        refusal = Refusal("return.claimed_twice", {"n": f"{len(made.twice)}"}, "reason")
    if refusal is not None:
        return replace(made, closed=refusal.code == "return.closed", not_closed=say(refusal))
    made = replace(made, reason=said if made.twice else "")
    text = json.dumps(made.json(), ensure_ascii=False, sort_keys=True).encode()
    desk.risk()
    with desk.writing("reopen" if earlier else "close") as uow:
        # Between looking and closing a package may have come or been given back, here or at another desk.
        if made.made_of != _made_of(uow, regime.digest, period, end):
            return replace(made, closed=False, not_closed=say(Refusal("return.joined_changed")))
        sha = uow.store_blob(text)
        shas = sorted(s for _, s in accepted(uow, *period).values())
        body = ev.ReturnClosed(
            *period, end, made.seq, regime.digest, desk.rules.digest, digest,
            hashlib.sha256("".join(shas).encode()).hexdigest(), sha, earlier[-1].key if earlier else "",
        )  # fmt: skip
        uow.append(f"return:{regime.id}-{made.year}-{made.months:02d}", desk.clock.today(), body)
        uow.commit()
    return replace(made, closed=True, supplementary=bool(earlier), not_closed="")
