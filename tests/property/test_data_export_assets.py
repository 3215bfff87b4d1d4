"""Whatever was recorded of an asset, in whatever order: each step of its value and sale leaves once, as of any day, in a file that is read strictly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.assets import TODAY, two_matters
from tests.office import Bench, bench
from thads_desktop.domain import asset_events as ae, events as ev
from thads_desktop.domain.asset import LEADS
from thads_desktop.exchange import dataset_read
from thads_desktop.exchange.dataset_schema import datasets
from thads_desktop.services import data_export
from thads_desktop.services.data_export import Wanted
from thads_desktop.services.dataset_rows import assets
from thads_desktop.services.dataset_rows.context import Context

pytestmark = pytest.mark.timeout(180)
SETS = ("assets", "valuations", "auctions")
DRAWN = st.lists(
    st.tuples(
        st.sampled_from(sorted(LEADS)), st.integers(0, 20), st.one_of(st.none(), st.integers(1, 3_000_000)), st.sampled_from([0, 1, None]),
        st.booleans(),
    ), max_size=20,
)  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = two_matters(bench(tmp_path_factory.mktemp("office") / "data", date(2020, 3, 2)))
    yield made
    made.desk.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(drawn=DRAWN, noted=st.integers(-60, 120), asked=st.integers(-10, 180))
def test_each_step_leaves_once_as_of_any_day(
    office: Bench, tmp_path: Path, drawn: list[tuple[str, int, int | None, int | None, bool]], noted: int, asked: int
) -> None:
    key, start = uuid4().hex, date(2020, 3, 2)
    day, steps = start, dict[int, tuple[date, str]]()
    with office.desk.writing("asset") as uow:
        uow.write_row("asset", key, {"kind": "goods", "values": {"what": "Tủ lạnh"}, "commune": "", "note": "", "apart": ""})
        uow.append(f"asset:{key}", start + timedelta(days=noted), ae.AssetNoted("goods", immovable=False))
        for code, later, amount, which, struck in drawn:
            day = min(day + timedelta(days=later), TODAY)
            matter = "" if which is None else office.matters[which]
            seq = uow.append(f"asset:{key}", day, ae.AssetStep(code, matter, (), amount, day)).seq
            if struck:
                uow.append(f"asset:{key}", None, ev.Struck(seq))
            else:
                steps[seq] = day, code
        uow.commit()
    until = min(start + timedelta(days=asked), TODAY)
    with office.desk.reading() as reader:
        ctx = Context(office.desk, reader, until)
        cards = [r for r in assets.assets(ctx) if r["id"] == key]
        rows = [r for source in (assets.valuations, assets.auctions) for r in source(ctx) if r["asset"] == key]
    sold = {c for key_ in ("valuations", "auctions") for c in datasets()[key_].field("step").words}
    wanted = {f"{key}.{seq}": (d, code) for seq, (d, code) in steps.items() if code in sold and d <= until}
    assert {r["id"]: (r["day"], r["step"]) for r in rows} == wanted
    assert len(rows) == len(wanted)
    assert len(cards) == (start + timedelta(days=noted) <= until or any(d <= until for d, _code in steps.values()))
    file = tmp_path / "ra.json"
    data_export.write(office.desk, file, Wanted(SETS, None, until), "a", "b")
    read = dataset_read.read(file)
    assert read.problems == []
    assert {r.values["asset"] for key_ in SETS[1:] for r in read.sets[key_].rows} <= {r.values["id"] for r in read.sets["assets"].rows}
