"""Damage counted in sentences, and repaired from the log, from papers drawn again, or from copies; nothing is invented.

The damaged file is never changed: a sound one is put together beside it and takes its name, the damaged one is kept. What no
hash proves is told as lost, with its number, and no file is put in the place of one that is not better.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.chain_events import SlipReceived
from thads_desktop.domain.copy_events import DrillDone, Repaired
from thads_desktop.domain.form_events import FormApproved
from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.domain.register_events import RegisterClosed
from thads_desktop.files import BACKUPS
from thads_desktop.services import copies, exchange_gate, redrawing, register_words, upkeep
from thads_desktop.services.desk import open_desk
from thads_desktop.services.paper_place import entry_of
from thads_desktop.storage import cipher
from thads_desktop.storage.backup import put_back
from thads_desktop.storage.folder import FILE, InstanceLock, check_folder, is_network_path, trouble_with
from thads_desktop.storage.mend import LogBroken, Mended, mend
from thads_desktop.storage.server_place import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from thads_desktop.domain.clock import Clock
    from thads_desktop.services.desk import Desk

_BESIDE = ".dang-sua"


@dataclass(frozen=True, slots=True)
class Done:
    """What a repair did. kept: where the damaged file is now, None = it was left where it is; lists: only lists were built anew."""

    mended: Mended
    kept: Path | None
    drawn: int = 0
    lists: bool = False
    #: What is still wrong, in sentences; empty = whole.
    left: tuple[str, ...] = ()
    lost: tuple[str, ...] = field(default=())

    def text(self) -> str:
        """What was done, counted."""
        return "\n".join(told(self))


def repair(
    folder: Path, clock: Clock, *, key: bytes | None = None, places: Iterable[Path] = (), pause: Callable[[], None] = lambda: None
) -> Done:
    """Repair a folder's store. The folder is open in no window. key: the data key, None = in the clear or held already.

    places: further folders of copies. Refused("repair.on_server" | "repair.sound" | "repair.no_log" | "repair.lost_event") with nothing
    changed.
    """
    refuse_on_server(folder)
    key = key or cipher.key_of(folder)
    with cipher.holding(folder, key):
        found = _look(folder, clock)
        if found == "":
            raise Refused(Refusal("repair.sound"))
        if found == "lists":
            try:
                _matters, kept = upkeep.rebuild_folder(folder, clock)
                return Done(Mended(), kept, lists=True, left=_left(folder, clock))
            except Trouble as trouble:
                # The structure is spoilt so that the tables cannot be taken over as they are.
                if trouble.code != "store.damaged":
                    raise
        return _put_together(folder, clock, list(_copies(folder, places, key)), pause)


def refuse_on_server(folder: Path) -> None:
    """Refused("repair.on_server"): there is no file here that could be mended."""
    if place_of(folder) is not None:
        raise Refused(Refusal("repair.on_server", {"folder": str(folder)}))


def _look(folder: Path, clock: Clock) -> str:
    """"" = nothing is wrong, "lists" = only what is derived, "kept" = what was written once."""
    try:
        desk = open_desk(folder, clock, look="ends")
    except Trouble as trouble:
        if trouble.code != "store.damaged":
            raise
        return "kept"
    try:
        desk.look_through()
        return "lists" if upkeep.verify(desk).findings else ""
    except Trouble as trouble:
        if trouble.code not in ("store.damaged", "store.lists"):
            raise
        return "kept" if trouble.code == "store.damaged" else "lists"
    finally:
        desk.close()


def _copies(folder: Path, places: Iterable[Path], key: bytes | None) -> list[tuple[Path, bytes | None]]:
    """Every copy at hand, newest first."""
    found = [c for place in {folder / BACKUPS, *places} for c in copies.listed(place)]
    return [(c.file, key) for c in sorted(found, key=lambda c: (c.made, c.seq), reverse=True)]


def _put_together(folder: Path, clock: Clock, sources: list[tuple[Path, bytes | None]], pause: Callable[[], None]) -> Done:
    check_folder(folder, create=False, network=is_network_path)
    scratch = folder / _BESIDE
    try:
        lock = InstanceLock(folder)
        try:
            shutil.rmtree(scratch, ignore_errors=True)
            scratch.mkdir()
            mended = mend(folder / FILE, sources, scratch / FILE, clock, pause)
        except LogBroken as broken:
            code = "repair.lost_event" if broken.seq else "repair.no_log"
            raise Refused(Refusal(code, {"seq": str(broken.seq)})) from broken
        finally:
            lock.release()
        drawn = _draw(scratch, clock, mended)
        lost = _lost(scratch, clock, mended)
        better = mended.events + mended.more + mended.rows + mended.blobs + mended.dropped + drawn or not mended.lost
        kept = put_back(folder, scratch / FILE, upkeep.aside(folder, clock)) if better else None
    except OSError as error:
        raise trouble_with(folder, error) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    if better and not mended.lost:
        _note(folder, clock, mended, drawn)
    return Done(mended, kept, drawn, left=_left(folder, clock), lost=lost)


def _draw(scratch: Path, clock: Clock, mended: Mended) -> int:
    """Papers and closed returns that no copy has, made again to the same bytes."""
    if not mended.lost_blobs:
        return 0
    desk = open_desk(scratch, clock, look="ends")
    try:
        made = redrawing.again(desk, mended.lost_blobs)
        with desk.founding() as uow:
            for data in made.values():
                uow.store_blob(data)
            uow.commit()
    finally:
        desk.close()
    mended.lost_blobs = [sha for sha in mended.lost_blobs if sha not in made]
    return len(made)


def _note(folder: Path, clock: Clock, mended: Mended, drawn: int) -> None:
    desk = open_desk(folder, clock, look="whole")
    try:
        with desk.founding() as uow:
            body = Repaired(mended.events + mended.more, mended.rows, mended.blobs, drawn)
            uow.append(exchange_gate.SUBJECT, desk.clock.today(), body)
            uow.commit()
    finally:
        desk.close()


def _left(folder: Path, clock: Clock) -> tuple[str, ...]:
    try:
        desk = open_desk(folder, clock, look="ends")
    except Trouble as trouble:
        from thads_desktop.domain.sentences import say_trouble

        return (say_trouble(trouble),)
    try:
        return upkeep.verify(desk).findings
    finally:
        desk.close()


def _lost(folder: Path, clock: Clock, mended: Mended) -> tuple[str, ...]:
    """Each thing that nobody has any more, by the number people know it by."""
    if not mended.lost:
        return ()
    said = [f"dòng sổ {kind} {key[:8]} bản {version}" for kind, key, version in mended.lost_rows]
    desk = open_desk(folder, clock, look="ends")
    try:
        said += _files(desk, mended.lost_blobs)
    finally:
        desk.close()
    return tuple(said)


def _files(desk: Desk, lost: list[str]) -> list[str]:
    """The names of stored files: of papers their number and day."""
    with desk.reading() as reader:
        known = {r.sha256: f"{r.title} số {r.number_text}" for r in reader.projections.papers(limit=1_000_000) if r.sha256 and not entry_of(r.matter)}
        for kind in ("return", "package", "copies", "closing", "form", "slip"):
            known |= {sha: name for _, events in reader.stream(kind) for e in events for sha, name in _named(e)}
    return [known.get(sha, f"bản lưu {sha[:12]}") for sha in lost]


def _named(event: ev.Event) -> list[tuple[str, str]]:
    """(SHA-256, what it is called) of what a return, a package or a drill keeps."""
    match event.body:
        case ev.ReturnClosed():
            return [(event.body.content, f"báo cáo đã chốt {event.body.months:02d} tháng năm {event.body.year}")]
        case ev.PackageReceived() if event.body.kind != "return":
            return [(event.body.sha256, "gói ủy thác, thông báo nhận ủy thác đã nhận")]
        case ev.PackageReceived():
            return [(event.body.sha256, f"gói đã nhận {event.body.months:02d} tháng năm {event.body.year}, lần gửi {event.body.sent_version}")]
        case SlipReceived():
            return [(event.body.sha256, f"phiếu của cấp trên về báo cáo {event.body.months:02d} tháng năm {event.body.year}")]
        case RegisterClosed():
            return [(event.body.sha256, f"sổ đã kết: {register_words.detail(event.body)}")]
        case DrillDone():
            return [(event.body.sha256, f"biên bản diễn tập ngày {event.day:%d/%m/%Y}")]
        case FormApproved():
            return [(event.body.sha256, f"nội dung mẫu {event.body.form} đã duyệt ngày {event.day:%d/%m/%Y}")]
    return []


# --- words ----------------------------------------------------------------------------------------------


def counted_words(findings: Iterable[str]) -> str:
    """Findings of a look in one counted sentence: "Hỏng 3 văn bản, 2 dòng sổ."; the kinds in the order of their weight."""
    kinds = (
        ("sự kiện", ("Sự kiện", "Nhật ký", "Đầu chuỗi")), ("dòng sổ", ("Dòng sổ",)), ("văn bản và gói", ("Bản lưu",)),
        ("báo cáo đã chốt", ("Báo cáo",)), ("bản nháp", ("Dự thảo",)), ("danh sách", ("Danh sách", "Bảng tìm kiếm")),
    )  # fmt: skip
    counts = dict.fromkeys([name for name, _ in kinds], 0)
    other = 0
    for finding in findings:
        name = next((name for name, begins in kinds if finding.startswith(begins)), "")
        if name:
            counts[name] += 1
        else:
            other += 1
    said = [f"{n} {name}" for name, n in counts.items() if n] + ([f"{other} chỗ trong cấu trúc tệp"] if other else [])
    return f"Phát hiện hỏng: {', '.join(said)}." if said else "Dữ liệu nguyên vẹn."


def told(done: Done) -> list[str]:
    """What a repair did, in sentences."""
    if done.lists:
        said = ["Đã dựng lại danh sách từ nhật ký; nhật ký, sổ và văn bản vốn nguyên vẹn."]
    else:
        m = done.mended
        parts = [
            f"{n} {what}" for n, what in (
                (m.events, "sự kiện"), (m.more, "sự kiện cuối đã mất"), (m.rows, "dòng sổ"), (m.blobs, "văn bản và gói"),
            ) if n
        ]  # fmt: skip
        said = [f"Đã lấy lại từ bản sao: {', '.join(parts)}."] if parts else []
        said += [f"Đã in lại đúng từng byte: {done.drawn} văn bản, báo cáo."] if done.drawn else []
        said += [f"Đã bỏ ra ngoài {m.dropped} mục không có trong nhật ký hoặc không đọc được."] if m.dropped else []
        said += [f"Đã lập lại tệp từ {m.total} sự kiện của nhật ký."] if done.kept is not None else []
    if done.kept is not None:
        said.append(f"Tệp cũ giữ tại {done.kept}.")
    if done.lost:
        said.append(f"Không lấy lại được {len(done.lost)} mục, không bản sao nào chứng minh được: {'; '.join(done.lost)}.")
        said.append("Còn thiếu những mục ấy thì không ghi thêm được: hãy tìm bản sao khác, hoặc phục hồi cả kho từ bản sao lưu.")
    if not done.left:
        said.append("Kiểm tra lại: nguyên vẹn.")
    elif not done.lost:
        said.append(f"Kiểm tra lại vẫn còn: {' '.join(done.left[:5])}")
    return said
