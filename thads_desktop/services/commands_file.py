"""The command ``folder``: a whole matter as an encrypted folder that opens in a browser without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import books, credentials, file_folder
from thads_desktop.services.answer import Answer
from thads_desktop.services.commands import signed_in

if TYPE_CHECKING:
    import argparse

    from thads_desktop.domain.clock import Clock


def folder(args: argparse.Namespace, clock: Clock) -> Answer:
    """Write it; the password comes from the environment or a file, never from an argument."""
    secret = credentials.folder_password(args)
    if not secret:
        raise Refused(Refusal("folder.no_password", field="secret"))
    left_out = tuple(args.without)
    for part in left_out:
        if part not in file_folder.PARTS:
            raise Refused(Refusal("folder.bad_part", {"part": part[:40], "known": ", ".join(file_folder.PARTS)}, "parts"))
    desk = signed_in(args, clock, writes=True, leaves=True)
    try:
        parts = tuple(p for p in file_folder.PARTS if p not in left_out)
        made = file_folder.make(desk, books.matter_named(desk, args.matter, "folder.no_matter"), args.out, secret, args.recipient, args.purpose, parts)
    finally:
        desk.close()
    text = f"Đã ghi {made.folder}: {made.files} văn bản, bản quét. Mở tệp mo-ho-so.html; trao mật khẩu bằng đường khác."
    return Answer(text, {"folder": str(made.folder), "files": made.files, "size": made.size})
