"""Exhibits and kept property: in, moved, out, put right; what goes out rests on something and never on more than is here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import store_events as se
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    accounts,
    acts,
    counter,
    event_words,
    journal,
    masking,
    papers,
    parties,
    personal_data,
    queries,
    store,
    store_count,
    store_mending,
    store_queries,
    striking,
    upkeep,
    why,
)
from thads_desktop.services.store import ItemInput, Leaving
from thads_desktop.services.store_steps import Link

DAY = date(2019, 10, 7)
KNIFE = ItemInput("Dao gấp cán gỗ", "1", "con", DAY, "05/LNK", fate="destroy", giver="Công an quận Lê Chân", seal="NP 12", owner="Nguyễn Văn An")
DRUG = ItemInput("Chất bột màu trắng", "0,2145", "gam", DAY, "05/LNK", fate="destroy")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    for refusal in refused.value.refusals:
        assert say(refusal)
        assert "{" not in say(refusal)
    return [r.code for r in refused.value.refusals]


def destroyed(office: Bench, matter: str, day: date) -> None:
    """The council to destroy is set up."""
    draft = papers.Draft("destruction", Effect("destruction"), matter, {"council": "ông A\nbà B\nông C", "asset": "dao"})
    papers.issue_at_once(office.desk, draft, office.head, day)


def test_in_and_out_in_parts_with_the_running_balance(office: Bench) -> None:
    item = store.take_in(office.desk, replace(DRUG, quantity="1,5", fate="unknown"))
    office.on(date(2019, 10, 10))
    store.take_out(office.desk, [(item, "0,25")], Leaving("police", date(2019, 10, 8), "06/LXK", "Công an quận", note="giám định"))
    store.take_out(office.desk, [(item, "")], Leaving("police", date(2019, 10, 9), "07/LXK", "Công an quận"))
    card = store_queries.card(office.desk, item)
    assert [(x.came, x.went, x.left) for x in card.lines] == [("1,5", "", "1,5 gam"), ("", "0,25", "1,25 gam"), ("", "1,25", "0 gam")]
    assert card.line.code == "VC2020-00001"
    assert [x.rest for x in store_queries.lines(office.desk, store_queries.wanted(office.desk, day=date(2019, 10, 8)))] == ["1,25 gam"]
    assert store_queries.lines(office.desk, store_queries.wanted(office.desk)) == []
    assert len(store_queries.lines(office.desk, store_queries.wanted(office.desk, show="out"))) == 1
    assert upkeep.verify(office.desk).findings == ()
    upkeep.rebuild(office.desk)
    assert upkeep.verify(office.desk).findings == ()


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (replace(KNIFE, quantity="0"), ["store.bad_quantity"]), (replace(KNIFE, quantity="-1"), ["store.bad_quantity"]),
        (replace(KNIFE, quantity="0.5"), ["store.bad_quantity"]), (replace(KNIFE, quantity="một"), ["store.bad_quantity"]),
        (replace(KNIFE, quantity="1,23456"), ["store.bad_quantity"]), (replace(KNIFE, quantity="9" * 30), ["store.bad_quantity"]),
        (replace(KNIFE, order=" "), ["store.no_order"]), (replace(KNIFE, name="", unit=""), ["text.missing", "text.missing"]),
        (replace(KNIFE, day=date(2019, 10, 8)), ["event.future_day"]), (replace(KNIFE, place="moon"), ["store.bad_choice"]),
        (replace(KNIFE, kind="x", fate="y"), ["store.bad_choice", "store.bad_choice"]), (replace(KNIFE, matter="99/QĐ"), ["entry.no_matter"]),
        (replace(KNIFE, judgment="1/2001"), ["store.no_judgment"]), (replace(KNIFE, line=3), ["store.no_line"]),
        (replace(KNIFE, value=0), ["amount.out_of_range"]), (replace(KNIFE, party="nobody"), ["party.unknown"]),
        (replace(KNIFE, quantity="x", order="", name=""), ["store.bad_quantity", "text.missing", "store.no_order"]),
    ],
)  # fmt: skip
def test_bad_input_is_said_and_nothing_is_written(office: Bench, given: ItemInput, wanted: list[str]) -> None:
    with office.desk.reading() as reader:
        before = reader.head()
    with pytest.raises(Refused) as refused:
        store.take_in(office.desk, given)
    assert codes(refused) == wanted
    with office.desk.reading() as reader:
        assert reader.head() == before


def test_nothing_goes_out_that_is_not_here_or_before_it_came(office: Bench) -> None:
    item = store.take_in(office.desk, replace(KNIFE, quantity="3", fate="unknown", day=date(2019, 10, 5)))
    leaving = Leaving("police", DAY, "06/LXK", "Công an quận")
    for quantity, given, code in (
        ("4", leaving, "store.too_much"), ("", replace(leaving, receiver=" "), "store.no_receiver"), ("", replace(leaving, order=""), "store.no_order"),
        ("", replace(leaving, day=date(2019, 10, 4)), "store.before_last"), ("", replace(leaving, reason="gift"), "store.no_reason_now"),
        ("0", leaving, "store.bad_quantity"), ("", replace(leaving, party="x"), "party.unknown"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            store.take_out(office.desk, [(item, quantity)], given)
        assert codes(refused) == [code]
    with pytest.raises(Refused) as refused:
        store.take_out(office.desk, [], leaving)
    assert codes(refused) == ["store.nothing_chosen"]
    store.take_out(office.desk, [(item, "")], leaving)
    with pytest.raises(Refused) as refused:
        store.take_out(office.desk, [(item, "")], leaving)
    assert codes(refused) == ["store.nothing_left"]


def test_of_several_all_go_out_or_none(office: Bench) -> None:
    first = store.take_in(office.desk, replace(KNIFE, fate="unknown"))
    second = store.take_in(office.desk, replace(DRUG, fate="unknown"))
    with pytest.raises(Refused):
        store.take_out(office.desk, [(first, ""), (second, "1")], Leaving("police", DAY, "06/LXK", "Công an quận"))
    assert len(store_queries.lines(office.desk, store_queries.wanted(office.desk))) == 2


def test_what_goes_out_rests_on_a_decision_of_its_matter(office: Bench) -> None:
    matter = office.decision()
    item = store.take_in(office.desk, replace(KNIFE, matter=matter, line=1))
    leaving = Leaving("destroyed", DAY, "06/LXK", "Hội đồng tiêu hủy")
    with pytest.raises(Refused) as refused:
        store.take_out(office.desk, [(item, "")], leaving)
    assert codes(refused) == ["store.no_ground"]
    said = say(refused.value.refusals[0])
    assert "chưa có quyết định thành lập Hội đồng tiêu hủy" in said
    assert "Điều 125 Luật" in said
    destroyed(office, matter, DAY)
    store.take_out(office.desk, [(item, "")], leaving)
    body = store_queries.card(office.desk, item).state.moves[-1].event.body
    assert body.ground  # type: ignore[union-attr]  # it went out
    assert not body.breaches  # type: ignore[union-attr]  # on a decision


def test_what_went_out_in_fact_is_recorded_with_what_it_lacked(office: Bench) -> None:
    item = store.take_in(office.desk, KNIFE)
    store.take_out(office.desk, [(item, "")], Leaving("destroyed", DAY, "06/LXK", "Hội đồng", anyway=True))
    (line,) = [x for x in store_queries.card(office.desk, item).lines if x.went]
    assert line.breaches == "xuất kho khi chưa có căn cứ trong việc"


def test_sold_needs_the_notice_and_only_of_what_is_to_be_returned(office: Bench) -> None:
    matter = office.decision()
    item = store.take_in(office.desk, replace(KNIFE, fate="return", matter=matter))
    with pytest.raises(Refused) as refused:
        store.take_out(office.desk, [(item, "")], Leaving("sold", DAY, "06/LXK", "Người mua"))
    assert "chưa ghi thông báo" in say(refused.value.refusals[0])
    store.notify(office.desk, [item], DAY, date(2019, 9, 2), said="báo gửi theo đường bưu điện")
    office.on(date(2020, 1, 8))
    store.take_out(office.desk, [(item, "")], Leaving("sold", date(2020, 1, 8), "06/LXK", "Người mua"))
    secured = store.take_in(office.desk, replace(KNIFE, fate="secure", matter=matter))
    store.take_out(office.desk, [(secured, "")], Leaving("sold", DAY, "06/LXK", "Người mua"))


def test_before_there_is_a_matter_it_is_of_the_judgment(office: Bench) -> None:
    judgment = office.judgment()
    item = store.take_in(office.desk, replace(KNIFE, judgment="15/2019/DS-ST", fate="unknown"))
    assert [x.item for x in store_queries.lines(office.desk, store_queries.wanted(office.desk, judgment=judgment))] == [item]
    assert [x.item for x in store_queries.lines(office.desk, store_queries.wanted(office.desk, show="waiting"))] == [item]
    matter = office.decision(number="16/2019/DS-ST")
    with pytest.raises(Refused) as refused:
        store.link(office.desk, [item], Link("thing", "confiscate", matter, 7), DAY)
    assert codes(refused) == ["store.no_line"]
    assert store.link(office.desk, [item], Link("thing", "confiscate", matter, 1), DAY) == 1
    with pytest.raises(Refused) as refused:
        store.link(office.desk, [item], Link("thing", "confiscate", matter, 1), DAY)
    assert codes(refused) == ["store.nothing_changed"]
    view = queries.matter(office.desk, matter)
    (term,) = [d for d in view.deadlines if d.rule == "R44"]
    assert (term.born, term.due, term.lines) == (DAY, date(2019, 10, 17), (1,))
    (item_line,) = [x for x in view.timeline if x.what == "Vật chứng, tài sản tạm giữ"]
    assert "VC2020-00001" in item_line.detail
    told = why.of_deadline(office.desk, f"matter:{matter}", "R44", date(2019, 10, 17))
    assert "Điều 124" in told.text()
    assert any("Đang giữ trong kho 1 món" in s for s in counter.answer(office.desk, matter).sentences)


def test_moved_sealed_damaged_corrected(office: Bench) -> None:
    item = store.take_in(office.desk, replace(KNIFE, quantity="3", spot="Kệ 1"))
    store.move(office.desk, [item], "police", "Kho B", "07/LC", DAY)
    with pytest.raises(Refused) as refused:
        store.move(office.desk, [item], "police", "Kho B", "07/LC", DAY)
    assert codes(refused) == ["store.same_place"]
    store.seal(office.desk, item, sealed=False, said="mở để giám định, có Viện kiểm sát", day=DAY)
    store.damage(office.desk, item, "1", "gỉ, gãy cán", DAY)
    store.damage(office.desk, item, "", "xước", DAY)
    with pytest.raises(Refused) as refused:
        store.damage(office.desk, item, "3", "mất", DAY)
    assert codes(refused) == ["store.too_much"]
    store_mending.correct(office.desk, item, {"name": "Dao gấp cán nhựa", "matter": "x"})
    with pytest.raises(Refused):
        store_mending.correct(office.desk, item, {"name": "Dao gấp cán nhựa"})
    card = store_queries.card(office.desk, item)
    assert (card.line.name, card.line.rest, card.line.place, card.line.spot) == ("Dao gấp cán nhựa", "2 con", "Kho của Công an", "Kho B")
    assert card.state.sealed is False
    assert upkeep.verify(office.desk).findings == ()


def test_the_last_line_is_struck_and_its_matter_follows(office: Bench) -> None:
    matter = office.decision()
    item = store.take_in(office.desk, replace(KNIFE, fate="confiscate", matter=matter))
    store.take_out(office.desk, [(item, "")], Leaving("finance", DAY, "06/LXK", "Phòng Tài chính"))
    met = [d.discharged_on for d in queries.matter(office.desk, matter).deadlines if d.rule == "R44"]
    assert met == [DAY]
    card = store_queries.card(office.desk, item)
    with pytest.raises(Refused) as refused:
        store_mending.strike_last(office.desk, item, card.lines[0].seq, "nhầm")
    assert codes(refused) == ["store.only_last"]
    store_mending.strike_last(office.desk, item, card.last, "ghi nhầm món")
    assert [d.discharged_on for d in queries.matter(office.desk, matter).deadlines if d.rule == "R44"] == [None]
    card = store_queries.card(office.desk, item)
    assert card.line.left > 0
    store_mending.strike_last(office.desk, item, card.last, "nhập nhầm")
    assert [d for d in queries.matter(office.desk, matter).deadlines if d.rule == "R44"] == []
    with pytest.raises(Refused) as refused:
        store_queries.card(office.desk, item)
    assert codes(refused) == ["store.unknown"]
    assert upkeep.verify(office.desk).findings == ()


def test_found_by_code_and_by_words(office: Bench) -> None:
    matter = office.decision()
    item = store.take_in(office.desk, replace(KNIFE, matter=matter))
    store.take_in(office.desk, replace(DRUG, day=DAY))
    for text in ("VC2020-00001", "vc 2020-1", "dao cán gỗ", "dao can go", "NP 12", "1/2020", "nguyen van an"):
        found = store_queries.lines(office.desk, store_queries.wanted(office.desk, text=text))
        assert item in [x.item for x in found], text
    assert store_queries.lines(office.desk, store_queries.wanted(office.desk, text="súng")) == []


def test_every_line_is_said_in_words(office: Bench) -> None:
    matter = office.decision()
    item = store.take_in(office.desk, replace(KNIFE, fate="return", matter=matter, quantity="2"))
    store.move(office.desk, [item], "other", "Nhà xưởng", "07/LC", DAY)
    store.seal(office.desk, item, sealed=True, said="NP 13", day=DAY)
    store.notify(office.desk, [item], DAY, said="báo qua bưu điện")
    store.damage(office.desk, item, "1", "vỡ", DAY)
    store.link(office.desk, [item], Link("thing", "return", "", 0), DAY)
    with office.desk.reading() as reader:
        names = masking.names(office.desk, reader)
        for event in reader.events_of(f"item:{item}"):
            what, detail = event_words.describe(event, names, None)
            assert what
            assert detail
    assert all("VC2020-00001" in r.about for r in journal.journal(office.desk, 40) if r.what.startswith(("Nhập kho", "Chuyển nơi")))
    assert [d for d in queries.matter(office.desk, matter).deadlines if d.rule.startswith("R4")] == []


def test_the_line_on_the_matter_is_struck_on_the_card_alone(office: Bench) -> None:
    matter = office.decision()
    store.take_in(office.desk, replace(KNIFE, matter=matter))
    (line,) = [x for x in queries.matter(office.desk, matter).timeline if x.what == "Vật chứng, tài sản tạm giữ"]
    with pytest.raises(Refused) as refused:
        striking.strike(office.desk, matter, line.seq, "nhầm")
    assert codes(refused) == ["strike.in_store"]


def test_striking_and_closing_a_count_are_done_by_two(office: Bench) -> None:
    item = store.take_in(office.desk, KNIFE)
    accounts.open_account(office.desk, office.officer, "ketoan", ["accountant"], "mật khẩu của kế toán")
    with pytest.raises(Refused) as refused:
        store_mending.strike_last(office.desk, item, store_queries.card(office.desk, item).last, "nhầm")
    assert codes(refused) == ["rights.second"]
    key = store_count.begin(office.desk, DAY)
    store_count.count(office.desk, key, "VC2020-1", "1")
    with pytest.raises(Refused) as refused:
        store_count.close(office.desk, key, {"keeper": "A", "accountant": "B", "head": "C"})
    assert codes(refused) == ["rights.second"]
    assert [r.state for r in store_count.listed(office.desk)] == ["open"]


def test_what_lies_elsewhere_since_before_the_new_law_is_to_be_moved(office: Bench) -> None:
    office.on(date(2026, 8, 3))
    old = store.take_in(office.desk, replace(KNIFE, place="other", day=date(2026, 6, 30)))
    store.take_in(office.desk, replace(KNIFE, place="own", day=date(2026, 6, 30)))
    store.take_in(office.desk, replace(KNIFE, place="other", day=date(2026, 7, 1)))
    new = store.take_in(office.desk, replace(KNIFE, day=date(2026, 7, 2)))
    assert [x.item for x in store_queries.lines(office.desk, store_queries.wanted(office.desk, show="move"))] == [old]
    assert store_queries.counts(office.desk)["move"] == 1
    # From the new law on things stay with the police unless somebody says otherwise.
    assert store_queries.card(office.desk, new).line.place == "Kho của Công an"
    store.move(office.desk, [old], "police", "Kho tạm giữ", "08/LC", date(2026, 8, 3))
    assert store_queries.lines(office.desk, store_queries.wanted(office.desk, show="move")) == []


def test_the_lists_tell_whose_case_is_unfinished_and_whose_is_late(office: Bench) -> None:
    matter = office.decision()
    item = store.take_in(office.desk, replace(KNIFE, matter=matter, fate="confiscate"))
    loose = store.take_in(office.desk, KNIFE)

    def of(show: str, **more: str) -> list[str]:
        asked = store_queries.wanted(office.desk, show=show, **more)  # type: ignore[arg-type]  # names of filters
        return [x.item for x in store_queries.lines(office.desk, asked)]

    assert of("unfinished") == [item, loose]
    assert of("late") == []
    assert of("stock", officer=office.officer) == [item]
    office.on(date(2019, 10, 18))
    assert of("late") == [item]
    acts.collect(office.desk, matter, date(2019, 10, 18), 1, 10_000_000)
    acts.complete(office.desk, matter, date(2019, 10, 18))
    # What an ended matter still has here is told by the list, not by a term.
    assert (of("ended"), of("late"), of("unfinished")) == ([item], [], [loose])


def test_a_matter_whose_places_in_the_log_are_others_follows_all_the_same(office: Bench) -> None:
    matter = office.decision()
    item = store.take_in(office.desk, replace(KNIFE, matter=matter, fate="confiscate"))
    store.take_out(office.desk, [(item, "")], Leaving("finance", DAY, "06/LXK", "Phòng Tài chính"))
    with office.desk.writing("keep") as uow:
        # As if the line on the matter had come out of a copy: it names another place.
        last = next(e for e in reversed(uow.events_of(f"matter:{matter}")) if isinstance(e.body, se.ExhibitStands))
        assert isinstance(last.body, se.ExhibitStands)
        uow.append(f"matter:{matter}", DAY, replace(last.body, of=1))
        uow.commit()
    store_mending.strike_last(office.desk, item, store_queries.card(office.desk, item).last, "nhầm")
    assert [d.discharged_on for d in queries.matter(office.desk, matter).deadlines if d.rule == "R44"] == [None]
    store_mending.strike_last(office.desk, item, store_queries.card(office.desk, item).last, "nhầm")
    assert [d for d in queries.matter(office.desk, matter).deadlines if d.rule == "R44"] == []
    assert upkeep.verify(office.desk).findings == ()


def test_what_is_held_on_a_person_tells_their_things_in_the_store(office: Bench) -> None:
    with office.desk.writing("keep") as uow:
        party = parties.add(uow, parties.PartyInput("Hoàng Thị Lụa", birth_year=1985))
        uow.commit()
    store.take_in(office.desk, replace(KNIFE, party=party))
    other = store.take_in(office.desk, replace(DRUG, fate="unknown"))
    store.take_out(office.desk, [(other, "")], Leaving("police", DAY, "06/LXK", "Hoàng Thị Lụa", party=party))
    (table,) = [t for t in personal_data.held(office.desk, party).tables if t.title == "Vật chứng, tài sản tạm giữ"]
    assert [(r[0], r[3]) for r in table.rows] == [("VC2020-00001", "1 con"), ("VC2020-00002", "0 gam")]
