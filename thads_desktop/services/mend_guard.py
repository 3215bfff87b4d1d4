"""What no amendment writes anew of a paper, for the record keeps it: who signed and as what, and the numbers and days of the papers of the
matter. Recorded wrongly, it is put right in the record first; then the paper's words may follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import acts
from thads_desktop.domain.dates import long_date
from thads_desktop.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.storage.reader import Reader

_TO = "Nơi nhận:"


def broken(reader: Reader, state: MatterState, target: str, lines: Sequence[str], old: str, new: str, touched: Callable[[Iterable[str]], bool]) -> bool:
    """The amended words say otherwise what the record keeps. lines: of the paper as it stands; touched: one of these texts would stand there
    less often."""
    block = _signature(lines)
    tail, whole = clean(" ".join(block)), clean(" ".join(lines))
    kept = [*([f"{tail}$"] if tail else []), *(f"{x}$" for x in _authority(lines, block))]
    # A line is ended by a sign of its own, so that what is added to it is seen as well.
    marked = clean(" ".join([f"{x}$" if f"{x}$" in kept else x for x in lines[: len(lines) - len(block)]] + ([f"{tail}$"] if tail else [])))
    after = marked.replace(old, new) if old in whole else marked
    if any(after.count(x) < marked.count(x) for x in kept):
        return True
    return touched([*_names(reader, state, target), *_known(reader, state, target)])


def _signature(lines: Sequence[str]) -> list[str]:
    """The last lines of a paper with recipients: the title of who signed, and the name."""
    if _TO not in lines:
        return []
    rest = list(lines[lines.index(_TO) + 1 :])
    while rest and rest[0].startswith("- "):
        rest.pop(0)
    return rest


def _authority(lines: Sequence[str], block: Sequence[str]) -> list[str]:
    """The line of who decides, in capitals over the grounds: it begins as the title below."""
    titles = [x for x in block if x.isupper()]
    return [x for x in lines[: len(lines) - len(block)] if x.isupper() and any(x.startswith(t) for t in titles)]


def _names(reader: Reader, state: MatterState, target: str) -> Iterator[str]:
    """Who signed, and whom the paper charged with the matter."""
    row = reader.row("paper", target) or {}
    stands, effect = state.papers.get(target), row.get("effect")
    officer = acts.from_plain(effect).officer if effect else ""
    for person in (stands.signer if stands is not None else "", officer):
        name = str((reader.row("person", person) or {}).get("name", "")) if person else ""
        if name:
            yield name
    if row.get("signer"):
        yield str(row["signer"])


def _known(reader: Reader, state: MatterState, target: str) -> Iterator[str]:
    """Number and day of the papers of the matter, as papers name them."""
    for paper, stands in state.papers.items():
        number = stands.number_text or str((reader.row("paper", paper) or {}).get("number_text", ""))
        if number and stands.numbered is not None:
            yield number if paper == target and stands.stage == "recorded" else f"số {number} {long_date(stands.numbered)}"
