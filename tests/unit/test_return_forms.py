"""Forms 03 and 06 to 12, the interagency forms and the lists: from books and matters to cells, evidence, closing, files and packages."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import events as ev, procedure_events as pe
from thads_desktop.domain.kind_events import ForcesSaid, KindOfLine, LineKindSaid
from thads_desktop.domain.refusal import Refused
from thads_desktop.exchange import package
from thads_desktop.law import decisions, line_kinds as kinds
from thads_desktop.returns import record_words, vocabulary as words
from thads_desktop.returns.consolidate import own_forms, read_evidence, write_evidence
from thads_desktop.returns.definition import load_regimes
from thads_desktop.services import (
    book_rights,
    books,
    closed_forms,
    line_kinds,
    projecting,
    reclosing,
    reopening,
    reporting,
    return_files,
    return_lists,
    upkeep,
)

DAY, END = date(2024, 10, 7), date(2025, 1, 10)


def append(office: Bench, matter: str, day: date, *bodies: ev.Body, law: str = "2008") -> None:
    with office.desk.writing("keep") as uow:
        for body in bodies:
            uow.append(f"matter:{matter}", day, body, law)
        projecting.matter(office.desk, uow, matter)
        uow.commit()


def entry(office: Bench, book: str, **typed: Any) -> str:
    """An entry with what the book asks for."""
    of = book_rights.named(book)
    least: dict[str, Any] = {}
    for f in of.fields:
        if f.required and f.name not in typed:
            least[f.name] = {"date": DAY, "choice": f.options[0][0] if f.options else "", "person": office.officer}.get(f.kind, "Nguyễn Văn An")
    return books.open_entry(office.desk, book, {**least, **typed})


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    """Matters and entries of which every form counts something."""
    made = bench(tmp_path / "data", DAY)
    first = made.decision()
    second = made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết", due=5_000_000)
    third = made.decision(number="17/2019/DS-ST", debtor="Lê Văn Ba", due=3_000_000)
    made.on(END)
    append(made, first, DAY, LineKindSaid((KindOfLine(1, "an_phi"),)), ev.Collected(1, 4_000_000))
    append(made, second, DAY, LineKindSaid((KindOfLine(1, "tin_dung"),)), pe.ActDone("remission", lines=(1,), amount=2_000_000))
    append(made, second, DAY, ev.Terminated("e", (1,), 1_500_000))
    append(made, third, DAY, pe.MeasureTaken("seize", (1,), amount=9_000_000, paper="k1"), ForcesSaid("k1", forces=True))
    append(made, third, DAY, pe.MeasureTaken("deduct", (1,), paper="k2"), pe.MeasureTaken("freeze", (1,), paper="k3"))
    append(made, third, date(2024, 10, 9), pe.MeasureEnded("k3"), pe.ActDone("explanation"), pe.ActDone("review_petition"))
    entry(made, "khieu_nai", received=date(2024, 9, 2), level="1", object="sau")
    entry(made, "khieu_nai", received=date(2024, 9, 2), settled=date(2024, 9, 20), accepted=date(2024, 9, 4))
    entry(made, "khieu_nai", received=date(2024, 10, 2), accepted=date(2024, 10, 4))
    entry(made, "to_cao", received=date(2024, 11, 2), settled=date(2024, 12, 2), accepted=date(2024, 11, 5), result="sai")
    entry(made, "tiep_dan", received=date(2024, 11, 4), kind="kien_nghi", people=12, large="co", regular="dinh_ky", handled="nhan_don")
    entry(made, "tiep_dan", received=date(2024, 9, 4), kind="hoi")
    entry(made, "vien_kiem_sat", received=date(2024, 12, 4), kind="khang_nghi", answered=date(2025, 1, 3))
    entry(made, "giam_sat", received=date(2024, 12, 4), kind="kiem_tra", answered=date(2024, 12, 30))
    entry(made, "boi_thuong", received=date(2024, 12, 4), asked=70_000_000, accepted=date(2024, 12, 9), decided=date(2025, 1, 5), amount=20_000_000)
    entry(made, "hanh_chinh", received=date(2024, 12, 4), forced=date(2024, 12, 20))
    entry(made, "hanh_chinh", received=date(2023, 12, 4), ended=date(2024, 12, 20))
    wrong = entry(made, "hanh_chinh", received=date(2024, 12, 5))
    books.close_entry(made.desk, wrong, "mistaken", "ghi nhầm")
    yield made
    made.desk.close()


def cells(made: reporting.Made, form: str, row: str = "tong") -> dict[str, Any]:
    return {k: v for k, v in next(f for f in made.all_forms if f.form == form).row(row).cells.items() if v}


def test_every_form_counts_what_the_books_and_matters_hold(office: Bench) -> None:
    made = reporting.make(office.desk, 2025, 3)
    assert made.violations == ()
    assert cells(made, "03", "d.obligation.an_phi")["nt9"] == 4_000_000
    assert cells(made, "03", "d.obligation.thu_khac") == {}
    assert (cells(made, "03")["nv1"], cells(made, "03")["nt1"], str(cells(made, "03")["nt18"])) == (1, 10_000_000, "40.00")
    assert cells(made, "06") == {"mg1": 1, "mg3": 1, "mg5": 1, "mg7": 2_000_000, "mg8": 1_500_000}
    assert cells(made, "07") == {"bp1": 3, "bp2": 1, "bp3": 2, "bp4": 1, "bp6": 1, "bp7": 1, "bp8": 9_000_000}
    assert cells(made, "07", "d.kind.seize") == {"bp1": 1, "bp3": 1, "bp4": 1, "bp8": 9_000_000}
    assert cells(made, "08", "d.source.complaint") == {"kn1": 2, "kn2": 1, "kn3": 1, "kn11": 2}
    assert cells(made, "08", "d.source.denunciation") == {"kn1": 1, "kn3": 1, "kn5": 1, "kn8": 1}
    assert cells(made, "08", "d.source.petition") == {"kn1": 1, "kn3": 1, "kn11": 1}
    assert cells(made, "09") == {"td1": 1, "td2": 12, "td3": 1, "td4": 1, "td5": 12, "td6": 1, "td7": 12, "td9": 1}
    assert cells(made, "10") == {"gs1": 2, "gs3": 2, "gs5": 1, "gs9": 1, "gs12": 1, "gs16": 1}
    assert cells(made, "11") == {"bt1": 1, "bt3": 1, "bt4": 1, "bt7": 1, "bt8": 70_000_000}
    assert cells(made, "12") == {"hc1": 2, "hc2": 1, "hc3": 1, "hc4": 1, "hc6": 1, "hc7": 1}
    assert cells(made, "LN02") == {"ta1": 2, "ta2": 1, "ta3": 1}
    assert cells(made, "LN03") == cells(made, "12")
    assert cells(made, "LN01") == cells(made, "01")


def test_the_interagency_forms_and_lists_are_of_their_months(office: Bench) -> None:
    def ids(months: int) -> tuple[set[str], set[str]]:
        made = reporting.make(office.desk, 2025, months)
        return {f.form for f in made.all_forms if f.form.startswith("LN")}, {x.id for x in made.regime.lists}

    assert ids(3) == ({"LN01", "LN01T", "LN02", "LN03"}, {"so_rieng", "dang_thi_hanh", "boi_thuong", "tin_dung"})
    assert ids(2) == (set(), set())
    assert ids(12)[1] == {"so_rieng", "dang_thi_hanh", "boi_thuong", "tin_dung", "chuyen_ky_sau"}
    with pytest.raises(Refused) as refused:
        reporting.make(office.desk, 2025, 2, forms=("LN01",))
    assert refused.value.refusals[0].code == "return.unknown_form"
    assert [f.form for f in reporting.make(office.desk, 2025, 3, forms=("01/TKLN-THADS",)).forms] == ["LN01", "LN01T"]
    with pytest.raises(Refused) as refused:
        reporting.make(office.desk, 2025, 3, forms=("99",))
    assert str(refused.value.refusals[0].facts["known"]).count("01/TKLN-THADS") == 1


def test_behind_every_cell_stands_what_adds_up_to_it(office: Bench) -> None:
    made = reporting.make(office.desk, 2025, 3)
    for form in made.all_forms:
        rates = {c.key for c in made.regime.of_measure(form.measure) if c.rate}
        for row in form.rows:
            for key, value in row.cells.items():
                if key not in rates:
                    assert sum(n for _k, _r, n in reporting.behind(office.desk, made, form.form, row.key, key)) == (value or 0), (form.form, row.key, key)
    ((key, brief, _n),) = reporting.behind(office.desk, made, "09", "tong", "td2")
    assert key.startswith("entry:tiep_dan.")
    assert isinstance(brief, return_lists.EntryBrief)
    assert (brief.number_text, brief.decision_day) == ("TD 1/2024", date(2024, 11, 4))


def test_the_lists_name_their_lines_and_agree_with_the_forms(office: Bench) -> None:
    made = reporting.make(office.desk, 2025, 12)
    assert [v.id for v in made.violations if v.id == "V14"] == []
    shown = return_lists.show(office.desk, made, "chuyen_ky_sau")
    assert len(shown.rows) == cells(made, "01")["c17"] == 3
    credit = return_lists.show(office.desk, reporting.make(office.desk, 2025, 3), "tin_dung")
    ((_key, said),) = credit.rows
    assert "Đỗ Thị Ánh Tuyết" in said
    assert 3_500_000 in said
    (claim,) = return_lists.show(office.desk, made, "boi_thuong").rows
    assert claim[1][1] == "BT 1/2024"
    with pytest.raises(Refused) as refused:
        return_lists.show(office.desk, made, "khac")
    assert refused.value.refusals[0].code == "return.unknown_list"


def test_a_list_that_says_otherwise_than_its_form_keeps_from_closing(office: Bench) -> None:
    made = reporting.make(office.desk, 2025, 3)
    from thads_desktop.returns.listings import check_lists

    (found,) = check_lists(made.regime, made.all_forms, [f for f in made.facts if f.matter != made.facts[0].matter], made.records)
    assert (found.id, found.soft) == ("V14", False)
    assert "Danh sách việc đang tổ chức thi hành có 2 dòng, khác với ô c11 của biểu 01/TK-THA (3)" in found.says


def test_files_of_forms_and_lists(office: Bench, tmp_path: Path) -> None:
    made = reporting.make(office.desk, 2025, 3)
    written = {p.name: p for p in reporting.write(office.desk, made, tmp_path / "ra")}
    assert sorted(n.rpartition("-")[2] for n in written if "danh-sach" in n) == ["sach.pdf", "sach.xlsx"]
    book = load_workbook(io.BytesIO(next(p for n, p in written.items() if n.endswith("2024.xlsx")).read_bytes()))
    assert book.sheetnames == [*(f"{n:02d}-TK-THA" for n in range(1, 13)), "01-TKLN-THADS", "01-TKLN-THADS (2)", "02-TKLN-THADS", "03-TKLN-THADS"]
    seen = [c for sheet in book for r in sheet.iter_rows(min_row=8, min_col=2) for c in r if c.value is not None]
    signed = {str(c.value) for c in seen if c.data_type == "s"}
    assert not any(ch.isdigit() for text in signed for ch in text), "every figure is a number"
    assert "(Ký, ghi rõ họ tên, đóng dấu)" in signed
    assert {c.data_type for c in seen} == {"n", "s"}
    assert book["11-TK-THA"].cell(8, 9).value == 70_000_000
    text = " ".join(" ".join(p.extract_text().split()) for p in PdfReader(next(p for n, p in written.items() if n.endswith("2024.pdf"))).pages)
    for piece in ("70.000", "VIỆN TRƯỞNG VIỆN KIỂM SÁT NHÂN DÂN", "CHÁNH ÁN TÒA ÁN NHÂN DÂN", "Thông tư liên tịch số 12/2021", "12/TK-THA"):
        assert piece in text
    lists = load_workbook(io.BytesIO(next(p for n, p in written.items() if n.endswith("sach.xlsx")).read_bytes()))
    assert len(lists.sheetnames) == 4
    parts = package.read_any(next(p for n, p in written.items() if n.endswith(".thads")).read_bytes()).parts
    plain = json.loads(parts["return.json"])
    assert {x["list"]: x["count"] for x in plain["lists"]} == {"so_rieng": 0, "dang_thi_hanh": 3, "boi_thuong": 1, "tin_dung": 1}
    evidence = read_evidence(parts["evidence.jsonl"])
    assert evidence.format == 2
    again = {f.form: f for f in own_forms(made.regime, evidence)}
    assert all(again[f.form].rows[0].cells == f.rows[0].cells for f in made.all_forms)


def test_a_closing_is_recomputed_with_its_records_and_lists(office: Bench) -> None:
    made = reporting.close(office.desk, reporting.make(office.desk, 2025, 3))
    entry(office, "tiep_dan", received=date(2024, 12, 4), kind="hoi")
    line_kinds.say(office.desk, office.matters[2], {1: "phat_tien"})
    assert upkeep.verify(office.desk).findings == ()
    later = reporting.make(office.desk, 2025, 3)
    assert later.late
    assert cells(later, "09")["td1"] == 2
    reopening.reopen(office.desk, made.regime.id, 2025, 3, "Ghi sót một buổi tiếp dân")
    assert reporting.close(office.desk, later).changed == ("03/QĐ-CCTHADS", "TD 3/2024")
    assert cells(reporting.make(office.desk, 2025, 3, seq=made.seq), "09")["td1"] == 1


def as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program as it was when the files knew four forms and evidence no records."""
    older = tuple(
        replace(r, forms=tuple(f for f in r.forms if f.id in ("01", "02", "04", "05")), lists=(), bounds=(), file_digest="a" * 64)
        for r in load_regimes()
    )
    monkeypatch.setattr(reporting, "regimes", lambda: older)
    old_of = return_files.evidence_of
    monkeypatch.setattr(reporting, "evidence_of", lambda made, _written=1: old_of(made, 1))
    content = return_files.content_of

    def old_content(made: reporting.Made) -> bytes:
        plain = json.loads(content(made))
        return json.dumps({k: v for k, v in plain.items() if k not in ("evidence", "lists")}, ensure_ascii=False, sort_keys=True).encode()

    monkeypatch.setattr(reporting, "content_of", old_content)


def test_a_return_closed_when_the_file_knew_fewer_forms_still_holds(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        as_before(before)
        reporting.close(office.desk, reporting.make(office.desk, 2025, 3))
    found = reclosing.recheck(office.desk)
    assert found.findings == ()
    assert any("định nghĩa biểu mẫu đã thay đổi" in n for n in found.notes)
    made = reporting.make(office.desk, 2025, 3)
    assert made.closed == ""
    assert made.further[:2] == ("03/TK-THA", "06/TK-THA")
    assert "số liệu của các biểu đã chốt không đổi; các biểu 03/TK-THA" in made.late
    office.reopen(2025, 3, "2024")
    assert reporting.close(office.desk, made).supplementary
    assert reclosing.recheck(office.desk).findings == ()


def test_a_return_closed_before_is_found_wrong_when_its_figures_are(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        as_before(before)
        made = reporting.make(office.desk, 2025, 3)
        first = made.all_forms[0]
        total = replace(first.rows[0], cells={**first.rows[0].cells, "c3": 99, "c1": 99, "c6": 99, "c17": 99, "c7": 99, "c11": 99})
        reporting.close(office.desk, replace(made, all_forms=(replace(first, rows=(total, *first.rows[1:])), *made.all_forms[1:])))
    assert any("ô c1 đã chốt 99" in f for f in reclosing.recheck(office.desk).findings)


def test_evidence_of_either_format_comes_back_and_odd_records_are_refused(office: Bench) -> None:
    made = reporting.make(office.desk, 2025, 3)
    for written in (1, 2):
        data = reporting.evidence_of(made, written)
        assert write_evidence(read_evidence(data)) == data
        assert bool(read_evidence(data).records) == (written == 2)
    from thads_desktop.returns.consolidate import EvidenceError

    data = reporting.evidence_of(made)
    for old, new in ((b'"large=co"', b'"large=vua"'), (b'"reception"', b'"tra_da"'), (b'"records":', b'"recordz":'), (b'"format":2', b'"format":1')):
        assert old in data
        with pytest.raises(EvidenceError):
            read_evidence(data.replace(old, new, 1))


def test_what_is_said_of_obligations_and_forces(office: Bench) -> None:
    lines, _ = line_kinds.of_matter(office.desk, office.matters[2])
    assert [(x.line, x.kind) for x in lines] == [(1, "khac")]
    for wrong, code in (({1: "vang"}, "line_kind.unknown"), ({7: "an_phi"}, "line_kind.no_line"), ({1: "khac"}, "line_kind.nothing")):
        with pytest.raises(Refused) as refused:
            line_kinds.say(office.desk, office.matters[2], wrong)
        assert refused.value.refusals[0].code == code
    line_kinds.say_forces(office.desk, office.matters[2], "k2", forces=False)
    assert cells(reporting.make(office.desk, 2025, 3), "07")["bp5"] == 1
    for paper, forces, code in (("k2", False, "forces.same"), ("x", True, "forces.no_measure")):
        with pytest.raises(Refused) as refused:
            line_kinds.say_forces(office.desk, office.matters[2], paper, forces=forces)
        assert refused.value.refusals[0].code == code


def test_words_suggest_a_kind() -> None:
    said = [
        kinds.suggested(t, (), state=True)
        for t in ("Án phí dân sự sơ thẩm", "Truy thu tiền thu lợi bất chính", "Truy thu thuế", "Tịch thu sung công", "Tiền phạt bổ sung", "Tiền khác")
    ]
    assert said == ["an_phi", "thu_loi_bat_chinh", "truy_thu", "tich_thu", "phat_tien", "thu_khac"]
    assert kinds.suggested("Trả nợ vay", ("Ngân hàng Thương mại Cổ phần A",), state=False) == "tin_dung"
    assert kinds.suggested("Trả nợ vay", ("Công ty A",), state=False) == "khac"


def test_the_vocabulary_is_that_of_the_law_and_the_books() -> None:
    measures = {e.act: e.family for e in decisions.catalogue().entries if e.family}
    assert {k for k, f in measures.items() if f == "security"} == set(record_words.SECURITY)
    assert {k for k, f in measures.items() if f == "coercion"} == set(record_words.COERCION)
    assert {k.key for k in kinds.kinds()} == set(words.OBLIGATIONS)
    assert {k.key for k in kinds.kinds() if k.state} == set(words.REVENUES)
    for source in record_words.SOURCES.values():
        if not source.book:
            continue
        of = book_rights.named(source.book)
        for name in (source.settled, source.refused, *source.yes_days.values()):
            assert not name or of.field(name).kind == "date", (source.name, name)
        for dim, name in source.choices.items():
            known = {code for code, _ in of.field(name).options}
            assert known == set(source.dims[dim]) - {record_words.UNSAID}, (source.name, dim)
        for name, kind in ((source.people, "number"), (source.asked, "money"), (source.given, "money")):
            assert not name or of.field(name).kind == kind


def test_only_what_has_events_since_is_read_again(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    first = reporting.make(office.desk, 2025, 3)
    read: list[int] = []
    from thads_desktop.returns.facts import FactReader

    whole = FactReader.of
    monkeypatch.setattr(FactReader, "of", lambda self, events: read.append(1) or whole(self, events))
    assert reporting.make(office.desk, 2025, 3).facts == first.facts
    assert read == []
    append(office, office.matters[0], date(2024, 12, 20), ev.Collected(1, 1_000_000))
    changed = reporting.make(office.desk, 2025, 3)
    assert len(read) == 1
    fresh = reporting.make(replace(office.desk, returns_read={}), 2025, 3)
    assert (fresh.facts, fresh.records, fresh.all_forms) == (changed.facts, changed.records, changed.all_forms)
    new = office.decision(number="19/2019/DS-ST", debtor="Phạm Thị Mới", day=date(2024, 12, 12))
    kept = reporting.make(office.desk, 2025, 3)
    assert kept.facts == reporting.make(replace(office.desk, returns_read={}), 2025, 3).facts
    assert new in {f.matter for f in kept.facts}


def test_an_empty_list_says_so_beside_its_note(tmp_path: Path) -> None:
    made = bench(tmp_path / "empty", DAY)
    made.on(END)
    due = reporting.make(made.desk, 2025, 3)
    whole = return_lists.listing(made.desk, due, [return_lists.show(made.desk, due, x.id) for x in due.regime.lists])
    noted = [t.note for t in whole.tables]
    assert all(n.startswith("Không có việc nào.") for n in noted)
    assert "Không có việc nào. Khoản của tổ chức tín dụng: theo loại khoản đã ghi." in noted
    assert whole.sealed
    made.desk.close()


@pytest.mark.skipif(shutil.which("localc") is None, reason="LibreOffice Calc is not installed")
def test_libreoffice_opens_the_workbooks_with_numbers_as_numbers(office: Bench, tmp_path: Path) -> None:
    made = reporting.make(office.desk, 2025, 3)
    (tmp_path / "a.xlsx").write_bytes(reporting.sheet(office.desk, made))
    (tmp_path / "b.xlsx").write_bytes(return_lists.files(office.desk, made)[".xlsx"])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    told = ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), str(tmp_path / "a.xlsx"), str(tmp_path / "b.xlsx")]
    done = subprocess.run(told, capture_output=True, timeout=55, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "a.ods") as ods:
        content = ods.read("content.xml").decode()
    assert 'office:value="70000000"' in content
    assert "Err:" not in content
    with zipfile.ZipFile(tmp_path / "b.ods") as ods:
        assert 'office:value="70000000"' in ods.read("content.xml").decode()


def test_a_whole_register_is_said_by_its_words(tmp_path: Path) -> None:
    office = bench(tmp_path / "data", DAY)
    try:
        matter = office.decision()
        with office.desk.writing("keep") as uow:
            row = uow.row("matter", matter)
            assert row is not None
            uow.write_row("matter", matter, {**row, "obligations": {"1": "Án phí dân sự sơ thẩm"}})
            uow.commit()
        assert line_kinds.say_all(office.desk) == 0
        append(office, matter, DAY, LineKindSaid((KindOfLine(1, "thu_khac"),)))
        assert [x.begins for x in line_kinds.of_matter(office.desk, matter)[0]] == ["an_phi"]
        assert (line_kinds.say_all(office.desk), line_kinds.say_all(office.desk)) == (1, 0)
        assert [x.kind for x in line_kinds.of_matter(office.desk, matter)[0]] == ["an_phi"]
    finally:
        office.desk.close()


def test_columns_and_memos_that_came_since_do_not_change_what_was_closed(office: Bench) -> None:
    made = reporting.close(office.desk, reporting.make(office.desk, 2025, 3))
    (closing,) = reporting.closings(office.desk, made.regime.id, 2025, 3)
    with office.desk.reading() as reader:
        kept = closed_forms.of(reader, closing)
    wider = tuple(
        replace(f, memo={**f.memo, "da_thu_so_rieng": 5}, rows=tuple(replace(r, cells={**r.cells, "them": 0}) for r in f.rows)) for f in made.all_forms
    )
    assert closed_forms.same(closing, kept, wider)
    assert closed_forms.further(closing, kept, wider) == ()
    other = replace(wider[0], rows=(replace(wider[0].rows[0], cells={**wider[0].rows[0].cells, "c2": 99}), *wider[0].rows[1:]))
    assert not closed_forms.same(closing, kept, (other, *wider[1:]))
    assert not closed_forms.same(closing, {}, wider)
    assert closed_forms.further(closing, {k: v for k, v in kept.items() if k != "06"}, wider) == ()
