"""Small files, nothing left over, no trace of one computer, and a Vietnamese sentence for every refusal."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import tokenize
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.sources import MODULES, PACKAGE, text_of

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {".py", ".toml", ".md", ".txt", ".sh", ".spec", ".ts", ".svg", ".csv", ".json", ".desktop", ""}

# Lists of many short entries, which splitting would only scatter.
LISTS = {PACKAGE / "domain" / "events.py", PACKAGE / "domain" / "sentences.py"}


def files() -> list[Path]:
    """Every text file under version control; every one but built and hidden ones where git is not there."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split("\0")
        paths = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        skipped = {"build", "dist", ".venv", ".git"}
        paths = [path for path in ROOT.rglob("*") if not skipped & set(path.relative_to(ROOT).parts)]
    found = [path for path in paths if path.suffix in TEXTS and path.is_file() and path.name != "OFL.txt"]
    assert len(found) > 50
    return found


def says_what_it_is(path: Path) -> bool:
    """The file's first statement is a text, and that says something."""
    with tokenize.open(path) as opened:
        beside = (tokenize.COMMENT, tokenize.NL, tokenize.ENCODING)
        first = next(t for t in tokenize.generate_tokens(opened.readline) if t.type not in beside)
    return first.type == tokenize.STRING and bool(str(ast.literal_eval(first.string)).strip())


def lines_matching(pattern: str, paths: list[Path]) -> list[str]:
    """``file:line: text`` of each line that matches; this file, which names what it looks for, excepted."""
    rule = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT).as_posix()}:{number}: {line.strip()[:100]}"
        for path in paths
        if path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if rule.search(line)
    ]


def test_no_file_of_code_is_longer_than_four_hundred_lines() -> None:
    long = {}
    for path in files():
        if (
            path.suffix == ".py"
            and path not in LISTS
            and (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
        ):
            long[path.relative_to(ROOT).as_posix()] = count
    assert long == {}


def test_nothing_is_left_to_do_later() -> None:
    assert lines_matching(r"\b(TODO|FIXME|XXX|HACK)\b", [path for path in files() if path.suffix != ".ts"]) == []


def test_each_mark_that_silences_a_check_says_why() -> None:
    mark = r"# (noqa(: ?[A-Z0-9, ]+)?|type: ignore(\[[a-z, -]+\])?|pragma: no cover)\s*$"
    assert lines_matching(mark, [path for path in files() if path.suffix == ".py"]) == []


def test_no_address_of_a_package_index_and_no_path_of_one_computer() -> None:
    wrong = (
        r"/work/|/home/[a-z]|/root/|C:\\Users\\[a-z]|pypi\.org|pythonhosted|index-url|\.org/simple|deb\.debian|npmjs"
    )
    assert lines_matching(wrong, files()) == []


def test_only_tests_know_of_the_shared_data_folder() -> None:
    paths = [path for path in files() if path.is_relative_to(PACKAGE) or path.is_relative_to(ROOT / "bench")]
    assert lines_matching(r"""["'/]shared["'/]""", paths) == []


def test_every_library_is_pinned_to_one_version() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9a-z.]*", line)] == []
    pinned = {canonical(line.partition("==")[0]) for line in pins}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = (
        project["project"]["dependencies"]
        + project["project"]["optional-dependencies"]["dev"]
        + project["build-system"]["requires"]
    )
    assert {canonical(re.split(r"[<>=~!;\[ ]", item)[0]) for item in wanted} - pinned == set()


def canonical(name: str) -> str:
    """The one spelling of a library's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def called(function: ast.expr) -> str:
    """The last name of what is called."""
    return function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""


@cache
def codes() -> dict[str, dict[str, str]]:
    """Kind -> code -> place of each ``Refusal("code" ...)`` or ``Trouble("code" ...)`` written in the program."""
    found: dict[str, dict[str, str]] = {"Refusal": {}, "Trouble": {}}
    for path in MODULES:
        if not any(f"{kind}(" in text_of(path) for kind in found):
            continue
        for node in ast.walk(ast.parse(text_of(path))):
            if not isinstance(node, ast.Call) or (kind := called(node.func)) not in found:
                continue
            given = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "code")]
            for value in given:
                for part in ast.walk(value):
                    if (
                        isinstance(part, ast.Constant)
                        and isinstance(part.value, str)
                        and re.fullmatch(r"[a-z0-9_.-]+", part.value)
                    ):
                        found[kind][part.value] = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
    assert all(found.values())
    return found


@pytest.mark.parametrize(("kind", "table"), [("Refusal", "REFUSALS"), ("Trouble", "TROUBLES")])
def test_every_code_has_its_vietnamese_sentence(kind: str, table: str) -> None:
    from thads_desktop.domain import sentences

    known = getattr(sentences, table)
    assert {code: place for code, place in codes()[kind].items() if code not in known} == {}


def test_the_sentences_are_plain_and_blame_nobody() -> None:
    from thads_desktop.domain import sentences

    for code, sentence in {**sentences.REFUSALS, **sentences.TROUBLES}.items():
        assert "!" not in sentence, code
        assert sentence[0].isupper() or sentence[0] in '{“"', code
        assert [field for _, field, _, _ in string.Formatter().parse(sentence) if field == ""] == [], code


def test_every_package_and_module_says_what_it_is() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in files()
        if path.suffix == ".py" and not says_what_it_is(path)
    ]
    assert silent == []


def test_the_version_stands_in_one_place_and_in_the_change_log() -> None:
    from thads_desktop import __version__

    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
    assert "version" in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dynamic"]
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_test_starts_qt_by_itself() -> None:
    """One made without windows stays for all that run after it in the same process: tests take pytest-qt's ``qapp``."""
    tests = [p for p in files() if p.suffix == ".py" and p.is_relative_to(ROOT / "tests")]
    assert lines_matching(r"^\s+.*\bQ(Core|Gui|)Application\(\[", tests) == []
