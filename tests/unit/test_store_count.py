"""Stock-taking: the list stands still, what is found is typed by code, a difference wants a reason, the minutes are kept as they were made."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import store, store_count, store_mending, store_queries, upkeep
from thads_desktop.services.store import ItemInput, Leaving

DAY, COUNTED, TODAY = date(2019, 10, 7), date(2019, 10, 10), date(2019, 10, 14)
MEMBERS = {"keeper": "Vũ Thị Kho", "accountant": "Đỗ Thị Toán", "head": "Phạm Quang Minh"}


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    folder = tmp_path / "data"
    if request.param == "postgresql":
        folder = request.getfixturevalue("postgres").lead(folder)
    made = bench(folder, DAY, clear=request.param == "postgresql")
    for name, place in (("Dao", "own"), ("Súng tự chế", "own"), ("Xe máy", "other")):
        store.take_in(made.desk, ItemInput(name, "2", "chiếc", DAY, "1", place=place))
    made.on(TODAY)
    yield made
    made.desk.close()


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    (refusal,) = refused.value.refusals
    assert "{" not in say(refusal)
    return refusal.code


def text_of(data: bytes) -> str:
    return " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(data)).pages).split())


def test_the_whole_way(office: Bench) -> None:
    desk = office.desk
    first = store_queries.lines(desk, store_queries.wanted(desk))[0].item
    store.take_out(desk, [(first, "1")], Leaving("police", date(2019, 10, 12), "9", "Công an"))
    key = store_count.begin(desk, COUNTED, "own", "Kiểm kê quý")
    seen = store_count.view(desk, key)
    assert [(x.line.name, x.expected) for x in seen.lines] == [("Dao", 20_000), ("Súng tự chế", 20_000)]
    with pytest.raises(Refused) as refused:
        store_count.begin(desk, COUNTED)
    assert code(refused) == "count.open"
    for typed, wanted in (("VC2020-3", "count.not_in_list"), ("dao", "count.not_in_list"), ("", "count.not_in_list")):
        with pytest.raises(Refused) as refused:
            store_count.count(desk, key, typed, "1")
        assert code(refused) == wanted
    with pytest.raises(Refused) as refused:
        store_count.count(desk, key, "VC2020-1", "hai")
    assert code(refused) == "store.bad_quantity"
    assert store_count.count(desk, key, "vc2020-00001", "2").expected == 20_000
    with pytest.raises(Refused) as refused:
        store_count.close(desk, key, MEMBERS)
    assert code(refused) == "count.left"
    assert store_count.count(desk, key, "VC2020-2", "0").found == 0
    with pytest.raises(Refused) as refused:
        store_count.close(desk, key, MEMBERS)
    assert code(refused) == "count.unexplained"
    with pytest.raises(Refused) as refused:
        store_count.explain(desk, key, first, "x")
    assert code(refused) == "count.no_difference"
    store_count.explain(desk, key, seen.lines[1].line.item, "đang giám định")
    with pytest.raises(Refused) as refused:
        store_count.close(desk, key, {**MEMBERS, "keeper": " "})
    assert code(refused) == "count.no_members"
    sha = store_count.close(desk, key, {**MEMBERS, "others": "Bùi Văn Viên"}, "Đề nghị kiểm tra lại")
    kept = store_count.minutes_kept(desk, key)
    assert hashlib.sha256(kept).hexdigest() == sha
    said = text_of(kept)
    for words in ("BIÊN BẢN KIỂM KÊ", "10/10/2019", "Súng tự chế", "-2", "đang giám định", "THỦ KHO", "KẾ TOÁN", "CHI CỤC TRƯỞNG", "Vũ Thị Kho",
                  "Đỗ Thị Toán", "Phạm Quang Minh", "Bùi Văn Viên", "Đề nghị kiểm tra lại", "chưa có việc"):  # fmt: skip
        assert words in said
    assert "D67" not in said
    card = store_queries.card(desk, first)
    assert [x.detail for x in card.lines if x.what == "Kiểm kê"] == ["phải có 2, đếm được 2"]
    assert card.line.rest == "1 chiếc"
    with pytest.raises(Refused) as refused:
        store_count.count(desk, key, "VC2020-1", "1")
    assert code(refused) == "count.closed"
    assert [(r.state, r.items, r.differ) for r in store_count.listed(desk)] == [("closed", 2, 1)]
    assert "10/10/2019" in store_count.note_on(desk)
    assert upkeep.verify(desk).findings == ()


def test_what_is_counted_stands_still_until_it_is_closed(office: Bench) -> None:
    desk = office.desk
    first = store_queries.lines(desk, store_queries.wanted(desk))[0].item
    key = store_count.begin(desk, COUNTED)
    before = store_count.view(desk, key)
    for act in (
        lambda: store.take_in(desk, ItemInput("Búa", "1", "cái", COUNTED, "2")),
        lambda: store.take_out(desk, [(first, "")], Leaving("police", COUNTED, "9", "Công an")),
        lambda: store.damage(desk, first, "1", "vỡ", COUNTED), lambda: store.move(desk, [first], "police", "", "3", COUNTED),
        lambda: store_mending.strike_last(desk, first, store_queries.card(desk, first).last, "nhầm"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            act()
        assert code(refused) == "store.in_count"
    store.take_in(desk, ItemInput("Búa", "1", "cái", TODAY, "2"))
    store.take_out(desk, [(first, "")], Leaving("police", TODAY, "9", "Công an"))
    assert [(x.line.item, x.expected) for x in store_count.view(desk, key).lines] == [(x.line.item, x.expected) for x in before.lines]
    store_count.drop(desk, key)
    store.take_in(desk, ItemInput("Kìm", "1", "cái", COUNTED, "2"))
    assert [r.state for r in store_count.listed(desk)] == ["dropped"]
    store_count.begin(desk, TODAY)


def test_the_stock_of_a_counted_day_stays_what_its_minutes_say(office: Bench) -> None:
    desk = office.desk
    gone = store.take_in(desk, ItemInput("Bao tải", "1", "chiếc", DAY, "1", place="own"))
    store.take_out(desk, [(gone, "")], Leaving("police", DAY, "9", "Công an"))
    key = store_count.begin(desk, COUNTED, "own")
    for x in store_count.view(desk, key).lines:
        store_count.count(desk, key, x.line.code, "2")
    store_count.close(desk, key, MEMBERS)
    other = next(x for x in store_queries.lines(desk, store_queries.wanted(desk)) if x.name == "Xe máy").item
    before = [(x.item, x.left) for x in store_queries.lines(desk, store_queries.wanted(desk, place="own", day=COUNTED))]
    for act in (
        lambda: store.take_in(desk, ItemInput("Búa", "1", "cái", COUNTED, "2", place="own")),
        lambda: store.take_in(desk, ItemInput("Búa", "1", "cái", DAY, "2", place="own")),
        lambda: store.move(desk, [other], "own", "", "3", COUNTED),
        lambda: store_mending.strike_last(desk, gone, store_queries.card(desk, gone).last, "nhầm"),
        lambda: store.take_out(desk, [(before[0][0], "")], Leaving("police", COUNTED, "9", "Công an")),
        lambda: store.damage(desk, before[0][0], "1", "vỡ", COUNTED),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            act()
        assert code(refused) == "store.minuted"
        assert "10/10/2019" in say(refused.value.refusals[0])
    assert [(x.item, x.left) for x in store_queries.lines(desk, store_queries.wanted(desk, place="own", day=COUNTED))] == before
    # Another place was not counted, and the day after is free.
    store.take_in(desk, ItemInput("Búa", "1", "cái", COUNTED, "2", place="police"))
    store.take_out(desk, [(other, "1")], Leaving("police", COUNTED, "9", "Công an"))
    store.take_in(desk, ItemInput("Búa", "1", "cái", date(2019, 10, 11), "2", place="own"))


@pytest.mark.parametrize(
    ("day", "place", "wanted"),
    [
        (date(2019, 10, 15), "", "event.future_day"), (date(2019, 10, 6), "", "count.nothing"), (TODAY, "police", "count.nothing"),
        (TODAY, "x", "store.bad_choice"),
    ],
)  # fmt: skip
def test_bad_input_is_said(office: Bench, day: date, place: str, wanted: str) -> None:
    with pytest.raises(Refused) as refused:
        store_count.begin(office.desk, day, place)
    assert code(refused) == wanted
    with pytest.raises(Refused) as refused:
        store_count.view(office.desk, "nothing")
    assert code(refused) == "count.unknown"
