"""The command ``update``: a pack of law and forms for the office, or another version of the program; and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.paths import default_data_folder
from thads_desktop.services.answer import Answer

if TYPE_CHECKING:
    import argparse

    from thads_desktop.domain.clock import Clock

def update(args: argparse.Namespace, clock: Clock) -> Answer:
    """Install what a signed file brings, take a pack back, or go back to the program before."""
    if args.back:
        _refuse_unless_may(args, clock)
        return _back()
    if args.withdraw:
        return _withdraw(args, clock)
    if args.file is None:
        raise Refused(Refusal("update.nothing", field="file"))
    from thads_desktop.services.packs import kind_of

    kind, data = kind_of(args.file)
    return _program(args, data, clock) if kind == "program" else _pack(args, data, clock)


def _pack(args: argparse.Namespace, data: bytes, clock: Clock) -> Answer:
    from thads_desktop.services import packs
    from thads_desktop.services.commands import signed_in

    desk = signed_in(args, clock, writes=True)
    try:
        trial = packs.look(desk, data)
        plain: dict[str, Any] = {
            "title": trial.title, "version": trial.version, "publisher": trial.publisher, "installed": not args.dry_run,
            "changes": [{"file": c.file, "what": c.what, "lines": list(c.lines)} for c in trial.changes], "notes": list(trial.notes),
        }  # fmt: skip
        if args.dry_run:
            return Answer(f"{trial.text()}\nChỉ thử: chưa cài.", plain)
        packs.install(desk, trial)
    finally:
        desk.close()
    return Answer(f"{trial.text()}\nĐã cài gói.", plain)


def _withdraw(args: argparse.Namespace, clock: Clock) -> Answer:
    from thads_desktop.services import packs
    from thads_desktop.services.commands import signed_in

    desk = signed_in(args, clock, writes=True)
    try:
        gone = packs.withdraw(desk, args.withdraw)
    finally:
        desk.close()
    return Answer(f"Đã gỡ gói {gone.title}, bản {gone.version}.", {"withdrawn": gone.pack, "version": gone.version})


def _program(args: argparse.Namespace, data: bytes, clock: Clock) -> Answer:
    from thads_desktop.services import program_update, publishers
    from thads_desktop.services.commands import _nobody, _tell

    at = program_update.place()
    found = program_update.look(at, data, publishers.shipped())
    if args.dry_run:
        said = f"Bản {found.version} ({found.size // 10**6} MB), {found.publisher} phát hành, thay bản {at.version}. Chỉ thử: chưa cài."
        return Answer(said, {"version": found.version, "installed": False})
    _refuse_unless_may(args, clock)
    done = program_update.install(at, found, lambda: back_up(args, clock), _nobody if args.json else _tell)
    copy = f" Bản sao dữ liệu trước khi cập nhật: {done.copy}." if done.copy else ""
    said = f"Đã cập nhật lên bản {done.version} tại {done.folder}; lần mở tới dùng bản này. Trở lại bản cũ: lệnh update --back.{copy}"
    return Answer(said, {"version": done.version, "folder": str(done.folder), "copy": done.copy, "installed": True})


def _refuse_unless_may(args: argparse.Namespace, clock: Clock) -> None:
    """Another program is an act of the office whose data lie here: those given, else the usual ones. Refused("account.*" |
    "cli.no_*" | "rights.none"). Where nobody has an account there is nobody to ask."""
    import argparse

    from thads_desktop.services import access
    from thads_desktop.services.commands import signed_in

    for folder in (args.data or default_data_folder(), default_data_folder()):
        if access.has_accounts(folder):
            desk = signed_in(argparse.Namespace(**{**vars(args), "data": folder}), clock, look="ends")
            try:
                desk.require("pack")
            finally:
                desk.close()
            return


def back_up(args: argparse.Namespace, clock: Clock) -> str:
    """A counted copy of the data before the program changes; where it is, "" when there are no data yet."""
    from thads_desktop.services import copies
    from thads_desktop.services.commands import signed_in
    from thads_desktop.storage.folder import FILE
    from thads_desktop.storage.server_place import place_of

    folder = args.data or default_data_folder()
    if not (folder / FILE).exists() and place_of(folder) is None:
        return ""
    desk = signed_in(args, clock, writes=True)
    try:
        return str(copies.make(desk).file)
    finally:
        desk.close()


def _back() -> Answer:
    from thads_desktop.services import program_update
    done = program_update.back(program_update.place())
    said = f"Lần mở tới dùng lại chương trình tại {done.folder}."
    if done.copy:
        said += f" Nếu chương trình ấy không mở được dữ liệu, hãy phục hồi bản sao đã làm trước khi cập nhật: restore {done.copy}"
    return Answer(said, {"folder": str(done.folder), "before": str(done.before), "copy": done.copy})
