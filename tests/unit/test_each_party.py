"""Serving, verifying and the separate book where a matter has several debtors and obligations: the services and the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, opening, papers, parties, queries, sending, upkeep

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def two_debtors(office: Bench) -> tuple[str, str, list[str]]:
    """(matter, its decision's paper, its debtors): two debtors with an obligation each."""
    people = (parties.PartyInput("Nguyễn Văn Bảy"), parties.PartyInput("Trần Thị Tám"))
    owing = (opening.Obligation("Án phí", 200_000, (0,)), opening.Obligation("Án phí", 300_000, (1,)))
    given = opening.OpeningInput(
        office.judgment(), "cd", "", people, (parties.PartyInput(parties.STATE_NAME, "state"),), owing
    )
    paper, _ = opening.issue(office.desk, given, office.head, DAY)
    matter = queries.matters(office.desk)[0].matter
    return matter, paper, list(queries.matter(office.desk, matter).debtors)


def titles(office: Bench, rule: str) -> list[str]:
    return [r.title for r in queries.deadlines(office.desk) if r.rule == rule]


def test_the_list_names_who_still_waits(office: Bench) -> None:
    matter, paper, (first, second) = two_debtors(office)
    sending.send(office.desk, paper, "party", "", "direct", DAY, first)
    (title,) = titles(office, "R08")
    assert "Trần Thị Tám" in title
    assert "Nguyễn Văn Bảy" not in title
    assert any("Trần Thị Tám" in d.title for d in queries.matter(office.desk, matter).deadlines)
    sending.send(office.desk, paper, "party", "", "post", DAY, receipt="Bưu gửi RR 123456789 VN")
    assert titles(office, "R08") == []
    told = [t.detail for t in queries.matter(office.desk, matter).timeline if t.what == "Gửi văn bản"]
    assert sorted(told) == ["đến Nguyễn Văn Bảy, giao trực tiếp", "đến đương sự, bưu chính, Bưu gửi RR 123456789 VN"]
    with office.desk.reading() as reader:
        kept = {str(row["recipient"]) for row in reader.rows("sending").values()}
    assert kept == {"Nguyễn Văn Bảy", "Các đương sự"}, "an empty name is filled from the choice"
    assert second
    assert upkeep.verify(office.desk).findings == ()


def test_a_stranger_is_neither_served_nor_verified(office: Bench) -> None:
    matter, paper, (first, _second) = two_debtors(office)
    creditor = next(p for p in queries.matter(office.desk, matter).parties if p not in queries.matter(office.desk, matter).debtors)
    for call, code in (
        (lambda: sending.send(office.desk, paper, "party", "x", "post", DAY, "nobody"), "party.not_of_matter"),
        (lambda: sending.send(office.desk, paper, "procuracy", "x", "post", DAY, first), "party.not_of_matter"),
        (lambda: sending.send(office.desk, paper, "other", "", "post", DAY), "text.missing"),
        (lambda: sending.send(office.desk, paper, "party", "", "post", DAY, receipt="x" * 61), "text.too_long"),
        (lambda: acts.valid_notice(office.desk, matter, DAY, party=creditor), "party.not_debtor"),
        (lambda: acts.verify(office.desk, matter, DAY, "none", party="nobody"), "party.not_debtor"),
        (lambda: acts.inform(office.desk, matter, DAY, "nobody"), "party.not_debtor"),
        (lambda: papers.issue_at_once(
            office.desk, papers.Draft("verification", Effect("verification", party="nobody"), matter), office.head, DAY
        ), "party.not_debtor"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            call()
        assert refused.value.refusals[0].code == code


def test_one_obligation_moves_to_the_separate_book_while_the_other_is_deferred(office: Bench) -> None:
    matter, _paper, (first, _second) = two_debtors(office)
    office.on(date(2019, 11, 4))
    acts.verify(office.desk, matter, date(2019, 11, 1), "none", party=first)
    for kind, effect in (
        ("means_lacking", Effect("means_lacking", "a", (1,))), ("deferral", Effect("deferral", "a", (2,))),
    ):  # fmt: skip
        texts = {"reason": "x", "evidence": "x"}
        papers.issue_at_once(office.desk, papers.Draft(kind, effect, matter, texts), office.head)
    assert queries.matters(office.desk)[0].status == "deferral"
    with pytest.raises(Refused, match=r"separate_book\.too_early"):
        acts.separate_book(office.desk, matter, date(2019, 11, 4), 1)
    office.on(date(2020, 11, 9))
    with pytest.raises(Refused, match=r"separate_book\.verifications"):
        acts.separate_book(office.desk, matter, date(2020, 11, 9))
    for day in (date(2020, 5, 4), date(2020, 10, 5)):
        acts.verify(office.desk, matter, day, "none", party=first)
    with pytest.raises(Refused, match=r"separate_book\.not_lacking"):
        acts.separate_book(office.desk, matter, date(2020, 11, 9), 2)
    acts.separate_book(office.desk, matter, date(2020, 11, 9))
    state = queries.matter(office.desk, matter).state
    assert [s.state for s in state.lines.values()] == ["separate_book", "deferral"]
    assert upkeep.verify(office.desk).findings == ()


def test_the_record_of_one_debtor_names_that_debtor_alone(office: Bench) -> None:
    from thads_desktop.documents.compose import plain_text

    matter, _paper, (_first, second) = two_debtors(office)
    draft = papers.Draft("verification", Effect("verification", party=second), matter)
    with office.desk.reading() as reader:
        words = plain_text(papers.preview(office.desk, reader, draft, DAY))
    about = words.partition("Tiến hành xác minh")[2].partition("Khoản phải thi hành")[0]
    assert "Trần Thị Tám" in about
    assert "Nguyễn Văn Bảy" not in about


def test_leave_may_be_planned_ahead(office: Bench) -> None:
    from thads_desktop.services import people

    people.absent(office.desk, office.officer, date(2019, 11, 4), date(2019, 11, 8))
    with office.desk.reading() as reader:
        away = {d: office.officer in people.absent_on(reader, date(2019, 11, d)) for d in (3, 4, 8, 9)}
    assert away == {3: False, 4: True, 8: True, 9: False}
    assert upkeep.verify(office.desk).findings == ()
