"""Registers of decisions and of matters: where money went, what a continuation ended, for which decision a fee was kept back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import events as ev, ledger_events as le, part_events as pt, procedure_events as pe
from thads_desktop.domain.acts import Effect
from thads_desktop.services import letter_acts, papers, parties, projecting, recording, register_view
from thads_desktop.services.letter_typed import LetterInput

DAY = date(2019, 11, 4)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data")
    made.on(date(2020, 1, 6))
    yield made
    made.desk.close()


def happened(office: Bench, matter: str, *what: tuple[date, ev.Body], papers: dict[str, dict[str, object]] | None = None) -> None:
    with office.desk.writing("keep") as uow:
        for key, effect in (papers or {}).items():
            uow.write_row("paper", key, {"number_text": f"{key}/QĐ-CCTHADS", "effect": effect})
        for day, body in what:
            uow.append(f"matter:{matter}", day, body, "2008")
        uow.commit()


def recorded(key: str) -> ev.PaperRecorded:
    return ev.PaperRecorded(key, "", f"{key}/QĐ-CCTHADS", "")


def lines(office: Bench, code: str) -> tuple[register_view.Line, ...]:
    return register_view.opened(office.desk, code, 2020).lines


def test_no_money_of_a_matter_is_lost(office: Bench) -> None:
    office.on(date(2019, 10, 7))
    matters = [office.decision(due=10_000_000, number=f"{n}/2019/DS-ST") for n in range(20, 25)]
    office.on(date(2020, 1, 6))
    paid = (date(2019, 11, 1), ev.Collected(1, 1_000_000))
    happened(office, matters[0], paid, (DAY, recorded("p0")), (DAY, ev.Terminated("đ", (), None, "p0")), papers={"p0": {"kind": "termination"}})
    happened(office, matters[1], paid, (DAY, recorded("p1")), (DAY, ev.Delegated("Nơi khác", (), "p1")), papers={"p1": {"kind": "delegation"}})
    happened(office, matters[2], paid, (DAY, ev.Cancelled("", ())))
    happened(office, matters[3], paid, (DAY, pt.PartGivenAway("delegated", (1,), 4_000_000, "")))
    happened(office, matters[4], paid, (DAY, recorded("p4")), (DAY, ev.Terminated("đ", (1,), 2_000_000, "p4")), papers={"p4": {"kind": "termination"}})
    names = ("collected", "terminated", "delegated", "otherwise", "rest")
    found = [tuple(x.cells[n] or 0 for n in names) for x in lines(office, "TT04-03")]
    assert found == [
        (1_000_000, 9_000_000, 0, 0, 0), (1_000_000, 0, 9_000_000, 0, 0), (1_000_000, 0, 0, 9_000_000, 0), (1_000_000, 0, 4_000_000, 0, 5_000_000),
        (1_000_000, 2_000_000, 0, 0, 7_000_000),
    ]  # fmt: skip
    assert [x.cells["amount"] for x in lines(office, "TT04-10")] == [9_000_000, 2_000_000]
    assert [x.cells["amount"] for x in lines(office, "TT04-05")] == [9_000_000]


def test_the_register_of_lacking_means_tells_what_was_owed_then(office: Bench) -> None:
    matter = office.decision(due=10_000_000)
    day = date(2020, 1, 6)
    happened(office, matter, (day, recorded("p0")), (day, ev.MeansLacking("a", (), paper="p0")), papers={"p0": {"kind": "means_lacking"}})
    office.on(date(2020, 1, 8))
    happened(office, matter, (date(2020, 1, 7), ev.Collected(1, 3_000_000)))
    assert [x.cells["amount"] for x in lines(office, "TT04-11")] == [10_000_000]


def test_a_deferral_goes_on_until_a_decision_that_ends_it(office: Bench) -> None:
    office.on(date(2019, 10, 7))
    matter = office.decision(due=10_000_000)
    office.on(date(2020, 1, 6))
    kinds: dict[str, dict[str, object]] = {"d": {"kind": "deferral"}, "c1": {"kind": "continuation"}, "c2": {"kind": "continuation"}}
    happened(
        office, matter, (DAY, recorded("d")), (DAY, ev.Deferred("a", (), paper="d")), (date(2019, 11, 5), recorded("c1")),
        (date(2019, 11, 5), ev.Continued((), ("means_lacking",), "c1")), papers=kinds,
    )  # fmt: skip
    assert {x.key: x.cells["continued"] for x in lines(office, "TT04-09")} == {"d": "", "c1": ""}
    happened(office, matter, (date(2019, 11, 6), recorded("c2")), (date(2019, 11, 6), ev.Continued((), ("deferral",), "c2")))
    assert {x.key: x.cells["continued"] for x in lines(office, "TT04-09")} == {"d": "c2/QĐ-CCTHADS, 06/11/2019", "c1": "", "c2": ""}


def test_a_fee_that_was_kept_back_belongs_to_one_decision(office: Bench) -> None:
    office.on(date(2019, 10, 7))
    matter = office.decision(due=100_000_000)
    office.on(date(2020, 1, 6))
    kinds: dict[str, dict[str, object]] = {k: {"kind": "fee", "party": "p", "amount": a} for k, a in (("f1", 300_000), ("f2", 500_000))}
    decided = [(DAY, x) for k, a in (("f1", 300_000), ("f2", 500_000)) for x in (recorded(k), pe.ActDone("fee", "", (), a, "p", "", "", k))]
    paid = [(DAY, le.PaidOut((le.Payment(1, "p", 10_000_000, fee),), "cash")) for fee in (200_000, 250_000)]
    happened(office, matter, *decided, *paid, papers=kinds)
    assert {x.key: x.cells["kept_back"] for x in lines(office, "TT04-16")} == {"f1": 300_000, "f2": 150_000}


def test_registers_of_decisions_hold_the_offices_own_decisions_alone(office: Bench) -> None:
    office.on(date(2019, 10, 7))
    matter = office.decision(due=10_000_000)
    office.on(date(2020, 1, 6))
    for number in ("12/TB-CTHADS", "05/TB-CCTHADS"):
        draft = papers.Draft("suspension_notice", Effect("suspension_notice", clause="a"), matter=matter)
        recording.record(office.desk, draft, number, "Trưởng", DAY)
    # A letter to the court is none of the decisions that put decisions right.
    recording.record(office.desk, papers.Draft("explanation", Effect("explanation"), matter=matter), "07/CCTHADS", "Phạm Quang Minh", DAY)
    assert lines(office, "TT04-04") == ()
    assert [x.cells["number"] for x in lines(office, "TT04-09")] == ["05/TB-CCTHADS"]
    assert [x.cells["number"] for x in register_view.opened(office.desk, "ND30-DI", 2019).lines] == ["05/TB-CCTHADS", "07/CCTHADS"]


def test_letters_of_complaint_stand_in_the_register_of_what_was_received(office: Bench) -> None:
    for kind in ("don_khieu_nai", "don_kien_nghi", "don_khac"):
        letter_acts.receive(office.desk, LetterInput(date(2020, 1, 6), "Phạm Thị Dân", f"Đơn {kind}", kind=kind))
    for code in ("TT13-01", "TT01-05"):
        assert [(x.cells["kind"], x.cells["who"], x.cells["note"]) for x in lines(office, code)] == [
            ("Khiếu nại, tố cáo", "Phạm Thị Dân", "chưa vào sổ khiếu nại hoặc sổ tố cáo"), ("Kiến nghị", "Phạm Thị Dân", ""),
        ]  # fmt: skip


def test_everybody_is_named(office: Bench) -> None:
    office.on(date(2019, 10, 7))
    judgment = office.judgment("77/2019/DS-ST")
    with office.desk.writing("keep") as uow:
        owing = tuple(parties.add(uow, parties.PartyInput(f"Người thứ {n:03d}", birth_year=1980, address=f"số {n} phố Cát Dài")) for n in range(200))
        uow.write_row("matter", "m1", {"number_text": "09/QĐ-CCTHADS", "number": 9, "judgment": judgment, "obligations": {"1": "Trả nợ"}})
        uow.append("matter:m1", date(2019, 10, 7), ev.MatterOpened("recorded", "cd", "dan_su", judgment, (ev.Line(1, 1_000, owing),)), "2008")
        uow.append(f"intake:{judgment}", date(2019, 10, 7), ev.IntakeDecided("m1", "cd"), "2008")
        projecting.matter(office.desk, uow, "m1")
        uow.commit()
    for code, name in (("TT04-03", "debtor"), ("TT04-01", "parties")):
        (line,) = (x for x in lines(office, code) if "Người thứ 000" in str(x.cells[name]))
        assert all(f"Người thứ {n:03d}" in str(line.cells[name]) for n in range(200)), code
        assert "người khác" not in str(line.cells[name])
