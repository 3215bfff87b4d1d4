"""The folder in which a matter leaves: opened again by another library, by the page's own script, and told when anything was changed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

from tests.office import LOGIN, PASSWORD, Bench, bench
from tests.rounds import codes
from tests.scans import pdf, picture
from thads_desktop.__main__ import main
from thads_desktop.domain import access_events as ae
from thads_desktop.domain.guessable import guessable
from thads_desktop.domain.refusal import Refused
from thads_desktop.exchange import sealed_folder
from thads_desktop.paths import resource
from thads_desktop.services import acts, case_file, file_folder, receipts, scans
from thads_desktop.services.case_file import Put

DAY = date(2026, 7, 6)
SECRET = "bamod-cuxit-dagon-mật"
EVIL = "</script><img src=x onerror=alert(1)> & \" ' `${x}`"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def filled(office: Bench) -> str:
    matter = office.decision()
    key = case_file.put(office.desk, matter, Put(f"Đơn {EVIL}", DAY, 2))
    acts.collect(office.desk, matter, DAY, 1, 1_000_000, official=receipts.Official("enforcement", "77"))
    scans.attach(office.desk, matter, key, scans.looked(picture(), "a", 20))
    scans.attach(office.desk, matter, key, scans.looked(picture("TIFF", pages=2), "b", 20))
    scans.attach(office.desk, matter, "", scans.looked(pdf(3), "c", 20))
    case_file.number(office.desk, matter)
    return matter


def left(office: Bench, matter: str, out: Path, **more: Any) -> Path:
    return file_folder.make(office.desk, matter, out, SECRET, "Viện kiểm sát nhân dân", "kiểm sát hồ sơ", rounds=1000, **more).folder


def head_of(folder: Path) -> dict[str, Any]:
    found = re.search(r"window\.THADS_HEAD = (\{.*?\});</script>", (folder / sealed_folder.PAGE).read_text(encoding="utf-8"))
    assert found is not None
    head: dict[str, Any] = json.loads(found[1])
    return head


def opened(folder: Path, name: str, sealed: str, secret: str = SECRET) -> bytes:
    import base64

    head = head_of(folder)
    return sealed_folder.open_part(secret, base64.b64decode(head["salt"]), head["rounds"], head["id"], name, sealed)


def content(folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(opened(folder, "content", head_of(folder)["content"]))
    return made


def part(folder: Path, name: str) -> str:
    found = re.fullmatch(r'THADS_PART\("(phan-\d+)","([A-Za-z0-9+/=]+)"\);\n', (folder / f"{name}.js").read_text(encoding="ascii"))
    assert found is not None
    assert found[1] == name
    return found[2]


def test_what_leaves_is_the_matter_and_every_paper_and_nothing_lies_open(office: Bench, tmp_path: Path) -> None:
    matter = filled(office)
    folder = left(office, matter, tmp_path / "ra")
    made = content(folder)
    titles = [s["title"] for s in made["sections"]]
    assert titles == ["Đương sự", "Nghĩa vụ (tiền: đồng)", "Tiền đang giữ", "Thu, chi tiền", "Diễn biến", "Danh mục tài liệu"]
    documents = made["sections"][-1]
    assert documents["rows"][2][:3] == ["3-4", "06/07/2026", f"Đơn {EVIL}"]
    along = [[f["type"] for f in files] for files in documents["files"]]
    assert along == [["application/pdf"], [], ["image/jpeg", "application/pdf"], [], ["application/pdf"]]
    with office.desk.reading() as reader:
        stored = reader.blob(case_file.load(office.desk, reader, matter)[2].papers[case_file.shown(office.desk, matter).rows[0].paper].sha256)
    assert opened(folder, "phan-0001", part(folder, "phan-0001")) == stored
    assert opened(folder, "phan-0004", part(folder, "phan-0004")) == pdf(3)
    assert "Viện kiểm sát nhân dân" in " ".join(made["said"])
    money = next(s for s in made["sections"] if s["title"] == "Thu, chi tiền")
    assert money["rows"] == [["06/07/2026", "Thu", "Thu tiền thi hành án", "1.000.000", "", "77"]]
    for file in folder.iterdir():
        data = file.read_bytes()
        assert b"%PDF" not in data
        assert "Nguyễn Văn An".encode() not in data
        assert EVIL.encode() not in data
        assert SECRET.encode() not in data


def test_what_is_left_out_is_not_in_it(office: Bench, tmp_path: Path) -> None:
    matter = filled(office)
    folder = left(office, matter, tmp_path / "ra", parts=("obligations",))
    assert [s["title"] for s in content(folder)["sections"]] == ["Đương sự", "Nghĩa vụ (tiền: đồng)", "Danh mục tài liệu"]
    assert [f.name for f in folder.iterdir()] == [sealed_folder.PAGE]


def test_recipient_and_purpose_are_asked_and_kept_in_the_log(office: Bench, tmp_path: Path) -> None:
    matter = filled(office)
    out = tmp_path / "ra"
    for more, code in (
        ({"recipient": " "}, "export.no_purpose"), ({"purpose": ""}, "export.no_purpose"), ({"secret": "ngắn"}, "folder.weak"),
        ({"secret": "123456789012"}, "folder.guessable"), ({"secret": "aaaaaaaaaaaa"}, "folder.guessable"),
        ({"parts": ()}, "folder.nothing"), ({"parts": ("tất cả",)}, "folder.bad_part"),
    ):  # fmt: skip
        given: dict[str, Any] = {"secret": SECRET, "recipient": "Tòa án", "purpose": "xét lại", "parts": ("scans",)} | more
        with pytest.raises(Refused) as refused:
            file_folder.make(office.desk, matter, out, given["secret"], given["recipient"], given["purpose"], given["parts"], rounds=1000)
        assert codes(refused) == [code]
    assert not out.exists()
    folder = left(office, matter, out)
    # Whose file it is stands inside alone.
    assert re.fullmatch(r"ho-so-ma-hoa-20260706-[0-9a-f]{6}", folder.name)
    assert "thads" not in folder.name
    with pytest.raises(Refused) as refused:
        left(office, matter, out)
    assert codes(refused) == ["folder.exists"]
    assert folder.is_dir()
    with office.desk.reading() as reader:
        noted = [e.body for _s, events in reader.stream("export") for e in events if isinstance(e.body, ae.Exported)]
        assert [(n.what, n.count) for n in noted] == [("folder", 4)]
        row = reader.row("export", noted[0].row) or {}
    assert (row["recipient"], row["purpose"]) == ("Viện kiểm sát nhân dân", "kiểm sát hồ sơ")
    assert SECRET not in json.dumps(row, ensure_ascii=False)


def test_another_password_another_place_and_a_changed_byte_open_nothing(office: Bench, tmp_path: Path) -> None:
    folder = left(office, filled(office), tmp_path / "ra")
    sealed = part(folder, "phan-0001")
    changed = ("A" if sealed[40] != "A" else "B").join((sealed[:40], sealed[41:]))
    for name, data, secret in (("phan-0001", sealed, "khác hẳn mật khẩu"), ("phan-0002", sealed, SECRET), ("phan-0001", changed, SECRET)):
        with pytest.raises(InvalidTag):
            opened(folder, name, data, secret)
    assert opened(folder, "phan-0001", sealed, f" {SECRET} ").startswith(b"%PDF")


def test_passwords_are_offered_that_nobody_guesses() -> None:
    found = {file_folder.password() for _ in range(50)}
    assert len(found) == 50
    assert all(re.fullmatch(r"([a-z]{5}-){5}[a-z]{5}", p) for p in found)


def test_the_page_sets_words_as_text_alone_and_asks_nothing_of_a_network() -> None:
    script = resource("file", "page.js").read_text(encoding="utf-8") + resource("file", "crypto.js").read_text(encoding="utf-8")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(", "XMLHttpRequest", "http:", "https:"):
        assert word not in script, word


@pytest.mark.usefixtures("qapp")
def test_the_pages_own_arithmetic_holds_the_known_vectors() -> None:
    """By Qt's engine of JavaScript, which is here wherever the program is: SHA-256, PBKDF2 and AES-256-GCM against published vectors."""
    from PySide6.QtQml import QJSEngine

    engine = QJSEngine()
    assert not engine.evaluate(resource("file", "crypto.js").read_text(encoding="utf-8").replace('"use strict";', "")).isError()
    tell = """(function () {
      function un(h) {
        var o = new Uint8Array(h.length / 2);
        for (var i = 0; i < o.length; i++) { o[i] = parseInt(h.substr(2 * i, 2), 16); }
        return o;
      }
      function hex(b) {
        var s = b === null ? "null" : "";
        for (var i = 0; b !== null && i < b.length; i++) { s += (b[i] + 256).toString(16).slice(1); }
        return s;
      }
      var key = un("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"), iv = un("cafebabefacedbaddecaf888");
      var extra = un("feedfacedeadbeeffeedfacedeadbeefabaddad2");
      var sealed = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662";
      var work = ThadsCrypto.pbkdf2(un("70617373776f7264"), un("73616c74"), 4096);
      while (work.step(500)) { }
      return [hex(ThadsCrypto.sha256(un("616263"))), hex(work.key()),
              hex(ThadsCrypto.open(key, iv, extra, un(sealed + "76fc6ece0f4e1768cddf8853bb2d551b"))),
              hex(ThadsCrypto.open(key, iv, extra, un(sealed + "76fc6ece0f4e1768cddf8853bb2d551c")))].join(" ");
    })()"""
    said = engine.evaluate(tell).toString().split()
    assert said == [
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        "null",
    ]


def test_from_the_command_line(office: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    matter = filled(office)
    number = case_file.shown(office.desk, matter).number_text
    folder, out = office.desk.folder, tmp_path / "ra"
    office.desk.close()
    monkeypatch.setenv("THADS_ACCOUNT", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    monkeypatch.setattr(sealed_folder, "ROUNDS", 1000)
    asked = ["folder", number, "--data", str(folder), "--out", str(out), "--recipient", "Tòa án", "--purpose", "xét lại", "--without", "money", "--json"]

    def ran(*more: str) -> tuple[int, str]:
        code = main([*asked, *more])
        said = capsys.readouterr()
        return code, said.out + said.err

    assert "THADS_FOLDER_PASSWORD" in ran()[1]
    monkeypatch.setenv("THADS_FOLDER_PASSWORD", SECRET)
    assert "Không có phần nào" in ran("--without", "xyz")[1]
    code, said = ran()
    assert code == 0
    made = json.loads(said)
    assert Path(made["folder"]).parent == out
    assert [s["title"] for s in content(Path(made["folder"]))["sections"]][-1] == "Danh mục tài liệu"


@pytest.mark.skipif(shutil.which("node") is None, reason="the page is run by node, which is not on this machine")
@pytest.mark.parametrize("plain", [False, True], ids=["the browser's own crypto", "the page's own"])
def test_the_page_itself_opens_what_was_sealed(office: Bench, tmp_path: Path, plain: bool) -> None:
    folder = left(office, filled(office), tmp_path / "ra")
    (folder / "phan-0003.js").unlink()
    spoilt = folder / "phan-0002.js"
    text = spoilt.read_text(encoding="ascii")
    spoilt.write_text(text[:60] + ("A" if text[60] != "A" else "B") + text[61:], encoding="ascii")
    node = shutil.which("node")
    assert node is not None
    script = Path(__file__).with_name("open_folder.js")
    ran = subprocess.run([node, str(script), str(folder), SECRET, "plain" if plain else ""], capture_output=True, text=True, check=True, timeout=60)
    told = json.loads(ran.stdout)
    assert "Mật khẩu chưa đúng" in told["wrong"]
    assert told["title"].startswith("Hồ sơ thi hành án số")
    assert f"Đơn {EVIL}" in told["cells"]
    assert told["made"] == []
    assert told["opened"].startswith("%PDF")
    assert "phan-0002.js đã bị sửa hoặc hỏng" in told["spoilt"]
    assert "Thiếu tệp phan-0003.js" in told["missing"]


@pytest.mark.parametrize("password", [
    "123456789012", "aaaaaaaaaaaa", "abababababababab", "qwertyuiopasdf", "matkhau123456", "password1234", "thihanhandansu", "0987654321098",
    "abcdefghijklmn", "31/12/2019-31/12", "vietnam2026vietnam", "aaaabbbbccccdddd", "    12345678901   ",
])  # fmt: skip
def test_a_password_that_would_be_guessed_first(password: str) -> None:
    assert guessable(password)


@pytest.mark.parametrize("password", [SECRET, "motmatkhau-dai", "con mèo trên mái nhà", "Tr0ng-Vườn-Có-7-Cây-Ổi", "bến cảng mưa chiều"])
def test_a_password_of_words_is_taken(password: str) -> None:
    assert not guessable(password)


def test_what_the_program_proposes_is_never_refused() -> None:
    assert not any(guessable(file_folder.password()) for _ in range(300))
