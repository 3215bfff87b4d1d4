"""Rights and the second pair of eyes: who may do an act, and who must stand by it.

Signing, voiding, striking, closing again, changing powers and restoring are done by two: the one who does it and a colleague who confirms
with their own log-in and password, on the spot. An office in which nobody else could stand by (one account, or beside it only who looks on)
is one person: nobody is asked.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.domain import access_events as ae, events as ev
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import access, locks, rights, slots
from thads_desktop.services.paper_place import subject_of
from thads_desktop.storage import keyring

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thads_desktop.services.access import Account
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: A third person only looks on, or does not belong to the house.
NO_WITNESS = frozenset({"inspector", "city", "denunciations"})


def allowed(desk: Desk, act: str, *, two: bool | None = None) -> str:
    """The role in which the desk's account does an act. Refused("rights.none" | "rights.second"), naming who may."""
    now = _refreshed(desk)
    table = rights.load()
    role = table.role_for(act, now.account.roles)
    if not role and not (act == "sign" and desk.second is not None and desk.second.may(act)):
        raise Refused(Refusal("rights.none", {
            "act": table.says(act), "name": now.account.name or now.account.login,
            "who": names(a for a in now.others if a.may(act)) or _roles(act),
        }, act if _before_the_signer(now, act) else ""))  # fmt: skip
    if table.acts[act].two if two is None else two:
        may = witnesses(now, act)
        if desk.second is None and may:
            raise Refused(Refusal("rights.second", {"act": table.says(act), "who": names(may)}, act))
        if desk.second is not None and desk.second.key not in {a.key for a in may}:
            raise Refused(_not_one_of(may, now, act))
    return role or table.role_for(act, desk.second.roles if desk.second is not None else ())


def _before_the_signer(now: access.Access, act: str) -> bool:
    """Whoever prepares papers may lay one before the signer on the spot: the refusal names the act that can be confirmed."""
    return act == "sign" and not set(now.account.roles) <= NO_WITNESS and any(a.may(act) for a in now.others)


def who_may(desk: Desk, act: str) -> str:
    """Why the account may not do an act, as a refusal's sentence would say it: who may. "" when it may, or the desk has none."""
    if desk.access is None or desk.may(act):
        return ""
    return names(a for a in desk.access.others if a.may(act)) or _roles(act)


def witnesses(now: access.Access, act: str) -> list[Account]:
    """Who may confirm an act of this account: those with the right, and where nobody else has it, any other colleague. Nobody
    where all others only look on: then one person acts alone."""
    return among(now.others, act)


def among(accounts: Iterable[Account], act: str) -> list[Account]:
    """Who of these accounts may confirm an act, as ``witnesses`` says."""
    others = [a for a in accounts if a.active and not set(a.roles) <= NO_WITNESS]
    return [a for a in others if a.may(act)] or others


def confirmed(desk: Desk, act: str, login: str, password: str) -> Account:
    """The colleague who confirms an act, by log-in and password. Refused: wrong, the same person, or not one of those who may."""
    now = _refreshed(desk)
    # Whose signature it is, ``signing`` judges.
    return _colleague(desk, now, _of_the_house(now) if act == "sign" else witnesses(now, act), login, password)


def named(desk: Desk, login: str, password: str) -> Account:
    """A colleague who stands by whatever needs it, as the command line names one. Refused: wrong, or the same person."""
    now = _refreshed(desk)
    return _colleague(desk, now, _of_the_house(now), login, password)


def _of_the_house(now: access.Access) -> list[Account]:
    """The colleagues who may stand by anything at all."""
    return [a for a in now.others if not set(a.roles) <= NO_WITNESS]


def _colleague(desk: Desk, now: access.Access, may: list[Account], login: str, password: str) -> Account:
    """Who of those who may has this log-in and password. Refused("second.*")."""
    ring = locks.ring(desk)
    try:
        key = keyring.opened(ring, login, password)[0] if ring is not None else ""
    except Refused:
        key = ""
    if not key:
        raise Refused(Refusal("second.wrong", field="password"))
    if key == now.account.key:
        raise Refused(Refusal("second.same", field="login"))
    found = next((a for a in may if a.key == key), None)
    if found is None:
        raise Refused(_not_one_of(may, now, "login"))
    with desk.reading() as reader:
        refuse_lent(reader, found)
        slots.refuse_forged(reader, ring, found.key)
    return found


def _not_one_of(may: list[Account], now: access.Access, field: str) -> Refusal:
    """Whoever was named may not confirm: who may, or that nobody is needed."""
    if not may:
        return Refusal("second.nobody", {"name": now.account.name or now.account.login}, field)
    return Refusal("second.not_allowed", {"who": names(may)}, field)


def refuse_lent(reader: Reader, colleague: Account) -> None:
    """A password that somebody else has set is known to two: who confirms by it need not be its owner. Refused("second.must_change")."""
    if is_lent(reader, colleague.key):
        raise Refused(Refusal("second.must_change", {"name": colleague.name or colleague.login}, "login"))


def is_lent(reader: Reader, account: str) -> bool:
    """The account's password is the one of whoever opened it (but the first account's, opened by its owner) or has set it again."""
    lent, opened = False, -1
    for event in reader.events_of(f"account:{account}"):
        if isinstance(event.body, ae.PasswordSet):
            lent, opened = event.body.how == "colleague", -1
        elif isinstance(event.body, ae.AccountOpened):
            opened = event.seq
    if opened < 0:
        return lent
    return any(e.seq < opened for _, events in reader.stream("account", types=("AccountOpened",)) for e in events)


def refuse_own(desk: Desk, act: str, person: str) -> None:
    """Nobody stands by what widens their own powers, as long as another may. Refused("rights.none" | "rights.second"), naming the others."""
    desk.require(act)
    if desk.access is None or desk.access.account.person == person:
        return
    may = [a for a in witnesses(desk.access, act) if a.person != person]
    if may and (desk.second is None or desk.second.person == person):
        raise Refused(Refusal("rights.second", {"act": rights.load().says(act), "who": names(may)}, act))


@contextmanager
def standing_by(desk: Desk, colleague: Account | None) -> Iterator[None]:
    """While this lasts the colleague's confirmation counts; it is written into the log with what is done."""
    before, desk.second = desk.second, colleague
    try:
        yield
    finally:
        desk.second = before


def signing(desk: Desk, reader: Reader, matter: str, paper: str, signer: str) -> None:
    """A signature is the signer's own act, and not of the one who laid the paper before them, where the office has others.

    Refused("rights.signer") when neither who sits here nor who confirms is the signer; ("rights.second") when one person
    would both submit and sign.
    """
    now = desk.access
    if now is None or not _of_the_house(now):
        return
    here = {now.account.person} | ({desk.second.person} if desk.second is not None else set())
    name = str((reader.row("person", signer) or {}).get("name", ""))
    if signer not in here:
        theirs = [a for a in (now.account, *now.others) if a.person == signer]
        code = "rights.signer" if theirs else "rights.signer_without_account"
        raise Refused(Refusal(code, {"act": "", "who": name}, "sign"))
    steps = reader.events_of(subject_of(matter))
    submitted = [e.actor for e in steps if isinstance(e.body, ev.PaperSubmitted) and e.body.paper == paper]
    hands = {*here, *submitted[-1:]}
    if len(hands) < 2:
        raise Refused(Refusal("rights.second", {"act": rights.load().says("sign"), "who": names(_of_the_house(now))}, "sign"))


def _refreshed(desk: Desk) -> access.Access:
    """What the account may, as the log says now: a colleague may have changed it since. Refused("account.closed")."""
    assert desk.access is not None
    if desk.access.sole and not desk.store.shared:
        # The file is this program's alone, and who opens a second account here reads it anew.
        return desk.access
    with desk.reading() as reader:
        head = reader.head()[0]
        if head != desk.access.seq:
            known = desk.access
            changed = reader.last_of_kind("account") > known.seq
            if changed:
                access.again(desk)
            else:
                desk.access = replace(known, seq=head)
    if not desk.access.account.active:
        raise Refused(Refusal("account.closed", field="login"))
    return desk.access


def names(accounts: Iterable[Account]) -> str:
    """Accounts as refusals name them."""
    return ", ".join(dict.fromkeys(a.name or a.login for a in accounts))


def _roles(act: str) -> str:
    """Where nobody has the right: which roles carry it."""
    table = rights.load()
    return "tài khoản có vai trò " + ", ".join(table.role_words(r) for r in table.acts[act].roles)
