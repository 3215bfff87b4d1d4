"""The commands ``forms`` and ``paper``."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.cases import in_lots
from tests.drawn import FORMS, drawn
from tests.office import PASSWORD, bench
from tests.pdfa import broken
from thads_desktop.__main__ import main
from thads_desktop.documents.catalogue import catalogue
from thads_desktop.documents.form import load_forms
from thads_desktop.documents.samples import VARIANTS, sample
from thads_desktop.domain.clock import FixedClock
from thads_desktop.parsing_papers import SAMPLES
from thads_desktop.printing.draw import draw


def run(capsys: pytest.CaptureFixture[str], *args: str, day: date = date(2026, 8, 3)) -> tuple[int, str, str]:
    code = main(list(args), FixedClock(day))
    said = capsys.readouterr()
    return code, said.out, said.err


def listed(capsys: pytest.CaptureFixture[str], *args: str) -> list[dict[str, Any]]:
    code, out, _err = run(capsys, "forms", "--json", *args)
    assert code == 0
    return list(json.loads(out)["forms"])


def test_every_form_is_listed_with_number_title_law_days_status_and_signer(capsys: pytest.CaptureFixture[str]) -> None:
    found = listed(capsys)
    assert [(f["id"], f["law"]) for f in found] == [(f.id, f.law) for f in load_forms()]
    for told, form in zip(found, load_forms(), strict=True):
        entry = catalogue().of(form.number)
        assert told["number"] == form.number
        assert told["catalogue_title"] == (entry.title if entry else "")
        assert (told["title"], told["status"], told["signer"], told["series"]) == (form.title, form.status, form.signer, form.series)
        assert date.fromisoformat(told["from"]) == form.start
        assert told["until"] == (form.until.isoformat() if form.until else None)
        assert told["in_force"] == form.on(date(2026, 8, 3))
        assert told["recipients"] == [r.text for r in form.recipients]
    assert {f["law"] for f in listed(capsys, "--law", "2008")} == {"2008"}


def test_people_read_one_line_for_each_form(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "forms", "--law", "2025")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert len(lines) == sum(f.law == "2025" for f in load_forms())
    deferral = next(x for x in lines if " deferral: " in x)
    assert deferral.startswith(" 28  2025  deferral: Quyết định hoãn thi hành án; Thủ trưởng ký; dựng lại; từ 01/07/2026")


@pytest.mark.parametrize("variant", SAMPLES)
def test_a_sample_is_drawn(variant: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "mẫu.pdf"
    code, out, _ = run(capsys, "paper", "deferral", "--sample", variant, "--out", str(file))
    assert code == 0
    assert str(file) in out
    form = next(f for f in load_forms() if (f.id, f.law) == ("deferral", "2025"))
    assert file.read_bytes() == draw(sample(form, variant))
    assert broken(file.read_bytes()) == []


def test_the_samples_of_the_command_are_those_of_the_golden_tests() -> None:
    assert SAMPLES == VARIANTS


@in_lots("name", FORMS, 20)
def test_the_second_sample_has_a_second_page(name: str) -> None:
    assert len(PdfReader(io.BytesIO(drawn(name, "second"))).pages) >= 2


@pytest.mark.parametrize(
    ("said", "day", "law"),
    [
        ("28", date(2026, 8, 3), "2025"), ("28", date(2020, 3, 2), "2008"), ("deferral", date(2020, 3, 2), "2008"),
        ("deferral:2008", date(2026, 8, 3), "2008"), ("deferral_2025", date(2020, 3, 2), "2025"), ("deferral", date(1990, 1, 1), "2025"),
        ("28:2008", date(2026, 8, 3), "2008"), ("28:2025", date(2020, 3, 2), "2025"), ("28_2008", date(2026, 8, 3), "2008"),
    ],
)  # fmt: skip
def test_a_form_is_named_in_every_way(said: str, day: date, law: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "paper", said, "--out", str(tmp_path / "a.pdf"), "--json", day=day)
    assert code == 0
    told = json.loads(out)
    assert (told["form"], told["law"]) == ("deferral", law)


@pytest.mark.parametrize(("said", "law", "force"), [("87", "2025", True), ("87:2008", "2008", False), ("fee:2008", "2008", False), ("83", "2008", False)])
def test_a_form_that_is_no_longer_in_force_is_drawn_and_said_to_be_so(
    said: str, law: str, force: bool, capsys: pytest.CaptureFixture[str], tmp_path: Path,
) -> None:  # fmt: skip
    code, out, _ = run(capsys, "paper", said, "--out", str(tmp_path / "a.pdf"), "--json")
    assert code == 0
    told = json.loads(out)
    assert (code, told["law"], told["in_force"]) == (0, law, force)
    _, out, _ = run(capsys, "paper", said, "--out", str(tmp_path / "b.pdf"))
    assert ("không có hiệu lực hôm nay" in out) is not force


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("gì thế", "--out", "a.pdf"), "Không có biểu mẫu gì thế"),
        (("999", "--out", "a.pdf"), "Không có biểu mẫu 999"),
        (("0", "--out", "a.pdf"), "Không có biểu mẫu 0"),
        (("28:2003", "--out", "a.pdf"), "Không có biểu mẫu 28:2003"),
        (("25", "--out", "a.pdf"), "không có mẫu in thử: In và gửi ở trang Xác minh, mục Đăng tải"),
        (("deferral:2003", "--out", "a.pdf"), "Không có biểu mẫu deferral:2003"),
        (("../../etc/passwd", "--out", "a.pdf"), "Không có biểu mẫu ../../etc/passwd"),
        (("deferral", "--out", "a.txt"), "đuôi .pdf"),
        (("deferral", "--out", "no/such\0/a.pdf"), ""),
        (("deferral",), "còn thiếu --out"),
        (("deferral", "--sample", "huge", "--out", "a.pdf"), "không nhận"),
    ],
)
def test_what_is_wrong_is_refused_in_words(
    args: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    try:
        code, out, err = run(capsys, "paper", *args)
    except SystemExit as ended:
        code, out, err = int(ended.code or 0), "", capsys.readouterr().err
    assert (code, out) == (2, "") or (not says and code in (1, 2))
    assert says in err
    assert "Traceback" not in err
    assert not list(tmp_path.rglob("*.pdf"))


def test_that_a_file_of_before_was_replaced_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    assert "thay tệp" not in run(capsys, "paper", "deferral", "--out", str(file))[1]
    file.write_bytes(b"another")
    code, out, _err = run(capsys, "paper", "deferral", "--out", str(file))
    assert (code, "thay tệp cùng tên đã có" in out) == (0, True)
    assert file.read_bytes().startswith(b"%PDF")
    assert json.loads(run(capsys, "paper", "1", "--out", str(file), "--json")[1])["replaced"] is True


def test_a_number_with_several_forms_is_asked_about(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    several = next((n for n in range(1, 96) if len({f.id for f in load_forms() if f.number == n}) > 1), None)
    assert several is not None
    code, _, err = run(capsys, "paper", str(several), "--out", str(tmp_path / "a.pdf"))
    assert code == 2
    assert all(f.id in err for f in load_forms() if f.number == several)


def test_a_store_is_never_written_over(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    office = bench(tmp_path / "office")
    office.desk.close()
    folder = tmp_path / "is a folder.pdf"
    folder.mkdir()
    own = tmp_path / "office" / "keys" / "a.pdf"
    for file in (own, folder, tmp_path / "office" / "thads.db" / "a.pdf"):
        code, _, err = run(capsys, "paper", "deferral", "--out", str(file))
        assert code == 2, file
        assert err
    assert not own.exists()


def test_the_forms_of_an_office_are_those_of_its_packs(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = bench(tmp_path / "office")
    office.desk.close()
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    assert [f["id"] for f in listed(capsys, "--data", str(tmp_path / "office"))] == [f.id for f in load_forms()]
