"""What became of decisions in their registers: voided, withdrawn, continued, published, relieved; and where a book of receipts goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from tests.office import Bench, bench
from tests.unit.test_register_decisions import happened, recorded
from thads_desktop.domain import events as ev, procedure_events as pe, publication_events as pub
from thads_desktop.domain.kind_events import ForcesSaid
from thads_desktop.domain.listing import Cell
from thads_desktop.services import acts, register_closings, register_files, register_view
from thads_desktop.services.receipts import Official
from thads_desktop.services.register_sources import registry
from thads_desktop.services.register_sources.base import SourceRow, Sweep

M = 1_000_000
START = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", START)
    yield made
    made.desk.close()


def view(office: Bench, code: str, year: int = 2020) -> register_view.Opened:
    return register_view.opened(office.desk, code, year)


def told(office: Bench, code: str, *names: str, year: int = 2020) -> dict[str, tuple[Cell, ...]]:
    return {x.key: tuple(x.cells[n] for n in names) for x in view(office, code, year).lines}


def decided(office: Bench, matter: str, day: date, key: str, kind: str, *bodies: ev.Body, **effect: object) -> None:
    """A decision with what it did."""
    office.on(max(day, office.clock.day))
    happened(office, matter, (day, recorded(key)), *((day, b) for b in bodies), papers={key: {"kind": kind, **effect}})


def withdrawn(office: Bench, matter: str, day: date, key: str, target: str, lines: tuple[int, ...] = (), kind: str = "withdrawal") -> None:
    decided(office, matter, day, key, kind, ev.EffectUndone(target, lines, key), target=target)


# --- withdrawn and voided -------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "how"), [("withdrawal", "thu hồi"), ("cancellation", "hủy")])
def test_a_withdrawn_decision_keeps_its_line_with_a_note_and_is_out_of_the_sums(office: Bench, kind: str, how: str) -> None:
    kept, gone = (office.decision(due=n * M, number=f"{n}/2019/DS-ST") for n in (12, 3))
    decided(office, kept, date(2019, 11, 4), "t1", "termination", ev.Terminated("đ", (), None, "t1"))
    decided(office, gone, date(2019, 11, 4), "t2", "termination", ev.Terminated("đ", (), None, "t2"))
    withdrawn(office, gone, date(2019, 11, 11), "w", "t2", kind=kind)
    assert told(office, "TT04-10", "amount", "note") == {"t1": (12 * M, ""), "t2": (None, f"Bị {how} theo w/QĐ-CCTHADS, 11/11/2019")}
    assert view(office, "TT04-10").parts[-1].totals["amount"] == view(office, "TT04-03").parts[-1].totals["terminated"] == 12 * M
    # The withdrawal is withdrawn itself: what it undid holds again.
    withdrawn(office, gone, date(2019, 11, 18), "w2", "w")
    assert told(office, "TT04-10", "amount", "note")["t2"] == (3 * M, "")
    assert told(office, "TT04-04", "note")["w"] == ("Bị thu hồi theo w2/QĐ-CCTHADS, 18/11/2019",)


def test_a_decision_withdrawn_for_some_of_its_obligations_keeps_the_money_of_the_others(office: Bench) -> None:
    matter = office.decision(due=10 * M)
    happened(office, matter, (START, ev.LineAdded(ev.Line(2, 5 * M, ("x",)))))
    decided(office, matter, date(2019, 11, 4), "d", "delegation", ev.Delegated("Nơi khác", (1, 2), "d"), lines=[1, 2])
    withdrawn(office, matter, date(2019, 11, 11), "w", "d", (2,))
    assert told(office, "TT04-05", "amount", "note") == {"d": (10 * M, "Bị thu hồi một phần theo w/QĐ-CCTHADS, 11/11/2019")}
    withdrawn(office, matter, date(2019, 11, 12), "w2", "d", (1,))
    amount, note = told(office, "TT04-05", "amount", "note")["d"]
    assert (amount, "một phần" in str(note)) == (None, False)


def test_a_decision_withdrawn_after_its_closing_leaves_what_was_printed(office: Bench) -> None:
    matter = office.decision(due=3 * M)
    decided(office, matter, date(2019, 11, 4), "t", "termination", ev.Terminated("đ", (), None, "t"))
    office.on(date(2020, 1, 6))
    register_closings.close(office.desk, register_closings.propose(office.desk, "TT04-10", 2020, "q1"))
    withdrawn(office, matter, date(2020, 1, 10), "w", "t")
    office.on(date(2020, 4, 2))
    register_closings.close(office.desk, register_closings.propose(office.desk, "TT04-10", 2020, "q2"))
    opened = view(office, "TT04-10")
    assert (opened.parts[0].lines[0].cells["amount"], opened.parts[0].totals["amount"]) == (3 * M, 3 * M)
    (further,) = opened.parts[1].continued
    assert further.cells["amount"] == -3 * M
    assert str(further.cells["note"]).startswith("Bị thu hồi theo w/QĐ-CCTHADS, 10/01/2020")
    assert opened.parts[1].so_far["amount"] == 0


@pytest.mark.parametrize(("code", "kind"), [("TT04-14", "security"), ("TT04-16", "fee"), ("TT04-18", "remission")])
def test_the_money_of_a_voided_decision_is_in_no_sum(office: Bench, code: str, kind: str) -> None:
    matter = office.decision(due=100 * M)
    office.on(date(2019, 11, 4))
    for key in ("p1", "p2"):
        with office.desk.writing("keep") as uow:
            effect = {"kind": kind, "amount": 90 * M, "measure": "freeze" if kind == "security" else ""}
            uow.write_row("paper", key, {"number_text": f"{key}/QĐ-CCTHADS", "effect": effect})
            uow.append(f"matter:{matter}", date(2019, 11, 4), ev.PaperNumbered(key, kind, kind, 2020, int(key[1]), ""), "2008")
            uow.commit()
    happened(office, matter, (date(2019, 11, 4), ev.PaperVoided("p1", kind, 2020, 1)))
    assert told(office, code, "amount", "note") == {"p1": (None, "Số đã hủy"), "p2": (90 * M, "")}
    assert view(office, code).parts[-1].totals["amount"] == 90 * M


# --- fees -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["TT04-16", "TT01-16"])
def test_a_fee_and_its_relief_are_two_columns_and_of_one_payer(office: Bench, code: str) -> None:
    matter = office.decision(due=3_000 * M, kind="yc")
    (party, *_others) = creditors(office, matter)
    decided(office, matter, date(2019, 11, 4), "f", "fee", party=party, amount=90 * M)
    decided(office, matter, date(2019, 11, 5), "r", "fee_relief", target="f", amount=72 * M)
    found = told(office, code, "amount", "relief", "party")
    assert (found["f"][:2], found["r"][:2]) == ((90 * M, None), (None, 72 * M))
    assert found["r"][2] == found["f"][2] != ""
    totals = view(office, code).parts[-1].totals
    assert (totals["amount"], totals["relief"]) == (90 * M, 72 * M)
    columns = [c.field for c in view(office, code).register.columns if c.total]
    assert columns == ["amount", "relief", "kept_back"]


def test_a_relief_that_was_fixed_as_a_fee_stays_as_it_was_printed(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A closing of an older version, whose rows had no column for it."""
    matter = office.decision(due=3_000 * M, kind="yc")
    decided(office, matter, date(2019, 11, 4), "f", "fee", amount=90 * M)
    decided(office, matter, date(2019, 11, 5), "r", "fee_relief", target="f", amount=72 * M)
    rows = registry.ROWS["fees"]

    def older(s: Sweep) -> Iterator[SourceRow]:
        for row in rows(s):
            relief = row.cells.pop("relief")
            row.cells["amount"] = row.cells["amount"] or relief
            yield row

    office.on(date(2020, 1, 6))
    with monkeypatch.context() as before:
        before.setitem(registry.ROWS, "fees", older)
        register_closings.close(office.desk, register_closings.propose(office.desk, "TT04-16", 2020, "q1"))
    opened = view(office, "TT04-16")
    assert (opened.changes, opened.continued) == ((), ())
    assert [x.cells.get("amount") for x in opened.parts[0].lines] == [90 * M, 72 * M]
    assert opened.parts[0].totals["amount"] == 162 * M
    printed = register_files.printed(office.desk, opened)
    assert register_files.pdf(printed)[:4] == b"%PDF"
    assert register_files.workbook(printed, opened)[:2] == b"PK"


def creditors(office: Bench, matter: str) -> tuple[str, ...]:
    with office.desk.reading() as reader:
        opened = next(e.body for e in reader.events_of(f"matter:{matter}") if isinstance(e.body, ev.MatterOpened))
    return opened.lines[0].creditors


# --- pauses ---------------------------------------------------------------------------------------------


def test_a_continuation_belongs_to_what_it_continued(office: Bench) -> None:
    matter = office.decision()
    decided(office, matter, date(2019, 10, 14), "d1", "deferral", ev.Deferred("a", (), paper="d1"))
    withdrawn(office, matter, date(2019, 11, 1), "w", "d1")
    decided(office, matter, date(2019, 12, 2), "d2", "deferral", ev.Deferred("a", (), paper="d2"))
    decided(office, matter, date(2019, 12, 20), "c", "continuation", ev.Continued((), ("deferral",), "c"))
    found = told(office, "TT04-09", "continued", "note")
    assert found["d1"] == ("", "Bị thu hồi theo w/QĐ-CCTHADS, 01/11/2019")
    assert found["d2"] == ("c/QĐ-CCTHADS, 20/12/2019", "")
    withdrawn(office, matter, date(2019, 12, 23), "w2", "c")
    found = told(office, "TT04-09", "continued", "note")
    assert (found["d1"][0], found["d2"]) == ("", ("", ""))
    assert found["c"] == ("", "Bị thu hồi theo w2/QĐ-CCTHADS, 23/12/2019")


def test_what_was_continued_before_it_was_withdrawn_says_so(office: Bench) -> None:
    matter = office.decision()
    decided(office, matter, date(2019, 10, 14), "d1", "deferral", ev.Deferred("a", (), paper="d1"))
    decided(office, matter, date(2019, 10, 21), "c", "continuation", ev.Continued((), ("deferral",), "c"))
    withdrawn(office, matter, date(2019, 11, 1), "w", "d1")
    assert told(office, "TT04-09", "continued")["d1"] == ("c/QĐ-CCTHADS, 21/10/2019",)


# --- lack of means --------------------------------------------------------------------------------------


def test_publication_is_that_of_the_decision_in_force(office: Bench) -> None:
    matter = office.decision()
    decided(office, matter, date(2019, 10, 21), "m1", "means_lacking", ev.MeansLacking("a", (), paper="m1"))
    decided(office, matter, date(2020, 2, 3), "c", "continuation", ev.Continued((), ("means_lacking",), "c"))
    decided(office, matter, date(2020, 6, 1), "m2", "means_lacking", ev.MeansLacking("a", (), paper="m2"))
    office.on(date(2020, 6, 5))
    happened(office, matter, (date(2020, 6, 4), ev.Published()), (date(2020, 6, 5), pub.CommunePosted()))
    assert told(office, "TT04-11", "published", "posted") == {"m1": (None, None), "m2": (date(2020, 6, 4), date(2020, 6, 5))}


@pytest.mark.parametrize("way", ["withdrawn", "again", "continued_lacks"])
def test_publication_after_the_end_of_a_decision_is_not_its_own(office: Bench, way: str) -> None:
    matter = office.decision()
    decided(office, matter, date(2019, 10, 21), "m1", "means_lacking", ev.MeansLacking("a", (), paper="m1"))
    if way == "withdrawn":
        withdrawn(office, matter, date(2019, 11, 4), "w", "m1")
    elif way == "again":
        decided(office, matter, date(2019, 11, 4), "m2", "means_lacking", ev.MeansLacking("b", (), paper="m2"))
    else:
        decided(office, matter, date(2019, 11, 4), "c", "continuation", ev.Continued((1,), ("lacks_means",), "c"))
    happened(office, matter, (date(2019, 11, 4), ev.Published()))
    assert told(office, "TT04-11", "published")["m1"] == (None,)


def test_publication_before_the_end_stays(office: Bench) -> None:
    matter = office.decision()
    decided(office, matter, date(2019, 10, 21), "m1", "means_lacking", ev.MeansLacking("a", (), paper="m1"))
    happened(office, matter, (date(2019, 10, 21), ev.Published()))
    decided(office, matter, date(2019, 11, 4), "d", "continuation", ev.Continued((), ("deferral",), "d"))
    withdrawn(office, matter, date(2019, 11, 5), "w", "m1")
    assert told(office, "TT04-11", "published")["m1"] == (date(2019, 10, 21),)


def test_a_row_of_the_separate_book_ends_when_the_matter_comes_back(office: Bench) -> None:
    matter = office.decision(due=10 * M)
    decided(office, matter, date(2019, 10, 14), "m", "means_lacking", ev.MeansLacking("a", (), paper="m"))
    office.on(date(2019, 11, 20))
    happened(office, matter, (date(2019, 11, 4), ev.MovedToSeparateBook()), (date(2019, 11, 18), ev.Collected(1, M)),
             (date(2019, 11, 20), ev.Verified("none")))  # fmt: skip
    decided(office, matter, date(2019, 11, 25), "d", "continuation", ev.Continued((), ("deferral",), "d"))
    names = ("rest", "verified", "information", "back")
    (row,) = told(office, "TT04-20", *names).values()
    assert row == (9 * M, date(2019, 11, 20), None, None), "what ends a deferral brings nothing back"
    decided(office, matter, date(2019, 12, 2), "c", "continuation", ev.Continued((1,), ("lacks_means",), "c"))
    office.on(date(2020, 5, 4))
    happened(office, matter, (date(2020, 1, 6), ev.Collected(1, 2 * M)), (date(2020, 2, 3), ev.Verified("none")),
             (date(2020, 5, 4), ev.InformationReceived()))  # fmt: skip
    (row,) = told(office, "TT04-20", *names).values()
    assert row == (9 * M, date(2019, 11, 20), None, date(2019, 12, 2))


def test_what_was_moved_by_a_decision_that_is_withdrawn_came_back_that_day(office: Bench) -> None:
    matter = office.decision(due=10 * M)
    decided(office, matter, date(2019, 10, 14), "m", "means_lacking", ev.MeansLacking("a", (), paper="m"))
    office.on(date(2019, 11, 4))
    happened(office, matter, (date(2019, 11, 4), ev.MovedToSeparateBook()))
    withdrawn(office, matter, date(2019, 12, 2), "w", "m")
    assert list(told(office, "TT04-20", "back").values()) == [(date(2019, 12, 2),)]


# --- measures -------------------------------------------------------------------------------------------


def test_a_measure_against_nobody_by_name_is_against_who_owes(office: Bench) -> None:
    matter = office.decision(debtor="Trần Thị Tám")
    decided(office, matter, date(2019, 11, 4), "s", "security", pe.MeasureTaken("freeze", (1,), "", M, "s"), measure="freeze")
    decided(office, matter, date(2019, 11, 5), "k", "coercion", pe.MeasureTaken("seizure", (), "", None, "k"), measure="seizure")
    assert told(office, "TT04-14", "party") == {"s": ("Trần Thị Tám",)}
    assert told(office, "TT04-15", "party", "force") == {"k": ("Trần Thị Tám", "")}


@pytest.mark.parametrize(("forces", "word"), [(True, "có"), (False, "không")])
def test_whether_forces_were_called_in_stands_in_the_register(office: Bench, forces: bool, word: str) -> None:
    matter = office.decision()
    decided(office, matter, date(2019, 11, 5), "k", "coercion", pe.MeasureTaken("seizure", (), "", None, "k"), measure="seizure")
    happened(office, matter, (date(2019, 11, 5), ForcesSaid("k", forces)))
    assert told(office, "TT04-15", "force") == {"k": (word,)}


# --- books of receipts ----------------------------------------------------------------------------------


def take(office: Bench, day: date, number: str, book: str = "AA/19", form: Literal["paper", "electronic"] = "paper") -> None:
    office.on(max(day, office.clock.day))
    acts.collect(office.desk, office.matters[0], day, 1, 1_000, official=Official(number=number, book=book, form=form))


def test_a_book_of_receipts_goes_on_into_the_next_year(office: Bench) -> None:
    office.decision(due=10 * M)
    for day, number in ((date(2019, 12, 19), "0000009"), (date(2019, 12, 20), "0000010"), (date(2020, 1, 6), "0000013")):
        take(office, day, number)
    assert [x.cells["missing"] for x in view(office, "S02", 2019).lines] == [0]
    assert [x.cells["missing"] for x in view(office, "S02", 2020).lines] == [2]
    # One of them is entered late.
    take(office, date(2020, 1, 7), "0000011")
    assert [x.cells["missing"] for x in view(office, "S02", 2020).lines] == [1]


def test_electronic_receipts_begin_anew_each_year(office: Bench) -> None:
    office.decision(due=10 * M)
    for day, number in ((date(2019, 12, 19), "0000002"), (date(2020, 1, 6), "0000001"), (date(2020, 1, 7), "0000003")):
        take(office, day, number, "NS", "electronic")
    assert [x.cells["missing"] for x in view(office, "S02", 2020).lines] == [1]


def test_one_number_typed_wrong_leaves_what_is_missing_told(office: Bench) -> None:
    office.decision(due=10 * M)
    for number in ("0000001", "0000004", "9999999"):
        take(office, date(2020, 1, 6), number)
    (row,) = view(office, "S02", 2020).lines
    assert row.cells["missing"] == 2
    assert row.cells["note"] == "Số 9999999 cách số 0000004 quá xa, không tính là thiếu: xem lại số đã ghi"


def test_a_sign_in_small_letters_is_the_same_book(office: Bench) -> None:
    office.decision(due=10 * M)
    for number, book in (("0000001", "AA/19"), ("0000002", "aa/19"), ("0000004", " AA/19 ")):
        take(office, date(2020, 1, 6), number, book)
    assert [(x.cells["book"], x.cells["used"], x.cells["missing"]) for x in view(office, "S02", 2020).lines] == [("AA/19", 3, 1)]
