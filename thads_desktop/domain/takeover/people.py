"""Names in a register: officers recognised in any spelling, debtors and creditors told apart from organisations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.takeover.rows import PartyInfo
from thads_desktop.domain.text import bare, meant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STATE = "Ngân sách nhà nước"
_TITLES = re.compile(r"(?i)^(chv|chấp hành viên|chap hanh vien|đ/c|d/c|ông|bà)[\s.:\-]+")
_ORGS = (
    "cong ty", "ngan hang", "doanh nghiep", "hop tac xa", "uy ban", "ubnd", "benh vien", "truong ", "tong cong ty", "chi nhanh",
    "tap doan", "quy ", "van phong", "cuc ", "chi cuc", "so ", "ban quan ly", "trung tam", "hoi ", "cua hang", "xi nghiep",
    "lien doan", "bao hiem", "kho bac", "to chuc", "nha may", "co so", "htx", "dntn", "cty",
)  # fmt: skip


def recognise(name: str, officers: Sequence[str]) -> str | None:
    """The office's officer meant by a name: spelled so, whatever its case, spaces, tone placement and title; or, without any
    mark, the one officer it can mean."""
    if name in officers:
        return name
    found = meant(untitled(name), officers)
    return found[0] if len(found) == 1 else None


def several(name: str, officers: Sequence[str]) -> list[str]:
    """The officers, more than one, that a name without marks may be: nobody new, but whom it means is not known."""
    found = meant(untitled(name), officers)
    return found if len(found) > 1 else []


def untitled(name: str) -> str:
    """A name without the title in front of it."""
    return _TITLES.sub("", name.strip()).strip()


def org_like(name: str) -> bool:
    """The name of an organisation rather than of a person."""
    plain = bare(name) + " "
    return plain.startswith(_ORGS)


def person_like(name: str) -> bool:
    """A name a person can bear: two words at least, letters alone."""
    words = name.replace(".", " ").split()
    return len(words) >= 2 and all(w.replace("-", "").replace("'", "").isalpha() for w in words) and not org_like(name)


def debtors_of(read: Mapping[str, Any]) -> tuple[PartyInfo, ...]:
    """The debtors of a row: names, years and numbers in the same order, ";" between joint debtors."""
    names = _split(read["debtor"])
    years, ids = list(read["birth"] or ()), list(read["ids"] or ())
    found = []
    for at, name in enumerate(names):
        year = years[at] if at < len(years) else None
        number = (ids[at] if at < len(ids) else None) or ""
        personal = number.isdigit() and len(number) in (9, 12)
        kind = "org" if org_like(name) and year is None and not personal else "person"
        found.append(PartyInfo(name, kind, year, number, read["address"] or ""))
    return tuple(found)


def creditors_of(read: Mapping[str, Any]) -> tuple[PartyInfo, ...]:
    """The creditors of a row; what is due to the State has no address."""
    found = []
    for name in _split(read["creditor"]):
        if bare(name) == bare(STATE):
            found.append(PartyInfo(STATE, "state"))
        else:
            found.append(PartyInfo(name, "org" if org_like(name) else "person", address=read["creditor_address"] or ""))
    return tuple(found)


def _split(text: str | None) -> list[str]:
    return [p.strip() for p in (text or "").split(";") if p.strip()]
