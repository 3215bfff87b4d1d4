"""What a confirmation and a notice of the end say of their matter: its state, what was performed, the day on which it ended.

Read from the log and never typed: what a clerk adds in words may not say otherwise.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from thads_desktop.documents import facts as prepared
from thads_desktop.domain import means
from thads_desktop.domain.dates import long_date, short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.text import bare
from thads_desktop.services import parties

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from thads_desktop.domain.matter import LineState, MatterState
    from thads_desktop.domain.money import Spelling
    from thads_desktop.services.papers import Draft
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

CONFIRMATION, ENDING = "confirmation", "ending_notice"
#: How an obligation ended, as a sentence on it ends.
ENDED = {
    "done": "đã thi hành xong", "terminated": "đã đình chỉ thi hành án", "delegated": "đã ủy thác thi hành án",
    "withdrawn": "quyết định thi hành án đã được thu hồi", "cancelled": "quyết định thi hành án đã bị hủy",
    "returned": "đã gửi lại yêu cầu thi hành án", "concluded": "kết thúc theo trường hợp khác của luật", "taken_up": "hồ sơ đã được rút lên cấp trên",
}  # fmt: skip
WHOLE, PART, NOTHING = "đã thi hành xong toàn bộ", "đã thi hành xong một phần", "chưa thi hành được"
#: The row of a judgment that holds its parts.
_PARTS = "parts"
#: Words by which a text says that all of it is done, and those that take it back.
_DONE, _NOT_ALL = "thi hanh xong", ("phan", "khoan", "chua", "con lai", "rieng")


def facts(reader: Reader, names: Names, draft: Draft, state: MatterState, cited: Callable[[str], str], spelling: Spelling) -> dict[str, Any]:
    """The variables of these two papers; {} of every other. cited: a paper of the matter as another one cites it."""
    if draft.form not in (CONFIRMATION, ENDING) or not state.exists:
        return {}
    found: dict[str, Any] = {"result_state": result(state), "judgment_duties": _duties(reader, names, draft, state, spelling)}
    if state.ended:
        found["ended_how"] = _how(state, cited)
        found["ended_on"] = long_date(state.status_day) if state.status_day is not None else ""
    if (span := _span(draft.texts)) is not None:
        first, last = span
        events = reader.events_of(f"matter:{draft.matter}")
        done = fold(events, last).collected - fold(events, first - timedelta(1)).collected
        found["period_done"] = prepared.amount_text(done, spelling) if done > 0 else "không có"
    return found


def result(state: MatterState) -> str:
    """How far the matter is: all, a part, nothing; of what ended otherwise how."""
    lines = state.lines.values()
    if lines and all(_performed(s) for s in lines):
        return WHOLE
    others = _by_end(s for s in lines if s.ended is not None and s.ended.kind != "done")
    some = state.collected > 0 or any(_performed(s) for s in lines)
    if state.ended and not some:
        return others
    return "; ".join(x for x in (PART if some else NOTHING, others) if x)


def objections(draft: Draft, state: MatterState, day: date) -> list[Refusal]:
    """A matter that goes on has not ended; what is said in words is what the log says; a period is one that is over."""
    if not state.exists:
        return []
    if draft.form == ENDING:
        return _not_ended(state, day)
    return [*_said_otherwise(draft, state), *_period(draft.texts, day)] if draft.form == CONFIRMATION else []


def _performed(line: LineState) -> bool:
    """Done, or paid up and only not yet said to be."""
    return (line.ended is not None and line.ended.kind == "done") or line.paid


def _by_end(lines: Iterable[LineState]) -> str:
    """How obligations ended otherwise, together where they ended alike."""
    ends: dict[str, list[str]] = {}
    for s in lines:
        assert s.ended is not None
        ends.setdefault(ENDED[s.ended.kind], []).append(str(s.line.line))
    return "; ".join(f"khoản {', '.join(of)} {how}" for how, of in ends.items())


def _how(state: MatterState, cited: Callable[[str], str]) -> str:
    """By what the matter ended: of each way the obligations, where they are not all, and the decision that did it."""
    ends: dict[tuple[str, str], list[int]] = {}
    for n, s in state.lines.items():
        if s.ended is not None:
            by = cited(s.ended.paper) if s.ended.paper and s.ended.kind != "done" else ""
            ends.setdefault((ENDED[s.ended.kind], by), []).append(n)
    said = []
    for (how, by), of in ends.items():
        which = "" if len(ends) == 1 else f"khoản {', '.join(map(str, of))} "
        said.append(f"{which}{how}{f' theo {by}' if by else ''}")
    return "; ".join(said)


def _duties(reader: Reader, names: Names, draft: Draft, state: MatterState, spelling: Spelling) -> list[dict[str, str]]:
    """What the judgment orders, by the parts that were entered of it; where none were, what this matter enforces of it."""
    here = set(means.parties(state.lines.values()))
    listed = (reader.row(_PARTS, state.judgment) or {}).get("parts", []) if state.judgment else []
    # What is between others is none of theirs.
    # Who was merged since is the one who is kept.
    whose = [{parties.resolve(reader, x) for x in (*p.get("debtors", ()), *p.get("creditors", ()))} for p in listed]
    parts = [p for p, of in zip(listed, whose, strict=True) if not of or of & here]
    if not parts:
        texts = names.row("matter", draft.matter).get("obligations", {})
        parts = [{"text": texts.get(str(n), ""), "due": s.line.due} for n, s in state.lines.items()]
    return [
        {
            "n": str(n), "obligation": names.words(str(part.get("text") or "")) or "Khoản phải thi hành",
            "amount": f": {prepared.amount_text(part['due'], spelling)}" if part.get("due") else "",
        }
        for n, part in enumerate(parts, 1)
    ]  # fmt: skip


def _not_ended(state: MatterState, day: date) -> list[Refusal]:
    if not state.ended:
        open_ = state.open_lines
        return [Refusal("ending.not_ended", {"lines": ", ".join(str(s.line.line) for s in open_[:10]), "rest": dong(state.rest)}, "extra")]
    ended = state.status_day
    if ended is not None and day < ended:
        return [Refusal("ending.before", {"ended": short_date(ended), "day": short_date(day)}, "day")]
    return []


def _said_otherwise(draft: Draft, state: MatterState) -> list[Refusal]:
    """Words that say all is done, or nothing, or only a part, where the books say otherwise."""
    said = bare(draft.texts.get("result_text", ""))
    if not said:
        return []
    now = result(state)
    whole = _DONE in said and ("toan bo" in said or not any(w in said for w in _NOT_ALL))
    part = _DONE in said and "mot phan" in said
    nothing = "chua thi hanh duoc" in said and _DONE not in said and "phan" not in said
    wrong = (whole and now != WHOLE) or (part and now == WHOLE) or (nothing and (now == WHOLE or state.collected > 0))
    if not wrong:
        return []
    facts = {"said": draft.texts["result_text"][:60], "now": now, "done": dong(state.collected), "rest": dong(state.rest)}
    return [Refusal("confirmation.otherwise", facts, "result_text")]


def _span(texts: Mapping[str, str]) -> tuple[date, date] | None:
    try:
        first, last = date.fromisoformat(texts.get("period_from", "")), date.fromisoformat(texts.get("period_to", ""))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _period(texts: Mapping[str, str], day: date) -> list[Refusal]:
    if not texts.get("period_from") or not texts.get("period_to"):
        return []
    span = _span(texts)
    if span is None or span[1] > day:
        return [Refusal("confirmation.period", {"day": short_date(day)}, "period_to")]
    return []
