"""What the department's page says of a key that was looked at, and of one that was just trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thads_desktop.services.consolidation import Key

NOBODY = "gói chưa tin"
#: Refusals that end when the key is trusted (anew).
KEY_CODES = ("package.unknown_sender", "package.key_changed", "package.other_name")
TRUST, TRUST_NOW = "Xem khóa của {whose}   Ctrl+T", "Dấu vân tay đúng: tin khóa của {whose}   Ctrl+T"
#: Before anything was chosen, at a department and at an office.
BELOW = "Đơn vị phải gửi báo cáo là đơn vị đã được tin khóa, hoặc cơ quan của cây tổ chức."
ABOVE = "Tin khóa của cấp trên: chọn tệp khóa hoặc gói họ gửi (Ctrl+O), Ctrl+T xem dấu vân tay, gọi điện đối chiếu, đúng thì Ctrl+T lần nữa."
TRUST_INSTEAD = "Khóa của {whose} thay khóa cũ   Ctrl+T"


def seen_words(key: Key) -> str:
    """Whose key it is, and what the next press does."""
    if key.known and not key.instead_of:
        return f"Khóa của {key.office} ({key.fingerprint}) đã được tin; ở đây không còn gói nào của khóa chưa tin."
    if key.known:
        return (
            f"Đã tin hai khóa cùng mang tên {key.office}: khóa của gói này ({key.fingerprint}) và khóa {key.instead_of}. Đơn vị đã "
            "lập lại dữ liệu thì nhấn Ctrl+T lần nữa: khóa của gói này thay khóa kia, gói của khóa kia thôi tính từ nay."
        )
    held = f" ĐÃ TIN MỘT KHÓA KHÁC của đơn vị này ({key.instead_of}): hãy hỏi rõ vì sao đổi khóa." if key.instead_of else ""
    return f"Khóa của {key.office}, dấu vân tay {key.fingerprint}.{held} Hãy đọc qua điện thoại; đúng thì nhấn Ctrl+T lần nữa."


def trusted_words(key: Key) -> str:
    """What was trusted, and what no longer counts."""
    then = f" Khóa {key.instead_of} thôi dùng, gói của khóa ấy thôi tính." if key.instead_of else ""
    return f"Đã tin khóa của {key.office}: {key.fingerprint}.{then} Nhấn F9 để nhận gói."
