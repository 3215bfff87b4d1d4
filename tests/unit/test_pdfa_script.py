"""The second opinion on files for the archive: what it is asked about, and that neither a failure nor a dead check passes."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from tests.pdfa import broken
from tests.unit.test_archival import WRITERS
from thads_desktop.documents.blanks import blanks
from thads_desktop.documents.form import load_forms

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def pdfa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    spec = importlib.util.spec_from_file_location("pdfa_script", ROOT / "scripts" / "pdfa.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    monkeypatch.setattr(made, "PLACE", tmp_path / "files")
    return made


def test_every_form_every_blank_and_every_writer_is_asked_about(pdfa: Any) -> None:
    made = pdfa.files()
    wanted = [f"form_{f.id}_{f.law}" for f in load_forms()] + [f"blank_{b.number:02d}" for b in blanks()] + [f"writer_{name}" for name in WRITERS]
    assert sorted(made) == sorted(wanted)
    assert all(made[name]().startswith(b"%PDF") for name in (wanted[0], f"blank_{blanks()[0].number:02d}", "writer_labels"))


def test_what_is_broken_on_purpose_is_broken(pdfa: Any) -> None:
    found = {name: (broken(data), clause) for name, (data, clause) in pdfa.broken().items()}
    assert len(found) == 2
    assert all(rules for rules, _clause in found.values())


def test_a_failure_and_a_dead_check_are_told_and_end_badly(pdfa: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def answers(said: dict[str, list[str]]) -> None:
        monkeypatch.setattr(pdfa, "judged", lambda _path, paths: {p.stem: said.get(p.stem, []) for p in paths})

    alive = {name: [f"{clause} something"] for name, (_data, clause) in pdfa.broken().items()}
    answers(alive)
    assert pdfa.main("", ["writer_labels"]) == 0
    assert "1 files judged by veraPDF (PDFA-2B), 0 with failures" in capsys.readouterr().out
    answers(alive | {"writer_labels": ["6.2.11.4.1 the font is not embedded"]})
    assert pdfa.main("", ["writer_labels"]) == 1
    assert "writer_labels: 6.2.11.4.1 the font is not embedded" in capsys.readouterr().out
    answers({})
    assert pdfa.main("", ["writer_labels"]) == 1
    assert "is found sound there" in capsys.readouterr().out
    assert pdfa.main("", ["no such file"]) == 1
