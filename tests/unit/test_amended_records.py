"""What an amendment writes anew stands in every paper after it, as long as the amendment stands; the records follow or it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents.compose import plain_text
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.services import (
    opening as opening_of,
    paper_mending,
    papers,
    parties,
    queries,
    recording,
    redrawing,
    serving,
    six_heads,
    striking,
    transfers,
    upkeep,
)
from thads_desktop.services.amended_records import _Turn

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def opening(office: Bench, matter: str) -> str:
    return queries.matter(office.desk, matter).state.opening_paper


def amendment(office: Bench, matter: str, old: str, new: str, at: int | None = None) -> papers.Draft:
    made = paper_mending.draft(office.desk, opening(office, matter), "content", old, new, at)
    code = office.desk.rules.grounds("amendment", DAY)[0].code
    return papers.Draft(made.form, Effect("amendment", code), matter, {**made.texts, "consequence": "giữ nguyên"})


def amended(office: Bench, matter: str, old: str, new: str, at: int | None = None) -> str:
    return papers.issue_at_once(office.desk, amendment(office, matter, old, new, at), office.head)[0]


def withdrawn(office: Bench, matter: str, paper: str) -> None:
    code = office.desk.rules.grounds("withdrawal", DAY)[0].code
    draft = papers.Draft("withdrawal", Effect("withdrawal", code, target=paper), matter, {"reason": "nhầm", "consequence": "như cũ"})
    papers.issue_at_once(office.desk, draft, office.head)


def previewed(office: Bench, draft: papers.Draft) -> str:
    with office.desk.reading() as reader:
        return re.sub(r"\s+", " ", plain_text(papers.preview(office.desk, reader, draft, office.clock.day)))


def summons(office: Bench, matter: str) -> str:
    return previewed(office, papers.Draft("summons", Effect("summons"), matter, {"payment_place": "trụ sở"}))


def told(office: Bench, draft: papers.Draft) -> list[str]:
    with office.desk.reading() as reader:
        check = papers.check(office.desk, reader, draft, office.clock.day)
        heads = six_heads.looked(office.desk, reader, draft, office.clock.day, check)
    return [line.text for h in heads if h.key == "content" for line in h.lines if line.kind == "told"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("Nguyễn Văn An", "Nguyễn Văn Ân"), ("số 12 phố Cầu Đất", "số 21 phố Cầu Đất, phường Gia Viên"), ("sinh năm 1980", "sinh năm 1981"),
     ("031080000001", "031080000010"), ("Trả nợ gốc", "Trả nợ vay gốc"), ("Công ty TNHH Ánh Dương", "Công ty cổ phần Ánh Dương")],
)  # fmt: skip
def test_the_papers_after_an_amendment_say_the_new_words_until_it_is_withdrawn(office: Bench, old: str, new: str) -> None:
    matter = office.decision()
    other = office.decision(number="16/2019/DS-ST")
    before = summons(office, matter)
    assert old in before or old.startswith("Công ty")
    draft = papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 3, 1)), matter, {"reason": "thỏa thuận"})
    paper = amended(office, matter, old, new)
    for said in (summons(office, matter), previewed(office, draft)):
        assert not re.search(rf"{re.escape(old)}(?!\w|, phường)", said), said
        assert re.search(r"\(được sửa đổi, bổ sung bởi Quyết định số \d\d/QĐ-CCTHADS ngày 07 tháng 10 năm 2019\)", said), said
    assert new in summons(office, matter) + previewed(office, draft)
    assert old in summons(office, other) or old.startswith("Công ty")
    withdrawn(office, matter, paper)
    assert summons(office, matter) == before
    assert upkeep.verify(office.desk).findings == ()


def test_the_amendment_itself_names_the_parties_as_it_writes_them(office: Bench) -> None:
    matter = office.decision()
    said = previewed(office, amendment(office, matter, "Nguyễn Văn An", "Nguyễn Văn Ân"))
    assert "Đương sự: Nguyễn Văn Ân;" in said
    assert "Nội dung đã ghi: Nguyễn Văn An." in said


def test_the_words_of_an_obligation_are_recorded_anew_and_back(office: Bench) -> None:
    matter = office.decision()

    def words() -> str:
        return queries.matter(office.desk, matter).lines[0].text

    paper = amended(office, matter, "Trả nợ gốc", "Trả nợ vay gốc")
    assert words() == "Trả nợ vay gốc"
    withdrawn(office, matter, paper)
    assert words() == "Trả nợ gốc"
    paper = amended(office, matter, "Trả nợ gốc", "Trả nợ gốc và lãi")
    assert words() == "Trả nợ gốc và lãi"
    papers.void(office.desk, paper, "nhầm")
    assert words() == "Trả nợ gốc"
    paper, _ = recording.record(office.desk, amendment(office, matter, "Trả nợ gốc", "Trả nợ vay"), "9/QĐ-CCTHADS", "Phạm Quang Minh", DAY)
    assert words() == "Trả nợ vay"
    with office.desk.reading() as reader:
        seq = next(e.seq for e in reader.events_of(f"matter:{matter}") if getattr(e.body, "paper", "") == paper)
    striking.strike(office.desk, matter, seq, "ghi nhầm")
    assert words() == "Trả nợ gốc"


def test_a_record_that_is_behind_is_told_until_the_clerk_puts_it_right(office: Bench) -> None:
    matter = office.decision()
    draft = papers.Draft("summons", Effect("summons"), matter, {"payment_place": "trụ sở"})
    assert told(office, draft) == []
    paper = amended(office, matter, "Nguyễn Văn An", "Nguyễn Văn Ân")
    (line,) = told(office, draft)
    assert "họ tên “Nguyễn Văn An”" in line
    assert "văn bản này in “Nguyễn Văn Ân”" in line
    assert "Ctrl+P" in line
    debtor = queries.matter(office.desk, matter).state.lines[1].line.debtors[0]
    put = parties.known(office.desk, debtor)
    parties.change(office.desk, debtor, parties.PartyInput("Nguyễn Văn Ân", put.kind, put.birth_year, put.ids, put.address))
    assert told(office, draft) == []
    assert "Yêu cầu Nguyễn Văn Ân" in summons(office, matter)
    withdrawn(office, matter, paper)
    assert "Yêu cầu Nguyễn Văn An " in summons(office, matter)
    assert any("văn bản này in “Nguyễn Văn An”" in x for x in told(office, draft))
    # What was changed for another reason is what it was changed to.
    parties.change(office.desk, debtor, parties.PartyInput("Nguyễn Văn Bảo", put.kind, put.birth_year, put.ids, "số 3 phố Lạch Tray"))
    assert told(office, draft) == []
    assert "Yêu cầu Nguyễn Văn Bảo" in summons(office, matter)


def test_a_name_that_was_put_right_leaves_the_address_of_the_same_amendment_to_be_told(office: Bench) -> None:
    matter = office.decision()
    line = next(p.text for p in paper_mending.paragraphs(office.desk, opening(office, matter)) if "số 12 phố" in p.text)
    amended(office, matter, line, line.replace("Nguyễn Văn An", "Nguyễn Văn Ân").replace("số 12 phố", "số 21 phố"))
    debtor = queries.matter(office.desk, matter).state.lines[1].line.debtors[0]
    put = parties.known(office.desk, debtor)
    parties.change(office.desk, debtor, parties.PartyInput("Nguyễn Văn Ân", put.kind, put.birth_year, put.ids, put.address))
    said = summons(office, matter)
    assert "Nguyễn Văn Ân, sinh năm 1980" in said
    assert "số 21 phố Cầu Đất" in said
    assert "số 12 phố" not in said


def test_more_than_a_record_holds_is_told_and_not_guessed(office: Bench) -> None:
    matter = office.decision()
    amended(office, matter, "Nguyễn Văn An", "Nguyễn Văn An, tức Nguyễn An")
    draft = papers.Draft("summons", Effect("summons"), matter, {"payment_place": "trụ sở"})
    assert "Yêu cầu Nguyễn Văn An tự nguyện" in summons(office, matter)
    assert any("chưa rõ" in x for x in told(office, draft))


def test_a_paper_issued_before_is_drawn_again_as_it_was(office: Bench) -> None:
    matter = office.decision()
    draft = papers.Draft("summons", Effect("summons"), matter, {"payment_place": "trụ sở"})
    first, _ = papers.issue_at_once(office.desk, draft, office.officer)
    paper = amended(office, matter, "Nguyễn Văn An", "Nguyễn Văn Ân")
    second, _ = papers.issue_at_once(office.desk, draft, office.officer)
    withdrawn(office, matter, paper)
    with office.desk.reading() as reader:
        state = fold(reader.events_of(f"matter:{matter}"))
        lost = {state.papers[p].sha256 for p in (first, second)}
    assert set(redrawing.again(office.desk, lost)) == lost


@pytest.mark.parametrize(
    ("text", "now", "record", "reads"),
    [
        ("Đương sự: Nguyễn Văn An; Lê Hoa", "Đương sự: Nguyễn Văn Ân; Lê Hoa", "Nguyễn Văn An", "Nguyễn Văn Ân"),
        ("Đương sự: Nguyễn Văn Anh", "Đương sự: Nguyễn Văn Ánh", "Nguyễn Văn An", None),
        ("1. Trả nợ gốc: 5 đồng", "1. Trả nợ gốc và lãi: 5 đồng", "Trả nợ gốc", "Trả nợ gốc và lãi"),
        ("1. Trả nợ gốc và lãi: 5 đồng", "1. Trả nợ gốc: 5 đồng", "Trả nợ gốc và lãi", "Trả nợ gốc"),
        ("A, sinh năm 1980; địa chỉ: phố X", "A, sinh năm 1981; địa chỉ: phố Y", "phố X", "phố Y"),
        ("A, sinh năm 1980; địa chỉ: phố X", "A, sinh năm 1981; địa chỉ: phố Y", "1980", "1981"),
        ("A ở phố X", "A ở phố Y", "A", "A"),
    ],
)
def test_what_a_record_reads_now(text: str, now: str, record: str, reads: str | None) -> None:
    turn = _Turn(text, now)
    at = turn.near(record)
    assert (turn.reading(at) if at is not None else None) == reads or (reads == record and at is None)


@pytest.mark.parametrize(("side", "says"), [("debtor", "nghĩa vụ"), ("creditor", "quyền")])
def test_a_decision_whose_parties_are_others_now_says_by_what_they_are(tmp_path: Path, side: str, says: str) -> None:
    office = bench(tmp_path / "new", date(2026, 8, 3))
    matter = office.decision(kind="yc")
    line = queries.matter(office.desk, matter).state.lines[1].line
    who = line.debtors[0] if side == "debtor" else line.creditors[0]
    confirmation = papers.Draft("confirmation", Effect("confirmation"), matter, {"requester": "bà Lê Thị Hoa"})
    assert "chuyển giao theo" not in previewed(office, confirmation)
    draft = papers.Draft(
        "transfer", Effect("transfer", side=side, party=who, to_party=transfers.NEW), matter,  # type: ignore[arg-type]  # one of the sides
        {"new_party": "Trần Thị Nhận", "reason": "thừa kế", "evidence": "văn bản thừa kế", "asked_by": "đơn ngày 01/8/2026"},
    )  # fmt: skip
    paper, number = papers.issue_at_once(office.desk, transfers.named(office.desk, draft), office.head)
    said = previewed(office, confirmation)
    assert "Trần Thị Nhận" in said
    assert f"({says} đã chuyển giao theo Quyết định số {number} ngày 03 tháng 8 năm 2026)" in said
    code = office.desk.rules.grounds("withdrawal", office.clock.day)[0].code
    taken = papers.Draft("withdrawal", Effect("withdrawal", code, target=paper), matter, {"reason": "nhầm", "consequence": "như cũ"})
    papers.issue_at_once(office.desk, taken, office.head)
    assert "chuyển giao theo" not in previewed(office, confirmation)
    office.desk.close()


def test_of_two_of_one_name_the_one_is_meant_whose_year_stands_there(tmp_path: Path) -> None:
    made = bench(tmp_path / "two", DAY)
    debtors = tuple(parties.PartyInput("Nguyễn Văn An", birth_year=year, address="số 12") for year in (1980, 1990))
    lines = tuple(opening_of.Obligation(f"Trả {n}", 10_000_000, debtors=(n,)) for n in range(2))
    given = opening_of.OpeningInput(made.judgment(), "cd", "", debtors, (parties.PartyInput("Lê Thị Hoa", address="số 8"),), lines, made.officer)
    opening_of.issue(made.desk, given, made.head, DAY)
    matter = queries.matters(made.desk)[0].matter
    paper = opening(made, matter)
    at = next(n for n, p in enumerate(paper_mending.paragraphs(made.desk, paper)) if "sinh năm 1990; địa chỉ" in p.stands)
    amended(made, matter, "số 12", "số 21", at)
    owe = [queries.matter(made.desk, matter).state.lines[n].line.debtors[0] for n in (1, 2)]
    said = [previewed(made, papers.Draft("summons", Effect("summons", party=p), matter, {"payment_place": "trụ sở"})) for p in owe]
    assert ["số 12" in x for x in said] == [True, False]
    assert ["số 21" in x for x in said] == [False, True]
    made.desk.close()


def test_the_table_of_service_has_a_party_as_the_paper_prints_it(office: Bench) -> None:
    matter = office.decision(kind="yc")
    before = queries.matter(office.desk, matter).state.lines[1].line.debtors[0]
    with office.desk.reading() as reader:
        row = reader.row("party", before) or {}
    name = str(row["name"])
    opened = opening(office, matter)
    amended(office, matter, name, f"{name} Khang")
    draft = papers.Draft("summons", Effect("summons", party=before), matter, {"payment_place": "trụ sở"})
    paper, _ = papers.issue_at_once(office.desk, draft, office.officer)
    assert f"{name} Khang" in {r.recipient.name for r in serving.table(office.desk, paper).rows}
    assert name in {r.recipient.name for r in serving.table(office.desk, opened).rows}, "the decision itself was made with the old name"


def test_the_name_of_a_new_party_is_amended_in_the_transfer_that_named_it(tmp_path: Path) -> None:
    day = date(2026, 8, 3)
    office = bench(tmp_path / "later", day)
    matter = office.decision(kind="yc")
    old = queries.matter(office.desk, matter).state.lines[1].line.debtors[0]
    said = {"reason": "lý do", "evidence": "biên bản", "new_party": "Nguyễn Văn Con"}
    draft = transfers.named(office.desk, papers.Draft("transfer", Effect("transfer", side="debtor", party=old, to_party=transfers.NEW), matter, said))
    transfer, _ = papers.issue_at_once(office.desk, draft, office.head)
    made = paper_mending.draft(office.desk, transfer, "content", "Nguyễn Văn Con", "Nguyễn Văn Còn")
    code = office.desk.rules.grounds("amendment", day)[0].code
    mended = papers.Draft(made.form, Effect("amendment", code, target=transfer), matter, {**made.texts, "consequence": "giữ nguyên"})
    paper, _ = papers.issue_at_once(office.desk, mended, office.head)
    now = queries.matter(office.desk, matter).state.lines[1].line.debtors[0]
    summons = papers.Draft("summons", Effect("summons", party=now), matter, {"payment_place": "trụ sở"})
    assert "Nguyễn Văn Còn" in previewed(office, summons)
    code = office.desk.rules.grounds("withdrawal", day)[0].code
    undo = papers.Draft("withdrawal", Effect("withdrawal", code, target=paper), matter, {"reason": "nhầm", "consequence": "như cũ"})
    papers.issue_at_once(office.desk, undo, office.head)
    assert "Nguyễn Văn Con" in previewed(office, summons)
    office.desk.close()
