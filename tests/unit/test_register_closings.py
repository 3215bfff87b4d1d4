"""Closing a register: what is fixed stays, what comes later is said beside it; who may, in what order, and what is masked or secret."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import events as ev, register_events as rg
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    access,
    accounts,
    acts,
    books,
    journal,
    letter_acts,
    parties,
    people,
    register_closings,
    register_files,
    register_gaps,
    register_layouts,
    register_view,
    registers,
    second,
    striking,
    upkeep,
)
from thads_desktop.services.letter_typed import SentInput
from thads_desktop.services.receipts import Official
from thads_desktop.services.register_closings import EMPTY, Closing
from thads_desktop.services.register_layouts import LaidColumn

BOOK = "TT04-03"


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data")
    made.decision(debtor="Trần Thị Tám")
    made.on(date(2019, 11, 4))
    made.decision(debtor="Vũ Văn Chín", number="16/2019/DS-ST", due=25_000_000)
    made.on(date(2020, 1, 6))
    yield made
    made.desk.close()


def closed(office: Bench, span: str = "q1", code: str = BOOK, year: int = 2020) -> Closing:
    return register_closings.close(office.desk, register_closings.propose(office.desk, code, year, span))


def as_role(office: Bench, role: str) -> None:
    """Somebody with this role alone sits here from now on."""
    person = people.add_person(office.desk, "Người Vai", "other", date(2019, 10, 7))
    assert office.desk.access is not None
    with second.standing_by(office.desk, next(iter(second.witnesses(office.desk.access, "accounts")), None)):
        made = accounts.open_account(office.desk, person, "vai", [role], "mật khẩu của vai")
    access.seat(office.desk, made)


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.refusals[0].code


def test_what_is_closed_stays_and_what_comes_later_is_said(office: Bench) -> None:
    made = closed(office)
    with office.desk.reading() as reader:
        before = reader.blob(made.sha256)
    # A payment of the next period is no correction; one of the closed period that was not recorded then is.
    acts.collect(office.desk, office.matters[1], date(2020, 1, 6), 1, 2_000_000)
    acts.collect(office.desk, office.matters[0], date(2019, 12, 30), 1, 3_000_000)
    office.on(date(2020, 2, 3))
    view = register_view.opened(office.desk, BOOK, 2020)
    first, second = view.parts[0].lines
    assert (first.cells["rest"], first.changed, second.changed) == (10_000_000, True, False)
    assert first.cells["note"] == "đã sửa đổi, bổ sung ngày 06 tháng 01 năm 2020"
    assert not second.cells["note"]
    assert [(c.number, c.label, c.was, c.now) for c in view.changes] == [
        (1, "Số tiền đã thi hành", "0", "3.000.000"), (1, "Số tiền còn phải thi hành", "10.000.000", "7.000.000"),
    ]  # fmt: skip
    assert view.parts[0].totals["rest"] == 35_000_000
    with office.desk.reading() as reader:
        assert reader.blob(made.sha256) == before


def test_a_late_closing_fixes_what_was_so_when_its_period_ended_and_sums_are_those_of_that_day(office: Bench) -> None:
    office.on(date(2020, 4, 6))
    acts.collect(office.desk, office.matters[0], date(2020, 2, 3), 1, 4_000_000)
    first = register_closings.propose(office.desk, BOOK, 2020, "q1")
    assert (first.totals["due"], first.totals["collected"], first.totals["rest"]) == (35_000_000, 0, 35_000_000)
    register_closings.close(office.desk, first)
    for span in ("q2", "half"):
        second_ = register_closings.propose(office.desk, BOOK, 2020, span)
        assert (second_.rows, second_.totals["collected"], second_.so_far["rest"]) == ((), 4_000_000, 31_000_000)
        register_closings.close(office.desk, second_)
    acts.collect(office.desk, office.matters[0], date(2020, 4, 6), 1, 6_000_000)
    office.on(date(2020, 10, 5))
    closed(office, "q3")
    closed(office, "q4")
    year = register_closings.propose(office.desk, BOOK, 2020, "year")
    assert (year.totals["collected"], year.totals["rest"], year.so_far["rest"]) == (10_000_000, 25_000_000, 25_000_000)
    register_closings.close(office.desk, year)
    view = register_view.opened(office.desk, BOOK, 2020)
    assert not view.changes
    assert not any(line.changed or line.cells["note"] for line in view.lines)
    said = [s for p in register_files.printed(office.desk, view).parts for s in p.said]
    assert said[-1].endswith("Số cộng tính đến hết ngày 30/09/2020, kể cả tiền của các dòng kỳ trước.")


def test_books_of_receipts_are_fixed_quarter_by_quarter(office: Bench) -> None:
    matter = office.matters[1]
    for n, (day, amount) in enumerate(((date(2020, 1, 6), 1_000_000), (date(2020, 2, 5), 2_000_000)), 1):
        office.on(day)
        acts.collect(office.desk, matter, day, 1, amount, official=Official(number=f"{n:07d}", book="AA/19"))
    office.on(date(2020, 4, 6))
    register_closings.close(office.desk, register_closings.propose(office.desk, "S02", 2020, "q1"))
    for n, (day, amount, kind) in enumerate(((date(2020, 4, 6), 3_000_000, "enforcement"), (date(2020, 5, 5), 4_000_000, "general"),
                                             (date(2020, 5, 6), 5_000_000, "enforcement")), 4):  # fmt: skip
        office.on(day)
        acts.collect(office.desk, matter, day, 1, amount, official=Official(kind, number=f"{n:07d}", book="AA/19"))
    office.on(date(2020, 7, 6))
    second_ = register_closings.propose(office.desk, "S02", 2020, "q2")
    # Of two kinds in one book the number 3 alone is missing; 5 is the other kind's.
    assert {(r.cells["first"], r.cells["last"], r.cells["used"], r.cells["missing"]) for r in second_.rows} == {
        ("0000004", "0000006", 2, 1), ("0000005", "0000005", 1, 0),
    }  # fmt: skip
    assert (second_.totals["amount"], second_.so_far["amount"], second_.so_far["used"], second_.so_far["missing"]) == (12_000_000, 15_000_000, 5, 1)
    register_closings.close(office.desk, second_)
    view = register_view.opened(office.desk, "S02", 2020)
    assert ([len(p.lines) for p in view.parts], view.changes) == ([1, 2, 0], ())
    office.on(date(2021, 1, 5))
    closed(office, "q3", "S02")
    closed(office, "q4", "S02")
    assert register_closings.propose(office.desk, "S02", 2020, "year").totals["amount"] == 15_000_000


def test_a_struck_receipt_keeps_its_line_and_its_number_is_not_missing(office: Bench) -> None:
    for n in range(1, 4):
        acts.collect(office.desk, office.matters[1], date(2020, 1, 6), 1, n * 1_000, official=Official(number=f"{n:07d}", book="AA/19"))
    with office.desk.reading() as reader:
        sums = [e.seq for e in reader.events_of(f"matter:{office.matters[1]}") if isinstance(e.body, ev.Collected)]
    striking.strike(office.desk, office.matters[1], sums[1], "ghi nhầm")
    lines = register_view.opened(office.desk, "S01", 2020).lines
    assert [(x.cells["number"], x.cells["amount"], x.cells["note"]) for x in lines] == [
        ("0000001", 1_000, ""), ("0000002", None, "Biên lai ghi nhầm, đã hủy"), ("0000003", 3_000, ""),
    ]  # fmt: skip
    (book,) = register_view.opened(office.desk, "S02", 2020).lines
    assert (book.cells["used"], book.cells["missing"], book.cells["amount"]) == (3, 0, 4_000)


def test_a_late_recording_stands_in_the_next_period(office: Bench) -> None:
    closed(office)
    key = office.judgment("99/2019/DS-ST", received=date(2019, 12, 2))
    view = register_view.opened(office.desk, "TT04-01", 2020)
    assert len(view.parts) == 1
    closed(office, code="TT04-01")
    office.on(date(2020, 1, 7))
    late = office.judgment("98/2019/DS-ST", received=date(2019, 12, 3))
    view = register_view.opened(office.desk, "TT04-01", 2020)
    assert key in {line.key.partition(".")[2] for line in view.parts[0].lines}
    (line,) = view.parts[1].lines
    assert line.key == f"judgment.{late}"
    assert line.cells["stt"] == len(view.parts[0].lines) + 1
    assert line.cells["note"] == "ghi sau khi kết sổ quý I"
    # The second quarter, once it is over, fixes it too.
    office.on(date(2020, 4, 1))
    proposal = register_closings.propose(office.desk, "TT04-01", 2020, "q2")
    assert [r.key for r in proposal.rows] == [line.key]
    assert proposal.late == 1
    assert any("ghi muộn" in n for n in proposal.notes)
    register_closings.close(office.desk, proposal)
    numbers = [x.cells["stt"] for x in register_view.opened(office.desk, "TT04-01", 2020).lines]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_row_that_was_struck_stays_and_is_told(office: Bench) -> None:
    acts.collect(office.desk, office.matters[0], date(2020, 1, 6), 1, 3_000_000, receipt="0000009")
    office.on(date(2021, 1, 4))
    made = closed(office, "q1", "S01", 2020)
    with office.desk.reading() as reader:
        sum_ = next(e.seq for e in reader.events_of(f"matter:{office.matters[0]}") if type(e.body).__name__ == "Collected")
    striking.strike(office.desk, office.matters[0], sum_, "gõ nhầm")
    view = register_view.opened(office.desk, "S01", 2020)
    (line,) = view.parts[0].lines
    assert line.changed
    assert "đã sửa đổi, bổ sung" in str(line.cells["note"])
    assert view.changes[0].now == "dòng ghi nhầm, đã xóa"
    assert made.span == "q1"


def test_order_days_and_what_is_refused(office: Bench) -> None:
    for span, wanted in (("year", "register.not_over"), ("q2", "register.not_over"), ("moon", "register.bad_span")):
        with pytest.raises(Refused) as refused:
            register_closings.propose(office.desk, BOOK, 2020, span)
        assert code(refused) == wanted
    assert register_closings.following(office.desk, BOOK, 2020) == "q1"
    closed(office)
    with pytest.raises(Refused) as twice:
        register_closings.propose(office.desk, BOOK, 2020, "q1")
    assert code(twice) == "register.closed"
    office.on(date(2020, 10, 5))
    with pytest.raises(Refused) as early:
        closed(office, "half")
    assert code(early) == "register.earlier_open"
    with pytest.raises(Refused) as back:
        register_closings.propose(office.desk, BOOK, 2019, "moon")
    assert code(back) == "register.bad_span"
    for span in ("q2", "half", "q3", "q4"):
        closed(office, span)
    assert closed(office, "year").words == "cả năm 2020 (01/10/2019 - 30/09/2020)"


def test_what_a_longer_period_took_in_before_quarters_were_closed_in_order(office: Bench) -> None:
    """A book that was closed for the half year without its quarters: they are in it, and the year goes on from there."""
    office.on(date(2020, 10, 5))
    made = register_closings.propose(office.desk, BOOK, 2020, "q1")
    with office.desk.writing("register_close") as uow:
        old = replace(made, span="half", end=date(2020, 3, 31), told=(), late_said={})
        sha = uow.store_blob(zlib.compress(register_closings.content(old, "", ("", "")).replace(b'"version":2', b'"version":1')))
        body = rg.RegisterClosed(BOOK, 2020, "half", old.start, old.end, old.at_seq, sha)
        uow.append(f"closing:{BOOK}.2020", date(2020, 10, 5), body)
        uow.commit()
    for span in ("q1", "q2"):
        with pytest.raises(Refused) as before:
            register_closings.propose(office.desk, BOOK, 2020, span)
        assert code(before) == "register.before_closed"
    assert register_closings.following(office.desk, BOOK, 2020) == "q3"
    for span in ("q3", "q4", "year"):
        assert closed(office, span).span == span
    assert register_view.opened(office.desk, BOOK, 2020).parts[-2].totals["due"] == 35_000_000


def test_a_period_without_rows_may_be_closed_and_says_what_is_not_known(office: Bench) -> None:
    proposal = register_closings.propose(office.desk, "TT04-10", 2020, "q1")
    assert EMPTY in proposal.notes
    assert register_closings.close(office.desk, proposal).span == "q1"


def test_what_was_recorded_between_looking_and_closing_is_not_closed_unseen(office: Bench) -> None:
    proposal = register_closings.propose(office.desk, BOOK, 2020, "q1")
    acts.collect(office.desk, office.matters[0], date(2019, 12, 30), 1, 1_000)
    with pytest.raises(Refused) as stale:
        register_closings.close(office.desk, proposal)
    assert code(stale) == "register.stale"


def test_half_year_sums_both_quarters_and_freezes_no_row_twice(office: Bench) -> None:
    closed(office)
    office.on(date(2020, 2, 3))
    office.decision(debtor="Lê Thị Mười", number="17/2019/DS-ST", due=5_000_000)
    office.on(date(2020, 4, 6))
    second_ = register_closings.propose(office.desk, BOOK, 2020, "q2")
    assert (len(second_.rows), second_.totals["due"], second_.so_far["due"]) == (1, 5_000_000, 40_000_000)
    register_closings.close(office.desk, second_)
    proposal = register_closings.propose(office.desk, BOOK, 2020, "half")
    assert len(proposal.rows) == 0
    assert proposal.totals["due"] == proposal.so_far["due"] == 40_000_000
    register_closings.close(office.desk, proposal)
    assert [len(p.lines) for p in register_view.opened(office.desk, BOOK, 2020).parts] == [2, 1, 0, 0]


def test_masking_holds_for_frozen_rows_and_who_sees_less_cannot_close(office: Bench) -> None:
    with office.desk.reading() as reader:
        key = next(k for k, r in reader.rows("party").items() if r["name"] == "Vũ Văn Chín")
    parties.change(office.desk, key, parties.PartyInput("Vũ Văn Chín", birth_year=2008, address="số 7 phố Lạch Tray"))
    register_layouts.change(office.desk, BOOK, [
        LaidColumn("debtor", "Người phải thi hành án"), LaidColumn("debtor_address", "Địa chỉ"), LaidColumn("note", "Ghi chú"),
    ])  # fmt: skip
    closed(office)
    as_role(office, "inspector")
    view = register_view.opened(office.desk, BOOK, 2020)
    line = view.parts[0].lines[1]
    assert "Vũ Văn Chín" not in str(line.cells["debtor"])
    assert line.cells["debtor_address"] == "•••"
    pdf = register_files.pdf(register_files.printed(office.desk, view))
    said = "".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages)
    assert "Vũ Văn Chín" not in said
    assert "Lạch Tray" not in said
    with pytest.raises(Refused) as no:
        register_closings.propose(office.desk, BOOK, 2020, "q1")
    assert code(no) == "rights.none"


def test_secret_books_are_for_who_sees_them_and_no_register_names_who_denounced(office: Bench) -> None:
    with office.desk.reading() as reader:
        who = next(iter(books.people_of(reader)))
    books.open_entry(office.desk, "to_cao", {
        "received": date(2019, 12, 2), "denouncer": "Đinh Thị Kín", "denouncer_address": "số 9 ngõ Kín", "against": "Ông Bị Tố", "content": "Chậm chi trả",
        "accepted": date(2019, 12, 4), "settler": who,
    })  # fmt: skip
    view = register_view.opened(office.desk, "TT13-03", 2020)
    (line,) = view.lines
    assert line.cells["against"] == "Ông Bị Tố"
    assert not any("Kín" in str(c) for c in line.cells.values())
    c = closed(office, "q1", "TT13-03")
    with office.desk.reading() as reader:
        frozen = register_closings.frozen(reader, c)
    assert not any("Kín" in str(x) for r in frozen.rows for x in r.cells.values())
    as_role(office, "officer")
    with office.desk.reading() as reader:
        assert "TT13-03" not in {k.register.code for k in registers.seen(office.desk, reader)}
    with pytest.raises(Refused) as no:
        register_view.opened(office.desk, "TT13-03", 2020)
    assert code(no) == "rights.none"


def test_the_log_tells_closings_and_layouts_and_the_store_is_sound(office: Bench) -> None:
    closed(office)
    register_layouts.change(office.desk, BOOK, [LaidColumn("stt", "Số"), LaidColumn("note", "Ghi chú")])
    own = register_layouts.make(office.desk, "Sổ chi trả", "payments")
    said = [(r.what, r.detail, r.about, r.opens) for r in journal.journal(office.desk)]
    assert ("Kết sổ", "TT04-03, quý I năm 2020", "Sổ thụ lý thi hành án, năm 2020", "place:registers") in said
    assert ("Bố cục sổ", "sửa bố cục", "Sổ thụ lý thi hành án", "place:registers") in said
    assert ("Bố cục sổ", "lập sổ riêng", "Sổ chi trả", "place:registers") in said
    assert ("Ghi thông tin: bố cục sổ", "", "Sổ chi trả", "place:registers") in said
    assert own
    assert upkeep.verify(office.desk).findings == ()


def test_a_struck_letter_leaves_its_number_void_with_the_reason(office: Bench) -> None:
    day = office.clock.day
    letters = [letter_acts.send(office.desk, SentInput(day, "UBND phường", f"Phối hợp {n}", own=True)) for n in range(3)]
    letter_acts.strike(office.desk, letters[1].key, "ghi nhầm", whole=True)
    (made,) = (r for r in register_gaps.report(office.desk, day.year) if r.series == "admin")
    assert [(g.kind, g.numbers, g.why) for g in made.gaps] == [("void", "2", "ghi nhầm")]
    assert (made.first, made.last, made.papers) == (1, 3, 3)


def test_a_frozen_row_that_an_own_register_holds_no_more_is_told_so(office: Bench) -> None:
    own = register_layouts.make(office.desk, "Sổ riêng bà Tám", "matters", only=[("debtor", "trần thị tám")])
    closed(office, "q1", own)
    with office.desk.reading() as reader:
        key = next(k for k, r in reader.rows("party").items() if r["name"] == "Trần Thị Tám")
    parties.change(office.desk, key, parties.PartyInput("Trần Thị Chín"))
    view = register_view.opened(office.desk, own, 2020)
    assert [(c.label, c.now) for c in view.changes] == [("Dòng", "nay không còn thuộc sổ này")]


def test_gaps_voids_doubles_and_days_out_of_order(office: Bench) -> None:
    with office.desk.writing("keep") as uow:
        uow.write_row("paper", "v1", {"void_reason": "in nhầm", "number_text": "03/QĐ-CCTHADS"})
        on = f"matter:{office.matters[0]}"
        uow.append(on, date(2019, 11, 6), ev.PaperNumbered("v1", "enforcement_cd", "enforcement", 2020, 3, "0" * 64), "2008")
        uow.append(on, date(2019, 11, 6), ev.PaperVoided("v1", "enforcement", 2020, 3), "2008")
        for key, number, day in (("p6", 6, date(2019, 11, 7)), ("p8", 8, date(2019, 11, 4)), ("p8b", 8, date(2019, 11, 8))):
            uow.append(on, day, ev.PaperRecorded(key, "enforcement_cd", f"{number:02d}/QĐ-CCTHADS", ""), "2008")
        uow.commit()
    made = next(r for r in register_gaps.report(office.desk, 2020) if r.series == "enforcement")
    found = {(g.kind, g.numbers): g for g in made.gaps}
    assert (made.first, made.last) == (1, 8)
    assert found["missing", "4 - 5"].count == 2
    assert found["missing", "7"].count == 1
    assert found["void", "3"].why == "in nhầm"
    assert "04/11/2019" in found["twice", "8"].why
    assert ("order", "8") in found
    with office.desk.writing("keep") as uow:
        uow.append(on, date(2019, 11, 8), ev.PaperRecorded("p88", "enforcement_cd", "88/QĐ-CTHADS", ""), "2008")
        uow.commit()
    # Another office's number is none of ours.
    assert next(r for r in register_gaps.report(office.desk, 2020) if r.series == "enforcement") == made
    listing = register_gaps.listing(office.desk, 2020)
    assert len(listing.tables[1].rows) == len(made.gaps)
    assert register_gaps.report(office.desk, 2015) == []


def test_a_number_far_off_hides_nothing_and_a_lettered_one_is_no_double(office: Bench) -> None:
    with office.desk.writing("keep") as uow:
        on = f"matter:{office.matters[0]}"
        for key, text, day in (
            ("p5", "05/QĐ-CCTHADS", date(2019, 11, 6)), ("p5a", "05a/QĐ-CCTHADS", date(2019, 11, 6)), ("far", "1000001/QĐ-CCTHADS", date(2019, 11, 7)),
            ("p7", "07/QĐ-CCTHADS", date(2019, 11, 8)),
        ):  # fmt: skip
            uow.append(on, day, ev.PaperRecorded(key, "deferral", text, ""), "2008")
        uow.commit()
    made = next(r for r in register_gaps.report(office.desk, 2020) if r.series == "deferral")
    assert [(g.kind, g.numbers, g.count) for g in made.gaps] == [("missing", "6", 1), ("far", "1000001", 1)]
    assert (made.first, made.last, made.papers) == (5, 7, 4)
