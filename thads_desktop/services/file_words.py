"""The documents of a file in words, and the events of the file, for its list, for timelines and the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import file_events as fe
from thads_desktop.domain.money import dong

if TYPE_CHECKING:
    from thads_desktop.services.projecting import Names

WORDS: dict[str, str] = {
    "DocumentPut": "Thêm tài liệu vào hồ sơ",
    "SheetsCounted": "Ghi số tờ của tài liệu",
    "DocumentTaken": "Bỏ tài liệu khỏi danh mục",
    "SheetsNumbered": "Đánh số bút lục",
    "NumbersBegin": "Ghi số bút lục đầu tiên còn trống",
    "ScanAttached": "Đính kèm bản quét",
    "ScanTaken": "Gỡ bản quét",
    "FilePassed": "Bàn giao hồ sơ",
}
#: Kind of a document that is recorded as a fact -> what it is.
TITLES: dict[str, str] = {
    "notice": "Biên bản về việc thông báo", "summons": "Giấy báo tự nguyện thi hành án", "verification": "Biên bản xác minh điều kiện thi hành án",
    "information": "Tài liệu, thông tin về điều kiện thi hành án", "receipt": "Biên lai thu tiền", "payment": "Chứng từ chi tiền",
    "deposit": "Chứng từ gửi tiền", "return": "Chứng từ trả lại tiền", "sending": "Biên bản giao nhận, chứng từ gửi", "judgment": "Bản án, quyết định",
    "letter": "Văn bản đến, đi", "request": "Đơn yêu cầu thi hành án", "decision": "Quyết định thi hành án", "gone": "Tài liệu đã xóa",
}  # fmt: skip
#: Book -> what its entries' first document is.
LETTERS: dict[str, str] = {"khieu_nai": "Đơn khiếu nại và tài liệu kèm theo", "to_cao": "Đơn tố cáo và tài liệu kèm theo"}
#: Kind of a document put in by hand -> its words in the form.
BY_HAND: dict[str, str] = {
    "": "tài liệu khác", "judgment": "bản án, quyết định của Tòa án (một số bút lục)", "request": "đơn yêu cầu thi hành án",
    "acceptance": "thông báo thụ lý khiếu nại, tố cáo", "complaint": "đơn khiếu nại, tố cáo", "proposal": "phiếu đề xuất",
}  # fmt: skip
SCAN_KINDS = {"pdf": "PDF", "jpeg": "ảnh JPEG", "png": "ảnh PNG", "tiff": "ảnh TIFF"}


def detail(body: fe.FileBody, names: Names) -> str:
    """Which document, how many sheets, why."""
    match body:
        case fe.DocumentPut(doc, sheets):
            return _said(_title(names, doc), f"{sheets} tờ")
        case fe.SheetsCounted(item, sheets):
            return _said(of_item(item, names), f"{sheets} tờ")
        case fe.DocumentTaken(item, row):
            return _said(of_item(item, names), _reason(names, row))
        case fe.SheetsNumbered(runs):
            return f"số {runs[0][1]} đến {runs[-1][2]}, {len(runs)} tài liệu" if runs else ""
        case fe.NumbersBegin(first):
            return f"từ số {first}; các số trước đã đóng trên giấy"
        case fe.ScanAttached():
            return _said(of_item(body.item, names), SCAN_KINDS.get(body.kind, body.kind), f"{body.pages} trang", f"{dong(-(-body.size // 1024))} KB")
        case fe.ScanTaken(_scan, row):
            return _reason(names, row)
        case fe.FilePassed(giver, taker, documents, sheets):
            return _said(f"{names.name('person', giver)} giao {names.name('person', taker)}", f"{documents} tài liệu, {sheets} tờ")


def of_item(item: str, names: Names) -> str:
    """A document named by its key alone."""
    kind, _, key = item.partition(":")
    match kind:
        case "doc":
            return _title(names, key)
        case "paper":
            row = names.row("paper", key)
            return " ".join(x for x in (str(row.get("title", "")), str(row.get("number_text", ""))) if x)
        case "letter":
            return names.words(str(names.row("letter", key).get("title", ""))) or TITLES["letter"]
        case "":
            return "cả hồ sơ"
        case "event":
            return f"tài liệu của dòng {key}"
        case "appeal":
            return "Bản án phúc thẩm"
        case "complaint":
            return "Đơn"
        case _:
            return TITLES.get(kind, kind)


def _title(names: Names, doc: str) -> str:
    return names.words(str(names.row("file_doc", doc).get("title", "")))


def _reason(names: Names, row: str) -> str:
    return names.words(str(names.row("file_note", row).get("reason", "")))


def _said(*parts: str) -> str:
    return ", ".join(x for x in parts if x)
