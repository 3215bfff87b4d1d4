"""The commands of copies: putting one back, a drill with its certificate, exchange after a restore, and the repair of a damaged store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.paths import default_data_folder
from thads_desktop.services.answer import Answer

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from thads_desktop.domain.clock import Clock


def restore(args: argparse.Namespace, clock: Clock) -> Answer:
    """Put a backup in the place of the store; the old store is kept aside. Of a store on a server: into a new folder."""
    from thads_desktop.services import credentials, restoring_server

    folder = args.data or default_data_folder()
    if args.into is None:
        return _restore(folder, args, clock)
    with restoring_server.beside_today(folder, args.into, clock, *credentials.given(args)) as new:
        return _restore(new, args, clock)


def _restore(folder: Path, args: argparse.Namespace, clock: Clock) -> Answer:
    from thads_desktop.services import credentials, restoring, restoring_second, upkeep
    from thads_desktop.services.commands import _plain

    given, opened = credentials.given(args), restoring.Opened(None)
    if restoring.asks_for_password(folder, args.file):
        opened = restoring.opened(folder, args.file, *given)
    colleague, named = "", credentials.second()
    if named is not None and restoring_second.confirming(folder, opened):
        colleague = restoring_second.confirmed(folder, opened, *named).key
    done = upkeep.restore(
        folder, args.file, clock, key=opened.key, account=opened.account, login=opened.login, second=colleague, reason=args.reason
    )
    text = f"{done.text()}\nTrên dòng lệnh: exchange --confirm LÝ_DO."
    return Answer(text, {"kept": str(done.kept or ""), "key": list(done.told), "loss": _plain(done.loss)}, told=done.told)


def drill(args: argparse.Namespace, clock: Clock) -> Answer:
    """Restore the newest copy of each place on trial; the certificate is kept, and written where told."""
    from thads_desktop import files
    from thads_desktop.services import commands, drill as drills, outputs

    desk = commands.signed_in(args, clock, writes=True)
    try:
        if args.out is not None:
            outputs.refuse_unfit(args.out)
        done = drills.run(desk)
        written = files.write_whole(args.out, done.pdf) if args.out is not None else None
    finally:
        desk.close()
    tried = [
        {"file": str(t.file), "seq": t.seq, "head": t.head, "events": t.events, "rows": t.rows, "blobs": t.blobs, "returns": t.returns,
         "seconds": round(t.seconds, 3), "findings": list(t.findings)} for t in done.tried
    ]  # fmt: skip
    text = done.text() + (f"\nĐã ghi {written}" if written else "")
    plain = {"passed": done.passed, "sha256": done.sha256, "copies": tried, "file": str(written or "")}
    return Answer(text, plain, 0 if done.passed else 1)


def exchange(args: argparse.Namespace, clock: Clock) -> Answer:
    """Is exchange on? With a reason: the store of before a restore is not used any more, and exchange goes on."""
    from thads_desktop.services import commands, exchange_gate

    desk = commands.signed_in(args, clock, writes=args.confirm is not None)
    try:
        if args.confirm is not None:
            exchange_gate.confirm(desk, args.confirm)
        off = exchange_gate.of(desk)
    finally:
        desk.close()
    if off is None:
        said = "Đã xác nhận: trao đổi dữ liệu được bật lại." if args.confirm is not None else "Trao đổi dữ liệu đang bật."
        return Answer(said, {"on": True})
    since = f"{off.since.astimezone():%d/%m/%Y}"
    said = f"Trao đổi dữ liệu đang tắt: ngày {since} kho này được phục hồi từ bản sao đến sự kiện {off.seq}."
    more = " Khi biết chắc kho cũ không còn dùng: exchange --confirm LÝ_DO."
    return Answer(said + more, {"on": False, "since": off.since.isoformat(), "seq": off.seq, "lost": off.lost})


def repair(args: argparse.Namespace, clock: Clock) -> Answer:
    """Repair a damaged store from its log, from papers drawn again and from copies."""
    from thads_desktop.services import copies, repairing

    folder = args.data or default_data_folder()
    repairing.refuse_on_server(folder)
    done = repairing.repair(folder, clock, key=_key(folder, args), places=[*args.copies, *copies.second_folders(folder)])
    m = done.mended
    plain = {
        "kept": str(done.kept or ""), "lists": done.lists, "events": m.events + m.more, "rows": m.rows, "blobs": m.blobs, "drawn": done.drawn,
        "dropped": m.dropped, "lost": list(done.lost), "left": list(done.left),
    }  # fmt: skip
    return Answer(done.text(), plain, 1 if done.left else 0)


def _key(folder: Path, args: argparse.Namespace) -> bytes | None:
    """The folder's data key by the account in the environment; None where the store is in the clear."""
    from thads_desktop.services import credentials, restoring

    return restoring.key_of_store(folder, *credentials.given(args)) if restoring.is_locked(folder) else None
