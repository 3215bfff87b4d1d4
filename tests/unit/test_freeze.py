"""What the build refuses to ship: a module of Qt that no window uses or that is under the GPL alone, on every system."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.sources import MODULES, imported


@pytest.fixture(scope="module")
def freeze(root: Path) -> ModuleType:
    """The script of ``make package``."""
    spec = importlib.util.spec_from_file_location("freeze", root / "scripts" / "freeze.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


OURS = [
    "_internal/PySide6/Qt/lib/libQt6Core.so.6", "_internal/libQt6Gui.so.6", "_internal/PySide6/QtWidgets.abi3.so", "PySide6/Qt6Pdf.dll",
    "PySide6/QtSvg.pyd", "PySide6/QtCore.cpython-311-darwin.so", "PySide6/Qt/lib/QtGui.framework/QtGui", "libQt6Network.6.dylib",
    "PySide6/Qt/plugins/platforms/libqxcb.so", "thads_desktop/_data/resources/qt/qtbase_vi.ts",
]  # fmt: skip
FOREIGN = [
    "_internal/PySide6/Qt/lib/libQt6Charts.so.6", "PySide6/Qt6VirtualKeyboard.dll", "PySide6/QtDataVisualization.abi3.so",
    "PySide6/QtGraphs.pyd", "libQt6Qml.so.6", "Qt63DCore.dll", "libQt6NetworkAuth.so.6", "libQt6WaylandCompositor.so.6",
    "QtWebEngineCore.framework", "libQt6HttpServer.6.dylib", "libreadline.so.8",
]  # fmt: skip


def test_only_modules_of_the_list_pass(freeze: ModuleType, tmp_path: Path) -> None:
    for name in (*OURS, *FOREIGN):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert freeze.foreign(tmp_path) == sorted(FOREIGN)


def test_the_list_holds_every_module_that_is_imported_and_calls_no_other_used(freeze: ModuleType) -> None:
    found = {module.split(".")[1] for path in MODULES for module, *_ in imported(path) if module.startswith("PySide6.Qt")}
    assert {module.removeprefix("Qt") for module in found} == {name for name, why in freeze.QT.items() if why == "used"}
