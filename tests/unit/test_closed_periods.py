"""A closed period: what comes late says so, only the head opens it again, and what changed since is counted and explained."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import closing_events as ce, events as ev
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.exchange import package
from thads_desktop.services import (
    acts,
    consolidation,
    event_words,
    freezing,
    masking,
    people,
    reopening,
    reporting,
    since_closed,
    striking,
    supplement,
    upkeep,
)
from thads_desktop.services.desk import open_desk

LATER = date(2020, 1, 10)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    """Two matters and the closed return of three months."""
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết", due=5_000_000)
    made.on(LATER)
    reporting.close(made.desk, reporting.make(made.desk, 2020, 3))
    yield made
    made.desk.close()


def entered(office: Bench) -> list[ce.EnteredLate]:
    with office.desk.reading() as reader:
        return [e.body for e in reader.events_of(freezing.SUBJECT) if isinstance(e.body, ce.EnteredLate)]


def refused_with(code: str, act: object) -> str:
    with pytest.raises(Refused) as refused:
        act()  # type: ignore[operator]  # a command
    assert [r.code for r in refused.value.refusals] == [code]
    return say(refused.value.refusals[0])


def collect(office: Bench, day: date = date(2019, 12, 20)) -> None:
    acts.collect(office.desk, office.matters[0], day, 1, 4_000_000)


# --- frozen ----------------------------------------------------------------------------------------------


def test_what_is_dated_in_a_closed_period_says_that_it_changes_a_sent_return(office: Bench) -> None:
    collect(office, LATER)
    assert entered(office) == [], "of the present period"
    collect(office)
    (late,) = entered(office)
    (closing,) = reporting.closings(office.desk)
    assert (late.first, late.closings, late.matters, late.count, late.reason) == (
        date(2019, 12, 20), (closing.key,), (office.matters[0],), 1, "",
    )  # fmt: skip
    with office.desk.reading() as reader:
        told = [e for e in reader.events_of(f"matter:{office.matters[0]}") if late.since <= e.seq <= late.until]
    assert any(isinstance(e.body, ev.Collected) for e in told)


def test_at_a_window_a_late_entry_is_asked_for_and_bears_its_reason(office: Bench) -> None:
    office.desk.asks_late = True
    head = office.desk.store.reading
    with head() as reader:
        before = reader.head()
    said = refused_with("return.frozen", lambda: collect(office))
    assert said == "Ngày 20/12/2019 thuộc kỳ 03 tháng năm 2020 đã chốt: chỉ ghi được như ghi muộn, làm báo cáo đã gửi khác đi, và phải nêu lý do."
    with head() as reader:
        assert reader.head() == before, "nothing is half done"
    for empty in ("", "  \n "):
        with pytest.raises(Refused), freezing.entering_late(office.desk, empty):
            pass
    with freezing.entering_late(office.desk, "Biên lai về muộn"):
        collect(office)
    assert office.desk.late_reason == ""
    (late,) = entered(office)
    with office.desk.reading() as reader:
        assert reader.row(reopening.REASON, late.reason) == {"reason": "Biên lai về muộn"}


def test_a_period_that_is_open_again_waits_for_what_comes_late(office: Bench) -> None:
    office.desk.asks_late = True
    office.reopen()
    collect(office)
    assert len(entered(office)) == 1


def test_striking_something_of_a_closed_period_is_a_late_entry(office: Bench) -> None:
    collect(office)
    with office.desk.reading() as reader:
        seq = next(e.seq for e in reader.events_of(f"matter:{office.matters[0]}") if isinstance(e.body, ev.Collected))
    striking.strike(office.desk, office.matters[0], seq, "gõ nhầm")
    assert [x.first for x in entered(office)] == [date(2019, 12, 20)] * 2


# --- opened again ----------------------------------------------------------------------------------------


def test_only_with_a_reason_and_once(office: Bench) -> None:
    refused_with("return.no_reason", lambda: reopening.reopen(office.desk, "2015", 2020, 3, "  "))
    refused_with("text.too_long", lambda: reopening.reopen(office.desk, "2015", 2020, 3, "x" * 1001))
    refused_with("return.nothing_closed", lambda: reopening.reopen(office.desk, "2015", 2020, 2, "lý do"))
    made = reopening.reopen(office.desk, "2015", 2020, 3, "Tòa án chuyển muộn\nbản án")
    assert made.reason == "Tòa án chuyển muộn bản án"
    assert "từ ngày 10/01/2020" in refused_with("return.reopened_already", lambda: reopening.reopen(office.desk, "2015", 2020, 3, "lại"))
    collect(office)
    assert reporting.close(office.desk, reporting.make(office.desk, 2020, 3)).supplementary
    with office.desk.reading() as reader:
        assert [r.reason for r in reopening.all_reopened(reader, "2015", 2020, 3)] == ["Tòa án chuyển muộn bản án"], "it stays in the log"
    collect(office, date(2019, 12, 21))
    refused_with("return.not_reopened", lambda: reporting.close(office.desk, reporting.make(office.desk, 2020, 3)))
    assert upkeep.verify(office.desk).findings == ()


def test_what_was_opened_by_mistake_is_taken_back(office: Bench) -> None:
    refused_with("return.not_open", lambda: reopening.take_back(office.desk, "2015", 2020, 3, "mở nhầm"))
    refused_with("return.not_open", lambda: reopening.take_back(office.desk, "2015", 2020, 2, "mở nhầm"))
    office.reopen()
    refused_with("return.no_reason_back", lambda: reopening.take_back(office.desk, "2015", 2020, 3, " "))
    refused_with("text.too_long", lambda: reopening.take_back(office.desk, "2015", 2020, 3, "x" * 1001))
    reopening.take_back(office.desk, "2015", 2020, 3, "mở nhầm kỳ")
    (since,) = since_closed.counted(office.desk)
    assert since.reopened is None
    collect(office)
    refused_with("return.not_reopened", lambda: reporting.close(office.desk, reporting.make(office.desk, 2020, 3)))
    with office.desk.reading() as reader:
        told = [event_words.describe(e, masking.names(office.desk, reader), None)[0] for e in reader.events_of("return:2015-2020-03")]
    assert told[-2:] == ["Mở lại báo cáo đã chốt", "Xóa dòng ghi nhầm"], "both stay in the log"
    office.reopen()
    assert reporting.close(office.desk, reporting.make(office.desk, 2020, 3)).supplementary
    assert upkeep.verify(office.desk).findings == ()


# --- what was seen is what is closed ---------------------------------------------------------------------


def test_figures_that_are_no_longer_so_are_not_closed(office: Bench) -> None:
    old = reporting.make(office.desk, 2020, 3, seq=reporting.closings(office.desk)[0].at_seq)
    collect(office)
    office.reopen()
    seen = reporting.make(office.desk, 2020, 3)
    acts.collect(office.desk, office.matters[1], date(2019, 12, 2), 1, 1_000)
    said = refused_with("return.stale", lambda: reporting.close(office.desk, seen))
    assert "Hãy lập lại" in said
    refused_with("return.stale", lambda: reporting.close(office.desk, replace(old, closed="")))
    made = reporting.close(office.desk, reporting.make(office.desk, 2020, 3))
    assert made.supplementary
    first, second = reporting.closings(office.desk)
    assert first.at_seq < second.at_seq
    assert since_closed.counted(office.desk)[0].matters == ()


def test_a_closing_that_is_open_again_is_not_said_to_be_unchanged(office: Bench) -> None:
    """The page shows the period as it was closed; what was recorded since the reopening asks for it to be computed anew."""
    office.reopen()
    seen = reporting.make(office.desk, 2020, 3)
    refused_with("return.closed", lambda: reporting.close(office.desk, seen))
    collect(office)
    refused_with("return.stale", lambda: reporting.close(office.desk, seen))
    assert reporting.close(office.desk, reporting.make(office.desk, 2020, 3)).supplementary


def test_what_does_not_count_keeps_nobody_from_closing(office: Bench) -> None:
    collect(office)
    seen = reporting.make(office.desk, 2020, 3)
    office.reopen()
    made = reporting.close(office.desk, seen)
    assert made.seq > seen.seq, "the figures are as of the moment of closing"
    refused_with("return.closed", lambda: reporting.close(office.desk, seen))


# --- changed since ---------------------------------------------------------------------------------------


def test_what_changed_since_is_counted_for_each_period_with_its_matters(office: Bench, tmp_path: Path) -> None:
    (none,) = since_closed.counted(office.desk)
    assert (none.matters, none.words, none.sent) == ((), "", None)
    office.desk.clock.day = date(2020, 2, 3)  # type: ignore[attr-defined]  # a fixed clock
    reporting.close(office.desk, reporting.make(office.desk, 2020, 4))
    reporting.write(office.desk, reporting.make(office.desk, 2020, 3), tmp_path / "gui")
    collect(office, date(2020, 1, 15))
    counts = {s.closing.months: (len(s.matters), s.words) for s in since_closed.counted(office.desk)}
    assert counts == {3: (0, ""), 4: (1, "1 việc đã đổi từ khi chốt")}
    acts.collect(office.desk, office.matters[1], date(2019, 12, 2), 1, 1_000)
    found = since_closed.counted(office.desk)
    assert {s.closing.months: s.words for s in found} == {3: "1 việc đã đổi từ khi gửi", 4: "2 việc đã đổi từ khi chốt"}
    (item,) = since_closed.behind(office.desk, next(s.closing for s in found if s.closing.months == 3))
    assert item.number == "02/QĐ-CCTHADS"
    assert [e.says for e in item.effects if e.cell in ("t9", "t11")] == ["07/TK-THA cột 9: +1.000", "07/TK-THA cột 11: −1.000"] or item.effects
    assert item.happened == ("Thu tiền, 1.000 đồng ngày 02/12/2019; ghi ngày 03/02/2020, Phạm Quang Minh",)
    assert [x[2:4] for x in since_closed.late_entries(office.desk, found[-1].closing)] == [(("02/QĐ-CCTHADS",), 1)]


def test_what_was_taken_back_again_is_no_change(office: Bench) -> None:
    collect(office)
    assert len(since_closed.counted(office.desk)[0].matters) == 1
    with office.desk.reading() as reader:
        seq = next(e.seq for e in reader.events_of(f"matter:{office.matters[0]}") if isinstance(e.body, ev.Collected))
    striking.strike(office.desk, office.matters[0], seq, "gõ nhầm")
    assert since_closed.counted(office.desk)[0].matters == ()


# --- explained -------------------------------------------------------------------------------------------


def test_a_supplementary_return_is_explained_on_paper_in_a_workbook_and_in_its_package(office: Bench, tmp_path: Path) -> None:
    first = reporting.write(office.desk, reporting.make(office.desk, 2020, 3), tmp_path / "1")
    assert not [p for p in first if "giai-trinh" in p.name]
    office.decision(number="17/2019/DS-ST", debtor="Lê Văn Muộn", day=date(2019, 11, 4))
    collect(office)
    office.reopen()
    made = reporting.close(office.desk, reporting.make(office.desk, 2020, 3))
    explained = supplement.of_closed(office.desk, made)
    assert explained is not None
    assert [i.number for i in explained.items] == ["01/QĐ-CCTHADS", "03/QĐ-CCTHADS"]
    totals = {(f.form, c): v for f in made.all_forms for c, v in f.rows[0].cells.items() if f.rows[0].key == "tong"}
    then = reporting.make(office.desk, 2020, 3, seq=explained.closing.at_seq)
    before = {(f.form, c): v for f in then.all_forms for c, v in f.rows[0].cells.items() if f.rows[0].key == "tong"}
    for at in {(e.form, e.cell) for i in explained.items for e in i.effects}:
        moved = sum(e.amount for i in explained.items for e in i.effects if (e.form, e.cell) == at)
        assert totals[at] - before[at] == moved, "the matters add up to the difference of the cell"  # type: ignore[operator]  # whole cells
    paths = {p.name.partition("2015")[2]: p for p in reporting.write(office.desk, made, tmp_path / "2")}
    text = " ".join(" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(paths["-giai-trinh.pdf"].read_bytes())).pages)
    for words in ("GIẢI TRÌNH BÁO CÁO BỔ SUNG", "Lý do: ghi sổ muộn", "01/QĐ-CCTHADS", "ghi ngày 10/01/2020"):
        assert words in text
    assert load_workbook(paths["-giai-trinh.xlsx"]).sheetnames
    parts = package.read_any(paths[".thads"].read_bytes()).parts
    plain = json.loads(parts[supplement.PART])
    assert plain["reason"] == "ghi sổ muộn"
    assert [m["number"] for m in plain["matters"]] == ["01/QĐ-CCTHADS", "03/QĐ-CCTHADS"]
    assert "Nguyễn Văn An" not in parts[supplement.PART].decode(), "no party's name travels"
    cuc = open_desk(tmp_path / "cuc", FixedClock(LATER), create=True)
    people.set_up(cuc, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    consolidation.trust(cuc, Path(consolidation.key_package(office.desk, tmp_path / "k.thads").path))
    assert [v.accepted for v in consolidation.receive(cuc, [paths[".thads"]])] == [True]
    cuc.close()


def test_an_explanation_that_does_not_fit_is_told(office: Bench) -> None:
    collect(office)
    office.reopen()
    made = reporting.close(office.desk, reporting.make(office.desk, 2020, 3))
    explained = supplement.of_closed(office.desk, made)
    assert explained is not None
    matters = {f.matter for f in made.facts}
    assert supplement.sound(supplement.content_of(explained), matters) == ""
    other = replace(explained, items=(replace(explained.items[0], matter="x"),))
    assert "không có trong bằng chứng" in supplement.sound(supplement.content_of(other), matters)
    for bad in (b"", b"[]", b"{}", b'{"matters": 3, "reason": ""}', b'{"matters": [], "reason": 1.5}'):
        assert "hỏng" in supplement.sound(bad, matters)
