"""Rows of the registers of decisions: each paper of a kind that was numbered or recorded, and what only an event tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain import (
    delegation_events as de,
    events as ev,
    ledger_events as le,
    procedure_events as pe,
    publication_events as pub,
)
from thads_desktop.domain.acts import GROUND_KINDS
from thads_desktop.services.dataset_rows import decisions as told
from thads_desktop.services.register_sources.base import SourceRow, Sweep, matter_cells, of_matter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.dataset_rows.context import View

#: Source -> kinds of its decisions.
KINDS: dict[str, tuple[str, ...]] = {
    "amendments": ("amendment", "withdrawal", "cancellation", "explanation"), "delegations_out": ("delegation",),
    "asset_delegations": ("asset_delegation",), "pauses": ("deferral", "suspension", "suspension_notice", "continuation"),
    "terminations": ("termination",), "means_lacking": ("means_lacking",), "takings_up": ("taking_up",), "security": ("security", "exit_ban"),
    "coercion": ("coercion",), "fees": ("fee", "fee_relief"), "remissions": ("remission",),
}  # fmt: skip
#: Kind -> what it is called where no paper of a form says it.
WORDS = {
    "amendment": "Sửa đổi, bổ sung", "withdrawal": "Thu hồi", "cancellation": "Hủy", "explanation": "Giải thích", "delegation": "Ủy thác",
    "asset_delegation": "Ủy thác xử lý tài sản", "deferral": "Hoãn", "suspension": "Tạm đình chỉ", "suspension_notice": "Thông báo tạm đình chỉ",
    "continuation": "Tiếp tục", "termination": "Đình chỉ", "means_lacking": "Chưa có điều kiện", "taking_up": "Rút hồ sơ",
    "security": "Bảo đảm", "exit_ban": "Tạm hoãn xuất cảnh", "coercion": "Cưỡng chế", "fee": "Thu phí", "fee_relief": "Miễn, giảm phí",
    "remission": "Đề nghị xét miễn, giảm",
}  # fmt: skip
#: What an old register tells of without a paper.
_EVENTS: dict[str, tuple[type, ...]] = {
    "amendments": (ev.Amended, ev.Withdrawn, ev.Cancelled), "delegations_out": (ev.Delegated,), "pauses": (ev.Deferred, ev.Suspended, ev.Continued),
    "terminations": (ev.Terminated,), "means_lacking": (ev.MeansLacking,), "takings_up": (pe.TakenUp,), "security": (pe.MeasureTaken,),
    "coercion": (pe.MeasureTaken,),
}  # fmt: skip


def rows(s: Sweep, source: str) -> Iterator[SourceRow]:
    """The decisions of a source's kinds."""
    kinds, further = KINDS[source], _FURTHER.get(source)
    for view in s.views(ev.PaperNumbered, ev.PaperRecorded, *_EVENTS.get(source, ())):
        for row in told.decisions(s, view):
            if row["kind"] in kinds and s.inside(row["day"]):
                made = _row(s, view, row)
                if further is not None:
                    made.cells |= further(s, view, row)
                yield made


def _row(s: Sweep, view: View, row: dict[str, Any]) -> SourceRow:
    kind, day = str(row["kind"]), row["day"]
    lines = tuple(row.get("lines") or ())
    note = "Số đã hủy" if row.get("stage") == "void" else ""
    cells: dict[str, Cell] = {
        "number": str(row.get("number", "")), "day": day, "kind": WORDS.get(kind, kind), "amount": row.get("amount"), "signer": row.get("signer", ""),
        "ground": s.ground(GROUND_KINDS.get(kind, ""), str(row.get("clause") or ""), day) if GROUND_KINDS.get(kind) else "",
        "sent_procuracy": row.get("sent_procuracy"), "sent_parties": row.get("sent_parties"), **matter_cells(s, view, lines), "note": note,
    }  # fmt: skip
    paper = row["id"] if "." not in row["id"] else ""
    return SourceRow(row["id"], day, int(row.get("order") or 0), cells, **of_matter(view, paper))


def _amended(s: Sweep, view: View, row: dict[str, Any]) -> dict[str, Cell]:
    target = str(row.get("target") or "")
    known = view.state.papers.get(target)
    said = s.numbered(target, known.numbered if known is not None else None)
    return {"target": said or s.numbered(view.state.opening_paper, view.state.opened) or str(view.row.get("number_text", ""))}


def _delegated(s: Sweep, view: View, row: dict[str, Any]) -> dict[str, Cell]:
    answer = next((e.body for e in reversed(view.events) if isinstance(e.body, de.DelegationAnswered) and e.body.paper == row["id"]), None)
    number = s.names.row("delegation_answer", answer.row).get("number", "") if answer is not None else ""
    return {"to_office": str(row.get("to_office") or ""), "acknowledged": answer.received if answer is not None else None, "there_number": str(number)}


def _office(_s: Sweep, _view: View, row: dict[str, Any]) -> dict[str, Cell]:
    return {"to_office": str(row.get("to_office") or "")}


def _paused(s: Sweep, view: View, row: dict[str, Any]) -> dict[str, Cell]:
    lines = set(row.get("lines") or ())
    after = next(
        (e for e in view.events if isinstance(e.body, ev.Continued) and e.day is not None and e.seq > int(row.get("order") or 0) and e.day >= row["day"]
         and (not lines or not e.body.lines or lines & set(e.body.lines))), None,
    )  # fmt: skip
    paused = row["kind"] != "continuation" and after is not None and isinstance(after.body, ev.Continued)
    said = s.numbered(after.body.paper, after.day) if paused and after is not None and isinstance(after.body, ev.Continued) else ""
    return {"until": row.get("until"), "continued": said}


def _lacking(_s: Sweep, view: View, row: dict[str, Any]) -> dict[str, Cell]:
    def first(kind: type) -> date | None:
        return next((e.day for e in view.events if isinstance(e.body, kind) and e.day is not None and e.day >= row["day"]), None)

    return {"published": first(ev.Published), "posted": first(pub.CommunePosted)}


def _measured(s: Sweep, view: View, row: dict[str, Any]) -> dict[str, Cell]:
    taken = next((m for m in view.state.measures if m.paper and m.paper == row["id"]), None)
    from thads_desktop.services.procedure_words import title

    said = str(row.get("measure") or "")
    return {"measure": title(said) if said else "", "party": s.party(str(row.get("party") or "")), "ended": taken.ended if taken is not None else None}


def _coerced(s: Sweep, view: View, row: dict[str, Any]) -> dict[str, Cell]:
    found = _measured(s, view, row)
    return {**found, "force": "", "result": "đã chấm dứt" if found["ended"] else ""}


def _fee(s: Sweep, view: View, row: dict[str, Any]) -> dict[str, Cell]:
    party = str(row.get("party") or "")
    kept = sum(p.fee for e in view.events if isinstance(e.body, le.PaidOut) for p in e.body.payments if not party or p.party == party)
    return {"party": s.party(party), "kept_back": kept or None}


def _party(s: Sweep, _view: View, row: dict[str, Any]) -> dict[str, Cell]:
    return {"party": s.party(str(row.get("party") or ""))}


_FURTHER = {
    "amendments": _amended, "delegations_out": _delegated, "asset_delegations": _office, "pauses": _paused, "means_lacking": _lacking,
    "security": _measured, "coercion": _coerced, "fees": _fee, "remissions": _party,
}  # fmt: skip


def keys(s: Sweep, sources: set[str]) -> dict[str, set[str]]:
    """Source -> the keys of its rows, of several sources in one sweep."""
    found: dict[str, set[str]] = {source: set() for source in sources}
    of_kind = {kind: source for source in sources for kind in KINDS[source]}
    further = {t for source in sources for t in _EVENTS.get(source, ())}
    for view in s.views(ev.PaperNumbered, ev.PaperRecorded, *further):
        for row in told.decisions(s, view):
            if row["kind"] in of_kind and s.inside(row["day"]):
                found[of_kind[row["kind"]]].add(str(row["id"]))
    return found
