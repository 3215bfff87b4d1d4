"""The file of a matter by the services: what is in it, its bút lục, and what is done to it by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.rounds import codes, ended, laid_away
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    acts,
    case_file,
    office_settings,
    queries,
    receipts,
    sending,
    striking,
    upkeep,
)
from thads_desktop.services.case_file import Put

DAY = date(2026, 7, 6)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def listed(office: Bench, matter: str) -> list[tuple[str, str]]:
    return [(r.title.partition(":")[0], r.numbers) for r in case_file.shown(office.desk, matter).rows]


def test_a_file_on_request_begins_with_its_three_and_is_numbered_once(office: Bench) -> None:
    matter = office.decision(kind="yc")
    acts.verify(office.desk, matter, DAY, "none")
    shown = case_file.shown(office.desk, matter)
    assert [r.kind for r in shown.rows] == ["decision", "request", "judgment", "verification"]
    assert shown.rows[0].number_text
    assert shown.rows[0].author
    assert (shown.rows[2].number_text, shown.rows[2].issued) == ("15/2019/DS-ST", date(2019, 9, 2))
    assert shown.waiting == (4, 4)
    assert shown.uncounted == 2
    assert case_file.number(office.desk, matter) == (1, 4, 4)
    with pytest.raises(Refused) as refused:
        case_file.number(office.desk, matter)
    assert codes(refused) == ["file.nothing"]
    key = case_file.put(office.desk, matter, Put("Công văn của ngân hàng", DAY, 3, "12/CV-NH", "Ngân hàng A", date(2026, 7, 1)))
    case_file.count(office.desk, matter, shown.rows[3].key, 2)
    assert case_file.number(office.desk, matter) == (5, 8, 2)
    assert listed(office, matter)[3:] == [("Biên bản xác minh điều kiện thi hành án", "4, 5"), ("Công văn của ngân hàng", "6-8")]
    # Fewer sheets change no number; the program never asks for them again.
    case_file.count(office.desk, matter, key, 1)
    assert case_file.shown(office.desk, matter).waiting == (0, 0)
    assert dict(listed(office, matter))["Công văn của ngân hàng"] == "6-8"
    assert "số 1 đến 4, 4 tài liệu" in [i.detail for i in queries.matter(office.desk, matter).timeline]
    assert upkeep.verify(office.desk).findings == ()


def test_what_leaves_the_list_leaves_its_number_used(office: Bench) -> None:
    matter = office.decision()
    key = case_file.put(office.desk, matter, Put("Đơn của hàng xóm", DAY, 2))
    other = case_file.put(office.desk, matter, Put("Thư ngỏ", DAY, 2))
    case_file.number(office.desk, matter)
    case_file.take(office.desk, matter, key, "thuộc hồ sơ khác")
    row = next(r for r in case_file.shown(office.desk, matter).rows if r.key == key)
    assert (row.numbers, row.note, row.gone) == ("3-4", "bỏ khỏi danh mục: thuộc hồ sơ khác", True)
    with pytest.raises(Refused) as refused:
        case_file.count(office.desk, matter, key, 5)
    assert codes(refused) == ["file.taken"]
    events = queries.matter(office.desk, matter).timeline
    with pytest.raises(Refused) as refused:
        striking.strike(office.desk, matter, next(e.seq for e in events if e.what == "Đánh số bút lục"), "nhầm")
    assert codes(refused) == ["file.numbered"]
    striking.strike(office.desk, matter, next(e.seq for e in events if e.detail == "Thư ngỏ, 2 tờ"), "nhầm")
    row = next(r for r in case_file.shown(office.desk, matter).rows if r.key == other)
    assert (row.numbers, row.note) == ("5-6", "dòng ghi nhầm đã xóa")
    new = case_file.put(office.desk, matter, Put("Biên bản làm việc", DAY))
    case_file.number(office.desk, matter)
    assert next(r for r in case_file.shown(office.desk, matter).rows if r.key == new).numbers == "7"


def test_receipts_and_sendings_are_documents_and_the_back_of_a_sheet_is_a_setting(office: Bench) -> None:
    matter = office.decision()
    paper = case_file.shown(office.desk, matter).rows[0].paper
    sending.send(office.desk, paper, "party", "Nguyễn Văn An", "post", DAY, receipt="RR123")
    acts.collect(office.desk, matter, DAY, 1, 1_000_000, official=receipts.Official("enforcement", "0001234"))
    rows = {r.kind: r for r in case_file.shown(office.desk, matter).rows}
    assert rows["sending"].number_text == "RR123"
    assert rows["receipt"].number_text == "0001234"
    before = rows["decision"].sheets
    office_settings.change(office.desk, "file.sides", "two")
    assert case_file.shown(office.desk, matter).rows[0].sheets == -(-before // 2)


def test_what_was_typed_wrongly_is_said_and_nothing_is_done(office: Bench) -> None:
    matter = office.decision()
    key = case_file.put(office.desk, matter, Put("Đơn", DAY, 2))
    for act, code in (
        (lambda: case_file.put(office.desk, matter, Put("", DAY)), "text.missing"),
        (lambda: case_file.put(office.desk, matter, Put("x", DAY, 0)), "file.bad_sheets"),
        (lambda: case_file.put(office.desk, matter, Put("x", date(2026, 7, 7))), "event.future_day"),
        (lambda: case_file.put(office.desk, matter, Put("x", DAY, issued=date(2026, 7, 7))), "file.issued_after"),
        (lambda: case_file.put(office.desk, matter, Put("x", DAY, kind="thư")), "file.bad_kind"),
        (lambda: case_file.put(office.desk, matter, Put("x", DAY), "judgment"), "file.not_by_hand"),
        (lambda: case_file.count(office.desk, matter, key, 2), "file.same_sheets"),
        (lambda: case_file.count(office.desk, matter, "event:999", 2), "file.unknown"),
        (lambda: case_file.take(office.desk, matter, key, " "), "text.missing"),
        (lambda: case_file.known(office.desk, matter, "judgment"), "file.not_by_hand"),
        (lambda: case_file.shown(office.desk, "nothing"), "matter.unknown"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == [code]
    case_file.put(office.desk, matter, Put("Đơn xin hoãn", DAY, 4), key)
    assert case_file.known(office.desk, matter, key) == Put("Đơn xin hoãn", DAY, 4)


def test_a_file_in_the_archive_is_only_looked_at(office: Bench) -> None:
    matter = ended(office)
    case_file.number(office.desk, matter)
    laid_away(office, [matter])
    with pytest.raises(Refused) as refused:
        case_file.put(office.desk, matter, Put("Đơn", DAY))
    assert codes(refused) == ["file.archived"]
    assert case_file.shown(office.desk, matter).archived
    # The minutes of the hand-over are a file that the log names.
    assert upkeep.verify(office.desk).findings == ()
