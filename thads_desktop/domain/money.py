"""Amounts: whole đồng in ``int``, their figures and their words (every inner group is said in full)."""

from __future__ import annotations

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
LIMIT = 10**18


def dong(amount: int) -> str:
    """1234567 -> "1.234.567"."""
    return f"{amount:,}".replace(",", ".")


def words(amount: int, zero_tens: str = "linh") -> str:
    """The amount as printed after its figures: "Một trăm linh năm đồng". zero_tens: linh (north) or lẻ (south).

    ValueError below zero, and from 10^18 on.
    """
    if not 0 <= amount < LIMIT:
        raise ValueError(str(amount))
    said = f"{spoken(amount, zero_tens)} đồng"
    return said[0].upper() + said[1:]


def spoken(number: int, zero_tens: str = "linh") -> str:
    """The number in words, lower case, without unit."""
    if number == 0:
        return _DIGITS[0]
    high, low = divmod(number, 10**9)
    parts = []
    if high:
        parts.append(f"{spoken(high, zero_tens)} tỷ")
    parts += _below_billion(low, zero_tens, inner=bool(high))
    return " ".join(parts)


def _below_billion(number: int, zero_tens: str, *, inner: bool) -> list[str]:
    parts: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            said = _group(group, zero_tens, full=inner or bool(parts))
            parts.append(f"{said} {_GROUPS[power]}".strip())
    return parts


def _group(group: int, zero_tens: str, *, full: bool) -> str:
    """One group of three digits; full = hundreds are said even when they are zero."""
    hundreds, rest = divmod(group, 100)
    parts = [f"{_DIGITS[hundreds]} trăm"] if hundreds or full else []
    tens, ones = divmod(rest, 10)
    if tens == 0 and ones:
        parts.append(f"{zero_tens} {_DIGITS[ones]}" if parts else _DIGITS[ones])
    elif tens == 1:
        parts.append("mười" + (f" {_ones(ones, 1)}" if ones else ""))
    elif tens:
        parts.append(f"{_DIGITS[tens]} mươi" + (f" {_ones(ones, tens)}" if ones else ""))
    return " ".join(parts)


def _ones(ones: int, tens: int) -> str:
    if ones == 1 and tens > 1:
        return "mốt"
    return "lăm" if ones == 5 else _DIGITS[ones]


def unwords(text: str) -> int:
    """The amount behind its words; the inverse of ``words``. ValueError for what ``words`` would not have said."""
    amount = _unspoken(text.strip().lower().removesuffix("đồng").split())
    if text.strip() not in (words(amount), words(amount, "lẻ")):
        raise ValueError(text[:80])
    return amount


def _unspoken(parts: list[str]) -> int:
    if "tỷ" in parts:
        at = len(parts) - 1 - parts[::-1].index("tỷ")
        return _unspoken(parts[:at]) * 10**9 + _unspoken(parts[at + 1 :])
    total, group = 0, 0
    values = {w: i for i, w in enumerate(_DIGITS)} | {"mốt": 1, "lăm": 5}
    for word in parts:
        if word == "trăm":
            group *= 100
        elif word == "mươi":
            group = group // 10 * 10 + group % 10 * 10
        elif word == "mười":
            group += 10
        elif word in ("nghìn", "triệu"):
            total += group * (1000 if word == "nghìn" else 1_000_000)
            group = 0
        elif word in values:
            group += values[word]
        elif word not in ("linh", "lẻ"):
            raise ValueError(word)
    return total + group


def parse_dong(text: str) -> int | None:
    """A typed amount: digits with dots, commas or spaces between groups of three; None for anything else."""
    shown = text.strip().replace("\u00a0", " ").removesuffix("đồng").removesuffix("đ").strip()
    if shown.isascii() and shown.isdigit():
        return int(shown) if len(shown) <= 18 else None
    for mark in (".", ",", " "):
        parts = shown.split(mark)
        if len(parts) > 1 and all(p.isascii() and p.isdigit() for p in parts):
            sound = 1 <= len(parts[0]) <= 3 and all(len(p) == 3 for p in parts[1:])
            return int("".join(parts)) if sound and len(parts) <= 6 else None
    return None
