"""Restoring in three steps: which copies there are, what is in one and what would be lost, and the key that opens it.

The third step itself is ``upkeep.restore``. The folder's own store may be damaged here, or not be there at all: it is asked
what it can still say, and everything it cannot say is left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.files import BACKUPS, STORE
from thads_desktop.services import access, copies, rights, second, since_copy
from thads_desktop.services.event_words import WORDS
from thads_desktop.storage import cipher, keyring
from thads_desktop.storage.backup import Counted, counted, is_sound
from thads_desktop.storage.peek import after, common, counts_after, head_of, looking

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: So many papers are named; the rest are counted.
NAMED_MOST = 200
#: Signs of a hash that people compare.
SHOWN = 16


@dataclass(frozen=True, slots=True)
class Opened:
    """Who restores may. key: the data key of the folder, else of the copy; None = nothing here is under lock. account, login: who
    asks, "" = the recovery sheet, or nobody has an account; ring: the slots it was opened by, None = not by a password."""

    key: bytes | None
    account: str = ""
    login: str = ""
    ring: keyring.Keyring | None = field(default=None, repr=False)


def key_for(folder: Path, file: Path, login: str, password: str) -> bytes | None:
    """The key of a copy: of a folder that has accounts by one of them, else by one the copy knows; None = the copy is in the
    clear and the folder has no accounts. Refused("account.*" | "rights.none" | "backup.*")."""
    return opened(folder, file, login, password).key


def opened(folder: Path, file: Path, login: str, password: str) -> Opened:
    """As ``key_for``, with whose account it was."""
    _refuse_no_copy(file)
    refuse_other_office(folder, file)
    ring = guarding(folder)
    if ring is None:
        if cipher.is_clear(file):
            return Opened(None)
        ring = _ring_for(folder, file)
    account, key = keyring.opened(ring, login, password)
    _refuse_unless_may(folder, file, key, account)
    return Opened(key, account, keyring.fold_login(login), ring)


def guarding(folder: Path) -> keyring.Keyring | None:
    """The slots by which alone a folder's store may be replaced; None = there is no store, or no slots that can be read."""
    try:
        return keyring.read(folder) if (folder / STORE).exists() else None
    except Trouble:
        return None


def refuse_other_office(folder: Path, file: Path) -> None:
    """Refused("backup.other_office"): the copy is of another data key than the store that stands here."""
    ring, (behind, _) = guarding(folder), keyring.from_copy(file)
    if ring is not None and behind is not None and behind.office != ring.office:
        raise Refused(Refusal("backup.other_office", {"file": str(file)}, "file"))


def refuse_unknown(folder: Path, account: str, key: bytes | None = None) -> None:
    """Refused("account.closed") when the folder's store can be asked and does not know the account, or has closed it."""
    known = _accounts_in(folder / STORE, key)
    if known and not any(a.key == account and a.active for a in known):
        raise Refused(Refusal("account.closed", field="login"))


def key_by_sheet(folder: Path, file: Path, words: str) -> bytes | None:
    """The key of a copy by the words of the recovery sheet (of the folder's own where it has one); None = nothing is under lock.
    Refused("sheet.*" | "backup.*")."""
    _refuse_no_copy(file)
    refuse_other_office(folder, file)
    if (ring := guarding(folder)) is not None:
        if cipher.is_clear(file):
            raise Refused(Refusal("backup.clear_by_account", {"file": str(file)}, "login"))
        return keyring.opened_by_sheet(ring, words)
    if cipher.is_clear(file):
        return None
    now, behind = _rings(folder, file)
    fitting = [r for r in (now, behind) if r is not None]
    if not fitting:
        raise Refused(Refusal("backup.no_key", {"file": str(file)}, "file"))
    for at, ring in enumerate(fitting):
        try:
            key = keyring.opened_by_sheet(ring, words)
        except Refused:
            if at + 1 == len(fitting):
                raise
            continue
        if is_sound(file, key):
            return key
    raise Refused(Refusal("backup.not_a_backup", {"file": str(file)}, "file"))


def is_locked(folder: Path) -> bool:
    """The folder's store is under lock, and this process has not the key."""
    return keyring.read(folder) is not None and cipher.key_of(folder) is None


def must_ask(folder: Path) -> bool:
    """As ``is_locked``; a key file that cannot be read asks for nothing: then only a copy helps."""
    try:
        return is_locked(folder)
    except Trouble:
        return False


def key_of_store(folder: Path, login: str, password: str) -> bytes:
    """The folder's data key by an account that may restore, whatever state its store is in. A store too damaged to be asked for
    rights is opened to whoever has an account. Refused("account.*" | "rights.none")."""
    ring = keyring.read(folder)
    if ring is None:
        raise Refused(Refusal("account.none_yet", {"folder": str(folder)}, "login"))
    account, key = keyring.opened(ring, login, password)
    _refuse_unless_may(folder, None, key, account)
    return key


def asks_for_password(folder: Path, file: Path) -> bool:
    """The folder has accounts and this process not its key; or the copy is encrypted, this process has not the key that opens it,
    and there are slots that hold it."""
    try:
        if guarding(folder) is not None:
            return cipher.key_of(folder) is None
        if cipher.is_clear(file) or head_of(file, cipher.key_of(folder)) is not None:
            return False
        return any(_rings(folder, file))
    except OSError:
        return False


def _refuse_no_copy(file: Path) -> None:
    if not file.is_file():
        raise Refused(Refusal("backup.no_file", {"file": str(file)}, "file"))


def _rings(folder: Path, file: Path) -> tuple[keyring.Keyring | None, keyring.Keyring | None]:
    """(the slots of today, where they are for this copy; those behind the copy)."""
    behind, _ = keyring.from_copy(file)
    try:
        now = keyring.read(folder)
    except Trouble:
        # A key file that cannot be read is one of the reasons to restore.
        now = None
    same = now is not None and (behind is None or behind.office == now.office)
    return (now if same else None), behind


def _ring_for(folder: Path, file: Path) -> keyring.Keyring:
    now, behind = _rings(folder, file)
    ring = now or behind
    if ring is None:
        raise Refused(Refusal("backup.no_key", {"file": str(file)}, "file"))
    return ring


def _refuse_unless_may(folder: Path, file: Path | None, key: bytes, account: str) -> None:
    """The right is the one of today where the store can still be asked, else the one of then (file: a copy, None = there is none).
    Where neither knows of any account, the password alone counts."""
    if file is not None and not cipher.is_clear(file) and head_of(file, key) is None:
        raise Refused(Refusal("backup.not_a_backup", {"file": str(file)}, "file"))
    known = _accounts_in(folder / STORE, key) or (_accounts_in(file, key) if file is not None else [])
    if not known:
        return
    mine = next((a for a in known if a.key == account and a.active), None)
    if mine is None:
        raise Refused(Refusal("account.closed", field="login"))
    if mine.may("restore") or not [a for a in known if a.active and a.key != account]:
        return
    who = second.names(a for a in known if a.may("restore"))
    facts = {"act": rights.load().says("restore"), "name": mine.name or mine.login, "who": who}
    raise Refused(Refusal("rights.none", facts))


def _accounts_in(file: Path, key: bytes | None) -> list[access.Account]:
    """The accounts a store or a copy knows; none where it cannot be asked, or is of before there were any."""
    try:
        if cipher.is_clear(file):
            return []
        with looking(file, key) as reader:
            return access.accounts(reader)
    except (Trouble, OSError, LookupError, ValueError):
        return []


# --- step 1: which copies there are ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """A copy that may be restored. head: "" = it cannot be opened with the key at hand (then seq is what its name says).

    missing: events of today's store that are not in it, None = not known; kinds: (what, how many) of them, most first.
    goes_on: its log is that of the store, at an earlier place or further on.
    """

    copy: copies.Copy
    head: str
    missing: int | None = None
    kinds: tuple[tuple[str, int], ...] = ()
    goes_on: bool = True


def choices(folder: Path, places: Iterable[Path] = (), key: bytes | None = None) -> list[Choice]:
    """The copies in the folder and at the second place, newest first, as far as the key opens them."""
    found = [c for place in {folder / BACKUPS, *places} for c in copies.listed(place)]
    key = key or cipher.key_of(folder)
    rows = []
    for copy in sorted(found, key=lambda c: (c.made, c.seq, str(c.file)), reverse=True):
        head = head_of(copy.file, key)
        rows.append(_choice(folder, key, copy, head))
    return rows


def chosen(folder: Path, file: Path, key: bytes | None) -> Choice:
    """A copy that lies anywhere."""
    from datetime import UTC, datetime

    head = head_of(file, key)
    at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return _choice(folder, key, copies.Copy(file, at, head[0] if head else 0), head)


def _choice(folder: Path, key: bytes | None, copy: copies.Copy, head: tuple[int, str] | None) -> Choice:
    if head is None:
        return Choice(copy, "")
    try:
        with looking(folder / STORE, key) as reader:
            last, _ = reader.head()
            at = _common(reader, copy.file, key, head)
            kinds = Counter({WORDS.get(kind, kind): n for kind, n in counts_after(reader, at).items()})
    except (Trouble, OSError, LookupError):
        return Choice(copy, head[1])
    return Choice(copy, head[1], last - at, tuple(kinds.most_common()), at == min(last, head[0]))


def _common(reader: Reader, file: Path, key: bytes | None, head: tuple[int, str]) -> int:
    """The last event that the store's log and a copy's (head: its last) have in common: what is lost is counted from there."""
    if reader.hash_at(head[0]) == head[1]:
        return head[0]
    with looking(file, None if cipher.is_clear(file) else key) as there:
        return common(reader, there)


# --- step 2: what is in it, what is lost ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Loss:
    """What stands in a copy, and what today's store has that it has not. known False: today's store cannot be asked."""

    counted: Counted
    known: bool
    events: int = 0
    kinds: tuple[tuple[str, int], ...] = ()
    #: Papers issued after the copy: title, number, day; then how many more there are.
    papers: tuple[str, ...] = ()
    more_papers: int = 0
    #: Packages that left, and returns closed, after the copy.
    packages: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    #: Events in the copy that today's store has not.
    ahead: int = 0
    #: The last event that both have; where they have gone two ways, what is lost and what is ahead count from there.
    common: int = 0
    goes_on: bool = True
    #: What happened to people since the copy, and stays so.
    since: since_copy.Since = since_copy.NOTHING


def loss(folder: Path, file: Path, key: bytes | None) -> Loss:
    """Open a copy, read it through and count it, and say what would be lost. Refused("backup.not_a_backup")."""
    _refuse_no_copy(file)
    try:
        found = counted(file, None if cipher.is_clear(file) else key)
    except Trouble as trouble:
        if trouble.code != "store.damaged":
            raise
        raise Refused(Refusal("backup.not_a_backup", {"file": str(file)}, "file")) from trouble
    since = since_copy.plan(folder, file, key).since
    try:
        with looking(folder / STORE, key) as reader:
            return replace(_lost(reader, found, _common(reader, file, key, (found.seq, found.head))), since=since)
    except (Trouble, OSError, LookupError):
        return Loss(found, known=False, since=since)


def _lost(reader: Reader, found: Counted, at: int) -> Loss:
    """at: the last event that both have."""
    last, _ = reader.head()
    papers, packages, returns = [], [], []
    for event in after(reader, at):
        match event.body:
            case ev.PaperNumbered() | ev.PaperRecorded():
                papers.append(_paper(reader, event))
            case ev.PackageMade():
                packages.append(f"gói báo cáo {event.body.months:02d} tháng năm {event.body.year}, lập ngày {_day(event)}")
            case ev.ReturnClosed():
                returns.append(f"báo cáo {event.body.months:02d} tháng năm {event.body.year}, chốt ngày {_day(event)}")
    kinds = Counter({WORDS.get(kind, kind): n for kind, n in counts_after(reader, at).items()})
    return Loss(
        found, True, last - at, tuple(kinds.most_common()), tuple(papers[:NAMED_MOST]), max(0, len(papers) - NAMED_MOST),
        tuple(packages), tuple(returns), found.seq - at, at, at == min(last, found.seq),
    )  # fmt: skip


def _paper(reader: Reader, event: ev.Event) -> str:
    body = event.body
    assert isinstance(body, (ev.PaperNumbered, ev.PaperRecorded))
    try:
        row = reader.row("paper", body.paper) or {}
    except Trouble:
        row = {}
    number = str(row.get("number_text", "")) or (body.number_text if isinstance(body, ev.PaperRecorded) else str(body.number or ""))
    return " ".join(x for x in (str(row.get("title", "")) or "Văn bản", f"số {number}" if number else "", f"ngày {_day(event)}") if x)


def _day(event: ev.Event) -> str:
    return short_date(event.day) if event.day is not None else ""


def told(found: Loss, *, done: bool = False, had_store: bool = True) -> list[str]:
    """What step two says, in sentences. done: the copy is in its place already; had_store: there was a store before."""
    said = [f"Trong bản sao: {copies.words(found.counted)}. Đầu chuỗi {found.counted.head[:SHOWN]} ở sự kiện {found.counted.seq}."]
    if not had_store:
        return said
    now, will = ("kho cũ", "đã bỏ lại") if done else ("kho đang có", "sẽ mất")
    if not found.known:
        return [*said, f"Không đọc được {now}, nên không nói được những gì {will}."]
    if not found.goes_on:
        said.append(f"Lưu ý: nhật ký của bản sao này khác nhật ký của {'kho cũ' if done else 'kho đang dùng'} (hai kho đã đi hai đường).")
    if found.ahead:
        said.append(f"Bản sao có thêm {found.ahead} sự kiện mà {now} không còn.")
    if not found.events:
        return [*said, f"Không mất sự kiện nào của {now}."]
    kinds = kinds_words(found.kinds)
    since = "sau bản sao" if found.goes_on else f"từ chỗ hai nhật ký tách nhau (sau sự kiện {found.common})"
    said.append(f"{will.capitalize()} {found.events} sự kiện ghi {since}: {kinds}.")
    if found.papers:
        more = f" và {found.more_papers} văn bản nữa" if found.more_papers else ""
        said.append(f"{len(found.papers) + found.more_papers} văn bản ban hành {since}, phải ghi nhận lại: {'; '.join(found.papers)}{more}.")
    if found.returns:
        said.append(f"{len(found.returns)} báo cáo chốt {since}: {'; '.join(found.returns)}.")
    if found.packages:
        said.append(f"{len(found.packages)} gói đã gửi {since}: {'; '.join(found.packages)}. Cấp trên sẽ thấy nhật ký lùi lại.")
    return said


def kinds_words(kinds: Iterable[tuple[str, int]]) -> str:
    """Events by kind: "thu tiền: 2; trình ký: 1"."""
    return "; ".join(f"{what[:1].lower()}{what[1:]}: {n}" for what, n in kinds)


def at_hand(folder: Path, desk: Desk | None) -> Opened:
    """The key this process has the folder open with, and who sits at it."""
    mine = desk.access.account if desk is not None and desk.access is not None else None
    return Opened(cipher.key_of(folder), mine.key if mine else "", mine.login if mine else "")
