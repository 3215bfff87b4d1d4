"""What the store holds on a person, on one page: all of it, nobody else's, and handed out only with recipient and purpose."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import events as ev
from thads_desktop.domain.listing import ListTable
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    acts,
    drafts,
    inspection_lines,
    intake,
    journal,
    keeping,
    parties,
    personal_data,
    splitting,
    upkeep,
)

DAY = date(2019, 10, 7)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết", due=7_000_000)
    yield made
    made.desk.close()


def party(office: Bench, name: str) -> str:
    with office.desk.reading() as reader:
        return reader.projections.parties_named(name)[0].party


def table(found: personal_data.Held, title: str) -> ListTable:
    return next(t for t in found.tables if t.title.startswith(title))


def whole(tables: tuple[ListTable, ...]) -> str:
    return " ".join(str(cell) for t in tables for row in t.rows for cell in row)


def test_identity_matters_money_papers_and_the_log(office: Bench) -> None:
    an = party(office, "nguyen van an")
    acts.collect(office.desk, office.matters[0], DAY, 1, 4_000_000, receipt="0007")
    parties.change(office.desk, an, parties.PartyInput("Nguyễn Văn Ân", birth_year=1980, ids=("031080000001",), address="số 5 phố Lạch Tray"))
    found = personal_data.held(office.desk, an)
    assert [(r[2], r[6]) for r in table(found, "Danh tính").rows] == [
        ("Nguyễn Văn An", "số 12 phố Cầu Đất"), ("Nguyễn Văn Ân", "số 5 phố Lạch Tray"),
    ]  # fmt: skip
    ((number, day, side, lines, due, taken, rest, _status, kept),) = table(found, "Việc").rows
    assert (number, day, side, lines) == ("01/QĐ-CCTHADS", DAY, "phải thi hành", "1")
    assert (due, taken, rest) == (10_000_000, 4_000_000, 6_000_000)
    assert kept == "việc chưa kết thúc, còn phải lưu"
    assert [r[3:] for r in table(found, "Tiền").rows] == [(4_000_000, "0007")]
    assert [r[3] for r in table(found, "Văn bản").rows] == ["01/QĐ-CCTHADS"]
    assert [r[4] for r in table(found, "Ai đã").rows].count("Ghi thông tin: đương sự") == 2
    assert "Tuyết" not in whole(found.tables)
    assert "Ánh Dương" not in whole(found.tables)


def test_a_creditor_a_request_and_held_money(office: Bench) -> None:
    judgment = office.judgment("30/2019/DS-ST")
    intake.receive_request(office.desk, judgment, parties.PartyInput("Bùi Thị Hoa", birth_year=1970), DAY)
    hoa = party(office, "bui thi hoa")
    intake.take_money(office.desk, judgment, parties.PartyInput("Bùi Thị Hoa", birth_year=1970, known=hoa), 300_000, DAY, "0009")
    found = personal_data.held(office.desk, hoa)
    ((day, of, _what),) = table(found, "Yêu cầu").rows
    assert (day, str(of)[:13]) == (DAY, "30/2019/DS-ST")
    assert [(r[3], r[4]) for r in table(found, "Tiền").rows] == [(300_000, "0009")]
    owed = personal_data.held(office.desk, party(office, "cong ty tnhh anh duong"))
    assert {r[2] for r in table(owed, "Việc").rows} == {"được thi hành"}


def test_a_part_of_a_judgment_that_names_somebody_is_theirs(office: Bench) -> None:
    judgment = office.judgment("31/2019/DS-ST")
    state = parties.PartyInput(parties.STATE_NAME, "state")
    for name, text in (("Bùi Văn Lâm", "Án phí"), ("Đỗ Văn Sơn", "Tiền phạt")):
        splitting.add(office.desk, judgment, splitting.PartInput("cd", text, 5, (parties.PartyInput(name),), (state,)))
    found = personal_data.held(office.desk, party(office, "bui van lam"))
    assert [r[2] for r in table(found, "Yêu cầu").rows] == ["Khoản 1: Án phí"]


def test_what_was_merged_is_one_person_and_what_only_looks_alike_is_never_printed(office: Bench) -> None:
    an, tuyet = party(office, "nguyen van an"), party(office, "do thi anh tuyet")
    parties.merge(office.desk, tuyet, an)
    one, other = personal_data.held(office.desk, an), personal_data.held(office.desk, tuyet)
    assert one.party == other.party == an
    assert len(table(one, "Việc").rows) == 2
    parties.undo_merge(office.desk, tuyet)
    drafts.keep(office.desk, drafts.key_of("receive"), {"fields": {"note": "Đỗ Thị Ánh Tuyết gọi điện"}})
    drafts.keep(office.desk, drafts.key_of("money"), {"known": [tuyet, "x"]})
    found = personal_data.held(office.desk, tuyet)
    assert len(table(found, "Phần gõ dở").rows) == 1
    # The paper of the other matter names somebody with the very same number: for a human to judge, not for the print.
    assert [r[0] for r in found.alike.rows] == ["văn bản", "phần gõ dở"]
    assert str(found.alike.rows[0][1]).startswith("01/QĐ-CCTHADS")
    pdf = personal_data.give(office.desk, tuyet, "Công an quận Lê Chân", "xác minh theo yêu cầu")
    assert found.alike.title not in " ".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages)


def test_giving_asks_who_and_why_and_stands_in_the_log_without_a_word_of_it(office: Bench) -> None:
    an = party(office, "nguyen van an")
    with office.desk.reading() as reader:
        before = reader.head()
    for recipient, purpose, field in (("", "vì yêu cầu", "recipient"), ("Bà Lan", " ", "purpose")):
        with pytest.raises(Refused) as refused:
            personal_data.give(office.desk, an, recipient, purpose)
        assert refused.value.refusals[0].field == field
    with office.desk.reading() as reader:
        assert reader.head() == before
    pdf = personal_data.give(office.desk, an, "Ông Nguyễn Văn An", "tự xem dữ liệu của mình", "Đơn ngày 01/10/2019")
    with office.desk.reading() as reader:
        event = reader.events_of(f"party:{an}")[-1]
        text = reader.connection.exec_driver_sql("SELECT text FROM events WHERE seq = ?", (event.seq,)).scalar()
    assert isinstance(event.body, ev.DataGiven)
    assert event.body.digest == hashlib.sha256(pdf).hexdigest()
    assert "An" not in str(text).replace(an, "")
    said = " ".join(" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(pdf)).pages)
    for words in ("Cung cấp cho: Ông Nguyễn Văn An", "Mục đích: tự xem", "Đơn ngày 01/10/2019", "031080000001", before[1][:16]):
        assert words in said, words
    found = personal_data.held(office.desk, an)
    assert [r[1:4] for r in table(found, "Đã cung cấp").rows] == [("Ông Nguyễn Văn An", "tự xem dữ liệu của mình", "Đơn ngày 01/10/2019")]
    newest = journal.journal(office.desk)[0]
    assert (newest.what, newest.detail, newest.about) == ("Cung cấp dữ liệu của đương sự", "Ông Nguyễn Văn An", "Nguyễn Văn An")
    assert upkeep.verify(office.desk).findings == ()


def test_how_long_it_is_kept_is_said_and_set_by_the_office(office: Bench) -> None:
    an, matter = party(office, "nguyen van an"), office.matters[0]
    acts.collect(office.desk, matter, DAY, 1, 10_000_000, receipt="1")
    acts.complete(office.desk, matter, DAY)

    def kept() -> object:
        return table(personal_data.held(office.desk, an), "Việc").rows[0][-1]

    assert kept() == keeping.UNKNOWN
    assert any("07/2025/TT-BTP" in note for note in personal_data.held(office.desk, an).notes)
    for typed in ("0", "x", "1000", "-3"):
        with pytest.raises(Refused):
            keeping.set_years(office.desk, typed, "Thông tư 07/2025/TT-BTP")
    with pytest.raises(Refused) as refused:
        keeping.set_years(office.desk, "20", "")
    assert refused.value.refusals[0].field == "basis"
    keeping.set_years(office.desk, "20", "Thông tư 07/2025/TT-BTP, mục 12")
    assert kept() == "đến hết ngày 07/10/2039"
    # Of its own kind it has another one; forever is a term too.
    keeping.set_years(office.desk, "30", "mục 13", "matter.cd")
    assert kept() == "đến hết ngày 07/10/2049"
    keeping.set_kinds(office.desk, {"matter.cd": ("Vĩnh  viễn", "mục 14"), "matter.yc": ("10", "mục 15")})
    assert kept() == "vĩnh viễn"
    notes = " ".join(personal_data.held(office.desk, an).notes)
    for said in ("Thời hạn lưu hồ sơ thi hành án: 20 năm", "chủ động: vĩnh viễn", "theo yêu cầu: 10 năm", "mục 14"):
        assert said in notes
    assert "thời hạn lưu hồ sơ thi hành án chủ động" in " ".join(j.about for j in journal.journal(office.desk)[:4]).lower()
    with office.desk.reading() as reader:
        head = reader.head()[0]
        assert "nay là vĩnh viễn" in repr(inspection_lines.acts(office.desk, list(range(head - 5, head + 1))))
    with pytest.raises(Refused) as refused:
        keeping.set_kinds(office.desk, {"matter.cd": ("x", "mục"), "to_cao": ("70", ""), "khieu_nai": ("20", "mục 16")})
    assert [(r.code, r.field) for r in refused.value.refusals] == [("retention.bad_years", "years.matter.cd"), ("text.missing", "basis.to_cao")]
    with pytest.raises(Refused) as refused:
        keeping.set_kinds(office.desk, {"khac": ("5", "mục 1")})
    assert [r.code for r in refused.value.refusals] == ["retention.not_own"]
    with office.desk.reading() as reader:
        assert not keeping.kinds(office.desk, reader).of("khieu_nai").known, "nothing was written"
    keeping.set_years(office.desk, "", "", "matter.cd")
    assert kept() == "đến hết ngày 07/10/2039"
    keeping.set_years(office.desk, "", "")
    assert kept() == keeping.UNKNOWN


def test_nobody_has_no_data(office: Bench) -> None:
    for key in ("", "nobody"):
        with pytest.raises(Refused):
            personal_data.give(office.desk, key, "Bà Lan", "vì yêu cầu")
