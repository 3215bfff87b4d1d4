"""The rows of a register as a spreadsheet gives them, and what the import says of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Column:
    """key: how the code calls it; heading: as the workbook prints it; kind decides how a cell is read."""

    key: str
    heading: str
    kind: str


#: The columns of "Sổ thụ lý", in their usual order.
COLUMNS: tuple[Column, ...] = tuple(
    Column(*parts)
    for parts in (
        ("stt", "STT", "ignored"),
        ("number", "Số QĐ THA", "number"),
        ("day", "Ngày QĐ THA", "day"),
        ("kind", "Loại (CĐ/YC)", "kind"),
        ("from_office", "Nhận ủy thác từ", "text"),
        ("judgment", "Số bản án, QĐ", "paper"),
        ("judgment_day", "Ngày bản án", "day"),
        ("court", "Cơ quan ra bản án", "text"),
        ("case_type", "Loại án", "case_type"),
        ("debtor", "Người phải thi hành án", "text"),
        ("birth", "Năm sinh", "year"),
        ("ids", "Số CMND/CCCD", "ids"),
        ("address", "Địa chỉ người phải THA", "text"),
        ("creditor", "Người được thi hành án", "text"),
        ("creditor_address", "Địa chỉ người được THA", "text"),
        ("obligation", "Khoản phải thi hành", "text"),
        ("due", "Số tiền phải thi hành (đồng)", "amount"),
        ("officer", "Chấp hành viên", "officer"),
        ("assigned", "Ngày phân công", "day"),
        ("notified", "Ngày thông báo hợp lệ", "day"),
        ("verified", "Xác minh lần cuối", "day"),
        ("means", "Phân loại", "means"),
        ("lack_number", "Số QĐ chưa có ĐK", "paper"),
        ("lack_day", "Ngày QĐ chưa có ĐK", "day"),
        ("book_day", "Ngày chuyển sổ theo dõi riêng", "day"),
        ("before", "Đã thi hành năm trước (đồng)", "amount"),
        ("now", "Đã thi hành năm nay (đồng)", "amount"),
        ("paid_day", "Ngày thu gần nhất", "day"),
        ("result", "Kết quả", "result"),
        ("ground", "Căn cứ", "text"),
        ("result_number", "Số QĐ kết quả", "paper"),
        ("result_day", "Ngày QĐ kết quả", "day"),
        ("note", "Ghi chú", "text"),
    )
)
BY_KEY = {c.key: c for c in COLUMNS}
PARTY_COLUMNS = ("debtor", "birth", "ids", "address", "creditor", "creditor_address")
#: Without these columns a sheet is no register.
NEEDED = ("number", "day", "kind", "debtor", "obligation", "due", "officer", "result", "result_day")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as it stands: value of whatever type, and the font's name (old encodings are known by it).

    broken: a formula without a stored value, or one in error; the value is then what stands in the cell.
    """

    value: Any
    font: str = ""
    broken: bool = False


@dataclass(frozen=True, slots=True)
class RawRow:
    """A data row by Excel's row number; cells by column key, missing = empty. merged: keys filled from a merged cell;
    others: what a second column under the same heading says where it says something else."""

    row: int
    cells: Mapping[str, RawCell]
    merged: frozenset[str] = frozenset()
    others: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawSheet:
    """The register's sheet. totals: what its total row says, by column key; set_aside: rows with something in them that
    are no data, and what they are (heading, total, signature). titles: the lines above the headings; columns: where each
    key stands; doubled: keys with more than one column, and which columns; unknown: headings that are none of ours."""

    office: str
    closing_day: date | None
    rows: tuple[RawRow, ...]
    totals: Mapping[str, Any] = field(default_factory=dict)
    heading_row: int = 0
    sheet: str = ""
    set_aside: tuple[tuple[int, str], ...] = ()
    titles: tuple[str, ...] = ()
    columns: Mapping[str, int] = field(default_factory=dict)
    doubled: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing said of a row. action: normalise | warn | reject; column: heading; repaired: the value taken instead."""

    code: str
    action: str
    column: str
    reason: str
    repaired: Any = None


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """outcome: accept | normalise | warn | reject | known, the gravest of its findings."""

    row: int
    outcome: str
    findings: tuple[Finding, ...] = ()

    @property
    def first(self) -> Finding | None:
        """The finding that decided the outcome."""
        order = {"reject": 0, "known": 1, "warn": 2, "normalise": 3}
        return min(self.findings, key=lambda f: order[f.action], default=None)


@dataclass(frozen=True, slots=True)
class PartyInfo:
    """A party as the row names it. kind: person | org | state."""

    name: str
    kind: str
    birth_year: int | None = None
    number: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class TakenLine:
    """One sound row: an obligation with what happened to it. Amounts whole đồng."""

    row: int
    line: int
    debtors: tuple[PartyInfo, ...]
    creditors: tuple[PartyInfo, ...]
    obligation: str
    due: int | None
    assigned: date | None
    notified: date | None
    verified: date | None
    means: str
    lack_number: str
    lack_day: date | None
    book_day: date | None
    before: int
    now: int
    paid_day: date | None
    result: str
    ground: str
    result_number: str
    result_day: date | None
    note: str


@dataclass(frozen=True, slots=True)
class TakenMatter:
    """One matter to be taken over: its decision, judgment, officer and lines."""

    number_text: str
    number: int
    day: date
    kind: str
    from_office: str
    judgment: str
    judgment_day: date | None
    court: str
    case_type: str
    officer: str
    lines: tuple[TakenLine, ...]


@dataclass(frozen=True, slots=True)
class Takeover:
    """What an import will do: the outcome of every row, and the matters accepted.

    book: what is said of the register as a whole. heads: row -> the row of the same matter whose parties count for it too,
    where its own party cells are empty. known: the matters of its sound rows that the store has already.
    """

    rows: tuple[RowOutcome, ...]
    matters: tuple[TakenMatter, ...]
    new_officers: tuple[str, ...] = ()
    heads: Mapping[int, int] = field(default_factory=dict)
    book: tuple[Finding, ...] = ()
    known: tuple[TakenMatter, ...] = ()

    def count(self, outcome: str) -> int:
        return sum(1 for r in self.rows if r.outcome == outcome)
