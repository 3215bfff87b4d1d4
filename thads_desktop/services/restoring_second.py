"""Restoring undoes what was recorded and brings powers of then along: a colleague stands by it, where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import restoring, rights, second, since_copy
from thads_desktop.storage import keyring

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.services.access import Account


def confirming(folder: Path, asks: restoring.Opened) -> list[Account]:
    """The colleagues of whom one must stand by a restore, as for every act of two (``second.among``) and as today's store says, whatever
    became of its key file (then by the slots behind the copy). None where the store cannot be asked, where there is nobody else, and by
    the recovery sheet, which is for when nobody gets in."""
    if not asks.account or not rights.load().acts["restore"].two:
        return []
    now = since_copy.of_today(folder, asks.key)
    return second.among((a for a in now.accounts.values() if a.key != asks.account), "restore") if now is not None else []


def confirmed(folder: Path, asks: restoring.Opened, login: str, password: str) -> Account:
    """Who of these confirms, by log-in and password. Refused("second.*")."""
    ring, may, now = restoring.guarding(folder) or asks.ring, confirming(folder, asks), since_copy.of_today(folder, asks.key)
    try:
        key = keyring.opened(ring, login, password)[0] if ring is not None else ""
    except Refused:
        key = ""
    if not key:
        raise Refused(Refusal("second.wrong", field="password"))
    if key == asks.account:
        raise Refused(Refusal("second.same", field="login"))
    found = next((a for a in may if a.key == key), None)
    if found is None:
        raise Refused(Refusal("second.not_allowed", {"who": second.names(may)}, "login"))
    if now is not None and key in now.lent:
        raise Refused(Refusal("second.must_change", {"name": found.name or found.login}, "login"))
    return found


def refuse_alone(folder: Path, asks: restoring.Opened, colleague: str) -> None:
    """Refused("rights.second") where one of the colleagues must confirm and none of them (an account) has."""
    may = confirming(folder, asks)
    if may and colleague not in {a.key for a in may}:
        raise Refused(Refusal("rights.second", {"act": rights.load().says("restore"), "who": second.names(may)}, "restore"))
