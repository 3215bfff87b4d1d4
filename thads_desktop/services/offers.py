"""The acts a matter page offers: those lawful now, most likely first; the others with the reason why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from thads_desktop.domain import decide, means
from thads_desktop.domain.acts import GROUND_KINDS, Effect
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.sentences import say
from thads_desktop.services import held, owing, projecting

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.acts import EffectKind
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Offer:
    """One act. kind: paper (a form id in ``key``) or act (a fact to record); why "" = lawful now."""

    key: str
    title: str
    kind: Literal["paper", "act"]
    why: str = ""


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
    ("assign", "Phân công không ra văn bản riêng"),
)
#: Objections that only say that something is still to be filled in.
_TO_FILL = {
    "officer.missing", "officer.same", "delegation.no_office", "ground.unknown", "ground.missing", "target.not_issued",
    "deferral.no_until", "continuation.other_ground",
}  # fmt: skip


def offers(desk: Desk, state: MatterState, day: date) -> list[Offer]:
    """Lawful acts first, in the order of daily use; then the others, each with its reason."""
    found = [Offer(key, title, "paper", _why_not(desk, state, key, day)) for key, title in _PAPERS]
    found += [Offer(key, title, "act", _act_why_not(state, key)) for key, title in _ACTS]
    with desk.reading() as reader:
        if owing.nobodys_means(projecting.Names(reader), state):
            says = say(Refusal("means.nobody"))
            found = [replace(o, why=o.why or says) if o.key == "means_lacking" else o for o in found]
        if state.exists and held.total(reader, state.judgment):
            found.append(Offer("held", "Dùng hoặc trả lại tiền giữ trước khi có quyết định", "act"))
        nobody = owing.nobody_owes(projecting.Names(reader), state.kind, [s.line for s in state.lines.values()])
    nobody = nobody and state.origin != "carried"
    if state.held > 0:
        found.append(Offer("surplus", "Trả lại tiền thu thừa đang giữ", "act"))
    order = {key: at for at, key in enumerate(_likely(state, nobody=nobody))}
    return sorted(found, key=lambda o: (bool(o.why), order.get(o.key, 99)))


def _why_not(desk: Desk, state: MatterState, kind: EffectKind | str, day: date) -> str:
    """The first reason against it; "" where one of the grounds makes it lawful."""
    listed = desk.rules.grounds(GROUND_KINDS[kind], day) if GROUND_KINDS[kind] else ()
    law, first = desk.law_on(day), ""
    for clause in [g.code for g in listed] or [""]:
        found = decide.objections(state, Effect(kind, clause=clause), day, law)  # type: ignore[arg-type]  # GROUND_KINDS holds effects alone
        wrong = [r for r in found if r.code not in _TO_FILL]
        if not wrong:
            return ""
        first = first or say(wrong[0])
    return first


def _act_why_not(state: MatterState, key: str) -> str:
    if not state.exists:
        return "Chưa có quyết định thi hành án."
    if state.ended and key != "collect":
        return "Việc đã kết thúc."
    if key in ("publish", "book") and not means.lacking(state):
        return "Việc không có khoản nào ở tình trạng chưa có điều kiện."
    if key == "complete" and any(s.rest for s in state.open_lines):
        return "Còn tiền phải thi hành."
    if key == "file" and state.file_opened is not None:
        return "Đã lập hồ sơ."
    return ""


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
            first = ("verification", "verify", "inform", "continuation", "publish", "book")
        case _:
            first = ("collect", "complete", "means_lacking", "deferral", "verification", "verify", "termination")
    rest = tuple(k for k, _ in (*_PAPERS, *_ACTS) if k not in first)
    every = (*first, *rest)
    return (*(k for k in every if k not in _OF_DEBTORS), *_OF_DEBTORS) if nobody else every
