"""Letters in and out of a matter are documents of its file: in the list, numbered, on the cover, looked for, and gone along in its folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.rounds import codes
from tests.scans import pdf
from tests.unit.test_entry_papers import set_up
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    case_file,
    completeness,
    file_folder,
    letter_acts,
    scans,
)
from thads_desktop.services.letter_typed import LetterInput, SentInput

DAY = date(2026, 7, 6)
ASKED = SentInput(DAY, "Ngân hàng X", "Đề nghị cung cấp thông tin tài khoản", own=True, kind="cong_van")
CAME = LetterInput(DAY, "Ngân hàng X", "Trả lời về tài khoản", "12/NH", date(2026, 7, 3), "ket_qua_xac_minh")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def both(office: Bench, matter: str) -> tuple[str, str]:
    asked = letter_acts.send(office.desk, replace(ASKED, matter=matter, scan=pdf(2)))
    came = letter_acts.receive(office.desk, replace(CAME, matter=matter, scan=pdf(3)))
    return asked.key, came.key


def numbered(office: Bench, matter: str) -> str:
    return {f.item.key: f.said for f in completeness.of_matter(office.desk, matter)}["numbered"]


def test_both_are_in_the_list_with_their_sheets_and_get_their_numbers(office: Bench) -> None:
    matter = office.decision()
    case_file.number(office.desk, matter)
    assert numbered(office, matter) == ""
    both(office, matter)
    came, asked = (r for r in case_file.shown(office.desk, matter).rows if r.kind == "letter")
    assert (asked.title, asked.number_text[:3], asked.obtained, asked.issued) == ("Công văn: Đề nghị cung cấp thông tin tài khoản", "01/", DAY, DAY)
    assert asked.author == case_file.shown(office.desk, matter).rows[0].author
    assert (came.number_text, came.author, came.issued) == ("12/NH", "Ngân hàng X", date(2026, 7, 3))
    assert [(r.sheets, r.counted, r.scans) for r in (asked, came)] == [(2, True, 1), (3, True, 1)]
    assert numbered(office, matter) == "2/4 tài liệu"
    assert [r.words for r in completeness.over(office.desk).rows if "bút lục" in r.words]
    first, last, many = case_file.number(office.desk, matter)
    assert (last - first + 1, many) == (5, 2)
    # What came bears the earlier day, so that of two received on one day it stands first.
    assert [r.number_text for r in case_file.shown(office.desk, matter).rows][-2:] == ["12/NH", asked.number_text]
    assert numbered(office, matter) == ""


def test_what_is_received_before_anything_is_scanned_waits_for_its_count(office: Bench) -> None:
    matter = office.decision()
    made = letter_acts.receive(office.desk, replace(CAME, matter=matter))
    row = case_file.shown(office.desk, matter).rows[-1]
    assert (row.key, row.sheets, row.counted) == (f"letter:{made.key}", 1, False)
    case_file.count(office.desk, matter, row.key, 4)
    assert case_file.shown(office.desk, matter).rows[-1].sheets == 4


def test_copies_are_read_from_the_list_and_go_along_in_the_folder(office: Bench, tmp_path: Path) -> None:
    matter = office.decision()
    before = file_folder.make(office.desk, matter, tmp_path / "mot", "bamod-cuxit-dagon-mật", "Viện", "kiểm sát", rounds=1000).files
    asked, _came = both(office, matter)
    assert scans.content(office.desk, matter, f"letter:{asked}") == ("pdf", pdf(2))
    after = file_folder.make(office.desk, matter, tmp_path / "hai", "bamod-cuxit-dagon-mật", "Viện", "kiểm sát", rounds=1000).files
    assert after == before + 2
    with pytest.raises(Refused) as refused:
        scans.take_away(office.desk, matter, f"letter:{asked}", "nhầm")
    assert codes(refused) == ["scan.of_letter"]


def test_a_letter_that_is_of_another_matter_leaves_its_number_used_and_joins_the_other_file(office: Bench) -> None:
    matter, other = office.decision(), office.decision(number="16/2019/DS-ST")
    _asked, came = both(office, matter)
    case_file.number(office.desk, matter)
    letter_acts.correct(office.desk, came, replace(CAME, day=DAY, matter=other))
    row = next(r for r in case_file.shown(office.desk, matter).rows if r.key == f"letter:{came}")
    assert (row.gone, row.note, row.numbers, row.scans) == (True, "văn bản không còn gắn với việc này", "3-5", 0)
    assert [r.key for r in case_file.shown(office.desk, other).rows if r.kind == "letter"] == [f"letter:{came}"]
    letter_acts.strike(office.desk, came, "sửa nhầm")
    assert not next(r for r in case_file.shown(office.desk, matter).rows if r.key == f"letter:{came}").gone
    assert not [r for r in case_file.shown(office.desk, other).rows if r.kind == "letter"]
    letter_acts.strike(office.desk, came, "nhập nhầm", whole=True)
    row = next(r for r in case_file.shown(office.desk, matter).rows if r.key == f"letter:{came}")
    assert (row.note, row.numbers) == ("dòng ghi nhầm đã xóa", "3-5")


def test_a_letter_put_right_to_an_earlier_day_and_out_of_the_matter_is_out(office: Bench) -> None:
    matter = office.decision()
    _asked, came = both(office, matter)
    letter_acts.correct(office.desk, came, replace(CAME, day=date(2026, 7, 5)))
    assert [r.key for r in case_file.shown(office.desk, matter).rows if r.key == f"letter:{came}"] == []


def test_the_copy_of_a_letter_of_a_book_that_is_not_seen_is_not_read_here(tmp_path: Path) -> None:
    for given in set_up(tmp_path, DAY):
        desk, matter = given.sit("head"), given.office.matters[0]
        made = letter_acts.receive(desk, replace(CAME, entry=given.denunciation, scan=pdf(3)))
        letter_acts.correct(desk, made.key, replace(CAME, matter=matter))
        assert scans.content(desk, matter, f"letter:{made.key}")[0] == "pdf"
        given.sit("clerk")
        row = next(r for r in case_file.shown(desk, matter).rows if r.kind == "letter")
        assert (row.title, row.number_text, row.author, row.scans) == ("•••", "•••", "•••", 0)
        assert row.sheets == 3, "the numbers are the same whoever gives them"
        with pytest.raises(Refused) as refused:
            scans.content(desk, matter, f"letter:{made.key}")
        assert codes(refused) == ["scan.gone"]
