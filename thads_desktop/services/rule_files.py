"""The table of rules on paper and in a workbook, so that a lawyer can read and correct it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.crossing import CROSSINGS, LAWS
from thads_desktop.services import people, rule_table, rule_table_procedure

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from thads_desktop.law.ruleset import Rules
    from thads_desktop.services.desk import Desk

_COLUMNS = (
    ListColumn("Phần", 9), ListColumn("Mã", 5), ListColumn("Nội dung", 22), ListColumn("Luật", 8), ListColumn("Mức", 11),
    ListColumn("Gặp ngày nghỉ", 10), ListColumn("Tính từ, xong khi", 18), ListColumn("Điều luật", 18), ListColumn("Hiệu lực", 10),
    ListColumn("Chắc chắn", 7), ListColumn("Ghi chú", 22),
)  # fmt: skip


def listing(rules: Rules, day: date, law: str = "", office: tuple[str, str, str] = ("", "", "")) -> Listing:
    """The table as it is printed. office: (above it, its name, its place); law: only that one's."""
    found = rule_table.rows(rules, law)
    cells = tuple((r.part, r.code, r.title, r.law_words, r.value, r.roll, r.when, r.cite, r.span, r.sure, r.note) for r in found)
    open_ = sum(1 for r in found if r.sure != rule_table.SURE["H"])
    said = (
        f"{LAWS[law] if law else 'Luật 2008 (đến 30/6/2026) và Luật 106/2025 (từ 01/7/2026)'}: {len(cells)} dòng, trong đó {open_} dòng cần đối chiếu",
    )
    notes = (
        f"Thời hạn vắt qua 01/7/2026: lấy {CROSSINGS[rules.crossing]}. {rules.crossing_note}".strip(),
        rule_table_procedure.state_notes(rules.overlay),
        "Cột Chắc chắn: cao = theo chữ của văn bản; vừa, thấp = nguồn thứ cấp hoặc suy ra, phải đối chiếu; chưa xác lập = chương trình không có số.",
    )
    proof = f"Bảng quy định của chương trình, mã {rules.digest[:16]}; in ngày {short_date(day)}"
    return Listing(
        "Bảng quy định về thi hành án dân sự", office[0], office[1], office[2], day, said, (ListTable("", _COLUMNS, cells),), notes, proof=proof
    )


def of_desk(desk: Desk, law: str = "", rules: Rules | None = None) -> Listing:
    """The table of what holds in this office, its packs and settings included. rules: in the place of what holds."""
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        return listing(rules or desk.rules_for(reader), today, law, (who.parent, who.name, who.place))


def pdf(made: Listing) -> bytes:
    """A4 landscape."""
    from thads_desktop.printing.listing_sheet import draw_listing

    return draw_listing(made)


def write(file: Path, made: Listing) -> Path:
    """The table in a file by its ending, .pdf or .xlsx. Refused("rules.bad_file") for another ending, and for a place that cannot be
    written."""
    from thads_desktop.exchange.listing_book import write_listing
    from thads_desktop.services import return_files

    refuse_ending(file)
    data = pdf(made) if file.suffix.lower() == ".pdf" else write_listing(made)
    return return_files.write_files(file.parent, {file.name: data})[0]


def refuse_ending(file: Path) -> None:
    """Refused for a file that is neither."""
    if file.suffix.lower() not in (".pdf", ".xlsx"):
        raise Refused(Refusal("rules.bad_file", field="out"))
