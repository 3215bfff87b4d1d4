"""Prepared strings for papers: amounts, parties, references. Pure; the services bring the rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.documents import id_words
from thads_desktop.domain import moments
from thads_desktop.domain.dates import long_date
from thads_desktop.domain.money import USUAL, Spelling, dong, words

if TYPE_CHECKING:
    from thads_desktop.documents.variables import Variable

GENERIC = "thi hành án dân sự"
_GENERIC_NAMED = "Thi hành án dân sự"
#: A day that is written in when the paper gets its own.
OPEN_DAY = "ngày …… tháng …… năm ………"
#: What stands above the signature of who does not sign as head.
SIGNED_AS = {"officer": "CHẤP HÀNH VIÊN", "clerk": "NGƯỜI LẬP", "accountant": "KẾ TOÁN"}
#: The points of a list, in the order of the Vietnamese alphabet (NĐ 30/2020).
_LETTERS = "abcdđeghiklmnopqrstuvxy"
#: The largest sum of an own field, and how many figures are read as a number at all.
_MOST, _DIGITS = 10**15, 30
#: A circular of one ministry, by its number.
_CIRCULAR = re.compile(r"Thông tư (\d+/\d{4}/TT-(BTC|BTP))$")
_MINISTRIES = {"BTC": "Bộ Tài chính", "BTP": "Bộ Tư pháp"}
_BODIES = ("Tòa án", "Viện kiểm sát", "Ủy ban nhân dân")
_KINDS = {"ban_an": "Bản án", "quyet_dinh": "Quyết định", "phan_quyet": "Phán quyết"}


def amount_text(amount: int, spelling: Spelling = USUAL) -> str:
    """ "10.000.000 đồng (Mười triệu đồng)"."""
    return f"{dong(amount)} đồng ({words(amount, spelling)})"


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


def details(party: Mapping[str, Any], day: date) -> str:
    """What identifies a party after the name: year of birth, numbers by what they are called on the day, address."""
    parts = []
    if party.get("birth_year"):
        parts.append(f", sinh năm {party['birth_year']}")
    ids = [str(x) for x in party.get("ids", ()) if x]
    if ids:
        parts.append(f", {id_words.said(ids, day)}" if party.get("kind") == "person" else f", mã số {', '.join(ids)}")
    if party.get("address"):
        parts.append(f"; địa chỉ: {party['address']}")
    return "".join(parts)


def own_fields(fields: Iterable[Variable], texts: Mapping[str, str], spelling: Spelling = USUAL, day: date | None = None) -> dict[str, Any]:
    """What was typed in the fields that are checked, as its paper says it: a sum with its words, a day or an hour in words, lines as rows.
    day: of the paper, for an hour of the same day.

    A text that is none of its kind is left as it was typed; ``field_faults`` says what is wrong with it.
    """
    found: dict[str, Any] = {}
    for field in fields:
        text = texts.get(field.name, "")
        if field.kind == "money" and _sum(text):
            found[field.name] = amount_text(_sum(text), spelling)
        elif field.kind == "day" and _day(text) is not None:
            found[field.name] = long_date(date.fromisoformat(text))
        elif field.kind in ("moment", "hour") and (when := moments.parse(text)) is not None:
            found[field.name] = when.clock if field.kind == "hour" or (when.day or day) is None else when.said(day or date.min)
        elif field.kind == "lines":
            found[field.name] = [_row(at, line, field) for at, line in enumerate(_lines(text), 1)]
    return found


def field_faults(fields: Iterable[Variable], texts: Mapping[str, str]) -> list[tuple[str, dict[str, str], str]]:
    """(code, facts, field) of everything typed that is none of its field's kind."""
    found: list[tuple[str, dict[str, str], str]] = []
    for field in fields:
        text = texts.get(field.name, "")
        if not text:
            continue
        if field.kind == "money" and not _sum(text):
            found.append(("field.no_money", {"what": field.label}, field.name))
        elif field.kind == "day" and _day(text) is None:
            found.append(("field.no_day", {"what": field.label}, field.name))
        elif field.kind in ("moment", "hour") and moments.parse(text) is None:
            found.append((f"field.no_{field.kind}", {"what": field.label}, field.name))
        elif field.kind == "lines" and len(_lines(text)) < field.least:
            found.append(("field.too_few_lines", {"what": field.label, "least": f"{field.least:02d}"}, field.name))
        elif field.kind == "lines" and field.columns:
            most = len(field.columns)
            for at, line in enumerate(_lines(text), 1):
                if len(line.split(";")) > most:
                    facts = {"what": field.label, "line": str(at), "columns": "; ".join(field.columns)}
                    found.append(("field.too_many_cells", facts, field.name))
    return found


def _sum(text: str) -> int:
    """The sum that was typed; 0 for what is none that a paper can say."""
    amount = int(text) if text.isdecimal() and len(text) <= _DIGITS else 0
    return amount if amount <= _MOST else 0


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _row(at: int, line: str, field: Variable) -> dict[str, str]:
    """A line as a row: its number and letter, the whole, its cells in one (said), and each: c1, c2 ..., as many as there are columns."""
    cells = [cell.strip() for cell in line.split(";")] if field.columns else []
    letter = _LETTERS[at - 1] if at <= len(_LETTERS) else str(at)
    said = ", ".join(x for x in cells if x) or line
    row = {"n": str(at), "letter": letter, "item": line, "said": said}
    return row | {f"c{k}": cells[k - 1] if k <= len(cells) else "" for k in range(1, len(field.columns) + 1)}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


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
    """A citation as a căn cứ writes it: laws without number (NĐ 30/2020), decrees and circulars with theirs."""
    at = cite.find("Luật Thi hành án dân sự")
    if at >= 0:
        return cite[:at] + "Luật Thi hành án dân sự"
    if (circular := _CIRCULAR.search(cite)) is not None:
        return f"{cite[: circular.start()]}Thông tư số {circular[1]} của {_MINISTRIES[circular[2]]}"
    return f"{cite} của Chính phủ" if "Nghị định" in cite else cite


def within(text: str) -> str:
    """A sentence within another one: its first letter small, but that of a body, which NĐ 30/2020 (Phụ lục II) writes with a capital."""
    return text if text.startswith(_BODIES) else text[:1].lower() + text[1:]


def number_line(number: str, tail: str) -> str:
    """ "Số: 05/QĐ-CCTHADS"; the number left open while there is none."""
    return f"Số: {number}" if number else f"Số:          /{tail}"


def day_line(place: str, day: date, *, is_open: bool) -> str:
    """ "Lê Chân, ngày 05 tháng 01 năm 2020"; day and month left open before numbering."""
    return f"{place}, ngày      tháng      năm {day.year}" if is_open else f"{place}, {long_date(day)}"
