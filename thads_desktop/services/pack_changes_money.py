"""What a pack changes in the law of money, entry by entry: amounts, rates, thresholds, days and articles."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.law.money_law import Factor, MoneyLaw, Setting, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from thads_desktop.dated import Overlay

_TABLES = {
    "tariffs": "Phí thi hành án", "reliefs": "Miễn, giảm phí", "base_salaries": "Lương cơ sở", "regional": "Lương tối thiểu vùng",
    "rates": "Lãi chậm thi hành án", "said": "Quy định về lãi, tiền tạm thu", "payments": "Thứ tự thanh toán", "remissions": "Miễn, giảm nghĩa vụ",
    "held": "Tiền chưa có người nhận",
}  # fmt: skip
_WORDS = {
    "start": "từ", "until": "đến", "cite": "căn cứ", "note": "ghi chú", "certainty": "độ chắc chắn", "amount": "mức", "rate": "lãi suất",
    "brackets": "biểu phí", "factors": "hệ số", "percent": "mức giảm", "ranks": "thứ tự", "bands": "các mức", "text": "nội dung",
    "payer": "người chịu phí", "free_wages": "mức không thu", "cap": "mức tối đa", "agreed_cap": "mức trần",
}  # fmt: skip


def money_names(law: MoneyLaw) -> list[str]:
    """Every entry by its name and first day, so that none is lost with a pack."""
    return [name for name, _ in _entries(law)] + [f"Thiết lập {code}" for code in law.settings]


def money_changes(before: Overlay, after: Overlay) -> list[str]:
    """Sentences on the entries that come, go and become different."""
    old, new = MoneyLaw.of(before), MoneyLaw.of(after)
    held, now = dict(_entries(old)), dict(_entries(new))
    said = []
    for name, entry in now.items():
        if name not in held:
            said.append(f"{name}: thêm ({entry.cite})")
        elif held[name] != entry:
            said.append(f"{name}: {'; '.join(_apart(held[name], entry))}")
    said += [f"{name}: bỏ ({entry.cite})" for name, entry in held.items() if name not in now]
    said += _settings(old.settings, new.settings)
    same = (old.communes, old.claim_kinds, old.deduction_kinds) == (new.communes, new.claim_kinds, new.deduction_kinds)
    return said if same else [*said, "danh mục vùng lương, loại khoản hoặc khoản trừ thay đổi"]


def _settings(old: Mapping[str, Setting], new: Mapping[str, Setting]) -> list[str]:
    return [f"Thiết lập “{setting.title}”: thay đổi" for code, setting in new.items() if old.get(code) != setting]


def _entries(law: MoneyLaw) -> Iterator[tuple[str, Span]]:
    for table, words in _TABLES.items():
        for entry in getattr(law, table):
            told = " ".join(str(getattr(entry, key)) for key in ("law", "code", "region") if getattr(entry, key, ""))
            yield f"{words}{f' {told}' if told else ''} từ {short_date(entry.start)}", entry


def _apart(then: Span, now: Span) -> list[str]:
    said = []
    for field in fields(now):
        was, is_ = getattr(then, field.name), getattr(now, field.name)
        if was != is_:
            said.append(f"{_WORDS.get(field.name, 'chi tiết')} {_shown(was)} → {_shown(is_)}")
    return said


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "không có"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, Factor):
        return f"{value.n}/{value.of}"
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    if isinstance(value, str):
        return f"“{value}”"
    return "cũ" if not value else f"({len(value)} mục)"
