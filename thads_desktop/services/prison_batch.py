"""The list a prison sends, taken in whole: each row matched with a person who owes here; a human confirms what is not certain.

Nothing is written before that; then every confirmed row is booked in one transaction, or none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thads_desktop.domain.fold import fold
from thads_desktop.domain.money import dong
from thads_desktop.domain.prison_money import taken
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import fold_name
from thads_desktop.exchange import figures_sheet
from thads_desktop.exchange.figures_sheet import Field
from thads_desktop.services import masking, parties, prison_money, projecting
from thads_desktop.services.reconciling import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.projections import PartyRow
    from thads_desktop.storage.reader import Reader

FIELDS = (
    Field("name", "Họ tên", "text", also=("Họ và tên", "Phạm nhân", "Họ tên phạm nhân")),
    Field("birth", "Năm sinh", "year", required=False),
    Field("amount", "Số tiền", "money", also=("Số tiền đã thu", "Đã thu")),
    Field("day", "Ngày thu", "day", also=("Trại giam thu ngày",)),
    Field("voucher", "Chứng từ", "text", required=False, also=("Số chứng từ", "Số phiếu thu", "Biên lai")),
    Field("number", "Số quyết định", "text", required=False, also=("Số QĐ", "Số QĐ THA", "Quyết định thi hành án")),
    Field("arrived", "Ngày tiền về", "day", required=False, also=("Ngày chuyển tiền", "Về cơ quan ngày")),
)
NOTES = ("Mỗi khoản một dòng. Năm sinh và số quyết định giúp khớp đúng người; để trống thì phải chọn bằng tay.",
         "Ngày tiền về: để trống nếu tiền chưa về tài khoản của cơ quan.")  # fmt: skip
EXAMPLE = ("Nguyễn Văn A", "1985", "200.000", "05/10/2025", "PT 12", "12/QĐ-CCTHADS", "")
STATES = {"certain": "khớp", "unsure": "cần chọn", "none": "không thấy", "known": "đã ghi rồi"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An obligation of a person of the row's name; words: person, matter, what is left; exact: the year of birth is the same."""

    matter: str
    line: int
    party: str
    words: str
    rest: int
    exact: bool

    @property
    def key(self) -> str:
        return f"{self.matter}:{self.line}:{self.party}"


@dataclass(frozen=True, slots=True)
class Matched:
    """A row and who it may be. state: of STATES; why: what the human must look at."""

    at: int
    name: str
    birth: int | None
    amount: int
    day: date
    voucher: str
    number: str
    arrived: date | None
    candidates: tuple[Candidate, ...]
    state: str
    why: str


def read(desk: Desk, file: Path) -> list[Matched]:
    """The rows of a file, matched. Refused("figures.*" | "import.*")."""
    return match(desk, figures_sheet.read(file, FIELDS, desk.clock.today()))


def parse(desk: Desk, text: str) -> list[Matched]:
    """As ``read``, of pasted text; headings may be missing."""
    return match(desk, figures_sheet.parse(text, FIELDS, desk.clock.today(), headed=False))


def save_template(file: Path) -> Path:
    """An empty workbook with the columns."""
    from thads_desktop.services import return_files

    return return_files.write_files(file.parent, {file.name: figures_sheet.template(FIELDS, NOTES, EXAMPLE)})[0]


def match(desk: Desk, rows: Sequence[figures_sheet.Row]) -> list[Matched]:
    """Each row with who it may be; days to come and before one another are refused with their row."""
    today = desk.clock.today()
    with desk.reading() as reader:
        names = masking.names(desk, reader)
        merged = reader.projections.merged_parties()
        return _asked_twice([_matched(reader, names, merged, row, today) for row in rows])


def _asked_twice(found: list[Matched]) -> list[Matched]:
    """A row that says the same as one before it is asked, not taken for another sum."""
    first: dict[tuple[object, ...], int] = {}
    made = []
    for row in found:
        at = first.setdefault((fold_name(row.name), row.birth, row.amount, row.day, row.voucher, folded(row.number)), row.at)
        twice = at != row.at and row.state in ("certain", "unsure")
        why = f"trùng với dòng {at} của bảng: chỉ chọn nếu là khoản khác"
        made.append(replace(row, state="unsure", why=f"{why}; {row.why}" if row.why else why) if twice else row)
    return made


def book(desk: Desk, prison: str, chosen: Sequence[tuple[Matched, str]]) -> int:
    """Every (row, key of a candidate) in one transaction; how many. Refused where a choice is none of the row's, or nothing is chosen."""
    if not chosen:
        raise Refused(Refusal("prison.nothing"))
    with desk.writing("money") as uow:
        key = prison_money.prison_of(uow, prison)
        matters: dict[str, None] = {}
        for row, wanted in chosen:
            found = next((c for c in row.candidates if c.key == wanted), None)
            if found is None:
                raise Refused(Refusal("prison.choice", {"row": str(row.at), "name": row.name}))
            try:
                prison_money.collect_in(
                    desk, uow, found.matter, row.day, found.line, row.amount, key, party=found.party, voucher=row.voucher, arrived=row.arrived,
                )  # fmt: skip
            except Refused as refused:
                raise Refused(Refusal("prison.row", {"row": str(row.at), "name": row.name}), *refused.refusals) from refused
            matters[found.matter] = None
        for matter in matters:
            projecting.matter(desk, uow, matter)
        uow.commit()
    return len(chosen)


def _matched(reader: Reader, names: Names, merged: Mapping[str, str], row: figures_sheet.Row, today: date) -> Matched:
    v = row.values
    for name in ("day", "arrived"):
        if v[name] is not None and v[name] > today:
            raise Refused(Refusal("prison.future", {"row": str(row.at), "day": f"{v[name]:%d/%m/%Y}"}, "file"))
    if v["arrived"] is not None and v["arrived"] < v["day"]:
        raise Refused(Refusal("prison.row_before", {"row": str(row.at)}, "file"))
    found: list[Candidate] = []
    for person in reader.projections.parties_like((), fold_name(v["name"])):
        if v["birth"] is None or person.birth_year in (None, v["birth"]):
            found += _owing(reader, names, merged, person, v["birth"], v["number"] or "")
    found.sort(key=lambda c: (not c.exact, c.words))
    state, why = _judged(reader, found, v)
    return Matched(
        row.at, v["name"], v["birth"], v["amount"], v["day"], v["voucher"] or "", v["number"] or "", v["arrived"], tuple(found), state, why
    )  # fmt: skip


def _judged(reader: Reader, found: Sequence[Candidate], v: Mapping[str, object]) -> tuple[str, str]:
    if not found:
        return "none", "không có người phải thi hành án nào cùng họ tên, năm sinh còn phải nộp tiền"
    for c in found:
        for t in taken(reader.events_of(f"matter:{c.matter}")):
            if (t.day, t.body.line, t.body.amount, t.body.voucher) == (v["day"], c.line, v["amount"], v["voucher"] or ""):
                return "known", "đã ghi một khoản cùng ngày, cùng số tiền, cùng chứng từ trong việc này"
    if len(found) > 1:
        return "unsure", f"có {len(found)} khoản có thể đúng"
    if not found[0].exact:
        return "unsure", "chưa so được năm sinh"
    if isinstance(v["amount"], int) and v["amount"] > found[0].rest:
        return "unsure", f"số tiền lớn hơn số còn phải nộp {dong(found[0].rest)} đồng"
    return "certain", ""


def _owing(
    reader: Reader, names: Names, merged: Mapping[str, str], person: PartyRow, birth: int | None, number: str
) -> list[Candidate]:  # fmt: skip
    same = {person.party, *(p for p in merged if parties.resolve(reader, p) == person.party)}
    found = []
    for matter in dict.fromkeys(m for p in sorted(same) for m in reader.projections.matters_of_party(p)):
        said = str(names.row("matter", matter).get("number_text", ""))
        if number and folded(number) not in (folded(said), folded(said.partition("/")[0])):
            continue
        row = names.row("matter", matter).get("obligations", {})
        for n, s in fold(reader.events_of(f"matter:{matter}")).lines.items():
            owes = next((p for p in s.line.debtors if p in same), "")
            if owes and s.rest > 0:
                born = f", sinh {person.birth_year}" if person.birth_year and names.row("party", owes).get("birth_year") else ""
                words = f"{names.name('party', owes)}{born}; việc {said}, khoản {n}. {row.get(str(n), '')}: còn {dong(s.rest)} đồng"
                found.append(Candidate(matter, n, owes, words, s.rest, birth is not None and person.birth_year == birth))
    return found
