"""Which module may import which, and what the program loads when it starts."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources import MODULES, PACKAGE, imported, text_of

ROOT = Path(__file__).resolve().parents[2]

# Libraries beside the standard one, by package; what is not named has none.
LIBRARIES = {
    "printing": {"reportlab", "PIL"},
    "exchange": {"cryptography", "openpyxl", "msgspec", "PIL", "zxingcpp"},
    "solving": {"highspy"},
    "storage": {"sqlalchemy", "sqlcipher3", "psycopg", "cryptography", "msgspec"},
    "ui": {"PySide6", "shiboken6"},
}
QT_MODULES = {"QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtPdf", "QtPdfWidgets", "QtSvg"}
LOADED_ON_FIRST_USE = {"reportlab", "openpyxl", "cryptography", "PySide6", "PIL", "sqlalchemy", "sqlcipher3", "psycopg", "msgspec", "highspy",
                        "numpy", "zxingcpp"}  # fmt: skip

ASKS_FOR_NOW = ("date.today", "datetime.now", "datetime.utcnow", "time.time", "currentDate", "currentDateTime")


def name_of(path: Path) -> str:
    """``services/inputs.py`` for messages."""
    return path.relative_to(PACKAGE).as_posix()


def test_the_law_of_imports_in_pyproject_is_kept() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-2000:]
    assert "0 broken" in run.stdout


def test_each_package_uses_only_the_libraries_that_are_its_own() -> None:
    wrong = []
    for path in MODULES:
        package = path.relative_to(PACKAGE).parts[0]
        allowed = LIBRARIES.get(package, set()) | {"thads_desktop", "__future__"}
        for module, line, _ in imported(path):
            top = module.split(".")[0]
            if top not in sys.stdlib_module_names and top not in allowed:
                wrong.append(f"{name_of(path)}:{line} {module}")
    assert wrong == []


def test_the_domain_knows_nothing_else_of_the_program() -> None:
    wrong = [
        f"{name_of(path)}:{line} {module}"
        for path in MODULES
        if path.is_relative_to(PACKAGE / "domain")
        for module, line, _ in imported(path)
        if module.startswith("thads_desktop.") and not module.startswith("thads_desktop.domain")
    ]
    assert wrong == []


def test_only_the_few_known_modules_of_qt_are_used() -> None:
    used = {
        module.split(".")[1]: f"{name_of(path)}:{line}"
        for path in MODULES
        for module, line, _ in imported(path)
        if module.startswith("PySide6.")
    }
    assert {module: place for module, place in used.items() if module not in QT_MODULES} == {}


@pytest.mark.parametrize("package", ["documents", "exchange", "printing", "returns", "services", "solving"])
def test_heavy_libraries_are_imported_inside_functions(package: str) -> None:
    heavy = {"reportlab", "openpyxl", "cryptography", "PIL", "highspy", "zxingcpp"}
    wrong = [
        f"{name_of(path)}:{line} {module}"
        for path in sorted((PACKAGE / package).rglob("*.py"))
        for module, line, early in imported(path)
        if early and module.split(".")[0] in heavy
    ]
    assert wrong == []


def test_starting_the_program_loads_no_heavy_library() -> None:
    program = "import sys, thads_desktop.__main__; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert LOADED_ON_FIRST_USE & set(run.stdout.split()) == set()
    assert "thads_desktop" in run.stdout.split()


def test_nobody_but_the_clock_asks_what_day_it_is() -> None:
    wrong = []
    for path in MODULES:
        if path == PACKAGE / "domain" / "clock.py":
            continue
        if not any(asked in text_of(path) for asked in ASKS_FOR_NOW):
            continue
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called.endswith(ASKS_FOR_NOW):
                    wrong.append(f"{name_of(path)}:{node.lineno} {called}")
    assert wrong == []
