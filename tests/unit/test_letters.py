"""The books of letters: numbers of the year, passing on, answers, typing errors, the time line of the matter, the columns of the decree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.scans import pdf, picture
from thads_desktop.documents.catalogue import catalogue
from thads_desktop.domain import letter_events as le
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.domain.standing import standing
from thads_desktop.law.letter_kinds import kinds, of_way
from thads_desktop.services import (
    book_queries,
    books,
    letter_acts as acts,
    letter_typed as typed,
    letters,
    masking,
    office_settings,
    queries,
    register_view,
    sending,
    striking,
)
from thads_desktop.storage import verify

DAY = date(2020, 1, 6)
ONE = typed.LetterInput(DAY, "Ngân hàng A, chi nhánh Hải Phòng", "Trả lời về tài khoản", "15/NH-HP", date(2020, 1, 3), "ket_qua_xac_minh")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[tuple[str, str | None]]:
    assert all(say(r) for r in refused.value.refusals)
    return {(r.code, r.field) for r in refused.value.refusals}


def rows(office: Bench, way: str = "in", year: int = 2020) -> list[letters.LetterRow]:
    with office.desk.reading() as reader:
        names = masking.names(office.desk, reader)
        return letters.rows_in(reader, year, names) if way == "in" else letters.rows_out(reader, year, names, decisions=True)


def test_numbers_of_the_calendar_year_begin_anew(office: Bench) -> None:
    first = acts.receive(office.desk, replace(ONE, start=4512))
    second = acts.receive(office.desk, replace(ONE, number="16/NH"))
    old = acts.receive(office.desk, replace(ONE, day=date(2019, 12, 31), written=None, number="9"))
    assert (first.number, second.number, old.number) == (4512, 4513, 1)
    assert not first.notes
    assert "31/12/2019" in old.notes[0]
    with pytest.raises(Refused) as refused:
        acts.receive(office.desk, replace(ONE, number="17", start=9000))
    assert codes(refused) == {("letter.number_taken", "start")}
    assert [r.number for r in rows(office)] == [4512, 4513]
    assert [r.late for r in rows(office, year=2019)] == [True]


def test_all_problems_at_once_and_nothing_written(office: Bench) -> None:
    with pytest.raises(Refused) as refused:
        acts.receive(office.desk, typed.LetterInput(date(2020, 1, 7), " ", "", written=date(2020, 2, 1), kind="xx", matter="999/QĐ"))
    assert {c for c, _f in codes(refused)} == {
        "event.future_day", "letter.no_author", "letter.no_title", "letter.bad_kind", "entry.no_matter", "letter.written_later",
    }  # fmt: skip
    assert rows(office) == []


def test_the_same_letter_is_asked_about(office: Bench) -> None:
    acts.receive(office.desk, ONE)
    with pytest.raises(Refused) as refused:
        acts.receive(office.desk, replace(ONE, author="ngan hang a, chi nhanh hai phong"))
    assert codes(refused) == {("letter.twice", "anyway")}
    assert acts.receive(office.desk, replace(ONE, anyway=True)).number == 2
    assert acts.receive(office.desk, replace(ONE, written=date(2020, 1, 2))).number == 3


@pytest.mark.parametrize("number", ["05/CV", "5/cv", "005 / Cv"])
def test_a_number_is_the_same_however_it_is_typed(office: Bench, number: str) -> None:
    acts.receive(office.desk, replace(ONE, number="5/CV"))
    with pytest.raises(Refused) as refused:
        acts.receive(office.desk, replace(ONE, number=number))
    assert codes(refused) == {("letter.twice", "anyway")}
    acts.receive(office.desk, replace(ONE, number="50/CV"))
    acts.receive(office.desk, replace(ONE, number="105/CV"))


@pytest.mark.parametrize("decisions", ["no", "yes"])
def test_both_books_of_letters_out_say_the_same(office: Bench, decisions: str) -> None:
    matter = office.decision(day=DAY)
    office_settings.change(office.desk, "registers.letters_decisions", decisions)
    with office.desk.reading() as reader:
        paper = next(p.paper for p in reader.projections.papers(matter=matter))
    for to in ("procuracy", "party"):
        sending.send(office.desk, paper, to, "", "hand", DAY)
    acts.send(office.desk, typed.SentInput(DAY, "Ủy ban nhân dân phường", "Đề nghị phối hợp", own=True, kind="cong_van", copies=4))
    listed = [(r.number_text, r.said, str(r.copies)) for r in letters.shown(office.desk, "out", 2020)]
    lines = [(x.cells["number"], x.cells["subject"], x.cells["copies"]) for x in register_view.opened(office.desk, "ND30-DI", 2020).lines]
    assert sorted(listed) == sorted(lines)
    assert any(said == "Công văn: Đề nghị phối hợp" for _n, said, _c in listed)
    assert len(listed) == (2 if decisions == "yes" else 1)


def test_it_stands_in_the_time_line_of_its_matter_and_moves_with_it(office: Bench) -> None:
    matter, other = office.decision(day=DAY), office.decision(day=DAY, number="16/2019/DS-ST")
    made = acts.receive(office.desk, replace(ONE, matter=matter))
    told = [t.what for t in queries.matter(office.desk, matter).timeline]
    assert "Văn bản đến, đi của việc" in told
    acts.correct(office.desk, made.key, replace(ONE, matter=other, title="Trả lời khác"))
    with office.desk.reading() as reader:
        how = [e.body.how for m in (matter, other) for e in reader.events_of(f"matter:{m}") if isinstance(e.body, le.LetterStands)]
    assert how == ["in", "unlinked", "linked"]
    acts.strike(office.desk, made.key, "gắn nhầm việc")
    assert (rows(office)[0].matter, rows(office)[0].title) == (matter, "Trả lời về tài khoản")
    with office.desk.reading() as reader:
        how = [e.body.how for m in (matter, other) for e in standing(reader.events_of(f"matter:{m}")) if isinstance(e.body, le.LetterStands)]
    assert how == ["in"]


def test_a_line_on_the_matter_is_struck_in_the_book_only(office: Bench) -> None:
    matter = office.decision(day=DAY)
    acts.receive(office.desk, replace(ONE, matter=matter))
    with office.desk.reading() as reader:
        seq = next(e.seq for e in reader.events_of(f"matter:{matter}") if isinstance(e.body, le.LetterStands))
    with pytest.raises(Refused) as refused:
        striking.strike(office.desk, matter, seq, "nhầm")
    assert {c for c, _f in codes(refused)} == {"strike.in_letters"}


def test_passed_on_answered_and_undone(office: Bench) -> None:
    matter = office.decision(day=DAY)
    made = acts.receive(office.desk, replace(ONE, matter=matter))
    assert acts.pass_on(office.desk, [made.key, made.key], DAY, office.officer, signed=True) == 1
    row = rows(office)[0]
    assert (row.to, row.passed, row.signed) == ("Trần Thị Bình", DAY, True)
    out = acts.send(office.desk, typed.SentInput(DAY, "Ngân hàng A", "Phúc đáp", own=True, kind="cong_van", signer="Phạm Quang Minh"))
    acts.answer(office.desk, made.key, DAY, out.number_text)
    assert rows(office)[0].answer == out.number_text
    with pytest.raises(Refused) as refused:
        acts.answer(office.desk, made.key, DAY)
    assert {c for c, _f in codes(refused)} == {"letter.answered"}
    acts.strike(office.desk, made.key, "trả lời nhầm")
    acts.answer(office.desk, made.key, DAY, by="đã gọi điện")
    assert rows(office)[0].answer == "đã gọi điện"
    with pytest.raises(Refused) as refused:
        acts.pass_on(office.desk, [made.key], date(2020, 1, 5), to="Phòng")
    assert {c for c, _f in codes(refused)} == {"letter.before"}
    acts.strike(office.desk, made.key, "vào sổ nhầm", whole=True)
    assert [(r.number, r.struck) for r in rows(office)] == [(1, True)]
    assert acts.receive(office.desk, ONE).number == 2, "a void number is not given again"
    with pytest.raises(Refused) as refused:
        acts.pass_on(office.desk, [made.key], DAY, to="Phòng")
    assert {c for c, _f in codes(refused)} == {"letter.struck"}


def test_out_takes_the_offices_number_or_a_typed_one(office: Bench) -> None:
    given = typed.SentInput(DAY, "Ủy ban nhân dân phường", "Đề nghị phối hợp", own=True, kind="cong_van")
    first, second = acts.send(office.desk, given), acts.send(office.desk, replace(given, number="CCTHADS-TCHC"))
    third = acts.send(office.desk, replace(given, own=False, number="77/QCPH", copies=3))
    assert (first.number_text, second.number_text, third.number_text) == ("01/CCTHADS-NV", "02/CCTHADS-TCHC", "77/QCPH")
    with office.desk.reading() as reader:
        assert reader.number_state("admin", 2020) == 3
    assert [r.copies for r in rows(office, "out") if r.number_text == "77/QCPH"] == [3]
    with pytest.raises(Refused) as refused:
        acts.send(office.desk, replace(given, day=date(2020, 1, 3)))
    assert codes(refused) == {("letter.out_of_order", "day")}
    with pytest.raises(Refused) as refused:
        acts.send(office.desk, replace(given, own=False, copies=0, to=""))
    assert {c for c, _f in codes(refused)} == {"letter.number_missing", "letter.bad_copies", "letter.no_to"}


def test_the_book_of_letters_out_has_the_papers_of_the_program(office: Bench) -> None:
    office.decision(day=DAY)
    found = [r for r in rows(office, "out") if r.paper]
    assert [(r.number_text, r.signer, bool(r.matter)) for r in found] == [("01/QĐ-CCTHADS", "Phạm Quang Minh", True)]
    assert not letters.shown(office.desk, "out", 2020), "decisions stand there where the office says so"
    office_settings.change(office.desk, "registers.letters_decisions", "yes")
    made = letters.listing(office.desk, "out", 2020)
    assert [len(c) for c in made.tables[0].rows] == [10]
    assert len(made.tables[0].columns) == 10


def test_ten_columns_of_the_decree(office: Bench) -> None:
    matter = office.decision(day=DAY)
    made = acts.receive(office.desk, replace(ONE, matter=matter, note="khẩn"))
    acts.pass_on(office.desk, [made.key], DAY, to="Bộ phận nghiệp vụ")
    table = letters.listing(office.desk, "in", 2020).tables[0]
    assert [c.title for c in table.columns] == [
        "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày văn bản", "Tên loại và trích yếu nội dung", "Đơn vị hoặc người nhận", "Ngày chuyển",
        "Ký nhận", "Ghi chú",
    ]  # fmt: skip
    assert table.rows == ((
        DAY, "1", "Ngân hàng A, chi nhánh Hải Phòng", "15/NH-HP", date(2020, 1, 3), "Kết quả xác minh, văn bản cung cấp thông tin: Trả lời về tài khoản",
        "Bộ phận nghiệp vụ", DAY, "", "khẩn; việc 01/QĐ-CCTHADS",
    ),)  # fmt: skip


def test_found_by_every_word_and_filtered(office: Bench) -> None:
    acts.receive(office.desk, ONE)
    made = acts.receive(office.desk, replace(ONE, author="Tòa án nhân dân", number="3", title="Giải thích", kind=""))
    acts.pass_on(office.desk, [made.key], DAY, office.officer)
    assert [r.number for r in letters.shown(office.desk, "in", 2020, "toa an giai")] == [2]
    assert [r.number for r in letters.shown(office.desk, "in", 2020, "", "waiting")] == [1]
    assert letters.shown(office.desk, "in", 2020, "không có") == []
    assert letters.years(office.desk, "in") == [2020]


def test_a_minor_is_not_named_to_who_may_not_know(office: Bench) -> None:
    from thads_desktop.services import parties

    with office.desk.writing("keep") as uow:
        parties.add(uow, parties.PartyInput("Phạm Gia Bảo", birth_year=2010))
        uow.commit()
    acts.receive(office.desk, replace(ONE, author="Phạm Gia Bảo", title="Đơn của Phạm Gia Bảo"))
    with office.desk.reading() as reader:
        shown = letters.rows_in(reader, 2020, masking._Masked(reader, 2020))[0]
    assert "Bảo" not in shown.who + shown.title


def test_a_scan_is_kept_and_verified(office: Bench) -> None:
    whole = pdf()
    made = acts.receive(office.desk, replace(ONE, scan=whole))
    assert letters.scan(office.desk, made.key) == whole
    with office.desk.reading() as reader:
        named = {sha for e in reader.events_of(f"letter:{made.key}") for sha in verify.files_of(e.body)}
        assert len(named) == 1
    other = acts.receive(office.desk, replace(ONE, number="9"))
    with pytest.raises(Refused) as refused:
        letters.scan(office.desk, other.key)
    assert {c for c, _f in codes(refused)} == {"letter.no_scan"}


@pytest.mark.parametrize(("data", "code"), [
    (b"<html>", "scan.unknown_type"), (pdf(password="x"), "scan.locked"), (pdf()[:200], "scan.damaged"), (picture(), "scan.not_a_pdf"),
    (b"%PDF-1.4\n" + bytes(20_000_001), "scan.not_a_pdf"),
])  # fmt: skip
def test_a_scan_that_is_no_whole_pdf_is_refused(office: Bench, data: bytes, code: str) -> None:
    made = acts.receive(office.desk, ONE)
    for act in (
        lambda: acts.receive(office.desk, replace(ONE, number="2", scan=data)),
        lambda: acts.send(office.desk, typed.SentInput(DAY, "A", "B", "1/X", scan=data)),
        lambda: acts.correct(office.desk, made.key, replace(ONE, scan=data)),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == {(code, "scan")}


def test_of_a_judgment_that_waits(office: Bench) -> None:
    judgment = office.judgment("77/2019/DS-ST")
    acts.receive(office.desk, replace(ONE, judgment="77/2019/DS-ST"))
    assert (rows(office)[0].judgment, rows(office)[0].judgment_text) == (judgment, "77/2019/DS-ST")
    with pytest.raises(Refused) as refused:
        acts.receive(office.desk, replace(ONE, number="x", judgment="0/0"))
    assert codes(refused) == {("letter.no_judgment", "judgment")}


def test_stale_and_unchanged_corrections_are_refused(office: Bench) -> None:
    made = acts.receive(office.desk, ONE)
    at = letters.one(office.desk, made.key).at
    with pytest.raises(Refused) as refused:
        acts.correct(office.desk, made.key, ONE)
    assert {c for c, _f in codes(refused)} == {"letter.nothing_changed"}
    acts.correct(office.desk, made.key, replace(ONE, title="Khác"), at)
    with pytest.raises(Refused) as refused:
        acts.correct(office.desk, made.key, replace(ONE, title="Khác nữa"), at)
    assert {c for c, _f in codes(refused)} == {"stale"}
    for key in ("in:2020:000099", "in:2020", "x", "matter:1"):
        with pytest.raises(Refused) as refused:
            letters.one(office.desk, key)
        assert {c for c, _f in codes(refused)} == {"letter.unknown"}


def test_kinds_have_their_codes_only_where_established() -> None:
    assert kinds()["don_yeu_cau"].code == "D01-THADS"
    assert kinds()["don_bien_phap"].code == "", "D03 is inferred and is not printed"
    assert set(of_way("out")) <= set(kinds())
    others = {p.number for p in catalogue().entries if p.made == "other"}
    assert others, "what others fill in is taken in here"
    assert {kinds()[k].row for k in of_way("in")} >= others


def test_the_series_counted_anew_knows_the_numbers_of_letters(office: Bench) -> None:
    given = typed.SentInput(DAY, "Ủy ban nhân dân phường", "Đề nghị phối hợp", own=True, kind="cong_van")
    acts.send(office.desk, given)
    with office.desk.writing("keep") as uow:
        uow.projections.count_series()
        assert uow.number_state("admin", 2020) == 2
    acts.receive(office.desk, replace(ONE, scan=pdf(), matter=office.decision(day=DAY)))
    with office.desk.reading() as reader:
        checked = verify.verify(reader)
    assert checked.findings == ()


def test_of_an_entry_of_a_book(office: Bench) -> None:
    given = {"received": DAY, "receiver": office.officer, "visitor": "Lê Thị Mơ", "kind": "hoi", "content": "hỏi"}
    entry = books.open_entry(office.desk, "tiep_dan", given)
    number = book_queries.view(office.desk, entry).number_text
    made = acts.receive(office.desk, replace(ONE, entry=number))
    assert (rows(office)[0].entry, rows(office)[0].entry_text) == (entry, number)
    acts.pass_on(office.desk, [made.key], DAY, to="Phòng")
    acts.correct(office.desk, made.key, replace(ONE, entry=entry, to="Thủ trưởng", title="Khác"))
    assert (rows(office)[0].meant, rows(office)[0].to, rows(office)[0].entry_text) == ("Thủ trưởng", "Phòng", number)
    for wrong in ("TD 99/2020", "không", "tiep_dan.x", "1/2020"):
        with pytest.raises(Refused) as refused:
            acts.receive(office.desk, replace(ONE, number="8", entry=wrong))
        assert codes(refused) == {("letter.no_entry", "entry")}


def test_numbers_and_books_on_both_engines(tmp_path: Path, on_engine: Callable[[Path], Path]) -> None:
    made = bench(on_engine(tmp_path / "data"), DAY)
    matter = made.decision(day=DAY)
    first, second = (acts.receive(made.desk, replace(ONE, number=str(n), matter=matter, start=99_998 if n == 1 else 0)) for n in (1, 2))
    out = acts.send(made.desk, typed.SentInput(DAY, "Ngân hàng A", "Phúc đáp", own=True))
    acts.answer(made.desk, first.key, DAY, out.number_text)
    assert (first.number, second.number, acts.receive(made.desk, replace(ONE, number="3")).number) == (99_998, 99_999, 100_000)
    assert [r.number for r in rows(made)] == [99_998, 99_999, 100_000]
    assert [r.number_text for r in rows(made, "out")] == ["01/CCTHADS-NV", "01/QĐ-CCTHADS"]
    made.desk.close()
