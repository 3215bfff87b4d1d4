"""Rows of what came in before there was a matter: judgments, requests, delegations, entrusted assets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain import delegation_events as de, events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.standing import standing
from thads_desktop.services import event_words
from thads_desktop.services.asset_decision import FORM, addressed
from thads_desktop.services.queries import CASE_WORDS
from thads_desktop.services.register_sources import on_judgment
from thads_desktop.services.register_sources.base import (
    SourceRow,
    Sweep,
    everybody,
    iso,
    judgment_cells,
    of_matter,
    people,
)
from thads_desktop.storage.register_reads import parties_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.domain.listing import Cell

#: Said of what an old register tells of a delegation.
OLD = "Tiếp nhận từ sổ cũ: không có ngày nhận và số quyết định ủy thác; xếp theo ngày QĐ thi hành án"
PAPER_KINDS = {"ban_an": "Bản án", "quyet_dinh": "Quyết định", "phan_quyet": "Phán quyết"}


def judgments(s: Sweep) -> Iterator[SourceRow]:
    for key, events in s.happened("intake", ev.JudgmentReceived):
        stands = standing(events, s.as_of)
        for e in stands:
            if not isinstance(e.body, ev.JudgmentReceived) or e.day is None or not s.inside(e.day):
                continue
            row = s.judgment(key)
            appeal = [str(row.get("appeal_number", "")), short_date(d) if (d := iso(row.get("appeal_day"))) else "", str(row.get("appeal_court", ""))]
            said, whom = _parties(s, key, stands)
            cells: dict[str, Cell] = {
                "received": e.day, "way": event_words.WAY_WORDS.get(e.body.way, e.body.way), **judgment_cells(s, key),
                "kind": PAPER_KINDS.get(str(row.get("kind", "")), ""), "case_type": CASE_WORDS.get(e.body.case_type, ""),
                "appeal": ", ".join(x for x in appeal if x), "parties": said, "attached": "", "signatures": "", "decided": _decided(s, stands),
                "note": s.names.words(str(row.get("note", ""))),
            }  # fmt: skip
            yield SourceRow(f"judgment.{key}", e.day, e.seq, cells, f"judgment:{key}", "", (f"intake:{key}", f"register:judgment:{key}"), whom)


def _parties(s: Sweep, key: str, stands: list[ev.Event]) -> tuple[str, tuple[str, ...]]:
    """Who is named so far: by the parts of the judgment as they were entered, by the matters decided on it, by requests."""
    parts = (s.reader.row("parts", key) or {}).get("parts", ())
    found: dict[str, None] = {}
    for part in parts:
        for side in ("debtors", "creditors"):
            found.update(dict.fromkeys(str(p) for p in part.get(side, ()) or ()))
    if not found:
        matters = [m for m, _request in _matters(stands)]
        found.update(dict.fromkeys(p for of in parties_of(s.reader, matters).values() for p in of))
    if not found:
        asked = [str((s.reader.row("request", e.body.request) or {}).get("party", "")) for e in stands if isinstance(e.body, ev.RequestReceived)]
        found.update(dict.fromkeys(p for p in asked if p))
    s.names.ahead("party", found)
    return everybody([_with_address(s, p) for p in found]), tuple(found)


def _with_address(s: Sweep, party: str) -> str:
    return ", ".join(x for x in (s.party(party), str(s.names.row("party", party).get("address", ""))) if x)


def _matters(stands: list[ev.Event]) -> list[tuple[str, str]]:
    return [(e.body.matter, e.body.request) for e in stands if isinstance(e.body, ev.IntakeDecided)]


def _decided(s: Sweep, stands: list[ev.Event], request: str | None = None) -> str:
    """The enforcement decisions of a judgment, or of one request."""
    found = [str(s.names.row("matter", m).get("number_text", "")) for m, r in _matters(stands) if request is None or r == request]
    return "; ".join(x for x in found if x)


def requests(s: Sweep) -> Iterator[SourceRow]:
    for key, events in s.happened("intake", ev.RequestReceived):
        stands = standing(events, s.as_of)
        refused = {e.body.request: e for e in stands if isinstance(e.body, ev.RequestRefused)}
        for e in stands:
            if not isinstance(e.body, ev.RequestReceived) or e.day is None or not s.inside(e.day):
                continue
            party = str(s.names.row("request", e.body.request).get("party", ""))
            no, decided = refused.get(e.body.request), _decided(s, stands, e.body.request)
            cells: dict[str, Cell] = {
                "received": e.day, "way": event_words.WAY_WORDS.get(e.body.way, e.body.way), "requester": s.party(party),
                "requester_address": str(s.names.row("party", party).get("address", "")), **judgment_cells(s, key),
                "content": str(s.names.row("request", e.body.request).get("content", "")), "attached": "", "decided": decided,
                "refused_on": no.day if no else None, "note": "",
                "result": f"Từ chối ngày {short_date(no.day)}" if no and no.day else f"QĐ thi hành án {decided}" if decided else "",
            }  # fmt: skip
            about = (f"intake:{key}", f"register:judgment:{key}", f"register:request:{e.body.request}", f"register:party:{party}")
            yield SourceRow(f"request.{e.body.request}", e.day, e.seq, cells, f"judgment:{key}", "", about, (party,) if party else ())


def delegations_in(s: Sweep) -> Iterator[SourceRow]:
    for key, events in s.happened("intake", ev.DelegationReceived):
        stands = standing(events, s.as_of)
        for e in stands:
            if isinstance(e.body, ev.DelegationReceived) and e.day is not None and s.inside(e.day):
                told = next((x.day for x in stands if isinstance(x.body, de.DelegationAcknowledged)), None)
                row = s.judgment(key)
                said, whom = _parties(s, key, stands)
                cells: dict[str, Cell] = {
                    "received": e.day, "number": str(row.get("delegation_number", "")),
                    "from_office": e.body.from_office or str(row.get("delegated_from", "")), **judgment_cells(s, key), "parties": said,
                    "acknowledged": told, "decided": _decided(s, stands), "note": "",
                }  # fmt: skip
                yield SourceRow(f"{key}.{e.seq}", e.day, e.seq, cells, f"judgment:{key}", "", (f"intake:{key}", f"register:judgment:{key}"), whom)
    yield from _taken_over(s)


def _taken_over(s: Sweep) -> Iterator[SourceRow]:
    """Matters of an old register that came by delegation: of when the decision came, and its number, the old register says nothing."""
    for view in s.views(ev.CarriedIn):
        state, body = view.state, view.opening.body
        if not isinstance(body, ev.CarriedIn) or not body.delegated_in or state.opened is None or not s.inside(state.opened):
            continue
        debtors, creditors = people(view)
        own = of_matter(view)
        cells: dict[str, Cell] = {
            "received": None, "number": "", "from_office": str(view.row.get("received_from") or s.judgment(state.judgment).get("delegated_from", "")),
            **judgment_cells(s, state.judgment), "parties": everybody([_with_address(s, p) for p in (*debtors, *creditors)]), "acknowledged": None,
            "decided": str(view.row.get("number_text", "")), "note": OLD,
        }  # fmt: skip
        yield SourceRow(f"carried.{view.key}", state.opened, int(view.row.get("number") or 0), cells, **own)


def asset_handlings(s: Sweep) -> Iterator[SourceRow]:
    for key, events in s.happened("intake", de.AssetHandlingDecided, de.AssetHandlingIssued):
        stands = standing(events, s.as_of)
        for e in stands:
            if not isinstance(e.body, de.AssetHandlingDecided) or e.day is None or not s.inside(e.day):
                continue
            own: dict[str, Any] = s.names.row("asset_handling", e.body.row)
            money = [x for x in stands if isinstance(x.body, de.AssetMoneySent)]
            bodies = [x.body for x in money if isinstance(x.body, de.AssetMoneySent)]
            said, whom = _parties(s, key, stands)
            if of_package := addressed(s.reader, key):
                said, whom = on_judgment.named(s, key), of_package
            cells: dict[str, Cell] = {
                "number": str(own.get("number", "")), "day": e.day, "from_office": str(s.judgment(key).get("delegated_from", "")),
                **judgment_cells(s, key),
                "parties": said, "handed": next((x.day for x in stands if isinstance(x.body, de.AssetHandedOver)), None),
                "amount": sum(b.amount for b in bodies) or None, "costs": sum(b.costs for b in bodies) or None,
                "sent": money[-1].day if money else None,
                "note": "",
            }  # fmt: skip
            about = (f"intake:{key}", f"register:judgment:{key}", f"register:asset_handling:{e.body.row}")
            yield SourceRow(f"{key}.{e.seq}", e.day, e.seq, cells, f"judgment:{key}", str(own.get("officer", "")), about, whom)
    for key, events, paper in on_judgment.papers(s):
        if paper.form == FORM and paper.stage == "void" and paper.numbered is not None:
            # Its act is struck; the number stays in the register.
            seq = next(e.seq for e in events if isinstance(e.body, ev.PaperNumbered) and e.body.paper == paper.paper)
            number = str(s.names.row("paper", paper.paper).get("number_text", "")) or f"{paper.number:02d}"
            gone: dict[str, Cell] = {"number": number, "day": paper.numbered, **judgment_cells(s, key), "note": on_judgment.VOID}
            yield SourceRow(f"{key}.{seq}", paper.numbered, seq, gone, **on_judgment.of_judgment(s, key, paper.paper))
