"""The command ``move-store``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.paths import default_data_folder
from thads_desktop.services.answer import Answer

if TYPE_CHECKING:
    import argparse

    from thads_desktop.domain.clock import Clock


def move_store(args: argparse.Namespace, clock: Clock) -> Answer:
    """To the office's server or back to a file; a folder without data is led to what the server holds."""
    from thads_desktop.services import access, credentials, moving, restoring_server, second, since_copy
    from thads_desktop.services.commands import _nobody, _plain, _tell, signed_in

    folder = args.data or default_data_folder()
    wanted = moving.Wanted(args.to_server, args.user, args.tls, str(args.rootcert or ""), args.to_file)
    who = credentials.given(args)
    if moving.joins(folder, wanted):
        text, plain = moving.carry_out(folder, wanted, clock, _nobody if args.json else _tell, who)
        return Answer(text, _plain(plain))
    desk = signed_in(args, clock)
    try:
        desk.require("move")
        with desk.reading() as reader:
            unasked = args.to_server is not None and restoring_server.unasked(reader)
        if unasked:
            # Powers of then go to every desk again: not by one person alone.
            if (colleague := credentials.second()) is not None:
                desk.second = second.named(desk, *colleague)
            desk.look_through()
            restoring_server.stand_by(desk)
    finally:
        desk.close()
    with access.unlocked(folder, clock, *who):
        text, plain = moving.carry_out(folder, wanted, clock, _nobody if args.json else _tell)
    return Answer(f"{text}\n{since_copy.UNKNOWN}" if unasked else text, _plain(plain))
