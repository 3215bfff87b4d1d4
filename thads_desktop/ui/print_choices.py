"""How a kind of paper was last printed on this computer: printer, both sides, tray; put on again the next time.

Kept beside the window's own settings, by the form of the paper. A printer that is gone is passed over: the system's own stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.ui.app import keep_here, read_window

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

#: Where they stand among the settings of this computer.
KEY = "printing"
#: Of what has no form: lists, registers, returns.
OTHER = "other"
#: Kinds that are kept at most, the ones printed last.
MOST = 400
_DUPLEX = ("none", "auto", "long", "short")


@dataclass(frozen=True, slots=True)
class Choice:
    """printer: its name; duplex: none | auto | long | short (edge); tray: the system's number of it, -1 = not chosen."""

    printer: str = ""
    duplex: str = "none"
    tray: int = -1


def chosen(folder: Path, kind: str) -> Choice | None:
    """The last choice for this kind; None when there is none, or nothing sound."""
    known = read_window(folder).get(KEY)
    found = known.get(kind or OTHER) if isinstance(known, dict) else None
    if not isinstance(found, dict):
        return None
    printer, duplex, tray = found.get("printer"), found.get("duplex"), found.get("tray")
    if not isinstance(printer, str) or duplex not in _DUPLEX or type(tray) is not int:
        return None
    return Choice(printer, duplex, tray)


def keep(folder: Path, kind: str, choice: Choice) -> None:
    """Remember it for this kind; a folder that cannot be written loses only that."""
    held = read_window(folder).get(KEY)
    known: dict[str, Any] = dict(held) if isinstance(held, dict) else {}
    known.pop(kind or OTHER, None)
    known[kind or OTHER] = {"printer": choice.printer, "duplex": choice.duplex, "tray": choice.tray}
    keep_here(folder, {KEY: dict(list(known.items())[-MOST:])})


def taken_from(printer: QPrinter) -> Choice | None:
    """What stands on a printer after its dialog; None of a print to a file, which says nothing of paper."""
    from PySide6.QtPrintSupport import QPrinter

    if printer.outputFormat() != QPrinter.OutputFormat.NativeFormat:
        return None
    duplex = next((word for word, mode in _modes().items() if mode == printer.duplex()), "none")
    return Choice(printer.printerName(), duplex, printer.paperSource().value)


def put_on(printer: QPrinter, choice: Choice | None) -> bool:
    """Set a printer as it was chosen; False when the printer of then is not here any more."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    if choice is None:
        return True
    here = True
    if choice.printer:
        here = choice.printer in QPrinterInfo.availablePrinterNames()
        if here:
            printer.setPrinterName(choice.printer)
    printer.setDuplex(_modes()[choice.duplex])
    if here and choice.tray >= 0:
        try:
            printer.setPaperSource(QPrinter.PaperSource(choice.tray))
        except ValueError:
            # A number of another system's: its own first tray stands.
            return here
    return here


def _modes() -> dict[str, Any]:
    from PySide6.QtPrintSupport import QPrinter

    modes = QPrinter.DuplexMode
    return dict(zip(_DUPLEX, (modes.DuplexNone, modes.DuplexAuto, modes.DuplexLongSide, modes.DuplexShortSide), strict=True))
