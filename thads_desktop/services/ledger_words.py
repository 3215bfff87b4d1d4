"""The events of a matter's money in words, for timelines, the journal and the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong

if TYPE_CHECKING:
    from thads_desktop.services.projecting import Names

WORDS: dict[str, str] = {
    "WayTold": "Hình thức trả tiền",
    "CreditorNamed": "Ghi người được thi hành án của khoản",
    "ReceiptGiven": "Biên lai thu tiền",
    "CashInFund": "Nộp tiền mặt vào quỹ",
    "Allotted": "Phân bổ tiền đang giữ cho các khoản",
    "Deducted": "Trừ trước khi thanh toán",
    "PayeeNotified": "Thông báo người được nhận tiền",
    "PaidOut": "Chi trả tiền thi hành án",
    "CameBack": "Tiền đã chi trả bị trả về",
    "Deposited": "Gửi tiền chưa trả được",
    "Forfeited": "Sung quỹ tiền không ai nhận",
}
#: Movements in the columns of the ledger.
SHORT: dict[str, str] = {
    "Collected": "Thu tiền", "SurplusReturned": "Trả lại người nộp", "Allotted": "Phân bổ", "Deducted": "Trừ trước", "PaidOut": "Chi trả",
    "CameBack": "Bị trả về", "Deposited": "Gửi tiền", "Forfeited": "Sung quỹ",
}  # fmt: skip
#: Kinds of official receipts, as the books call them.
KINDS: dict[str, str] = {
    "general": "Biên lai thu tiền",
    "advance": "Biên lai thu tạm ứng án phí, lệ phí",
    "budget": "Biên lai thu tiền nộp ngân sách nhà nước",
    "enforcement": "Biên lai thu tiền thi hành án",
    "fee": "Biên lai thu phí, lệ phí",
}
FORMS = {"paper": "biên lai giấy", "electronic": "biên lai điện tử"}
COME = {"cash": "tiền mặt", "bank": "chuyển khoản", "held": "trích từ tiền tạm giữ"}
PLACES = {"office": "thu tại trụ sở", "late": "thu sau giờ nộp quỹ", "outside": "thu ngoài trụ sở"}
WAYS = {"cash": "tiền mặt", "bank": "chuyển khoản", "post": "bưu điện", "treasury": "nộp Kho bạc Nhà nước"}
DEDUCTED = {"costs": "chi phí thi hành án", "rent": "tiền thuê nhà", "taxes": "thuế, phí chuyển quyền"}
DEPOSITS = {"demand": "tiết kiệm không kỳ hạn", "month": "kỳ hạn 01 tháng", "treasury": "Kho bạc Nhà nước"}
TOLD = {"direct": "giao trực tiếp", "post": "bưu chính", "electronic": "điện tử", "posting": "niêm yết"}
NO_NUMBER = "chưa ghi số biên lai"


def detail(body: le.LedgerBody, names: Names) -> str:
    """Which number, how much, to whom, in which way."""
    match body:
        case le.WayTold():
            return COME[body.way]
        case le.CreditorNamed():
            return _said(f"khoản {body.line}", names.name("party", body.party))
        case le.ReceiptGiven():
            return _said(receipt(body), COME[body.way], names.name("party", body.payer))
        case le.CashInFund():
            return _said(f"{len(body.of)} khoản", number(body.voucher))
        case le.Allotted():
            return _said(f"{dong(sum(p.amount for p in body.parts))} đồng", _lines([p.line for p in body.parts]))
        case le.Deducted():
            return _said(f"{dong(body.amount)} đồng", DEDUCTED.get(body.kind, ""), names.name("party", body.party), number(body.voucher))
        case le.PayeeNotified():
            return _said(names.name("party", body.party), _lines(body.lines), TOLD.get(body.way, ""))
        case le.PaidOut(payments=payments):
            paid, fee = sum(p.amount for p in payments), sum(p.fee for p in payments)
            who = names.name("party", payments[0].party) if len(payments) == 1 else f"{len(payments)} lượt người nhận"
            return _said(f"{dong(paid)} đồng", f"phí {dong(fee)} đồng" if fee else "", who, WAYS.get(body.way, ""), number(body.voucher))
        case le.CameBack():
            return _said(f"{dong(body.amount)} đồng", names.name("party", body.party))
        case le.Deposited():
            return _said(f"{dong(body.amount)} đồng", names.name("party", body.party), DEPOSITS.get(body.how, ""), number(body.voucher))
        case le.Forfeited():
            return _said(f"{dong(body.amount)} đồng", names.name("party", body.party), number(body.voucher))


def receipt(body: le.ReceiptGiven) -> str:
    """The receipt by its kind, book, number and form; a number that is missing is said."""
    said = f"{KINDS[body.kind]}{f', ký hiệu {body.book}' if body.book else ''}, {f'số {body.number}' if body.number else NO_NUMBER}"
    return _said(said, FORMS[body.form], f"về trụ sở ngày {short_date(body.back)}" if body.back else "")


def number(said: str) -> str:
    """The number of a voucher."""
    return f"chứng từ {said}" if said else ""


def _lines(lines: tuple[int, ...] | list[int]) -> str:
    """A few obligations by their numbers, many by how many they are."""
    if len(lines) > 12:
        return f"{len(lines)} khoản"
    return f"khoản {', '.join(str(n) for n in lines)}" if lines else ""


def _said(*parts: str) -> str:
    return ", ".join(x for x in parts if x)
