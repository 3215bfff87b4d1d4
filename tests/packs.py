"""Packs for tests: signed by a publisher of the tests' own, over copies of shipped files with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tests.office import PARENT
from thads_desktop import dated
from thads_desktop.domain.clock import FixedClock
from thads_desktop.exchange import pack, signature
from thads_desktop.services import consolidation, people
from thads_desktop.services.desk import Desk, open_desk

SECRET = bytes(range(7, 39))
PRINT = signature.fingerprint(signature.public_of(SECRET))
PUBLISHERS = {PRINT: "Nơi phát hành thử"}


def shipped(kind: str, name: str, *changes: tuple[str, str]) -> bytes:
    """A shipped file with texts replaced, each once."""
    text = dated.SHIPPED.of(kind)[name].decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()


def packed(
    files: Mapping[tuple[str, str], bytes], *, version: int = 1, id_: str = "quy-dinh", needs: str = "0.0.1", secret: bytes = SECRET,
    title: str = "Quy định thử",
) -> bytes:  # fmt: skip
    """The signed bytes of a pack."""
    return pack.write(pack.Pack(id_, version, title, needs, files, "Nơi phát hành thử", made_on="2020-01-01"), secret)


#: The first term (R01 under the law of 2008) with another number of days.
def longer(days: int = 7) -> dict[tuple[str, str], bytes]:
    """A pack's files: the term R01 of the 2008 law runs so many working days."""
    return {("law", "terms.toml"): shipped("law", "terms.toml", ("n = 5", f"n = {days}"))}


def trusted_superior(desk: Desk, scratch: Path) -> bytes:
    """A department of its own whose key this office trusts from now on; the private part, to sign packs with."""
    superior = open_desk(scratch / "cuc", FixedClock(date(2019, 10, 7)), create=True)
    people.set_up_whole(superior, PARENT, "Tổng cục Thi hành án dân sự", "province", ["Lê Thị Hoa"], "Trần Văn Bá")
    key = signature.ensure_key(superior.folder)
    sent = consolidation.key_package(superior, scratch / "cuc.thads")
    superior.close()
    consolidation.trust(desk, scratch / "cuc.thads", sent.fingerprint)
    return key
