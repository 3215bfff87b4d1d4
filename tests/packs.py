"""Packs for tests: signed by a publisher of the tests' own, over copies of shipped files with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping

from thads_desktop import dated
from thads_desktop.exchange import pack, signature

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
