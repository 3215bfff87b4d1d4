"""The file of a complaint or a denunciation, and the register of what was received, as each account may see them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.scans import pdf as pdf_of
from tests.unit.test_entry_papers import (
    ACCEPTED,
    CONCLUDED,
    LEAKS,
    NEW,
    OLD,
    SECRET,
    Given,
    codes,
    drafted,
    issued,
    set_up,
    two,
    values,
)
from thads_desktop.domain.dates import statistical_year
from thads_desktop.domain.listing import Cell
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.books import books
from thads_desktop.services import (
    books as entries,
    case_file,
    completeness,
    file_folder,
    file_passing,
    file_print,
    inspection_lines,
    journal,
    keeping,
    letter_acts,
    papers,
    register_closings,
    register_files,
    register_view,
    scans,
    upkeep,
)
from thads_desktop.services.desk import Desk
from thads_desktop.services.letter_typed import LetterInput
from thads_desktop.services.paper_place import entry_of, on_entry


@pytest.fixture(params=[OLD, NEW], ids=["2008", "2025"])
def given(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Given]:
    yield from set_up(tmp_path, request.param)


def test_the_register_of_what_was_received_covers_denunciations_for_others_and_holds_proposals_and_reports(given: Given) -> None:
    desk, day = given.desk, given.office.clock.day
    year = statistical_year(day)
    clerk = given.sit("clerk")
    for kind, words in (("don_kien_nghi", "Kiến nghị sửa lịch tiếp dân"), ("don_phan_anh", "Phản ánh về biển chỉ dẫn"), ("cong_van", "Không vào sổ này")):
        letter_acts.receive(clerk, LetterInput(day, "Phạm Thị Dân", words, kind=kind))
    struck = letter_acts.receive(clerk, LetterInput(day, "Phạm Thị Nhầm", "Vào nhầm", kind="don_phan_anh"))
    with two(given, "deputy"):
        letter_acts.strike(clerk, struck.key, "nhầm", whole=True)

    def rows(role: str) -> list[dict[str, Cell]]:
        view = register_view.opened(given.sit(role), "TT13-01", year)
        return [dict(line.cells) for line in view.lines]

    assert sorted((str(r["kind"]), r["who"], r["content"]) for r in rows("clerk")) == [
        ("Kiến nghị", "Phạm Thị Dân", "Kiến nghị sửa lịch tiếp dân"), ("Phản ánh", "Phạm Thị Dân", "Phản ánh về biển chỉ dẫn"), ("•••", None, "•••"),
    ]  # fmt: skip

    def one(role: str) -> dict[str, Cell]:
        return next(r for r in rows(role) if r["kind"] in ("•••", "Tố cáo"))

    assert (one("head")["kind"], one("head")["who"], one("head")["against"]) == ("Tố cáo", None, "Ông Bị Tố")
    assert SECRET not in repr(rows("head"))
    given.office.on(date(year + 1, 1, 10) if day.month < 10 else date(year + 1, 10, 10))
    seal(desk, given, year)
    # What is frozen is whole, and shown to each as an open row is; what a closing fixed before is known by what it is about.
    assert one("clerk")["content"] == "•••"
    assert one("deputy")["number"] == "•••"
    assert one("head")["content"] == "Nhận tiền ngoài biên lai"
    view = register_view.opened(given.sit("clerk"), "TT13-01", year)
    assert not [w for w in LEAKS if w in repr([(x.key, x.cells, x.opens, x.officer) for x in view.lines])]
    pdf = register_files.pdf(register_files.printed(given.desk, view))
    assert "Bị Tố" not in "".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages)
    with pytest.raises(Refused):
        register_view.opened(given.sit("clerk"), "TT13-03", year)


def seal(desk: Desk, given: Given, year: int) -> None:
    """The year of the register is closed by a clerk, who does not see all of it."""
    clerk = given.sit("clerk")
    for span in ("q1", "q2", "q3", "q4", "year"):
        made = register_closings.propose(clerk, "TT13-01", year, span)
        assert SECRET not in repr(made.lines)
        register_closings.close(clerk, made)


def test_the_file_of_a_denunciation_has_its_documents_numbers_cover_and_check(given: Given) -> None:
    desk, day, place = given.desk, given.office.clock.day, on_entry(given.denunciation)
    assert [(r.kind, r.title, r.author) for r in case_file.shown(desk, place).rows] == [("complaint", "Đơn tố cáo và tài liệu kèm theo", "")]
    issued(given, ACCEPTED)
    key = case_file.put(desk, place, case_file.Put("Phiếu đề xuất", day, 1, kind="proposal"))
    more = case_file.put(desk, place, case_file.Put(f"Biên bản làm việc với {SECRET}", day, 2))
    case_file.count(desk, place, "complaint", 3)
    shown = case_file.shown(desk, place)
    assert [r.kind for r in shown.rows] == ["acceptance", "complaint", "proposal", "doc"], "the order of Circular 13/2021"
    found = {f.item.key: f.state for f in completeness.of_matter(desk, place)}
    assert found == {"acceptance": "has", "complaint": "has", "proposal": "has", "settlement": "none", "numbered": "missing", "counted": "has"}
    assert case_file.number(desk, place) == (1, 7, 4)
    assert [r.numbers for r in case_file.shown(desk, place).rows] == ["1", "2-4", "5", "6-7"]
    issued(given, CONCLUDED)
    assert {f.item.key: f.state for f in completeness.of_matter(desk, place)}["settlement"] == "has"
    scan = scans.attach(desk, place, key, scans.Given("x.pdf", pdf_of(), "pdf", 1))
    assert scans.content(desk, place, scan)[0] == "pdf"
    scans.take_away(desk, place, scan, "quét mờ")
    case_file.take(desk, place, more, "để riêng")
    cover = file_print.cover(desk, place)
    assert "HỒ SƠ GIẢI QUYẾT TỐ CÁO" in repr(cover)
    assert "giữ bí mật" in repr(cover.fields)
    assert SECRET not in repr(cover.fields)
    entries.change_entry(desk, given.denunciation, {**values(given), "settled": day})
    keeping.set_years(desk, "70", "Thông tư 07/2025/TT-BTP", "to_cao")
    held = {f.label: f.value for f in file_print.cover(desk, place).fields}
    assert held["Thời hạn lưu"] == f"đến hết ngày {day:%d/%m}/{day.year + 70}"
    assert file_print.cover_pdf(desk, place).startswith(b"%PDF")
    assert "hồ sơ tố cáo số TC 1/" in file_print.document_list(desk, place).title
    assert file_print.document_list(desk, place).left == ("Người kiểm tra", "")
    assert file_passing.pass_on(desk, place, given.office.head, given.office.officer, day).startswith(b"%PDF")
    assert file_passing.minutes_of(desk, place).startswith(b"%PDF")
    assert codes(file_folder.make, desk, place, Path("x"), "x" * 20, "Tòa án", "xét lại") == ["folder.no_entry"]
    assert upkeep.verify(desk).findings == ()
    clerk = given.sit("clerk")
    tries: tuple[Callable[[], object], ...] = (
        lambda: case_file.shown(clerk, place), lambda: case_file.put(clerk, place, case_file.Put("x", day)), lambda: case_file.number(clerk, place),
        lambda: case_file.known(clerk, place, key), lambda: scans.thumbs(clerk, place), lambda: completeness.of_matter(clerk, place),
        lambda: file_print.cover(clerk, place), lambda: file_print.document_list(clerk, place), lambda: file_passing.minutes_of(clerk, place),
        lambda: case_file.take(clerk, place, key, "x"), lambda: scans.act_of(clerk, issued_code(given)),
    )  # fmt: skip
    for n, attempt in enumerate(tries):
        assert codes(attempt) == ["rights.none"], n
    for role in ("deputy", "inspector"):
        desk = given.sit(role)
        made = [journal.journal(desk, limit=5_000)]
        with desk.reading() as reader:
            made += [inspection_lines.acts(desk, list(range(1, reader.head()[0] + 1)))]
        assert not [w for w in (SECRET, "Phiếu đề xuất", "quét mờ", "để riêng") if w in repr(made)], role


def issued_code(given: Given) -> str:
    """The id of a paper of the denunciation, as a code on it has it."""
    with given.desk.reading() as reader:
        return next(p.paper for p in reader.projections.papers() if entry_of(p.matter))


def test_the_file_of_a_complaint_names_who_complains_and_begins_with_its_three(given: Given) -> None:
    day = given.office.clock.day
    entry = entries.open_entry(given.desk, "khieu_nai", {
        "received": day, "level": "1", "object": "truoc", "complainant": "Lê Văn Khiếu", "against": "Chấp hành viên", "content": "Chậm",
    })  # fmt: skip
    with two(given):
        papers.issue_at_once(given.desk, drafted(given, "complaint_accepted", entry), given.office.head)
    clerk = given.sit("clerk")
    shown = case_file.shown(clerk, on_entry(entry))
    assert [(r.kind, r.author) for r in shown.rows][1:] == [("complaint", "Lê Văn Khiếu")]
    assert shown.rows[0].kind == "acceptance"
    assert "Lê Văn Khiếu" in repr(file_print.cover(clerk, on_entry(entry)).fields)
    assert codes(case_file.shown, given.sit("officer"), on_entry(entry)) == ["rights.none"]
    hanh_chinh = next(k for k in books() if k not in ("khieu_nai", "to_cao"))
    assert codes(case_file.shown, given.sit("clerk"), on_entry(f"{hanh_chinh}.x")) == ["entry.unknown"]
