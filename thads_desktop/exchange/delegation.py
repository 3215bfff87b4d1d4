"""What packages of the kinds ``delegation`` and ``acknowledgement`` hold, read strictly: whatever does not fit is refused, saying what.

The money is checked of each obligation and of all together: awarded = collected + given back + terminated + delegated + ended
otherwise + rest (``domain.delegation``), so that no đồng is lost or made on the way.
"""

from __future__ import annotations

import itertools
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from thads_desktop.domain.delegation import Parts
from thads_desktop.domain.events import CASE_TYPES
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.exchange import scan_reading
from thads_desktop.exchange.strict_part import ENCODER, decoded, odd_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FORMAT = 1
#: Format of a delegation of which an obligation goes in part: a program that knows no parts refuses it as newer.
IN_PART = 2
#: ``Obligation.share`` of what goes whole: the field is not written.
WHOLE = msgspec.UNSET
DELEGATION, ACKNOWLEDGEMENT = "delegation", "acknowledgement"
#: The part that holds the content; papers lie beside it.
CONTENT = "delegation.json"
ANSWER = "acknowledgement.json"
#: At most so many of each, and so many bytes of content.
MOST_PARTIES, MOST_LINES, MOST_HAPPENED, MOST_PAPERS, MOST_BYTES = 400, 200, 3_000, 150, 4_000_000
EARLIEST = date(1945, 9, 2)

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern="^[0-9a-zA-Z_-]+$")]
Word = Annotated[str, msgspec.Meta(max_length=300)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Long = Annotated[str, msgspec.Meta(max_length=2_000)]
Amount = Annotated[int, msgspec.Meta(ge=0, le=10**15)]
Sha = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class _Whole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """No field that is not known, none missing, none of another type."""


class Office(_Whole, frozen=True):
    """key: of the store where its key is trusted, "" = not known; called: its name on the day of the package."""

    name: Name
    key: Word = ""
    called: Word = ""


class Decision(_Whole, frozen=True):
    """The decision to delegate."""

    paper: Key
    number: Word
    day: date
    ground: Long = ""
    assets: bool = False
    asset: Long = ""


class Matter(_Whole, frozen=True):
    """The matter it comes from."""

    key: Key
    number: Word
    day: date
    kind: Literal["cd", "yc"]
    case_type: Word
    urgent: bool = False


class Judgment(_Whole, frozen=True):
    """The judgment as the sender's book has it."""

    number: Name
    day: date
    court: Name
    kind: Literal["ban_an", "quyet_dinh", "phan_quyet"]
    appeal_number: Word = ""
    appeal_day: date | None = None
    appeal_court: Word = ""


class Party(_Whole, frozen=True):
    """A person with what the receiver needs to enforce."""

    key: Key
    name: Name
    kind: Literal["person", "org", "state"]
    birth_year: Annotated[int, msgspec.Meta(ge=1880, le=2100)] | None = None
    ids: Annotated[tuple[Annotated[str, msgspec.Meta(min_length=1, max_length=30)], ...], msgspec.Meta(max_length=10)] = ()
    address: Long = ""
    commune: Annotated[str, msgspec.Meta(max_length=20)] = ""
    account: Word = ""


class Obligation(_Whole, frozen=True):
    """One obligation; due None = not money. taken: it is delegated by this package; share: of its money so much, where that is not all
    that ``delegated`` says (format ``IN_PART``)."""

    line: Annotated[int, msgspec.Meta(ge=1, le=10_000)]
    text: Long
    due: Amount | None
    debtors: tuple[Key, ...]
    creditors: tuple[Key, ...]
    taken: bool
    joint: bool = False
    collected: Amount = 0
    given_back: Amount = 0
    terminated: Amount = 0
    delegated: Amount = 0
    otherwise: Amount = 0
    rest: Amount = 0
    share: Amount | msgspec.UnsetType = msgspec.UNSET

    @property
    def given(self) -> int:
        """Đồng that this package hands over."""
        return self.delegated if self.share is msgspec.UNSET else self.share

    @property
    def parts(self) -> Parts:
        return Parts(self.collected, self.given_back, self.terminated, self.delegated, self.otherwise, self.rest)


class Happened(_Whole, frozen=True):
    """Something that happened in the matter, in words."""

    day: date
    what: Word
    detail: Long = ""


class Print(_Whole, frozen=True):
    """A paper whose print lies beside: the name of its part."""

    part: Annotated[str, msgspec.Meta(pattern=r"^van-ban-[0-9]{3}\.pdf$")]
    title: Word
    number: Word
    day: date


class Fee(_Whole, frozen=True):
    """A decision on the enforcement fee: what was to be collected by it."""

    day: date
    amount: Amount


class Delegation(_Whole, frozen=True):
    """The content of a delegation package. held: đồng in hand for payers, for no obligation; total: the parts of all obligations."""

    format: int
    sender: Office
    to: Office
    made_on: date
    decision: Decision
    matter: Matter
    judgment: Judgment
    parties: Annotated[tuple[Party, ...], msgspec.Meta(max_length=MOST_PARTIES)]
    lines: Annotated[tuple[Obligation, ...], msgspec.Meta(min_length=1, max_length=MOST_LINES)]
    total: dict[Annotated[str, msgspec.Meta(max_length=20)], Amount]
    happened: Annotated[tuple[Happened, ...], msgspec.Meta(max_length=MOST_HAPPENED)] = ()
    papers: Annotated[tuple[Print, ...], msgspec.Meta(max_length=MOST_PAPERS)] = ()
    fees: Annotated[tuple[Fee, ...], msgspec.Meta(max_length=200)] = ()
    held: Amount = 0


class Answer(_Whole, frozen=True):
    """The content of an acknowledgement. delegation: SHA-256 of the package it answers; decided: the receiver's own decision."""

    format: int
    office: Office
    delegation: Sha
    matter: Key
    paper: Key
    answer: Literal["decided", "mistaken"]
    received: date
    made_on: date
    decided: date | None = None
    number: Word = ""
    reason: Long = ""


_DELEGATION = msgspec.json.Decoder(Delegation)
_ANSWER = msgspec.json.Decoder(Answer)


def total_of(lines: Iterable[Obligation]) -> dict[str, int]:
    """The parts of all obligations together, with what was awarded."""
    found = dict.fromkeys(("due", *Parts.__dataclass_fields__), 0)
    for line in lines:
        found["due"] += line.due or 0
        for name in Parts.__dataclass_fields__:
            found[name] += getattr(line, name)
    return found


def write(content: Delegation | Answer) -> bytes:
    """The content as a part of a package; equal content gives equal bytes."""
    return ENCODER.encode(content)


def read(parts: Mapping[str, bytes], office: str, beside: tuple[str, ...] = ()) -> Delegation:
    """The content of a delegation package, checked whole. office: who signed, for what is said; beside: parts that are known."""
    data: Delegation = decoded(parts, CONTENT, office, _DELEGATION, newest=IN_PART, most=MOST_BYTES, bad=_bad)
    if data.format == IN_PART and all(x.share is WHOLE for x in data.lines):
        # What goes whole is written in the older format.
        raise _bad("không đúng dạng.", office)
    for says in (odd_text(data), _odd_people(data), _odd_days(data), _odd_prints(data, parts, beside)):
        if says:
            raise _bad(says, office)
    says = money_says(data)
    if says:
        raise Refused(Refusal("delegation.money", {"says": says, "office": office}))
    return data


def read_answer(parts: Mapping[str, bytes], office: str) -> Answer:
    """The content of an acknowledgement, checked whole."""
    data: Answer = decoded(parts, ANSWER, office, _ANSWER, newest=FORMAT, most=MOST_BYTES, bad=_bad)
    says = odd_text(data) or ("có phần lạ trong gói." if set(parts) != {ANSWER} else "")
    if not says and (data.answer == "decided") != (data.decided is not None and bool(data.number.strip())):
        says = "thông báo không nêu số, ngày quyết định."
    if not says and data.answer == "mistaken" and not data.reason.strip():
        says = "không nêu lý do trả lại."
    if not says and not EARLIEST <= data.received <= (data.decided or data.made_on) <= data.made_on:
        says = "các ngày không theo thứ tự."
    if says:
        raise _bad(says, office)
    return data


def money_says(data: Delegation) -> str:
    """What is wrong with the amounts, "" = they add up to the đồng."""
    for x in data.lines:
        if x.due is None and x.parts.total:
            return f"khoản {x.line} không phải là tiền mà có số tiền."
        if x.due is not None and x.due != x.parts.total:
            return f"khoản {x.line} phải thi hành {dong(x.due)} đồng, các phần cộng lại {dong(x.parts.total)} đồng."
        if x.share is not msgspec.UNSET:
            if data.format < IN_PART or not x.taken or x.due is None or data.decision.assets or not 0 < x.share <= x.delegated:
                return f"khoản {x.line} ghi phần ủy thác không khớp với số tiền đã ủy thác."
        elif x.taken and not data.decision.assets and x.due is not None and (not x.delegated or x.rest):
            return f"khoản {x.line} được ủy thác nhưng không còn số tiền nào để thi hành, hoặc còn phần để lại."
        if x.taken and data.decision.assets and x.due is not None and not x.rest:
            return f"khoản {x.line} không còn số tiền nào để thi hành từ tài sản."
    if not any(x.taken for x in data.lines):
        return "không có khoản nào được ủy thác."
    return "" if data.total == total_of(data.lines) else "tổng số khác với cộng các khoản."


def _odd_people(data: Delegation) -> str:
    keys = [p.key for p in data.parties]
    if len(set(keys)) != len(keys):
        return "một đương sự đứng hai lần."
    numbers = [x.line for x in data.lines]
    if len(set(numbers)) != len(numbers):
        return "một khoản đứng hai lần."
    for x in data.lines:
        if not {*x.debtors, *x.creditors} <= set(keys):
            return f"khoản {x.line} nêu người không có trong gói."
        if set(x.debtors) & set(x.creditors):
            return f"khoản {x.line} có người đứng ở cả hai bên."
        if len(set(x.debtors)) != len(x.debtors) or len(set(x.creditors)) != len(x.creditors):
            return f"khoản {x.line} nêu một người hai lần."
        if x.taken and not x.text.strip():
            return f"khoản {x.line} không có nội dung."
    if data.matter.case_type not in CASE_TYPES:
        return "loại án không có."
    born = [p for p in data.parties if p.birth_year is not None and p.birth_year > data.made_on.year]
    return f"năm sinh của {born[0].name[:80]} ở tương lai." if born else ""


def _odd_days(data: Delegation) -> str:
    order = (EARLIEST, data.judgment.day, data.matter.day, data.decision.day, data.made_on)
    if any(a > b for a, b in itertools.pairwise(order)):
        return "ngày bản án, ngày quyết định thi hành án, ngày ủy thác và ngày lập gói không theo thứ tự."
    appeal = data.judgment.appeal_day
    late = [x.day for x in data.happened] + [x.day for x in data.papers] + [x.day for x in data.fees] + [appeal] * (appeal is not None)
    return "có việc ghi sau ngày lập gói." if any(day is not None and not EARLIEST <= day <= data.made_on for day in late) else ""


def _odd_prints(data: Delegation, parts: Mapping[str, bytes], beside: tuple[str, ...]) -> str:
    named = [p.part for p in data.papers]
    if len(set(named)) != len(named) or {*named, CONTENT} != set(parts) - set(beside):
        return "các văn bản kèm theo khác với bản kê."
    wrong = next((name for name in named if not opens(parts[name])), "")
    return f"văn bản {wrong} không phải tệp PDF mở được." if wrong else ""


def opens(data: bytes) -> bool:
    """Whether the bytes are a PDF that a reader opens whole."""
    try:
        return scan_reading.pdf_pages(data) > 0
    except scan_reading.Unfit:
        return False


def _bad(says: str, office: str) -> Refused:
    return Refused(Refusal("delegation.bad_content", {"says": says, "office": office}))
