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
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare
from thads_desktop.services import answers, intake, papers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from thads_desktop.services.opening import OpeningInput
    from thads_desktop.storage.reader import Reader

#: Words (bare), sum, names of the debtors (bare).
Line = tuple[str, int | None, frozenset[str]]
#: So many papers on their way are looked through.
MOST = 50_000
#: Stages of a decision on its way.
ON_THE_WAY = ("draft", "submitted", "signed", "returned")
_STAGES = {"draft": "đang soạn", "submitted": "đang trình ký", "signed": "đã ký, chờ số", "returned": "bị trả lại"}


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
    """Judgment -> its decisions that are drafted with others, wait for a signature, for a number, or to be mended."""
    found: dict[str, list[Decision]] = {}
    rows = [r for r in reader.projections.papers(stages=ON_THE_WAY, limit=MOST) if r.form.startswith("enforcement_")]
    written = reader.rows_of("paper", [r.paper for r in rows])
    drafted = reader.drafts("paper:") if len(written) < len(rows) else {}
    for row in rows:
        content = written.get(row.paper) or drafted.get(f"paper:{row.paper}") or {}
        opening = (content.get("effect") or {}).get("opening")
        if opening:
            who = _who(reader, opening.get("request", ""))
            made = Decision(row.paper, row.matter, opening["kind"], opening.get("request", ""), "", row.day, row.stage, who)
            found.setdefault(opening["judgment"], []).append(made)
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


def refuse_same_lines(reader: Reader, draft: papers.Draft, going: Mapping[str, Sequence[Decision]]) -> None:
    """Refused("many.same_lines"), of a decision drafted with others, when meanwhile another one of the judgment has an obligation of its
    words, sum and debtors. going: as ``on_the_way`` tells."""
    opening = draft.effect.opening
    if opening is None or opening.kind != "cd":
        return
    mine = set(lines_of(reader, draft))
    for other in (*standing(reader, opening.judgment), *going.get(opening.judgment, ())):
        if other.kind == "cd" and other.stage != "draft" and other.paper != draft.paper and mine & set(lines_in(reader, other)):
            raise Refused(Refusal("many.same_lines", {"what": other.words()}))


def lines_in(reader: Reader, of: Decision) -> list[Line]:
    """Each obligation of a decision that stands or is on its way."""
    if of.stage:
        return lines_of(reader, papers.load(reader, of.paper))
    texts = (reader.row("matter", of.matter) or {}).get("obligations", {})
    state = fold(reader.events_of(f"matter:{of.matter}"))
    return [_line(reader, str(texts.get(str(n), "")), line.line) for n, line in state.lines.items()]


def lines_of(reader: Reader, draft: papers.Draft) -> list[Line]:
    """As ``lines_in``, of a paper."""
    opening = draft.effect.opening
    return [_line(reader, draft.texts.get(f"obligation_{x.line}", ""), x) for x in opening.lines] if opening is not None else []


def line(reader: Reader, text: str, due: int | None, debtors: Iterable[str]) -> Line:
    """What an obligation is known by: who owes, by name, for a person may have been entered twice."""
    return bare(text), due, frozenset(bare(str((reader.row("party", p) or {}).get("name", ""))) for p in debtors)


def _line(reader: Reader, text: str, of: ev.Line) -> Line:
    return line(reader, text, of.due, of.debtors)


def _who(reader: Reader, request: str) -> str:
    party = intake.requester(reader, request) if request else ""
    return str((reader.row("party", party) or {}).get("name", "")) if party else ""
