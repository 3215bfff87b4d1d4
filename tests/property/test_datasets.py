"""An office at random goes out as data sets and comes into an empty one: both say the same of every matter, and a second time nothing changes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from tests.datasets import empty_like, states
from tests.property.test_office_machine import OfficeMachine
from thads_desktop.services import acts, data_export, data_import, held, intake, parties


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
