"""What the evidence of a package says, in words: a matter or an entry of a book by its number, a record by its kind, a field by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.money import dong
from thads_desktop.law import line_kinds
from thads_desktop.law.books import books
from thads_desktop.returns.record_words import SOURCES
from thads_desktop.returns.records import ENTRY
from thads_desktop.services import record_said
from thads_desktop.services.return_words import PART_WORDS, STATE_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.returns.records import Record

#: Signs of a key that are shown where a package of an older program says no number.
SHOWN = 6
_SOURCES = {"measure": "Biện pháp bảo đảm, cưỡng chế", "remission": "Đề nghị miễn, giảm", "court": "Văn bản gửi Tòa án, Viện kiểm sát"}
FIELDS = {
    "state": "trạng thái", "part": "phần", "officer": "Chấp hành viên", "opening": "phải thi hành", "collected": "đã thu", "rest": "còn lại",
    "terminated_part": "đình chỉ, giảm",
}  # fmt: skip


def reference(matter: str, numbers: Mapping[str, str]) -> str:
    """How people know a matter, or an entry of a book: by the number that a package says, else by what it is and the signs of its key."""
    if number := numbers.get(matter, ""):
        return number
    if not matter.startswith(ENTRY):
        return f"Việc có mã {matter[:SHOWN]} (gói không ghi số)"
    book, _dot, key = matter.removeprefix(ENTRY).partition(".")
    return f"{_book(book)}, mục có mã {key[:SHOWN]} (gói không ghi số)"


def kind(source: str) -> str:
    """What a record is one of."""
    said = SOURCES[source]
    return _SOURCES.get(source) or _book(said.book)


def record(of: Record) -> str:
    """What a record says of itself: "kê biên tài sản; có huy động lực lượng; đang áp dụng"."""
    words = record_said.words(of)
    words += [f"{of.people} người"] if of.people else []
    words += [f"đề nghị {dong(of.asked)} đồng"] if of.asked else []
    words += [f"được chấp nhận {dong(of.given)} đồng"] if of.given else []
    return "; ".join(words)


def obligation(word: str) -> str:
    """What an obligation line is."""
    return {k.key: k.title for k in line_kinds.kinds()}.get(word, word)


def value(field: str, said: str, officers: Mapping[str, str]) -> str:
    """A value of a fact by the name of its field: one word, several with commas, or an amount."""
    if field in ("state", "part"):
        known = STATE_WORDS if field == "state" else PART_WORDS
        return ", ".join(known.get(word, word) for word in said.split(", "))
    if field == "officer":
        return ", ".join(officers.get(key, "người không có tên trong gói") if key else "chưa phân công" for key in said.split(", "))
    return f"{dong(int(said))} đồng"


def _book(key: str) -> str:
    return books()[key].title if key in books() else "Sổ theo dõi"
