"""Asks veraPDF whether the program's files are PDF/A-2b: a sample of every form, every blank, a file of every writer. Run by scripts/pdfa.sh.

``python scripts/pdfa.py CLASSPATH [WORD ...]``: the files lie in build/pdfa/files; words narrow them by name. Each failure is printed. Exit 1
when there is one, and when a file that was broken on purpose is found sound: then the check is dead.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pikepdf

from tests.unit.test_archival import WRITERS
from thads_desktop.documents.blanks import Blank, blanks, composed
from thads_desktop.documents.form import Form, load_forms
from thads_desktop.documents.samples import sample
from thads_desktop.printing.draw import draw

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "build" / "pdfa" / "files"
DRIVER = ROOT / "scripts" / "PdfA.java"


def files() -> dict[str, Callable[[], bytes]]:
    """What is judged, by name, and what makes it."""
    forms = {f"form_{form.id}_{form.law}": partial(_drawn, form) for form in load_forms()}
    empty = {f"blank_{blank.number:02d}": partial(_empty, blank) for blank in blanks()}
    return {**forms, **empty, **{f"writer_{name}": made for name, made in WRITERS.items()}}


def _drawn(form: Form) -> bytes:
    return draw(sample(form, "many"))


def _empty(blank: Blank) -> bytes:
    return draw(composed(blank, "Thi hành án dân sự thành phố Hải Phòng"))


def broken() -> dict[str, tuple[bytes, str]]:
    """Files broken on purpose, and the clause of ISO 19005-2 that each breaks."""
    sound = WRITERS["draw"]()
    found = {}
    for name, clause, key in (("no_output_intent", "6.2.4.3", "/OutputIntents"), ("no_metadata", "6.6.2.1", "/Metadata")):
        with pikepdf.open(io.BytesIO(sound)) as pdf:
            del pdf.Root[key]
            out = io.BytesIO()
            pdf.save(out, fix_metadata_version=False)
        found[f"broken_{name}"] = (out.getvalue(), clause)
    return found


def judged(classpath: str, paths: list[Path]) -> dict[str, list[str]]:
    """The rules that each file breaks, by its name."""
    told = PLACE.parent / "files.txt"
    told.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
    done = subprocess.run(["java", "-cp", classpath, str(DRIVER), str(told)], capture_output=True, text=True, check=False)
    lines = (line.split("\t") for line in done.stdout.splitlines() if "\t" in line)
    found = {Path(name).stem: [x for x in rules if x] for name, *rules in lines}
    if done.returncode or set(found) != {path.stem for path in paths}:
        sys.exit(f"veraPDF judged {len(found)} of {len(paths)} files.\n{done.stderr[-2000:]}")
    return found


def main(classpath: str, words: list[str]) -> int:
    shutil.rmtree(PLACE, ignore_errors=True)
    PLACE.mkdir(parents=True)
    wrong = broken()
    made = {name: make() for name, make in files().items() if not words or any(word in name for word in words)}
    for name, data in (made | {name: data for name, (data, _clause) in wrong.items()}).items():
        (PLACE / f"{name}.pdf").write_bytes(data)
    found = judged(classpath, sorted(PLACE.glob("*.pdf")))
    failures = [f"{name}: {rule}" for name in sorted(made) for rule in found[name]]
    dead = [name for name, (_data, clause) in wrong.items() if not any(rule.startswith(clause) for rule in found[name])]
    failures += [f"{name}: was broken in {wrong[name][1]} and is found sound there" for name in dead]
    print("\n".join([*failures, f"{len(made)} files judged by veraPDF (PDFA-2B), {sum(bool(found[name]) for name in made)} with failures"]))
    return int(bool(failures) or not made)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
