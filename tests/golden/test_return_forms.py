"""Every form of every circular as it is printed, on a small office made up here: its words and figures page by page.

``THADS_UPDATE_GOLDEN=1`` writes the file anew; look at it then.
"""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path

from pypdf import PdfReader

from thads_desktop.printing.return_sheet import SheetHead, draw_returns
from thads_desktop.returns.checks import check
from thads_desktop.returns.compute import compute
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.facts import Fact
from thads_desktop.returns.record_words import SECURITY, SOURCES
from thads_desktop.returns.records import Record
from thads_desktop.returns.vocabulary import OBLIGATIONS, REVENUES

FILE = Path(__file__).parent / "return_forms.txt"
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


def test_every_form_as_printed() -> None:
    lines: list[str] = []
    for regime in load_regimes():
        forms = compute(regime, facts(), {"k": "Trần Thị Bình", "h": "Lê Văn Cường"}, records())
        assert check(regime, forms, facts(), records()) == [], regime.id
        for form in sorted(forms, key=lambda f: (not f.form[:1].isdigit(), f.form)):
            pages = PdfReader(io.BytesIO(draw_returns(regime, [form], HEAD))).pages
            for number, page in enumerate(pages, 1):
                box = page.mediabox
                size = f"{round(box.width / 72 * 25.4)} x {round(box.height / 72 * 25.4)} mm"
                lines += [f"== {regime.id} {form.form} {form.code}, trang {number}/{len(pages)}, {size}", " | ".join(page.extract_text().splitlines())]
    text = "\n".join(lines) + "\n"
    if os.environ.get("THADS_UPDATE_GOLDEN"):
        FILE.write_text(text, encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == text, "THADS_UPDATE_GOLDEN=1 writes it anew"
