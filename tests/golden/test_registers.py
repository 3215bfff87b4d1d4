"""Every register of the small sample office as text: headings, rows, sums. ``THADS_UPDATE_GOLDEN=1`` writes it anew; look at it then."""

from __future__ import annotations

import os
from pathlib import Path

from tests.registers_sample import YEARS, sample
from thads_desktop.documents.register import load_registers
from thads_desktop.documents.register_sources import SOURCES
from thads_desktop.services import register_layouts, register_view
from thads_desktop.services.register_view import shown

FILE = Path(__file__).parent / "registers.txt"


def test_the_registers_of_the_sample(tmp_path: Path) -> None:
    office = sample(tmp_path)
    try:
        own = register_layouts.make(office.desk, "Sổ chi trả tiền thi hành án", "payments")
        lines: list[str] = []
        met: set[str] = set()
        for code in [r.code for r in load_registers()] + [own]:
            for year in YEARS:
                view = register_view.opened(office.desk, code, year)
                if view.lines:
                    met.add(view.register.source)
                    lines += ["", f"== {code} {view.register.name}, {year}: {len(view.lines)} dòng", " | ".join(c.heading for c in view.register.columns)]
                    lines += [" | ".join(shown(line.cells.get(c.field)) for c in view.register.columns) for line in view.lines]
                    lines.append(f"cộng {register_view.sums(view.register, view.lines)}")
                for line in view.lines:
                    fields = {f.name for f in view.register.of.fields}
                    assert set(line.cells) - {"stt", "note"} == fields, (code, set(line.cells) ^ fields)
        assert set(SOURCES) == met
        text = "\n".join(lines[1:]) + "\n"
        if os.environ.get("THADS_UPDATE_GOLDEN"):
            FILE.write_text(text, encoding="utf-8")
        assert FILE.read_text(encoding="utf-8") == text, "THADS_UPDATE_GOLDEN=1 writes it anew"
    finally:
        office.desk.close()
