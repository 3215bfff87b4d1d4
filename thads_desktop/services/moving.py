"""From the file to the office's server and back: everything is copied, held against what it was copied from, and only then
does the folder lead to the new place. The old store stays, under a name that says since when it is old."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.files import KEYRING, SERVER, drop, to_disk
from thads_desktop.services import access, office_key, projecting, reclosing, server_password
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.storage import keyring
from thads_desktop.storage.alike import holds_anything, unlike
from thads_desktop.storage.codec import GENESIS
from thads_desktop.storage.database import Store
from thads_desktop.storage.folder import FILE
from thads_desktop.storage.server_copy import MOVING, pour
from thads_desktop.storage.server_place import keep_place, parse_place, place_of
from thads_desktop.storage.verify import verify as verify_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from thads_desktop.domain.clock import Clock
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.server_place import Place


@dataclass(frozen=True, slots=True)
class Moved:
    """where: the new place in words; kept: the old store's name; head: (seq, hash); counts: rows compared, by table and list;
    returns: closings computed again on both sides."""

    where: str
    kept: str
    head: tuple[int, str]
    counts: dict[str, int]
    returns: int

    def words(self) -> str:
        """What was moved and proved, in words."""
        c = self.counts
        lists = sum(n for name, n in c.items() if name not in ("events", "register_rows", "blobs", "drafts"))
        return (
            f"{c['events']} sự kiện, {c['register_rows']} dòng sổ, {c['blobs']} văn bản và gói, {c['drafts']} mục giữ kèm (bản nháp, khóa), "
            f"{lists} dòng danh sách, {self.returns} báo cáo đã chốt: hai bên giống hệt nhau"
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line: either a server (HOST[:PORT]/DATABASE and who asks) or back to a file."""

    server: str | None
    user: str
    tls: str
    rootcert: str
    file: bool


def joins(folder: Path, wanted: Wanted) -> bool:
    """Nothing is moved: a folder without data is led to what the server holds."""
    return wanted.server is not None and not (folder / FILE).exists() and not (folder / SERVER).exists()


def carry_out(
    folder: Path, wanted: Wanted, clock: Clock, tell: Callable[[str], None], who: tuple[str, str] | None = None
) -> tuple[str, Any]:
    """(sentence, the figures): move, or let a folder without data lead to what the server holds. who: the log-in and password that
    must open what is there. Refused, Trouble as below."""
    if (wanted.server is None) != wanted.file:
        raise Refused(Refusal("move.which", field="to-server"))
    password = server_password.known()

    def progress(what: str, count: int) -> None:
        tell(f"{what}: {count}" if count else f"{what}…")

    if wanted.server is None:
        moved = to_file(folder, clock, password, progress)
    else:
        place = parse_place(wanted.server, wanted.user, wanted.tls, wanted.rootcert)
        if joins(folder, wanted):
            seq, head = join(folder, place, clock, password, who)
            said = f"Thư mục {folder} từ nay dùng dữ liệu ở {place.words()} ({seq} sự kiện)."
            return said, {"joined": place.words(), "seq": seq, "head": head}
        moved = to_server(folder, place, clock, password, progress)
    return f"Đã chuyển sang {moved.where}: {moved.words()}. Dữ liệu cũ giữ với tên {moved.kept}.", moved


def to_server(
    folder: Path, place: Place, clock: Clock, password: str | None = None, progress: Callable[[str, int], None] = lambda _what, _n: None
) -> Moved:
    """Move the folder's store file onto the server. progress(what is being done, how many so far).

    Refused("move.*") or Trouble, and nothing is changed, when it cannot be done.
    """
    from thads_desktop.storage.server import ServerStore

    if place_of(folder) is not None:
        raise Refused(Refusal("move.on_server_already", {"folder": str(folder)}, "to-server"))
    source = open_desk(folder, clock, look="whole")
    aside = _aside(clock, "db")
    try:
        source.look_through()
        _share_locks(source)
        with _scratch(folder) as scratch:
            keep_place(scratch, place)
            store: Store = ServerStore.join(scratch, clock, place, create=True, look="quick", password=password, returns=True)
            try:
                target = Desk(store, source.clock, scratch, source.rules, practice=source.practice)
                with source.reading() as reader, store.writing("", "clerk") as uow:
                    if holds_anything(uow):
                        raise Refused(Refusal("move.not_empty", {"place": place.words()}, "to-server"))
                    pour(reader.connection, uow.connection, lambda n: progress("sự kiện", n))
                    projecting.everything(target, uow, lambda n: progress("việc", n))
                    uow.commit()
                progress("đối chiếu", 0)
                with source.reading() as reader:
                    moved = _prove(source, target, reader, place.words(), aside)
            except BaseException:
                _take_away(source, store)
                raise
            store.close()
        keep_place(folder, place)  # from here on the server is the store
    finally:
        source.close()
    try:
        _put_aside(folder, aside)
        if (folder / KEYRING).exists():
            # It still opens the old store; the server has the ring that counts.
            (folder / KEYRING).replace(folder / f"{aside.removesuffix('.db')}.keys.json")
    except OSError:
        # It has moved all the same: the old file only keeps its old name.
        return replace(moved, kept=FILE)
    return moved


def to_file(
    folder: Path, clock: Clock, password: str | None = None, progress: Callable[[str, int], None] = lambda _what, _n: None
) -> Moved:
    """Bring the store of the server into the folder's own file. Other desks cannot write meanwhile, and find no store
    afterwards; on the server the old tables stay in a schema of their own. Refused("move.*") or Trouble as above."""
    from thads_desktop.storage.server import ServerStore
    from thads_desktop.storage.server_schema import lock_for_long, put_aside

    place = place_of(folder)
    if place is None:
        raise Refused(Refusal("move.no_server", {"folder": str(folder)}, "to-file"))
    source = open_desk(folder, clock, look="whole", password=password)
    aside = _aside(clock, "").rstrip(".")
    try:
        assert isinstance(source.store, ServerStore)
        source.look_through()
        with _scratch(folder) as scratch, source.store.writing("", "clerk") as held:
            lock_for_long(held.connection)
            store = Store.open(scratch, clock, create=True)
            try:
                target = Desk(store, source.clock, scratch, source.rules, practice=source.practice)
                with store.writing("", "clerk") as uow:
                    pour(held.connection, uow.connection, lambda n: progress("sự kiện", n))
                    projecting.everything(target, uow, lambda n: progress("việc", n))
                    uow.commit()
                progress("đối chiếu", 0)
                moved = _prove(source, target, held, str(folder / FILE), f"{place.words()}, {aside}")
            finally:
                store.close()
            if (folder / FILE).exists():
                _put_aside(folder, _aside(clock, "db"))
            if (ring := keyring.from_plain(held.draft(keyring.ROW))) is not None:
                keyring.write(folder, ring)
            (scratch / FILE).replace(folder / FILE)
            to_disk(folder)
            # While the folder still leads to the server the file counts for nothing.
            put_aside(held.connection, aside)
            # Whatever dies from here on: the server says whether it was left, and by this name the folder knows what that means.
            keep_place(folder, replace(place, home=aside))
            held.connection.commit()
        drop(folder / SERVER)
        to_disk(folder)
    finally:
        source.close()
    return moved


def join(
    folder: Path, place: Place, clock: Clock, password: str | None = None, who: tuple[str, str] | None = None
) -> tuple[int, str]:
    """Let an empty folder, of another desk, lead to the store that the server holds already; the store's head.

    who: log-in and password. Refused("account.wrong" | "account.closed"), and nothing is kept, where the store has accounts and
    this opens none of them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _scratch(folder) as scratch:
        keep_place(scratch, place)
        store = Store.open(scratch, clock, password=password)
        try:
            with store.reading() as reader:
                head = reader.head()
                ring = keyring.from_plain(reader.draft(keyring.ROW))
                if ring is not None and who is not None:
                    access.access_of(reader, keyring.opened(ring, *who)[0])
        finally:
            store.close()
    keep_place(folder, place)
    return head


def _share_locks(source: Desk) -> None:
    """The ring and the sealed signing key go into the store before it moves: on a server they are every desk's."""
    ring = keyring.read(source.folder)
    if ring is not None:
        with source.founding() as uow:
            uow.save_draft(keyring.ROW, keyring.to_plain(ring))
            uow.commit()
        office_key.share(source)


def _take_away(source: Desk, store: Store) -> None:
    """Leave nothing of a moving that failed: what this call made, unless another desk has gone on with it since."""
    try:
        with source.reading() as ours, store.reading() as theirs:
            store.made = store.made and theirs.head() in ((0, GENESIS), ours.head())
        store.discard()
    except Trouble:
        store.close()


def _prove(source: Desk, target: Desk, reader: Reader, where: str, kept: str) -> Moved:
    """Both stores hold the same, and say the same in every closed return. Trouble("move.differs")."""
    with target.reading() as there:
        counts, differs = unlike(reader, there)
        if differs:
            raise Trouble("move.differs", what=differs)
        if findings := verify_store(there).findings:
            raise Trouble("move.differs", what=findings[0])
        head = there.head()
    ours, again = reclosing.recheck(source), reclosing.recheck(target)
    if ours != again:
        raise Trouble("move.differs", what="báo cáo đã chốt")
    return Moved(where, kept, head, counts, again.count)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    scratch = folder / MOVING
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _aside(clock: Clock, ending: str) -> str:
    return f"thads-cu-{clock.now():%Y%m%d-%H%M%S}.{ending}"


def _put_aside(folder: Path, name: str) -> None:
    """Give the old store file its other name; its journal was folded in when it was closed."""
    (folder / FILE).replace(folder / name)
    to_disk(folder)
