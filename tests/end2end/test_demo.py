"""The demonstration as a user starts it: what it says it made is there, and verifies; the window stands on its day."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from thads_desktop.domain.refusal import Refused
from thads_desktop.services import access, demo, demo_desk, directions_in, targets, watch_list
from thads_desktop.services.demo_places import PLACES
from thads_desktop.services.invented import Inventor

pytestmark = pytest.mark.timeout(180)
#: Counted by the demonstration; every act of an office is among them.
EVERY = (
    "quyết định thi hành án", "quyết định sửa đổi, bổ sung", "quyết định bị hủy", "giấy báo bị hủy", "quyết định hoãn bị thu hồi",
    "dự thảo bị trả lại, trình lại, Phó ký", "số văn bản hủy, giữ trong dãy", "đình chỉ một phần nghĩa vụ",
    "thông báo tạm đình chỉ", "biên bản xác minh in trước, nhập kết quả sau", "dòng ghi nhầm bị xóa",
    "khoản thu thừa giữ cho người nộp", "lần chi trả tiền", "khoản thu khi chưa có quyết định", "đương sự gộp rồi tách lại",
    "phân công theo đề xuất", "báo cáo đã chốt",
)  # fmt: skip


def program(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "thads_desktop", *words],
        capture_output=True, text=True, check=False, timeout=170,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "THADS_ACCOUNT": demo_desk.LOGIN, "THADS_PASSWORD": demo_desk.PASSWORD},
    )  # fmt: skip


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    out = tmp_path_factory.mktemp("demo")
    done = program("demo", "--matters", "80", "--offices", "3", "--out", str(out), "--json")
    assert done.returncode == 0, done.stderr
    return out, json.loads(done.stdout)


@pytest.mark.timeout(600)
def test_it_says_how_far_it_is_and_the_smallest_one_works(tmp_path: Path) -> None:
    """The smallest province of all fifteen offices, the smallest of which is smaller still by its size."""
    out = tmp_path / "mau"
    words = [sys.executable, "-m", "thads_desktop", "demo", "--matters", "30", "--out", str(out)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8") as going:
        assert going.stdout is not None
        first = [going.stdout.readline() for _ in range(2)]
        assert going.poll() is None, "said while it goes, also into a pipe"
        rest = going.stdout.read()
    assert going.returncode == 0
    assert "15 đơn vị, 450 việc" in first[0]
    assert first[1].startswith("Chi cục ")
    assert "Mở cửa sổ trên dữ liệu này" in rest
    assert sorted(f.name for f in (out / "du-lieu").iterdir()) == sorted(["cuc", *(p.slug for p in PLACES)])
    assert len(list((out / "chi-dao").glob("*.thads"))) == 15
    for name in ("cuc", "le-chan", "bach-long-vi"):
        done = program("verify", "--data", str(out / "du-lieu" / name))
        assert done.returncode == 0, done.stdout + done.stderr
    (out / "du-lieu" / "of-before").write_text("x")
    demo._clear(out)
    assert [name for name in demo.MADE if (out / name).exists()] == [], "what an earlier one made is replaced"


@pytest.mark.parametrize("matters", [-5, 0, 5, 29])
def test_too_few_matters_are_refused(matters: int, tmp_path: Path) -> None:
    done = program("demo", f"--matters={matters}", "--out", str(tmp_path / "mau"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "từ 30 việc" in done.stderr
    assert not (tmp_path / "mau").exists()


@pytest.mark.parametrize("offices", ["0", "16", "-1"])
def test_more_offices_than_there_are_is_refused(offices: str, tmp_path: Path) -> None:
    done = program("demo", f"--offices={offices}", "--out", str(tmp_path / "mau"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "từ 1 đến 15 đơn vị" in done.stderr
    assert not (tmp_path / "mau").exists()


def test_the_province_has_the_size_it_says() -> None:
    """17,500 matters a year in fifteen offices; each office big enough for the smallest sample."""
    assert len(PLACES) == 15
    assert sum(p.a_year for p in PLACES) == 17_500
    assert min(2 * p.a_year for p in PLACES) >= demo.LEAST
    for place in PLACES:
        invented = Inventor(1, place.words)
        cases = [invented.case(date(2019, 10, 1)) for _ in range(500)]
        assert sum(c.due or 0 for c in cases) / 500 * 35_000 > 10_000 * 10**9


@pytest.mark.parametrize("name", demo.MADE)
def test_folders_of_somebody_else_are_left_alone(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "cua-toi.txt").write_text("x")
    with pytest.raises(Refused) as refused:
        demo.run(tmp_path, matters=30)
    assert refused.value.refusals[0].code == "demo.not_ours"
    assert [f.name for f in tmp_path.rglob("*")] == [name, "cua-toi.txt"]


def test_every_act_was_done_in_every_office(shown: tuple[Path, dict[str, Any]]) -> None:
    _, said = shown
    assert len(said["offices"]) == 3
    for office in said["offices"]:
        assert [name for name in EVERY if not office["counts"].get(name)] == []
    first = said["offices"][0]["counts"]
    assert first["dòng đã có khi tiếp nhận lại cùng tệp"] == first["việc tiếp nhận từ sổ cũ"]
    assert first["việc của lần tiếp nhận bị hủy"] == 5


def test_the_papers_and_returns_it_names_are_there(shown: tuple[Path, dict[str, Any]]) -> None:
    out, said = shown
    drawn = sorted((out / "van-ban").rglob("*.pdf"))
    assert len(drawn) == said["papers"] >= 100
    assert all(len(PdfReader(file).pages) >= 1 for file in drawn[::20])
    for ending in ("pdf", "xlsx", "thads"):
        assert len([f for f in (out / "bao-cao").rglob(f"*.{ending}") if not f.stem.endswith("-danh-sach")]) == 9
        assert len(list((out / "tong-hop").rglob(f"*.{ending}"))) == 3
    # The lists of month 12 are owed since the circular of 2019.
    assert len(list((out / "bao-cao").rglob("*-danh-sach.pdf"))) == len(list((out / "bao-cao").rglob("*-danh-sach.xlsx"))) == 3
    for joined in said["consolidations"]:
        assert len(joined["offices"]) == 3


def test_all_stores_verify(shown: tuple[Path, dict[str, Any]]) -> None:
    out, _ = shown
    for folder in sorted((out / "du-lieu").iterdir()):
        done = program("verify", "--data", str(folder))
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_sample_stands_on_its_own_day(shown: tuple[Path, dict[str, Any]]) -> None:
    from thads_desktop.domain.clock import SystemClock
    from thads_desktop.services import queries

    out, _ = shown
    desk = access.sign_in(out / "du-lieu" / "le-chan", SystemClock(), demo_desk.LOGIN, demo_desk.PASSWORD)
    try:
        assert desk.practice
        assert str(desk.clock.today()) == "2020-10-05"
        counted = queries.counters(desk)
        assert (counted["queue"][1], counted["numbering"][1], counted["assignment"][1]) == (3, 2, 5)
    finally:
        desk.close()


def test_the_sample_is_led(shown: tuple[Path, dict[str, Any]]) -> None:
    """Targets, key matters with directions, the superior's directions as tasks, and the packs for the meeting."""
    from thads_desktop.domain.clock import SystemClock

    out, _ = shown
    desk = access.sign_in(out / "du-lieu" / "le-chan", SystemClock(), demo_desk.LOGIN, demo_desk.PASSWORD)
    try:
        with desk.reading() as reader:
            assert len([t for t in targets.of_year(desk, reader, 2021, demo_desk.TODAY) if not t.general]) >= 4
        assert any(k.direction for k in watch_list.listed(desk))
        items = directions_in.listed(desk)
        assert len(items) == 3
        assert any(i.report for i in items)
    finally:
        desk.close()
    packs = sorted((out / "giao-ban").glob("*.pdf"))
    assert [f.name.rpartition("-")[2] for f in packs] == ["cuc.pdf", "chan.pdf"]
    assert all(len(PdfReader(f).pages) >= 3 for f in packs)
