"""An office driven at random by its real services on a real file, and on a real server; after every step everything derived must agree."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from tests.office import bench, on_its_form
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import BESIDE, MEASURES, Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.deadlines import PASSING
from thads_desktop.returns.compute import cells_digest
from thads_desktop.services import acts, assignments, measure_forms, offers, papers, recording, reporting, upkeep
from thads_desktop.services.projecting import Names, matter_row

CLAUSES = {"deferral": "a", "termination": "c", "means_lacking": "a", "suspension": "2", "withdrawal": "c"}
TEXTS = dict.fromkeys(
    ("reason", "evidence", "consequence", "asset", "holder", "asked_by", "court", "result_text", "new_party"), "A & B <b>Ltd</b>"
)  # fmt: skip
TEXTS["council"] = "ông A\nbà B\nông C"


class OfficeMachine(RuleBasedStateMachine):
    """Refusals are fine; disagreement is not."""

    matters = Bundle("matters")
    #: Makes a folder one of the engine under test.
    lead: Callable[[Path], Path] = staticmethod(lambda folder: folder)

    @initialize(target=matters)
    def open(self) -> MultipleResults[str]:
        self.folder = Path(tempfile.mkdtemp())
        self.office = bench(self.lead(self.folder / "data"), date(2019, 10, 7))
        self.count = 0
        self.closed: list[tuple[int, int, int, str]] = []
        return multiple(*self.first())

    def first(self) -> list[str]:
        """The matters that are there from the beginning."""
        return []

    @rule(days=st.integers(1, 40))
    def days_pass(self, days: int) -> None:
        self.office.on(min(self.office.clock.day + timedelta(days=days), date(2020, 9, 25)))

    @rule(target=matters, due=st.one_of(st.none(), st.integers(1, 10**9)), kind=st.sampled_from(["cd", "yc"]))
    def decide(self, due: int | None, kind: str) -> str:
        self.count += 1
        return self.office.decision(due=due, kind=kind, number=f"{self.count}/2019/DS-ST")

    @rule(matter=matters, kind=st.sampled_from(sorted(CLAUSES)))
    def issue(self, matter: str, kind: str) -> None:
        draft = papers.Draft(kind, Effect(kind, CLAUSES[kind]), matter, TEXTS)  # type: ignore[arg-type]  # the kind comes as a word
        self._try(papers.issue_at_once, self.office.desk, draft, self.office.head)

    @rule(matter=matters)
    def go_on(self, matter: str) -> None:
        draft = papers.Draft("continuation", Effect("continuation", "48.4", ends=("deferral",)), matter, TEXTS)
        self._try(papers.issue_at_once, self.office.desk, draft, self.office.head)

    @rule(matter=matters, kind=st.sampled_from(sorted(CLAUSES)))
    def record(self, matter: str, kind: str) -> None:
        draft = papers.Draft(kind, Effect(kind, CLAUSES[kind]), matter, TEXTS)  # type: ignore[arg-type]  # the kind comes as a word
        self._try(recording.record, self.office.desk, draft, "77/QĐ", "Phạm Quang Minh", self.office.clock.day)

    @rule(matter=matters, back=st.integers(0, 3), kind=st.sampled_from(["withdrawal", "cancellation"]))
    def undo_a_paper(self, matter: str, back: int, kind: str) -> None:
        """Withdraw or cancel one of the last papers, a withdrawal among them."""
        with self.office.desk.reading() as reader:
            held = list(fold(reader.events_of(f"matter:{matter}")).papers)
        if len(held) > back:
            clause = "c" if kind == "withdrawal" else "3"
            draft = papers.Draft(kind, Effect(kind, clause, target=held[-1 - back]), matter, TEXTS)  # type: ignore[arg-type]  # the kind comes as a word
            self._try(papers.issue_at_once, self.office.desk, draft, self.office.head)
            if kind == "cancellation":
                # What the head may not cancel, the superior does.
                self._try(recording.record, self.office.desk, draft, "88/QĐ", "Đào Xuân Quý", self.office.clock.day)

    @rule(
        matter=matters, kind=st.sampled_from([*MEASURES, *BESIDE, "request_return", "transfer", "taking_up"]), decided=st.booleans(),
        measure=st.sampled_from(["freeze", "keep", "deduct", "seize", "income"]), amount=st.integers(0, 10**9), elsewhere=st.booleans(),
    )  # fmt: skip
    def go_further(self, matter: str, kind: str, decided: bool, measure: str, amount: int, elsewhere: bool) -> None:
        """Every further decision and measure, made here or recorded."""
        confirmed = ("transition.silent", "measure.flight") if decided else ()
        effect = Effect(kind, measure=measure if kind in MEASURES else "", amount=amount, confirmed=confirmed, to_office="Chi cục khác")  # type: ignore[arg-type]  # the kind comes as a word
        own = kind in measure_forms.FAMILIES and not elsewhere
        draft = on_its_form(self.office, matter, effect, **TEXTS) if own else papers.Draft(kind, effect, matter, TEXTS)
        if elsewhere:
            self._try(recording.record, self.office.desk, draft, "99/QĐ", "Phạm Quang Minh", self.office.clock.day)
        else:
            signer = self.office.officer if kind in ("security", "coercion") else self.office.head
            self._try(papers.issue_at_once, self.office.desk, draft, signer)

    @rule(matter=matters)
    def end_a_measure(self, matter: str) -> None:
        with self.office.desk.reading() as reader:
            held = fold(reader.events_of(f"matter:{matter}")).measures_held
        for measure in held[-1:]:
            draft = on_its_form(self.office, matter, Effect("measure_end", target=measure.paper), **TEXTS)
            self._try(papers.issue_at_once, self.office.desk, draft, self.office.officer)

    @rule(matter=matters)
    def what_is_offered_can_be_asked(self, matter: str) -> None:
        """The page asks at any moment, and nothing breaks."""
        with self.office.desk.reading() as reader:
            state = fold(reader.events_of(f"matter:{matter}"))
        assert offers.offers(self.office.desk, state, self.office.clock.day, matter)

    @rule(matter=matters, amount=st.integers(1, 2 * 10**9))
    def collect(self, matter: str, amount: int) -> None:
        self._try(acts.collect, self.office.desk, matter, self.office.clock.day, 1, amount)

    @rule(matter=matters)
    def complete(self, matter: str) -> None:
        self._try(acts.complete, self.office.desk, matter, self.office.clock.day)

    @rule(matter=matters, result=st.sampled_from(["none", "means"]))
    def verify(self, matter: str, result: str) -> None:
        self._try(acts.verify, self.office.desk, matter, self.office.clock.day, result)

    @rule(matter=matters)
    def change_officer(self, matter: str) -> None:
        self._try(assignments.assign, self.office.desk, matter, self.office.second, self.office.clock.day)

    @rule(matter=matters, back=st.integers(0, 5))
    def strike(self, matter: str, back: int) -> None:
        with self.office.desk.reading() as reader:
            events = reader.events_of(f"matter:{matter}")
        if len(events) > back:
            self._try(acts.strike, self.office.desk, matter, events[-1 - back].seq, "nhầm")

    @rule(matter=matters)
    def void(self, matter: str) -> None:
        with self.office.desk.reading() as reader:
            held = fold(reader.events_of(f"matter:{matter}")).papers
        for paper in list(held)[-1:]:
            self._try(papers.void, self.office.desk, paper, "in hỏng")

    @rule()
    def close_a_return(self) -> None:
        made = reporting.make(self.office.desk, 2020, 1)
        if self.office.clock.day > made.end:
            done = self._try(reporting.close, self.office.desk, made)
            if done is not None:
                self.closed.append((2020, 1, made.seq, cells_digest(made.all_forms)))

    @rule()
    def rebuild(self) -> None:
        before = self._lists()
        upkeep.rebuild(self.office.desk)
        assert self._lists() == before

    @invariant()
    def everything_agrees(self) -> None:
        if not hasattr(self, "office"):
            return
        desk = self.office.desk
        assert upkeep.verify(desk).findings == ()
        with desk.reading() as reader:
            names = Names(reader)
            for subject in reader.subjects("matter"):
                key = subject.partition(":")[2]
                state = fold(reader.events_of(subject))
                rowid = reader.projections.matter_id(key)
                assert (rowid is not None) == state.exists
                if rowid is not None:
                    listed = reader.projections.matter_rows([rowid])[0]
                    owed = reader.projections.deadlines(subject=subject)
                    fresh = matter_row(key, state, names, [])
                    assert (listed.rest, listed.status, listed.officer) == (fresh.rest, fresh.status, fresh.officer)
                    # What its assets owe stands before the matter too; time that only passes comes last.
                    for asset in reader.projections.assets.of_matter(key):
                        if (row := reader.projections.assets.row(asset)) is not None and not row.closed:
                            owed = [*owed, *reader.projections.deadlines(subject=f"asset:{asset}")]
                    first = min(owed, key=lambda d: (d.rule in PASSING, d.due), default=None)
                    assert listed.next_due == (first.due if first is not None else None)
        self._no_gaps()
        for year, months, seq, digest in self.closed:
            assert cells_digest(reporting.make(desk, year, months, seq=seq).all_forms) == digest

    def teardown(self) -> None:
        if hasattr(self, "office"):
            self.office.desk.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _no_gaps(self) -> None:
        taken: dict[tuple[str, int], list[int]] = {}
        with self.office.desk.reading() as reader:
            for _subject, events in reader.stream("matter"):
                for e in events:
                    if isinstance(e.body, ev.PaperNumbered) and e.body.number:
                        taken.setdefault((e.body.series, e.body.year), []).append(e.body.number)
        for numbers in taken.values():
            assert sorted(numbers) == list(range(1, len(numbers) + 1))

    def _lists(self) -> object:
        with self.office.desk.reading() as reader:
            from thads_desktop.storage.projections import MatterFilter

            rows = reader.projections.matter_rows(reader.projections.matter_ids(MatterFilter()))
            return sorted(rows, key=lambda r: r.matter), sorted(reader.projections.deadlines(), key=repr)

    def _try(self, call: object, *args: object, **how: object) -> object:
        try:
            return call(*args, **how)  # type: ignore[operator]  # any call
        except Refused:
            return None


def _machine(lead: Callable[[Path], Path]) -> type[OfficeMachine]:
    class OnEngine(OfficeMachine):
        pass

    OnEngine.lead = staticmethod(lead)
    return OnEngine


@pytest.mark.timeout(180)
def test_an_office_at_random_never_disagrees_with_itself(
    on_engine: Callable[[Path], Path], request: pytest.FixtureRequest
) -> None:
    # What the office decides is the same on both; the way to a server is longer.
    many = 6 if request.node.callspec.params["on_engine"] == "sqlite" else 2
    run_state_machine_as_test(
        _machine(on_engine),
        settings=settings(max_examples=many, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)),
    )


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_an_office_at_random_for_a_long_time(on_engine: Callable[[Path], Path]) -> None:
    run_state_machine_as_test(
        _machine(on_engine),
        settings=settings(max_examples=200, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck)),
    )
