"""What was signed is what is numbered: the text as signed is kept and held against the text that gets the number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.documents.compose import plain_text
from thads_desktop.domain.refusal import Refusal, Refused

if TYPE_CHECKING:
    from thads_desktop.documents.compose import Paper

#: As much of a line as a sentence can show.
_SHOWN = 60


def text_of(paper: Paper) -> str:
    """The words of a paper without its number and day, which are open until it is issued."""
    return plain_text(replace(paper, head=replace(paper.head, number_line="", day_line="")))


def refuse_changed(signed: str, now: str) -> None:
    """Refused, with the first line that differs, when the words are not those that were signed ("" = not known)."""
    if not signed or signed == now:
        return
    was, became = signed.splitlines(), now.splitlines()
    at = next((n for n, pair in enumerate(zip(was, became, strict=False)) if pair[0] != pair[1]), min(len(was), len(became)))
    facts = {"was": _line(was, at), "now": _line(became, at)}
    raise Refused(Refusal("issue.changed", facts))


def _line(lines: list[str], at: int) -> str:
    said = lines[at] if at < len(lines) else "(hết)"
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
