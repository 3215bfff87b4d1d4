"""Whose money an obligation is: the State's, a creditor's, or nobody knows yet. No creditor named is not yet the State.

The State's is what was entered as its revenue, what only the State has coming, and what is enforced of the office's own motion where no
creditor is named and the words of the obligation speak of money for the State.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thads_desktop.domain.text import bare, fold_name, nfc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.storage.reader import Reader

STATE = "Ngân sách nhà nước"
UNKNOWN = "chưa ghi người được thi hành án"
_WORDS = re.compile(r"\b(an phi|le phi|truy thu|truy nop|sung quy|sung cong|tich thu|ngan sach)\b")
#: Without its mark it is another word.
_FINE = re.compile(r"\bphạt\b")


def lines(reader: Reader, state: MatterState, texts: Mapping[str, object]) -> frozenset[int]:
    """The obligations whose money goes to the State. texts: words of each, by its number as text."""
    found, states = set(), {p.party for p in reader.projections.parties_like((), fold_name(STATE))}
    states = {p for p in states if (reader.row("party", p) or {}).get("kind") == "state"}
    for n, s in state.lines.items():
        if s.line.creditors:
            its = s.line.state_revenue or states.issuperset(s.line.creditors)
        else:
            its = s.line.state_revenue or (state.kind == "cd" and for_state(str(texts.get(str(n), ""))))
        if its:
            found.add(n)
    return frozenset(found)


def is_state(reader: Reader, party: str) -> bool:
    """The party is the State's budget: nobody to be served."""
    row = reader.row("party", party) or {}
    return row.get("kind") == "state" or fold_name(str(row.get("name", ""))) == fold_name(STATE)


def unknown(state: MatterState, revenue: frozenset[int]) -> frozenset[int]:
    """The obligations in money that name no creditor and are not the State's."""
    return frozenset(n for n, s in state.lines.items() if s.line.due is not None and not s.line.creditors and n not in revenue)


def for_state(text: str) -> bool:
    """The words of an obligation speak of money for the State."""
    return bool(_WORDS.search(bare(text)) or _FINE.search(nfc(text).lower()))
