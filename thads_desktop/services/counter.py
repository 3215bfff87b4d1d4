"""The question at the counter ("hồ sơ của tôi đến đâu"): a matter in plain words, fit to be read aloud.

What is said comes from the same view as the page of the matter, so that the two never tell different things; what an account may not see of
persons is masked there already. Entries of books are left out: who complained is nobody's business at the counter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import long_date
from thads_desktop.domain.ledger import NOBODY, ledger
from thads_desktop.domain.money import dong
from thads_desktop.law.deadlines import PASSING
from thads_desktop.services import queries
from thads_desktop.services.queries import STATUS_WORDS, MatterFilter

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.queries import MatterRow, MatterView

#: Matters offered for a name or a number.
MOST = 30
#: So many of the last acts are told.
LAST = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """A matter at the counter. sentences: read aloud in their order."""

    matter: str
    number_text: str
    sentences: tuple[str, ...]


def find(desk: Desk, text: str) -> list[MatterRow]:
    """Matters of a number, a name or an identity number; a number alone means that very decision first."""
    typed = text.strip()
    if not typed:
        return []
    exact = (f"{int(typed):02d}/", f"{int(typed)}/") if typed.isascii() and typed.isdigit() and len(typed) < 10 else ()
    ids: list[int] = []
    for wanted in (*exact, typed):
        ids += queries.matter_ids(desk, MatterFilter(text=wanted, most=MOST))
    return queries.matter_rows(desk, list(dict.fromkeys(ids))[:MOST])


#: States whose short name in the lists cannot be read out.
_SPOKEN = {"notified": "đang trong thời gian tự nguyện thi hành án hoặc chờ xác minh"}


def answer(desk: Desk, matter: str) -> Answer:
    """What is said of a matter today. Refused for an unknown one."""
    view = queries.matter(desk, matter)
    said = [_which(view), _state(view), *_money(view), _paid(desk, matter), *_kept(view), *_last(view), _next(desk, view)]
    officer = f"Chấp hành viên phụ trách: {view.officer}." if view.officer else "Việc chưa được phân công Chấp hành viên."
    return Answer(matter, view.number_text, tuple(x for x in (*said, officer) if x))


def _which(view: MatterView) -> str:
    opened = f" {long_date(view.state.opened)}" if view.state.opened else ""
    names = ", ".join(dict.fromkeys(n for line in view.lines for n in line.debtors))
    against = f", người phải thi hành án: {names}" if names else ""
    return f"Việc thi hành án theo quyết định số {view.number_text or 'chưa có'}{opened}{against}."


def _state(view: MatterView) -> str:
    since = f", từ {long_date(view.state.status_day)}" if view.state.status_day else ""
    status = view.state.status
    return f"Tình trạng: {_SPOKEN.get(status) or STATUS_WORDS[status].lower()}{since}."


def _money(view: MatterView) -> list[str]:
    state = view.state
    said = []
    if any(line.due is not None for line in view.lines):
        ended = sum(s.terminated if s.ended is None else s.left + s.terminated for s in state.lines.values() if s.line.due is not None)
        gone = f"; {dong(ended)} đồng không còn phải thi hành" if ended else ""
        said.append(f"Phải thi hành {dong(state.due)} đồng; đã thu {dong(state.collected)} đồng{gone}; còn lại {dong(state.rest)} đồng.")
    if held := state.held + view.held_before:
        said.append(f"Đang giữ {dong(held)} đồng chưa dùng cho khoản nào.")
    other = [line.text for line in view.lines if line.due is None and line.text]
    if other:
        said.append(f"Nghĩa vụ không phải tiền: {'; '.join(other)}.")
    return said


def _kept(view: MatterView) -> list[str]:
    """What lies in the store, from the matter's own events."""
    now = [e for e in view.state.exhibits.values() if e.here]
    kept = sum(e.left > 0 for e in now)
    gone = len(now) - kept
    told = [f"Đang giữ trong kho {kept} món vật chứng, tài sản của việc này."] if kept else []
    return [*told, f"Đã xuất kho, xử lý {gone} món vật chứng, tài sản."] if gone else told


def _paid(desk: Desk, matter: str) -> str:
    """What was paid out, of money that is followed."""
    with desk.reading() as reader:
        book = ledger(reader.events_of(f"matter:{matter}"))
    if not book.receipts:
        return ""
    fee = f", giữ lại phí {dong(book.fee)} đồng" if book.fee else ""
    waits = sum(a.held for n, a in book.accounts.items() if n != NOBODY)
    return f"Đã chi trả {dong(book.paid)} đồng{fee}; còn {dong(waits)} đồng đã thu chờ chi trả."


def _last(view: MatterView) -> list[str]:
    items = [i for i in view.timeline if not i.minor and i.day is not None][:LAST]
    told = [f"N{long_date(i.day)[1:]}: {_lower(i.what)}{f' ({i.detail})' if i.detail else ''}." for i in items if i.day]
    return ["Những việc gần nhất:", *told] if told else []


def _next(desk: Desk, view: MatterView) -> str:
    if view.state.ended:
        return "Việc đã kết thúc, không còn bước nào tiếp theo."
    today = desk.clock.today()
    open_ = sorted((d for d in view.deadlines if d.discharged_on is None), key=lambda d: d.due)
    todo = [d for d in open_ if d.rule not in PASSING]
    passing = [d for d in open_ if d.rule in PASSING and d.due >= today]
    if todo:
        first = todo[0]
        when = f"chậm nhất {long_date(first.due)}" if first.due >= today else f"lẽ ra xong {long_date(first.due)}, nay đã quá hạn"
        return f"Bước tiếp theo: {_lower(first.title)}, {when}."
    if passing:
        return f"Đang chờ hết thời hạn: {_lower(passing[0].title)}, đến {long_date(passing[0].due)}."
    return "Chưa có bước nào có hạn: hãy hỏi Chấp hành viên phụ trách."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


