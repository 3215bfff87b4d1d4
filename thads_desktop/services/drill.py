"""The yearly drill: the newest copy of each place is really restored, beside the store, and looked through; a certificate says so."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from thads_desktop.domain.copy_events import DrillDone
from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.domain.sentences import say, say_trouble
from thads_desktop.files import BACKUPS
from thads_desktop.services import copies, exchange_gate, people, printed_sheet, restoring, upkeep
from thads_desktop.services.desk import open_desk
from thads_desktop.services.projecting import Names
from thads_desktop.storage import cipher
from thads_desktop.storage.peek import counts_until

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.services.desk import Desk

@dataclass(frozen=True, slots=True)
class Tried:
    """One copy that was restored on trial. seconds: from the copy to a store that was looked through; returns: recomputed."""

    file: Path
    place: str
    seq: int
    head: str
    events: int
    rows: int
    blobs: int
    returns: int
    seconds: float
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drill:
    """A drill that was carried out. pdf: the certificate, kept under sha256."""

    tried: tuple[Tried, ...]
    passed: bool
    sha256: str
    pdf: bytes

    def text(self) -> str:
        """The outcome in sentences."""
        said = [
            f"{t.place}: {t.file.name}, đầu chuỗi {t.head[: restoring.SHOWN]} ở sự kiện {t.seq}; {t.events} sự kiện, {t.rows} dòng sổ, "
            f"{t.blobs} văn bản và gói, {t.returns} báo cáo tính lại, {_seconds(t.seconds)} giây." for t in self.tried
        ]  # fmt: skip
        wrong = [f"Chưa đạt: {f}" for t in self.tried for f in t.findings]
        return "\n".join([*said, *wrong, "Diễn tập phục hồi đạt." if self.passed else "Diễn tập phục hồi CHƯA đạt."])


def run(desk: Desk, pause: Callable[[], None] = lambda: None) -> Drill:
    """Carry the drill out on the newest copy of each place; the certificate is kept with an event. Refused("backup.none")."""
    desk.allow("drill")
    newest = _newest(desk)
    if not newest:
        second = copies.second_place(desk)
        raise Refused(Refusal("backup.none", {"places": str(desk.folder / BACKUPS) + (f" và {second}" if second else "")}, "file"))
    tried = tuple(_try(desk, copy, place, pause) for copy, place in newest)
    passed = not any(t.findings for t in tried)
    pdf = _certificate(desk, tried, passed)
    with desk.writing("drill") as uow:
        sha = uow.store_blob(pdf)
        uow.append(exchange_gate.SUBJECT, desk.clock.today(), DrillDone(tried[0].seq, tried[0].head, passed, sha))
        uow.commit()
    return Drill(tried, passed, sha, pdf)


def _newest(desk: Desk) -> list[tuple[copies.Copy, str]]:
    own, second = copies.listed(desk.folder / BACKUPS), copies.second_copies(desk)
    return [(max(c, key=lambda x: (x.made, x.seq)), place) for c, place in ((own, "Trên máy này"), (second, "Nơi cất thứ hai")) if c]


def _try(desk: Desk, copy: copies.Copy, place: str, pause: Callable[[], None]) -> Tried:
    key, begun = cipher.key_of(desk.folder), time.perf_counter()
    clear = cipher.is_clear(copy.file)
    findings: list[str] = []
    seq, head, counts, returns = copy.seq, "", (0, 0, 0), 0
    # Beside the store: as large as it, encrypted as it is, and taken away afterwards.
    with tempfile.TemporaryDirectory(dir=desk.folder, prefix=".dien-tap-") as scratch:
        folder = Path(scratch) / "kho"
        try:
            done = upkeep.restore(folder, copy.file, desk.clock, key=None if clear else key)
            found = done.loss.counted
            seq, head, counts = found.seq, found.head, (found.events, found.rows, found.blobs)
            pause()
            other = open_desk(folder, desk.clock, look="whole", key=None if clear else key)
            try:
                verified = upkeep.verify(other, pause)
            finally:
                other.close()
            findings += verified.findings
            returns = verified.returns
            findings += _against(desk, seq, head, counts)
        except Refused as refused:
            findings += [say(r) for r in refused.refusals]
        except Trouble as trouble:
            findings.append(say_trouble(trouble))
    return Tried(copy.file, place, seq, head, *counts, returns, time.perf_counter() - begun, tuple(findings))


def _against(desk: Desk, seq: int, head: str, counts: tuple[int, int, int]) -> list[str]:
    """The counts of the copy against those of the store in use, as of the copy's last event."""
    with desk.reading() as reader:
        ours, known = counts_until(reader, seq), reader.hash_at(seq) if seq else head
    if known != head:
        return [f"Đầu chuỗi của bản sao ({head[: restoring.SHOWN]}) khác kho đang dùng ở sự kiện {seq} ({known[: restoring.SHOWN] or 'không có'})."]
    if ours != counts[:2]:
        return [f"Bản sao có {counts[0]} sự kiện, {counts[1]} dòng sổ; kho đang dùng đến sự kiện ấy có {ours[0]} và {ours[1]}."]
    return []


def _certificate(desk: Desk, tried: tuple[Tried, ...], passed: bool) -> bytes:
    from thads_desktop.printing.drill_sheet import Head, Part, draw_certificate

    today = desk.clock.today()
    with desk.reading() as reader:
        who, named = people.identity(reader, today), people.office(reader).name
        name = Names(reader).recorder(desk.actor) if desk.actor else ""
    parts = [
        Part(f"{at}. {t.place}", (
            ("Bản sao", str(t.file.absolute())), ("Đầu chuỗi", f"{_grouped(t.head)} (sự kiện {t.seq})"),
            ("Đếm được", f"{t.events} sự kiện, {t.rows} dòng sổ, {t.blobs} văn bản và gói, {t.returns} báo cáo đã chốt tính lại"),
            ("So với dữ liệu đang dùng", "khớp đến sự kiện ấy" if not t.findings else "chưa khớp hoặc chưa so được"),
            ("Thời gian", f"{_seconds(t.seconds)} giây"),
        ), t.findings) for at, t in enumerate(tried, 1)
    ]  # fmt: skip
    return draw_certificate(Head(who.name, who.parent, who.place, today, name, passed, named, printed_sheet.store_mark(desk)), parts)


def _grouped(head: str) -> str:
    """A hash as people compare it: sixteen signs at a time."""
    return " ".join(head[at : at + restoring.SHOWN] for at in range(0, len(head), restoring.SHOWN))


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f}".replace(".", ",")
