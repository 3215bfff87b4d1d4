"""What decides a received judgment already: the enforcement decisions that stand on it, and those on their way to one.

A judgment may have several: of the office's own motion, and one for each request. A second one of a kind is a human's to
confirm, never made unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import answers, intake, papers

if TYPE_CHECKING:
    from thads_desktop.services.opening import OpeningInput
    from thads_desktop.storage.reader import Reader

#: Stages of a decision on its way.
ON_THE_WAY = ("submitted", "signed", "returned")
_STAGES = {"submitted": "đang trình ký", "signed": "đã ký, chờ số", "returned": "bị trả lại"}


@dataclass(frozen=True, slots=True)
class Decision:
    """kind: cd | yc; request: whom it answers, "" of its own motion; stage: "" once it stands, else how far it is."""

    paper: str
    matter: str
    kind: str
    request: str
    number_text: str
    day: date | None
    stage: str = ""
    who: str = ""

    def words(self) -> str:
        """ "quyết định chủ động số 01/QĐ-CCTHADS ngày 07/10/2019" """
        of = "chủ động" if self.kind == "cd" else f"theo yêu cầu{f' của {self.who}' if self.who else ''}"
        if self.stage:
            return f"quyết định {of} {_STAGES[self.stage]}"
        return f"quyết định {of} số {self.number_text} ngày {short_date(self.day) if self.day is not None else '…'}"


def standing(reader: Reader, judgment: str) -> tuple[Decision, ...]:
    """The decisions that hold, oldest first."""
    found = []
    for body in answers.answering(reader, judgment):
        if isinstance(body, ev.IntakeDecided):
            row = reader.row("matter", body.matter) or {}
            day = date.fromisoformat(row["day"]) if row.get("day") else None
            number = str(row.get("number_text", ""))
            found.append(Decision("", body.matter, body.kind, body.request, number, day, who=_who(reader, body.request)))
    return tuple(found)


def on_the_way(reader: Reader) -> dict[str, list[Decision]]:
    """Judgment -> its decisions that wait for a signature, for a number, or to be mended."""
    found: dict[str, list[Decision]] = {}
    for row in reader.projections.papers(stages=ON_THE_WAY):
        if row.form.startswith("enforcement_"):
            opening = papers.load(reader, row.paper).effect.opening
            if opening is not None:
                who = _who(reader, opening.request)
                made = Decision(row.paper, row.matter, opening.kind, opening.request, "", row.day, row.stage, who)
                found.setdefault(opening.judgment, []).append(made)
    return found


def all_of(reader: Reader, judgment: str, but: str = "") -> tuple[Decision, ...]:
    """Those that stand, then those on their way; but: a paper that is left out."""
    return (*standing(reader, judgment), *(d for d in on_the_way(reader).get(judgment, ()) if d.paper != but))


def refuse_repeated(reader: Reader, given: OpeningInput) -> None:
    """Refused, unless a human says so, when a decision of the same motion, or on the same request, is there already."""
    same = [d for d in all_of(reader, given.judgment, given.paper) if (d.kind, d.request) == (given.kind, given.request)]
    # A request that was answered is refused by its own rule.
    same = [d for d in same if d.stage or d.kind == "cd"]
    if same and not given.even_if_decided:
        raise Refused(Refusal("decision.repeated", {"what": ", ".join(d.words() for d in same)}))


def _who(reader: Reader, request: str) -> str:
    party = intake.requester(reader, request) if request else ""
    return str((reader.row("party", party) or {}).get("name", "")) if party else ""
