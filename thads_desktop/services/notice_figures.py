"""What notices, minutes and letters say by the law of their day (how long they hang, by when one answers), and which summons one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.text import bare, clean

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft
    from thads_desktop.services.projecting import Names

#: Variable -> (figure of the law, its case, unit in which forms say it).
_FIGURES = {
    "posting_days": ("notice_posting", "", "d"),
    "answer_days": ("third_party_answer", "", "wd"),
    "proxy_days_registered": ("verify_by_proxy", "dang_ky", "d"),
    "proxy_days_longest": ("verify_by_proxy", "dang_ky_keo_dai", "d"),
    "proxy_days_other": ("verify_by_proxy", "khac", "d"),
}
SUMMONS = "summons_to_appear"
_ISSUED = ("numbered", "sent", "recorded")


def facts(desk: Desk, names: Names, draft: Draft, state: MatterState, day: date) -> dict[str, str]:
    """The figures of the law in force on the day, "" where it gives none; of a summons how many times that person was summoned."""
    found = {}
    for name, (code, case, unit) in _FIGURES.items():
        figure = desk.rules.limits.on(code, day, case)
        found[name] = f"{figure.value:02d}" if figure is not None and figure.value is not None and figure.unit == unit else ""
    return found | ({"summons_times": _times(names, draft, state)} if draft.form == SUMMONS else {})


def _times(names: Names, draft: Draft, state: MatterState) -> str:
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
