"""Keeping the store sound: verify, rebuild the lists, copy and put back, and the program's test of itself."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.domain.sentences import say, say_trouble
from thads_desktop.services import office_key, projecting
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.storage import cipher, keyring
from thads_desktop.storage.backup import is_sound, put_back
from thads_desktop.storage.beside import built_beside, differences
from thads_desktop.storage.database import Store
from thads_desktop.storage.folder import FILE
from thads_desktop.storage.salvage import salvage
from thads_desktop.storage.verify import hurt, verify as verify_store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thads_desktop.domain.clock import Clock


@dataclass(frozen=True, slots=True)
class Verified:
    """events, rows, papers, returns looked at; findings: what does not hold; notes: what is good to know, nothing wrong."""

    events: int
    rows: int
    papers: int
    returns: int
    findings: tuple[str, ...]
    notes: tuple[str, ...] = ()


def verify(desk: Desk) -> Verified:
    """Pages, chain, registers, blobs; the lists built anew beside and compared; every closed return computed again."""
    from thads_desktop.services import reclosing

    with desk.reading() as reader:
        found = verify_store(reader)
    findings = list(found.findings)
    if findings:
        # What is derived from a damaged log says nothing more.
        return Verified(found.events, found.rows, found.blobs, 0, tuple(findings))
    try:
        with built_beside(desk.folder / FILE, desk.clock) as beside:
            projecting.everything(desk, beside)
            findings += differences(beside.connection)
    except Trouble as trouble:
        if trouble.code not in ("store.damaged", "store.lists"):
            raise
        # All that was written once has just been found sound.
        findings.append("Danh sách trong tệp dữ liệu bị hỏng: hãy dựng lại danh sách (lệnh rebuild).")
    findings += office_key.findings(desk)
    again = reclosing.recheck(desk)
    return Verified(found.events, found.rows, found.blobs, again.count, (*findings, *again.findings), again.notes)


def rebuild(desk: Desk, progress: Callable[[int], None] | None = None) -> int:
    """Throw every list away and build it again from the log; how many matters there are."""
    with desk.writing("upkeep") as uow:
        matters = projecting.everything(desk, uow, progress)
        uow.commit()
    return matters


def rebuild_folder(folder: Path, clock: Clock) -> tuple[int, Path | None]:
    """As ``rebuild`` for a folder that may not even open: where only what is derived is damaged, in a new file.

    (matters, where the damaged file is kept or None). Trouble("store.damaged") when the log or a register is damaged.
    """
    try:
        desk = open_desk(folder, clock, look="whole")
        try:
            with desk.reading() as reader:
                found = hurt(reader)
            if found in ("kept", "pages"):
                raise Trouble("store.damaged", folder=str(folder))
            return rebuild(desk), None
        finally:
            desk.close()
    except Trouble as trouble:
        if trouble.code != "store.damaged":
            raise
        kept = salvage(folder, clock, _aside(clock))
    desk = open_desk(folder, clock, look="whole")
    try:
        return rebuild(desk), kept
    finally:
        desk.close()


def _aside(clock: Clock) -> str:
    """Under which name a store is kept that another one takes the place of."""
    return f"thads-cu-{clock.now():%Y%m%d-%H%M%S}.db"


@dataclass(frozen=True, slots=True)
class Restored:
    """kept: where the old store is now, None when there was none; told: what is to be known of the key."""

    kept: Path | None
    told: tuple[str, ...]


def restore(folder: Path, file: Path, clock: Clock) -> Restored:
    """Put a backup in the store's place, with the key it brings.

    Refused when the file is no sound backup. The old store may be damaged: that is what a backup is for.
    """
    if not file.is_file() or not is_sound(file):
        raise Refused(Refusal("backup.not_a_backup", {"file": str(file)}, "file"))
    if (folder / FILE).exists() and file.samefile(folder / FILE):
        raise Refused(Refusal("backup.itself", {"file": str(file)}, "file"))
    with tempfile.TemporaryDirectory() as scratch:
        trial = Path(scratch) / FILE
        trial.write_bytes(file.read_bytes()[: keyring.from_copy(file)[1]])
        key = cipher.key_of(file) or cipher.key_of(folder)
        _refuse_damaged(Store.open(Path(scratch), clock, network=lambda _: False, key=key), file)
    kept = put_back(folder, file, _aside(clock))
    desk = open_desk(folder, clock, look="ends")
    try:
        return Restored(kept, tuple(office_key.findings(desk)))
    finally:
        desk.close()


def _refuse_damaged(store: Store, file: Path) -> None:
    """A copy of which anything that was written once is no longer so (an event's columns, a paper, a draft) takes no store's
    place; lists are built anew. Closes the store."""
    try:
        with store.reading() as reader:
            found = hurt(reader)
    finally:
        store.close()
    if found == "kept":
        raise Refused(Refusal("backup.not_a_backup", {"file": str(file)}, "file"))


def self_test(clock: Clock, further: Sequence[tuple[str, Callable[[Clock], None]]] = ()) -> list[tuple[str, bool, str]]:
    """(step, passed, what went wrong) for every part this build needs on this machine. further: steps of what stands above."""
    steps: tuple[tuple[str, Callable[[Clock], None]], ...] = (
        ("luật và lịch", _test_law),
        ("phông chữ", _test_fonts),
        ("mẫu văn bản", _test_forms),
        ("biểu mẫu báo cáo", _test_returns),
        ("tệp dữ liệu", _test_store),
        ("gói có chữ ký", _test_package),
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


def _test_fonts(_clock: Clock) -> None:
    from thads_desktop.printing.fonts import ensure_fonts

    ensure_fonts()


def _test_forms(_clock: Clock) -> None:
    from thads_desktop.documents.samples import every_sample
    from thads_desktop.printing.draw import draw

    for paper in every_sample():
        if not draw(paper).startswith(b"%PDF"):
            raise ValueError(paper.title)


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
