"""Whose signature is taken on packs and on new versions of the program."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from thads_desktop.paths import resource
from thads_desktop.services import receiving, superior

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.services.desk import Desk


def shipped() -> dict[str, str]:
    """Fingerprint -> name of the publisher's keys that came with the program. ValueError when the list is not sound."""
    from thads_desktop.exchange import signature

    listed = tomllib.loads(resource("publisher.toml").read_text(encoding="utf-8"))
    if set(listed) != {"key"} or any(set(key) != {"name", "public"} for key in listed["key"]):
        raise ValueError("publisher.toml")
    return {signature.fingerprint(bytes.fromhex(key["public"])): key["name"] for key in listed["key"]}


def of_packs(desk: Desk, publishers: Mapping[str, str] | None = None) -> dict[str, str]:
    """Fingerprint -> name of those whose packs are taken here: the publisher, and the superior authority of a district office
    whose key was trusted after its fingerprint was compared. publishers: in the place of those that shipped."""
    found = dict(shipped() if publishers is None else publishers)
    with desk.reading() as reader:
        row = reader.row("office", "self")
        if row is None or row["level"] != "district":
            # The keys that a department trusts are those of the offices below it.
            return found
        above = receiving.trusted(reader).get(superior.of(reader))
        if above is not None:
            found.setdefault(above["fingerprint"], above["name"])
    return found
