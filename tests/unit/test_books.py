"""Every book by its file: what it asks, what is due by when, what changed, what is refused. Law days are counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import REFUSALS, say
from thads_desktop.law.books import Book, LawDataError, books, read_book
from thads_desktop.law.ruleset import Rules
from thads_desktop.paths import resource
from thads_desktop.services import book_queries, books as entries, office_settings, queries, upkeep
from thads_desktop.storage.beside import built_beside, differences

OLD, NEW = date(2026, 3, 2), date(2026, 7, 6)
ALL = tuple(books())


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2026, 9, 1))
    yield made
    made.desk.close()


def least(book: Book, bench_: Bench, day: date) -> dict[str, Any]:
    """The fields a book asks for, filled with something of their kind."""
    made: dict[str, Any] = {}
    for field in book.fields:
        if field.required:
            made[field.name] = {
                "date": day, "choice": field.options[0][0] if field.options else "", "person": bench_.officer, "money": 5, "number": 1,
            }.get(field.kind, "Nguyễn Văn An")  # fmt: skip
    return made


@pytest.mark.parametrize("key", ALL)
def test_every_file_is_sound_and_says_its_article_or_that_none_is_established(key: str) -> None:
    book = books()[key]
    assert book.cite or "chưa xác lập" in book.note
    if not book.cite:
        assert book.said_cite().endswith("chưa xác lập.")
    assert any(f.column for f in book.fields), "the printed list carries something"
    assert book.field(book.handler).kind == "person"


@pytest.mark.parametrize("key", ALL)
def test_every_term_of_a_book_is_a_rule_under_one_of_the_laws_at_least(key: str) -> None:
    rules = Rules.load()
    for term in (*books()[key].terms, *books()[key].checks):
        if getattr(term, "rule", ""):
            assert term.case in {*dict(rules.cases(term.rule)), ""}, term
            known = [t for t in rules.terms[term.rule] if t.case == term.case]
            assert known, term


@pytest.mark.parametrize("key", ALL)
def test_an_entry_is_written_changed_ended_and_opened_again(key: str, office: Bench) -> None:
    book = books()[key]
    matter = office.decision(day=date(2026, 1, 5))
    entry = entries.open_entry(office.desk, key, least(book, office, OLD), matter)
    view = book_queries.view(office.desk, entry)
    assert view.number_text.startswith(f"{book.mark} 1/")
    assert (view.state, view.matter_key) == ("open", matter)
    again = entries.open_entry(office.desk, key, least(book, office, OLD))
    assert book_queries.view(office.desk, again).number_text.startswith(f"{book.mark} 2/")
    changed = {**view.values, book.what: "Nội dung khác", book.closes: date(2026, 3, 20)}
    assert set(entries.change_entry(office.desk, entry, changed, view.matter, at=view.at)) == {book.what, book.closes}
    told = {(c.label, c.old, c.new) for c in book_queries.history(office.desk, entry)}
    assert (book.field(book.what).label, str(view.values[book.what]), "Nội dung khác") in told
    assert (book.field(book.closes).label, "", "20/03/2026") in told
    entries.close_entry(office.desk, entry, "mistaken", "ghi nhầm sổ")
    assert book_queries.view(office.desk, entry).state == "mistaken"
    assert not [d for d in queries.deadlines(office.desk) if d.subject == f"entry:{entry}"]
    with pytest.raises(Refused, match=r"entry\.closed"):
        entries.change_entry(office.desk, entry, changed, view.matter)
    entries.reopen_entry(office.desk, entry)
    assert book_queries.view(office.desk, entry).state in ("open", "done")
    assert [line.entry for line in book_queries.of_matter(office.desk, matter)] == [entry]


# --- terms, counted by hand ---------------------------------------------------------------------------

#: book, what is typed, sentence of the term -> last day (None = discharged or none), the article is part of the citation.
TERMS: tuple[tuple[str, dict[str, Any], str, date | None, str], ...] = (
    # Received Monday 2 March 2026: five working days.
    ("khieu_nai", {"received": OLD, "level": "1", "object": "truoc"}, "Thụ lý đơn khiếu nại lần đầu", date(2026, 3, 9), "Điều 148"),
    ("khieu_nai", {"received": OLD, "level": "2", "object": "truoc"}, "Thụ lý đơn khiếu nại lần hai", date(2026, 3, 12), "13/2021"),
    ("khieu_nai", {"received": NEW, "level": "1", "object": "truoc"}, "Thụ lý đơn khiếu nại lần đầu", date(2026, 7, 13), "Điều 104"),
    ("khieu_nai", {"received": OLD, "level": "1", "object": "truoc", "accepted": OLD}, "Thụ lý đơn khiếu nại lần đầu", None, ""),
    ("khieu_nai", {"received": OLD, "level": "1", "object": "truoc", "refused": OLD}, "Thụ lý đơn khiếu nại lần đầu", None, ""),
    ("khieu_nai", {"received": OLD, "level": "1", "object": "truoc", "accepted": OLD}, "Giải quyết khiếu nại lần đầu", date(2026, 3, 17), "146"),
    ("khieu_nai", {"received": OLD, "level": "1", "object": "cuong_che", "accepted": OLD}, "Giải quyết khiếu nại lần đầu", date(2026, 4, 1), "146"),
    ("khieu_nai", {"received": OLD, "level": "2", "object": "cuong_che", "accepted": OLD}, "Giải quyết khiếu nại lần hai", date(2026, 4, 16), "146"),
    ("khieu_nai", {"received": OLD, "level": "1", "object": "sau", "accepted": OLD}, "Giải quyết khiếu nại lần đầu", date(2026, 3, 17), "146"),
    ("khieu_nai", {"received": NEW, "level": "1", "object": "sau", "accepted": NEW}, "Giải quyết khiếu nại lần đầu", date(2026, 8, 5), "Điều 102"),
    ("khieu_nai", {"received": OLD, "level": "1", "object": "phong_toa", "accepted": OLD}, "biện pháp bảo đảm", date(2026, 3, 9), "146"),
    # Settled: three working days to the procuracy.
    ("khieu_nai", {"received": OLD, "level": "1", "object": "truoc", "accepted": OLD, "settled": date(2026, 3, 10)}, "Viện kiểm sát",
     date(2026, 3, 13), "Điều 13"),
    # Extended to a day of its own.
    ("khieu_nai", {"received": OLD, "level": "1", "object": "cuong_che", "accepted": OLD, "extended_to": date(2026, 5, 4)},
     "Giải quyết khiếu nại lần đầu", date(2026, 5, 4), "146"),
    # Stopped ten days: fifteen days and ten more, 27 March 2026, a Friday.
    ("khieu_nai", {"received": OLD, "level": "1", "object": "truoc", "accepted": OLD, "paused": date(2026, 3, 6), "resumed": date(2026, 3, 16)},
     "Giải quyết khiếu nại lần đầu", date(2026, 3, 27), "146"),
    ("khieu_nai", {"received": OLD, "level": "1", "object": "truoc", "accepted": OLD, "paused": date(2026, 3, 6)}, "Giải quyết", None, ""),
    # Denunciations: 60 days under the 2008 law, 30, 60 and 90 under the new one.
    ("to_cao", {"received": OLD}, "Thông báo thụ lý tố cáo", date(2026, 3, 9), "13/2021"),
    ("to_cao", {"received": OLD, "accepted": OLD}, "Giải quyết tố cáo", date(2026, 5, 4), "157"),
    ("to_cao", {"received": NEW, "accepted": NEW}, "Giải quyết tố cáo", date(2026, 8, 5), "110"),
    ("to_cao", {"received": NEW, "accepted": NEW, "complexity": "dac_biet"}, "đặc biệt", date(2026, 10, 5), "110"),
    # Over 1 July 2026 the earlier day, here of the new law: 20 June and 30 days.
    ("to_cao", {"received": date(2026, 6, 19), "accepted": date(2026, 6, 20)}, "Giải quyết tố cáo", date(2026, 7, 20), "110"),
    # The procuracy: 15 days for a protest under both laws, for a petition under the new one only.
    ("vien_kiem_sat", {"received": OLD, "kind": "khang_nghi"}, "Trả lời kháng nghị", date(2026, 3, 17), "161"),
    ("vien_kiem_sat", {"received": OLD, "kind": "kien_nghi"}, "Trả lời kiến nghị", None, ""),
    ("vien_kiem_sat", {"received": NEW, "kind": "kien_nghi"}, "Trả lời kiến nghị", date(2026, 7, 21), "113"),
    ("vien_kiem_sat", {"received": OLD, "kind": "khang_nghi", "answered": OLD, "accepted": OLD}, "Thực hiện kháng nghị", date(2026, 3, 9), "161"),
    ("vien_kiem_sat", {"received": OLD, "kind": "yeu_cau", "due": date(2026, 3, 20)}, "theo hạn nêu trong văn bản", date(2026, 3, 20), "đơn vị ghi"),
    # Confirmations: five working days, three under the new law.
    ("xac_nhan", {"requested": OLD}, "Cấp giấy xác nhận", date(2026, 3, 9), "Điều 53"),
    ("xac_nhan", {"requested": NEW}, "Cấp giấy xác nhận", date(2026, 7, 9), "152/2026"),
    ("xac_nhan", {"requested": NEW, "given": NEW}, "Cấp giấy xác nhận", None, ""),
    # Days that a human typed.
    ("phoi_hop", {"sent": OLD, "due": date(2026, 10, 1)}, "Chờ trả lời", date(2026, 10, 1), "đơn vị ghi"),
    ("phoi_hop", {"sent": OLD}, "Chờ trả lời", None, ""),
    ("tiep_dan", {"received": OLD, "promise_due": date(2026, 9, 3)}, "Trả lời người đã đến", date(2026, 9, 3), "đơn vị ghi"),
    ("xin_y_kien", {"asked": OLD, "due": date(2026, 4, 2)}, "Chờ cấp trên trả lời", date(2026, 4, 2), "đơn vị ghi"),
    ("boi_thuong", {"received": OLD, "due": date(2026, 4, 2)}, "Bước đang làm", date(2026, 4, 2), "đơn vị ghi"),
    ("hanh_chinh", {"received": OLD, "due": date(2026, 4, 2)}, "Bước đang làm", date(2026, 4, 2), "đơn vị ghi"),
)  # fmt: skip


@pytest.mark.parametrize("row", TERMS, ids=lambda r: f"{r[0]}-{r[2][:24]}-{r[3]}")
def test_what_is_due(row: tuple[str, dict[str, Any], str, date | None, str], office: Bench) -> None:
    key, typed, says, due, cite = row
    entry = entries.open_entry(office.desk, key, {**least(books()[key], office, OLD), **typed})
    standing = [d for d in queries.deadlines(office.desk) if d.subject == f"entry:{entry}" and says in d.title]
    assert [d.due for d in standing] == ([due] if due else [])
    assert all(cite in d.cite for d in standing)
    assert all(d.number_text.startswith(books()[key].mark) for d in standing)


def test_what_has_no_number_is_told_and_never_guessed(office: Bench) -> None:
    entry = entries.open_entry(
        office.desk, "to_cao", {**least(books()["to_cao"], office, OLD), "accepted": OLD, "complexity": "dac_biet"}
    )
    notes = book_queries.view(office.desk, entry).notes
    assert any("đặc biệt phức tạp" in n and "R53" in n for n in notes)


def test_a_complaint_that_came_too_late_is_told_and_taken_all_the_same(office: Bench) -> None:
    typed = {**least(books()["khieu_nai"], office, OLD), "object": "truoc", "level": "1", "known": date(2026, 2, 2)}
    entry = entries.open_entry(office.desk, "khieu_nai", typed)
    # Fifteen days from 2 February lead into Tết; the next working day is Monday the 23rd.
    assert any("23/02/2026" in n and "sau thời hiệu" in n for n in book_queries.view(office.desk, entry).notes)
    in_time = entries.open_entry(office.desk, "khieu_nai", {**typed, "known": date(2026, 2, 20)})
    assert not book_queries.view(office.desk, in_time).notes


def test_a_term_over_the_change_of_law_follows_the_setting_of_the_office(office: Bench) -> None:
    entry = entries.open_entry(
        office.desk, "to_cao", {**least(books()["to_cao"], office, date(2026, 6, 19)), "accepted": date(2026, 6, 20)}
    )
    office_settings.change(office.desk, "transition.term", "old")
    # 20 June and 60 days.
    assert [d.due for d in queries.deadlines(office.desk) if d.subject == f"entry:{entry}"] == [date(2026, 8, 19)]


def test_deadlines_of_an_officer_and_an_entry_that_is_done(office: Bench) -> None:
    typed = {**least(books()["phoi_hop"], office, OLD), "officer": office.officer, "due": date(2026, 8, 3)}
    entry = entries.open_entry(office.desk, "phoi_hop", typed)
    assert [d.subject for d in queries.deadlines(office.desk, officer=office.officer)] == [f"entry:{entry}"]
    assert queries.deadlines(office.desk, officer=office.second) == []
    assert queries.counters(office.desk)["deadlines"][0] == 1
    late = book_queries.wanted(office.desk, "phoi_hop", show="late")
    assert book_queries.keys(office.desk, late) == [entry]
    view = book_queries.view(office.desk, entry)
    entries.change_entry(office.desk, entry, {**view.values, "answered": date(2026, 8, 20)})
    assert book_queries.view(office.desk, entry).state == "done"
    assert book_queries.keys(office.desk, late) == []
    assert queries.deadlines(office.desk) == []


# --- refusals, each with its sentence ------------------------------------------------------------------

BAD: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"received": ""}, "text.missing", "received"),
    ({"received": date(2026, 9, 2)}, "event.future_day", "received"),
    ({"received": "31/02/2026"}, "entry.bad_day", "received"),
    ({"kind": "gì đó"}, "entry.bad_choice", "kind"),
    ({"people": "nhiều"}, "entry.bad_number", "people"),
    ({"people": "-1"}, "entry.bad_number", "people"),
    ({"receiver": "ai đó"}, "entry.bad_person", "receiver"),
    ({"visitor": "x" * 3000}, "text.too_long", "visitor"),
    ({"promise_due": date(2026, 3, 1)}, "entry.day_before", "promise_due"),
    ({"no_such": "1"}, "entry.unknown_field", ""),
)  # fmt: skip


@pytest.mark.parametrize("row", BAD, ids=lambda r: f"{r[1]}-{next(iter(r[0]))}")
def test_bad_input_is_answered_by_a_sentence_at_its_field(row: tuple[dict[str, Any], str, str], office: Bench) -> None:
    typed, code, field = row
    with office.desk.reading() as reader:
        before = reader.head()
    with pytest.raises(Refused) as refused:
        entries.open_entry(office.desk, "tiep_dan", {**least(books()["tiep_dan"], office, OLD), **typed})
    assert [(r.code, r.field) for r in refused.value.refusals] == [(code, field)]
    said = say(refused.value.refusals[0])
    assert said.endswith(".")
    assert "{" not in said
    with office.desk.reading() as reader:
        assert reader.head() == before


@pytest.mark.parametrize(
    ("book", "typed", "field"),
    [
        ("khieu_nai", {"settled": date(2026, 8, 1)}, "settled"), ("khieu_nai", {"sent": date(2026, 8, 1)}, "sent"),
        ("khieu_nai", {"accepted": date(2026, 8, 9), "resumed": date(2026, 8, 8)}, "resumed"), ("to_cao", {"settled": date(2026, 8, 1)}, "settled"),
    ],
)  # fmt: skip
def test_a_day_is_not_before_what_comes_before_a_day_nobody_wrote(office: Bench, book: str, typed: dict[str, date], field: str) -> None:
    """What is settled was received before, whether or not anybody wrote down when it was taken up."""
    office.on(date(2026, 9, 1))
    with pytest.raises(Refused) as refused:
        entries.open_entry(office.desk, book, {**least(books()[book], office, date(2026, 8, 2)), **typed})
    assert [(r.code, r.field) for r in refused.value.refusals] == [("entry.day_before", field)]
    entries.open_entry(office.desk, book, {**least(books()[book], office, date(2026, 8, 2)), field: date(2026, 8, 20)})


def test_a_matter_is_meant_by_its_number_and_told_apart_by_its_day(office: Bench) -> None:
    office.decision(day=date(2026, 1, 5))
    office.on(date(2026, 10, 5))
    office.decision(day=date(2026, 10, 5), number="16/2019/DS-ST")
    typed = least(books()["tiep_dan"], office, OLD)
    with pytest.raises(Refused) as refused:
        entries.open_entry(office.desk, "tiep_dan", typed, "999")
    assert [(r.code, r.field) for r in refused.value.refusals] == [("entry.no_matter", "matter")]
    with office.desk.reading() as reader:
        rows = [reader.projections.matter_rows([reader.projections.matter_id(m) or 0])[0] for m in office.matters]
    if rows[0].number == rows[1].number:
        with pytest.raises(Refused, match=r"entry\.many_matters"):
            entries.open_entry(office.desk, "tiep_dan", typed, str(rows[0].number))
    entry = entries.open_entry(office.desk, "tiep_dan", typed, entries.spelled(rows[1]))
    assert book_queries.view(office.desk, entry).matter_key == office.matters[1]
    number = rows[1].number_text
    with office.desk.reading() as reader:
        for month, matter in (("10", office.matters[1]), ("01", office.matters[0])):
            for day in (f"05/{month}/2026", f", ngày 5/{month}/2026", f"(05-{month}-2026)", f" Ngày 05.{month}.2026 ", f"2026-{month}-05"):
                assert entries.matter_meant(reader, f" {number} {day}") == matter, day
        with pytest.raises(Refused, match=r"entry\.no_matter"):
            entries.matter_meant(reader, f"{number} 06/10/2026")


def test_two_desks_and_an_unchanged_entry(office: Bench) -> None:
    typed = least(books()["tiep_dan"], office, OLD)
    entry = entries.open_entry(office.desk, "tiep_dan", typed)
    seen = book_queries.view(office.desk, entry)
    with pytest.raises(Refused, match=r"entry\.unchanged"):
        entries.change_entry(office.desk, entry, seen.values, at=seen.at)
    entries.change_entry(office.desk, entry, {**typed, "content": "một"}, at=seen.at)
    with pytest.raises(Refused, match="stale"):
        entries.change_entry(office.desk, entry, {**typed, "content": "hai"}, at=seen.at)
    for bad in ("tiep_dan.x", "khong_co.x"):
        with pytest.raises(Refused, match=r"unknown"):
            book_queries.view(office.desk, bad)


def test_numbers_begin_anew_each_year_and_the_lists_can_be_rebuilt(office: Bench) -> None:
    for key in ALL:
        entries.open_entry(office.desk, key, {**least(books()[key], office, OLD), books()[key].handler: office.officer})
    typed = least(books()["hanh_chinh"], office, OLD)
    office.on(date(2026, 10, 6))
    by_statistics = entries.open_entry(office.desk, "hanh_chinh", {**typed, "received": date(2026, 10, 1)})
    assert book_queries.view(office.desk, by_statistics).number_text == "HC 1/2027"
    with built_beside(office.desk.folder / "thads.db", office.clock) as uow:
        from thads_desktop.services import projecting

        projecting.everything(office.desk, uow)
        assert differences(uow.connection) == []
    upkeep.rebuild(office.desk)
    assert book_queries.keys(office.desk, book_queries.wanted(office.desk, "hanh_chinh"))[0] == by_statistics


# --- the files themselves -------------------------------------------------------------------------------

GOOD = (resource("books") / "tiep_dan.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('day = "received"', 'day = "không có"'), ('see = "books"', 'see = "mọi người"'), ('year = "calendar"', 'year = "nào"'),
        ('kind = "number"', 'kind = "số"'), ('handler = "receiver"', 'handler = "visitor"'), ('due = "promise_due"', ""),
        ('not_before = "received"', 'not_before = "visitor"'), ('name = "people"', 'name = "visitor"'),
    ],
)  # fmt: skip
def test_an_unsound_file_is_not_read(old: str, new: str) -> None:
    assert old in GOOD
    read_book("tiep_dan", GOOD)
    with pytest.raises((LawDataError, KeyError)):
        read_book("tiep_dan", GOOD.replace(old, new, 1))


def test_every_refusal_of_the_books_has_its_sentence() -> None:
    assert {c for c in REFUSALS if c.startswith("entry.")} >= {"entry.bad_day", "entry.many_matters", "entry.too_many"}
