"""Rows of the registers of decisions: each paper of a kind that was numbered or recorded, and what only an event tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from thads_desktop.domain import (
    delegation_events as de,
    events as ev,
    ledger_events as le,
    procedure_events as pe,
    publication_events as pub,
)
from thads_desktop.domain.acts import GROUND_KINDS
from thads_desktop.domain.fold import fold
from thads_desktop.domain.kind_events import ForcesSaid
from thads_desktop.domain.standing import ends_lack, in_force
from thads_desktop.services import series
from thads_desktop.services.dataset_rows import decisions as told
from thads_desktop.services.place_mending import CORRECTION
from thads_desktop.services.register_sources import on_judgment
from thads_desktop.services.register_sources.base import SourceRow, Sweep, matter_cells, of_matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.dataset_rows.context import View

#: Source -> kinds of its decisions.
KINDS: dict[str, tuple[str, ...]] = {
    "amendments": ("amendment", "withdrawal", "cancellation"), "delegations_out": ("delegation",),
    "asset_delegations": ("asset_delegation",), "pauses": ("deferral", "suspension", "suspension_notice", "continuation"),
    "terminations": ("termination",), "means_lacking": ("means_lacking",), "takings_up": ("taking_up",), "security": ("security", "exit_ban"),
    "coercion": ("coercion",), "fees": ("fee", "fee_relief"), "remissions": ("remission",),
}  # fmt: skip
#: Kind -> what it is called where no paper of a form says it.
WORDS = {
    "amendment": "Sửa đổi, bổ sung", "withdrawal": "Thu hồi", "cancellation": "Hủy", "delegation": "Ủy thác",
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
        undone = _undoings(view)
        for row in whole(told.decisions(s, view)):
            if row["kind"] in kinds and s.inside(row["day"]) and not elsewhere(s, row) and not _letter(view, row):
                row["undone"] = undone.get(str(row["id"]), ())
                made = _row(s, view, row)
                if further is not None:
                    made.cells |= further(s, view, row)
                yield made
    if source == "amendments":
        yield from on_judgment.amendments(s)


def whole(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each decision once. An old register tells of a decision on several obligations as often as it has obligations: what bears one number and day
    there (or none, on one day) is one decision of its kind, with all of them. parts: what it was told as."""
    stated: dict[tuple[object, ...], dict[str, Any]] = {}
    for row in rows:
        key = (row["kind"], str(row.get("number") or "").strip(), row["day"], *(str(row.get(name) or "") for name in ("measure", "party", "to_office")))
        if row.get("stage") != "stated":
            yield row
        elif (first := stated.get(key)) is None:
            stated[key] = {**row, "parts": [row]}
        else:
            first["parts"].append(row)
            # No obligation named is all of them.
            first["lines"] = list(dict.fromkeys((*first["lines"], *row["lines"]))) if first["lines"] and row["lines"] else []
            if isinstance(row.get("amount"), int):
                first["amount"] = (first.get("amount") or 0) + row["amount"]
    yield from stated.values()


def elsewhere(s: Sweep, row: dict[str, Any]) -> bool:
    """Another office issued it: recorded here for what it did, no decision of this office's registers."""
    return row.get("stage") in ("recorded", "sent") and series.of_another(str(row.get("number", "")), s.symbols)


def _letter(view: View, row: dict[str, Any]) -> bool:
    """A correction is a letter: the book of letters out has it."""
    paper = view.state.papers.get(row["id"])
    return paper is not None and paper.form == CORRECTION


class _Undoing(NamedTuple):
    """What withdrew or cancelled a decision: its place, paper, and for which obligations, none = all."""

    day: date
    seq: int
    paper: str
    lines: tuple[int, ...]


def _undoings(view: View) -> dict[str, list[_Undoing]]:
    """Paper of a decision -> by what it was withdrawn or cancelled and still is, in that order."""
    found: dict[str, list[_Undoing]] = {}
    if any(isinstance(e.body, ev.EffectUndone) for e in view.events):
        for e in in_force(view.events):
            if isinstance(e.body, ev.EffectUndone) and e.day is not None:
                found.setdefault(e.body.target, []).append(_Undoing(e.day, e.seq, e.body.paper, e.body.lines))
    return found


def _given_up(row: dict[str, Any]) -> _Undoing | None:
    """What withdrew or cancelled a decision whole, or the last of its obligations."""
    left, undone = set(row.get("lines") or ()), list[_Undoing](row["undone"])
    for by in undone:
        left -= set(by.lines)
        if not by.lines or (row.get("lines") and not left):
            return by
    return None


def _stands(row: dict[str, Any]) -> bool:
    """Neither voided nor given up: its money counts."""
    return row.get("stage") != "void" and _given_up(row) is None


def _became(s: Sweep, row: dict[str, Any]) -> str:
    """What became of a decision, for the note column: the line stays, whatever became of it."""
    said = ["Số đã hủy"] if row.get("stage") == "void" else []
    given_up = _given_up(row)
    for by in row["undone"]:
        how = "hủy" if (s.names.row("paper", by.paper).get("effect") or {}).get("kind") == "cancellation" else "thu hồi"
        said.append(f"Bị {how}{'' if given_up is not None else ' một phần'} theo {s.numbered(by.paper, by.day)}")
    return "; ".join(said)


def _row(s: Sweep, view: View, row: dict[str, Any]) -> SourceRow:
    kind, day = str(row["kind"]), row["day"]
    lines, note = tuple(row.get("lines") or ()), _became(s, row)
    amount = row.get("amount") if _stands(row) else None
    cells: dict[str, Cell] = {
        "number": str(row.get("number", "")), "day": day, "kind": WORDS.get(kind, kind), "amount": amount, "signer": row.get("signer", ""),
        "ground": s.ground(GROUND_KINDS.get(kind, ""), str(row.get("clause") or ""), day) if GROUND_KINDS.get(kind) else "",
        "sent_procuracy": row.get("sent_procuracy"), "sent_parties": row.get("sent_parties"), **matter_cells(s, view, lines, day), "note": note,
    }  # fmt: skip
    paper = row["id"] if "." not in row["id"] else ""
    return SourceRow(row["id"], day, int(row.get("order") or 0), cells, **of_matter(view, paper, *(by.paper for by in row["undone"])))


def _amended(s: Sweep, view: View, row: dict[str, Any]) -> dict[str, Cell]:
    target = str(row.get("target") or "")
    known = view.state.papers.get(target)
    said = s.numbered(target, known.numbered if known is not None else None)
    return {"target": said or s.numbered(view.state.opening_paper, view.state.opened) or str(view.row.get("number_text", ""))}


def _owed(view: View, row: dict[str, Any]) -> int | None:
    """Đồng that a decision reached: what was owed then of its obligations; of a part the part that it names. None without money, and of a decision
    that does not stand; of one that was withdrawn for some of its obligations what it reached of the others."""
    if not _stands(row):
        return None
    if len(parts := row.get("parts", ())) > 1:
        owed = [x for part in parts if (x := _owed(view, {**part, "undone": ()})) is not None]
        return sum(owed) if owed else None
    at = (row["day"], int(row.get("order") or 0))
    before = fold([e for e in view.events if (e.day, e.seq) < at])
    gone = {n for by in row["undone"] for n in by.lines}
    lines = [x for n, x in before.lines.items() if x.line.due is not None and n not in gone and (not row.get("lines") or n in row["lines"])]
    if not lines:
        return None
    part = row.get("amount")
    return sum(x.rest if part is None else min(int(part), x.rest) for x in lines)


def _reached(_s: Sweep, view: View, row: dict[str, Any]) -> dict[str, Cell]:
    return {"amount": _owed(view, row)}


def _delegated(s: Sweep, view: View, row: dict[str, Any]) -> dict[str, Cell]:
    answer = next((e.body for e in reversed(view.events) if isinstance(e.body, de.DelegationAnswered) and e.body.paper == row["id"]), None)
    number = s.names.row("delegation_answer", answer.row).get("number", "") if answer is not None else ""
    return {"to_office": str(row.get("to_office") or ""), "acknowledged": answer.received if answer is not None else None, "there_number": str(number),
            "amount": _owed(view, row)}


def _office(_s: Sweep, _view: View, row: dict[str, Any]) -> dict[str, Cell]:
    return {"to_office": str(row.get("to_office") or "")}


def _paused(s: Sweep, view: View, row: dict[str, Any]) -> dict[str, Cell]:
    said: dict[str, Cell] = {"until": row.get("until"), "continued": ""}
    lines = set(row.get("lines") or ())
    pause = {"deferral": "deferral", "suspension": "suspension", "suspension_notice": "suspension"}.get(row["kind"], "")
    if not pause or row.get("stage") == "void":
        return said
    given_up = _given_up(row)
    for e in in_force(view.events):
        b = e.body
        if not isinstance(b, ev.Continued) or e.day is None or e.seq <= int(row.get("order") or 0) or e.day < row["day"]:
            continue
        # What was withdrawn is ended by nothing that came after.
        if given_up is not None and _place(e) > given_up[:2]:
            break
        if (not b.ends or pause in b.ends) and (not lines or not b.lines or lines & set(b.lines)):
            return {**said, "continued": s.numbered(b.paper, e.day)}
    return said


def _place(e: ev.Event) -> tuple[date, int]:
    assert e.day is not None
    return e.day, e.seq


def _lacking(_s: Sweep, view: View, row: dict[str, Any]) -> dict[str, Cell]:
    """Published and posted is what a decision says while it holds: until it ended, or another came in its place."""
    until = _lacking_until(view, row)

    def first(kind: type) -> date | None:
        after = (e for e in view.events if isinstance(e.body, kind) and e.day is not None and e.day >= row["day"])
        return next((e.day for e in after if until is None or _place(e) < until), None)

    published = {"published": first(ev.Published), "posted": first(pub.CommunePosted)} if row.get("stage") != "void" else {}
    return {"amount": _owed(view, row), "published": None, "posted": None, **published}


def _lacking_until(view: View, row: dict[str, Any]) -> tuple[date, int] | None:
    """Where none of its obligations lacks means by this decision any more; None while one does."""
    left = set(row.get("lines") or view.state.lines)
    own, same = _given_up(row), {str(part["id"]) for part in row.get("parts", (row,))}
    for e in in_force(view.events):
        if e.day is None or e.day < row["day"] or e.seq <= int(row.get("order") or 0):
            continue
        if own is not None and _place(e) >= own[:2]:
            break
        b = e.body
        another = isinstance(b, ev.MeansLacking) and (b.paper or f"{view.key}.{e.seq}") not in same
        if isinstance(b, ev.Continued | ev.MeansLacking) and (another or ends_lack(b)):
            left -= set(b.lines or view.state.lines)
            if not left:
                return _place(e)
    return (own.day, own.seq) if own is not None else None


def _measured(s: Sweep, view: View, row: dict[str, Any]) -> dict[str, Cell]:
    taken = next((m for m in view.state.measures if m.paper and m.paper == row["id"]), None)
    from thads_desktop.services.procedure_words import title

    said, party = str(row.get("measure") or ""), s.party(str(row.get("party") or ""))
    if not party:
        # A measure against nobody by name is one against all who owe what it secures.
        party = str(matter_cells(s, view, tuple(row.get("lines") or ()), row["day"])["debtor"])
    return {"measure": title(said) if said else "", "party": party, "ended": taken.ended if taken is not None else None}


def _coerced(s: Sweep, view: View, row: dict[str, Any]) -> dict[str, Cell]:
    found = _measured(s, view, row)
    said = next((e.body.forces for e in reversed(view.events) if isinstance(e.body, ForcesSaid) and e.body.paper == row["id"]), None)
    force = "" if said is None else "có" if said else "không"
    return {**found, "force": force, "result": "đã chấm dứt" if found["ended"] else ""}


def _fee(s: Sweep, view: View, row: dict[str, Any]) -> dict[str, Cell]:
    """A fee is one column, what was remitted of it another: they are no sum. Who pays a relieved fee is who pays the fee."""
    party, amount = str(row.get("party") or ""), row.get("amount") if _stands(row) else None
    if row["kind"] != "fee_relief":
        return {"party": s.party(party), "relief": None, "kept_back": _kept_back(view).get(str(row["id"])) or None}
    relieved = s.names.row("paper", str(row.get("target") or "")).get("effect") or {}
    return {"party": s.party(party or str(relieved.get("party") or "")), "amount": None, "relief": amount, "kept_back": None}


def _kept_back(view: View) -> dict[str, int]:
    """Decision on a fee -> what was kept back for it when money was paid out: the oldest first, each up to its amount."""
    decided = sorted((d for d in view.state.done if d.act == "fee"), key=lambda d: d.day)
    found = dict.fromkeys((d.paper for d in decided), 0)
    for e in view.events:
        for p in e.body.payments if isinstance(e.body, le.PaidOut) else ():
            rest = p.fee
            for d in decided:
                if not d.party or d.party == p.party:
                    part = rest if d.amount is None else min(rest, max(0, d.amount - found[d.paper]))
                    found[d.paper] += part
                    rest -= part
    return found


def _party(s: Sweep, _view: View, row: dict[str, Any]) -> dict[str, Cell]:
    return {"party": s.party(str(row.get("party") or ""))}


_FURTHER = {
    "amendments": _amended, "delegations_out": _delegated, "asset_delegations": _office, "pauses": _paused, "terminations": _reached,
    "means_lacking": _lacking, "security": _measured, "coercion": _coerced, "fees": _fee, "remissions": _party,
}  # fmt: skip


def keys(s: Sweep, sources: set[str]) -> dict[str, set[str]]:
    """Source -> the keys of its rows, of several sources in one sweep."""
    found: dict[str, set[str]] = {source: set() for source in sources}
    of_kind = {kind: source for source in sources for kind in KINDS[source]}
    further = {t for source in sources for t in _EVENTS.get(source, ())}
    for view in s.views(ev.PaperNumbered, ev.PaperRecorded, *further):
        for row in whole(told.decisions(s, view)):
            if row["kind"] in of_kind and s.inside(row["day"]) and not elsewhere(s, row) and not _letter(view, row):
                found[of_kind[row["kind"]]].add(str(row["id"]))
    if "amendments" in sources:
        found["amendments"] |= {r.key for r in on_judgment.amendments(s)}
    return found
