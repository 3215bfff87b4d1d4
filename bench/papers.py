"""Papers: a batch with store and lists, drawing against plain ReportLab and against docxtpl with LibreOffice, the preview while one types."""

from __future__ import annotations

import importlib.util
import io
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bench import store
from bench.batch import judgments, signed

if TYPE_CHECKING:
    from thads_desktop.documents.compose import Paper
    from thads_desktop.services.desk import Desk

Say = Callable[..., None]
#: Documents of the word processor, in one start of it.
WORDS = 20


def measure(folder: Path, papers: int, say: Say) -> None:
    """All of them on one office with so many signed decisions."""
    from thads_desktop.printing.draw import draw
    from thads_desktop.services import batch
    from thads_desktop.services.papers import load, preview

    desk, waiting = judgments(folder, papers)
    ids, took = signed(desk, waiting)
    with desk.reading() as reader:
        paper = preview(desk, reader, load(reader, ids[0]), store.CLOCK_DAY)
    draw(paper)
    alone = _median(lambda: draw(paper), 50)
    start = time.perf_counter()
    done = batch.issue(desk, ids, store.CLOCK_DAY)
    ours = time.perf_counter() - start
    assert len(done.issued) == papers, done.why
    said = f"{papers} decisions as one batch, store and lists with them"
    say(said, papers / ours, "a sec.", ours / (alone * papers), "drawing alone, one core", "aim 100")
    steps = {"look": "looked at before they are drafted", "draft": "drafted", "submit": "submitted", "sign": "signed"}
    for step, words in steps.items():
        say(f"{papers} decisions {words}", papers / took[step], "a sec.", took[step] / (alone * papers), "drawing alone, one core", "aim 100")
    _drawing(paper, alone, say)
    _word_processor(paper, alone, folder.parent, say)
    _preview(desk, ids[-1], say)
    desk.close()


def _median(call: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _drawing(paper: Paper, alone: float, say: Say) -> None:
    """The same words by ReportLab's own layout (platypus), in the same faces, with nothing of the decree's page."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    from thads_desktop.documents.compose import plain_text

    style = ParagraphStyle("body", fontName="LiberationSerif", fontSize=13.5, leading=16.2, alignment=4, spaceBefore=6)
    lines = [line.replace("&", "&amp;").replace("<", "&lt;") for line in plain_text(paper).splitlines()]

    def plain() -> None:
        SimpleDocTemplate(io.BytesIO()).build([Paragraph(line, style) for line in lines])

    plain()
    say("one decision drawn", alone * 1000, "ms", alone / _median(plain, 50), "ReportLab's own paragraphs", "aim at most 1.5")


def _word_processor(paper: Paper, alone: float, folder: Path, say: Say) -> None:
    """The same words put into a Word template and made PDF by LibreOffice, many in one start."""
    if importlib.util.find_spec("docxtpl") is None or shutil.which("lowriter") is None:
        print("one decision by docxtpl and LibreOffice: left out, they are not both installed")
        return
    from docx import Document
    from docxtpl import DocxTemplate

    from thads_desktop.documents.compose import plain_text

    place = folder / "word"
    place.mkdir()
    template = Document()
    template.add_paragraph("{%p for line in lines %}")
    template.add_paragraph("{{ line }}")
    template.add_paragraph("{%p endfor %}")
    template.save(str(place / "template.docx"))
    lines = plain_text(paper).splitlines()

    def all_of_them() -> None:
        for n in range(WORDS):
            filled = DocxTemplate(place / "template.docx")
            filled.render({"lines": lines}, autoescape=True)
            filled.save(place / f"{n}.docx")
        files = [str(place / f"{n}.docx") for n in range(WORDS)]
        profile = f"-env:UserInstallation=file://{place}/profile"
        subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(place), *files], check=True, capture_output=True)

    all_of_them()
    theirs = _median(all_of_them, 3) / WORDS
    say("one decision drawn", alone * 1000, "ms", alone / theirs, f"docxtpl and LibreOffice ({theirs * 1000:.0f} ms)", "aim at most 0.2")


def _preview(desk: Desk, issued: str, say: Say) -> None:
    """From the last letter to the new page: the pause, what is composed and drawn, and the page as an image."""
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QApplication

    from thads_desktop.domain.acts import Effect
    from thads_desktop.services import papers
    from thads_desktop.ui.preview import PAUSE, Paper as Shown

    _app = QApplication.instance() or QApplication(["bench"])
    with desk.reading() as reader:
        matter = papers.load(reader, issued).matter
    texts = {"reason": "Người phải thi hành án đang điều trị dài ngày tại bệnh viện", "evidence": "giấy ra viện"}
    draft = papers.Draft("deferral", Effect("deferral", clause="a"), matter, texts)
    size = QSize(600, 849)

    def refresh() -> None:
        Shown(papers.preview_pdf(desk, draft, store.CLOCK_DAY)).image(0, size)

    refresh()
    ours = _median(refresh, 40)
    blank = _median(lambda: Shown(_empty()).image(0, size), 40)
    said = f"preview after the last letter, {PAUSE} ms of pause with it"
    say(said, ours * 1000 + PAUSE, "ms", ours / blank, f"an empty page ({blank * 1000:.0f} ms)", "aim 100 ms")


def _empty() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
