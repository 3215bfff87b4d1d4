"""The events of publication, trips of verification, the archive and decisions of review in words, for timelines and the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import archive_events as ar, publication_events as pub, review_events as rv, trip_events as te

if TYPE_CHECKING:
    from thads_desktop.services.projecting import Names

Body = pub.PublicationBody | te.TripBody | ar.ArchiveBody | rv.ReviewBody

WORDS: dict[str, str] = {
    "PublicationChanged": "Thông tin đã đăng tải thay đổi",
    "PublicationUpdated": "Cập nhật thông tin đã đăng tải",
    "PublicationEnded": "Chấm dứt đăng tải",
    "CommunePosted": "Ủy ban nhân dân cấp xã niêm yết",
    "CommunePostingEnded": "Ủy ban nhân dân cấp xã thôi niêm yết",
    "PublicationListSent": "Gửi danh sách đăng tải",
    "TripPrinted": "In bộ biên bản cho chuyến xác minh",
    "TripClosed": "Khép chuyến xác minh",
    "FileListed": "Lập mục lục hồ sơ để lưu trữ",
    "FileChecked": "Thẩm tra hồ sơ trước khi lưu trữ",
    "FileSentBack": "Trả lại hồ sơ để hoàn thiện",
    "ArchiveApproved": "Phê duyệt đưa hồ sơ vào lưu trữ",
    "FileArchived": "Bàn giao hồ sơ vào lưu trữ",
    "FileWithdrawn": "Rút hồ sơ khỏi lưu trữ, Thủ trưởng đồng ý",
    "FileReturned": "Trả hồ sơ về lưu trữ",
    "ReviewReceived": "Nhận quyết định giám đốc thẩm, tái thẩm",
    "ReviewForwarded": "Chuyển quyết định giám đốc thẩm, tái thẩm",
}


def detail(body: Body, names: Names) -> str:
    """Of whom, how many, by whom, where to."""
    match body:
        case pub.PublicationEnded(party):
            return names.name("party", party)
        case pub.PublicationListSent():
            row = names.row("publication", body.row)
            return _said(f"{body.count} dòng", f"đến {row.get('recipient', '')}", f"số {row.get('proof', '')}")
        case te.TripPrinted():
            return _said(names.name("person", body.officer), f"{len(body.visits)} biên bản")
        case ar.FileListed():
            row = names.row("archive", body.row) if body.row else {}
            why = names.words(str(row.get("reason", "")))
            lacks = f"còn thiếu: {row.get('missing', '')}; lý do: {why}" if row else ""
            return _said(names.name("person", body.by), f"{body.sheets} tờ" if body.sheets else "", lacks)
        case ar.FileChecked(by) | ar.ArchiveApproved(by):
            return names.name("person", by)
        case ar.FileSentBack(row=key):
            return names.words(str(names.row("archive", key).get("reason", "")))
        case ar.FileArchived():
            row = names.row("archive", body.row)
            return _said(f"số {row.get('number', '')}" if row.get("number") else "", str(row.get("place", "")))
        case ar.FileWithdrawn():
            row = names.row("archive", body.row)
            consent = f"đồng ý: {names.name('person', body.by)}"
            return _said(names.words(str(row.get("borrower", ""))), names.words(str(row.get("reason", ""))), consent)
        case ar.FileReturned():
            return _said(f"{body.sheets} tờ" if body.sheets else "", str(names.row("archive", body.row).get("place", "")))
        case rv.ReviewReceived(key) | rv.ReviewForwarded(key):
            row = names.row("review", key)
            return _said(str(row.get("number", "")), str(row.get("court", "")), str(row.get("recipient", "")), str(row.get("proof", "")))
        case _:
            return ""


def _said(*parts: str) -> str:
    return ", ".join(x for x in parts if x)
