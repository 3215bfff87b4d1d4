"""Keeping the store sound: verify, rebuild the lists, copy and put back, and the program's test of itself."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from thads_desktop.domain import access_events as ae
from thads_desktop.domain.copy_events import RestoredFrom
from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.domain.sentences import say, say_trouble
from thads_desktop.services import (
    access,
    exchange_gate,
    inputs,
    locks,
    office_key,
    people,
    projecting,
    restoring,
    restoring_second,
    rights,
    since_copy,
    slots,
)
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.storage import cipher, keyring
from thads_desktop.storage.backup import put_back
from thads_desktop.storage.folder import FILE
from thads_desktop.storage.peek import head_of
from thads_desktop.storage.salvage import salvage
from thads_desktop.storage.server_place import place_of
from thads_desktop.storage.verify import hurt, verify as verify_store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from thads_desktop.domain.clock import Clock
    from thads_desktop.services.access import Account
    from thads_desktop.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Verified:
    """events, rows, papers, returns looked at; findings: what does not hold; notes: what is good to know, nothing wrong."""

    events: int
    rows: int
    papers: int
    returns: int
    findings: tuple[str, ...]
    notes: tuple[str, ...] = ()


def verify(desk: Desk, pause: Callable[[], None] | None = None) -> Verified:
    """Pages, chain, registers, blobs; the lists built anew beside and compared; every closed return computed again.

    pause: called between small parts, so that others get their turn; what it raises ends the looking.
    """
    from thads_desktop.services import reclosing

    with desk.reading() as reader:
        found = verify_store(reader, pause)
    findings = list(found.findings)
    if findings:
        # What is derived from a damaged log says nothing more.
        return Verified(found.events, found.rows, found.blobs, 0, tuple(findings))
    try:
        with desk.store.beside() as beside:
            projecting.everything(desk, beside, None if pause is None else lambda _done: pause())
            findings += desk.store.unlike(beside)
    except Trouble as trouble:
        if trouble.code not in ("store.damaged", "store.lists"):
            raise
        # All that was written once has just been found sound.
        findings.append("Danh sách trong tệp dữ liệu bị hỏng: hãy dựng lại danh sách (lệnh rebuild).")
    findings += office_key.findings(desk)
    with desk.reading() as reader:
        wrong, notes = slots.findings(reader, locks.ring(desk, reader), access.accounts(reader))
    findings += wrong
    again = reclosing.recheck(desk, pause)
    return Verified(found.events, found.rows, found.blobs, again.count, (*findings, *again.findings), (*again.notes, *notes))


def rebuild(desk: Desk, progress: Callable[[int], None] | None = None) -> int:
    """Throw every list away and build it again from the log; how many matters there are."""
    with desk.writing("upkeep") as uow:
        matters = projecting.everything(desk, uow, progress)
        uow.commit()
    return matters


def rebuild_folder(folder: Path, clock: Clock, account: str = "") -> tuple[int, Path | None]:
    """As ``rebuild`` for a folder that may not even open: where only what is derived is damaged, in a new file.

    account: who asks, "" = the program itself. (matters, where the damaged file is kept or None). Refused("rights.none").
    Trouble("store.damaged") when the log or a register is damaged.
    """
    try:
        desk = open_desk(folder, clock, look="whole")
        try:
            with desk.reading() as reader:
                found = hurt(reader)
            if found in ("kept", "pages"):
                raise Trouble("store.damaged", folder=str(folder))
            _seat(desk, account)
            return rebuild(desk), None
        finally:
            desk.close()
    except Trouble as trouble:
        if trouble.code != "store.damaged" or place_of(folder) is not None:
            raise
        kept = salvage(folder, clock, aside(folder, clock))
    desk = open_desk(folder, clock, look="whole")
    try:
        _seat(desk, account)
        return rebuild(desk), kept
    finally:
        desk.close()


def _seat(desk: Desk, account: str) -> None:
    if account:
        access.seat(desk, account)


def aside(folder: Path, clock: Clock) -> str:
    """Under which name a store is kept that another one takes the place of; never one that is taken."""
    base, at = f"thads-cu-{clock.now():%Y%m%d-%H%M%S}", 1
    while (folder / (name := f"{base}.db" if at == 1 else f"{base}-{at}.db")).exists():
        at += 1
    return name


@dataclass(frozen=True, slots=True)
class Restored:
    """kept: where the old store is now, None when there was none; told: what is to be known of the key; loss: what is in the
    copy and what the old store had beyond it."""

    kept: Path | None
    told: tuple[str, ...]
    loss: restoring.Loss

    def text(self) -> str:
        """What was done, in sentences."""
        where = [f"Dữ liệu cũ giữ tại {self.kept}."] if self.kept else []
        lost = restoring.told(self.loss, done=True, had_store=self.kept is not None)
        return "\n".join(["Đã phục hồi.", *where, *lost, *since_copy.told(self.loss.since), exchange_gate.NOTICE])


def restore(
    folder: Path, file: Path, clock: Clock, *, key: bytes | None = None, account: str = "", login: str = "", second: str = "", reason: str = "",
) -> Restored:  # fmt: skip
    """Put a copy in the store's place, with the key it brings; exchange stays off until a person confirms.

    key, account, login: as ``restoring.opened`` finds them; None = nothing is under lock, or the folder is held with its key;
    account "" = by the sheet. second: the account of who confirmed (``restoring.confirmed``); reason: why, for the log.
    What happened to accounts and powers since the copy is not undone (``since_copy``). Refused when the file is no sound copy, or of
    another office than the store that stands here, or when this one is under lock and the key is not its; ("rights.second") when a
    colleague must stand by. The old store may be damaged: that is what a copy is for. A copy in the clear comes back encrypted into a
    folder that is under lock, with the account that restores as its first.
    """
    why = inputs.body(reason, "reason", limit=inputs.SENTENCE)
    if place_of(folder) is not None:
        # The store is on the server, which holds what other desks wrote: a file here would be in nobody's way, and nobody's store.
        raise Refused(Refusal("backup.on_server", {"folder": str(folder)}, "file"))
    if not file.is_file():
        raise Refused(Refusal("backup.no_file", {"file": str(file)}, "file"))
    if (folder / FILE).exists() and file.samefile(folder / FILE):
        raise Refused(Refusal("backup.itself", {"file": str(file)}, "file"))
    restoring.refuse_other_office(folder, file)
    by_sheet = key is not None and not account
    key, clear, locked = key or cipher.key_of(folder), cipher.is_clear(file), restoring.guarding(folder) is not None
    if locked:
        _refuse_stranger(folder, file, key)
        if clear and not (account and login):
            raise Refused(Refusal("backup.clear_by_account", {"file": str(file)}, "login"))
    elif clear:
        key = None
    restoring_second.refuse_alone(folder, restoring.Opened(key, account, login), second)
    today = slots.Today(folder, key)
    today.refuse(slots.SHEET if by_sheet else account, second)
    found, who = restoring.loss(folder, file, key), _Who(account, login, second, why)
    behind, _ = keyring.from_copy(file)
    kept_people = since_copy.plan(folder, file, key)
    with tempfile.TemporaryDirectory() as scratch:
        marked = _marked(folder, file, Path(scratch), clock, key, who, found, kept_people, today)
        with cipher.holding(folder, key):
            kept = put_back(folder, marked, aside(folder, clock))
    desk = open_desk(folder, clock, look="ends", key=key)
    try:
        _drop_ghosts(desk, behind, kept_people.lapsed - {account, second}, kept_people.back)
        return Restored(kept, tuple(office_key.findings(desk)), found)
    finally:
        desk.close()


def _refuse_stranger(folder: Path, file: Path, key: bytes | None) -> None:
    """Refused("account.wrong") where nobody has shown the key of the store that stands here. Of a damaged one its copy tells."""
    store = folder / FILE
    fits = key is not None and any(head_of(f, key) is not None for f in (store, file))
    damaged = key is not None and cipher.is_clear(file) and head_of(store, key) is None
    if not (fits or damaged or (key is not None and cipher.is_clear(store))):
        raise Refused(Refusal("account.wrong", field="password"))


def _drop_ghosts(desk: Desk, behind: keyring.Keyring | None, lapsed: frozenset[str], back: frozenset[str]) -> None:
    """No password opens what the restored store does not know: accounts opened after the copy, or closed before it, lose their
    slots, and those whose password of then has lapsed; those that an undone
    restore did not know (back) have theirs of then. Where that leaves nobody, the passwords of then count again."""
    ring = keyring.read(desk.folder)
    if ring is None:
        return
    with desk.reading() as reader:
        known = {a.key for a in access.accounts(reader) if a.active}
    if not known:
        return
    slots = tuple(s for s in ring.slots if s.kind != "account" or s.id in known - lapsed)
    if behind is not None and behind.office == ring.office:
        slots = (*slots, *(s for s in behind.slots if s.id in back & known and all(t.id != s.id for t in slots)))
    if behind is not None and behind.office == ring.office and not any(s.kind == "account" for s in slots):
        slots = (*slots, *(s for s in behind.slots if s.kind == "account" and s.id in known))
    if slots != ring.slots:
        keyring.write(desk.folder, replace(ring, slots=slots))


@dataclass(frozen=True, slots=True)
class _Who:
    """Who restores ("" = by the sheet), who confirmed (an account), and why."""

    account: str
    login: str
    second: str
    reason: str


def _marked(
    folder: Path, file: Path, scratch: Path, clock: Clock, key: bytes | None, who: _Who, found: restoring.Loss, kept: since_copy.Plan,
    now: slots.Today,
) -> Path:  # fmt: skip
    """The copy, tried by opening it, with the mark that it was restored: the store never stands there without it. Encrypted where
    there is a key."""
    trial, (ring, length) = scratch / FILE, keyring.from_copy(file)
    if key is not None and cipher.is_clear(file):
        cipher.encrypt(file, trial, key)
    else:
        trial.write_bytes(file.read_bytes()[:length])
    last, head = head_of(folder / FILE, cipher.key_of(folder) or key) or (0, "")
    desk = open_desk(scratch, clock, look="whole", key=key)
    try:
        with desk.reading() as reader:
            # Anything that was written once and is no longer so (an event's columns, a draft) takes no store's place.
            if hurt(reader) == "kept":
                raise Refused(Refusal("backup.not_a_backup", {"file": str(file)}, "file"))
            known = access.accounts(reader)
            mine = _now(kept, who.account) or next((a for a in known if a.key == who.account), None)
            desk.actor = mine.person if mine is not None else ""
            if key is not None and not known:
                # A copy of before there were accounts: who restores it is its first, with no more powers than today.
                roles = mine.roles if mine is not None else rights.every_role(people.office(reader).level)
                if not desk.actor or reader.row("person", desk.actor) is None:
                    desk.actor = people.usual_actor(reader, clock.today())
        with desk.founding() as uow:
            start, today = uow.head()[0] + 1, desk.clock.today()
            if key is not None and not known:
                uow.write_row("account", who.account, {"login": who.login})
                uow.append(f"account:{who.account}", today, ae.AccountOpened(desk.actor, roles))
            elif mine is not None and mine.person and uow.row("person", mine.person) is None:
                uow.write_row("person", mine.person, {"name": mine.name})
            parted = -1 if found.goes_on else found.common
            uow.append(exchange_gate.SUBJECT, today, RestoredFrom(found.counted.seq, found.counted.head, last, head, parted))
            since_copy.record(uow, kept, today, who.account, who.reason)
            now.carry(uow, today, ring)
            if who.second:
                _confirm(uow, kept, who.second, start, today)
            uow.commit()
    finally:
        desk.close()
    if ring is not None:
        with trial.open("ab") as opened:
            opened.write(keyring.behind(ring))
    return trial


def _now(kept: since_copy.Plan, account: str) -> Account | None:
    """An account as today's store knows it."""
    return kept.today.accounts.get(account) if kept.today is not None else None


def _confirm(uow: UnitOfWork, kept: since_copy.Plan, account: str, start: int, today: date) -> None:
    """The colleague who stood by, whom the copy need not know."""
    theirs = _now(kept, account)
    if theirs is not None and uow.row("account", account) is None:
        uow.write_row("account", account, {"login": theirs.login})
    uow.append(f"account:{account}", today, ae.Confirmed("restore", start))


def self_test(clock: Clock, further: Sequence[tuple[str, Callable[[Clock], None]]] = ()) -> list[tuple[str, bool, str]]:
    """(step, passed, what went wrong) for every part this build needs on this machine. further: steps of what stands above."""
    steps: tuple[tuple[str, Callable[[Clock], None]], ...] = (
        ("luật và lịch", _test_law),
        ("phông chữ", _test_fonts),
        ("mẫu văn bản", _test_forms),
        ("biểu mẫu báo cáo", _test_returns),
        ("tệp dữ liệu", _test_store),
        ("gói có chữ ký", _test_package),
        ("bộ giải", _test_solver),
        ("đọc mã trên bản quét", _test_codes),
        *further,
    )
    told = []
    for name, step in steps:
        try:
            step(clock)
        except Refused as refused:
            told.append((name, False, "; ".join(say(r) for r in refused.refusals)))
        except Trouble as trouble:
            told.append((name, False, say_trouble(trouble)))
        except Exception as error:  # noqa: BLE001 - a self-test reports whatever is broken instead of stopping at it
            told.append((name, False, f"{type(error).__name__}: {error}"))
        else:
            told.append((name, True, ""))
    return told


def _test_law(clock: Clock) -> None:
    from thads_desktop.services import tools

    tools.due("R01", clock.today())


def _test_solver(_clock: Clock) -> None:
    from thads_desktop.domain.programme import Programme, Row
    from thads_desktop.solving.highs import solver

    if solver(30)(Programme(((0, 9),), (1,), (Row(((0, 2),), 7),))).values != (4,):
        raise ValueError("solver")


def _test_codes(_clock: Clock) -> None:
    from thads_desktop.exchange import code_reading
    from thads_desktop.printing import qr

    digits, edge = "1" * qr.DIGITS, "0" * qr.QUIET
    rows = [edge * 2 + "0" * qr.SIDE] * qr.QUIET
    rows = [*rows, *(f"{edge}{row}{edge}" for row in qr.squares(digits)), *rows]
    dots = b"".join(bytes(255 * (square == "0") for square in row for _ in range(4)) * 4 for row in rows)
    if code_reading.of_page((4 * len(rows), 4 * len(rows)), 4 * len(rows), dots, hard=False) != (digits,):
        raise ValueError("codes")


def _test_fonts(_clock: Clock) -> None:
    from thads_desktop.printing.fonts import ensure_fonts

    ensure_fonts()


def _test_forms(_clock: Clock) -> None:
    from thads_desktop.documents.register import load_registers
    from thads_desktop.documents.samples import every_sample
    from thads_desktop.printing.draw import draw

    for paper in every_sample():
        if not draw(paper).startswith(b"%PDF"):
            raise ValueError(paper.title)
    if not load_registers():
        raise ValueError("registers")


def _test_returns(_clock: Clock) -> None:
    from thads_desktop.services import reporting

    if not reporting.regimes():
        raise ValueError("no regime")


def _test_store(clock: Clock) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        desk = open_desk(Path(scratch), clock, create=True)
        try:
            findings = verify(desk).findings
        finally:
            desk.close()
    if findings:
        raise ValueError(findings[0])


def _test_package(_clock: Clock) -> None:
    from thads_desktop.exchange import package, signature

    secret = bytes(range(32))
    shown = signature.fingerprint(signature.public_of(secret))
    data = package.write(package.Manifest("key", "self", "tự kiểm tra", shown), {"a": b"b"}, secret)
    if package.read(data, {"self": shown}).parts["a"] != b"b":
        raise ValueError("package")
