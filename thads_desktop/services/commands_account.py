"""The command ``account``: the office's accounts without a screen."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.paths import default_data_folder
from thads_desktop.services import access, accounts, credentials, first_account, people, rights
from thads_desktop.services.answer import Answer

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from thads_desktop.domain.clock import Clock
    from thads_desktop.services.access import Account
    from thads_desktop.services.desk import Desk


def account(args: argparse.Namespace, clock: Clock) -> Answer:
    """One of the leaves under ``account``."""
    if args.account == "first":
        return _first(args, clock)
    from thads_desktop.services.commands import signed_in

    desk = signed_in(args, clock, writes=args.account != "list")
    try:
        return _ACTS[args.account](args, desk)
    finally:
        desk.close()


def _first(args: argparse.Namespace, clock: Clock) -> Answer:
    folder = args.data or default_data_folder()
    access.refuse_missing(folder)
    login, password = credentials.given(args)
    founded = first_account.found(folder, clock, login, password)
    founded.desk.close()
    text = f"Đã đặt tài khoản đầu tiên {login} và mã hóa dữ liệu.\nTờ khôi phục: {founded.sheet} (in, cất nơi khác, rồi xóa tệp)."
    return Answer(text, {"account": login, "sheet": str(founded.sheet)})


def _list(_args: argparse.Namespace, desk: Desk) -> Answer:
    table = rights.load()
    known = accounts.listed(desk)
    lines = [
        f"{a.login:<16} {a.name:<28} {'mở' if a.active else 'khóa':<5} {', '.join(table.role_words(r) for r in a.roles)}" for a in known
    ]
    return Answer("\n".join(lines), {"accounts": [asdict(a) for a in known]})


def _open(args: argparse.Namespace, desk: Desk) -> Answer:
    with desk.reading() as reader:
        person = people.person_named(reader, args.person)
    if not person:
        raise Refused(Refusal("person.not_here", {"name": args.person[:60]}, "person"))
    made = accounts.open_account(desk, person, args.login, args.role, credentials.new_password(args))
    said = f"Đã mở tài khoản {args.login} cho {args.person}. {args.person} tự đổi mật khẩu một lần rồi mới xác nhận được việc cần hai người."
    return Answer(said, {"account": args.login, "id": made})


def _roles(args: argparse.Namespace, desk: Desk) -> Answer:
    accounts.change_roles(desk, _named(desk, args.login).key, args.role)
    return Answer(f"Đã đổi vai trò của {args.login}.", {"account": args.login, "roles": args.role})


def _close(args: argparse.Namespace, desk: Desk) -> Answer:
    accounts.close(desk, _named(desk, args.login).key, credentials.sheet_words(args))
    return Answer(f"Đã khóa tài khoản {args.login}.", {"account": args.login})


def _password(args: argparse.Namespace, desk: Desk) -> Answer:
    wanted = _named(desk, args.login)
    if desk.access is not None and wanted.key == desk.access.account.key:
        accounts.change_own_password(desk, credentials.given(args)[1], credentials.new_password(args))
    else:
        accounts.reset_password(desk, wanted.key, credentials.new_password(args))
    return Answer(f"Đã đặt mật khẩu mới cho {args.login}.", {"account": args.login})


def _sheet(_args: argparse.Namespace, desk: Desk) -> Answer:
    file, _words = accounts.new_sheet(desk)
    return Answer(f"Tờ khôi phục mới: {file} (in, cất nơi khác, rồi xóa tệp). Tờ cũ thôi giá trị.", {"sheet": str(file)})


def _named(desk: Desk, login: str) -> Account:
    wanted = login.strip().casefold()
    found = next((a for a in accounts.listed(desk) if a.login == wanted and a.active), None)
    if found is None:
        raise Refused(Refusal("account.unknown", {"login": login[:60]}, "login"))
    return found


_ACTS: dict[str, Callable[[argparse.Namespace, Desk], Answer]] = {
    "list": _list, "open": _open, "roles": _roles, "close": _close, "password": _password, "sheet": _sheet,
}  # fmt: skip
