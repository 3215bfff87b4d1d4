"""What an account may not see is covered in registers and books of letters too: frozen rows, what changed of them, letters of secret books."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.scans import pdf
from tests.unit.test_register_closings import as_role, closed
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    books,
    inspection,
    inspection_lines,
    intake,
    journal,
    letter_acts,
    letters,
    parties,
    queries,
    register_closings,
    register_files,
    register_view,
)
from thads_desktop.services.letter_typed import LetterInput


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 1, 6))
    yield made
    made.desk.close()


def test_what_changed_of_a_minor_is_covered_as_the_cell_is(office: Bench) -> None:
    asked = parties.PartyInput("Bé Trần Ngọc Ánh", birth_year=2010, address="số 7 ngõ Kín")
    judgment = office.judgment("15/2019/DS-ST", received=date(2019, 12, 2))
    request = intake.receive_request(office.desk, judgment, asked, date(2019, 12, 3))
    with office.desk.reading() as reader:
        minor = str((reader.row("request", request) or {}).get("party"))
    closed(office, "q1", "TT04-01")
    closed(office, "q1", "TT04-02")
    parties.change(office.desk, minor, replace(asked, address="số 99 ngõ Mới"))
    for code_, label in (("TT04-01", "Tên, địa chỉ đương sự"), ("TT04-02", "Địa chỉ người yêu cầu")):
        changed = register_view.opened(office.desk, code_, 2020).changes
        assert [("ngõ Kín" in c.was, "ngõ Mới" in c.now) for c in changed if c.label == label] == [(True, True)]
    as_role(office, "storekeeper")
    for code_ in ("TT04-01", "TT04-02"):
        view = register_view.opened(office.desk, code_, 2020)
        said = str([line.cells for line in view.lines]) + str(view.changes) + str(register_files.printed(office.desk, view))
        assert view.changes
        assert not any(word in said for word in ("ngõ Kín", "ngõ Mới", "Ngọc Ánh"))


def test_a_letter_of_a_book_that_is_not_seen_is_covered_everywhere(office: Bench) -> None:
    matter = office.decision(day=date(2020, 1, 6))
    with office.desk.reading() as reader:
        who = next(iter(books.people_of(reader)))
    entry = books.open_entry(office.desk, "to_cao", {
        "received": date(2020, 1, 6), "denouncer": "Đinh Thị Kín", "denouncer_address": "số 9 ngõ Kín", "against": "Ông Bị Tố", "content": "Chậm chi trả",
        "accepted": date(2020, 1, 6), "settler": who,
    })  # fmt: skip
    day = date(2020, 1, 6)
    given = LetterInput(day, "Đinh Thị Kín", "Đơn tố cáo của Đinh Thị Kín", "7/TC", kind="don_yeu_cau", matter=matter, entry=entry, scan=pdf())
    secret = letter_acts.receive(office.desk, given)
    plain = letter_acts.receive(office.desk, LetterInput(date(2020, 1, 6), "Ngân hàng A", "Trả lời", matter=matter))
    moved = letter_acts.receive(office.desk, replace(given, number="8/TC"))
    letter_acts.pass_on(office.desk, [secret.key], date(2020, 1, 6), to="Người được giao Kín")
    letter_acts.correct(office.desk, moved.key, replace(given, number="8/TC", entry=""))
    code = "ND30-DEN"
    office.on(date(2021, 1, 4))
    closing = register_closings.close(office.desk, register_closings.propose(office.desk, code, 2020, "q1"))
    assert closing.seq
    assert any("Kín" in row.who for row in letters.shown(office.desk, "in", 2020)), "who sees the book sees the letter"
    as_role(office, "officer")
    shown = {row.key: row for row in letters.shown(office.desk, "in", 2020)}
    assert set(shown) == {secret.key, plain.key, moved.key}, "the numbers of the book have no gap"
    view = register_view.opened(office.desk, code, 2020)
    said = [str(list(shown.values())), str(letters.listing(office.desk, "in", 2020)), str([line.cells for line in view.lines]), str(view.changes)]
    # Forms that the head approved and roles of accounts bear the word in their names.
    told = [r for r in journal.journal(office.desk) if not r.what.startswith(("Duyệt mẫu", "Mở tài khoản"))]
    said += [str(register_files.printed(office.desk, view)), str(told), str(queries.matter(office.desk, matter).timeline)]
    said += [str(letters.one(office.desk, secret.key)), str(letters.authors(office.desk, "Đinh"))]
    for text in said:
        assert not re.search("Kín|7/TC|8/TC|tố cáo|TC 1/", text)
    assert "Ngân hàng A" in said[0]
    assert not letters.shown(office.desk, "in", 2020, "đinh thị kín")
    assert {r.key for r in letters.shown(office.desk, "in", 2020, "", "matters")} == {plain.key}
    with pytest.raises(Refused) as no:
        letter_acts.correct(office.desk, secret.key, given)
    assert no.value.refusals[0].code == "letter.covered"
    with pytest.raises(Refused):
        letters.scan(office.desk, secret.key)
    with pytest.raises(Refused) as no:
        letter_acts.receive(office.desk, replace(given, number="9", entry=entry))
    assert "letter.no_entry" in {r.code for r in no.value.refusals}


def test_an_inspection_by_who_sees_no_secret_book_does_not_tell_its_letters(office: Bench) -> None:
    with office.desk.reading() as reader:
        who = next(iter(books.people_of(reader)))
    entry = books.open_entry(office.desk, "to_cao", {
        "received": date(2020, 1, 6), "denouncer": "Đinh Thị Kín", "denouncer_address": "số 9", "against": "Ông Bị Tố", "content": "Chậm",
        "accepted": date(2020, 1, 6), "settler": who,
    })  # fmt: skip
    letter_acts.receive(office.desk, LetterInput(date(2020, 1, 6), "Đinh Thị Kín", "Đơn của Đinh Thị Kín", entry=entry))
    as_role(office, "administrator")
    made = inspection.overview(office.desk, inspection.Wanted(date(2020, 1, 1), date(2020, 1, 6)))
    assert "Kín" not in str(inspection_lines.acts(office.desk, list(made.seqs)))
    with office.desk.reading() as reader:
        head = reader.head()[0]
    assert not any(a and "văn bản đến" in a.what.lower() for a in inspection_lines.acts(office.desk, range(1, head + 1)))
