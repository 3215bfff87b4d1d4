"""The particulars of the events of the whole procedure, for timelines and the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import procedure_events as pe
from thads_desktop.domain.money import dong
from thads_desktop.law import decisions

if TYPE_CHECKING:
    from thads_desktop.services.projecting import Names

#: How a matter comes of another.
LINKS = {"re_requested": "yêu cầu lại sau khi gửi lại yêu cầu của việc"}
#: What was told, and decided all the same by who signs.
DECIDED = {
    "transition.silent": "luật không quy định ở trạng thái ấy, Thủ trưởng quyết định", "measure.flight": "cần ngăn chặn tẩu tán tài sản",
    "continuation.several": "mọi căn cứ hoãn, tạm đình chỉ đều không còn",
    "delegation.tell_receiver": "sẽ báo cơ quan nhận ủy thác", "delegation.other_amount": "số tiền khác với số được ủy thác",
    "facts.none": "có việc ấy, chưa ghi trong chương trình",
    "fee.nothing_due": "có khoản phải thu phí, chưa ghi trong chương trình", "fee.more_than_due": "số phí lớn hơn số chương trình tính",
    "seizure.told_late": "kê biên không phải báo trước, hoặc cần ngăn chặn tẩu tán tài sản",
    "measure.everybody": "biện pháp áp dụng đối với mọi người phải thi hành án",
    "request.proof": "đã có tài liệu về điều kiện thi hành án", "request.renounced": "nội dung khác nội dung đã yêu cầu đình chỉ",
}  # fmt: skip


def confirmed(codes: tuple[str, ...]) -> str:
    """What who signs is to know before; "" for nothing."""
    return f"Ký là xác nhận: {'; '.join(DECIDED.get(code, code) for code in codes)}." if codes else ""


def title(act: str) -> str:
    """What a decision or measure is called; the words of either law are the same."""
    return next((e.title for e in decisions.catalogue().entries if e.act == act), act)


def detail(body: pe.ProcedureBody, names: Names) -> str:
    """What of it, of whom, how much, on which obligations."""
    match body:
        case pe.RequestReturned() | pe.TakenUp():
            return _lines(body.lines)
        case pe.Concluded():
            return _said(f"điểm {body.clause}" if body.clause else "", _lines(body.lines))
        case pe.RightsTransferred():
            what = "quyền" if body.side == "creditor" else "nghĩa vụ"
            return _said(f"{what} của {names.name('party', body.old)} cho {names.name('party', body.new)}", _lines(body.lines))
        case pe.MeasureTaken():
            return _said(title(body.measure), names.name("party", body.party), _money(body.amount), _lines(body.lines))
        case pe.MeasureEnded():
            row = names.row("paper", body.target)
            return " ".join(x for x in (str(row.get("title", "")), str(row.get("number_text", ""))) if x)
        case pe.ActDone():
            return _said(title(body.act), names.name("party", body.party), _money(body.amount), body.to_office, _lines(body.lines))
        case pe.HeadDecided():
            return _said(*(DECIDED.get(code, code) for code in body.codes))
        case pe.Linked():
            return f"{LINKS.get(body.how, body.how)} {names.row('matter', body.matter).get('number_text', '')}".strip()


def _said(*parts: str) -> str:
    return ", ".join(x for x in parts if x)


def _money(amount: int | None) -> str:
    return f"{dong(amount)} đồng" if amount is not None else ""


def _lines(lines: tuple[int, ...]) -> str:
    return "khoản " + ", ".join(str(n) for n in lines) if lines else ""
