"""Packs of dated data in an office: looked at, installed, taken back. From its place in the log on a pack lies over the shipped files.

Everything is judged before it holds; its bytes are kept in the store, so that every copy brings the law along under which its
papers were made. What was closed or issued keeps its bytes; a closing computes again under the packs that held when it was made.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thads_desktop import __version__, dated
from thads_desktop.documents.form import forms_of
from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.ruleset import Rules
from thads_desktop.law.units import units_of
from thads_desktop.returns.definition import regimes_of
from thads_desktop.services import pack_changes, pack_check, packs_held, projecting, publishers, receiving
from thads_desktop.services.closings import all_closings
from thads_desktop.services.packs_held import Held, held

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from thads_desktop.exchange.pack import Pack
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

__all__ = ["Held", "Listed", "Trial", "content_of", "held", "install", "installed", "kind_of", "listed", "look", "withdraw"]

#: With a new one of these the derived lists say something else.
_LISTED = {"law", "calendar", "units", "documents"}


@dataclass(frozen=True, slots=True)
class Trial:
    """A pack that was judged sound and may be installed. stood: the packs (SHA-256) beneath it; notes: what is to be known."""

    title: str
    version: int
    publisher: str
    changes: tuple[pack_changes.Change, ...]
    notes: tuple[str, ...]
    data: bytes
    stood: tuple[str, ...]

    def text(self) -> str:
        """The whole account for people."""
        lines = [f"Gói {self.title}, bản {self.version}, {self.publisher} phát hành."]
        for change in self.changes:
            lines.append(f"{pack_changes.kinds_of([change.file]).capitalize()} ({change.file}): {change.what}")
            lines += [f"  {line}" for line in change.lines]
        return "\n".join([*lines, *self.notes])


def installed(desk: Desk) -> list[Held]:
    """The packs that hold, in the order they were installed."""
    with desk.reading() as reader:
        return held(reader)


@dataclass(frozen=True, slots=True)
class Listed:
    """A pack in a list; by: who installed it, brings: what is in it, in words."""

    held: Held
    by: str
    brings: str


def listed(desk: Desk) -> list[Listed]:
    """The packs that hold, in the order they were installed, with who installed them."""
    with desk.reading() as reader:
        names = projecting.Names(reader)
        return [Listed(h, names.recorder(h.actor), pack_changes.kinds_of(h.files)) for h in held(reader)]


def kind_of(file: Path) -> tuple[str, bytes]:
    """("pack" | "program", bytes) of a sound signed file, whoever signed it. Refused("package.*" | "update.not_an_update")."""
    from thads_desktop.exchange import package

    data = receiving.content(file)
    kind = package.read_any(data).manifest.kind
    if kind not in ("pack", "program"):
        raise Refused(Refusal("update.not_an_update", {"file": str(file)}, "file"))
    return kind, data


def content_of(file: Path) -> bytes:
    """The bytes of a pack; as ``kind_of``, and Refused("update.program_here") for a new program, which no open window installs."""
    kind, data = kind_of(file)
    if kind != "pack":
        raise Refused(Refusal("update.program_here", field="file"))
    return data


def look(desk: Desk, data: bytes, publishers_: Mapping[str, str] | None = None, tell: Callable[[str], object] = lambda _: None) -> Trial:
    """Judge a pack whole and say what it changes; nothing is written. Refused("package.*" | "pack.*") when it may not hold.

    publishers_: fingerprint -> name, in the place of those that shipped. tell: is told what is being tried.
    """
    from thads_desktop.exchange import pack as container

    found = container.read(data, publishers.of_packs(desk, publishers_))
    with desk.reading() as reader:
        now = held(reader)
        _refuse_version(found, now)
        before, after = packs_held.overlay(reader, now), _with(reader, found, now)
        closed = {c.regime: c.period_words for c in all_closings(reader)}
    pack_check.check(found, before, after, tell)
    digests = {r.id: r.digest for r in regimes_of(before)}
    moved = [r.id for r in regimes_of(after) if r.id in closed and digests.get(r.id) != r.digest]
    notes = tuple(
        f"Đã có kỳ chốt theo chế độ báo cáo {regime} (kỳ cuối {closed[regime]}): số liệu đã chốt giữ nguyên." for regime in moved
    )
    changes = pack_changes.changes(found, before, after)
    return Trial(found.title, found.version, found.publisher, changes, notes, data, tuple(h.sha256 for h in now))


def rules_with(desk: Desk, data: bytes, publishers_: Mapping[str, str] | None = None) -> Rules:
    """The rules of law as they would be with a pack, for reading before it is installed; nothing is written. Refused as ``look``."""
    from thads_desktop.exchange import pack as container

    found = container.read(data, publishers.of_packs(desk, publishers_))
    with desk.reading() as reader:
        now = held(reader)
        before, after = packs_held.overlay(reader, now), _with(reader, found, now)
        crossing = desk.rules_for(reader).crossing
        pack_check.check(found, before, after)
        # Where the office set nothing it is the pack that says.
        return Rules.of(after) if crossing == desk.rules.crossing else replace(Rules.of(after), crossing=crossing)


def install(
    desk: Desk, trial: Trial, publishers_: Mapping[str, str] | None = None, progress: Callable[[int], None] | None = None
) -> Held:
    """Install what was looked at: a copy first, then event, bytes and lists in one transaction, then it holds in this process.

    Refused("pack.changed") when other packs were installed or taken back since; progress(matters done).
    """
    from thads_desktop.exchange import pack as container

    desk.require("pack")
    found = container.read(trial.data, publishers.of_packs(desk, publishers_))
    desk.look_at_chain()
    desk.risk()
    with desk.writing("pack") as uow:
        now = held(uow)
        if tuple(h.sha256 for h in now) != trial.stood:
            raise Refused(Refusal("pack.changed"))
        body = ev.PackInstalled(
            found.id, found.version, uow.store_blob(trial.data), found.title, found.needs, found.publisher, found.fingerprint, found.names,
        )  # fmt: skip
        uow.append(f"pack:{found.id}", desk.clock.today(), body)
        after = _settle(desk, uow, {kind for kind, _name in found.files}, progress)
        uow.commit()
    desk.hold(after)
    return next(h for h in installed(desk) if h.pack == found.id)


def withdraw(desk: Desk, pack: str, progress: Callable[[int], None] | None = None) -> Held:
    """Take back the version of a pack that holds; the one before it holds again. What was taken back.

    Refused("pack.in_use") while a paper, a draft, a closing or a person rests on what only this version brings.
    """
    desk.require("pack")
    desk.look_at_chain()
    desk.risk()
    with desk.writing("pack") as uow:
        gone = next((h for h in held(uow) if h.pack == pack), None)
        if gone is None:
            raise Refused(Refusal("pack.not_installed", {"pack": pack[:40]}))
        before = packs_held.overlay(uow, held(uow))
        uow.append(f"pack:{pack}", desk.clock.today(), ev.PackWithdrawn(pack, gone.version))
        after = packs_held.overlay(uow, held(uow))
        if used := _used(uow, before, after):
            raise Refused(Refusal("pack.in_use", {"title": gone.title, "what": used}))
        _settle(desk, uow, {file.partition("/")[0] for file in gone.files}, progress)
        uow.commit()
    desk.hold(after)
    return gone


def _settle(desk: Desk, uow: UnitOfWork, kinds: set[str], progress: Callable[[int], None] | None) -> dated.Overlay:
    """The lists of this transaction under what holds from its end on; what that is."""
    after = packs_held.overlay(uow, held(uow))
    if kinds & _LISTED:
        with dated.under(after):
            projecting.everything(replace(desk, _rules=None, packs=after), uow, progress)
    return after


def _refuse_version(found: Pack, now: list[Held]) -> None:
    if packs_held.is_newer(found.needs):
        raise Refused(Refusal("pack.needs", {"needs": found.needs, "have": __version__}))
    same = next((h for h in now if h.pack == found.id), None)
    if same is None or same.version < found.version:
        return
    facts = {"title": same.title, "version": str(found.version), "have": str(same.version)}
    raise Refused(Refusal("pack.same" if same.version == found.version else "pack.older", facts))


def _with(reader: Reader, found: Pack, now: list[Held]) -> dated.Overlay:
    """What lies over the shipped files once this pack holds in the place of its earlier version."""
    under = packs_held.overlay(reader, [h for h in now if h.pack != found.id])
    return dated.overlay({**under.files, **found.files})


def _used(reader: Reader, before: dated.Overlay, after: dated.Overlay) -> str:
    """What rests on forms, regimes or communes that hold before and no more after; "" = nothing."""
    lost = {f.id: f.name for f in forms_of(before)}
    kept = {f.id for f in forms_of(after)}
    papers = {e.body.form for e in reader.since(0, ("PaperNumbered", "PaperRecorded")) if isinstance(e.body, (ev.PaperNumbered, ev.PaperRecorded))} \
        if set(lost) - kept else set()  # fmt: skip
    drafts = {str(d.get("form", "")) for d in reader.drafts("paper:").values()}
    for form in sorted((papers | drafts) & (set(lost) - kept)):
        return f"mẫu “{lost[form]}” của văn bản đã lập"
    regimes = {r.id for r in regimes_of(before)} - {r.id for r in regimes_of(after)}
    for closing in all_closings(reader) if regimes else ():
        if closing.regime in regimes:
            return f"chế độ báo cáo {closing.regime} của kỳ {closing.period_words} đã chốt"
    codes = set(units_of(before).communes) - set(units_of(after).communes)
    rows = [*reader.rows("party").values(), *reader.rows("officer").values()] if codes else []
    for row in rows:
        if codes & {str(row.get("commune", "")), *(str(x) for x in row.get("areas", ()))}:
            return "xã, phường trong địa chỉ của đương sự hoặc địa bàn chấp hành viên"
    return ""
