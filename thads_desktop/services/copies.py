"""Copies made without being asked: when something changed, before what is risky, at the end; to the disk and to a second place.

A copy is called one only after it was opened, its log read through and counted. Its name says when it was made and how far
the log went: no list of copies is kept that could disagree with the files.
"""

from __future__ import annotations

import json
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.domain.thinning import kept
from thads_desktop.files import BACKUPS, drop, part_of, to_disk, write_own
from thads_desktop.services import office_key
from thads_desktop.storage import cipher
from thads_desktop.storage.backup import Counted, counted
from thads_desktop.storage.peek import head_of

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk

#: Not more often than this without being asked.
PAUSE = timedelta(minutes=30)
#: Settings of this computer, not of the office: another desk has another disk beside it.
PLACES = "sao-luu.json"
_NAME = re.compile(r"thads-(\d{8}-\d{6})-(\d+)(?:-\d+)?\.db")

SECOND_MISSING = "Chưa chép được bản thứ hai: không thấy hoặc không ghi được nơi cất thứ hai."

Why = Literal["changed", "before", "close"]


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy by its name. made: aware UTC; seq: the last event in it."""

    file: Path
    made: datetime
    seq: int


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was made: its file, the one at the second place (None = no such place, or it is not there), what is in it."""

    file: Path
    second: Path | None
    counted: Counted
    second_missing: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """What the window says of copies. second_since: of the newest copy at the second place; changed: events since the last copy."""

    last: Copy | None
    second: Copy | None
    second_place: Path | None
    second_there: bool
    changed: int


def listed(folder: Path) -> list[Copy]:
    """The copies in a folder, oldest first; other files are passed over."""
    found = []
    for file in folder.glob("thads-*.db") if folder.is_dir() else ():
        if named := _NAME.fullmatch(file.name):
            made = datetime.strptime(named[1], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
            found.append(Copy(file, made, int(named[2])))
    return sorted(found, key=lambda c: (c.made, c.seq))


def all_of(desk: Desk) -> list[Copy]:
    """The copies at both places, oldest first."""
    return sorted([*listed(desk.folder / BACKUPS), *second_copies(desk)], key=lambda c: (c.made, c.seq))


def second_copies(desk: Desk) -> list[Copy]:
    """The copies at the second place, oldest first; none where it is not there."""
    own = second_own(desk)
    return listed(own) if own is not None else []


def second_own(desk: Desk) -> Path | None:
    """Where this office's copies lie at the second place; None = there is no such place, or it is not there."""
    place = second_place(desk)
    return place / _own(desk) if place is not None and place.is_dir() else None


def second_folders(folder: Path) -> list[Path]:
    """Where copies of a folder may lie at its second place, for a store that cannot be asked which office it is of."""
    place = _place(folder)
    try:
        return sorted(f for f in place.glob("thads-*") if f.is_dir()) if place is not None else []
    except OSError:
        return []


def heads(desk: Desk, copies: list[Copy]) -> dict[Path, str]:
    """The chain head of each copy that can be opened, by file."""
    key = cipher.key_of(desk.folder)
    found = {c.file: head_of(c.file, key) for c in copies}
    return {file: head[1] for file, head in found.items() if head is not None}


def second_place(desk: Desk) -> Path | None:
    """The second place, chosen for this computer; None = none yet."""
    return _place(desk.folder)


def _place(folder: Path) -> Path | None:
    try:
        said = json.loads((folder / PLACES).read_text(encoding="utf-8"))["second"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Path(said) if isinstance(said, str) and said else None


def choose_second(desk: Desk, place: Path | None) -> None:
    """Say where the second copies go (a USB disk, a folder shared in the office); None = nowhere. Refused when it cannot be
    written, or lies on the data folder itself. Refused("rights.none")."""
    desk.require("copies")
    if place is not None:
        place = Path(place).expanduser().absolute()
        if place == desk.folder or desk.folder in place.parents:
            raise Refused(Refusal("copies.same_place", {"folder": str(place)}, "second"))
        try:
            _try_place(place / _own(desk))
        except OSError as error:
            raise Refused(Refusal("output.cannot_write", {"folder": str(place)}, "second")) from error
    write_own(desk.folder / PLACES, json.dumps({"second": str(place or "")}, ensure_ascii=False).encode())


def state(desk: Desk) -> State:
    """How far the copies are."""
    last = _last(desk.folder / BACKUPS)
    place = second_place(desk)
    there = place is not None and place.is_dir()
    with desk.reading() as reader:
        head = reader.head()[0]
    second = _last(place / _own(desk)) if there and place is not None else None
    return State(last, second, place, there, head - (last.seq if last else 0))


def due(desk: Desk, why: Why = "changed") -> bool:
    """Something changed since the last copy, and that was long enough ago (at the end and before risky acts: however long)."""
    if desk.practice:
        return False
    now = state(desk)
    if now.last is None:
        return now.changed > 0
    waited = desk.clock.now() - now.last.made
    # After the clock was set back the last copy seems to lie ahead: no reason to wait for it.
    return now.changed != 0 and (why != "changed" or waited >= PAUSE or waited < timedelta(0))


def guard(desk: Desk) -> None:
    """From here on a copy is made before every act that is hard to take back. That a copy cannot be written (a full disk) is
    said where copies are shown, and keeps nobody from working; a damaged store does."""

    def before() -> None:
        with suppress(Refused):
            make_if_due(desk, "before")

    desk.before_risk = before


def make_if_due(desk: Desk, why: Why = "changed") -> Made | None:
    """A copy when one is due."""
    return make(desk) if due(desk, why) else None


def make(desk: Desk, out: Path | None = None) -> Made:
    """Copy, open the copy, count it, copy it to the second place, thin both places.

    out: a file or folder named by a human, which is neither thinned nor doubled. Trouble("store.damaged") when the copy
    does not hold; Refused when the first place cannot be written. That the second place is not there is told, and no
    reason to fail.
    """
    folder, now = desk.folder / BACKUPS, desk.clock.now()
    with desk.reading() as reader:
        seq = reader.head()[0]
    target = out or folder
    if out is None or out.is_dir():
        target = _free(target, f"thads-{now:%Y%m%d-%H%M%S}-{seq}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        desk.store.back_up(target, office_key.fitting(desk))
    except OSError as error:
        raise Refused(Refusal("output.cannot_write", {"folder": str(target.parent)}, "out")) from error
    try:
        found = counted(target, cipher.key_of(desk.folder))
    except Trouble:
        drop(target)
        raise
    if out is not None:
        return Made(target, None, found)
    second, missing = _to_second(desk, target)
    _thin(folder, now)
    return Made(target, second, found, missing)


def words(found: Counted) -> str:
    """What is in a copy, in words."""
    return f"{found.events} sự kiện, {found.rows} dòng sổ, {found.blobs} văn bản và gói, đã mở và đọc lại"


def _to_second(desk: Desk, file: Path) -> tuple[Path | None, bool]:
    place = second_place(desk)
    if place is None:
        return None, False
    folder = place / _own(desk)
    part = part_of(folder / file.name)
    try:
        if not place.is_dir():
            return None, True
        folder.mkdir(exist_ok=True)
        shutil.copyfile(file, part)
        to_disk(part)
        if part.read_bytes() != file.read_bytes():
            return None, True
        part.replace(folder / file.name)
        to_disk(folder)
        _thin(folder, desk.clock.now())
    except OSError:
        return None, True
    finally:
        drop(part)
    return folder / file.name, False


def _thin(folder: Path, now: datetime) -> None:
    """Throw away what the rule does not keep. What cannot be thrown away stays: the next time will do."""
    found = listed(folder)
    keep = kept((c.made for c in found), now)
    for copy in found:
        if copy.made not in keep:
            drop(copy.file)


def _last(folder: Path) -> Copy | None:
    return max(listed(folder), key=lambda c: (c.made, c.seq), default=None)


def _own(desk: Desk) -> str:
    """Under which name the copies of this office lie at a place that several offices may share."""
    with desk.reading() as reader:
        row = reader.row("office", "self") or {}
    return f"thads-{str(row.get('id', 'moi'))[:12]}"


def _free(folder: Path, name: str) -> Path:
    tried, at = folder / f"{name}.db", 0
    while tried.exists():
        at += 1
        tried = folder / f"{name}-{at}.db"
    return tried


def _try_place(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    trial = folder / ".thu"
    trial.write_bytes(b"")
    trial.unlink()
