"""An officer leaves: the matters are shared by a plan that is nothing yet, and handed over in one act with minutes and state sheets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench, owned
from tests.retold import founded
from thads_desktop.domain import task_events as te
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    accounts,
    acts,
    assignments,
    book_queries,
    books,
    handover,
    handover_loose,
    handover_sheets,
    people,
    queries,
    second,
    tasks,
    upkeep,
)

DAY = date(2019, 10, 14)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    """Four matters of Bình; Cường and Dung may take them."""
    made = bench(tmp_path / "data", date(2019, 10, 7))
    for n, debtor in enumerate(("Trần Thị Tám", "Đỗ Thị Ánh Tuyết", "Bùi Văn Nam", "Lê Văn Năm")):
        made.decision(number=f"{15 + n}/2019/DS-ST", debtor=debtor)
    people.add_person(made.desk, "Vũ Thị Dung", "officer", date(2019, 1, 1))
    made.on(DAY)
    yield made
    made.desk.close()


def dung(office: Bench) -> str:
    with office.desk.reading() as reader:
        return people.person_named(reader, "Vũ Thị Dung")


def heads(office: Bench) -> tuple[int, str]:
    with office.desk.reading() as reader:
        return reader.head()


def test_a_plan_shares_by_load_and_writes_nothing(office: Bench) -> None:
    before = heads(office)
    made = handover.plan(office.desk, office.officer, [office.second, dung(office)], "load")
    assert sorted(len(made.of(p)) for p, _name in made.to) == [2, 2]
    assert [p.matter.matter for p in made.parts] == office.matters
    assert all(p.why for p in made.parts)
    assert heads(office) == before


def test_it_is_carried_out_as_one_act_with_its_minutes(office: Bench) -> None:
    made = handover.plan(office.desk, office.officer, [office.second], "load")
    told: list[tuple[int, int]] = []
    count, warned = handover.carry_out(office.desk, made, DAY, lambda done, whole, _said: told.append((done, whole)))
    assert (count, warned) == (4, ())
    assert told == [(n, 4) for n in range(4)]
    assert {r.officer for r in queries.matters(office.desk)} == {office.second}
    with office.desk.reading() as reader:
        (event,) = [e for e in reader.events_of(f"person:{office.officer}") if isinstance(e.body, te.HandedOver)]
        assert isinstance(event.body, te.HandedOver)
        kept = reader.blob(event.body.sha256)
    assert (event.body.to, event.body.matters) == ((office.second,), 4)
    assert kept.startswith(b"%PDF")
    assert hashlib.sha256(kept).hexdigest() == event.body.sha256
    assert upkeep.verify(office.desk).findings == ()


def test_tasks_of_the_matters_and_free_ones_go_along(office: Bench) -> None:
    tasks.put(office.desk, "Gọi ngân hàng", office.officer, date(2019, 10, 20), office.matters[0])
    tasks.put(office.desk, "Việc của văn thư", office.head, date(2019, 10, 20), office.matters[0])
    tasks.put(office.desk, "Trả chìa khóa", office.officer, date(2019, 10, 20))
    office.on(date(2019, 10, 21))
    made = handover.plan(office.desk, office.officer, [office.second], "load")
    assert "Trả chìa khóa" in str(handover_sheets.minutes(office.desk, made, date(2019, 10, 21)).tables)
    handover.carry_out(office.desk, made, date(2019, 10, 21))
    assert {t.text: t.person for t in tasks.listed(office.desk)} == {
        "Gọi ngân hàng": office.second, "Việc của văn thư": office.head, "Trả chìa khóa": office.second,
    }  # fmt: skip
    assert "Gọi ngân hàng" in str(handover_sheets.sheet(office.desk, office.matters[0]).tables[3].rows)
    assert upkeep.verify(office.desk).findings == ()


def test_kin_never_gets_the_matter(office: Bench) -> None:
    assignments.set_duties(office.desk, office.second, [], [("Trần Thị Tám", "")])
    both = handover.plan(office.desk, office.officer, [office.second, dung(office)], "load")
    assert next(p for p in both.parts if p.matter.debtor == "Trần Thị Tám").officer == dung(office)
    alone = handover.plan(office.desk, office.officer, [office.second], "load")
    (nobody,) = [p for p in alone.parts if not p.officer]
    assert nobody.matter.debtor == "Trần Thị Tám"
    before = heads(office)
    with pytest.raises(Refused) as refused:
        handover.carry_out(office.desk, alone, DAY)
    assert refused.value.refusals[0].code == "handover.left"
    with pytest.raises(Refused) as refused:
        handover.choose(office.desk, alone, [nobody.matter.matter], office.second)
    assert "thân thích" in say(refused.value.refusals[0])
    assert "Căn cứ" in say(refused.value.refusals[0]), "it names the article"
    assert heads(office) == before


def test_what_changed_since_the_plan_keeps_all_back(office: Bench) -> None:
    made = handover.plan(office.desk, office.officer, [office.second], "load")
    acts.collect(office.desk, office.matters[3], DAY, 1, 10_000_000)
    acts.complete(office.desk, office.matters[3], DAY)
    before = heads(office)
    with pytest.raises(Refused) as refused:
        handover.carry_out(office.desk, made, DAY)
    assert refused.value.refusals[0].code == "handover.changed"
    assert heads(office) == before
    assert {r.officer for r in queries.matters(office.desk)} == {office.officer}


def test_cancelled_half_way_nothing_is_done(office: Bench) -> None:
    made = handover.plan(office.desk, office.officer, [office.second], "load")
    before = heads(office)

    def stop(done: int, _whole: int, _said: str) -> None:
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        handover.carry_out(office.desk, made, DAY, stop)
    assert heads(office) == before
    assert {r.officer for r in queries.matters(office.desk)} == {office.officer}


def test_a_line_is_chosen_by_hand_kept_and_thrown_away(office: Bench) -> None:
    made = handover.plan(office.desk, office.officer, [office.second, dung(office)], "load")
    made = handover.choose(office.desk, made, office.matters[:3], office.second)
    assert len(made.of(office.second)) >= 3
    handover.keep(office.desk, made)
    again = handover.kept(office.desk, office.officer)
    assert again is not None
    assert again["own"] == dict.fromkeys(office.matters[:3], office.second)
    same = handover.plan(office.desk, office.officer, again["to"], again["share"], again["own"])
    assert [p.officer for p in same.parts[:3]] == [office.second] * 3
    handover.throw_away(office.desk, office.officer)
    assert handover.kept(office.desk, office.officer) is None


@pytest.mark.parametrize("to", [[], ["ai"], ["self"]])
def test_somebody_in_post_must_receive(office: Bench, to: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        handover.plan(office.desk, office.officer, [office.officer if t == "self" else t for t in to], "load")
    assert refused.value.refusals[0].code == "handover.nobody"


def test_nothing_to_hand_over_is_said(office: Bench) -> None:
    with pytest.raises(Refused) as refused:
        handover.plan(office.desk, office.second, [office.officer], "load")
    assert "Lê Văn Cường không còn việc nào" in say(refused.value.refusals[0])


def test_the_minutes_and_a_sheet_say_what_one_must_know(office: Bench) -> None:
    acts.collect(office.desk, office.matters[0], DAY, 1, 11_000_000)
    made = handover.plan(office.desk, office.officer, [office.second, dung(office)], "area")
    said = str(handover_sheets.minutes(office.desk, made, DAY))
    for words in ("Trần Thị Bình", "Lê Văn Cường", "Vũ Thị Dung", "Trần Thị Tám", "Chữ ký"):
        assert words in said
    sheet = handover_sheets.sheet(office.desk, office.matters[0])
    assert [t.title.partition(" (")[0] for t in sheet.tables] == ["Đương sự", "Nghĩa vụ", "Tiền đang giữ", "Việc sắp phải làm", "Diễn biến gần nhất"]
    assert sheet.tables[2].rows == (("Tiền thu trên mức phải thi hành, chưa trả", 1_000_000),)
    assert any("Viện kiểm sát" in str(r) for r in sheet.tables[3].rows)
    pdf = handover_sheets.sheets_pdf(office.desk, office.matters)
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") >= 4


def test_where_there_are_two_a_second_person_stands_by_it(office: Bench) -> None:
    owned(office.desk, accounts.open_account(office.desk, office.second, "cuong", ["deputy"], "mật khẩu của Cường"))
    made = handover.plan(office.desk, office.officer, [office.second], "load")
    before = heads(office)
    with pytest.raises(Refused) as refused:
        handover.carry_out(office.desk, made, DAY)
    assert refused.value.refusals[0].code == "rights.second"
    assert heads(office) == before
    with second.standing_by(office.desk, second.confirmed(office.desk, "handover", "cuong", "mật khẩu của Cường")):
        assert handover.carry_out(office.desk, made, DAY)[0] == 4


# --- what is no matter --------------------------------------------------------------------------------


def complaint(office: Bench, matter: str = "") -> str:
    """An entry of the book of complaints that the leaver settles."""
    typed = {"received": "14/10/2019", "level": "1", "complainant": "Nguyễn Văn Kiện", "object": "truoc", "content": "khiếu nại việc kê biên",
             "settler": office.officer}  # fmt: skip
    return books.open_entry(office.desk, "khieu_nai", typed, matter)


def handler(office: Bench, entry: str) -> str:
    with office.desk.reading() as reader:
        return str(books.held(reader, entry)["values"]["settler"])


def test_entries_go_with_their_matter_or_to_the_only_receiver(office: Bench) -> None:
    bound, free = complaint(office, office.matters[0]), complaint(office)
    made = handover.plan(office.desk, office.officer, [office.second], "load")
    assert [(x.kind, x.officer) for x in made.loose] == [("entry", office.second)] * 2
    minutes = handover_sheets.minutes(office.desk, made, DAY)
    said = str(minutes.tables)
    assert "Khiếu nại, KN 1/2019" in said
    assert "kê biên" not in said, "the minutes are seen by more than the book is"
    assert handover_loose.NOTE in minutes.notes
    assert "Dòng sổ theo dõi của việc" in [t.title for t in handover_sheets.sheet(office.desk, office.matters[0]).tables]
    handover.carry_out(office.desk, made, DAY)
    assert (handler(office, bound), handler(office, free)) == (office.second, office.second)
    assert [c.label for c in book_queries.history(office.desk, free)][:1] != []
    assert upkeep.verify(office.desk).findings == ()


def test_with_several_receivers_what_is_free_waits_for_a_choice_and_is_named(office: Bench) -> None:
    tasks.put(office.desk, "Trả chìa khóa", office.officer, date(2019, 10, 20))
    entry = complaint(office)
    made = handover.plan(office.desk, office.officer, [office.second, dung(office)], "load")
    assert {x.officer for x in made.loose} == {""}
    assert "2 việc được giao, dòng sổ cần người nhận" in " ".join(handover_sheets.minutes(office.desk, made, DAY).notes)
    made = handover.choose(office.desk, made, [x.row for x in made.loose if x.kind == "entry"], dung(office))
    handover.keep(office.desk, made)
    again = handover.kept(office.desk, office.officer)
    assert again is not None
    made = handover.plan(office.desk, office.officer, again["to"], again["share"], again["own"])
    handover.carry_out(office.desk, made, DAY)
    assert handler(office, entry) == dung(office)
    assert {t.person for t in tasks.listed(office.desk)} == {office.officer}, "nobody was chosen for the task"
    left = handover.plan(office.desk, office.officer, [office.second], "load")
    assert (left.parts, [x.kind for x in left.loose]) == ((), ["task"])
    assert "Bên nhận: Lê Văn Cường" in str(handover_sheets.minutes(office.desk, left, DAY))
    handover.carry_out(office.desk, left, DAY)
    assert {t.person for t in tasks.listed(office.desk)} == {office.second}


def test_an_entry_that_changed_since_keeps_all_back(office: Bench) -> None:
    entry = complaint(office)
    made = handover.plan(office.desk, office.officer, [office.second], "load")
    books.close_entry(office.desk, entry, "mistaken", "vào nhầm")
    before = heads(office)
    with pytest.raises(Refused) as refused:
        handover.carry_out(office.desk, made, DAY)
    assert refused.value.refusals[0].code == "handover.changed"
    assert heads(office) == before


def test_tasks_of_matters_that_do_not_go_are_loose(office: Bench) -> None:
    """On a colleague's matter, and on one that has ended: nothing the leaver was to do stays behind."""
    colleagues, ended, going = office.matters[0], office.matters[1], office.matters[2]
    with office.desk.writing("handover") as uow:
        assignments.assign_in(office.desk, uow, colleagues, office.second, DAY)
        uow.commit()
    for text, matter in (("Xác minh hộ", colleagues), ("Trả hồ sơ", ended), ("Gọi điện", going)):
        tasks.put(office.desk, text, office.officer, DAY, matter)
    acts.valid_notice(office.desk, ended, DAY)
    acts.collect(office.desk, ended, DAY, 1, 10_000_000)
    acts.complete(office.desk, ended, DAY)
    made = handover.plan(office.desk, office.officer, [office.second], "load")
    assert len(made.parts) == 2
    assert sorted(x.text.partition(":")[0] for x in made.loose) == ["Trả hồ sơ", "Xác minh hộ"], "what goes with its matter is not twice"
    numbers = [r.number_text for r in queries.matters(office.desk) if r.matter in (ended, colleagues)]
    assert all(any(n in x.text for x in made.loose) for n in numbers), "whose task it is is told"
    handover.carry_out(office.desk, made, DAY)
    assert {(t.text, t.person) for t in tasks.listed(office.desk)} == {(t, office.second) for t in ("Xác minh hộ", "Trả hồ sơ", "Gọi điện")}
    assert {t.matter for t in tasks.listed(office.desk)} == {colleagues, ended, going}, "each keeps its matter"


def test_with_only_such_a_task_left_there_is_something_to_hand_over(office: Bench) -> None:
    handover.carry_out(office.desk, handover.plan(office.desk, office.officer, [office.second], "load"), DAY)
    tasks.put(office.desk, "Xác minh hộ", office.officer, DAY, office.matters[0])
    assert {p: n for p, _name, n in handover.candidates(office.desk)}[office.officer] == 1
    made = handover.plan(office.desk, office.officer, [office.second], "load")
    assert (len(made.parts), len(made.loose)) == (0, 1)
    handover.carry_out(office.desk, made, DAY)
    assert [t.person for t in tasks.listed(office.desk)] == [office.second]
