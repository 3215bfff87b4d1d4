"""The fields of an official receipt, wherever money that came in is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.services import ledger_words, receipts
from thads_desktop.services.receipts import Official
from thads_desktop.ui.form import Spec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from thads_desktop.domain.ledger_events import ReceiptGiven
    from thads_desktop.services.desk import Desk

#: What is said after money was entered without the number of its receipt.
NO_NUMBER = "Chưa ghi số biên lai: bổ sung khi có."


def number_spec(value: str | None = None) -> Spec:
    """The number, beside the sum."""
    return Spec("receipt", "Số biên lai", beside=True, value=value, note="để trống nếu chưa có số")


def receipt_specs(kind: str, payers: Sequence[tuple[str, str]] = (), given: ReceiptGiven | None = None) -> tuple[Spec, ...]:
    """Kind, form, book, how the money came, where; payers: (party, name) of those who may have paid."""
    kinds = tuple(ledger_words.KINDS.items())
    forms = (("paper", "Giấy"), ("electronic", "Điện tử"))
    ways = (("cash", "Tiền mặt"), ("bank", "Chuyển khoản"))
    places = (("office", "Thu tại trụ sở"), ("late", "Thu sau giờ nộp quỹ"), ("outside", "Thu ngoài trụ sở"))
    known = given.payer if given is not None else ""
    who = (("", "Không nêu riêng"), *payers)
    paid = (Spec("paid_by", "Người nộp", "choice", options=who, value=known),) if payers else ()
    return (
        Spec("receipt_kind", "Loại biên lai", "choice", options=kinds, value=given.kind if given is not None else kind, share=2),
        Spec("receipt_form", "Hình thức", "choice", options=forms, value=given.form if given is not None else "paper", beside=True),
        Spec("receipt_book", "Ký hiệu", beside=True, value=given.book if given is not None else None, limit=40),
        Spec("come", "Tiền", "choice", options=ways, value=given.way if given is not None else "cash"),
        Spec("place", "Nơi thu", "choice", options=places, value=given.place if given is not None else "office", beside=True),
        Spec("back", "Ngày về trụ sở", "date", beside=True, value=given.back if given is not None else None, note="khi thu ngoài trụ sở"),
        *paid,
    )


def told(desk: Desk, v: Mapping[str, Any], day: date) -> str:
    """What is said of a receipt after it was entered: its number is missing, or to be looked at again; "" = nothing."""
    return receipts.unsure(desk, official(v), day) if v["receipt"] else NO_NUMBER


def official(v: Mapping[str, Any]) -> Official:
    """What the fields say."""
    return Official(
        v["receipt_kind"] or "general", v["receipt"] or "", v["receipt_form"] or "paper", v["receipt_book"] or "", v.get("paid_by") or "",
        v["come"] or "cash", v["place"] or "office", v["back"],
    )  # fmt: skip
