"""What the evidence of a package says, in words: a matter or an entry of a book by its number, a record by its kind, a field by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.money import dong
from thads_desktop.law import decisions, line_kinds
from thads_desktop.law.books import books
from thads_desktop.returns.record_words import OPEN, REFUSED, SETTLED, SOURCES, UNSAID
from thads_desktop.returns.records import ENTRY
from thads_desktop.services.return_words import PART_WORDS, STATE_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.returns.records import Record

#: Signs of a key that are shown where a package of an older program says no number.
SHOWN = 6
_SOURCES = {"measure": "Biện pháp bảo đảm, cưỡng chế", "remission": "Đề nghị miễn, giảm", "court": "Văn bản gửi Tòa án, Viện kiểm sát"}
_DIMS = {
    "family": "loại", "kind": "nội dung", "forces": "huy động lực lượng", "state": "tình trạng", "level": "lần giải quyết", "object": "đối tượng",
    "result": "kết quả", "large": "đoàn đông người", "regular": "buổi tiếp", "handled": "xử lý", "accepted": "đã thụ lý",
    "decided": "đã có quyết định", "forced": "buộc thi hành", "worked": "đã thi hành",
}  # fmt: skip
_WORDS = {
    OPEN: "đang giải quyết", SETTLED: "xong", REFUSED: "không thụ lý", UNSAID: "chưa ghi rõ", "co": "có", "khong": "không", "mien": "được miễn",
    "giam": "được giảm", "dang_ap_dung": "đang áp dụng", "cham_dut": "đã chấm dứt", "security": "bảo đảm", "coercion": "cưỡng chế",
}  # fmt: skip
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
    """What a record says of itself: "loại bảo đảm; tình trạng đang áp dụng; được chấp nhận 5.000.000 đồng"."""
    words = [_said(of.source, *word.split("=", 1)) for word in of.words]
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


def _said(source: str, dim: str, word: str) -> str:
    of = SOURCES[source]
    choice = of.choices.get(dim, "")
    if of.book in books() and choice:
        options = dict(books()[of.book].field(choice).options)
        if word in options:
            return f"{_DIMS.get(dim, dim)} {options[word].lower()}"
    titles = {e.act: e.title for e in decisions.catalogue().entries}
    return f"{_DIMS.get(dim, dim)} {_WORDS.get(word) or titles.get(word, word)}"
