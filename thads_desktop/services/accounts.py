"""Keeping the accounts: open one, change its roles, close it, set passwords, make and try a recovery sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import access_events as ae
from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.files import SHEET, drop
from thads_desktop.services import access, locks, people, printed_sheet, rights, second, slots
from thads_desktop.storage import cipher, keyring

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from thads_desktop.services.access import Account
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: A role that the head alone gives: who settles denunciations beside them.
HEAD_GIVES = "denunciations"
#: Post of a person -> the role their account is offered.
ROLE_OF_POST = {
    "head": "head", "deputy": "deputy", "unit_head": "deputy", "officer": "officer", "examiner": "clerk", "clerk": "clerk", "accountant": "accountant",
}  # fmt: skip


def listed(desk: Desk) -> list[Account]:
    """Every account, closed ones too."""
    with desk.reading() as reader:
        return access.accounts(reader)


def offered_roles(desk: Desk, person: str) -> tuple[str, ...]:
    """The roles that fit the posts a person holds today."""
    today = desk.clock.today()
    with desk.reading() as reader:
        held = [p.post for p in people.posts_of(reader, person) if p.on(today)]
    return tuple(dict.fromkeys(ROLE_OF_POST[p] for p in held if p in ROLE_OF_POST))


def open_account(desk: Desk, person: str, login: str, roles: Sequence[str], password: str) -> str:
    """A log-in for a person of the office; the account's id. One person has one account. Refused: "account.*", "rights.*".

    The second account needs no second person yet: there is none.
    """
    table = rights.load()
    chosen = _roles(roles)
    _refuse_given(desk, (), chosen)
    account = uuid4().hex
    with desk.writing("accounts") as uow:
        ring, key = _ring(desk, uow)
        after = keyring.with_account(ring, key, account, login, password)
        row = uow.row("person", person)
        if row is None:
            raise Refused(Refusal("person.unknown", field="person"))
        known = access.accounts(uow)
        if any(a.person == person and a.active for a in known):
            raise Refused(Refusal("account.one_each", {"name": str(row["name"])}, "person"))
        _refuse_login(known, login)
        uow.write_row("account", account, {"login": keyring.check_login(login)})
        uow.append(f"account:{account}", desk.clock.today(), ae.AccountOpened(person, tuple(r for r in table.roles if r in chosen)))
        locks.keep(desk, uow, after)
        uow.commit()
    _again(desk)
    return account


def change_roles(desk: Desk, account: str, roles: Sequence[str]) -> None:
    """Give an account other roles. Refused when nobody would be left who may change accounts; whose powers grow does not confirm it."""
    chosen = _roles(roles)
    desk.require("accounts")
    with desk.reading() as reader:
        theirs = next((a for a in access.accounts(reader) if a.key == account), None)
    _refuse_given(desk, theirs.roles if theirs is not None else (), chosen)
    if theirs is not None and _wider(theirs.roles, chosen):
        second.refuse_own(desk, "accounts", theirs.person)
    with desk.writing("accounts") as uow:
        known = access.accounts(uow)
        wanted = _open(known, account)
        if not rights.load().may("accounts", chosen):
            _refuse_last(known, wanted)
        if set(wanted.roles) == set(chosen):
            raise Refused(Refusal("account.same_roles", field="roles"))
        uow.append(f"account:{account}", desk.clock.today(), ae.RolesChanged(chosen))
        uow.commit()
    _again(desk)


def close(desk: Desk, account: str, words: str = "") -> None:
    """Nobody logs in by this account any more: its slot is gone. Refused for one's own, and for the last that may change accounts.

    words: the recovery sheet's, where nobody but its owner could confirm: who has left need not come back for it
    (``sheet_closes``). Refused("rights.second_or_sheet") where neither is given.
    """
    alone = sheet_closes(desk, account)
    if alone and words:
        desk.require("accounts")
        ring, key = _ring(desk)
        if keyring.opened_by_sheet(ring, words) != key:
            raise Refused(Refusal("sheet.other", field="words"))
        with desk.reading() as reader:
            slots.refuse_forged(reader, ring, slots.SHEET)
    by_sheet = alone and bool(words)
    if alone and not words and desk.second is None:
        desk.require("accounts")
        with desk.reading() as reader:
            wanted = _open(access.accounts(reader), account)
        raise Refused(Refusal("rights.second_or_sheet", {"name": wanted.name or wanted.login, "login": wanted.login}, "accounts"))
    with desk.writing("accounts", two=False if by_sheet else None) as uow:
        ring, _ = _ring(desk, uow)
        known = access.accounts(uow)
        wanted = _open(known, account)
        if desk.access is not None and desk.access.account.key == account:
            raise Refused(Refusal("account.own", field="account"))
        _refuse_last(known, wanted)
        if by_sheet:
            uow.append(_subject(desk), desk.clock.today(), ae.SheetTried())
        uow.append(f"account:{account}", desk.clock.today(), ae.AccountClosed())
        locks.keep(desk, uow, keyring.without(ring, account))
        uow.commit()
    _again(desk)


def sheet_closes(desk: Desk, account: str) -> bool:
    """None but the account itself could confirm that it is closed: the recovery sheet stands in for them."""
    now = desk.access
    if now is None or not any(a.key == account for a in now.others):
        return False
    return [a.key for a in second.witnesses(now, "accounts")] == [account]


def change_own_password(desk: Desk, old: str, new: str) -> None:
    """One's own password, the old one asked once more. Refused("account.wrong" | "account.bad_password")."""
    assert desk.access is not None
    mine = desk.access.account
    keyring.opened(_ring(desk)[0], mine.login, old)
    _set(desk, mine, new, "own", "keep")


def reset_password(desk: Desk, account: str, new: str) -> None:
    """A colleague forgot theirs: whoever has the power sets a new one, and the log says so."""
    desk.require("password")
    with desk.reading() as reader:
        wanted = _open(access.accounts(reader), account)
    # Where there is a third, it stands by; with two the one who forgot cannot, and may not confirm before changing it in person.
    others = [] if desk.access is None else second.witnesses(desk.access, "password")
    if any(a.key != account for a in others) and (desk.second is None or desk.second.key == account):
        who = ", ".join(a.name or a.login for a in others if a.key != account)
        raise Refused(Refusal("rights.second", {"act": rights.load().says("password"), "who": who}, "password"))
    _set(desk, wanted, new, "colleague", "password")


def new_sheet(desk: Desk) -> tuple[Path, tuple[str, ...]]:
    """A new recovery sheet in the data folder; the one before opens nothing any more. (where it lies, its words)."""
    with desk.writing("accounts") as uow:
        ring, key = _ring(desk, uow)
        after, words = keyring.with_sheet(ring, key)
        # Printed first: a sheet that cannot be written must not leave the office without one.
        file = printed_sheet.write(desk, words)
        uow.append(_subject(desk), desk.clock.today(), ae.SheetMade())
        locks.keep(desk, uow, after)
        uow.commit()
    return file, words


def try_sheet(desk: Desk, typed: str) -> None:
    """The words as they stand on the printed sheet open the data: noted. Refused("sheet.*") otherwise."""
    ring, key = _ring(desk)
    if keyring.opened_by_sheet(ring, typed) != key:
        raise Refused(Refusal("sheet.other", field="words"))
    with desk.writing("keep") as uow:
        slots.refuse_forged(uow, ring, slots.SHEET)
        uow.append(_subject(desk), desk.clock.today(), ae.SheetTried())
        uow.commit()


def sheet_file(desk: Desk) -> Path | None:
    """The sheet as long as it still lies beside the data it opens."""
    file = desk.folder / SHEET
    return file if file.exists() else None


def drop_sheet_file(desk: Desk) -> None:
    """The sheet was printed and lies elsewhere: its file goes."""
    drop(desk.folder / SHEET)


def sheet_tried(reader: Reader) -> bool:
    """The sheet that counts was tried since it was made."""
    tried = False
    last = -1
    for _subject, events in reader.stream("account", types=("SheetMade", "SheetTried")):
        for event in events:
            if event.seq > last:
                last, tried = event.seq, isinstance(event.body, ae.SheetTried)
    return tried


def sheet_made(reader: Reader) -> date | None:
    """When the sheet that counts was made; None = there is none."""
    made = [event for _subject, events in reader.stream("account", types=("SheetMade",)) for event in events]
    return max(made, key=lambda e: e.seq).day if made else None


# --- inside ---------------------------------------------------------------------------------------------


def _set(desk: Desk, account: Account, new: str, how: str, act: str) -> None:
    with desk.writing(act) as uow:
        ring, key = _ring(desk, uow)
        after = keyring.with_account(ring, key, account.key, account.login, new)
        uow.append(f"account:{account.key}", desk.clock.today(), ae.PasswordSet(how))
        locks.keep(desk, uow, after)
        uow.commit()


def _ring(desk: Desk, reader: Reader | None = None) -> tuple[keyring.Keyring, bytes]:
    """The ring, for a change as its own transaction sees it, and the data key."""
    ring, key = locks.ring(desk, reader), cipher.key_of(desk.folder)
    if ring is None or key is None:
        raise Trouble("keys.lost", folder=str(desk.folder))
    return ring, key


def _again(desk: Desk) -> None:
    """Who may what, read anew."""
    if desk.access is not None:
        with desk.reading() as reader:
            desk.access = access.access_of(reader, desk.access.account.key)
            if not desk.access.sole:
                desk.actor = desk.access.account.person


def _subject(desk: Desk) -> str:
    return f"account:{desk.access.account.key}" if desk.access is not None else "account:office"


def _roles(roles: Sequence[str]) -> tuple[str, ...]:
    table = rights.load()
    if not roles or set(roles) - set(table.roles):
        known = ", ".join(f"{code} ({words})" for code, words in table.roles.items())
        raise Refused(Refusal("account.bad_roles", {"known": known}, "roles"))
    return tuple(r for r in table.roles if r in roles)


def _refuse_given(desk: Desk, before: Sequence[str], after: Sequence[str]) -> None:
    """Refused("account.head_gives") where a role that the head alone gives is given by others: the head does it, or confirms it."""
    if HEAD_GIVES not in after or HEAD_GIVES in before or desk.access is None:
        return
    here = (desk.access.account, *((desk.second,) if desk.second is not None else ()))
    if any("head" in a.roles for a in here):
        return
    raise Refused(Refusal("account.head_gives", {"role": rights.load().role_words(HEAD_GIVES)}, "roles"))


def _wider(before: Sequence[str], after: Sequence[str]) -> bool:
    """These roles may something that those may not."""
    table = rights.load()
    return any(table.may(act, after) and not table.may(act, before) for act in table.acts)


def _open(known: Sequence[Account], account: str) -> Account:
    found = next((a for a in known if a.key == account and a.active), None)
    if found is None:
        raise Refused(Refusal("account.unknown", {"login": account[:12]}, "account"))
    return found


def _refuse_login(known: Sequence[Account], login: str) -> None:
    """A name that a closed account bore is not given again: the log would not tell the two apart."""
    if any(a.login == keyring.fold_login(login) for a in known):
        raise Refused(Refusal("account.login_taken", {"login": login.strip()[:60]}, "login"))


def _refuse_last(known: Sequence[Account], account: Account) -> None:
    if not any(a.may("accounts") for a in known if a.key != account.key):
        raise Refused(Refusal("account.last", {"name": account.name or account.login}, "account"))
