"""No page takes a key of the frame: with two that hear it, neither is done."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from tests.office import Bench, bench
from thads_desktop.ui import run, wording
from thads_desktop.ui.run import DeskWindow

UI = Path(__file__).resolve().parents[2] / "thads_desktop" / "ui"
#: Where the actions of the frame are made.
FRAME = {"window.py", "run.py", "reminders.py", "copies_actions.py", "registry.py"}
KEY = QKeySequence.SequenceFormat.PortableText


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 3, 2))
    yield made
    made.desk.close()


def constants(tree: ast.Module) -> dict[str, object]:
    """What names of a module mean: ``NAME = "…"`` and ``A, B = "…", "…"``."""
    found: dict[str, object] = {f"wording.{name}": value for name, value in vars(wording).items()}
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            names = node.targets[0].elts if isinstance(node.targets[0], ast.Tuple) else [node.targets[0]]
            values = node.value.elts if isinstance(node.value, ast.Tuple) and len(names) > 1 else [node.value]
            found.update((n.id, v.value) for n, v in zip(names, values, strict=False) if isinstance(n, ast.Name) and isinstance(v, ast.Constant))
    return found


def places_of_keys(node: ast.AST) -> list[ast.expr]:
    """What is a key by its place: the second of ``action(words, keys, run)`` and of a row (words, keys, …); what a shortcut is made of."""
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func).rpartition(".")[2]
        if called in ("QKeySequence", "setShortcut"):
            return list(node.args)
        if called != "action" or len(node.args) < 2:
            return []
        second = node.args[1]
    elif isinstance(node, ast.Tuple) and len(node.elts) > 2 and not isinstance(node.elts[0], ast.Tuple):
        second = node.elts[1]
    else:
        return []
    return list(second.elts) if isinstance(second, ast.Tuple | ast.List) else [second]


def keys_of(path: Path) -> dict[str, int]:
    """Every key of an action in a module, and its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named, found = constants(tree), {}
    for place in (p for node in ast.walk(tree) for p in places_of_keys(node)):
        if isinstance(place, ast.JoinedStr) and isinstance(place.values[0], ast.Constant):
            said: list[object] = [f"{place.values[0].value!s}{figure}" for figure in range(1, 9)]
        else:
            said = [place.value if isinstance(place, ast.Constant) else named.get(ast.unparse(place))]
        for text in said:
            if isinstance(text, str) and (key := QKeySequence(text).toString(KEY)):
                found[key] = place.lineno
    return found


def test_no_page_has_a_key_of_the_frame(window: DeskWindow, office: Bench) -> None:
    frame = {k.toString(KEY): a.text() for a in window.actions() for k in a.shortcuts()}
    frame |= {run.LOCK_KEY: run.LOCK}
    assert {"Shift+F8", "Ctrl+L", "Ctrl+K", "Ctrl+F5", "Shift+F4"} <= set(frame)
    wrong = [
        f"{path.relative_to(UI)}:{line} {key}: {frame[key]}"
        for path in sorted(UI.rglob("*.py"))
        if path.name not in FRAME
        for key, line in keys_of(path).items()
        if key in frame
    ]
    assert wrong == []
    assert "Ctrl+Shift+S" in keys_of(UI / "pages" / "datasets.py")
    assert "Ctrl+4" in keys_of(UI / "pages" / "asset.py")
