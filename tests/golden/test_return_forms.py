"""Every form of every circular as it is printed and as a sheet, on a small office made up here: words, figures and looks, page by page.

``THADS_UPDATE_GOLDEN=1`` writes the files anew; look at them then.
"""

from __future__ import annotations

import io
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from tests.golden.pictures import TOLERANCE, in_four_greys, pages, unlike
from thads_desktop.exchange.sheets import BookHead, write_returns
from thads_desktop.printing.return_sheet import SheetHead, draw_returns
from thads_desktop.returns.checks import check
from thads_desktop.returns.compute import Return, compute
from thads_desktop.returns.definition import Regime, load_regimes
from thads_desktop.returns.facts import Fact
from thads_desktop.returns.record_words import SECURITY, SOURCES
from thads_desktop.returns.records import Record
from thads_desktop.returns.vocabulary import OBLIGATIONS, REVENUES

HERE = Path(__file__).parent
FILE, SHEETS, PICTURES = HERE / "return_forms.txt", HERE / "return_sheets.txt", HERE / "return_pages"
UPDATE = bool(os.environ.get("THADS_UPDATE_GOLDEN"))
REGIMES = {r.id: r for r in load_regimes()}
HEAD = SheetHead("Thi hành án dân sự A", "Cục B", 3, 2025, "A", "Trưởng Thi hành án dân sự", date(2025, 1, 2), "Nguyễn Văn Ấ", "Trần Thị Ỡ")
STATES = ("enforcing", "done", "lacks_means", "deferral", "suspension", "delegated", "terminated", "deferral_agreed")


def facts() -> list[Fact]:
    """A matter for each kind of obligation and state."""
    made = []
    for n in range(40):
        what, state = OBLIGATIONS[n % len(OBLIGATIONS)], STATES[(n // 2) % len(STATES)]
        paid = (n + 1) * 1_250_400
        rest = 0 if state == "done" else (n + 3) * 2_000_300
        made.append(
            Fact(f"m{n:02d}", 1, "cd" if n % 3 else "yc", "dan_su" if n % 2 else "hinh_su", "k" if n % 4 else "h", n % 5 == 0, "old" if n % 2 else "new",
                 state, state, 1, paid + rest, paid, rest, 0, True, what, int(what in REVENUES))
        )  # fmt: skip
    return made


def records() -> list[Record]:
    """Of each source one record for each word of each of its dimensions, the others at their first word."""
    made: list[Record] = []
    for source in SOURCES.values():
        for dim, known in source.dims.items():
            for word in known:
                words = {d: ws[0] for d, ws in source.dims.items()} | {dim: word}
                if source.name == "measure":
                    words["kind"] = word if dim == "kind" else "seize"
                    words["family"] = "security" if words["kind"] in SECURITY else "coercion"
                said = tuple(sorted(f"{d}={w}" for d, w in words.items()))
                no = len(made) + 1
                part, people = "new" if no % 3 else "old", 2 if source.people else 0
                made.append(Record(f"e{no:03d}", 1, source.name, "k", part, said, 1, people, no * 1_000_400, no * 400_300))
    return made


def made(regime: Regime) -> list[Return]:
    """The forms of a circular for the office made up here, its records in their order."""
    forms = compute(regime, facts(), {"k": "Trần Thị Bình", "h": "Lê Văn Cường"}, records())
    return sorted(forms, key=lambda f: (not f.form[:1].isdigit(), f.form))


def test_every_form_as_printed() -> None:
    lines: list[str] = []
    for regime in REGIMES.values():
        forms = made(regime)
        assert check(regime, forms, facts(), records()) == [], regime.id
        for form in forms:
            drawn = PdfReader(io.BytesIO(draw_returns(regime, [form], HEAD))).pages
            for number, page in enumerate(drawn, 1):
                box = page.mediabox
                size = f"{round(box.width / 72 * 25.4)} x {round(box.height / 72 * 25.4)} mm"
                lines += [f"== {regime.id} {form.form} {form.code}, trang {number}/{len(drawn)}, {size}", " | ".join(page.extract_text().splitlines())]
    _as_kept(FILE, lines)


@pytest.mark.parametrize("circular", REGIMES)
def test_every_form_as_a_sheet(circular: str) -> None:
    """Each cell that holds something: text in quotes, a number bare, a percentage with its format."""
    regime = REGIMES[circular]
    book = load_workbook(io.BytesIO(write_returns(regime, made(regime), BookHead("Thi hành án dân sự A", "03 tháng / năm 2025"))))
    lines = []
    for sheet in book.worksheets:
        lines.append(f"== {circular} {sheet.title}, {sheet.page_setup.orientation}, khổ {sheet.page_setup.paperSize}")
        for row in sheet.iter_rows():
            cells = [f"{c.coordinate}={c.value!r}" + (f" [{c.number_format}]" if c.number_format not in ("General", "#,##0") else "") for c in row
                     if c.value is not None]  # fmt: skip
            if cells:
                lines.append(" | ".join(cells))
    _as_kept(SHEETS.with_stem(f"{SHEETS.stem}_{circular}"), lines)


@pytest.mark.parametrize("circular", REGIMES)
def test_every_form_looks_as_it_was_approved(circular: str) -> None:
    regime = REGIMES[circular]
    wanted = {}
    for form in made(regime):
        for at, page in enumerate(pages(draw_returns(regime, [form], HEAD)), 1):
            wanted[f"{circular}_{form.form.replace('/', '-')}_{at}"] = in_four_greys(page)
    if UPDATE:
        PICTURES.mkdir(exist_ok=True)
        for old in PICTURES.glob(f"{circular}_*.png"):
            old.unlink()
        for name, page in wanted.items():
            page.save(PICTURES / f"{name}.png", optimize=True, bits=2)
    assert {f.stem for f in PICTURES.glob(f"{circular}_*.png")} == set(wanted)
    for name, page in wanted.items():
        with Image.open(PICTURES / f"{name}.png") as expected:
            assert unlike(page.convert("L"), expected.convert("L")) < TOLERANCE, name


def test_a_figure_in_another_place_is_seen() -> None:
    """What the pictures are for: a column that is empty, or a sheet without its warning, does not pass."""
    regime = REGIMES["2024"]
    form = made(regime)[0]
    approved = pages(draw_returns(regime, [form], HEAD))[0]
    blank = replace(form, rows=tuple(replace(r, cells=dict.fromkeys(r.cells, None)) for r in form.rows))
    for other in (draw_returns(regime, [blank], HEAD), draw_returns(regime, [form], replace(HEAD, warning="THIẾU BÁO CÁO CỦA 1 ĐƠN VỊ: B"))):
        assert unlike(pages(other)[0], approved) > TOLERANCE


def _as_kept(file: Path, lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    if UPDATE:
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text, "THADS_UPDATE_GOLDEN=1 writes it anew"
