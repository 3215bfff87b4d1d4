"""Reading one cell by the kind of its column: the value, and the repair if there was one.

Each reader returns (value, code): code "" = as it should be, N.. = repaired without doubt, R.. = cannot be read. Nothing is
guessed: what is not plainly one of the known spellings is refused.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from math import isnan
from typing import Any

from thads_desktop.domain.takeover import tcvn3
from thads_desktop.domain.text import bare, clean

Read = tuple[Any, str]

_EXCEL_ZERO = date(1899, 12, 30)
_SERIALS = range(7_306, 109_575)  # 1/1/1920 to 31/12/2199
#: No paper of an enforcement register is older; an earlier year is a slip of the keyboard.
_FIRST_YEAR = 1945
#: Above this a sum of a register would no longer be exact.
_MAX_AMOUNT = 10**15
_YEARS_AS_DAYS = (_EXCEL_ZERO + timedelta(days=1975)).year
_CURRENCY = re.compile(r"(?i)\s*(việt nam đồng|vnđ|vnd|đồng|dong|đ|₫|d)\.?\s*$")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(:00(\.0+)?)?)?$")
_TYPED = re.compile(r"(\d{1,2})\s*([/.\-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})$")
_MIDNIGHT = re.compile(r" 0{1,2}:00(:00)?$")
_LONG = re.compile(r"(?i)(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})$")
_NUMBER = re.compile(r"(?i)^(?:số\s*:?\s*)?0*(\d{1,7})(?:\.0+)?\s*(?:[/\-]\s*(.*))?$")


def text(value: Any, font: str) -> Read:
    """A text: old encoding (N17), decomposed marks (N01) and stray spaces (N02) put right; None when empty."""
    if value is None:
        return None, ""
    shown = _shown(value)
    code = ""
    if tcvn3.is_old(shown, font):
        shown, code = tcvn3.decode(shown, font), "N17"
    composed = unicodedata.normalize("NFC", shown)
    if composed != shown and not code:
        code = "N01"
    tidied = tidy(composed)
    if tidied != composed and not code:
        code = "N02"
    return (tidied or None), (code if tidied else "")


def paper_number(value: Any, font: str) -> Read:
    """The number of a judgment or paper: a text in which spaces around "/" are stray too."""
    read, code = text(value, font)
    tight = re.sub(r"\s*/\s*", "/", read or "")
    return (tight or None), (code or "N02") if tight != (read or "") else code


def tidy(value: str) -> str:
    """Composed, without characters nobody sees, every run of white space one space."""
    return clean(value)


def day(value: Any) -> Read:
    """A date: a cell date, text day first (N03, N04), a bare serial number (N05); R05 when there is no such day."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return (value, "") if value.year >= _FIRST_YEAR else (None, "R05")
    if isinstance(value, bool):
        return None, "R05"
    if isinstance(value, (int, float)):
        return _serial(float(value))
    return _typed_day(tidy(str(value)))


def _serial(value: float) -> Read:
    if value != int(value) or int(value) not in _SERIALS:
        return None, "R05"
    return _EXCEL_ZERO + timedelta(days=int(value)), "N05"


def _typed_day(shown: str) -> Read:
    if re.fullmatch(r"\d{5}(\.0+)?", shown):
        return _serial(float(shown))
    iso = _ISO.match(shown)
    if iso:
        return _made(int(iso[1]), int(iso[2]), int(iso[3]), "N03")
    long = _LONG.match(shown)
    if long:
        return _made(int(long[3]), int(long[2]), int(long[1]), "N03")
    typed = _TYPED.match(_MIDNIGHT.sub("", shown))
    if not typed:
        return None, "R05"
    year = int(typed[4])
    if len(typed[4]) == 2:
        year += 2000 if year < 50 else 1900
    return _made(year, int(typed[3]), int(typed[1]), "N03" if typed[2] == "/" else "N04")


def _made(year: int, month: int, day_: int, code: str) -> Read:
    try:
        made = date(year, month, day_)
    except ValueError:
        return None, "R05"
    return (made, code) if year >= _FIRST_YEAR else (None, "R05")


def amount(value: Any) -> Read:
    """Whole đồng: text with separators (N06), with a currency word (N07), decimal zeros or residue (N08);
    R02 negative, R03 no number."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, ""
    if isinstance(value, bool):
        return None, "R03"
    if isinstance(value, int):
        return _in_range(value, "") if value >= 0 else (None, "R02")
    if isinstance(value, float):
        return _whole(value)
    if isinstance(value, (date, datetime)):
        return None, "R03"
    return _typed_amount(tidy(str(value)))


def _in_range(value: int, code: str) -> Read:
    return (value, code) if value <= _MAX_AMOUNT else (None, "R03")


def _whole(value: float) -> Read:
    if isnan(value) or abs(value) > _MAX_AMOUNT:
        return None, "R03"
    if value < 0 and round(value) != 0:
        return None, "R02"
    if value == int(value):
        return int(value), ""
    return (round(value), "N08") if abs(value - round(value)) < 0.001 else (None, "R03")


def _typed_amount(shown: str) -> Read:
    bare_shown = _CURRENCY.sub("", shown).strip()
    code = "N07" if bare_shown != shown else "N06"
    negative = bool(re.fullmatch(r"\(.*\)|[-\u2212\u2013]\s*.*", bare_shown))
    digits = bare_shown.strip("()").lstrip("-\u2212\u2013+").strip()
    number, decimal = _digits(digits)
    if number is None:
        return None, "R03"
    if negative and number:
        return None, "R02"
    return _in_range(number, "N08" if decimal and code == "N06" else code)


def _digits(shown: str) -> tuple[int | None, bool]:
    """(the number, whether it had decimal zeros or a residue); None when it is none."""
    if re.fullmatch(r"\d{1,18}", shown):
        return int(shown), False
    for mark, point in ((".", ","), (",", "."), (" ", ","), (" ", ".")):
        grouped = re.fullmatch(rf"(\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+)(?:{re.escape(point)}(0+))?", shown)
        if grouped and len(grouped[2] or "") == 3:
            # "15,000.000" may be fifteen thousand or fifteen million.
            return None, False
        if grouped:
            return int(grouped[1].replace(mark, "")), grouped[2] is not None
    plain = re.fullmatch(r"(\d{1,18})[.,](\d+)", shown)
    if plain and len(plain[2]) != 3:
        value = float(f"{plain[1]}.{plain[2]}")
        if abs(value - round(value)) < 0.001:
            return round(value), True
    return None, False


def year(value: Any) -> list[Read]:
    """Years of birth, one for each person of the cell (";" between them): N16 for a full date or text, W18 for what is
    neither: a number of five figures may be a day or a slip, and a year in a cell shown as a date reads as some day of 1905."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return []
    if isinstance(value, (datetime, date)):
        return [(value.year, "N16") if value.year != _YEARS_AS_DAYS else (None, "W18")]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return [(int(value), "") if value == int(value) and 1850 <= value <= 2100 else (None, "W18")]
    shown = tidy(str(value).replace("\n", ";"))
    exact = re.fullmatch(r"\d{4}(; \d{4})+", str(value)) is not None
    return [_one_year(p, exact) for p in shown.split(";")]


def _one_year(part: str, exact: bool) -> Read:
    found = re.findall(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)", part)
    if len(found) == 1:
        return int(found[0]), "" if exact else "N16"
    return (None, "") if not part.strip() else (None, "W18")


def ids(value: Any) -> list[Read]:
    """Identity numbers, one for each person: N14 for a number cell whose leading zero was lost."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return []
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        digits = str(int(value)) if value == int(value) else str(value)
        padded = _padded(digits)
        return [(padded, "N14" if padded != digits else "")]
    return [_one_id(part) for part in re.split(r"[;\n]", str(value))]


def _one_id(part: str) -> Read:
    shown = tidy(part)
    tight = re.sub(r"[\s.\-']", "", shown)
    if shown.isdigit() and len(shown) in (8, 11):
        return _padded(shown), "N14"
    if tight.isdigit() and len(tight) in (9, 12):
        return tight, "" if part.strip() == tight else "N02"
    return (shown or None), ""


def _padded(digits: str) -> str:
    """With the zeros a number cell lost: one of nine, one or two of twelve. Any other length is nobody's number."""
    return digits.zfill({8: 9, 10: 12, 11: 12}.get(len(digits), 0))


def decision_number(value: Any, symbol: str, font: str = "", width: int = 2) -> Read:
    """A decision's number with the register's symbol: N15 when it lacks it or has an older one; R04 when missing or
    not a number of a decision. width: digits of a small number, as the register writes them."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, "R04"
    if isinstance(value, (date, datetime, bool)):
        return None, "R04"
    shown = _shown(value)
    if tcvn3.is_old(shown, font):
        repaired, code = decision_number(tcvn3.decode(shown, font), symbol, "", width)
        return repaired, code if code == "R04" else "N17"
    clean = tidy(shown)
    found = _NUMBER.match(clean)
    if not found or int(found[1]) == 0 or not _of_decision(found[2]):
        return None, "R04"
    repaired = f"{int(found[1]):0{width}d}/{symbol}"
    if clean == repaired:
        if clean == shown:
            return repaired, ""
        return repaired, "N02" if unicodedata.is_normalized("NFC", shown) else "N01"
    return repaired, "N02" if re.sub(r"\s", "", clean) == repaired else "N15"


def _of_decision(tail: str | None) -> bool:
    """What follows the number is nothing, or the symbol of a decision; "12/5" is no number but a date that went astray."""
    return not tail or _folded(tail).lstrip("0123456789").startswith("qd")


def style_of(numbers: list[Any]) -> tuple[str, int]:
    """How the register writes its numbers: the symbol most decisions carry, and how many digits a small number has."""
    seen: dict[str, int] = {}
    short: dict[bool, int] = {True: 0, False: 0}
    for value in numbers:
        found = re.fullmatch(r"\s*(\d+)\s*/\s*(\S+)\s*", tidy(str(value or "")))
        if found and _of_decision(found[2]):
            seen[found[2]] = seen.get(found[2], 0) + 1
            if int(found[1]) < 10:
                short[len(found[1]) == 1] += 1
    symbol = max(seen, key=lambda s: seen[s]) if seen else "QĐ-CCTHADS"
    return symbol, 1 if short[True] > short[False] else 2


#: Folded spelling -> value, for each column of a closed vocabulary.
KINDS = {"cd": "CĐ", "chudong": "CĐ", "yc": "YC", "tyc": "YC", "theoyeucau": "YC", "theoyc": "YC", "yeucau": "YC"}
MEANS = {
    "codk": "Có ĐK", "cdk": "Có ĐK", "codieukien": "Có ĐK", "dudk": "Có ĐK", "dudieukien": "Có ĐK", "coddk": "Có ĐK",
    "codudk": "Có ĐK", "codudieukien": "Có ĐK", "chuadk": "Chưa ĐK", "ccdk": "Chưa ĐK", "chuacodk": "Chưa ĐK",
    "chuacodieukien": "Chưa ĐK", "chuadudk": "Chưa ĐK", "chuadudieukien": "Chưa ĐK", "chuadieukien": "Chưa ĐK",
    "chuacodudk": "Chưa ĐK", "cdkchua": "Chưa ĐK", "chuacdk": "Chưa ĐK",
}  # fmt: skip
CASES = {
    "dansu": "Dân sự", "ds": "Dân sự", "hinhsu": "Hình sự", "hs": "Hình sự", "hanhchinh": "Hành chính",
    "hc": "Hành chính", "honnhanvagiadinh": "Hôn nhân và gia đình", "honnhangiadinh": "Hôn nhân và gia đình",
    "hngd": "Hôn nhân và gia đình", "hnvagd": "Hôn nhân và gia đình", "hnvgd": "Hôn nhân và gia đình",
    "kinhdoanhthuongmai": "Kinh doanh thương mại", "kdtm": "Kinh doanh thương mại",
    "kinhdoanhvathuongmai": "Kinh doanh thương mại", "laodong": "Lao động", "ld": "Lao động", "phasan": "Phá sản",
    "ps": "Phá sản", "trongtai": "Trọng tài", "tt": "Trọng tài", "khac": "Khác",
}  # fmt: skip
CASE_KEYS = {
    "Dân sự": "dan_su", "Hình sự": "hinh_su", "Hành chính": "hanh_chinh", "Hôn nhân và gia đình": "hon_nhan_gia_dinh",
    "Kinh doanh thương mại": "kinh_doanh_thuong_mai", "Lao động": "lao_dong", "Phá sản": "pha_san",
    "Trọng tài": "trong_tai", "Khác": "khac",
}  # fmt: skip
_RESULTS = {
    "xong": "Xong", "thihanhxong": "Xong", "hoanthanh": "Xong", "dinhchi": "Đình chỉ", "dc": "Đình chỉ", "uythac": "Ủy thác",
    "thuhoi": "Thu hồi", "huy": "Hủy", "hoan": "Hoãn", "tamdinhchi": "Tạm đình chỉ", "tdc": "Tạm đình chỉ",
    "tamdc": "Tạm đình chỉ",
}  # fmt: skip
_BEFORE, _AFTER = ("quyetdinh", "qd", "da", "tha"), ("thihanhan", "quyetdinh", "thihanh", "qdtha", "tha", "qd")


def word(value: str, known: dict[str, str], code: str, refused: str) -> Read:
    """A word of a closed vocabulary in any spelling; refused when it is none of them."""
    if value in known.values():
        return value, ""
    found = known.get(_folded(value))
    return (found, code) if found else (None, refused)


def result(value: str) -> Read:
    """The column Kết quả: N11 for another spelling, R10 for anything else."""
    if value in _RESULTS.values():
        return value, ""
    key = _folded(value)
    for candidate in _stems(key):
        if candidate in _RESULTS:
            return _RESULTS[candidate], "N11"
    return None, "R10"


def _stems(key: str) -> list[str]:
    found = [key]
    for head in ("", *_BEFORE):
        for tail in ("", *_AFTER):
            if key.startswith(head) and key.endswith(tail) and len(key) > len(head) + len(tail):
                found.append(key[len(head) : len(key) - len(tail)])
    return found


def _folded(value: str) -> str:
    return "".join(c for c in bare(value) if c.isalnum())


def _shown(value: Any) -> str:
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, (datetime, date)):
        return value.strftime("%d/%m/%Y")
    return str(value)
