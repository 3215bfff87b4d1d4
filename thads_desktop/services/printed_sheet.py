"""The recovery sheet as it is printed: where it lies, and the mark by which people tell stores of one name apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.files import SHEET, write_own
from thads_desktop.services import locks, people

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.services.desk import Desk


def write(desk: Desk, words: tuple[str, ...]) -> Path:
    """Print the recovery sheet into the data folder, readable by its owner only; where it lies."""
    from thads_desktop.printing.recovery_sheet import draw_sheet

    with desk.reading() as reader:
        office, now = people.office(reader).name, people.identity(reader, desk.clock.today()).name
    file = desk.folder / SHEET
    write_own(file, draw_sheet(office, desk.clock.today(), words, now, store_mark(desk)), 0o600)
    return file


def store_mark(desk: Desk) -> str:
    """The beginning of the mark that the store's slots bear. "" before there are any."""
    ring = locks.ring(desk)
    return ring.office[:8].upper() if ring is not None else ""
