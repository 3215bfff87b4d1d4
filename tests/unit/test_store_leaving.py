"""What goes out fits what the judgment says of it, and nothing is sold or sent away while it may still be fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.unit.test_store import DAY, KNIFE, codes
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import store, store_labels, store_queries
from thads_desktop.services.store import Leaving


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def leaving(reason: str, day: date = DAY, *, anyway: bool = False) -> Leaving:
    return Leaving(reason, day, "06/LXK", "Người nhận", anyway=anyway)


@pytest.mark.parametrize(
    ("fate", "kind", "reason", "wanted", "article"),
    [
        ("confiscate", "thing", "finance", [], ""), ("confiscate", "thing", "party", ["store.other_fate"], "khoản 1 Điều 124"),
        ("confiscate", "thing", "sold", ["store.other_fate"], "khoản 1 Điều 124"),
        ("confiscate", "thing", "owner", ["store.other_fate", "store.no_ground"], "124"),
        ("return", "thing", "party", [], ""), ("return", "thing", "finance", ["store.other_fate"], "Điều 126"),
        ("return", "thing", "destroyed", ["store.other_fate", "store.no_ground"], "Điều 126"), ("return", "thing", "bank", ["store.other_kind"], ""),
        ("return", "thing", "issuer", ["store.other_kind", "store.no_ground"], ""), ("return", "money", "bank", [], ""),
        ("destroy", "thing", "finance", ["store.other_fate"], "Điều 125"), ("destroy", "thing", "party", ["store.other_fate"], "Điều 125"),
        ("destroy", "thing", "sold", ["store.other_fate"], "Điều 125"), ("secure", "thing", "finance", ["store.other_fate"], ""),
        ("secure", "thing", "sold", [], ""), ("unknown", "thing", "finance", ["store.no_fate"], ""), ("unknown", "thing", "party", ["store.no_fate"], ""),
        ("unknown", "thing", "police", [], ""), ("destroy", "thing", "police", [], ""),
    ],
)  # fmt: skip
def test_a_reason_fits_what_the_judgment_says(office: Bench, fate: str, kind: str, reason: str, wanted: list[str], article: str) -> None:
    item = store.take_in(office.desk, replace(KNIFE, fate=fate, kind=kind, matter=office.decision()))
    if not wanted:
        store.take_out(office.desk, [(item, "")], leaving(reason))
        assert store_queries.card(office.desk, item).lines[-1].breaches == ""
        return
    with pytest.raises(Refused) as refused:
        store.take_out(office.desk, [(item, "")], leaving(reason))
    assert codes(refused) == wanted
    assert article in say(refused.value.refusals[0])
    store.take_out(office.desk, [(item, "")], leaving(reason, anyway=True))
    body = store_queries.card(office.desk, item).state.moves[-1].event.body
    assert list(body.breaches) == wanted  # type: ignore[union-attr]  # it went out
    assert store_queries.card(office.desk, item).lines[-1].breaches


@pytest.mark.parametrize(
    ("kind", "reason", "noticed", "last"),
    [
        ("thing", "sold", date(2020, 1, 6), date(2020, 4, 6)), ("paper", "issuer", date(2020, 1, 6), date(2021, 1, 6)),
        ("thing", "sold", date(2026, 7, 6), date(2026, 8, 5)), ("paper", "issuer", date(2026, 7, 6), date(2026, 10, 6)),
        # Over 1 July 2026 the time of who may fetch it is the longer one.
        ("thing", "sold", date(2026, 6, 15), date(2026, 9, 15)),
    ],
)  # fmt: skip
def test_nothing_leaves_while_it_may_be_fetched(office: Bench, kind: str, reason: str, noticed: date, last: date) -> None:
    matter = office.decision()
    item = store.take_in(office.desk, replace(KNIFE, fate="return", kind=kind, matter=matter))
    office.on(date(2026, 12, 1))
    store.notify(office.desk, [item], noticed)
    for day in (noticed, last):
        with pytest.raises(Refused) as refused:
            store.take_out(office.desk, [(item, "")], leaving(reason, day))
        assert codes(refused) == ["store.too_early"]
        assert f"{last:%d/%m/%Y}" in say(refused.value.refusals[0])
    other = store.take_in(office.desk, replace(KNIFE, fate="return", kind=kind, matter=matter))
    store.notify(office.desk, [other], noticed)
    store.take_out(office.desk, [(other, "")], leaving(reason, last, anyway=True))
    assert "trước khi hết hạn nhận lại" in store_queries.card(office.desk, other).lines[-1].breaches
    after = date.fromordinal(last.toordinal() + 1)
    store.take_out(office.desk, [(item, "")], leaving(reason, after))
    assert store_queries.card(office.desk, item).lines[-1].breaches == ""


def test_what_spoils_is_sold_at_once(office: Bench) -> None:
    item = store.take_in(office.desk, replace(KNIFE, fate="return", kind="perishable", matter=office.decision()))
    store.notify(office.desk, [item], DAY)
    store.take_out(office.desk, [(item, "")], leaving("sold"))


def test_an_item_goes_out_once_in_one_call(office: Bench) -> None:
    item = store.take_in(office.desk, replace(KNIFE, quantity="5", fate="unknown"))
    with pytest.raises(Refused) as refused:
        store.take_out(office.desk, [(item, "1"), (item, "2")], leaving("police"))
    assert codes(refused) == ["store.twice"]
    assert "VC2020-00001" in say(refused.value.refusals[0])
    assert store_queries.card(office.desk, item).line.rest == "5 con"


def test_no_label_of_what_is_not_there(office: Bench) -> None:
    item = store.take_in(office.desk, KNIFE)
    for items in (["nope"], [item, "nope"]):
        with pytest.raises(Refused) as refused:
            store_labels.pdf(office.desk, items)
        assert codes(refused) == ["store.unknown"]
    assert store_labels.pdf(office.desk, [item]).startswith(b"%PDF")
