"""The draft of a paper as a Word document, to be talked over with others: the same text, marked as a draft, without number.

Only what nobody has signed yet can be had so: what is signed waits for its number as it is, what is issued is the kept print.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.documents.compose import signed_how
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.exchange.word_draft import Beside, Table, WordDraft, Words, write
from thads_desktop.services import masking, opening, papers

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.documents.compose import Block, Paper
    from thads_desktop.services.desk import Desk

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
#: Stages in which a paper has its number, or had it.
_ISSUED = (*papers.ISSUED, "void")


def of_draft(desk: Desk, draft: papers.Draft | str, day: date) -> bytes:
    """A draft, or the paper of an id. Refused("word.issued", "word.signed", as ``papers.preview_pdf``)."""
    with desk.reading() as reader:
        given = papers.load(reader, draft) if isinstance(draft, str) else draft
        masking.refuse_paper(desk, reader, given.matter)
        stage = papers.stage_of(reader, given.matter, given.paper)
        if stage in _ISSUED:
            raise Refused(Refusal("word.issued"))
        if stage == "signed":
            raise Refused(Refusal("word.signed"))
        return document(papers.preview(desk, reader, given, day))


def of_opening(desk: Desk, given: opening.OpeningInput, day: date) -> bytes:
    """An enforcement decision that is being prepared."""
    return document(opening.preview_paper(desk, given, day))


def document(paper: Paper) -> bytes:
    """The paper's words in the order of its page."""
    head, middle = paper.head, "center"
    over = ((head.code, ""), (head.parent, ""), (head.issuer, "b"), (head.section, "b"))
    left = [Words(x.upper(), look=look, align=middle, size=12) for x, look in over if x]
    left += [Words(head.number_line, align=middle, size=13, above=8)] if head.number_line else []
    left += [Words(paper.subject, align=middle, size=12, above=6)] if paper.letter else []
    right = [Words(NATION, look="b", align=middle, size=12), Words(MOTTO, look="b", align=middle, size=13)]
    right += [Words(head.day_line, look="i", align=middle, size=13, above=8)] if head.day_line else []
    parts: list[Words | Beside | Table] = [Beside(tuple(left), tuple(right))]
    if not paper.letter:
        told = (paper.title, paper.subject, head.authority.upper())
        parts += [Words(x, look="b", align=middle, above=0 if n == 1 else 12) for n, x in enumerate(told) if x]
    parts += _address(paper)
    for at, block in enumerate(paper.blocks):
        parts += [Words(paper.resolves, look="b", align=middle, above=10)] if at == paper.resolves_at and paper.resolves else []
        parts += _block(block)
    noted = [Words("Nơi nhận:", look="bi", align="left", size=12)] if paper.recipients else []
    noted += [Words(f"- {r}", align="left", size=11) for r in paper.recipients]
    signed = [Words(x, look="b", align=middle) for x in head.signer_title] + [Words(head.signer_name, look="b", align=middle, above=60)]
    parts.append(Beside(tuple(noted), tuple(signed)))
    for at in range(0, len(paper.signatures), 2):
        pair = [(Words(t, look="b", align=middle, size=12, above=50), Words(signed_how(paper, t), look="i", align=middle, size=11))
                for t in paper.signatures[at : at + 2]]  # fmt: skip
        parts.append(Beside(pair[0], pair[1] if len(pair) > 1 else ()))
    title = " ".join(x for x in ("" if paper.letter else paper.title, paper.subject) if x)
    return write(WordDraft(title, paper.author, tuple(parts)))


def _address(paper: Paper) -> list[Words]:
    if len(paper.to) < 2:
        return [Words(f"Kính gửi: {name}", align="left", above=6, indent=True) for name in paper.to]
    listed = [f"- {name.rstrip(' ;.')}{';' if name != paper.to[-1] else '.'}" for name in paper.to]
    return [Words(x, align="left", above=6, indent=True) for x in ("Kính gửi:", *listed)]


def _block(block: Block) -> list[Words | Table]:
    if block.kind == "table":
        return [Table(block.rows)]
    if block.kind == "blank":
        return [Words("." * 120, align="left", above=6) for _ in range(block.lines)]
    return [Words(block.text, block.label, look="i" if block.kind == "ground" else "", indent=True, above=6)]
