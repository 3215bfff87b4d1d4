"""An inspection on paper and in a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.sampling import HOW
from thads_desktop.law.self_check import heads
from thads_desktop.services import check_plans, inspection_files, people
from thads_desktop.services.check_plans import KINDS

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.check_plans import Check, Found
    from thads_desktop.services.desk import Desk


def listing(desk: Desk, check: str, *, weights: bool = False) -> Listing:
    """The inspection as it prints: plan, sample and how it was drawn, findings and their remedies. weights: also of every matter the sample was
    drawn from (for a workbook: there may be tens of thousands)."""
    today = desk.clock.today()
    c = check_plans.known(desk, check)
    with desk.reading() as reader:
        who, head = people.identity(reader, today), reader.head()
    sample: list[tuple[Cell, ...]] = [(n, s.number_text, s.debtor, s.officer_name, s.points) for n, s in enumerate(c.sample, 1)]
    lines: list[tuple[Cell, ...]] = [
        (n, f.number_text, f.text, f.remedy, f.person, f.due, f.mended or ("quá hạn" if f.late(today) else "chưa"), _done(f))
        for n, f in enumerate(c.findings, 1)
    ]  # fmt: skip
    columns = "STT -4|Việc 12|Phát hiện 22|Phải khắc phục 22|Người làm 13|Hạn 8|Đã khắc phục 9|Cách làm, bằng chứng 22"
    drawn_from = ListTable(
        "Mẫu hồ sơ kiểm tra", _columns("STT -5|Số 22|Người phải thi hành án 26|Chấp hành viên 22|Trọng số -10"), tuple(sample),
        "" if sample else "Chưa chọn mẫu.",
    )  # fmt: skip
    noted = ListTable("Phát hiện và khắc phục", _columns(columns), tuple(lines), "" if lines else "Chưa ghi phát hiện nào.")
    # Of an office that is inspected nothing is drawn here.
    tables: tuple[ListTable, ...] = (noted,) if c.office and not c.seed else (drawn_from, noted)
    said = [f"{KINDS[c.kind]}{_theme(c)}: {c.title}"]
    said += [f"Từ {short_date(c.start)} đến {short_date(c.end)}" + (f"; trưởng đoàn {c.leader}" if c.leader else "")]
    said += [f"Đơn vị được kiểm tra: {c.office}"] if c.office else []
    said += [f"Phạm vi: {c.scope}"] if c.scope else []
    said += [f"Kết thúc ngày {short_date(c.closed)}: {c.conclusion}"] if c.closed else [f"Còn {c.open} phát hiện chưa khắc phục"]
    if weights and c.seed:
        every: list[tuple[Cell, ...]] = [(n, *w) for n, w in enumerate(check_plans.weights_of(desk, check), 1)]
        tables = (*tables, ListTable("Trọng số mọi việc", _columns("STT -6|Mã việc 44|Số 25|Trọng số -10"), tuple(every)))
    notes = (HOW, f"Hạt giống: {c.seed}; chọn {len(c.sample)} trong {dong(c.drawn_from)} việc; {_risk(c)}. {heads().note}") if c.seed else ()
    return Listing(
        "Kế hoạch và kết quả kiểm tra", who.parent, who.name, who.place, today, tuple(said), tables, notes, ("Trưởng đoàn", c.leader),
        (who.head_title, ""), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def _done(f: Found) -> str:
    return "; ".join(x for x in (f.how, f.proof, f.file) if x)


def _columns(said: str) -> tuple[ListColumn, ...]:
    found = []
    for part in said.split("|"):
        words, _, share = part.rpartition(" ")
        found.append(ListColumn(words, abs(float(share)), "right" if share.startswith("-") else "left"))
    return tuple(found)


def _theme(c: Check) -> str:
    return f" “{heads().named(c.theme).says}”" if c.theme else ""


def _risk(c: Check) -> str:
    said = "điểm rủi ro lấy từ tự kiểm tra"
    return f"{said}, việc làm chậm tính từ ngày {short_date(c.since)}, việc chưa làm tính dù hạn hết từ bao giờ" if c.since else said
