"""The workbook of the procuracy: what the office itself issued on paper, and what was struck or put right after it was sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.outside import TEXTS
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.services import acts, case_file, outside_lists, papers, parties, recording, sending, striking
from thads_desktop.services.outside import Sheet

START = date(2019, 10, 1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    yield made
    made.desk.close()


def sheet(office: Bench, start: date, end: date) -> Sheet:
    return outside_lists.make(office.desk, "procuracy", start, end)


@pytest.mark.parametrize(("number", "signer", "sent", "said"), [
    ("05/QĐ-CCTHADS", "Phạm Quang Minh", date(2019, 11, 28), "đã gửi ngày 28/11/2019, quá hạn 30/10/2019"),
    ("05/QĐ-CCTHADS", "Phạm Quang Minh", date(2019, 10, 28), "đã gửi ngày 28/10/2019, ngày làm việc thứ 1/3"),
    ("05/QĐ-CCTHADS", "Người Đã Nghỉ", date(2019, 11, 28), "đã gửi ngày 28/11/2019, quá hạn 30/10/2019"),
    ("05/QĐ-CCTHADS", "Phạm Quang Minh", None, "chưa ghi ngày gửi, hạn 30/10/2019"),
    ("05/QĐ-CTHADS", "Người Lạ", None, "lập ở nơi khác, nơi ban hành gửi"),
])  # fmt: skip
def test_what_the_office_itself_issued_on_paper_is_judged_by_its_sending(
    office: Bench, number: str, signer: str, sent: date | None, said: str
) -> None:
    matter = office.decision()
    office.on(date(2019, 11, 29))
    draft = papers.Draft("deferral", Effect("deferral", "a"), matter, TEXTS)
    paper, _broken = recording.record(office.desk, draft, number, signer, date(2019, 10, 25))
    if sent is not None:
        sending.send(office.desk, paper, "procuracy", "", "hand", sent)
    assert sheet(office, START, date(2019, 11, 29)).rows[matter]["check_time"].splitlines()[1].endswith(said)


def sent_done(office: Bench) -> str:
    """A matter that was sent as completed."""
    matter = office.decision(due=5_000_000)
    office.on(date(2019, 10, 21))
    acts.collect(office.desk, matter, date(2019, 10, 21), 1, 5_000_000, receipt="0000009")
    acts.complete(office.desk, matter, date(2019, 10, 21))
    office.on(date(2019, 11, 1))
    made = sheet(office, START, date(2019, 10, 31))
    assert made.rows[matter]["completed"]
    outside_lists.record(office.desk, made, "VKS", "file", date(2019, 11, 1))
    return matter


def struck(office: Bench, matter: str, type_: type) -> None:
    with office.desk.reading() as reader:
        seq = [e.seq for e in reader.events_of(f"matter:{matter}") if isinstance(e.body, type_)][-1]
    striking.strike(office.desk, matter, seq, "ghi nhầm")


def test_what_was_struck_since_it_was_sent_comes_in_the_next_list_once(office: Bench) -> None:
    matter, quiet = sent_done(office), office.decision(number="9/2019/DS-ST", day=date(2019, 11, 1))
    office.on(date(2019, 11, 20))
    struck(office, matter, ev.LineCompleted)
    office.on(date(2019, 12, 2))
    november = sheet(office, date(2019, 11, 1), date(2019, 11, 30))
    assert set(november.rows) == {matter, quiet}
    assert "1 việc đã gửi kỳ trước, nay có sửa đổi" in " ".join(november.said)
    found = outside_lists.changes(office.desk, november)
    assert any(c.key == matter and c.how == "changed" and "5.000.000" in c.old and not c.new for c in found.rows)
    outside_lists.record(office.desk, november, "VKS", "file", date(2019, 12, 2))
    office.on(date(2020, 1, 2))
    assert matter not in sheet(office, date(2019, 12, 1), date(2019, 12, 31)).rows


def test_a_row_that_is_no_more_is_told_as_gone(office: Bench) -> None:
    matter = office.decision()
    draft = papers.Draft("deferral", Effect("deferral", "a"), matter, TEXTS)
    office.on(date(2019, 11, 1))
    made = sheet(office, START, date(2019, 10, 31))
    other = "x" * 32
    outside_lists.record(office.desk, replace(made, whole={**made.whole, other: made.whole[matter]}), "VKS", "file", date(2019, 11, 1))
    office.on(date(2019, 12, 2))
    recording.record(office.desk, draft, "7/QĐ-CCTHADS", "Phạm Quang Minh", date(2019, 11, 20))
    november = sheet(office, date(2019, 11, 1), date(2019, 11, 30))
    assert outside_lists.changes(office.desk, november).count("gone") == 0, "what was not touched is only not in this month"
    found = outside_lists.changes(office.desk, replace(november, gone=(other,)))
    assert [c.key for c in found.rows if c.how == "gone"] == [other]


def test_a_name_put_right_comes_again_and_the_numbering_of_the_file_does_not(office: Bench) -> None:
    matter = sent_done(office)
    office.on(date(2019, 11, 20))
    case_file.number(office.desk, matter)
    office.on(date(2019, 12, 2))
    assert matter not in sheet(office, date(2019, 11, 1), date(2019, 11, 30)).rows
    with office.desk.reading() as reader:
        party = next(e.body.lines[0].debtors[0] for e in reader.events_of(f"matter:{matter}") if isinstance(e.body, ev.MatterOpened))
    parties.change(office.desk, party, parties.PartyInput("Nguyễn Văn Anh", birth_year=1980, address="số 12 phố Cầu Đất"))
    assert "Nguyễn Văn Anh" in sheet(office, date(2019, 11, 1), date(2019, 11, 30)).rows[matter]["debtors"]


def test_a_suspension_by_notice_says_why(office: Bench) -> None:
    matter = office.decision()
    known = office.desk.rules.grounds("suspension_notice", date(2019, 10, 7))
    recording.record(
        office.desk, papers.Draft("suspension_notice", Effect("suspension_notice", known[0].code), matter, TEXTS), "3/TB-CCTHADS", "Phạm Quang Minh",
        date(2019, 10, 7),
    )  # fmt: skip
    said = sheet(office, START, date(2019, 10, 31)).rows[matter]["suspended"]
    assert said.startswith("Thông báo: 3/TB-CCTHADS; 07/10/2019; lý do: ")
    assert known[0].text[1:] in said


def test_a_matter_carried_in_says_why_it_cannot_be_checked(office: Bench) -> None:
    with office.desk.writing("keep") as uow:
        uow.write_row("matter", "old1", {"number_text": "07/QĐ-CCTHADS", "number": 7, "day": "2018-01-08"})
        body = ev.CarriedIn("cd", "dan_su", "", (ev.Line(1, 1_000_000),), date(2018, 10, 1), "b", 1, office.officer)
        uow.append("matter:old1", date(2018, 1, 8), body, "2008")
        uow.append("matter:old1", office.clock.today(), ev.MeansLacking("a"), "2008")
        uow.commit()
    day = office.clock.today()
    row = outside_lists.make(office.desk, "procuracy", day.replace(day=1), day).rows["old1"]
    checks = [row[key] for key in ("check_time", "check_ground", "check_power", "check_form", "check_content", "check_other")]
    assert all("không có dữ liệu: việc nhận từ sổ cũ" in said for said in checks)
    assert row["means_lacking"].startswith("không có số: việc nhận từ sổ cũ; ")
