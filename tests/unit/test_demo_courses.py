"""Every course of life and every act of the sample, in each of its offices: what a small sample draws by chance only now and then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from thads_desktop.domain import events as ev
from thads_desktop.services import demo_acts, demo_office
from thads_desktop.services.demo_desk import LAST
from thads_desktop.services.demo_places import PLACES, Place
from thads_desktop.services.invented import COURSES

#: Of every sixtieth matter and every fortieth that runs the sample does something more.
_ODD = (59, 7)


@pytest.mark.parametrize(("seed", "place"), [(n, PLACES[n - 1]) for n in (1, 3, 6, 15)], ids=lambda x: getattr(x, "slug", ""))
def test_every_course_and_every_act_goes_through_in_each_office(tmp_path: Path, seed: int, place: Place) -> None:
    plan = demo_office.Plan(str(tmp_path / "data"), str(tmp_path), place.name, seed, 0, 0, 1000, place.kind)
    office = demo_office.opened(plan)
    try:
        own = f"Chi cục Thi hành án dân sự {place.words}"
        # For money and recorded, for no money and issued here; the two differ in their number too.
        ways = [(course, money, not money, int(money)) for (course, _), money in product(COURSES, (True, False))]
        ways += [("running", True, False, n) for n in _ODD]
        for at, (course, money, here, n) in enumerate(ways):
            # Issued here or recorded, not as chance has it.
            office.inventor.random.random = lambda here=here: 0.0 if here else 1.0  # type: ignore[method-assign,misc]  # the draw is ours
            case = office.inventor.case(date(2018, 10, 2) + timedelta(days=at))
            case = replace(case, course=course, due=(case.due or 3_000_000) if money else None)
            demo_office._matter(office, case, n)
        del office.inventor.random.random
        office.on(LAST)
        demo_acts.every_act(office)
        demo_acts.work_off_deadlines(office)
        demo_acts.leave_waiting(office)
        with office.desk.reading() as reader:
            bodies = [e.body for _, events in reader.stream("matter", types=("Delegated",)) for e in events]
        delegated = [b.to_office for b in bodies if isinstance(b, ev.Delegated)]
        assert len(delegated) >= 2
        assert own not in delegated
    finally:
        office.desk.close()
