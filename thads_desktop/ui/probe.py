"""Does the window of this build open on this machine? One step of the program's test of itself."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thads_desktop.domain.clock import Clock


def window_opens(clock: Clock) -> None:
    """Open the real window over a new folder, without a screen, and see that it is drawn and can show and print papers.

    Raises whatever is broken.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

    from thads_desktop.services import people
    from thads_desktop.services.desk import open_desk
    from thads_desktop.ui.app import make_app
    from thads_desktop.ui.run import window_for

    make_app()
    with tempfile.TemporaryDirectory() as scratch:
        desk = open_desk(Path(scratch), clock, create=True)
        people.set_up_whole(desk, "Đơn vị thử", "Cơ quan cấp trên", "district", [], "Nguyễn Văn An")
        window = window_for(desk)
        try:
            window.resize(1366, 768)
            window.show()
            drawn = window.grab().toImage()
            colours = {drawn.pixel(x, y) for x in range(0, drawn.width(), 7) for y in range(0, drawn.height(), 7)}
            if len(colours) < 3 or QPrinter().pageLayout().pageSize().name() == "" or QPdfDocument(window).pageCount():
                raise ValueError("window")
        finally:
            window.worker.close()
            window.close()
            desk.close()
