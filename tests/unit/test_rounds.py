"""Trips of verification, their forecast, what is published, the archive and decisions of review, by the services alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.listing import Listing
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    acts,
    archiving,
    forecast,
    inspection_files,
    papers,
    parties,
    publication_list,
    publications,
    queries,
    reviews,
    striking,
    trips,
    upkeep,
)  # fmt: skip
from thads_desktop.services.trips import Found
from thads_desktop.storage import mark_lists

#: A Monday under the new law; old communes of the units data: both merged long before.
DAY = date(2026, 7, 6)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def debtor(office: Bench, matter: str) -> str:
    return next(iter(queries.matter(office.desk, matter).debtors))


def moved(office: Bench, matter: str, address: str, commune: str = "") -> str:
    """The debtor of a matter lives there."""
    party = debtor(office, matter)
    held = parties.known(office.desk, party)
    parties.change(office.desk, party, parties.PartyInput(held.name, "person", 1980, held.ids, address, commune, known=party))
    return party


def lacking(office: Bench, *, number: str = "15/2019/DS-ST", name: str = "Nguyễn Văn An", commune: str = "", kind: str = "yc") -> str:
    """A matter on request of which means were found lacking."""
    matter = office.decision(number=number, debtor=name, kind=kind)
    acts.valid_notice(office.desk, matter, office.clock.day)
    moved(office, matter, f"số 1 phố {name.rsplit(maxsplit=1)[-1]}", commune)
    office.verified(matter)
    papers.issue_at_once(office.desk, papers.Draft("means_lacking", Effect("means_lacking", "a"), matter, {"evidence": "x", "reason": "x"}), office.head)
    return matter


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    for r in refused.value.refusals:
        assert say(r)
    return [r.code for r in refused.value.refusals]


# --- trips ------------------------------------------------------------------------------------------------


def test_who_is_due_stands_by_commune_and_the_unknown_place_apart(office: Bench) -> None:
    first = lacking(office, commune="11296")
    second = lacking(office, number="16/2019/DS-ST", name="Trần Thị Tám")
    assert trips.due(office.desk, date(2027, 1, 5)) == []
    found = trips.due(office.desk, date(2027, 1, 6))
    assert [(v.matter, v.due, v.commune) for v in found] == [(first, date(2027, 1, 6), found[0].commune), (second, date(2027, 1, 6), "")]
    assert found[0].place != trips.NOWHERE
    assert found[1].place == trips.NOWHERE
    assert found[0].what == "Xác minh lại điều kiện thi hành án"


def test_new_information_and_a_dispute_are_one_visit_with_the_earliest_day(office: Bench) -> None:
    matter = lacking(office)
    acts.inform(office.desk, matter, DAY)
    acts.ground(office.desk, matter, DAY, "verify_again")
    (found,) = trips.due(office.desk, date(2027, 1, 6))
    assert found.due == date(2026, 7, 13)
    assert "thông tin mới" in found.what


def test_the_bundle_is_one_pdf_and_the_trip_is_kept_until_all_came_back(office: Bench, tmp_path: Path) -> None:
    from pypdf import PdfReader

    one = lacking(office)
    two = lacking(office, number="16/2019/DS-ST", name="Trần Thị Tám")
    office.on(date(2027, 1, 4))
    chosen = [(v.matter, v.party) for v in trips.due(office.desk, date(2027, 1, 6))]
    told: list[tuple[int, int]] = []
    trip, data = trips.make(office.desk, chosen, lambda done, whole, _said: told.append((done, whole)))
    (tmp_path / "x.pdf").write_bytes(data)
    text = [page.extract_text() for page in PdfReader(tmp_path / "x.pdf").pages]
    assert "DANH SÁCH ĐI XÁC MINH" in text[0]
    assert sum("Về việc xác minh điều kiện" in page for page in text) == 2
    assert told[-1] == (2, 2)
    assert [(t.trip, t.count, t.back, t.closed) for t in trips.listed(office.desk)] == [(trip, 2, 0, False)]
    office.on(date(2027, 1, 5))
    assert trips.enter(office.desk, [Found(one, debtor(office, one), date(2027, 1, 5), "none", prisoner=True)], trip) == 1
    assert [(o.visit.matter, o.found.result if o.found else "") for o in trips.opened(office.desk, trip)] == [(one, "none"), (two, "")]
    assert [(t.count, t.back) for t in trips.listed(office.desk)] == [(2, 1)]
    # What is printed again is what did not come back.
    (tmp_path / "y.pdf").write_bytes(trips.again(office.desk, trip))
    assert sum("Về việc xác minh điều kiện" in p.extract_text() for p in PdfReader(tmp_path / "y.pdf").pages) == 1
    # The prisoner is seen in a year, the other is still due.
    assert {v.matter: v.due for v in trips.due(office.desk, date(2028, 2, 1))} == {one: date(2028, 1, 5), two: date(2027, 1, 6)}
    trips.close(office.desk, trip)
    assert trips.listed(office.desk)[0].closed
    with pytest.raises(Refused) as refused:
        trips.close(office.desk, trip)
    assert codes(refused) == ["trip.closed"]


def test_results_are_all_taken_or_none_and_each_refusal_names_its_row(office: Bench) -> None:
    one, two = lacking(office), lacking(office, number="16/2019/DS-ST", name="Trần Thị Tám")
    party = debtor(office, two)
    good, bad = Found(one, debtor(office, one), DAY, "none"), Found(two, party, date(2026, 7, 7), "none")
    before = office.desk.store
    with pytest.raises(Refused) as refused:
        trips.enter(office.desk, [good, bad, Found(two, "x", DAY, "none"), Found(two, party, DAY, "maybe")])
    assert codes(refused) == ["event.future_day", "party.not_debtor", "trip.twice"]
    assert [r.field for r in refused.value.refusals] == [f"{two}|{party}", f"{two}|x", f"{two}|{party}"]
    assert len(queries.matter(office.desk, one).state.verifications) == 1
    assert before is office.desk.store
    with pytest.raises(Refused) as refused:
        trips.enter(office.desk, [])
    assert codes(refused) == ["trip.no_result"]


def test_who_need_not_be_seen_is_not_printed(office: Bench) -> None:
    matter = lacking(office)
    party = debtor(office, matter)
    papers.issue_at_once(office.desk, papers.Draft("termination", Effect("termination", clause="4"), matter, {"reason": "rút yêu cầu"}), office.head)
    for chosen, code in (([(matter, party)], "trip.gone"), ([], "trip.nothing"), ([(str(n), "") for n in range(500)], "trip.too_many")):
        with pytest.raises(Refused) as refused:
            trips.make(office.desk, chosen)
        assert codes(refused) == [code]
    assert trips.listed(office.desk) == []
    with pytest.raises(Refused) as refused:
        trips.opened(office.desk, "x")
    assert codes(refused) == ["trip.unknown"]


def test_printing_that_is_stopped_keeps_no_trip(office: Bench) -> None:
    matter = lacking(office)

    def stop(done: int, _whole: int, _said: str) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        trips.make(office.desk, [(matter, debtor(office, matter))], stop)
    assert trips.listed(office.desk) == []


# --- the forecast -----------------------------------------------------------------------------------------


def test_the_next_quarter_by_officer_and_commune_with_who_stands_behind(office: Bench) -> None:
    one, _two = lacking(office, commune="11296"), lacking(office, number="16/2019/DS-ST", name="Trần Thị Tám")
    assert forecast.look(office.desk).total == 0  # due on 6 January, after the quarter
    office.on(date(2026, 10, 5))
    made = forecast.look(office.desk)
    assert (made.start, made.end, made.total) == (date(2027, 1, 1), date(2027, 3, 31), 2)
    assert [label for _c, label in made.communes][1] == trips.NOWHERE
    assert [name for _o, name in made.officers] == ["Trần Thị Bình"]
    cell = forecast.behind(office.desk, made, office.officer, made.communes[0][0])
    assert [v.matter for v in cell] == [one]
    assert len(forecast.behind(office.desk, made, None, None)) == 2
    assert forecast.look(office.desk, "months").total == 0
    assert forecast.span("months", date(2026, 11, 30)) == (date(2026, 12, 1), date(2027, 2, 28))
    assert forecast.span("quarter", date(2026, 12, 31)) == (date(2027, 1, 1), date(2027, 3, 31))
    shown: Listing = forecast.listing(office.desk, made)
    assert shown.tables[0].rows[-1] == ("Cộng", 2, 2)
    assert inspection_files.pdf(shown).startswith(b"%PDF")
    with pytest.raises(Refused) as refused:
        forecast.look(office.desk, "year")
    assert codes(refused) == ["span.bad"]


def test_what_is_due_before_is_done_and_comes_back_where_the_interval_is_short(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    lacking(office)
    terms = tuple(replace(t, n=2) if t.law == "2025" and t.case == "thuong" else t for t in office.desk.rules.terms["R12"])
    monkeypatch.setattr(office.desk, "rules", replace(office.desk.rules, terms={**office.desk.rules.terms, "R12": terms}))
    # In the lists it is due on 6 January; as if done that day, then on 8 March, which counts in the quarter from January as well.
    office.on(date(2026, 10, 5))
    made = forecast.look(office.desk)
    assert (made.total, made.again) == (2, 1)


# --- what is published ------------------------------------------------------------------------------------


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
    publications.mark(office.desk, [one], "unpost", DAY)
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


def test_before_the_fields_are_named_no_list_is_made(tmp_path: Path) -> None:
    old = bench(tmp_path / "old", date(2024, 6, 3))
    with pytest.raises(Refused) as refused:
        publication_list.make(old.desk)
    assert codes(refused) == ["publication.no_fields"]
    old.desk.close()


# --- review decisions -------------------------------------------------------------------------------------


def test_a_review_decision_is_recorded_and_passed_on(office: Bench) -> None:
    plain = office.decision()
    with pytest.raises(Refused) as refused:
        reviews.receive(office.desk, plain, DAY, "5/2026/GĐT", "Tòa án nhân dân tối cao")
    assert codes(refused) == ["review.not_entrusted"]
    with pytest.raises(Refused) as refused:
        reviews.forward(office.desk, plain, DAY, "nơi khác")
    assert codes(refused) == ["review.none"]
    with office.desk.writing("keep") as uow:
        uow.append(f"matter:{plain}", DAY, ev.Delegated("Thi hành án dân sự tỉnh Quảng Ninh"), "2025")
        uow.commit()
    reviews.receive(office.desk, plain, DAY, "5/2026/GĐT", "Tòa án nhân dân tối cao")
    assert [(d.rule, d.due) for d in queries.deadlines(office.desk) if d.rule == "R28"] == [("R28", date(2026, 7, 9))]
    reviews.forward(office.desk, plain, DAY, "Thi hành án dân sự tỉnh Quảng Ninh", "7/CV")
    assert not [d for d in queries.deadlines(office.desk) if d.rule == "R28"]
    assert any("5/2026/GĐT" in i.detail for i in queries.matter(office.desk, plain).timeline)


# --- the archive ------------------------------------------------------------------------------------------


def ended(office: Bench, number: str = "15/2019/DS-ST", name: str = "Nguyễn Văn An") -> str:
    matter = office.decision(number=number, debtor=name)
    papers.issue_at_once(office.desk, papers.Draft("termination", Effect("termination", clause="4"), matter, {"reason": "rút yêu cầu"}), office.head)
    return matter


def laid_away(office: Bench, matters: list[str]) -> bytes:
    archiving.list_file(office.desk, matters, office.officer, office.clock.day, 42)
    archiving.check(office.desk, matters, office.second, office.clock.day)
    archiving.approve(office.desk, matters, office.head, office.clock.day)
    return archiving.hand_over(office.desk, matters, office.clock.day, "Kho lưu trữ, giá 3", "Vũ Thị Lưu")[1]


def test_a_file_goes_its_four_steps_and_its_minutes_are_kept(office: Bench) -> None:
    one, two = ended(office), ended(office, "16/2019/DS-ST", "Trần Thị Tám")
    files, left = archiving.waiting(office.desk)
    assert ([f.stage for f in files], left) == (["", ""], 0)
    archiving.list_file(office.desk, [one], office.officer, DAY)
    assert [f.words for f in archiving.waiting(office.desk)[0]] == ["đã lập mục lục, chờ thẩm tra", "chưa lập mục lục"]
    archiving.send_back(office.desk, [one], DAY, "thiếu bút lục")
    assert archiving.of_matter(office.desk, one).words == ""
    data = laid_away(office, [one, two])
    assert data.startswith(b"%PDF")
    assert archiving.minutes_of(office.desk, two) == data
    assert archiving.waiting(office.desk) == ([], 0)
    assert archiving.of_matter(office.desk, one).words == "hồ sơ đã lưu trữ ngày 06/07/2026"
    with pytest.raises(Refused) as refused:
        archiving.list_file(office.desk, [one], office.officer, DAY)
    assert codes(refused) == ["archive.step"]


def test_what_is_not_settled_keeps_a_file_out(office: Bench) -> None:
    going = office.decision()
    with pytest.raises(Refused) as refused:
        archiving.list_file(office.desk, [going], office.officer, DAY)
    assert codes(refused) == ["archive.open"]
    acts.collect(office.desk, going, DAY, 1, 10_000_500)
    acts.complete(office.desk, going, DAY)
    assert "đang giữ" in archiving.of_matter(office.desk, going).against or "còn giữ 500 đồng" in archiving.of_matter(office.desk, going).against
    with pytest.raises(Refused) as refused:
        archiving.list_file(office.desk, [going], office.officer, DAY)
    assert codes(refused) == ["archive.money"]
    acts.return_surplus(office.desk, going, DAY, 500)
    archiving.list_file(office.desk, [going], office.officer, DAY)


def test_steps_in_the_wrong_hands_or_order_are_refused_and_nothing_is_half_done(office: Bench) -> None:
    one, two = ended(office), ended(office, "16/2019/DS-ST", "Trần Thị Tám")
    archiving.list_file(office.desk, [one], office.officer, DAY)
    for act, code in (
        (lambda: archiving.check(office.desk, [one], office.officer, DAY), "archive.same_person"),
        (lambda: archiving.check(office.desk, [one], "nobody", DAY), "archive.no_post"),
        (lambda: archiving.check(office.desk, [one, two], office.second, DAY), "archive.step"),
        (lambda: archiving.approve(office.desk, [one], office.officer, DAY), "archive.not_head"),
        (lambda: archiving.approve(office.desk, [one], office.head, DAY), "archive.step"),
        (lambda: archiving.hand_over(office.desk, [one], DAY, "Kho", "Vũ Thị Lưu"), "archive.step"),
        (lambda: archiving.hand_over(office.desk, [], DAY, "Kho", "Vũ Thị Lưu"), "archive.none"),
        (lambda: archiving.hand_over(office.desk, [one], DAY, " ", "Vũ Thị Lưu"), "text.missing"),
        (lambda: archiving.list_file(office.desk, [two], office.officer, DAY, -1), "archive.bad_sheets"),
        (lambda: archiving.list_file(office.desk, [two], office.officer, date(2026, 7, 1)), "archive.before"),
        (lambda: archiving.minutes_of(office.desk, one), "archive.no_minutes"),
        (lambda: archiving.send_back(office.desk, [one], DAY, ""), "text.missing"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == [code]
    assert archiving.of_matter(office.desk, one).filed.stage == "listed"


def test_a_matter_that_is_opened_again_comes_out_and_goes_the_whole_way_anew(office: Bench) -> None:
    matter = ended(office)
    laid_away(office, [matter])
    office.on(date(2026, 7, 8))
    view = queries.matter(office.desk, matter)
    ending = next(p.paper for p in view.papers if p.form == "termination")
    withdrawn = papers.Draft("withdrawal", Effect("withdrawal", clause="b", target=ending), matter, {"reason": "sai nội dung", "consequence": "tiếp tục"})
    papers.issue_at_once(office.desk, withdrawn, office.head)
    assert archiving.of_matter(office.desk, matter).words == "hồ sơ rút khỏi lưu trữ (đã lưu 06/07/2026): việc mở lại"
    assert [f.stage for f in archiving.waiting(office.desk)[0]] == ["out"]
    papers.issue_at_once(office.desk, papers.Draft("termination", Effect("termination", clause="4"), matter, {"reason": "rút yêu cầu"}), office.head)
    (again,) = archiving.waiting(office.desk)[0]
    assert again.stage in ("", "out")
    laid_away(office, [matter])
    assert archiving.waiting(office.desk) == ([], 0)


def test_the_lists_rebuild_to_the_same(office: Bench) -> None:
    first, second = lacking(office, commune="11296"), ended(office, "16/2019/DS-ST", "Trần Thị Tám")
    publications.mark(office.desk, [first], "publish", DAY)
    archiving.list_file(office.desk, [second], office.officer, DAY)
    with office.desk.reading() as reader:
        before = [mark_lists.visits(reader.projections, date(2030, 1, 1)), mark_lists.marked(reader.projections, "published"),
                  mark_lists.marked(reader.projections, "archive")]  # fmt: skip
    assert all(before)
    assert upkeep.verify(office.desk).findings == ()
    upkeep.rebuild(office.desk)
    with office.desk.reading() as reader:
        assert before == [mark_lists.visits(reader.projections, date(2030, 1, 1)), mark_lists.marked(reader.projections, "published"),
                          mark_lists.marked(reader.projections, "archive")]  # fmt: skip
    with office.desk.writing("keep") as uow:
        seq = next(e.seq for e in uow.events_of(f"matter:{first}") if isinstance(e.body, ev.Published))
    striking.strike(office.desk, first, seq, "ghi nhầm")
    assert publications.board(office.desk).shown == ()
