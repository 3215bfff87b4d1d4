"""The system's print dialog, opened as this kind of paper was last printed on this computer; what is chosen is remembered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from thads_desktop.ui import print_choices, wording

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget


def fresh(name: str, folder: Path | None, kind: str) -> QPrinter:
    """A printer set up as it was for this kind. name: for the printer's list and for files; folder: None = nothing is remembered."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    # Printing to a file takes its name from here; to set a file would turn a real printer into one.
    printer.setDocName(name or wording.PAPER)
    if folder is not None:
        print_choices.put_on(printer, print_choices.chosen(folder, kind))
    return printer


def asked(parent: QWidget, name: str, folder: Path | None, kind: str, pages: int = 0) -> QPrinter | None:
    """Ask in the system's dialog; None when the person changed their mind. pages: for its choice of pages; 0 and 1 = none is offered."""
    from PySide6.QtCore import QStandardPaths
    from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo

    printer = fresh(name, folder, kind)
    if not QPrinterInfo.availablePrinterNames():
        # There is nothing but a file: it has a name to begin with.
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        printer.setOutputFileName(str((documents if documents.is_dir() else Path.home()) / f"{name or wording.PAPER}.pdf"))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(wording.PRINT)
    # Pages chosen for one paper would be taken of every paper of a run.
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, pages > 1)
    if pages > 1:
        dialog.setMinMax(1, pages)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return None
    choice = print_choices.taken_from(printer)
    if folder is not None and choice is not None:
        print_choices.keep(folder, kind, choice)
    return printer
