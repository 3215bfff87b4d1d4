"""The law of procedure as rows of the table of rules and as JSON: decisions D1 to D28, measures, ways between the states, grouping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.law import decisions, grouping, transitions
from thads_desktop.law.ruleset import NEW_LAW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.dated import Overlay
    from thads_desktop.law.decisions import Entry
    from thads_desktop.law.transitions import Way

DECISIONS, MEASURES, WAYS, GROUPING = "Quyết định", "Biện pháp", "Chuyển trạng thái", "Tách quyết định"
#: First day that the 2008 law was in force.
OLD_LAW = date(2009, 7, 1)
FAMILIES = {"security": "bảo đảm", "coercion": "cưỡng chế"}
_MARKS = {"E": "văn bản nói rõ", "I": "suy ra, thực tiễn", "-": "luật không có"}


@dataclass(frozen=True, slots=True)
class Row:
    """As ``rule_table.RuleRow``; sure: H, M, L."""

    part: str
    code: str
    title: str
    law: str
    value: str
    cite: str
    start: date
    until: date | None
    sure: str
    note: str


def rows(overlay: Overlay) -> Iterator[Row]:
    """Every entry in words."""
    for e in decisions.of(overlay).entries:
        part = f"{MEASURES} {FAMILIES[e.family]}" if e.family else DECISIONS
        value = "luật không có" if e.why else _limit(e)
        note = " ".join(x for x in (_sentence(e.why), e.note) if x)
        yield Row(part, "" if e.family else e.no, e.title[:1].upper() + e.title[1:], e.law, value, e.cite, *span(e.law, e.start), e.certainty, note)
    table = transitions.of(overlay)
    for w in table.ways:
        title = f"{_states(w.start)} → {_states(w.to)}" + (f" ({w.by})" if w.by else "")
        note = " ".join(x for x in (_sentence(w.why), w.says, f"Chỉ theo căn cứ {', '.join(w.clauses)}." if w.clauses else "") if x)
        value = _MARKS[w.mark] + (", thêm lý do bên cạnh" if w.beside else "")
        yield Row(WAYS, "", title, w.law, value, w.cite, *span(w.law, w.since), "H" if w.mark != "I" else "M", note)
    for g in grouping.of(overlay):
        yield Row(GROUPING, "", g.says, g.law, {"cd": "chủ động", "yc": "theo yêu cầu"}[g.kind], g.cite, *span(g.law, None), "H", "")


def plain(overlay: Overlay, law: str = "") -> dict[str, Any]:
    """The same for machines; law: only this one's. The keys stand in ``docs/quy-dinh-json.md``."""
    entries = [e for e in decisions.of(overlay).entries if law in ("", e.law)]
    table = transitions.of(overlay)
    return {
        "decisions": [_decision(e) for e in entries if not e.family],
        "measures": [
            {"measure": e.act, "family": e.family, "title": e.title, "limit": e.limit, "limit_cite": e.limit_cite, "percent": e.percent,
             "per_head": e.per_head, **_common(e)}
            for e in entries if e.family
        ],
        "states": dict(table.states),
        "transitions": [_way(w) for w in table.ways if law in ("", w.law)],
        "grouping": [
            {"code": g.code, "kind": g.kind, "law": g.law, "says": g.says, "cite": g.cite, "note": "", **_span(g.law, None)}
            for g in grouping.of(overlay) if law in ("", g.law)
        ],
    }  # fmt: skip


def span(law: str, start: date | None) -> tuple[date, date | None]:
    """From when until when an entry of a law holds."""
    first, last = (NEW_LAW, None) if law == "2025" else (OLD_LAW, NEW_LAW - timedelta(days=1))
    return start or first, last


def _decision(e: Entry) -> dict[str, Any]:
    return {"no": e.no, "act": e.act, "title": e.title, "years": e.years, **_common(e)}


def _common(e: Entry) -> dict[str, Any]:
    return {"law": e.law, "has": not e.why, "why": e.why, "cite": e.cite, "certainty": e.certainty, "note": e.note, **_span(e.law, e.start)}


def _way(w: Way) -> dict[str, Any]:
    return {
        "from_states": list(w.start), "to_states": list(w.to), "by": w.by, "act": w.act, "law": w.law, "mark": w.mark, "beside": w.beside,
        "clauses": list(w.clauses), "cite": w.cite, "why": w.why, "note": w.says, **_span(w.law, w.since),
    }  # fmt: skip


def _span(law: str, start: date | None) -> dict[str, str | None]:
    first, last = span(law, start)
    return {"from": first.isoformat(), "until": last.isoformat() if last is not None else None}


def _states(codes: tuple[str, ...]) -> str:
    return ", ".join(codes)


def _limit(e: Entry) -> str:
    match e.limit:
        case "duty":
            return "không quá nghĩa vụ và chi phí"
        case "income" if e.per_head:
            return "để lại lương tối thiểu vùng cho mỗi người"
        case "income":
            return f"không quá {e.percent} % thu nhập"
        case _:
            return f"sau {e.years:02d} năm" if e.years else ""


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def state_notes(overlay: Overlay) -> str:
    """What the codes of the states mean, in a sentence."""
    return "Trạng thái: " + "; ".join(f"{code} {words}" for code, words in transitions.of(overlay).states.items()) + f" (từ {short_date(OLD_LAW)})."
