"""Rows of the papers that stand on a received judgment, or on an entry of a book, and on no matter: their numbers are in the same series, so
they are in the same registers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import GROUND_KINDS
from thads_desktop.domain.fold import fold
from thads_desktop.services import asset_decision, served_proofs
from thads_desktop.services.event_words import TO_WORDS
from thads_desktop.services.letter_cover import COVERED
from thads_desktop.services.place_mending import CORRECTION
from thads_desktop.services.register_sources.base import SourceRow, Sweep, judgment_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.domain.listing import Cell
    from thads_desktop.domain.matter import PaperState

#: What is said of a number that was voided.
VOID = "Số đã hủy"


def papers(s: Sweep, kind: str = "intake") -> Iterator[tuple[str, list[ev.Event], PaperState]]:
    """(judgment, its events, a paper that was numbered in the span); kind "entry": an entry of a book instead of the judgment."""
    for key, events in s.happened(kind, ev.PaperNumbered):
        for paper in fold(events, s.as_of).papers.values():
            if paper.numbered is not None and paper.number and s.inside(paper.numbered):
                yield key, events, paper


def of_judgment(s: Sweep, key: str, *papers: str) -> dict[str, Any]:
    """What such a row has beside its cells."""
    parties = asset_decision.addressed(s.reader, key)
    about = (f"intake:{key}", f"register:judgment:{key}", *(f"register:paper:{p}" for p in papers if p), *(f"register:party:{p}" for p in parties[:20]))
    return {"opens": f"judgment:{key}", "officer": "", "about": about, "parties": parties}


def of_entry(key: str, paper: str) -> dict[str, Any]:
    """As ``of_judgment``. Whoever may not see the book reads the number alone (``register_masking``)."""
    return {"opens": f"entry:{key}", "officer": "", "about": (f"entry:{key}", f"register:paper:{paper}"), "parties": (f"paper:entry:{key}",)}


def named(s: Sweep, key: str) -> str:
    """The parties of entrusted assets."""
    return "; ".join(s.party(p) for p in asset_decision.addressed(s.reader, key))


def amendments(s: Sweep) -> Iterator[SourceRow]:
    """What amends or withdraws a decision on entrusted assets."""
    for key, _events, paper in papers(s):
        row = s.names.row("paper", paper.paper)
        if paper.form not in asset_decision.MENDS or paper.form == CORRECTION or paper.numbered is None:
            continue
        effect = row.get("effect", {})
        sent = {to: min((x.day for x in paper.sendings if x.to == to), default=None) for to in ("procuracy", "party")}
        cells: dict[str, Cell] = {
            "number": str(row.get("number_text", "")), "day": paper.numbered, "kind": {"amendment": "Sửa đổi, bổ sung"}.get(paper.form, "Thu hồi"),
            "amount": None, "signer": s.names.name("person", paper.signer),
            "ground": s.ground(GROUND_KINDS[paper.form], str(effect.get("clause", "")), paper.numbered),
            "sent_procuracy": sent["procuracy"], "sent_parties": sent["party"], **judgment_cells(s, key), "debtor": named(s, key),
            "target": s.numbered(str(effect.get("target", "")), None), "note": VOID if paper.stage == "void" else "",
        }  # fmt: skip
        yield SourceRow(paper.paper, paper.numbered, paper.number or 0, cells, **of_judgment(s, key, paper.paper))


def letters(s: Sweep, wanted: frozenset[str] | None) -> Iterator[SourceRow]:
    """As the book of letters out has them; wanted: the series that are in it, None = all."""
    for kind in ("intake", "entry"):
        for key, events, paper in papers(s, kind):
            row = s.names.row("paper", paper.paper)
            number = str(row.get("number_text", "")) or paper.number_text
            if paper.numbered is None or not number or (wanted is not None and paper.series not in wanted):
                continue
            to = dict.fromkeys(s.party(x.recipient) if x.recipient else TO_WORDS.get(x.to, x.to) for x in paper.sendings)
            proofs = served_proofs.numbers(lambda one: s.names.row("serving", one), events, paper.paper)
            cells: dict[str, Cell] = {
                "number": f"{paper.number:02d}" if number == COVERED else number, "day": paper.numbered, "subject": str(row.get("title", "")),
                "signer": s.names.name("person", paper.signer), "recipients": "; ".join(x for x in to if x), "kept_by": "Văn thư",
                "copies": str(max(1, len(paper.sendings))), "sent": min((x.day for x in paper.sendings), default=None),
                "signed_for": "; ".join(proofs), "matter_number": "", "note": VOID if paper.stage == "void" else "",
            }  # fmt: skip
            of = of_judgment(s, key, paper.paper) if kind == "intake" else of_entry(key, paper.paper)
            yield SourceRow(paper.paper, paper.numbered, paper.number or 0, cells, **of)
