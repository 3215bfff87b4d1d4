"""What is counted by records (books, measures, proposals) after a closing: counted, named, explained, told between periods and versions."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.office import Bench, bench
from tests.retold import founded
from tests.unit.test_return_forms import append, entry
from thads_desktop.domain import closing_events as ce, events as ev, procedure_events as pe
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.kind_events import ForcesSaid, KindOfLine, LineKindSaid
from thads_desktop.domain.refusal import Refused
from thads_desktop.exchange import package
from thads_desktop.exchange.listing_book import write_listing
from thads_desktop.printing.listing_sheet import draw_listing
from thads_desktop.returns.record_words import SOURCES
from thads_desktop.services import (
    books,
    compare_packages,
    consolidation,
    freezing,
    people,
    record_said,
    reporting,
    return_compare,
    return_files,
    since_closed,
    supplement,
    upkeep,
)
from thads_desktop.services.desk import open_desk

LATER = date(2025, 1, 10)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    """Two matters and the closed return of three months of 2025."""
    made = bench(tmp_path / "data", date(2024, 10, 7))
    made.decision()
    made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết", due=5_000_000)
    made.on(LATER)
    append(made, made.matters[1], date(2024, 12, 2), pe.MeasureTaken("deduct", (1,), paper="k0"))
    reporting.close(made.desk, reporting.make(made.desk, 2025, 3))
    made.on(date(2025, 1, 20))
    yield made
    made.desk.close()


def late(office: Bench) -> str:
    """A complaint and a seizure of the closed period; the key of the complaint."""
    key = entry(office, "khieu_nai", received=date(2024, 10, 2), accepted=date(2024, 10, 4), level="1", object="sau")
    append(office, office.matters[0], date(2024, 12, 9), pe.MeasureTaken("seize", (1,), amount=9_000_000, paper="k1"))
    return f"entry:{key}"


def again(office: Bench) -> reporting.Made:
    office.reopen(2025, 3, "2024")
    return reporting.close(office.desk, reporting.make(office.desk, 2025, 3))


def sent(office: Bench, folder: Path) -> Path:
    made = reporting.make(office.desk, 2025, 3)
    return next(p for p in reporting.write(office.desk, made, folder) if p.suffix == ".thads")


def test_what_counts_by_records_is_counted_and_named(office: Bench) -> None:
    (none,) = since_closed.counted(office.desk)
    assert none.words == ""
    key = late(office)
    (found,) = since_closed.counted(office.desk)
    assert set(found.matters) == {office.matters[0], key}
    assert found.words == "1 việc, 1 mục sổ đã đổi từ khi chốt"
    matter, complaint = since_closed.behind(office.desk, found.closing)
    assert (matter.number, complaint.number) == ("01/QĐ-CCTHADS", "KN 1/2024")
    assert (complaint.was, complaint.now) == ("không có trong kỳ", "khiếu nại, mới trong kỳ, lần đầu, sau khi cưỡng chế, đang giải quyết")
    assert complaint.happened == ("Vào sổ theo dõi ngày 02/10/2024; ghi ngày 20/01/2025, Phạm Quang Minh",)
    assert "08/TK-THA cột 1: +1" in [e.says for e in complaint.effects]
    assert matter.now == "biện pháp bảo đảm, cưỡng chế, mới trong kỳ, kê biên, xử lý tài sản, đang áp dụng, số tiền 9.000.000 đồng"
    assert matter.was == "chưa tính", "the matter itself counts as before"
    assert {e.code for e in matter.effects} == {"07/TK-THA"}
    assert matter.happened[0].startswith("Áp dụng biện pháp, kê biên")


def test_what_holds_from_the_beginning_counts_whenever_it_was_written_down(office: Bench) -> None:
    append(office, office.matters[0], date(2025, 1, 15), LineKindSaid((KindOfLine(1, "an_phi"),)))
    append(office, office.matters[1], date(2025, 1, 15), ForcesSaid("k0", forces=True))
    (found,) = since_closed.counted(office.desk)
    assert set(found.matters) == set(office.matters)
    first, second = since_closed.behind(office.desk, found.closing)
    assert {e.code for e in first.effects} == {"03/TK-THA"}
    assert second.now == "biện pháp bảo đảm, cưỡng chế, mới trong kỳ, " + second.now.partition("mới trong kỳ, ")[2]
    assert "có huy động lực lượng" in second.now


def test_entered_late_is_asked_for_and_bears_its_reason(office: Bench) -> None:
    office.desk.asks_late = True
    for act in (
        lambda: entry(office, "khieu_nai", received=date(2024, 10, 2)),
        lambda: append(office, office.matters[0], date(2024, 12, 9), pe.MeasureTaken("seize", (1,), paper="k1")),
        lambda: append(office, office.matters[1], date(2024, 12, 20), pe.MeasureEnded("k0")),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert [r.code for r in refused.value.refusals] == ["return.frozen"]
    entry(office, "khieu_nai", received=date(2025, 1, 6))
    append(office, office.matters[0], date(2024, 12, 9), pe.ActDone("fee", lines=(1,)))
    with freezing.entering_late(office.desk, "Đơn về muộn"):
        key = entry(office, "khieu_nai", received=date(2024, 10, 2))
    with office.desk.reading() as reader:
        (one,) = [e.body for e in reader.events_of(freezing.SUBJECT) if isinstance(e.body, ce.EnteredLate)]
    assert (one.first, one.matters, one.count) == (date(2024, 10, 2), (f"entry:{key}",), 1)
    (found,) = since_closed.counted(office.desk)
    assert found.late == 1
    ((_day, _who, numbers, _count, why),) = since_closed.late_entries(office.desk, found.closing)
    assert (numbers, why) == (("KN 1/2024",), "Đơn về muộn")
    office.desk.asks_late = True
    with pytest.raises(Refused) as refused:
        books.close_entry(office.desk, key, "mistaken", "ghi nhầm")
    assert [r.code for r in refused.value.refusals] == ["return.frozen"], "it takes the complaint out of the closed return"
    books.close_entry(office.desk, key, "done", "đã xong")
    assert upkeep.verify(office.desk).findings == ()


def test_a_supplementary_return_explains_its_records(office: Bench, tmp_path: Path) -> None:
    key = late(office)
    made = again(office)
    explained = supplement.of_closed(office.desk, made)
    assert explained is not None
    assert explained.told[-1].startswith("1 việc, 1 mục sổ tính khác, ")
    plain = explained.json()
    assert [x["number"] for x in plain["matters"]] == ["01/QĐ-CCTHADS"]
    assert [(x["number"], x["matter"]) for x in plain["records"]] == [("KN 1/2024", key)]
    moved: dict[tuple[str, str], int] = {}
    for i in explained.items:
        for e in i.effects:
            moved[e.form, e.cell] = moved.get((e.form, e.cell), 0) + e.amount
    then = reporting.make(office.desk, 2025, 3, seq=explained.closing.at_seq)
    for (form, cell), n in moved.items():
        now, was = (next(f for f in m.all_forms if f.form == form).rows[0].cells[cell] for m in (made, then))
        assert (now or 0) - (was or 0) == n  # type: ignore[operator]  # whole cells
    book = load_workbook(io.BytesIO(return_files.explanation(office.desk, made)["-giai-trinh.xlsx"]))
    table = [r for r in book.worksheets[1].iter_rows(values_only=True) if r[0] and str(r[0]).startswith("08/")]
    assert table
    assert all(type(x) is int for r in table for x in r[3:5]), "figures are numbers in a workbook"
    file = sent(office, tmp_path / "2")
    assert "Nguyễn Văn An" not in package.read_any(file.read_bytes()).parts[supplement.PART].decode(), "no party's name travels"
    cuc = open_desk(tmp_path / "cuc", FixedClock(LATER), create=True)
    people.set_up(cuc, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    consolidation.trust(cuc, Path(consolidation.key_package(office.desk, tmp_path / "k.thads").path))
    assert [v.accepted for v in consolidation.receive(cuc, [file])] == [True]
    cuc.close()


def test_two_versions_are_explained_by_records_and_over_the_versions_between(office: Bench, tmp_path: Path) -> None:
    first = sent(office, tmp_path / "1")
    key = late(office)
    again(office)
    second = sent(office, tmp_path / "2")
    made = compare_packages.compare(first, second)
    assert {m.matter: m.number for m in made.matters} == {office.matters[0]: "01/QĐ-CCTHADS", key: "KN 1/2024"}
    assert all(m.happened for m in made.matters)
    text = made.text()
    assert "Không việc nào" not in text
    assert "Do 1 việc, 1 mục sổ:" in text
    append(office, office.matters[1], date(2024, 12, 1), ev.Collected(1, 1_000_000))
    again(office)
    append(office, office.matters[0], date(2024, 12, 2), ev.Collected(1, 500_000))
    again(office)
    fourth = sent(office, tmp_path / "4")
    chain = compare_packages.compare(second, fourth)
    assert {m.matter: (m.number, len(m.happened)) for m in chain.matters} == {
        office.matters[0]: ("01/QĐ-CCTHADS", 1), office.matters[1]: ("02/QĐ-CCTHADS", 1),
    }  # fmt: skip
    assert chain.partial == 0
    assert "cột 20: 0,00 -> 10,00" in chain.text()
    all_three = compare_packages.compare(first, fourth)
    assert {m.number for m in all_three.matters} == {"01/QĐ-CCTHADS", "02/QĐ-CCTHADS", "KN 1/2024"}
    assert all(m.happened for m in all_three.matters)


def test_a_package_without_history_says_how_far_back_it_explains(office: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from thads_desktop.services import versions_told

    monkeypatch.setattr(versions_told, "history", lambda *_a: None)
    first = sent(office, tmp_path / "1")
    append(office, office.matters[1], date(2024, 12, 1), ev.Collected(1, 1_000_000))
    again(office)
    append(office, office.matters[0], date(2024, 12, 2), ev.Collected(1, 500_000))
    again(office)
    made = compare_packages.compare(first, sent(office, tmp_path / "3"))
    assert {m.number for m in made.matters} == {"01/QĐ-CCTHADS", "02/QĐ-CCTHADS"}, "the numbers are in the package all the same"
    assert made.partial
    assert "chỉ kể từ lần chốt trước nó" in made.text()


def test_a_proposal_and_a_complaint_of_last_year_entered_later_are_told(tmp_path: Path) -> None:
    made = bench(tmp_path / "data", date(2023, 10, 9))
    matter = made.decision()
    made.on(date(2024, 10, 10))
    reporting.close(made.desk, reporting.make(made.desk, 2024, 12))
    made.on(LATER)
    assert reporting.make(made.desk, 2025, 3).violations == ()
    entry(made, "khieu_nai", received=date(2024, 9, 2), accepted=date(2024, 9, 4))
    append(made, matter, date(2024, 9, 4), pe.ActDone("remission", lines=(1,), amount=1_000_000))
    (one,) = [v for v in reporting.make(made.desk, 2025, 3).violations if v.id == "V13"]
    assert one.soft
    assert "hồ sơ, vụ việc" in one.says
    assert "01/QĐ-CCTHADS" in one.says
    assert "KN 1/2024" in one.says
    made.desk.close()


def test_every_word_of_a_record_has_words_for_people() -> None:
    assert set(record_said.WHAT) == set(SOURCES)
    missing = [(s.name, d, w) for s in SOURCES.values() for d, ws in s.dims.items() for w in ws if not record_said.known(s.name, d, w)]
    assert missing == []


def test_a_history_that_is_not_sound_refuses_its_package(office: Bench) -> None:
    append(office, office.matters[1], date(2024, 12, 1), ev.Collected(1, 1_000_000))
    again(office)
    append(office, office.matters[0], date(2024, 12, 2), ev.Collected(1, 500_000))
    explained = supplement.of_closed(office.desk, again(office))
    assert explained is not None
    assert explained.history is not None
    plain = json.loads(supplement.content_of(explained))
    keys = {f.matter for f in reporting.make(office.desk, 2025, 3).facts}
    assert supplement.sound(json.dumps(plain).encode(), keys) == ""
    for bad in ([{}], [{"matter": "x", "number": "1", "events": [["1", "x"]]}], [{"matter": "x", "number": "1\n", "events": []}], 3):
        assert "hỏng" in supplement.sound(json.dumps({**plain, "history": bad}).encode(), keys)


def test_every_form_is_held_against_other_periods_and_may_be_remarked(office: Bench) -> None:
    entry(office, "khieu_nai", received=date(2024, 10, 2))
    entry(office, "khieu_nai", received=date(2024, 12, 3))
    append(office, office.matters[0], date(2024, 10, 9), pe.MeasureTaken("seize", (1,), amount=9_000_000, paper="k1"))
    entry(office, "khieu_nai", received=date(2023, 10, 2), settled=date(2023, 12, 4))
    made = reporting.make(office.desk, 2025, 3)
    found = return_compare.compare(office.desk, made)
    codes = list(dict.fromkeys(x.code for x in found.lines))
    assert codes == [*(f"{n:02d}/TK-THA" for n in (1, 2, 3, 6, 7, 8, 9, 10, 11, 12)), "02/TKLN-THADS"], "each set of criteria once"
    of = {(x.form, x.cell): x for x in found.lines}
    complaint, measure, year = of["08", "kn1"], of["07", "bp1"], of["01", "c1"]
    assert (complaint.now, complaint.before, complaint.last_year) == (2, 1, 1)
    assert (measure.now, measure.before) == (2, 1)
    assert (year.now, year.last_year) == (2, None), "no matter of that year is known here"
    return_compare.remark(office.desk, made, "08", "kn1", "Đơn tăng")
    kept = return_compare.compare(office.desk, made)
    assert {(x.form, x.cell): x.remark for x in kept.lines if x.remark} == {("08", "kn1"): "Đơn tăng"}
    with pytest.raises(Refused):
        return_compare.remark(office.desk, made, "LN03", "hc1", "x")
    sent_ = {(f.form, r.key, c): "" for f in made.all_forms for r in f.rows for c in r.cells}
    assert return_compare.sound(return_compare.content_of(kept), sent_) == ""
    book = load_workbook(io.BytesIO(write_listing(return_compare.listing(office.desk, kept))))
    rows = [r for sheet in book for r in sheet.iter_rows() if str(r[0].value).isdigit()]
    assert len(rows) == len(kept.lines)
    assert {r[2].data_type for r in rows if r[2].value != "-"} == {"n"}, "numbers in a workbook add up"
    assert any(r[2].number_format == "#,##0.00" for r in rows), "a rate keeps its decimals"
    assert draw_listing(return_compare.listing(office.desk, kept))[:4] == b"%PDF"
