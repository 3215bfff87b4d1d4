"""Where results go: the system's own dialogs, beginning at the place used last, else beside the data folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

#: Data folder -> the folder that was chosen last for its results.
_last: dict[Path, Path] = {}


def _begin(data: Path) -> Path:
    last = _last.get(data)
    return last if last is not None and last.is_dir() else data.resolve().parent


def ask_folder(parent: QWidget, title: str, data: Path) -> Path | None:
    """A folder for results; None when the person changed their mind."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(_begin(data)))
    if not chosen:
        return None
    _last[data] = Path(chosen)
    return Path(chosen)


def ask_file(parent: QWidget, title: str, data: Path, name: str, kinds: str) -> Path | None:
    """A file for a result, ``name`` suggested; with the ending of that name where none was typed."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(_begin(data) / name), kinds)
    if not chosen:
        return None
    file = Path(chosen)
    file = file if file.suffix else file.with_suffix(Path(name).suffix)
    _last[data] = file.parent
    return file


def saved(files: Sequence[Path]) -> str:
    """What was written, with the whole path."""
    if len(files) == 1:
        return f"Đã lưu {files[0].resolve()}"
    return f"Đã lưu {len(files)} tệp vào {files[0].resolve().parent}: {', '.join(f.name for f in files)}"
