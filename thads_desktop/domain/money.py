"""Amounts: whole đồng in ``int``, their figures and their words (every inner group is said in full)."""

from __future__ import annotations

from typing import NamedTuple

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
LIMIT = 10**18


class Spelling(NamedTuple):
    """How an office says zero tens (linh in the north, lẻ in the south) and thousands (nghìn or ngàn)."""

    zero_tens: str = "linh"
    thousand: str = "nghìn"


USUAL = Spelling()
#: Every way in which words of an amount may have been written.
SPELLINGS = tuple(Spelling(tens, thousand) for tens in ("linh", "lẻ") for thousand in ("nghìn", "ngàn"))


def dong(amount: int) -> str:
    """1234567 -> "1.234.567"."""
    return f"{amount:,}".replace(",", ".")


def words(amount: int, spelling: Spelling = USUAL) -> str:
    """The amount as printed after its figures: "Một trăm linh năm đồng".

    ValueError below zero, and from 10^18 on.
    """
    if not 0 <= amount < LIMIT:
        raise ValueError(str(amount))
    said = f"{spoken(amount, spelling)} đồng"
    return said[0].upper() + said[1:]


def spelled(amount: int) -> list[str]:
    """The amount in words in every way in which a paper may have said it."""
    return [words(amount, spelling) for spelling in SPELLINGS]


def spoken(number: int, spelling: Spelling = USUAL) -> str:
    """The number in words, lower case, without unit."""
    if number == 0:
        return _DIGITS[0]
    high, low = divmod(number, 10**9)
    parts = []
    if high:
        parts.append(f"{spoken(high, spelling)} tỷ")
    parts += _below_billion(low, spelling, inner=bool(high))
    return " ".join(parts)


def _below_billion(number: int, spelling: Spelling, *, inner: bool) -> list[str]:
    parts: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            said = _group(group, spelling.zero_tens, full=inner or bool(parts))
            parts.append(f"{said} {('', spelling.thousand, 'triệu')[power]}".strip())
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
    if text.strip() not in spelled(amount):
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
        elif word in ("nghìn", "ngàn", "triệu"):
            total += group * (1_000_000 if word == "triệu" else 1000)
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
