"""Prepared strings for papers: amounts, parties, references. Pure; the services bring the rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from thads_desktop.domain.dates import long_date
from thads_desktop.domain.money import dong, words

GENERIC = "thi hành án dân sự"
_GENERIC_NAMED = "Thi hành án dân sự"
#: A day that is written in when the paper gets its own.
OPEN_DAY = "ngày …… tháng …… năm ………"
_KINDS = {"ban_an": "Bản án", "quyet_dinh": "Quyết định", "phan_quyet": "Phán quyết"}


def amount_text(amount: int, zero_tens: str = "linh") -> str:
    """ "10.000.000 đồng (Mười triệu đồng)"."""
    return f"{dong(amount)} đồng ({words(amount, zero_tens)})"


def authority_line(head_title: str, office: str) -> str:
    """ "CHI CỤC TRƯỞNG CHI CỤC ...": the head's title and the office, without saying the common part twice."""
    title, name = head_title.upper(), office.upper()
    if title.endswith(GENERIC.upper()) and name.startswith(GENERIC.upper()):
        return title + name[len(GENERIC) :]
    return f"{title} {name}"


def head_of(head_title: str, office: str) -> str:
    """ "Chi cục trưởng Chi cục ...", "Trưởng Thi hành án dân sự tỉnh ...": the issuer named in running text."""
    title = title_words(head_title)
    name = office.strip()
    if title.endswith(_GENERIC_NAMED) and name.lower().startswith(GENERIC):
        return f"{title[: -len(_GENERIC_NAMED)]}{name}"
    return f"{title} {name}"


def title_words(head_title: str) -> str:
    """A head's title as running text writes it: "TRƯỞNG THI HÀNH ÁN DÂN SỰ" -> "Trưởng Thi hành án dân sự"."""
    return head_title.strip().capitalize().replace(GENERIC, _GENERIC_NAMED)


def person(party: Mapping[str, Any]) -> str:
    """The party's name as papers write it."""
    return str(party.get("name", ""))


def details(party: Mapping[str, Any]) -> str:
    """What identifies a party after the name: year of birth, numbers, address."""
    parts = []
    if party.get("birth_year"):
        parts.append(f", sinh năm {party['birth_year']}")
    ids = [str(x) for x in party.get("ids", ()) if x]
    if ids:
        kind = "số CMND/CCCD" if party.get("kind") == "person" else "mã số"
        parts.append(f", {kind} {', '.join(ids)}")
    if party.get("address"):
        parts.append(f"; địa chỉ: {party['address']}")
    return "".join(parts)


def judgment_text(row: Mapping[str, Any]) -> str:
    """ "Bản án số 15/2019/DS-ST ngày ... của Tòa án ...", with the appeal judgment when there is one."""
    if not row.get("number"):
        return ""
    said = f"{_KINDS.get(str(row.get('kind')), 'Bản án')} số {row['number']}"
    if row.get("day"):
        said += f" {long_date(date.fromisoformat(row['day']))}"
    said += f" của {row['court']}" if row.get("court") else ""
    if row.get("appeal_number"):
        said += f" và Bản án phúc thẩm số {row['appeal_number']}"
        if row.get("appeal_day"):
            said += f" {long_date(date.fromisoformat(row['appeal_day']))}"
        said += f" của {row['appeal_court']}" if row.get("appeal_court") else ""
    return said


def paper_reference(name: str, number: str, day: date, issuer: str) -> str:
    """ "Quyết định ... số 21/QĐ-CCTHADS ngày ... của ..."."""
    said = f"{name} số {number}" if number else name
    return f"{said} {long_date(day)}" + (f" của {issuer}" if issuer else "")


def law_words(cite: str) -> str:
    """A citation as a căn cứ writes it: laws without number (NĐ 30/2020), decrees with theirs."""
    at = cite.find("Luật Thi hành án dân sự")
    if at >= 0:
        return cite[:at] + "Luật Thi hành án dân sự"
    return f"{cite} của Chính phủ" if "Nghị định" in cite else cite


def number_line(number: str, tail: str) -> str:
    """ "Số: 05/QĐ-CCTHADS"; the number left open while there is none."""
    return f"Số: {number}" if number else f"Số:          /{tail}"


def day_line(place: str, day: date, *, is_open: bool) -> str:
    """ "Lê Chân, ngày 05 tháng 01 năm 2020"; day and month left open before numbering."""
    return f"{place}, ngày      tháng      năm {day.year}" if is_open else f"{place}, {long_date(day)}"
