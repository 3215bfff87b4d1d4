"""Who did what: counted from the log, what deserves a look first pointed out, each line in words; printed so that it can be proven."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests import registers
from tests.office import Bench, bench, reopen
from tests.retold import founded
from thads_desktop.__main__ import main
from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    acts,
    copies,
    inspection,
    inspection_files,
    office_settings,
    papers,
    parties,
    personal_data,
    reporting,
    striking,
    takeover,
)
from thads_desktop.services.desk import mark_as_practice
from thads_desktop.services.inspection import Wanted
from thads_desktop.services.inspection_lines import acts as lines

DAY = date(2019, 10, 7)


@dataclass
class At:
    """A clock that stands at a moment of the office (UTC+7)."""

    moment: datetime

    def today(self) -> date:
        return self.moment.date()

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    yield made
    made.desk.close()


def _point(made: inspection.Overview, code: str) -> list[int]:
    return list(next(p.seqs for p in made.points if p.code == code))


def _all(office: Bench, **given: str) -> inspection.Overview:
    return inspection.overview(office.desk, Wanted(date(2019, 1, 1), date(2022, 1, 1), **given))


def test_every_type_of_event_has_its_kind_of_act() -> None:
    assert {name for name, _version in ev.BODIES} - set(inspection.GROUP_OF) == {"Confirmed"}, "it goes with what was confirmed"
    assert set(inspection.GROUP_OF.values()) <= set(inspection.GROUP_WORDS)


def test_every_line_of_the_log_is_counted_once(office: Bench) -> None:
    made = _all(office)
    with office.desk.reading() as reader:
        head = reader.head()
    assert made.head == head
    assert len(made.seqs) + made.beside == head[0] == made.lines[1]
    assert sum(p.total for p in made.people) == len(made.seqs)
    assert list(made.seqs) == sorted(made.seqs)


def test_the_period_is_that_of_recording_by_the_clock_of_the_office(office: Bench) -> None:
    before = _all(office).head[0]
    # 00:30 of the 2nd in Vietnam is still the 1st in UTC.
    office.desk.store.clock = office.desk.clock = At(datetime(2020, 3, 1, 17, 30, tzinfo=UTC))  # type: ignore[assignment]  # the test's own clock
    office_settings.change_day(office.desk, date(2020, 3, 9), day_off=True)
    on = inspection.overview(office.desk, Wanted(date(2020, 3, 2), date(2020, 3, 2)))
    assert list(on.seqs) == [before + 1]
    assert _point(on, "hours") == [before + 1]
    assert not inspection.overview(office.desk, Wanted(date(2020, 3, 1), date(2020, 3, 1))).seqs


def test_a_struck_line_is_pointed_out_with_its_reason_and_what_it_was(office: Bench) -> None:
    matter = office.matters[0]
    acts.collect(office.desk, matter, DAY, 1, 1_000_000, receipt="0001")
    with office.desk.reading() as reader:
        seq = reader.events_of(f"matter:{matter}")[-1].seq
    striking.strike(office.desk, matter, seq, "gõ nhầm số tiền")
    made = _all(office)
    (struck,) = _point(made, "struck")
    (line,) = lines(office.desk, [struck])
    assert line is not None
    assert line.reason == "gõ nhầm số tiền"
    assert f"dòng {seq}: Thu tiền (1.000.000 đồng" in line.detail
    assert line.who == "Phạm Quang Minh"
    assert line.role == "Thủ trưởng"
    assert "01/QĐ-CCTHADS" in line.about
    (of,) = lines(office.desk, [seq])
    assert of is not None
    assert of.struck


def test_a_struck_line_of_a_received_judgment_has_its_reason_too(office: Bench) -> None:
    judgment = office.judgment("20/2019/DS-ST")
    with office.desk.reading() as reader:
        seq = reader.events_of(f"intake:{judgment}")[0].seq
    striking.strike(office.desk, f"intake:{judgment}", seq, "nhận trùng")
    (line,) = lines(office.desk, _point(_all(office), "struck"))
    assert line is not None
    assert line.reason == "nhận trùng"


def test_voiding_changed_settings_late_days_and_a_return_closed_again_are_pointed_out(office: Bench) -> None:
    office.on(date(2019, 12, 2))
    matter = office.matters[0]
    acts.collect(office.desk, matter, date(2019, 10, 8), 1, 5_000, receipt="1")
    office.verified(matter)
    draft = papers.Draft("means_lacking", papers.Effect("means_lacking", "a"), matter, {"evidence": "biên bản xác minh"})
    paper, _ = papers.issue_at_once(office.desk, draft, office.head)
    papers.void(office.desk, paper, "in nhầm tên")
    office_settings.change(office.desk, "return.officer", "at_start")
    office.on(date(2020, 1, 10))
    reporting.close(office.desk, reporting.make(office.desk, 2020, 3))
    once = _all(office)
    assert _point(once, "reclosed") == []
    acts.collect(office.desk, matter, date(2019, 12, 30), 1, 6_000, receipt="2")
    office.reopen()
    reporting.close(office.desk, reporting.make(office.desk, 2020, 3))
    made = _all(office)
    told = {code: [x.what for x in lines(office.desk, _point(made, code)) if x] for code, _title, _why in inspection.POINTS}
    assert told["voided"] == ["Hủy số văn bản"]
    assert [x.reason for x in lines(office.desk, _point(made, "voided")) if x] == ["in nhầm tên"]
    assert told["late"] == ["Thu tiền"]
    assert told["reclosed"] == ["Chốt báo cáo"]
    assert "Đổi thiết lập" in told["settings"]
    assert told["clock"] == []


def test_many_lines_of_one_person_in_ten_minutes_and_a_clock_that_went_back(office: Bench) -> None:
    matter = office.matters[0]
    for n in range(inspection.RUSH):
        acts.collect(office.desk, matter, DAY, 1, 1_000, receipt=str(n))
    assert len(_point(_all(office), "rush")) >= inspection.RUSH
    office.on(date(2019, 10, 8))
    acts.collect(office.desk, matter, DAY, 1, 1_000, receipt="x")
    head = _all(office).head[0]
    office.on(DAY)
    acts.collect(office.desk, matter, DAY, 1, 1_000, receipt="y")
    assert _point(_all(office), "clock") == [head + 1]
    # The later day is read whole all the same.
    assert head in inspection.overview(office.desk, Wanted(date(2019, 10, 8), date(2019, 10, 8))).seqs


def test_one_person_one_kind_and_one_matter(office: Bench) -> None:
    office.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết")
    office.desk.actor = office.officer
    acts.collect(office.desk, office.matters[1], DAY, 1, 1_000, receipt="1")
    own = _all(office, person=office.officer)
    assert [p.name for p in own.people] == ["Trần Thị Bình"]
    assert [x.what for x in lines(office.desk, own.seqs) if x] == ["Thu tiền"]
    assert list(_all(office, group="money").seqs) == list(own.seqs)
    one = _all(office, number="1")
    assert one.matters == ("01/QĐ-CCTHADS",)
    assert "Thu tiền" not in {x.what for x in lines(office.desk, one.seqs) if x}
    assert {x.what for x in lines(office.desk, _all(office, number="02/qđ-cctHADS").seqs) if x} >= {"Thu tiền", "Nhận bản án, quyết định"}
    with pytest.raises(Refused) as refused:
        _all(office, number="999")
    assert "999" in say(refused.value.refusals[0])


def test_a_register_taken_over_is_one_act_of_import_and_not_late_or_out_of_hours(office: Bench, tmp_path: Path) -> None:
    # A Sunday.
    office.on(date(2021, 7, 18))
    before = _all(office).head[0]
    takeover.take_over(office.desk, registers.book(tmp_path, [registers.row(1), registers.row(2)]), create_officers=True)
    made = _all(office)
    whats = {x.seq: x.what for x in lines(office.desk, made.seqs) if x and x.seq > before}
    assert list(whats.values()).count("Tiếp nhận từ sổ cũ") == 2
    assert [whats.get(seq, "") for seq in _point(made, "late")] == []
    out = {whats[seq] for seq in _point(made, "hours")}
    assert "Tiếp nhận sổ thụ lý" in out
    assert "Tiếp nhận từ sổ cũ" not in out
    with office.desk.reading() as reader:
        carried = [p for p in reader.rows("party") for m in reader.projections.matters_of_party(p) if m not in office.matters]
    found = personal_data.held(office.desk, carried[0])
    source = next(t for t in found.tables if t.title.startswith("Tiếp nhận")).rows[0]
    assert str(source[1]).endswith(".xlsx")
    assert isinstance(source[2], int)


def test_what_was_mended_of_a_person_is_an_act(office: Bench) -> None:
    with office.desk.reading() as reader:
        party = reader.projections.parties_named("nguyen van an")[0].party
    before = len(_all(office, group="changes").seqs)
    parties.change(office.desk, party, parties.PartyInput("Nguyễn Văn Ân", birth_year=1980))
    made = _all(office, group="changes")
    assert len(made.seqs) == before + 1
    (line,) = lines(office.desk, made.seqs[-1:])
    assert line is not None
    assert (line.what, line.about) == ("Ghi thông tin: đương sự", "Nguyễn Văn Ân")


def test_the_places_of_a_day_are_the_same_when_built_anew(office: Bench) -> None:
    from thads_desktop.services import upkeep

    office.on(date(2019, 10, 9))
    acts.collect(office.desk, office.matters[0], DAY, 1, 1_000, receipt="1")
    assert upkeep.verify(office.desk).findings == ()
    with office.desk.writing("keep") as uow:
        uow.connection.exec_driver_sql("UPDATE recorded_days SET last = last - 1 WHERE day = '2019-10-09'")
        uow.commit()
    assert any("ngày ghi" in found for found in upkeep.verify(office.desk).findings)


def test_both_prints_name_office_period_signers_and_the_chain(office: Bench) -> None:
    from pypdf import PdfReader

    made = _all(office)
    for long in (False, True):
        listing = inspection_files.listing(office.desk, made, long=long)
        pdf = inspection_files.pdf(listing)
        assert pdf == inspection_files.pdf(listing)
        pages = PdfReader(io.BytesIO(pdf)).pages
        assert {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in pages} == {(842, 595)}
        whole = " ".join(" ".join(p.extract_text().split()) for p in pages)
        for words in (
            "CHI CỤC THI HÀNH ÁN DÂN SỰ", "từ ngày 01/01/2019 đến ngày 01/01/2022", "NGƯỜI KIỂM TRA", "Phạm Quang Minh",
            made.head[1][:16], "in ngày 07/10/2019", f"Trang {len(pages)}/{len(pages)}",
        ):  # fmt: skip
            assert words in whole, words
        for page in pages:
            assert made.head[1][:16] in page.extract_text()
    assert "Quyết định thi hành án" in whole


def test_the_workbook_holds_every_act_and_no_formula(office: Bench) -> None:
    from openpyxl import load_workbook

    with office.desk.writing("keep") as uow:
        party = parties.add(uow, parties.PartyInput("=1+1 Nguyễn Văn Bẫy"))
        uow.commit()
    parties.change(office.desk, party, parties.PartyInput("=2+2 Nguyễn Văn Bẫy"))
    made = _all(office)
    book = load_workbook(io.BytesIO(inspection_files.workbook(inspection_files.listing(office.desk, made, long=True))))
    (sheet,) = book.worksheets
    cells = [[c for c in row if c.value is not None] for row in sheet.iter_rows()]
    numbers = [row[0].value for row in cells if row and isinstance(row[0].value, int)]
    assert numbers == list(made.seqs)
    trap = [c for row in cells for c in row if "Bẫy" in str(c.value)]
    assert trap
    assert {c.data_type for c in trap} == {"s"}


def test_too_many_lines_are_not_printed(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection_files, "MOST", 3)
    with pytest.raises(Refused) as refused:
        inspection_files.listing(office.desk, _all(office), long=True)
    assert "thu hẹp" in say(refused.value.refusals[0])


def test_the_command_says_who_did_what_and_writes_files(office: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copies.make(office.desk, tmp_path / "x.db").file and office.desk.folder
    office.desk.close()
    common = ["--data", str(folder), "--today", "2019-10-31"]
    given = ["--recipient", "Đoàn kiểm tra của Cục", "--purpose", "kiểm tra định kỳ"]
    assert main(["who", "--out", str(tmp_path / "w.pdf"), *common]) == 2
    assert "nơi nhận và mục đích" in capsys.readouterr().err
    assert not (tmp_path / "w.pdf").exists()
    assert main(["who", "--from", "01/10/2019", "--to", "31/10/2019", *common]) == 0
    said = capsys.readouterr().out
    assert "Phạm Quang Minh:" in said
    assert "mã chuỗi" in said
    assert main(["who", "--long", "--json", "--person", "pham quang minh", "--out", str(tmp_path / "w.pdf"), *given, *common]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert plain["count"] == len(plain["acts"]) > 5
    assert (tmp_path / "w.pdf").read_bytes().startswith(b"%PDF")
    assert main(["who", "--out", str(tmp_path / "w.xlsx"), *given, *common]) == 0
    assert (tmp_path / "w.xlsx").read_bytes().startswith(b"PK")
    capsys.readouterr()
    assert main(["who", "--out", str(tmp_path / "w.doc"), *common]) == 2
    assert ".pdf" in capsys.readouterr().err
    assert main(["who", "--from", "02/10/2019", "--to", "01/10/2019", *common]) == 2
    office.desk = reopen(folder, office.clock)


def test_a_practice_office_is_looked_at_on_its_own_day(office: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    mark_as_practice(office.desk, date(2019, 10, 31))
    office.desk.close()
    assert main(["who", "--data", str(office.desk.folder)]) == 0
    said = capsys.readouterr().out
    assert "ghi từ ngày 01/10/2019 đến ngày 31/10/2019" in said
    assert "in ngày 31/10/2019" in said
    office.desk = reopen(office.desk.folder, office.clock)
