"""Why is it so? A date, an amount, a state, a refusal: the events behind it, the rule, the article, and the counting.

Nothing is computed here that is not computed elsewhere: an answer shows how the same functions came to what is on the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, held
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.law.crossing import ending, told
from thads_desktop.law.due import (
    BOOK_OPENS,
    DELEGATION_RETURNED,
    DELEGATION_TELL,
    END_OF_DEFERRAL,
    RETURN_OPENS,
    counted_by,
)
from thads_desktop.law.ruleset import NEW_LAW
from thads_desktop.services import book_queries, masking, outages, subject_terms, tasks
from thads_desktop.services.book_terms import TYPED
from thads_desktop.services.event_words import describe
from thads_desktop.services.projecting import owed_title
from thads_desktop.services.projecting_steps import TASK_RULE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.law.due import Counter, Deadline
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names

CERTAINTY = {"H": "đã đối chiếu với văn bản", "M": "khá chắc chắn, nên đối chiếu lại với văn bản", "L": "chưa chắc chắn, phải đối chiếu với văn bản"}
UNITS = {"wd": "ngày làm việc", "d": "ngày", "m": "tháng", "y": "năm", "h": "giờ"}
LAWS = {"2008": "Luật Thi hành án dân sự 2008 (sửa đổi)", "2025": "Luật Thi hành án dân sự 2025"}
#: Days that no rule counted.
_UNCOUNTED = {
    END_OF_DEFERRAL: "Thời hạn do quyết định hoãn ghi, không phải thời hạn của luật.",
    TYPED: "Hạn do đơn vị ghi, không phải thời hạn của luật.",
    DELEGATION_RETURNED: "Nhắc của chương trình, không phải thời hạn của luật.",
    DELEGATION_TELL: "Nhắc của chương trình, không phải thời hạn của luật.",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the sentences beneath it."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """title: what is asked about; answer: the short answer; parts: what it rests on."""

    title: str
    answer: str
    parts: tuple[Part, ...]

    def text(self) -> str:
        """All of it, to be read and copied."""
        said = [self.title, "", self.answer]
        for part in self.parts:
            said += ["", part.heading.upper(), *(f"• {line}" for line in part.lines)]
        return "\n".join(said)


def of_deadline(desk: Desk, subject: str, rule: str, due: date, case: str = "") -> Why:
    """Why something must be done by a day: what began the term, the rule with its article, the counting day by day."""
    if rule == TASK_RULE:
        return _of_task(desk, subject.partition(":")[2])
    kind, _, key = subject.partition(":")
    if kind == "entry":
        return _of_entry(desk, key, rule, due, case)
    with desk.reading() as reader:
        events, found = subject_terms.of(desk, reader, subject)
        term = next((d for d in found if (d.rule, d.due) == (rule, due) and case in ("", d.case)), None)
        if term is None and kind == "matter":
            # Of a matter what its assets owe is asked, too.
            for asset in reader.projections.assets.of_matter(key):
                if any((d.rule, d.due) == (rule, due) and case in ("", d.case) for d in subject_terms.of(desk, reader, f"asset:{asset}")[1]):
                    return of_deadline(desk, f"asset:{asset}", rule, due, case)
        if term is None:
            raise Refused(Refusal("why.gone"))
        names = masking.names(desk, reader)
        by = subject_terms.counter(desk, reader)
        steps = term.steps(by.rules, by.calendar)
        parts = [Part("Sự kiện", _born(term, found, events, names)), Part("Quy định", _rule(by, term)), Part("Cách tính", tuple(steps))]
        parts += _transition(by, term)
        if term.parties:
            parts.append(Part("Còn phải làm với", tuple(names.name("party", p) or p for p in term.parties)))
        title = owed_title(term, names)
    state = f"Đã làm ngày {short_date(term.discharged_on)}." if term.discharged_on else _left(desk, due)
    cited = outages.of_term(desk, subject, rule, due)
    if cited:
        said = tuple(f"Sự cố hệ thống {o.words}: {o.could_not} (người phát hiện: {o.noticed})." for o in cited)
        parts.append(Part("Sự cố đã dẫn", (*said, outages.NO_RULE)))
    return Why(f"Vì sao hạn {short_date(due)}: {title}?", f"{term.why} {state}", tuple(parts))


def of_refusals(refusals: Iterable[Refusal], sentences: Iterable[str]) -> Why:
    """Why something is not done: the reasons, whose words hold the facts, and the articles."""
    cites = tuple(dict.fromkeys(r.cite for r in refusals if r.cite))
    law = cites or ("Không phải do một điều luật: dữ liệu đã nhập hoặc quyền của tài khoản không cho phép.",)
    return Why("Vì sao chưa làm được?", "Chương trình không ghi gì khi từ chối.", (Part("Lý do", tuple(sentences)), Part("Căn cứ", law)))


def of_event(desk: Desk, subject: str, seq: int) -> Why:
    """What one line of the log is: who recorded it when, under which law, what came of it."""
    with desk.reading() as reader:
        events = reader.events_of(subject)
        event = next((e for e in events if e.seq == seq), None)
        if event is None:
            raise Refused(Refusal("why.gone"))
        names = masking.names(desk, reader)
        what, detail = describe(event, names, fold(events).opened)
        struck = any(isinstance(e.body, ev.Struck) and e.body.target == seq for e in events)
        _events, terms = subject_terms.of(desk, reader, subject)
        born = tuple(f"Hạn {short_date(d.due)}: {owed_title(d, names)} ({d.cite or 'theo quyết định'})." for d in terms if d.born == event.day)
        who = names.recorder(event.actor)
    day = f"ngày {short_date(event.day)}" if event.day else "không có ngày pháp lý"
    recorded = (
        f"Dòng {event.seq} của nhật ký, {day}, ghi lúc {_moment(event)} bởi {who}.",
        f"Theo {LAWS.get(event.law, 'luật của ngày ấy')}." if event.law else "Không gắn với luật nào.",
        *(("Dòng này đã bị xóa vì ghi nhầm: đọc như chưa từng ghi.",) if struck else ()),
    )
    parts = [Part("Ghi nhận", recorded), Part("Thời hạn bắt đầu từ ngày ấy", born or ("Không có thời hạn nào.",))]
    return Why(f"{what}{f' ({detail})' if detail else ''}", f"Việc xảy ra {day}.", tuple(parts))


def of_judgment(desk: Desk, judgment: str) -> Why:
    """Why a received judgment waits, or waits no more: what came in, what was decided, the terms that run, the money that is held."""
    with desk.reading() as reader:
        events, found = subject_terms.of(desk, reader, f"intake:{judgment}")
        standing = in_force(events)
        if not standing:
            raise Refused(Refusal("why.gone"))
        names = masking.names(desk, reader)
        said = tuple(f"{short_date(e.day)}: {', '.join(x for x in describe(e, names, None) if x)} (dòng {e.seq})." for e in standing if e.day)
        number = str(names.row("judgment", judgment).get("number", ""))
    open_ = [d for d in found if d.discharged_on is None]
    parts = [Part("Sự kiện", said)]
    for d in open_:
        with desk.reading() as reader:
            by = subject_terms.counter(desk, reader)
            parts.append(Part(f"Hạn {short_date(d.due)}: {d.title}", (d.why, *_rule(by, d), *d.steps(by.rules, by.calendar), _left(desk, d.due))))
    kept = sum(held.by_payer(standing).values())
    if kept:
        parts.append(Part("Đang giữ", (f"{dong(kept)} đồng thu khi chưa có quyết định, chưa dùng và chưa trả lại.",)))
    decided = any(isinstance(e.body, ev.IntakeDecided) for e in standing)
    waits = "Đã ra quyết định." if decided else "Chưa có yêu cầu thi hành án: chưa có thời hạn nào chạy."
    waits = "Phải ra quyết định: thời hạn đang chạy." if open_ else waits
    return Why(f"Vì sao bản án {number} có tình trạng và hạn này?", waits, tuple(parts))


def _of_entry(desk: Desk, key: str, rule: str, due: date, case: str) -> Why:
    """Of a book's entry; refused to who may not see the book."""
    shown = book_queries.view(desk, key)
    term = next((d for d in shown.deadlines if (d.rule, d.due) == (rule, due) and case in ("", d.case)), None)
    if term is None:
        raise Refused(Refusal("why.gone"))
    with desk.reading() as reader:
        by = subject_terms.counter(desk, reader)
        parts = [Part("Sự kiện", (term.why,)), Part("Quy định", _rule(by, term)), Part("Cách tính", tuple(term.steps(by.rules, by.calendar)))]
        parts += _transition(by, term)
    state = f"Đã làm ngày {short_date(term.discharged_on)}." if term.discharged_on else _left(desk, due)
    return Why(f"Vì sao hạn {short_date(due)}: {term.title} ({shown.number_text})?", f"{term.why} {state}", tuple(parts))


def _of_task(desk: Desk, key: str) -> Why:
    task = next((t for t in tasks.listed(desk) if t.task == key), None)
    if task is None:
        raise Refused(Refusal("why.gone"))
    about = f"Về việc {task.number_text}." if task.number_text else "Không thuộc việc thi hành án nào."
    said = (f"Giao ngày {short_date(task.given)} cho {task.name}, hạn {short_date(task.due)}.", about)
    return Why(f"Vì sao hạn {short_date(task.due)}: {task.text}?", "Một việc được giao, không phải thời hạn của luật.", (Part("Sự kiện", said),))


def _born(term: Deadline, found: list[Deadline], events: list[ev.Event], names: Names) -> tuple[str, ...]:
    """What began the term: the events of its first day, or the term whose end that day is."""
    opened = fold(events).opened if events and events[0].subject.startswith("matter:") else None
    standing = in_force(events)
    same = [e for e in standing if e.day == term.born and (not term.paper or getattr(e.body, "paper", term.paper) == term.paper)]
    said = [f"{short_date(e.day)}: {', '.join(x for x in describe(e, names, opened) if x)} (dòng {e.seq} của nhật ký)." for e in same if e.day]
    before = [d for d in found if d.due == term.born and d.rule != term.rule and d.born < term.born]
    said += [f"{short_date(d.due)}: ngày cuối của thời hạn “{d.title}”, tính từ {short_date(d.born)} ({d.cite})." for d in before if d.cite]
    return tuple(said) or (term.why,)


def _rule(by: Counter, term: Deadline) -> tuple[str, ...]:
    if term.rule in _UNCOUNTED:
        return (_UNCOUNTED[term.rule],)
    if term.rule == RETURN_OPENS:
        return (f"{term.why} Từ ngày này được gửi lại, không có ngày cuối.", f"Căn cứ: {term.cite}.")
    if term.rule == BOOK_OPENS:
        return (f"{term.why} Từ ngày này được chuyển, không có ngày cuối.",)
    law = by.rules.term(counted_by(term.rule), term.born, term.law or None, case=term.case)
    length = "phải làm ngay" if law.n == 0 else f"{law.n} {UNITS[law.unit]}"
    return tuple(x for x in (
        f"{law.title}: {length}{f' ({law.case_title})' if law.case_title else ''}, mã {counted_by(term.rule)}.",
        f"Căn cứ: {term.cite}; {LAWS.get(law.law, law.law)}.",
        "Ngày cuối rơi vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo." if law.rolls and law.unit != "wd" else "",
        f"Độ chắc chắn: {CERTAINTY[law.certainty]}.", f"Ghi chú: {law.note}" if law.note else "",
    ) if x)  # fmt: skip


def _transition(by: Counter, term: Deadline) -> list[Part]:
    """A term over the change of law: both days, and which is taken."""
    if term.rule in (*_UNCOUNTED, BOOK_OPENS, RETURN_OPENS) or term.born >= NEW_LAW:
        return []
    try:
        found = ending(by.rules, by.calendar, counted_by(term.rule), term.born, term.law or None, term.case, term.new_from)
    except Refused:
        return []
    over = "Thời hạn vắt qua ngày 01/7/2026"
    if found.other is None or found.other_due is None:
        return [Part(over, (told(found, by.rules.crossing),))] if found.apart is not None else []
    days = sorted([(found.term.law, found.due), (found.other.law, found.other_due)])
    usual = "thời gian của người khác thì hạn muộn hơn" if found.term.of else "hạn sớm hơn"
    taken = f"Lấy ngày {short_date(term.due)}, theo thiết lập về thời hạn vắt qua ngày đổi luật (mặc định: {usual})."
    said = (*(f"{LAWS[law]}: {short_date(day)}." for law, day in days), taken)
    return [Part(over, said)]


def _left(desk: Desk, due: date) -> str:
    days = (due - desk.clock.today()).days
    return f"Đã quá {-days} ngày." if days < 0 else "Đến hạn hôm nay." if not days else f"Còn {days} ngày."


def _moment(event: ev.Event) -> str:
    from thads_desktop.domain.office_time import local

    return f"{local(event.recorded):%H:%M ngày %d/%m/%Y}"
