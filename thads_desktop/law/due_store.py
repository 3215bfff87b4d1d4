"""Terms of what a matter has in the store: to the finance office, destruction, the notice to whoever may fetch it, what nobody fetches.

Born of the enforcement decision, of the council and of the notice; met when nothing of the things is left here. Of one obligation and one
fate they are one term. An obligation that ended ends its terms: what still lies in the store then is told by the stock list.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, procedure_events as pe, store_events as se
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refused
from thads_desktop.law import store_law
from thads_desktop.law.crossing import Ending, ending
from thads_desktop.law.ruleset import NEW_LAW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.law.due import Counter, Deadline

CARRIED_OVER = (
    "Luật 2008 không định số ngày; từ 01/7/2026 Luật 106/2025 có định nên chương trình tính từ ngày ấy (cách hiểu của chương trình, quy định "
    "chuyển tiếp không nói)."
)


class _Thing:
    """An item of the matter: as it stood last, and since when nothing of it is left here (None = something is)."""

    def __init__(self) -> None:
        self.now: se.ExhibitStands | None = None
        self.gone: date | None = None

    def take(self, day: date, body: se.ExhibitStands) -> None:
        left = body.left > 0 and body.here
        self.gone = None if left else (self.gone or day)
        self.now = body


def of_store(desk: Counter, standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
    """Every such term of a matter; one that the law data do not know is not born."""
    things: dict[str, _Thing] = {}
    for e in standing:
        if isinstance(e.body, se.ExhibitStands) and e.day is not None:
            things.setdefault(e.body.item, _Thing()).take(e.day, e.body)
    groups: dict[tuple[str, int], list[_Thing]] = {}
    for thing in things.values():
        # What went to another matter by a mistake put right was never of this one.
        if thing.now is not None and thing.now.here:
            groups.setdefault((thing.now.fate, thing.now.line), []).append(thing)
    for (fate, line), group in groups.items():
        for made in _of_group(desk, standing, state, fate, line, group):
            # Two terms of one rule (the council, the destruction) are told apart by their case.
            words = desk.rules.term(made.rule, made.born, made.law, case=made.case).case_title
            yield replace(made, title=f"{made.title}: {words}") if words else made


def _of_group(desk: Counter, standing: list[ev.Event], state: MatterState, fate: str, line: int, group: list[_Thing]) -> Iterable[Deadline]:
    lines = (line,) if line else ()
    done = _all(group) or _ended(state, lines)
    opened = state.opened if state.origin != "carried" else None
    if fate == "confiscate" and opened is not None and _known(desk, "R44", "", opened):
        yield desk.made("R44", opened, _decided(opened), done, lines=lines)
    elif fate == "destroy":
        councils = _acts(standing, "destruction", lines)
        if opened is not None and _known(desk, "R45", "hoi_dong", opened):
            yield desk.made("R45", opened, _decided(opened), councils[0][0] if councils else done, case="hoi_dong", lines=lines)
        for day, paper in councils[-1:]:
            if not _known(desk, "R45", "tieu_huy", day):
                continue
            yield desk.made("R45", day, f"Lập Hội đồng tiêu hủy ngày {short_date(day)}.", done, case="tieu_huy", paper=paper, lines=lines)
    elif fate == "return":
        yield from _returned(desk, standing, state, lines, group, opened)


def _returned(
    desk: Counter, standing: list[ev.Event], state: MatterState, lines: tuple[int, ...], group: list[_Thing], opened: date | None,
) -> Iterator[Deadline]:  # fmt: skip
    ended = _ended(state, lines)
    told = [t.now.notice for t in group if t.now is not None and t.now.notice is not None]
    if opened is not None and _known(desk, "R46", "thong_bao", opened):
        every = max(told) if len(told) == len(group) else None
        yield desk.made("R46", opened, _decided(opened), every or _all(group) or ended, case="thong_bao", lines=lines)
    cases = store_law.load().cases
    each: dict[tuple[str, date], list[_Thing]] = {}
    unfetched: dict[date, list[_Thing]] = {}
    for t in group:
        if t.now is None or t.now.notice is None:
            continue
        each.setdefault((cases.get(t.now.kind, ""), t.now.notice), []).append(t)
        if t.now.effect is not None:
            unfetched.setdefault(t.now.effect, []).append(t)
    for (case, day), some in each.items():
        yield from _since(desk, "R46", case, day, f"Thông báo nhận tài sản ngày {short_date(day)}.", _all(some) or ended, lines)
    for day, some in unfetched.items():
        forfeited = [d for d, _paper in _acts(standing, "to_budget", lines)]
        met = [d for d in (*forfeited, _all(some), ended) if d is not None]
        why = f"Bản án, quyết định có hiệu lực ngày {short_date(day)}; tài sản chưa có người nhận."
        yield from _since(desk, "R47", "hieu_luc", day, why, min(met, default=None), lines)


def time_to_fetch(desk: Counter, kind: str, noticed: date) -> Ending | None:
    """Until when a thing of this kind may still be fetched after the notice; None where no law has a number for it."""
    case = store_law.load().cases.get(kind, "")
    if _known(desk, "R46", case, noticed):
        return ending(desk.rules, desk.calendar, "R46", noticed, None, case)
    if noticed < NEW_LAW and desk.rules.crossing != "old" and _known(desk, "R46", case, NEW_LAW):
        return ending(desk.rules, desk.calendar, "R46", NEW_LAW, None, case)
    return None


def _since(
    desk: Counter, rule: str, case: str, day: date, why: str, done: date | None, lines: tuple[int, ...],
) -> Iterator[Deadline]:  # fmt: skip
    """The term from a day. Where the law of that day gives no number and the new one does, it runs from the day on which that holds: no
    term ends by it before."""
    if _known(desk, rule, case, day):
        yield desk.made(rule, day, why, done, case=case, lines=lines)
    elif day < NEW_LAW and desk.rules.crossing != "old" and _known(desk, rule, case, NEW_LAW) and (done is None or done >= NEW_LAW):
        made = desk.made(rule, NEW_LAW, f"{why} {CARRIED_OVER}", done, case=case, lines=lines)
        yield replace(made, law="2025")


def _all(group: list[_Thing]) -> date | None:
    """Since when nothing of any of them is here; None while something is."""
    days = [t.gone for t in group if t.gone is not None]
    return max(days) if len(days) == len(group) else None


def _ended(state: MatterState, lines: tuple[int, ...]) -> date | None:
    """Since when the obligation (none named: the matter) is ended."""
    ends = [state.lines[n].ended for n in lines if n in state.lines]
    if ends:
        return max(x.day for x in ends if x is not None) if all(x is not None for x in ends) else None
    return state.status_day if state.ended else None


def _acts(standing: list[ev.Event], kind: str, lines: tuple[int, ...]) -> list[tuple[date, str]]:
    """(day, paper) of each decision of this kind on these obligations."""
    return [
        (e.day, e.body.paper) for e in standing
        if e.day is not None and isinstance(e.body, pe.ActDone) and e.body.act == kind and _meet(lines, e.body.lines)
    ]  # fmt: skip


def _meet(lines: tuple[int, ...], others: tuple[int, ...]) -> bool:
    return not lines or not others or bool(set(lines) & set(others))


def _decided(opened: date) -> str:
    return f"Quyết định thi hành án ngày {short_date(opened)}."


def _known(desk: Counter, rule: str, case: str, day: date) -> bool:
    """The law data of the day have a number for it."""
    try:
        return desk.rules.term(rule, day, case=case).case == case
    except Refused:
        return False
