"""An office at random goes out as data sets and comes into an empty one: both say the same of every matter, and a second time nothing changes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from tests.datasets import empty_like, states
from tests.property.test_office_machine import OfficeMachine
from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.ledger import NOBODY, Ledger, ledger
from thads_desktop.services import acts, data_export, data_import, held, intake, parties, projecting, receipts


def _movement(draw: Any, book: Ledger) -> ev.Body | None:
    """What may be done with the money that is there; None where there is none."""
    line, who = 1, book.state.lines[1].line.creditors[0] if book.state.exists and 1 in book.state.lines else ""
    there, nobody = book.account(line).held, book.account(NOBODY).held
    money = 1 in book.state.lines and book.state.lines[1].line.due is not None
    ways = (["pay", "told"] if there else []) + (["deduct"] if nobody else []) + (["allot"] if nobody and money else [])
    ways += ["deposit"] if there - book.laid(line) > 0 else []
    ways += ["forfeit"] if there else []
    if not ways or not who:
        return None
    match draw(st.sampled_from(ways)):
        case "pay":
            gross = draw(st.integers(1, there))
            fee = draw(st.integers(0, gross - 1))
            return le.PaidOut((le.Payment(line, who, gross - fee, fee),), "bank", "UNC1")
        case "told":
            return le.PayeeNotified(who, (line,), "post")
        case "deduct":
            return le.Deducted("costs", draw(st.integers(1, nobody)))
        case "allot":
            return le.Allotted((le.Part(line, draw(st.integers(1, nobody))),))
        case "deposit":
            return le.Deposited(line, who, draw(st.integers(1, there - book.laid(line))), "month", "S1")
        case _:
            return le.Forfeited(line, who, draw(st.integers(1, there)), "GNT2")


class MovedOffice(OfficeMachine):
    """The same office; at its end it moves."""

    def close_a_return(self) -> None:
        """Asked elsewhere."""

    def rebuild(self) -> None:
        """Asked elsewhere."""

    def what_is_offered_can_be_asked(self, matter: str) -> None:
        """Asked elsewhere."""

    def everything_agrees(self) -> None:
        """Asked elsewhere."""

    @rule(matter=OfficeMachine.matters, amount=st.integers(1, 10**9), back=st.booleans())
    def hold(self, matter: str, amount: int, back: bool) -> None:
        """Money for no obligation, and some of it given back."""
        self._try(acts.collect, self.office.desk, matter, self.office.clock.day, 0, amount)
        if back:
            self._try(acts.return_surplus, self.office.desk, matter, self.office.clock.day, amount // 2 + 1)

    @rule(matter=OfficeMachine.matters, amount=st.integers(1, 10**9), gone=st.integers(0, 10**9))
    def hold_before(self, matter: str, amount: int, gone: int) -> None:
        """Money for what is not decided yet, applied to the matter on the same judgment or given back."""
        desk, day = self.office.desk, self.office.clock.day
        with desk.reading() as reader:
            judgment = str((reader.row("matter", matter) or {})["judgment"])
        intake.take_money(desk, judgment, parties.PartyInput("Vũ Văn Nộp"), amount, day, "", apart=True)
        with desk.reading() as reader:
            payers = held.payers(reader, judgment)
        for payer, _name, left in payers:
            self._try(held.apply, desk, matter, day, payer, 1, min(left, gone or 1))
            self._try(held.give_back, desk, matter, day, payer, max(1, left - gone))

    @rule(
        matter=OfficeMachine.matters, amount=st.integers(1, 10**9), line=st.integers(0, 1), form=st.sampled_from(["paper", "electronic"]),
        fund=st.booleans(),
    )  # fmt: skip
    def collect_by_receipt(self, matter: str, amount: int, line: int, form: str, fund: bool) -> None:
        """Money with its official receipt, some of it into the fund."""
        self.receipt = getattr(self, "receipt", 0) + 1
        desk, day = self.office.desk, self.office.clock.day
        official = receipts.Official("enforcement", f"{self.receipt:07d}", form, "A/23", way="cash" if form == "paper" else "bank")
        self._try(acts.collect, desk, matter, day, line, amount, official=official)
        with desk.reading() as reader:
            outside = receipts.cash_outside(reader, matter)
        if fund and outside:
            self._try(receipts.to_fund, desk, f"matter:{matter}", [seq for seq, *_ in outside], day, f"PT{self.receipt}")

    @rule(matter=OfficeMachine.matters, data=st.data())
    def move_money(self, matter: str, data: st.DataObject) -> None:
        """Any lawful movement out of what is there."""
        desk, day, subject = self.office.desk, self.office.clock.day, f"matter:{matter}"
        with desk.writing("money") as uow:
            events = uow.events_of(subject)
            book = ledger(events)
            body = _movement(data.draw, book)
            if body is None or any(e.day is not None and e.day > day for e in events):
                return
            uow.append(subject, day, body)
            projecting.matter(desk, uow, matter)
            uow.commit()

    def teardown(self) -> None:
        if hasattr(self, "office"):
            try:
                self.move()
            finally:
                self.office.desk.close()
                shutil.rmtree(self.folder, ignore_errors=True)

    def move(self) -> None:
        source = self.office.desk
        for ending in ("json", "xlsx"):
            file = self.folder / f"all.{ending}"
            data_export.write(source, file, data_export.Wanted(), "nơi khác", "thử")
            target = empty_like(source, Path(tempfile.mkdtemp(dir=self.folder)) / "data")
            try:
                done = data_import.take(target, file)
                assert done.count("differs", "problem") == 0, done.text()
                assert states(target) == states(source)
                with target.reading() as reader:
                    head = reader.head()
                again = data_import.take(target, file)
                assert not again.written
                assert again.count("new", "change", "link", "differs") == 0, again.text()
                with target.reading() as reader:
                    assert reader.head() == head
                file.unlink()
                # What came in goes out the same way, and is known at home.
                data_export.write(target, file, data_export.Wanted(), "nơi khác", "thử")
                home = data_import.take(source, file, dry_run=True)
                assert home.count("new", "change", "differs", "problem") == 0, home.text()
            finally:
                target.close()


@pytest.mark.timeout(300)
def test_an_office_at_random_moves_whole() -> None:
    run_state_machine_as_test(
        MovedOffice, settings=settings(max_examples=6, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    )


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_offices_at_random_for_a_long_time() -> None:
    run_state_machine_as_test(
        MovedOffice, settings=settings(max_examples=150, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck))
    )
