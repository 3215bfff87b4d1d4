"""The commands of the books of letters and of what is sent to others, for the table of rights."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from thads_desktop.services import letter_acts, letter_typed, outside

DAY = date(2020, 1, 6)
KEY = "in:2020:000001"
EMPTY = outside.Sheet("procuracy", "x", DAY, DAY, (), {})
COMMANDS: dict[str, Callable[[Any], object]] = {
    "letter_acts.receive": lambda g: letter_acts.receive(g.desk, letter_typed.LetterInput(DAY, "Tòa án", "Giải thích")),
    "letter_acts.send": lambda g: letter_acts.send(g.desk, letter_typed.SentInput(DAY, "Tòa án", "Đề nghị", own=True)),
    "letter_acts.correct": lambda g: letter_acts.correct(g.desk, KEY, letter_typed.LetterInput(DAY, "x", "y")),
    "letter_acts.pass_on": lambda g: letter_acts.pass_on(g.desk, [KEY], DAY, to="Phòng"),
    "letter_acts.answer": lambda g: letter_acts.answer(g.desk, KEY, DAY),
    "letter_acts.strike": lambda g: letter_acts.strike(g.desk, KEY, "nhầm"),
    "outside.send": lambda g: outside.send(g.desk, EMPTY, "VKS", "file", DAY, data=b"x"),
}
