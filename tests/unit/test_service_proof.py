"""The file that proves a service, taken by its content and kept in the file of the matter; the data of a digital notice, as honest as what is known."""

from __future__ import annotations

import csv
import io
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.scans import pdf
from thads_desktop.documents.form import form_for
from thads_desktop.domain.acts import PLAIN, Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.exchange.notice_bundle import bundle, table
from thads_desktop.paths import resource
from thads_desktop.services import case_file, papers, queries, scans, service_proof, serving, upkeep, vneid

DAY = date(2026, 8, 3)
PDF = pdf()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def notice(office: Bench) -> tuple[str, str]:
    """(matter, a notice that names its debtor and its creditor)."""
    matter = office.decision()
    own = {v.name: v.sample for v in form_for("valuation_result", office.clock.day).own}
    draft = papers.Draft("valuation_result", Effect(PLAIN), matter, {**own, "asset": "xe ô tô", "reason": "x", "evidence": "x"})
    return matter, papers.issue_at_once(office.desk, draft, office.officer)[0]


def keys(office: Bench, paper: str) -> list[str]:
    return [r.recipient.key for r in serving.table(office.desk, paper).rows if r.recipient.to == "party"]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    for refusal in refused.value.refusals:
        assert "{" not in say(refusal)
    return [r.code for r in refused.value.refusals]


# --- the proof ----------------------------------------------------------------------------------------


def test_a_proof_hangs_on_its_lines_and_in_the_file(office: Bench) -> None:
    matter, paper = notice(office)
    both = keys(office, paper)
    given = scans.looked(PDF, "xac-nhan.pdf", 20)
    with pytest.raises(Refused) as refused:
        service_proof.attach(office.desk, paper, both, given)
    assert codes(refused) == ["serve.no_line"]
    serving.mark(office.desk, paper, both, serving.Given("electronic", DAY, proof="VNeID 123"))
    scan = service_proof.attach(office.desk, paper, both, given)
    rows = {r.recipient.key: r for r in serving.table(office.desk, paper).rows}
    assert [(rows[k].proof, rows[k].file) for k in both] == [("VNeID 123", scan)] * 2
    assert service_proof.content(office.desk, paper, both[0]) == ("pdf", PDF)
    with office.desk.reading() as reader:
        file, _events, _state = case_file.load(office.desk, reader, matter)
    assert [(s.scan, s.item) for s in file.scans] == [(scan, f"paper:{paper}")]
    # The same bytes for another line are not kept twice.
    assert service_proof.attach(office.desk, paper, both[:1], given) == scan
    assert upkeep.verify(office.desk).findings == ()
    scans.take_away(office.desk, matter, scan, "nhầm tệp")
    assert [r.file for r in serving.table(office.desk, paper).rows if r.recipient.key in both] == ["", ""]
    with pytest.raises(Refused) as refused:
        service_proof.content(office.desk, paper, both[0])
    assert codes(refused) == ["serve.no_proof_file"]


def test_it_is_taken_by_what_it_holds(office: Bench) -> None:
    _matter, paper = notice(office)
    serving.mark(office.desk, paper, keys(office, paper), serving.Given("electronic", DAY))
    for data, code in ((b"MZ\x90\x00 no picture", "scan.unknown_type"), (b"", "scan.empty"), (PDF[:200], "scan.damaged")):
        with pytest.raises(Refused) as refused:
            scans.looked(data, "xac-nhan.pdf", 20)
        assert codes(refused) == [code]
    with pytest.raises(Refused) as refused:
        service_proof.attach(office.desk, paper, [], scans.looked(PDF, "x.pdf", 20))
    assert codes(refused) == ["serve.nobody"]


# --- the data of a digital notice ------------------------------------------------------------------------


def opened(made: vneid.Made) -> tuple[dict[str, bytes], list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(made.data)) as box:
        assert box.testzip() is None
        files = {name: box.read(name) for name in box.namelist()}
    rows = list(csv.DictReader(io.StringIO(files["thong-bao.csv"].decode("utf-8-sig"))))
    return files, rows


def test_the_file_has_recipient_number_paper_and_print_and_says_what_is_not_known(office: Bench) -> None:
    _matter, paper = notice(office)
    made = vneid.made(office.desk, paper)
    files, rows = opened(made)
    assert [(r["Họ tên, tên tổ chức"], r["Số định danh, mã số"], r["Ngày ban hành"]) for r in rows] == [("Nguyễn Văn An", "031080000001", "03/08/2026")]
    assert rows[0]["Số, ký hiệu"] == serving.table(office.desk, paper).number_text
    assert files[rows[0]["Tệp văn bản"]] == papers.stored(office.desk, paper)
    said = files["DOC-TRUOC.txt"].decode("utf-8-sig")
    assert "chưa được xác lập" in said
    assert "Chương trình không gửi gì đi" in said
    assert made.left_out == ("Công ty TNHH Ánh Dương: chưa có số định danh, phải thông báo trực tiếp, qua bưu chính hoặc cách khác",)
    assert made.left_out[0] in said
    assert vneid.made(office.desk, paper).data == made.data, "equal content, equal bytes"


def test_what_vneid_does_not_notify_is_refused_with_its_article(office: Bench) -> None:
    matter = office.decision()
    opening = queries.matter(office.desk, matter).state.opening_paper
    with pytest.raises(Refused) as refused:
        vneid.made(office.desk, opening)
    assert codes(refused) == ["vneid.not_for"]
    assert "khoản 1 Điều 16 Nghị định 152/2026/NĐ-CP" in say(refused.value.refusals[0])


def test_nobody_with_a_number_is_refused_by_name(office: Bench) -> None:
    _matter, paper = notice(office)
    creditor = [k for k in keys(office, paper) if "031080000001" not in k][-1:]
    with pytest.raises(Refused) as refused:
        vneid.made(office.desk, paper, creditor)
    assert codes(refused) == ["vneid.nobody"]
    assert "Công ty TNHH Ánh Dương" in say(refused.value.refusals[0])


def test_before_the_law_knew_this_way_there_is_none(tmp_path: Path) -> None:
    office = bench(tmp_path / "data", date(2020, 8, 5))
    _matter, paper = notice(office)
    with pytest.raises(Refused) as refused:
        vneid.made(office.desk, paper)
    assert codes(refused) == ["vneid.not_yet"]
    office.desk.close()


def test_the_layout_says_its_source_and_that_it_is_not_established() -> None:
    data = tomllib.loads(resource("papers", "vneid.toml").read_text(encoding="utf-8"))
    assert data["status"] == "unknown"
    assert "152/2024" in data["cite"]
    assert {name for name, _heading in vneid.layout().columns} == {
        "number", "name", "kind", "identity", "address", "title", "number_text", "issued", "matter", "file",
    }  # fmt: skip


def test_no_cell_is_a_formula_and_names_stay_whole() -> None:
    rows = list(csv.reader(io.StringIO(table(["a", "b"], [['=HYPERLINK("x")', 'Nguyễn, "Văn" A\nB']]).decode("utf-8-sig"))))
    assert rows == [["a", "b"], ["'=HYPERLINK(\"x\")", 'Nguyễn, "Văn" A\nB']]
    assert bundle({"a": b"1"}) == bundle({"a": b"1"})
