"""Why a matter, or one obligation of it, owes what it owes and stands as it stands; and why nothing stands before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MATTER_LADDER
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.law.deadlines import PASSING, deadlines_of
from thads_desktop.law.next_step import HINTS
from thads_desktop.services import masking, subject_terms
from thads_desktop.services.event_words import describe
from thads_desktop.services.projecting import owed_title
from thads_desktop.services.queries import STATUS_WORDS
from thads_desktop.services.why import Part, Why
from thads_desktop.storage import agenda_lists

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.domain.matter import Condition, LineState, MatterState
    from thads_desktop.law.due import Deadline
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

#: Condition -> the kind of grounds that its decision names.
_GROUNDS = {"deferral": "deferral", "suspension": "suspension", "lacks_means": "means_lacking"}
_ENDS = {"terminated": "termination", "delegated": "delegation", "withdrawn": "withdrawal", "cancelled": "cancellation"}
#: What changes what is owed.
_MONEY = (
    ev.Collected, le.Allotted, ev.SurplusReturned, le.Deducted, ev.Terminated, ev.LineCompleted, ev.Delegated, ev.Withdrawn, ev.Cancelled,
    ev.EffectUndone, ev.LineAdded,
)  # fmt: skip
#: More sums than this are added up, not listed.
MOST = 300


def of_line(desk: Desk, matter: str, line: int, day: date | None = None) -> Why:
    """Why an obligation has this rest and this state; day: as of that day."""
    with desk.reading() as reader:
        events, state, names = _read(desk, reader, matter, day)
        found = state.lines.get(line)
        if found is None:
            raise Refused(Refusal("why.gone"))
        parts = (Part("Số tiền", _sums(events, found, names)), Part("Trạng thái", _state_of(desk, found, names)))
    rest = f"còn {dong(found.rest)} đồng" if found.line.due is not None else "không phải tiền"
    return Why(f"Vì sao khoản {line}: {rest}, {STATUS_WORDS.get(found.state, found.state).lower()}?", _answer(found), parts)


def of_matter(desk: Desk, matter: str, day: date | None = None) -> Why:
    """Why the matter as a whole has this state, this sum and this next day."""
    with desk.reading() as reader:
        events, state, names = _read(desk, reader, matter, day)
        if not state.exists:
            raise Refused(Refusal("why.gone"))
        owed = [d for d in _terms(desk, reader, events) if d.discharged_on is None]
        each = [f"Khoản {n}: {STATUS_WORDS.get(s.state, s.state).lower()}." for n, s in state.lines.items()]
        parts = [Part("Trạng thái", (*each, _ladder(state), *_phase(events, state, names)))]
        for found in state.lines.values():
            parts.append(Part(f"Khoản {found.line.line}", (*_sums(events, found, names), *_state_of(desk, found, names))))
        sums = " + ".join(dong(s.rest) for s in state.lines.values()) or "0"
        parts.append(Part("Cộng còn phải thi hành", (f"{sums} = {dong(state.rest)} đồng.",)))
        if state.held:
            parts.append(Part("Đang giữ", (f"{dong(state.held)} đồng thu trên mức phải thi hành hoặc không thuộc khoản nào, chưa trả lại.",)))
        terms = tuple(f"{short_date(d.due)}: {owed_title(d, names)}. {d.why}" for d in owed)
        parts.append(Part("Thời hạn đang chạy (Alt+Enter trên từng dòng để xem cách tính)", terms or ("Không có.",)))
        number = str(names.row("matter", matter).get("number_text", ""))
    status = STATUS_WORDS.get(state.status, state.status)
    since = f" từ ngày {short_date(state.status_day)}" if state.status_day else ""
    return Why(f"Vì sao việc {number}: {status.lower()}, còn {dong(state.rest)} đồng?", f"{status}{since}.", tuple(parts))


def of_missed(desk: Desk, matter: str) -> Why:
    """Why nothing stands before a matter: what was met, and what would be a next step."""
    with desk.reading() as reader:
        events, state, names = _read(desk, reader, matter, None)
        found = _terms(desk, reader, events)
        row = agenda_lists.step_of(reader.projections, matter)
        number = str(names.row("matter", matter).get("number_text", ""))
    open_ = [d for d in found if d.discharged_on is None and d.rule not in PASSING]
    met = tuple(f"{owed_title(d, names)}: hạn {short_date(d.due)}, đã làm {short_date(d.discharged_on)}." for d in found if d.discharged_on)
    rests = tuple(
        f"Khoản {n}: {STATUS_WORDS.get(s.state, s.state).lower()}{_until(s.conditions)}." for n, s in state.lines.items() if s.ended is None
    )
    if open_ or row is None:
        return Why(f"Việc {number}", "Việc này có bước tiếp theo, hoặc đã kết thúc: danh sách sẽ cập nhật.", ())
    return Why(
        f"Vì sao việc {number} chưa có bước tiếp theo?",
        "Không thời hạn nào đang chạy, không việc được giao nào có ngày, và không phải mọi khoản còn lại đều tạm dừng đúng luật.",
        (Part("Thời hạn đã xong", met or ("Chưa có thời hạn nào phát sinh từ những gì đã ghi.",)), Part("Các khoản còn lại", rests),
         Part("Có thể làm tiếp (gợi ý của chương trình)", (HINTS.get(row.hint, "Giao một việc có ngày."),))),
    )  # fmt: skip


def _read(desk: Desk, reader: Reader, matter: str, day: date | None) -> tuple[list[ev.Event], MatterState, Names]:
    events = reader.events_of(f"matter:{matter}")
    if day is not None:
        events = [e for e in events if e.day is None or e.day <= day]
    return events, fold(events, day), masking.names(desk, reader)


def _terms(desk: Desk, reader: Reader, events: list[ev.Event]) -> list[Deadline]:
    by = subject_terms.counter(desk, reader)
    return deadlines_of(events, by.rules, by.calendar)


def _answer(line: LineState) -> str:
    if line.ended is not None:
        return f"Khoản này kết thúc ngày {short_date(line.ended.day)}: {STATUS_WORDS.get(line.ended.kind, line.ended.kind).lower()}."
    if line.line.due is None:
        return "Nghĩa vụ không phải tiền: không có số còn lại."
    return f"Phải thi hành {dong(line.line.due)} đồng, đã thu {dong(line.collected)} đồng" + (
        f", đình chỉ {dong(line.terminated)} đồng" if line.terminated else ""
    ) + f", còn {dong(line.rest)} đồng."


def _sums(events: list[ev.Event], line: LineState, names: Names) -> tuple[str, ...]:
    """Each sum that changed what is left of an obligation, and the arithmetic."""
    if line.line.due is None:
        return ("Nghĩa vụ không phải tiền.",)
    n, kept = line.line.line, in_force(events)
    said = [_began(kept, line)]
    money = [i for i, e in enumerate(kept) if isinstance(e.body, _MONEY)]
    if len(money) > MOST:
        said.append(f"{len(money)} lần thu, chi, đình chỉ: xem từng lần ở phần Diễn biến.")
    else:
        before = next((s for s in [fold(kept[: money[0]]).lines.get(n)] if s), None) if money else None
        for at in money:
            now = fold(kept[: at + 1]).lines.get(n)
            if now is not None and before is not None and _money(now) != _money(before):
                said.append(_changed(kept[at], before, now, names))
            before = now
    taken = [x for x in (line.collected, line.terminated) if x]
    if not taken:
        said.append(f"Chưa thu, chưa đình chỉ: {'lúc kết thúc còn' if line.ended is not None else 'còn'} {dong(line.left)} đồng.")
        return tuple(said)
    left = f"{' '.join([dong(line.line.due), *(f'− {dong(x)}' for x in taken)])} = {dong(line.left)} đồng"
    said.append(f"{left}; khoản đã kết thúc nên không còn phải thi hành." if line.ended is not None and line.left else f"{left}.")
    return tuple(said)


def _money(line: LineState) -> tuple[int, int, bool]:
    return line.collected, line.terminated, line.ended is None


def _began(kept: list[ev.Event], line: LineState) -> str:
    first = kept[0]
    day = short_date(first.day) if first.day else ""
    due = dong(line.line.due or 0)
    if isinstance(first.body, ev.CarriedIn):
        where = f"dòng {first.body.row} của sổ, dòng {first.seq} của nhật ký"
        return f"Sổ cũ ghi còn phải thi hành {due} đồng vào ngày {short_date(first.body.known_from)} ({where})."
    return f"Quyết định thi hành án ngày {day}: {due} đồng (dòng {first.seq} của nhật ký)."


def _changed(event: ev.Event, before: LineState, now: LineState, names: Names) -> str:
    what, detail = describe(event, names, None)
    parts = []
    for word, was, is_ in (("đã thu", before.collected, now.collected), ("đình chỉ", before.terminated, now.terminated)):
        if was != is_:
            parts.append(f"{word} {dong(was)} {'+' if is_ > was else '−'} {dong(abs(is_ - was))} = {dong(is_)}")
    if now.ended != before.ended:
        parts.append("khoản kết thúc" if now.ended is not None else "khoản mở lại")
    receipt = getattr(event.body, "receipt", "")
    told = ", ".join(x for x in (what, detail, f"số {receipt}" if receipt else "") if x)
    return f"{short_date(event.day) if event.day else ''}: {told} (dòng {event.seq}); {'; '.join(parts)}."


def _state_of(desk: Desk, line: LineState, names: Names) -> tuple[str, ...]:
    """The decisions and findings that hold an obligation, each with its ground and article."""
    if line.ended is not None:
        end = line.ended
        ground = _ground(desk, _ENDS.get(end.kind, ""), end.clause, end.day)
        return (f"{STATUS_WORDS.get(end.kind, end.kind)} ngày {short_date(end.day)}{_paper(end.paper, names)}{ground}.",)
    said = []
    for condition in line.conditions:
        words = STATUS_WORDS.get(condition.kind, condition.kind)
        ground = _ground(desk, _GROUNDS.get(condition.kind, ""), condition.clause, condition.since)
        until = f" đến ngày {short_date(condition.until)}" if condition.until else ""
        said.append(f"{words} từ ngày {short_date(condition.since)}{until}{_paper(condition.paper, names)}{ground}.")
    return tuple(said) or ("Không có quyết định nào tạm dừng hay kết thúc khoản này: đang thi hành.",)


def _ground(desk: Desk, kind: str, clause: str, day: date) -> str:
    if not kind or not clause:
        return ""
    found = next((g for g in desk.rules.grounds(kind, day) if g.code == clause), None)
    return f"; căn cứ: {found.text} ({found.cite})" if found is not None else f"; căn cứ điểm {clause}"


def _paper(paper: str, names: Names) -> str:
    row = names.row("paper", paper) if paper else {}
    said = " ".join(x for x in (str(row.get("title", "")), str(row.get("number_text", ""))) if x)
    return f", {said}" if said else ""


def _ladder(state: MatterState) -> str:
    if state.ended:
        return "Mọi khoản đã kết thúc: việc kết thúc."
    order = ", ".join(STATUS_WORDS[x].lower() for x in MATTER_LADDER)
    return f"Trạng thái của việc là trạng thái đứng đầu trong các khoản còn mở, theo thứ tự: {order}."


def _phase(events: list[ev.Event], state: MatterState, names: Names) -> tuple[str, ...]:
    """Of a matter that is enforced: the events that say how far it is."""
    if state.status not in ("issued", "notified", "enforcing"):
        return ()
    kinds = (ev.MatterOpened, ev.CarriedIn, ev.ValidNotice, ev.Verified, ev.Classified)
    said = [e for e in in_force(events) if isinstance(e.body, kinds)]
    listed = tuple(f"{short_date(e.day)}: {', '.join(x for x in describe(e, names, state.opened) if x)} (dòng {e.seq})." for e in said[-6:] if e.day)
    rule = "Đã xác minh hoặc phân loại: đang thi hành; mới thông báo: chờ tự nguyện; chưa thông báo: đã ra quyết định."
    return (*listed, rule)


def _until(conditions: Iterable[Condition]) -> str:
    days = [c.until for c in conditions if c.until is not None]
    return f" đến ngày {short_date(max(days))}" if days else ""
