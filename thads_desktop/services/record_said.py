"""How records of a return (measures, proposals, requests to courts, entries of books) are told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.money import dong
from thads_desktop.law import decisions
from thads_desktop.law.books import books
from thads_desktop.returns.record_words import COERCION, DENIED, GONE, OPEN, REFUSED, SECURITY, SETTLED, SOURCES, UNSAID
from thads_desktop.services.return_words import PART_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.returns.records import Record

#: What one record of each kind is.
WHAT: Mapping[str, str] = {
    "measure": "biện pháp bảo đảm, cưỡng chế", "remission": "đề nghị xét miễn, giảm", "court": "văn bản gửi Tòa án", "complaint": "khiếu nại",
    "denunciation": "tố cáo", "petition": "kiến nghị, phản ánh", "reception": "lượt tiếp công dân", "procuracy": "văn bản của Viện kiểm sát",
    "oversight": "cuộc giám sát, kiểm tra", "compensation": "bồi thường nhà nước", "administrative": "theo dõi thi hành án hành chính",
}  # fmt: skip
_WORDS: Mapping[str, str] = {
    OPEN: "đang giải quyết", SETTLED: "đã giải quyết", REFUSED: "không thụ lý", "mien": "được miễn", "giam": "được giảm",
    DENIED: "Tòa án không chấp nhận", GONE: "nghĩa vụ hết trước khi Tòa án trả lời", "dang_ap_dung": "đang áp dụng",
    "cham_dut": "đã chấm dứt", "explanation": "yêu cầu giải thích, sửa chữa bản án",
    "review_petition": "kiến nghị xem xét lại bản án",
}  # fmt: skip
#: Dimensions that say yes or no: what is said of each.
_YES: Mapping[str, Mapping[str, str]] = {
    "forces": {"co": "có huy động lực lượng", "khong": "không huy động lực lượng"}, "large": {"co": "đoàn đông người"},
    "accepted": {"co": "đã thụ lý", "khong": "chưa thụ lý"}, "decided": {"co": "đã có quyết định", "khong": "chưa có quyết định"},
    "forced": {"co": "đã có quyết định buộc thi hành"}, "worked": {"co": "đã có biên bản làm việc"},
}  # fmt: skip


def told(record: Record) -> str:
    """A record in words: what it is, on which side of the opening, what is known of it, its sums."""
    said = [WHAT.get(record.source, record.source), PART_WORDS[record.part] if record.part == "old" else "mới trong kỳ"]
    said += words(record)
    if record.people:
        said.append(f"{dong(record.people)} người")
    said += [f"{label} {dong(n)} đồng" for label, n in (("số tiền", record.asked), ("được chấp nhận", record.given)) if n]
    return ", ".join(said)


def words(record: Record) -> list[str]:
    """What is known of a record, in words."""
    return [w for each in record.words if (w := _word(record.source, *each.partition("=")[::2]))]


def _word(source: str, dim: str, word: str) -> str:
    """A word of a dimension as people say it; "" where nothing is to be said."""
    if word == UNSAID or dim == "family":
        return ""
    if dim in _YES:
        return _YES[dim].get(word, "")
    if source == "measure" and dim == "kind":
        entry = next((e for e in decisions.catalogue().entries if e.act == word), None)
        return entry.title[:1].lower() + entry.title[1:] if entry is not None else word
    of = SOURCES.get(source)
    if of is not None and of.book in books() and dim in of.choices:
        label = books()[of.book].words(of.choices[dim], word)
        return label[:1].lower() + label[1:]
    return _WORDS.get(word, word)


def known(source: str, dim: str, word: str) -> bool:
    """There are words for it (or nothing is to be said of it)."""
    measure = source == "measure" and dim == "kind" and word in (*SECURITY, *COERCION)
    return measure or word == UNSAID or dim in (*_YES, "family") or word in _WORDS or _word(source, dim, word) != word


def entry_named(key: str) -> str:
    """An entry by the key under which a return counts it, where its number is not known."""
    kind, _, of = key.partition(":")[2].partition(".")
    book = books().get(kind)
    return f"{book.short}, mục {of}" if book is not None else key
