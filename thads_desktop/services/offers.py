"""The acts a matter page offers: those lawful now, most likely first; the others with the reason why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from thads_desktop.domain import archive
from thads_desktop.domain.acts import GROUND_KINDS, Effect
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.lawful_ways import HEADS_OWN
from thads_desktop.domain.sentences import say
from thads_desktop.law import decisions, due_hours
from thads_desktop.law.due_review import entrusted
from thads_desktop.services import (
    act_rules,
    concluding,
    delegation_ack,
    delegation_out,
    held,
    measure_forms,
    owing,
    paper_rules,
    papers,
    projecting,
    reviews,
)
from thads_desktop.services.measure_forms import FAMILIES

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.documents.form import Form
    from thads_desktop.domain import events as ev
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Offer:
    """One act. kind: paper (a form id in ``key``), forms (a family of measures in ``key``, each on its own form) or act (a fact to record);
    why "" = lawful now; note: the texts are silent, the head may decide; code: of the note."""

    key: str
    title: str
    kind: Literal["paper", "forms", "act"]
    why: str = ""
    note: str = ""
    code: str = ""


_PAPERS: tuple[tuple[str, str], ...] = (
    ("summons", "Giấy báo tự nguyện thi hành án"),
    ("verification", "Biên bản xác minh"),
    ("means_lacking", "Quyết định chưa có điều kiện"),
    ("deferral", "Quyết định hoãn"),
    ("suspension", "Quyết định tạm đình chỉ"),
    ("suspension_notice", "Thông báo tạm đình chỉ"),
    ("continuation", "Quyết định tiếp tục"),
    ("termination", "Quyết định đình chỉ"),
    ("delegation", "Quyết định ủy thác"),
    ("assignment", "Quyết định phân công, thay đổi chấp hành viên"),
    ("amendment", "Quyết định sửa đổi, bổ sung"),
    ("withdrawal", "Quyết định thu hồi"),
    ("cancellation", "Quyết định hủy"),
)
#: Of the catalogue of further decisions, those that are papers, in the order of daily use.
_FURTHER = (
    "request_return", "confirmation", "fee", "exit_ban", "transfer", "fee_relief", "cost_relief", "give_back",
    "destruction", "to_budget", "remission", "explanation", "review_petition", "asset_delegation", "taking_up",
)  # fmt: skip
_ACTS: tuple[tuple[str, str], ...] = (
    ("collect", "Thu tiền"),
    ("notice", "Thông báo hợp lệ"),
    ("verify", "Kết quả xác minh"),
    ("file", "Lập hồ sơ"),
    ("ground", "Phát sinh căn cứ ra quyết định"),
    ("inform", "Có thông tin mới"),
    ("classify", "Phân loại"),
    ("publish", "Đăng tải chưa có điều kiện"),
    ("book", "Chuyển sổ theo dõi riêng"),
    ("complete", "Thi hành xong"),
    ("conclude", "Kết thúc thi hành án (trường hợp khác)"),
    ("assign", "Phân công không ra văn bản riêng"),
)
#: Beside an offer that may be confirmed, by the code of what is told, where that is not the silence of the texts.
NOT_SEEN = {
    "facts.none": "Chưa thấy việc ấy trong dữ liệu: xác nhận thì vẫn ra được.",
    "fee.nothing_due": "Chưa thu khoản nào phải thu phí: xác nhận thì vẫn ra được.",
}
#: Objections that only say that something is still to be filled in.
TO_FILL = {
    "officer.missing", "officer.same", "delegation.no_office", "ground.unknown", "ground.missing", "target.not_issued",
    "deferral.no_until", "continuation.other_ground", "means.no_deferral", "act.no_amount", "transfer.not_party",
    "transfer.no_new_party", "measure.no_income", "measure.no_wage", "fee.no_decision", "measure.not_held",
    "summons.which_debtor", "measure.everybody", "measure.some_money",
}  # fmt: skip
#: Papers that are made elsewhere, and opened here to be recorded.
RECORDED = {"taking_up.elsewhere", "cancellation.own"}


def offers(desk: Desk, state: MatterState, day: date, matter: str = "") -> list[Offer]:
    """Lawful acts first, in the order of daily use; then those of which the texts say nothing, which the head may decide; then the
    others, each with its reason. The reasons are those that the paper or the fact itself would be refused with."""
    with desk.reading() as reader:
        events = reader.events_of(f"matter:{matter}") if matter else []
        found = [_paper(desk, reader, state, key, title, day, matter, events) for key, title in papers_on(day)]
        found += [replace(_paper(desk, reader, state, key, title, day, matter, events), kind="forms") for key, title in FAMILIES.items()]
        found += [Offer(key, title, "act", _act_why_not(desk, reader, state, key, day)) for key, title in _ACTS]
        if state.exists and held.total(reader, state.judgment):
            found.append(Offer("held", "Dùng hoặc trả lại tiền giữ trước khi có quyết định", "act"))
        if matter and state.exists and any(due_hours.by_hour(e.body) for e in events):
            found.append(Offer("hour", "Ghi giờ của việc tính thời hạn bằng giờ", "act"))
        found += delegation_offers(reader, matter, state) if matter and state.exists else []
        found += review_offers(reader, matter, state) if matter and state.exists else []
        names = projecting.Names(reader)
        nobody = owing.nobody_owes(names, state.kind, [s.line for s in state.lines.values()], names.row("matter", matter).get("obligations", {}))
    nobody = nobody and state.origin != "carried"
    if state.ended and matter:
        found += archive_offers(state)
    if state.held > 0:
        found.append(Offer("surplus", "Trả lại tiền thu thừa đang giữ", "act"))
    # What is not sent or answered yet comes before all.
    order = {WAITING: -2, f"{WAITING}_answer": -1, FILE: -1, **{key: at for at, key in enumerate(_likely(state, nobody=nobody))}}
    return sorted(found, key=lambda o: (bool(o.why), bool(o.note), order.get(o.key, 99)))


#: Keys of what is done with the file of an ended matter.
MINUTES, FILE, WITHDRAW = "archive_minutes", "archive_file", "archive_withdraw"
#: Keys of what is done with delegations; the first while it waits for this office.
WAITING, PACKAGE, ANSWER = "delegation_waiting", "delegation_package", "delegation_answer"


def delegation_offers(reader: Reader, matter: str, state: MatterState) -> list[Offer]:
    """The packages of the decisions to delegate, and the acknowledgement of what was delegated to this office."""
    found = []
    if out := delegation_out.of_matter(reader, matter):
        waits = any(x.sent is None and not x.answer and x.lines for x in out)
        state_words = "chưa lập" if waits else "đã gửi, chưa có thông báo nhận" if any(not x.answer for x in out) else "đã có trả lời"
        found.append(Offer(WAITING if waits else PACKAGE, f"Gói ủy thác gửi cơ quan nhận ({state_words})", "act"))
    came = delegation_ack.came(reader, state.judgment) if state.delegated_in and state.judgment else None
    if came is not None and came.matter == matter:
        done = f"đã lập {short_date(came.told)}" if came.told else "chưa lập"
        found.append(Offer(ANSWER if came.told else f"{WAITING}_answer", f"Thông báo nhận ủy thác ({done})", "act"))
    return found


def archive_offers(state: MatterState) -> list[Offer]:
    """The next step of the file on its way to the archive; of one that lies there, its minutes and its withdrawal."""
    filed = state.archive or archive.NONE
    if filed.stage == "archived":
        return [Offer(MINUTES, "Biên bản bàn giao lưu trữ", "act"), Offer(WITHDRAW, "Rút hồ sơ khỏi lưu trữ (Thủ trưởng đồng ý)", "act")]
    return [Offer(FILE, f"Lưu trữ hồ sơ ({archive.STAGES[filed.stage]})", "act")]


def review_offers(reader: Reader, matter: str, state: MatterState) -> list[Offer]:
    """A decision of cassation or retrial on an entrusted matter: to be recorded when it comes, and passed on."""
    if not entrusted(state):
        return []
    found = [Offer("review", "Nhận quyết định giám đốc thẩm, tái thẩm", "act")]
    if reviews.waiting(reader, matter) is not None:
        found.append(Offer("review_forward", "Chuyển quyết định giám đốc thẩm, tái thẩm", "act"))
    return found


def papers_on(day: date) -> tuple[tuple[str, str], ...]:
    """(form, title) of every paper of a matter, those of the catalogue as the law of the day calls them."""
    of = decisions.catalogue().of
    further = [(act, e.title) for act in _FURTHER if (e := of(act, day)) is not None]
    return (*_PAPERS, *further)


def papers_ever() -> tuple[tuple[str, str], ...]:
    """(form, title) of every paper of a matter, under whichever law."""
    return (*_PAPERS, *((act, act) for act in _FURTHER), *FAMILIES.items())


def of_form(desk: Desk, reader: Reader, state: MatterState, form: Form, day: date, matter: str, events: list[ev.Event]) -> Offer:
    """As an offer of the matter's page, for any form."""
    return _paper(desk, reader, state, form.effect, form.name, day, matter, events, form.id, form.measure)


def _paper(
    desk: Desk, reader: Reader, state: MatterState, kind: str, title: str, day: date, matter: str, events: list[ev.Event],
    form: str = "", measure: str = "",
) -> Offer:  # fmt: skip
    """Against it stands the first reason, where none of its grounds makes it lawful. form: its id, where the act has several forms;
    measure: the one that the form is for."""
    key = form or kind
    listed = desk.rules.grounds(GROUND_KINDS[kind], day) if GROUND_KINDS[kind] else ()
    first: Refusal | None = None
    silent = code = ""
    tries = _tries(kind, [g.code for g in listed] or [""], day, measure)
    if kind in ("withdrawal", "cancellation") and state.ended:
        tries += [Effect(kind, g.code, target=paper) for paper in _endings(state) for g in listed]  # type: ignore[arg-type]  # one of the two
    for effect in tries:
        draft = papers.Draft(form or (measure_forms.first(kind, effect.measure, day) if kind in FAMILIES else kind), effect, matter)
        found = paper_rules.objections(desk, reader, state, draft, day, events)
        wrong = [r for r in found if r.code not in TO_FILL and r.code not in RECORDED]
        if not wrong:
            return Offer(key, title, "paper")
        if all(r.code in HEADS_OWN for r in wrong):
            silent, code = silent or say(wrong[0]), code or wrong[0].code
        first = first or next((r for r in wrong if r.code not in HEADS_OWN), None)
    if silent:
        return Offer(key, title, "paper", note=silent, code=code)
    return Offer(key, title, "paper", "" if first is None else say(first))


def _endings(state: MatterState) -> list[str]:
    """The papers by which obligations ended: a wrong one may be taken back, and the matter goes on."""
    papers_of = [s.ended.paper for s in state.lines.values() if s.ended is not None]
    return [p for p in dict.fromkeys(papers_of) if p and p != state.opening_paper and p not in state.undone]


def _tries(kind: str, clauses: list[str], day: date, measure: str = "") -> list[Effect]:
    """The paper on each of its grounds; a measure as each that the law of the day has (measure: that one)."""
    if kind in ("security", "coercion"):
        return [Effect(kind, measure=m.act) for m in decisions.catalogue().measures(kind, day) if m.act != "exit_ban" and measure in ("", m.act)]  # type: ignore[arg-type]  # as below
    return [Effect(kind, clause=clause) for clause in clauses]  # type: ignore[arg-type]  # GROUND_KINDS holds effects alone


def _act_why_not(desk: Desk, reader: Reader, state: MatterState, key: str, day: date) -> str:
    if key == "conclude":
        return _conclude_why_not(desk, state, day)
    found = act_rules.against_booking(desk, state, day, desk.calendar(reader)) if key == "book" else act_rules.against(state, key)
    return "" if found is None else say(found)


def _conclude_why_not(desk: Desk, state: MatterState, day: date) -> str:
    found = concluding.objections(desk, state, day, "")
    return say(found[0]) if found else ""


#: What is done with somebody who owes.
_OF_DEBTORS = ("summons", "verification", "verify")


def _likely(state: MatterState, *, nobody: bool) -> tuple[str, ...]:
    """The acts that usually come next; nobody: nobody owes, what is asked of a debtor comes last."""
    first: tuple[str, ...]
    match "paid" if state.open_lines and all(s.paid for s in state.open_lines) else state.status:
        case "paid":
            first = ("complete", "notice", "file")
        case "issued":
            first = ("file", "notice", "summons", "collect", "verification", "verify")
        case "notified":
            first = ("verification", "verify", "collect", "complete", "summons")
        case "deferral" | "suspension":
            first = ("continuation", "collect", "termination")
        case "lacks_means" | "separate_book":
            first = ("verification", "verify", "inform", "continuation", "publish", "book", "request_return")
        case _:
            first = ("collect", "complete", "means_lacking", "deferral", "verification", "verify", "termination")
    rest = tuple(k for k in (*(k for k, _ in (*_PAPERS, *_ACTS)), *FAMILIES, *_FURTHER) if k not in first)
    every = (*first, *rest)
    return (*(k for k in every if k not in _OF_DEBTORS), *_OF_DEBTORS) if nobody else every
