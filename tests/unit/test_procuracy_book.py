"""The procuracy's workbook: each column from the events, what was sent and what changed since, the files, form 24.1."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.office import Bench, bench
from tests.outside import OPENED, TEXTS, courses, issue
from tests.rounds import lacking, moved
from thads_desktop.documents import outside_layout
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    ended_list,
    figures_24,
    intake,
    masking,
    opening,
    outside,
    outside_files,
    outside_lists,
    papers,
    parties,
    procuracy_book,
    publication_list,
    recording,
    sending,
)
from thads_desktop.services.outside import Sheet

START, END = date(2019, 10, 1), date(2019, 10, 31)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Bench, dict[str, str], Sheet]]:
    office = bench(tmp_path_factory.mktemp("office") / "data", OPENED)
    matters = courses(office)
    yield office, matters, outside_lists.make(office.desk, "procuracy", START, END)
    office.desk.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", OPENED)
    yield made
    made.desk.close()


def sheet(office: Bench, start: date = START, end: date = END) -> Sheet:
    return procuracy_book.make(office.desk, start, end)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    assert all(say(r) for r in refused.value.refusals)
    return [r.code for r in refused.value.refusals]


CELLS = [
    ("quiet", "accepted", "7 - 07/10/2019"),
    ("quiet", "judgment", "7/2019/DS-ST; 02/09/2019; Tòa án nhân dân quận Lê Chân"),
    ("quiet", "debtors", "Người quiet, số 12 phố Cầu Đất"),
    ("quiet", "creditors", "Công ty TNHH Ánh Dương"),
    ("away", "delegated_out", ("01/QĐ-CCTHADS; 21/10/2019; 10.000.005 đồng; nơi ban hành: Chi cục Thi hành án dân sự quận Lê Chân; nhận ủy thác: "
     "Chi cục Thi hành án dân sự huyện An Dương")),
    ("quiet", "delegated_in", ""),
    ("quiet", "decision", "07/QĐ-CCTHADS; 07/10/2019; 10.000.007 đồng"),
    ("quiet", "obligations", "Trả nợ gốc: 10.000.007 đồng"),
    ("lacking", "means_lacking", "01/QĐ-CCTHADS; 21/10/2019; 10.000.002 đồng"),
    ("quiet", "withdrawn", ""),
    ("recorded", "deferred", ("77/QĐ-CTHADS; 20/10/2019; lý do: người phải thi hành án bị ốm nặng, mất hoặc bị hạn chế năng lực hành vi dân sự "
     "(nghĩa vụ phải do chính họ thực hiện); 10.000.006 đồng")),
    ("held", "continued_deferral", "02/QĐ-CCTHADS; 21/10/2019"),
    ("held", "suspended", ("01/QĐ-CCTHADS; 14/10/2019; lý do: tòa án đã thụ lý đơn yêu cầu mở thủ tục phá sản đối với người phải thi hành án; "
     "10.000.001 đồng")),
    ("held", "continued_suspension", "01/QĐ-CCTHADS; 21/10/2019"),
    ("gone", "terminated", "01/QĐ-CCTHADS; 21/10/2019; 6.000.003 đồng"),
    ("done", "completed", "21/10/2019; 10.000.004 đồng"),
    ("quiet", "note", "Chấp hành viên Trần Thị Bình"),
    ("quiet", "check_time", "chưa gửi, quá hạn 10/10/2019"),
    ("quiet", "check_ground", "theo mẫu của quyết định"),
    ("quiet", "check_power", "Phạm Quang Minh, Thủ trưởng: đúng thẩm quyền"),
    ("quiet", "check_content", "đủ nội dung bắt buộc của mẫu"),
    ("quiet", "procurator", ""),
]  # fmt: skip


@pytest.mark.parametrize(("course", "column", "said"), CELLS, ids=[f"{c}-{k}" for c, k, _s in CELLS])
def test_each_column(lived: tuple[Bench, dict[str, str], Sheet], course: str, column: str, said: str) -> None:
    _office, matters, made = lived
    assert made.rows[matters[course]][column] == said


def test_the_checks_of_several_decisions(lived: tuple[Bench, dict[str, str], Sheet]) -> None:
    _office, matters, made = lived
    held, other = made.rows[matters["held"]], made.rows[matters["recorded"]]
    assert held["check_time"].splitlines()[0] == "01/QĐ-CCTHADS (thi hành án theo yêu cầu): đã gửi ngày 08/10/2019, ngày làm việc thứ 1/3"
    assert "khoản 4 Điều 48" in held["check_ground"], "a continuation cites what the draft says"
    assert other["check_power"].splitlines()[1].endswith("Người Lạ: người ký không có thẩm quyền ngày ấy")
    assert other["check_time"].splitlines()[1].endswith("lập ở nơi khác, nơi ban hành gửi")


def test_order_columns_and_all_twenty_four(lived: tuple[Bench, dict[str, str], Sheet]) -> None:
    _office, matters, made = lived
    assert list(made.rows) == list(matters.values()), "by the number of the decision"
    assert [c.number for c in outside_layout.procuracy().columns] == list(range(1, 25))
    assert {c.key for c in outside_layout.procuracy().columns} == set(outside_layout.KEYS)
    assert all(set(row) == set(outside_layout.KEYS) for row in made.rows.values())


def test_the_workbook_holds_the_sheet_as_plain_wrapped_text(lived: tuple[Bench, dict[str, str], Sheet]) -> None:
    office, _matters, made = lived
    tab: Any = load_workbook(io.BytesIO(outside_files.data(office.desk, made, "xlsx"))).worksheets[0]
    head = next(r for r in range(1, 12) if str(tab.cell(r, 1).value).startswith("(1)"))
    assert [tab.cell(head, c).value.split("\n")[0] for c in range(1, 25)] == [f"({n})" for n in range(1, 25)]
    found = [[tab.cell(head + n, c).value or "" for c in range(1, 25)] for n in range(1, len(made.rows) + 1)]
    assert found == [[row[key] for key, _w in made.columns] for row in made.rows.values()]
    assert (tab.freeze_panes, tab.page_setup.orientation, tab.page_setup.paperSize) == (f"A{head + 1}", "landscape", 8)
    assert tab.cell(head + 1, 8).alignment.wrap_text
    assert {tab.cell(head + 1, c).data_type for c in range(1, 25)} <= {"s", "n", "inlineStr"}
    assert outside_files.data(office.desk, made, "pdf") == outside_files.data(office.desk, made, "pdf")
    said = json.loads(outside_files.data(office.desk, made, "json"))
    assert (said["list"], len(said["rows"]), len(said["columns"])) == ("procuracy", 7, 24)


def test_a_formula_in_a_name_stays_text(office: Bench) -> None:
    office.decision(debtor="=HYPERLINK(1)")
    tab: Any = load_workbook(io.BytesIO(outside_files.data(office.desk, sheet(office), "xlsx"))).worksheets[0]
    found = [c for row in tab.iter_rows() for c in row if str(c.value).startswith("=HYPERLINK")]
    assert [c.data_type for c in found] == ["s"]


def test_only_what_was_touched_in_the_period_as_of_its_end(office: Bench) -> None:
    matter = office.decision()
    office.on(date(2019, 11, 4))
    issue(office, matter, Effect("deferral", "a"))
    assert sheet(office).rows[matter]["deferred"] == "", "what came after the period is not in it"
    assert "04/11/2019" in sheet(office, date(2019, 11, 1), date(2019, 11, 30)).rows[matter]["deferred"]
    assert sheet(office, date(2019, 9, 1), date(2019, 9, 30)).rows == {}
    for start, end, code in ((END, START, "outside.bad_span"), (date(2020, 1, 1), date(2020, 1, 31), "outside.ahead")):
        with pytest.raises(Refused) as refused:
            sheet(office, start, end)
        assert codes(refused) == [code]


def test_delegated_in_and_several_lines(office: Bench) -> None:
    given = intake.JudgmentInput(
        "9/2019/DS-ST", date(2019, 9, 2), "Tòa án nhân dân huyện An Dương", "dan_su", date(2019, 10, 1), delegated_from="Chi cục huyện An Dương",
        delegation_number="12/QĐ",
    )  # fmt: skip
    judgment = intake.receive_judgment(office.desk, given)
    owed = (opening.Obligation("Trả nợ", 5_000_000), opening.Obligation("Trả một xe máy", None))
    made = opening.OpeningInput(judgment, "yc", "", (parties.PartyInput("Bùi Văn Nam"),), (parties.PartyInput("Lê Thị Mơ"),), owed, office.officer)
    opening.issue(office.desk, made, office.head, OPENED)
    row = next(iter(sheet(office).rows.values()))
    assert row["delegated_in"] == "12/QĐ; 5.000.000 đồng; nơi ban hành: Chi cục huyện An Dương"
    assert row["obligations"] == "1. Trả nợ: 5.000.000 đồng\n2. Trả một xe máy"
    matter = next(iter(sheet(office).rows))
    office.verified(matter)
    issue(office, matter, Effect("means_lacking", "a", (2,)))
    assert sheet(office).rows[matter]["means_lacking"] == "01/QĐ-CCTHADS; 07/10/2019", "what is not money has no sum"


def test_withdrawn(office: Bench) -> None:
    matter = office.decision()
    with office.desk.reading() as reader:
        first = next(p.paper for p in reader.projections.papers(matter=matter))
    draft = papers.Draft("withdrawal", Effect("withdrawal", "a", target=first), matter, TEXTS)
    recording.record(office.desk, draft, "5/QĐ-CCTHADS", "Phạm Quang Minh", OPENED)
    assert sheet(office).rows[matter]["withdrawn"].startswith("5/QĐ-CCTHADS; 07/10/2019; 10.000.000 đồng")


def test_sent_twice_without_change_has_no_changes_and_the_file_opens_again(office: Bench) -> None:
    office.decision()
    first = sheet(office)
    assert outside_lists.changes(office.desk, first).since is None
    key = outside_lists.record(office.desk, first, "VKSND quận Lê Chân", "file", OPENED)
    kept = outside.kept_file(office.desk, key)
    assert kept[0] == "so-thu-ly-kiem-sat-2019-10-gui-20191007.xlsx"
    again = sheet(office)
    found = outside_lists.changes(office.desk, again)
    assert (found.rows, found.since.recipient if found.since else "") == ((), "VKSND quận Lê Chân")
    second = outside_lists.record(office.desk, again, "VKSND quận Lê Chân", "paper", OPENED, ending="pdf")
    assert outside.kept_file(office.desk, key) == kept
    assert outside.kept_file(office.desk, second)[1].startswith(b"%PDF")
    assert [s.ending for s in outside_lists.history(office.desk, "procuracy")] == ["pdf", "xlsx"]


def test_new_changed_and_vanished_rows(office: Bench) -> None:
    matter = office.decision()
    gone = office.decision(number="8/2019/DS-ST", debtor="Vũ Thị Dung")
    made = sheet(office)
    outside_lists.record(office.desk, replace(made, whole={**made.whole, "x" * 32: made.whole[gone]}), "VKS", "file", OPENED)
    office.on(date(2019, 10, 9))
    with office.desk.reading() as reader:
        paper = next(p.paper for p in reader.projections.papers(matter=matter))
    sending.send(office.desk, paper, "procuracy", "VKS", "post", date(2019, 10, 9))
    fresh = office.decision(number="9/2019/DS-ST", debtor="Đỗ Văn Em")
    found = outside_lists.changes(office.desk, sheet(office))
    assert (found.count("new"), found.count("changed"), found.count("gone")) == (1, 1, 1)
    assert next(c.key for c in found.rows if c.how == "new") == fresh
    changed = next(c for c in found.rows if c.how == "changed" and c.key == matter)
    assert changed.old == "chưa gửi, hạn 10/10/2019"
    assert changed.new == "đã gửi ngày 09/10/2019, ngày làm việc thứ 2/3"
    assert "Về thời hạn gửi Quyết định" in changed.column
    listing = outside_files.changes_listing(office.desk, sheet(office), found)
    assert "1 dòng mới, 1 dòng đổi, 1 dòng không còn" in listing.said[0]


def test_next_month_is_held_against_what_was_sent_of_each_matter(office: Bench) -> None:
    matter = office.decision()
    quiet = office.decision(number="8/2019/DS-ST")
    outside_lists.record(office.desk, sheet(office), "VKS", "file", OPENED)
    office.on(date(2019, 11, 4))
    issue(office, matter, Effect("deferral", "a"))
    november = sheet(office, date(2019, 11, 1), date(2019, 11, 30))
    found = outside_lists.changes(office.desk, november)
    assert quiet not in november.rows
    assert (found.count("new"), found.count("gone")) == (0, 0)
    assert {c.key for c in found.rows} == {matter}


def test_what_is_refused_and_what_changed_meanwhile(office: Bench) -> None:
    office.decision()
    made = sheet(office)
    for recipient, way, code in ((" ", "file", "outside.no_recipient"), ("VKS", "bồ câu", "outside.bad_way")):
        with pytest.raises(Refused) as refused:
            outside_lists.record(office.desk, made, recipient, way, OPENED)
        assert codes(refused) == [code]
    with pytest.raises(Refused) as refused:
        outside_lists.record(office.desk, made, "VKS", "file", date(2019, 10, 8))
    assert codes(refused) == ["event.future_day"]
    office.decision(number="8/2019/DS-ST")
    with pytest.raises(Refused) as refused:
        outside_lists.record(office.desk, made, "VKS", "file", OPENED)
    assert codes(refused) == ["outside.changed"]
    with pytest.raises(Refused) as refused:
        outside_lists.make(office.desk, "khác", START, END)
    assert codes(refused) == ["outside.unknown_list"]
    with pytest.raises(Refused) as refused:
        outside.kept_file(office.desk, "x")
    assert codes(refused) == ["outside.unknown"]
    assert outside_lists.history(office.desk, "procuracy") == []


def test_a_minor_is_hidden_in_the_sheet_and_in_what_changed(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    matter = office.decision(debtor="Phạm Gia Bảo")
    with office.desk.reading() as reader:
        party = next(iter(reader.rows("party")))
        row = reader.row("party", party)
    with office.desk.writing("keep") as uow:
        for key, content in uow.rows("party").items():
            if content["name"] == "Phạm Gia Bảo":
                uow.write_row("party", key, {**content, "birth_year": 2010})
        from thads_desktop.services import projecting

        projecting.everything(office.desk, uow)
        uow.commit()
    assert row
    outside_lists.record(office.desk, sheet(office), "VKS", "file", OPENED)
    monkeypatch.setattr(masking, "hides", lambda _desk: True)
    made = sheet(office)
    assert made.rows[matter]["debtors"] == "(người chưa thành niên)"
    assert "Bảo" not in json.dumps(made.rows, ensure_ascii=False)
    assert outside_lists.changes(office.desk, made).rows == ()


def test_the_ended_list_sent_and_changed(office: Bench) -> None:
    from thads_desktop.services import acts

    one, two = office.decision(due=5), office.decision(number="8/2019/DS-ST", due=5)
    acts.collect(office.desk, one, OPENED, 1, 5)
    acts.complete(office.desk, one, OPENED)
    made = outside_lists.make(office.desk, "ended", START, END)
    assert [row["why"] for row in made.rows.values()] == ["Thi hành xong"]
    table = ended_list.ended(office.desk, 2019, 10).tables[0]
    assert [c.title for c in outside_files.listing(office.desk, made).tables[0].columns] == [c.title for c in table.columns]
    key = outside_lists.record(office.desk, made, "VKS", "post", OPENED, "12/BC")
    assert outside_lists.changes(office.desk, made).rows == ()
    acts.collect(office.desk, two, OPENED, 1, 5)
    acts.complete(office.desk, two, OPENED)
    found = outside_lists.changes(office.desk, outside_lists.make(office.desk, "ended", START, END))
    assert [(c.how, c.key) for c in found.rows] == [("new", two)]
    assert outside.kept_file(office.desk, key)[0] == "viec-ket-thuc-2019-10-gui-20191007.xlsx"


def test_form_24_beside_the_offices_own_figures(office: Bench) -> None:
    matter = office.decision(due=10_000_500)
    made = figures_24.compare(office.desk, 2020, 3, figures_24.typed({3: "2", 6: "1", 20: "10.001", 11: ""}))
    lines = {x.number: x for x in made.lines}
    assert set(lines) == {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 17, 19, 20, 23, 26, 29, 32}
    assert (lines[3].own, lines[3].difference) == (1, -1)
    assert [(b.matter, b.adds) for b in lines[3].behind] == [(matter, 1)]
    assert "chưa gửi Viện kiểm sát" in lines[3].behind[0].hint
    assert (lines[6].difference, lines[6].behind) == (0, ())
    assert (lines[20].own, lines[20].difference) == (10_001, 0)
    assert lines[11].difference is None
    listing = figures_24.listing(office.desk, made)
    assert len(listing.tables) == 2
    with pytest.raises(Refused) as refused:
        figures_24.typed({2: "mười", 3: "-1", 4: "3.5"})
    assert codes(refused) == ["outside.bad_figures"] * 3
    with pytest.raises(Refused) as refused:
        figures_24.compare(office.desk, 2020, 5, {})
    assert codes(refused) == ["outside.bad_months"]


@pytest.mark.parametrize("wrong", [
    b"", b"title = 1", b'title = "x"\nstatus = "y"\nsource = "z"\ncolumn = []',
    b'title = "x"\nstatus = "established"\nsource = ""\n[[column]]\nkey = "hack"\nnumber = 1\nheading = "x"\nunder = ""\nshare = 1',
])  # fmt: skip
def test_a_layout_that_is_none_is_refused(wrong: bytes) -> None:
    with pytest.raises(ValueError):
        outside_layout.layout_in(wrong)
    with pytest.raises(ValueError):
        outside_layout.figures_in(wrong)


def test_the_publication_list_in_the_same_place(tmp_path: Path) -> None:
    made = bench(tmp_path / "data", date(2026, 7, 6))
    matter = lacking(made)
    listed = outside_lists.make(made.desk, "publication", date(2026, 7, 1), date(2026, 7, 31))
    assert (len(listed.rows), listed.columns[0][0]) == (1, "name")
    assert outside_lists.changes(made.desk, listed).since is None
    with pytest.raises(Refused) as refused:
        outside_lists.record(made.desk, listed, "Cục", "file", date(2026, 7, 6))
    assert codes(refused) == ["publication.no_proof"]
    key = outside_lists.record(made.desk, listed, "Cục", "file", date(2026, 7, 6), "5/CV", looked=True)
    assert outside_lists.changes(made.desk, listed).rows == ()
    old = publication_list.send(made.desk, publication_list.make(made.desk), "Cục", "6/CV", date(2026, 7, 6), looked=True)
    history = outside_lists.history(made.desk, "publication")
    assert {s.key for s in history} == {key, old}, "that of the place of verification is told too, and none twice"
    assert {s.key: outside_lists.reopened(made.desk, s)[1][:4] for s in history} == {key: b"PK\x03\x04", old: b"%PDF"}
    assert len(publication_list.sent(made.desk)) == 2
    moved(made, matter, "số 5 phố Lạch Tray")
    found = outside_lists.changes(made.desk, outside_lists.make(made.desk, "publication", date(2026, 7, 1), date(2026, 7, 31)))
    assert [c.how for c in found.rows] == ["changed"]
    assert "Lạch Tray" in found.rows[0].new
    made.desk.close()


def test_stopped_in_the_middle_makes_nothing(lived: tuple[Bench, dict[str, str], Sheet]) -> None:
    class Stopped(Exception):
        pass

    def stop(_done: int, _whole: int, _said: str) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        procuracy_book.make(lived[0].desk, START, END, stop)


def test_the_sums_of_the_sheet_are_those_of_the_obligations(lived: tuple[Bench, dict[str, str], Sheet]) -> None:
    def money(text: str) -> int:
        return sum(int(x.replace(".", "")) for x in re.findall(r"([0-9.]+) đồng", text))

    _office, _matters, made = lived
    whole = sum(10_000_000 + n for n in range(1, 8))
    assert sum(money(row["decision"]) for row in made.rows.values()) == whole
    assert sum(money(row["obligations"]) for row in made.rows.values()) == whole


def test_who_may_not_see_such_data_neither_sends_nor_opens(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    office.decision()
    made = sheet(office)
    key = outside_lists.record(office.desk, made, "VKS", "file", OPENED)
    may = office.desk.may
    monkeypatch.setattr(type(office.desk), "may", lambda self, act: act != "secret" and may(act))
    monkeypatch.setattr(type(office.desk), "require", _refusing(type(office.desk).require))
    for call in (lambda: outside_lists.record(office.desk, made, "VKS", "file", OPENED), lambda: outside.kept_file(office.desk, key)):
        with pytest.raises(Refused) as refused:
            call()
        assert [r.code for r in refused.value.refusals] == ["rights.none"]


def _refusing(require: Any) -> Any:
    def asked(self: Any, act: str) -> None:
        if act == "secret":
            raise Refused(Refusal("rights.none", {"what": "x", "who": "y"}))
        require(self, act)

    return asked
