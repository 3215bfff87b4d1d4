"""Papers on an entry of a book in catalogue, log and book of letters: who may not see the entry reads no words of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.test_entry_papers import ACCEPTED, CONCLUDED, NEW, OLD, Given, issued, set_up
from thads_desktop.documents.form import load_forms
from thads_desktop.services import (
    exports,
    journal,
    letters,
)


@pytest.fixture(params=[OLD, NEW], ids=["2008", "2025"])
def given(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Given]:
    yield from set_up(tmp_path, request.param)


def test_row_94_of_the_catalogue_is_whole() -> None:
    forms = {f.id for f in load_forms() if f.number == 94}
    assert forms == {"complaint_accepted", "complaint_first", "complaint_second", ACCEPTED, CONCLUDED}
    for f in load_forms():
        if f.id in (ACCEPTED, CONCLUDED):
            assert (f.status, f.code_printed, f.see) == ("reconstructed", "", "denunciations")


def test_the_log_of_what_left_names_no_paper_that_few_see(given: Given) -> None:
    assert exports.named("Kết luận nội dung tố cáo 02-TB", CONCLUDED) == exports.named("x", ACCEPTED) == exports.APART
    assert exports.named("Giấy triệu tập", "summons") == "Giấy triệu tập"
    assert exports.named("Bìa hồ sơ", "") == "Bìa hồ sơ"
    exports.note_print(given.desk, exports.named("Kết luận nội dung tố cáo", CONCLUDED), "người nhận", "in để trình ký")
    shown = [r for r in journal.journal(given.sit("inspector")) if "mẫu" not in r.what and "tài khoản" not in r.what]
    assert "Kết luận" not in repr(shown)


def test_papers_on_an_entry_stand_in_the_book_of_letters_out_and_tell_strangers_their_number_alone(given: Given) -> None:
    from thads_desktop.services import letters, register_view

    paper = issued(given, ACCEPTED)
    year = given.office.clock.day.year

    def book(role: str) -> tuple[list[letters.LetterRow], list[register_view.Line]]:
        desk = given.sit(role)
        view = register_view.opened(desk, "ND30-DI", year)
        lines = [x for x in register_view.chosen(view, register_view.Wanted()) if x.key == paper]
        return [r for r in letters.shown(desk, "out", year) if r.paper == paper], lines

    (seen,), (line,) = book("head")
    assert (seen.entry, seen.number) == (given.denunciation, 1)
    assert "Thông báo thụ lý tố cáo" in seen.title
    assert "Thông báo thụ lý tố cáo" in str(line.cells["subject"])
    assert line.opens == f"entry:{given.denunciation}"
    (seen,), (line,) = book("clerk")
    assert (seen.entry, seen.title, seen.number_text, seen.number) == ("", letters.COVERED, letters.COVERED, 1), "the numbers of the book have no gap"
    assert "tố cáo" not in " ".join(map(str, line.cells.values()))
    assert "01" in str(line.cells["number"])
    assert line.opens == ""
