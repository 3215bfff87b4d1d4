"""Which summons of one person a summons is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.text import bare, clean

if TYPE_CHECKING:
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.papers import Draft
    from thads_desktop.services.projecting import Names

SUMMONS = "summons_to_appear"
_ISSUED = ("numbered", "sent", "recorded")


def times(names: Names, draft: Draft, state: MatterState) -> str:
    """As typed, else one more than the summonses of the matter that were issued to the same person; "" while nobody is named."""
    typed, who = draft.texts.get("times", "").strip(), _known(draft.texts.get("summoned", ""))
    if typed:
        return f"{int(typed):02d}" if typed.isdecimal() and len(typed) < 4 else typed
    if not who:
        return ""
    earlier = [
        p.paper for p in state.papers.values()
        if p.form == SUMMONS and p.paper != draft.paper and p.stage in _ISSUED
        and _known(str(names.row("paper", p.paper).get("texts", {}).get("summoned", ""))) == who
    ]  # fmt: skip
    return f"{len(earlier) + 1:02d}"


def _known(name: str) -> str:
    """How a person's name is told from another's, whether it was typed with "ông", "bà" or not."""
    words = bare(clean(name)).split()
    return " ".join(words[1:] if words[:1] in (["ong"], ["ba"], ["anh"], ["chi"]) else words)
