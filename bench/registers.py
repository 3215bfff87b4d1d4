"""A register of very many lines: its rows computed, the page's opening, the A3 PDF; against ReportLab drawing the same texts plainly."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench import store
from bench.loop import wait, window_of
from thads_desktop.domain import events as ev
from thads_desktop.services import people, register_files, register_view
from thads_desktop.services.desk import Desk
from thads_desktop.services.invented import Inventor

YEAR, REGISTER = 2020, "TT04-03"


def filled(folder: Path, lines: int) -> Desk:
    """An office with so many matters decided in one statistical year, with names, words and money: one line each in register 03."""
    desk, inventor, random = store.office(folder), Inventor(5, "Lê Chân"), Random(9)
    with desk.reading() as reader:
        officers = [p.person for p in people.officers(reader, store.CLOCK_DAY)]
    with desk.writing("keep") as uow:
        for n in range(lines):
            person = inventor.person()
            key, day = f"r{n:06d}", date(2019, 10, 1) + timedelta(days=n * 365 // lines)
            uow.write_row("party", f"p{key}", {"name": person.name, "kind": "person", "address": person.address, "ids": [person.number]})
            uow.write_row("judgment", f"j{key}", {"number": f"{n % 900 + 1}/2019/DS-ST", "day": "2019-09-02", "court": "Tòa án nhân dân quận Lê Chân"})
            uow.write_row("matter", key, {
                "number_text": f"{n + 1:02d}/QĐ-CCTHADS", "number": n + 1, "judgment": f"j{key}", "obligations": {"1": "Trả nợ gốc và lãi theo hợp đồng"},
            })  # fmt: skip
            line = ev.Line(1, random.randint(1, 900) * 1_000_000, (f"p{key}",), ())
            uow.append(f"matter:{key}", day, ev.MatterOpened("recorded", "cd", "dan_su", f"j{key}", (line,)), "2008")
            uow.append(f"matter:{key}", day, ev.OfficerAssigned(officers[n % len(officers)]), "2008")
            uow.append(f"matter:{key}", day, ev.FileOpened(), "2008")
            if n % 3 == 0:
                uow.append(f"matter:{key}", day + timedelta(days=3), ev.Collected(1, 500_000), "2008")
        uow.commit()
    return desk


def plainly(made: object) -> bytes:
    """The same texts, line by line, by the canvas's own door."""
    from reportlab.pdfgen.canvas import Canvas

    from thads_desktop.domain.register_print import RegisterPrint
    from thads_desktop.printing import register_sheet as sheet
    from thads_desktop.printing.fonts import REGULAR, ensure_fonts

    assert isinstance(made, RegisterPrint)
    ensure_fonts()
    pages = sheet.laid_out(made)
    canvas = Canvas(io.BytesIO(), pagesize=(sheet.WIDTH, sheet.HEIGHT), invariant=1, pageCompression=1)
    for texts in pages:
        for x, y, text, _font, size in texts:
            canvas.setFont(REGULAR, size)
            canvas.drawString(x, sheet.HEIGHT - y, text)
        canvas.showPage()
    return bytes(canvas.getpdfdata())


def measure(folder: Path, lines: int, say: Callable[..., None]) -> None:
    """Rows, opening, PDF, workbook."""
    desk = filled(folder, lines)

    def decode() -> None:
        with desk.reading() as reader:
            for _ in reader.stream("matter"):
                pass

    base = _median(decode, 3)
    began = time.process_time()
    opened = _median(lambda: register_view.opened(desk, REGISTER, YEAR), 3)
    used = (time.process_time() - began) / 3
    say(f"register of {lines} lines, opened", opened, "s", opened / base, "reading and decoding their log", f"{used:.2f} s of processor")
    view = register_view.opened(desk, REGISTER, YEAR)
    assert len(view.lines) == lines
    made = register_files.printed(desk, view)
    plain = _median(lambda: plainly(made), 3)
    began = time.process_time()
    drawn = _median(lambda: register_files.pdf(made), 3)
    used = (time.process_time() - began) / 3
    say(f"register of {lines} lines to A3 PDF", drawn, "s", drawn / plain, "ReportLab drawing the same texts", f"aim 5 s, {used:.2f} s of processor")
    whole = _median(lambda: register_files.pdf(register_files.printed(desk, register_view.opened(desk, REGISTER, YEAR))), 3)
    say("  rows and PDF together", whole, "s", whole / plain, "ReportLab drawing the same texts", "aim 5 s")
    shown = _shown(desk)
    say("  page opened, its lines painted", shown, "s", shown / base, "reading and decoding their log", "runs beside the window")
    book = _median(lambda: register_files.workbook(made, view), 1)
    say("  to a workbook", book, "s", book / plain, "ReportLab drawing the same texts")
    desk.close()


def _shown(desk: Desk) -> float:
    """From the key of the place until the lines of the register are on the screen."""
    with window_of(desk) as window:
        start = time.perf_counter()
        page = window.go("registers")
        page.choose_year(YEAR)  # type: ignore[union-attr]  # the page of this place
        wait(lambda: page.model.rowCount() > 0)  # type: ignore[union-attr]  # the page of this place
        taken = time.perf_counter() - start
        wait(lambda: window.worker.busy == 0)
        return taken


def _median(call: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)
