"""What an office is called on a day: a paper of 2019 and one of 2026 each print the name of their day.

Periods and header lines: district offices (Chi cục) and provincial ones (Cục) until 30 June 2025; one provincial office
with regional sections from 1 July 2025. What is not established stands in ``note`` and is the office's to correct.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.text import slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BEGINNING = date(1900, 1, 1)
#: How who signs for the head by delegation signs ("" = not set).
SIGN_PREFIXES = ("", "TUQ.", "TL.")
#: Who records as long as the office has no people, or nobody is named: the office itself.
THE_OFFICE = "office"
ONE_LEVEL = date(2025, 7, 1)
_REGION_NOTE = (
    "Từ 01/7/2025 Chi cục trở thành Phòng Thi hành án dân sự khu vực; tên, ký hiệu văn bản và thẩm quyền ký của Phòng "
    "chưa được xác định chắc chắn: hãy kiểm tra và sửa tại trang Thiết lập; dòng tên Phòng, cách ký (TUQ. hay TL.) và chức danh người ký để trống "
    "đến khi đơn vị đặt."
)
#: Cities named after a person: NĐ 30/2020 writes them in full (Phụ lục I, địa danh; Phụ lục II, viết hoa).
_WHOLE = frozenset({"hồ chí minh"})
_PROVINCE_NOTE = "Dòng cơ quan chủ quản từ 01/7/2025 cần đối chiếu với văn bản của Bộ Tư pháp."


@dataclass(frozen=True, slots=True)
class OfficeIdentity:
    """Name, superior line, symbol (CCTHADS), place of the date line, title of the head; in force from a day."""

    valid_from: date
    name: str
    parent: str
    symbol: str
    place: str
    head_title: str
    note: str = ""
    account: str = ""
    #: Of a regional section, what no text establishes and each office sets for itself: the line under the office's name on its papers; how its
    #: head signs by delegation (Law 106/2025, Điều 22.3; "" = not set, so that they do not sign), and under which title.
    region_line: str = ""
    sign_prefix: str = ""
    region_title: str = ""


_KIND = re.compile(
    r"^(chi cuc |cuc |phong )?(thi hanh an dan su|thads) ((thanh pho|tp|quan|huyen|thi xa|tinh) )?", re.IGNORECASE
)


def short_slug(name: str) -> str:
    """An office's name as part of a file name, without what all of them share: "... quận Lê Chân" -> "le-chan"."""
    plain = " ".join(slug(name).split("-"))
    return ("-".join(_KIND.sub("", plain).split()) or slug(name) or "don-vi")[:40].strip("-")


def file_slug(name: str, key: str) -> str:
    """An office's part of a file name, and of no other office's: two may be called Cao Lãnh, or all by their province's name."""
    own = "".join(c for c in key if c.isascii() and c.isalnum())[:8]
    return f"{short_slug(name)}-{own}" if own else short_slug(name)


def identity_on(identities: Sequence[OfficeIdentity], day: date) -> OfficeIdentity:
    """The identity of a day; before the first one the first. ValueError when there is none at all."""
    ordered = sorted(identities, key=lambda i: i.valid_from)
    if not ordered:
        raise ValueError("no identity")
    held = [i for i in ordered if i.valid_from <= day]
    return held[-1] if held else ordered[0]


def defaults_for(level: str, name: str, parent: str) -> tuple[OfficeIdentity, ...]:
    """The identities of an office by period, from its name and its superior's."""
    city = place_of(parent if level == "district" and _with_kind(parent) else name)
    # An office set up under its name of today has a superior whose name holds no province: its own does.
    where = (_with_kind(parent) if level == "district" else "") or _with_kind(name)
    province = f"Thi hành án dân sự {where}"
    if level == "province":
        return (
            OfficeIdentity(BEGINNING, name, parent, "CTHADS", city, "CỤC TRƯỞNG"),
            OfficeIdentity(
                ONE_LEVEL, province, "Cục Quản lý Thi hành án dân sự", "THADS", city, "TRƯỞNG THI HÀNH ÁN DÂN SỰ",
                _PROVINCE_NOTE,
            ),
        )  # fmt: skip
    return (
        OfficeIdentity(BEGINNING, name, parent, "CCTHADS", place_of(name), "CHI CỤC TRƯỞNG"),
        OfficeIdentity(
            ONE_LEVEL,
            province,
            "Cục Quản lý Thi hành án dân sự",
            "THADS",
            city,
            "TRƯỞNG THI HÀNH ÁN DÂN SỰ",
            _REGION_NOTE,
        ),
    )


def place_of(name: str) -> str:
    """The place of the date line: "Chi cục Thi hành án dân sự quận Lê Chân" -> "Lê Chân"; the name itself when nothing is recognised.

    A place that bears a number or is a city named after a person keeps its kind: "Quận 1", "Thành phố Hồ Chí Minh".
    """
    words = _with_kind(name).split()
    kinds = (("thành", "phố"), ("thị", "xã"), ("quận",), ("huyện",), ("tỉnh",))
    for kind in kinds:
        if tuple(w.casefold() for w in words[: len(kind)]) == kind and len(words) > len(kind):
            rest = " ".join(words[len(kind) :])
            whole = rest[0].isdigit() or rest.casefold() in _WHOLE
            return f"{' '.join(kind).capitalize()} {rest}" if whole else rest
    return " ".join(words) or name


def to_plain(identity: OfficeIdentity) -> dict[str, Any]:
    """JSON-ready."""
    return {**asdict(identity), "valid_from": identity.valid_from.isoformat()}


def identity_from_plain(plain: Mapping[str, Any]) -> OfficeIdentity:
    """Inverse of ``to_plain``."""
    return OfficeIdentity(**{**plain, "valid_from": date.fromisoformat(plain["valid_from"])})


def _with_kind(name: str) -> str:
    """What follows "Thi hành án dân sự" in a name: "quận Lê Chân", "thành phố Hải Phòng"."""
    mark = "thi hành án dân sự"
    at = name.casefold().find(mark)
    return name[at + len(mark) :].strip() if at >= 0 else name.strip()
