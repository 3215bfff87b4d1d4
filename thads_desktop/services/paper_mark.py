"""The code on an issued paper: put on when it gets its bytes, and found again when it is scanned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thads_desktop.domain import paper_code
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import masking

if TYPE_CHECKING:
    from thads_desktop.documents.compose import Paper
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Found:
    """The paper of a code: its id, its matter, what it is called and its number as printed."""

    paper: str
    matter: str
    title: str
    number_text: str


def marked(reader: Reader, paper: Paper, key: str) -> Paper:
    """The paper with its code, as it is issued; what is no decision's id has none."""
    return replace(paper, mark=paper_code.code_of(_office(reader), key))


def is_code(text: str) -> bool:
    """Whether what was typed is a code of a paper at all."""
    return paper_code.read(text) is not None


def found(desk: Desk, text: str) -> Found:
    """The paper of a code. Refused("mark.none" | "mark.other_office" | "mark.unknown", as a hidden matter is)."""
    code = paper_code.read(text)
    if code is None:
        raise Refused(Refusal("mark.none"))
    with desk.reading() as reader:
        if code.office != _office(reader):
            raise Refused(Refusal("mark.other_office"))
        row = reader.row("paper", code.paper)
        if row is None or not (row.get("number_text") or row.get("title")):
            raise Refused(Refusal("mark.unknown"))
        masking.refuse_paper(desk, reader, str(row["matter"]))
        return Found(code.paper, str(row["matter"]), str(row.get("title", "")), str(row.get("number_text", "")))


def _office(reader: Reader) -> str:
    return paper_code.office_of(reader.hash_at(1))
