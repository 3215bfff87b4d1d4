"""Who may not see a book neither reads nor finds it, wherever one looks; who denounces is kept apart even from those who see the book."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.office import Bench, bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.law.books import books
from thads_desktop.services import (
    access,
    accounts,
    agenda,
    book_files,
    book_queries,
    book_rights,
    books as entries,
    counter,
    drafts,
    inspection,
    journal,
    parties,
    people,
    personal_data,
    queries,
    rights,
    second,
    weekly,
    why,
)  # fmt: skip
from thads_desktop.services.desk import Desk
from thads_desktop.services.inspection_lines import acts

DAY = date(2026, 9, 1)
SECRET = "Quách Thị Bí Mật"
WORDS = ("Quach", "Quách", "Bí Mật", "Nhận tiền của đương sự", "Ông Bị Tố")
PASSWORD = "mật khẩu của vai"


@dataclass
class Given:
    office: Bench
    accounts: dict[str, str]
    denunciation: str
    complaint: str
    visit: str

    def sit(self, role: str) -> Desk:
        access.seat(self.office.desk, self.accounts[role])
        return self.office.desk


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    office = bench(tmp_path / "data", DAY)
    matter = office.decision(day=date(2026, 8, 20))
    seats: dict[str, str] = {}
    for n, role in enumerate(rights.load().roles):
        person = people.add_person(office.desk, f"Người Vai {chr(65 + n)}", "other", date(2026, 1, 1))
        assert office.desk.access is not None
        with second.standing_by(office.desk, next(iter(second.witnesses(office.desk.access, "accounts")), None)):
            seats[role] = accounts.open_account(office.desk, person, role, [role], PASSWORD)
    denunciation = entries.open_entry(
        office.desk, "to_cao",
        {"received": date(2026, 8, 3), "against": "Ông Bị Tố", "content": "Nhận tiền của đương sự", "denouncer": SECRET,
         "denouncer_address": "số 5 ngõ Hẹp", "settler": office.head}, matter,
    )  # fmt: skip
    complaint = entries.open_entry(
        office.desk, "khieu_nai",
        {"received": date(2026, 8, 3), "level": "1", "object": "truoc", "complainant": "Quách Văn Khiếu", "content": "Nhận tiền của đương sự"}, matter,
    )  # fmt: skip
    visit = entries.open_entry(
        office.desk, "tiep_dan",
        {"received": date(2026, 8, 3), "receiver": office.officer, "visitor": "Trần Thị Hỏi", "kind": "hoi", "content": "Hỏi về việc"}, matter,
    )  # fmt: skip
    yield Given(office, seats, denunciation, complaint, visit)
    office.desk.close()


#: Everywhere an account can look -> what it is shown there, as text.
PLACES: dict[str, Callable[[Given, Desk], str]] = {
    "books": lambda _g, d: ",".join(b.key for b in book_rights.seen(d)),
    "counts": lambda _g, d: ",".join(book_queries.late(d)),
    "deadlines": lambda _g, d: repr(queries.deadlines(d)),
    "agenda": lambda _g, d: repr([agenda.rows(d, agenda.ids(d, which)) for which in ("late", "all")]),
    "agenda searched": lambda _g, d: repr(agenda.rows(d, agenda.ids(d, "all", text="Bị Tố"))),
    "matter": lambda g, d: repr(book_queries.of_matter(d, g.office.matters[0])),
    "rows": lambda _g, d: repr(book_queries.rows_in_order(d, [1, 2])),
    "journal": lambda _g, d: repr(journal.journal(d)),
    "search": lambda _g, d: repr([queries.matters(d, text=w) for w in ("Quách", "Bị Tố")]),
    "counter": lambda g, d: repr(counter.answer(d, g.office.matters[0])),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", ["officer", "accountant", "storekeeper", "inspector", "administrator", "city"])
def test_who_lacks_the_right_finds_no_trace(role: str, place: str, given: Given) -> None:
    shown = PLACES[place](given, given.sit(role))
    for word in (*WORDS, SECRET, "to_cao", "khieu_nai", "Tố cáo", "TC 1/", "KN 1/"):
        assert word not in shown, (role, place, word)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", ["clerk", "deputy"])
def test_who_sees_complaints_finds_no_trace_of_a_denunciation(role: str, place: str, given: Given) -> None:
    shown = PLACES[place](given, given.sit(role))
    for word in ("Bị Tố", "Bí Mật", SECRET, "to_cao", "Tố cáo", "TC 1/"):
        assert word not in shown, (role, place, word)


@pytest.mark.parametrize("role", ["officer", "inspector"])
def test_reading_by_the_id_is_refused_and_names_who_may(role: str, given: Given) -> None:
    desk = given.sit(role)
    asked: tuple[Callable[[], Any], ...] = (
        lambda: book_queries.view(desk, given.denunciation), lambda: book_queries.history(desk, given.denunciation),
        lambda: book_queries.wanted(desk, "to_cao"), lambda: entries.close_entry(desk, given.complaint, "done", "x"),
        lambda: book_files.listing(desk, book_queries.EntryFilter("to_cao"), ""),
        lambda: entries.open_entry(desk, "khieu_nai", {}), lambda: entries.change_entry(desk, given.denunciation, {}),
    )  # fmt: skip
    for ask in asked:
        with pytest.raises(Refused) as refused:
            ask()
        assert [r.code for r in refused.value.refusals] == ["rights.none"]
        assert "Người có quyền: " in say(refused.value.refusals[0])


def test_an_inspection_counts_the_hidden_lines_among_those_beside_and_tells_none(given: Given) -> None:
    desk = given.sit("inspector")
    wanted = inspection.Wanted(DAY, DAY)
    made = inspection.overview(desk, wanted)
    assert sum(p.counts.get("books", 0) for p in made.people) == 1, "the visit alone"
    with desk.reading() as reader:
        last = reader.head()[0]
    told = [a for a in acts(desk, list(range(1, last + 1))) if a is not None]
    assert not any(word in repr(a) for a in told for word in (*WORDS, SECRET, "Tố cáo", "Khiếu nại"))
    assert any("Tiếp công dân" in a.about for a in told)
    sees = inspection.overview(given.sit("head"), wanted)
    assert sum(p.counts.get("books", 0) for p in sees.people) == 3
    assert len(sees.seqs) + sees.beside == len(made.seqs) + made.beside


def test_the_counter_of_deadlines_leaves_out_what_is_not_seen(given: Given) -> None:
    head = queries.counters(given.sit("head"))["deadlines"]
    officer = queries.counters(given.sit("officer"))["deadlines"]
    assert head[0] - officer[0] == 1, "the complaint is late; no day is established for the denunciation under the new law"


def test_the_common_list_of_deadlines_holds_nothing_of_a_secret_book(given: Given) -> None:
    with given.office.desk.reading() as reader:
        common, apart = reader.projections.deadlines(), reader.projections.deadlines(secret=True)
    assert [d.subject for d in apart] == [f"entry:{given.complaint}"]
    assert not any("to_cao" in d.subject or "khieu_nai" in d.subject for d in common)


def without_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table in which who settles denunciations beside the head does not read who denounced."""
    table = rights.load()
    narrow = replace(table, acts={**table.acts, "denouncer": replace(table.acts["denouncer"], roles=("head",))})
    monkeypatch.setattr(rights, "load", lambda: narrow)


def test_the_denouncer_is_read_by_few_and_stands_in_no_list(given: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert book_queries.view(given.sit("head"), given.denunciation).values["denouncer"] == SECRET
    assert book_queries.view(given.sit("denunciations"), given.denunciation).values["denouncer"] == SECRET
    without_names(monkeypatch)
    clerk = given.sit("denunciations")
    view = book_queries.view(clerk, given.denunciation)
    assert "denouncer" not in view.values
    assert SECRET not in repr(view)
    assert {(c.label, c.old, c.new) for c in book_queries.history(clerk, given.denunciation)} >= {("Người tố cáo", "", "•••")}
    assert SECRET not in repr(book_queries.history(clerk, given.denunciation))
    for text, found in (("Ông Bị Tố", 1), (SECRET, 0), ("ngõ Hẹp", 0), ("quach", 0)):
        assert len(book_queries.keys(clerk, book_queries.wanted(clerk, "to_cao", text=text, show="all"))) == found, text
    head = given.sit("head")
    assert len(book_queries.keys(head, book_queries.wanted(head, "to_cao", text=SECRET, show="all"))) == 1
    # Even for the head it is neither printed nor exported, nor in any event.
    made = book_files.listing(head, book_queries.wanted(head, "to_cao", show="all"), "Tất cả")
    assert "Ông Bị Tố" in repr(made)
    assert SECRET not in repr(made)
    assert "ngõ Hẹp" not in repr(made)
    file = book_files.write(tmp_path / "so.xlsx", made)
    assert SECRET not in "".join(str(c.value) for row in openpyxl.load_workbook(file).active.iter_rows() for c in row)  # type: ignore[union-attr]  # a fresh workbook
    with head.reading() as reader:
        assert not any(SECRET in repr(e) for e in reader.latest(10_000))


def test_who_writes_and_may_not_read_changes_the_rest_and_keeps_the_name(given: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    without_names(monkeypatch)
    clerk = given.sit("denunciations")
    view = book_queries.view(clerk, given.denunciation)
    entries.change_entry(clerk, given.denunciation, {**view.values, "accepted": date(2026, 8, 5)}, view.matter)
    seen = book_queries.view(given.sit("head"), given.denunciation).values
    assert (seen["denouncer"], seen["accepted"]) == (SECRET, "2026-08-05")
    clerk = given.sit("denunciations")
    entries.change_entry(clerk, given.denunciation, {**view.values, "denouncer": "Người Khác"}, view.matter)
    assert book_queries.view(given.sit("head"), given.denunciation).values["denouncer"] == "Người Khác"


def test_a_search_tells_an_account_nothing_by_what_is_masked(given: Given) -> None:
    head = given.sit("head")
    visit = {"received": date(2026, 8, 4), "receiver": given.office.officer, "visitor": "Lò Văn Tám, CCCD 031080009999", "kind": "hoi", "content": "x"}
    entry = entries.open_entry(head, "tiep_dan", visit)
    assert book_queries.keys(head, book_queries.wanted(head, "tiep_dan", text="031080009999")) == [entry]
    inspector = given.sit("inspector")
    assert book_queries.keys(inspector, book_queries.wanted(inspector, "tiep_dan", text="031080009999")) == []
    assert book_queries.keys(inspector, book_queries.wanted(inspector, "tiep_dan", text="lo van tam")) == [entry]
    assert "080009" not in repr(book_queries.rows_in_order(inspector, [1, 2, 3, 4]))
    assert "080009" not in repr(book_queries.view(inspector, entry))


def test_data_of_a_person_hold_their_entries_and_never_tell_who_denounced(given: Given) -> None:
    desk = given.sit("clerk")
    with desk.writing("party") as uow:
        denouncer = parties.add(uow, parties.PartyInput(SECRET))
        visitor = parties.add(uow, parties.PartyInput("Trần Thị Hỏi"))
        uow.commit()
    assert "giữ riêng" not in repr(personal_data.held(desk, denouncer))
    assert "TC 1/" not in repr(personal_data.held(desk, denouncer))
    view = book_queries.view(desk, given.visit)
    entries.change_entry(desk, given.visit, view.values, view.matter, visitor)
    assert "TD 1/2026" in repr([t for t in personal_data.held(desk, visitor).tables if t.title == "Sổ theo dõi"])


def test_what_is_being_typed_into_a_secret_book_is_not_found_by_a_name(given: Given) -> None:
    desk = given.sit("clerk")
    with desk.writing("party") as uow:
        known = parties.add(uow, parties.PartyInput("Mùa A Tủa Lềnh"))
        uow.commit()
    drafts.keep(desk, drafts.key_of("entry", "tiep_dan"), {"fields": {"visitor": "Mùa A Tủa Lềnh"}})
    before = len(personal_data.held(desk, known).alike.rows)
    drafts.keep(desk, drafts.key_of("entry", f"to_cao.{desk.actor}"), {"fields": {"denouncer": "Mùa A Tủa Lềnh"}})
    assert before == 1
    assert len(personal_data.held(desk, known).alike.rows) == before
    assert sorted(b.key for b in books().values() if b.secret) == ["khieu_nai", "to_cao"]


def test_deadlines_of_secret_books_stand_among_the_others_by_day_for_who_may_see_them(given: Given) -> None:
    head = given.sit("head")
    shown = [row for row in agenda.rows(head, agenda.ids(head, "all")) if row is not None]
    assert [row.due for row in shown] == sorted(row.due for row in shown)
    assert any(row.subject == f"entry:{given.complaint}" for row in shown)
    assert len(shown) == agenda.loads(head)[0].counts["all"] == len(queries.deadlines(head))
    clerkless = given.sit("storekeeper")
    assert len(agenda.ids(clerkless, "all")) == agenda.loads(clerkless)[0].counts["all"] == len(queries.deadlines(clerkless)) < len(shown)


def test_a_deadline_of_a_book_says_why_to_who_sees_the_book(given: Given) -> None:
    head = given.sit("head")
    mine = [row for row in queries.deadlines(head) if row.subject.startswith("entry:")]
    assert f"entry:{given.complaint}" in {row.subject for row in mine}
    for row in mine:
        made = why.of_deadline(head, row.subject, row.rule, row.due, row.case_)
        assert row.title in made.title
        assert row.number_text in made.title
        assert {"Sự kiện", "Quy định", "Cách tính"} <= {p.heading for p in made.parts}
        assert row.cite in repr(made.parts)
    officer = given.sit("officer")
    row = next(r for r in mine if r.subject == f"entry:{given.complaint}")
    with pytest.raises(Refused) as refused:
        why.of_deadline(officer, row.subject, row.rule, row.due, row.case_)
    assert refused.value.refusals[0].code == "rights.none"


def test_a_day_that_was_typed_into_a_book_says_that_no_law_gave_it(given: Given) -> None:
    head = given.sit("head")
    entry = entries.open_entry(
        head, "phoi_hop",
        {"sent": date(2026, 8, 3), "kind": "xa", "recipient": "Ủy ban nhân dân phường", "content": "Đề nghị phối hợp", "due": date(2026, 9, 10)},
    )  # fmt: skip
    row = next(r for r in queries.deadlines(head) if r.subject == f"entry:{entry}")
    made = why.of_deadline(head, row.subject, row.rule, row.due, row.case_)
    assert next(p.lines for p in made.parts if p.heading == "Quy định") == ("Hạn do đơn vị ghi, không phải thời hạn của luật.",)


def test_the_week_of_who_settles_a_complaint_holds_its_deadlines_and_that_of_nobody_else(given: Given) -> None:
    received, complainant = date(2026, 8, 3), "Quách Thị Khiếu Kiện"
    head, subject = given.sit("head"), given.office.officer
    for handler in (head.actor, subject):
        entries.open_entry(
            head, "khieu_nai",
            {"received": received, "level": "1", "object": "truoc", "complainant": complainant, "content": "x", "settler": handler},
        )  # fmt: skip
    own = weekly.week(head, head.actor, DAY)
    assert complainant in repr(own.tables)
    # The sheet of another is handed to one who may not see the book.
    assert complainant not in repr(weekly.week(head, subject, DAY).tables)
    assert complainant not in repr(weekly.week(given.sit("officer"), subject, DAY).tables)
