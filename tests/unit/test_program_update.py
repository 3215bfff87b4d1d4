"""A new program by signed file: verified, unpacked beside the old one, tested, then in use at once; and back."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.office import LOGIN, PASSWORD, bench
from tests.packs import longer, packed
from tests.programs import BROKEN, HERE, LINKS, PUBLISHERS, SECRET, build, signed, stands, whole
from thads_desktop import switched
from thads_desktop.__main__ import main
from thads_desktop.domain.refusal import Refused
from thads_desktop.exchange import package, program, signature
from thads_desktop.services import access, commands_update, copies, program_update

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the start program of these builds is a script for sh")


def code(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.refusals[0].code


def install(at: program_update.Place, data: bytes, copy: str = "") -> program_update.Switched:
    return program_update.install(at, program_update.look(at, data, PUBLISHERS), lambda: copy)


def started(folder: Path) -> str:
    """What answers when the program in a folder is started as its start file does."""
    script = "import sys; from pathlib import Path; from thads_desktop import switched; switched.hand_over(Path(sys.argv[1]), ['tool', 'x y'])"
    environment = {k: v for k, v in os.environ.items() if k != switched.STAY} | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder / switched.PROGRAM)], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout.strip()


def test_the_new_program_is_used_and_the_old_one_is_the_way_back(tmp_path: Path) -> None:
    at = stands(tmp_path)
    assert started(at.folder) == "", "without an update the program stays itself"
    done = install(at, signed("0.2.0"), "/sao/luu.db")
    assert (done.version, done.folder, done.before) == ("0.2.0", tmp_path / "thads-desktop-0.2.0", at.folder)
    assert whole(done.folder, "0.2.0")
    assert whole(at.folder, "0.1.0")
    assert started(at.folder) == "0.2.0 tool x y"
    assert started(done.folder) == "", "the new one stays itself"
    gone_back = program_update.back(program_update.Place(done.folder, "0.2.0", HERE))
    assert (gone_back.folder, gone_back.copy) == (at.folder, "/sao/luu.db")
    assert started(done.folder) == "0.1.0 tool x y"
    program_update.back(at)
    assert started(at.folder) == "0.2.0 tool x y"


def test_one_update_after_another(tmp_path: Path) -> None:
    at = stands(tmp_path)
    second = install(at, signed("0.2.0"))
    third = install(program_update.Place(second.folder, "0.2.0", HERE), signed("0.3.0"))
    assert started(at.folder) == "0.3.0 tool x y"
    program_update.back(program_update.Place(third.folder, "0.3.0", HERE))
    assert started(at.folder) == "0.2.0 tool x y"


def test_a_program_that_fails_its_own_test_is_not_used_and_leaves_nothing(tmp_path: Path) -> None:
    at = stands(tmp_path)
    data = signed("0.2.0", build("0.2.0", BROKEN))
    assert code(lambda: install(at, data)) == "program.self_test"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["thads-desktop"]
    assert code(lambda: program_update.back(at)) == "program.no_way_back"
    install(at, signed("0.2.0"))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (signed("0.1.0"), "program.not_newer"),
        (signed("0.0.9"), "program.not_newer"),
        (signed("0.2.0", platform="solaris-sparc"), "program.other_system"),
        (signed("0.2.0", secret=bytes(range(32))), "pack.unknown_publisher"),
        (signed("0.2.0", {"read.me": (b"x", False)}), "program.bad_file"),
        (packed(longer()), "package.wrong_kind"),
        (signed("0.2.0")[:200], "package.truncated"),
    ],
)
def test_what_is_no_newer_program_for_this_system_by_the_publisher_is_refused(tmp_path: Path, data: bytes, expected: str) -> None:
    at = stands(tmp_path)
    assert code(lambda: program_update.look(at, data, PUBLISHERS)) == expected


def crafted(paths: list[str], archive: dict[str, bytes] | None = None, size: int | None = None, link: str = "") -> bytes:
    """A rightly signed file whose list and archive say what they like."""
    import hashlib

    data = b"x"
    sha = hashlib.sha256(data).hexdigest()
    files = [{"path": p, "size": len(data) if size is None else size, "sha256": sha, "run": True, "link": ""} for p in paths]
    if link:
        files.append({"path": "lib/x.so", "size": 0, "sha256": hashlib.sha256(b"").hexdigest(), "run": False, "link": link})
    info = {"format": 1, "version": "0.2.0", "platform": HERE, "files": files}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in (archive if archive is not None else dict.fromkeys(paths, data)).items():
            box.writestr(name, content)
    text = json.dumps(info, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    shown = signature.fingerprint(signature.public_of(SECRET))
    return package.write(package.Manifest("program", "publisher", "X", shown), {"program.json": text, "program.zip": out.getvalue()}, SECRET)


P = switched.PROGRAM


@pytest.mark.parametrize(
    "path", ["../x", "/etc/x", "a/../../x", "a//b", "a\\b", "C:x", "a/", "con", "a/NUL.txt", "a.", "x\0", "./a", "a:b", "a/b /c", "x" * 300]
)
def test_a_path_that_leads_out_of_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    assert code(lambda: program_update.look(stands(tmp_path), crafted([P, path], {}), PUBLISHERS)) == "program.bad_path"


def test_two_files_that_are_one_on_some_systems_and_too_much_are_refused(tmp_path: Path) -> None:
    at = stands(tmp_path)
    assert code(lambda: program_update.look(at, crafted([P, "a", "A"]), PUBLISHERS)) == "program.bad_path"
    assert code(lambda: program_update.look(at, crafted([P], size=10**10), PUBLISHERS)) == "program.too_large"


@pytest.mark.parametrize(
    "archive", [{P: b"y"}, {P: b"x" * 10_000_000}, {P: b""}, {}, {P: b"x", "more": b"x"}, {P: b"x", "../more": b"x"}]
)
def test_an_archive_that_is_not_as_listed_leaves_nothing(tmp_path: Path, archive: dict[str, bytes]) -> None:
    at = stands(tmp_path)
    assert code(lambda: install(at, crafted([P], archive))) == "program.bad_file"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["thads-desktop"]


def test_a_folder_of_that_name_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    at = stands(tmp_path)
    (tmp_path / "thads-desktop-0.2.0").mkdir()
    (tmp_path / "thads-desktop-0.2.0" / "own.txt").write_text("của tôi")
    assert code(lambda: install(at, signed("0.2.0"))) == "program.in_the_way"
    assert (tmp_path / "thads-desktop-0.2.0" / "own.txt").read_text() == "của tôi"


@pytest.mark.parametrize("said", ["", "x", "[]", '{"now": "../../bin"}', '{"now": "gone"}', '{"now": 5}', "[" * 100_000])
def test_a_pointer_that_says_nothing_usable_lets_the_program_start_itself(tmp_path: Path, said: str) -> None:
    at = stands(tmp_path)
    (tmp_path / switched.FILE).write_text(said)
    assert switched.other(at.folder / switched.PROGRAM, {}) is None


def test_from_the_source_the_command_says_that_only_the_built_program_is_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ban-moi.thads"
    file.write_bytes(signed("0.2.0"))
    assert main(["update", str(file), "--data", str(tmp_path / "data")]) == 2
    assert "chỉ bản đóng gói" in capsys.readouterr().err
    assert main(["update", "--back"]) == 2


def test_a_counted_copy_is_made_before_the_program_changes(tmp_path: Path) -> None:
    import argparse

    office = bench(tmp_path / "data")
    office.desk.close()
    args = argparse.Namespace(data=tmp_path / "data", actor="", json=True)
    copy = Path(commands_update.back_up(args, office.clock))
    with access.unlocked(tmp_path / "data", office.clock, LOGIN, PASSWORD):
        assert copies.counted(copy).events > 0
    assert commands_update.back_up(argparse.Namespace(data=tmp_path / "none", actor="", json=True), office.clock) == ""


@pytest.mark.timeout(240)
def test_death_before_every_change_of_a_file_leaves_the_old_program_or_the_new_one_whole(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.die_updating", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout.split()[-1]) > 15


def test_what_is_written_is_what_is_read() -> None:
    found = program.read(signed("0.2.0"), PUBLISHERS)
    assert {f.path: (data, f.run) for f, data in program.unpacked(found) if not f.link} == build("0.2.0")
    assert {f.path: f.link for f in found.files if f.link} == LINKS


@pytest.mark.parametrize("target", ["/etc/passwd", "../../x", "../../../../etc/passwd", ".", "", "../lib", "other.so"])
def test_a_link_that_leads_to_anything_but_a_file_of_the_build_is_refused(tmp_path: Path, target: str) -> None:
    with pytest.raises(ValueError, match=r"0\.2\.0"):
        program.write("0.2.0", HERE, build("0.2.0"), SECRET, "X", links={"_internal/lib/base.so": target or "/"})
    assert code(lambda: program_update.look(stands(tmp_path), crafted([P], link=target or "/"), PUBLISHERS)) == "program.bad_path"
