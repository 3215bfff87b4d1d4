"""Who is published for want of means, and the list, by the services alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.rounds import codes, debtor, lacking, moved
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    acts,
    outside_lists,
    papers,
    parties,
    publication_list,
    publications,
    queries,
)

#: A Monday under the new law.
DAY = date(2026, 7, 6)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def test_published_brought_up_to_date_and_taken_off(office: Bench) -> None:
    matter = lacking(office)
    assert [(s.need, s.due) for s in publications.board(office.desk).todo] == [("publish", date(2026, 7, 13))]
    assert publications.mark(office.desk, [matter], "publish", DAY) == 1
    made = publications.board(office.desk)
    assert (made.todo, [s.since for s in made.shown]) == ((), [DAY])
    with pytest.raises(Refused) as refused:
        publications.mark(office.desk, [matter], "publish", DAY)
    assert codes(refused) == ["publication.shown"]
    with pytest.raises(Refused) as refused:
        publications.mark(office.desk, [matter], "end", DAY)
    assert codes(refused) == ["publication.still"]
    acts.collect(office.desk, matter, DAY, 1, 1_000_000)
    assert [(s.need, s.due) for s in publications.board(office.desk).todo] == [("update", date(2026, 7, 9))]
    publications.mark(office.desk, [matter], "update", DAY)
    # Another address is another publication.
    moved(office, matter, "số 5 phố Lạch Tray")
    assert [s.need for s in publications.board(office.desk).todo] == ["update"]
    publications.mark(office.desk, [matter], "update", DAY)
    papers.issue_at_once(office.desk, papers.Draft("termination", Effect("termination", clause="4"), matter, {"reason": "rút yêu cầu"}), office.head)
    assert [(s.need, s.due) for s in publications.board(office.desk).todo] == [("end", date(2026, 7, 9))]
    with pytest.raises(Refused) as refused:
        publications.mark(office.desk, [matter], "update", DAY)
    assert codes(refused) == ["publication.no_lack"]
    publications.mark(office.desk, [matter], "end", DAY)
    assert publications.board(office.desk).shown == ()
    assert queries.deadlines(office.desk) == [] or all(d.rule not in ("R17", "R18") for d in queries.deadlines(office.desk))


def test_many_are_marked_at_once_or_none(office: Bench) -> None:
    one, two = lacking(office), office.decision(number="16/2019/DS-ST", debtor="Trần Thị Tám")
    with pytest.raises(Refused) as refused:
        publications.mark(office.desk, [one, two], "publish", DAY)
    assert codes(refused) == ["means.none_lacking"]
    assert [r.field for r in refused.value.refusals] == [two]
    assert publications.board(office.desk).shown == ()
    for wanted, what, code in (([], "publish", "publication.none"), ([two], "update", "publication.not_shown"), ([one], "post", "publication.not_shown"),
                               ([one], "unpost", "publication.not_posted")):  # fmt: skip
        with pytest.raises(Refused) as refused:
            publications.mark(office.desk, wanted, what, DAY)
        assert codes(refused) == [code]
    publications.mark(office.desk, [one], "publish", DAY)
    publications.mark(office.desk, [one], "post", DAY)
    with pytest.raises(Refused) as refused:
        publications.mark(office.desk, [one], "post", DAY)
    assert codes(refused) == ["publication.posted"]
    assert publications.board(office.desk).shown[0].posted == "từ 06/07/2026"
    publications.mark(office.desk, [one], "unpost", DAY)
    assert publications.board(office.desk).shown[0].posted == ""
    assert "niêm yết" in publications.board(office.desk).posting


def test_the_list_has_the_fields_of_the_law_and_nothing_else(office: Bench) -> None:
    matter = lacking(office)
    young = lacking(office, number="16/2019/DS-ST", name="Trần Văn Tý")
    party = debtor(office, young)
    parties.change(office.desk, party, parties.PartyInput("Trần Văn Tý", "person", 2012, known=party))
    publications.mark(office.desk, [matter], "publish", DAY)
    made = publication_list.make(office.desk)
    assert made.minors == 1
    (row,) = made.rows.values()
    assert row == {
        "name": "Nguyễn Văn An", "address": "số 1 phố An", "judgment": row["judgment"],
        "decision": queries.matter(office.desk, matter).number_text and f"số {queries.matter(office.desk, matter).number_text} ngày 06/07/2026",
        "obligation": "Trả nợ gốc: 10.000.000 đồng", "reason": row["reason"],
    }  # fmt: skip
    assert row["reason"]
    data = publication_list.as_json(made).decode()
    assert set(json.loads(data)["rows"][0]) == {"name", "address", "judgment", "decision", "obligation", "reason"}
    for hidden in ("031080000001", "1980", "Tý", "2012"):
        assert hidden not in data.replace(json.loads(data)["cite"], "")
    shown = publication_list.listing(office.desk, made)
    assert [c.title for c in shown.tables[0].columns] == [words for _n, words in made.fields]


def test_numbers_of_persons_in_free_text_are_never_published(office: Bench) -> None:
    matter = lacking(office)
    with office.desk.writing("keep") as uow:
        row = uow.row("matter", matter) or {}
        uow.write_row("matter", matter, {**row, "obligations": {"1": "Trả cho bà Lan, CCCD 031080000777, tiền gốc"}})
        uow.commit()
    (row,) = publication_list.make(office.desk).rows.values()
    assert "031080000777" not in row["obligation"]


def test_what_was_sent_is_kept_and_the_next_list_says_what_changed(office: Bench, tmp_path: Path) -> None:
    matter = lacking(office)
    made = publication_list.make(office.desk)
    assert publication_list.changed(office.desk, made).since is None
    with pytest.raises(Refused) as refused:
        publication_list.send(office.desk, made, "Cục", " ", DAY)
    assert codes(refused) == ["publication.no_proof"]
    key = publication_list.send(office.desk, made, "Cục Quản lý Thi hành án dân sự", "12/CV", DAY)
    assert [(s.count, s.proof) for s in publication_list.sent(office.desk)] == [(1, "12/CV")]
    assert publication_list.changed(office.desk, publication_list.make(office.desk)).rows == ()
    acts.collect(office.desk, matter, DAY, 1, 1_000_000)
    lacking(office, number="16/2019/DS-ST", name="Trần Thị Tám")
    now = publication_list.make(office.desk)
    found = publication_list.changed(office.desk, now)
    assert [how for how, _row in found.rows] == ["thêm", "sửa"]
    assert publication_list.changed_listing(office.desk, now, found).tables[0].rows[1][5] == "Trả nợ gốc: 9.000.000 đồng"
    assert publication_list.as_sent(office.desk, key).tables[0].rows[0][4] == "Trả nợ gốc: 10.000.000 đồng"
    for name in ("a.json", "a.pdf", "a.xlsx"):
        assert publication_list.write(office.desk, tmp_path / name, now).stat().st_size > 100
    with pytest.raises(Refused) as refused:
        publication_list.write(office.desk, tmp_path / "a.doc", now)
    assert codes(refused) == ["publication.bad_file"]


def test_under_the_old_law_the_commune_posts_for_three_months(tmp_path: Path) -> None:
    old = bench(tmp_path / "old", date(2024, 6, 3))
    matter = lacking(old)
    assert [(s.need, s.due) for s in publications.board(old.desk).todo] == [("publish", date(2024, 6, 10))]
    publications.mark_each(old.desk, [(matter, "publish")], date(2024, 6, 3))
    publications.mark(old.desk, [matter], "post", date(2024, 6, 3))
    made = publications.board(old.desk)
    assert made.shown[0].posted == "từ 03/06/2024 đến 03/09/2024"
    assert "03 tháng" in made.posting
    old.desk.close()


def test_before_the_fields_are_named_no_list_is_made(tmp_path: Path) -> None:
    old = bench(tmp_path / "old", date(2020, 6, 3))
    old.on(date(2015, 6, 30))
    with pytest.raises(Refused) as refused:
        publication_list.make(old.desk)
    assert codes(refused) == ["publication.no_fields"]
    assert "Trước ngày 01/07/2015" in say(refused.value.refusals[0])
    old.desk.close()


@pytest.mark.parametrize(
    ("day", "fields"),
    [
        (date(2020, 3, 9), {"name", "address", "obligation"}),
        (date(2024, 3, 11), {"name", "address", "judgment", "decision", "obligation", "reason"}),
        (date(2026, 6, 30), {"name", "address", "judgment", "decision", "obligation", "reason"}),
    ],
)
def test_under_the_law_of_2008_the_list_is_made_sent_and_told_again(day: date, fields: set[str], tmp_path: Path) -> None:
    old = bench(tmp_path / "old", day)
    lacking(old)
    sheet = outside_lists.make(old.desk, "publication", day, day)
    ((key, row),) = sheet.rows.items()
    assert {name for name, words in sheet.columns} == set(row) == fields
    assert (row["name"], row["obligation"]) == ("Nguyễn Văn An", "Trả nợ gốc: 10.000.000 đồng")
    assert ("Thông tư 04/2023/TT-BTP" in sheet.notes[0], "chưa đối chiếu" in sheet.notes[1]) == (day.year > 2020, True)
    assert outside_lists.changes(old.desk, sheet).since is None
    outside_lists.record(old.desk, sheet, "Cục Thi hành án dân sự thành phố Hải Phòng", "post", day, "12/CV")
    assert outside_lists.changes(old.desk, outside_lists.make(old.desk, "publication", day, day)).rows == ()
    (sent,) = publication_list.sent(old.desk)
    again = publication_list.as_sent(old.desk, sent.key)
    assert (len(again.tables[0].rows), any("chưa đối chiếu" in note for note in again.notes)) == (1, True)
    with old.desk.writing("keep") as uow:
        known = uow.row("judgment", fold_of(old, key).judgment) or {}
        uow.write_row("judgment", fold_of(old, key).judgment, {**known, "court": "Tòa án, CCCD 031080000777"})
        uow.commit()
    # What is taken out of a text that the list does not carry wants no look.
    assert bool(publication_list.make(old.desk).look) == ("judgment" in fields)
    old.desk.close()


def fold_of(office: Bench, key: str) -> MatterState:
    with office.desk.reading() as reader:
        return fold(reader.events_of(f"matter:{key.partition('|')[0]}"))
