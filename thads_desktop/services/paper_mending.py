"""An issued paper that is to be put right: what the error changes says which paper does it, the old words are picked from the paper's own
text, and the paper that was mended shows what stands now.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import nfc
from thads_desktop.paths import resource
from thads_desktop.services import hanging, inputs, masking, paper_text, papers
from thads_desktop.services.paper_facts import form_on
from thads_desktop.services.paper_place import subject_of
from thads_desktop.services.place_mending import CORRECTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.paper_text import Change, Paragraph
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Way:
    """What the error changes, and the paper that answers it. form: correction | amendment | withdrawal; reason, consequence: what that paper
    begins with; ground: the clause that it rests on, "" = to be chosen."""

    code: str
    title: str
    form: str
    rule: str
    reason: str
    consequence: str
    cite: str
    ground: str = ""

    @property
    def mends(self) -> bool:
        """The paper stays, and other words stand in the place of some of its own."""
        return self.form != "withdrawal"


@cache
def ways() -> tuple[Way, ...]:
    """The question that tells them apart (``resources/papers/mending.toml``)."""
    data = tomllib.loads(resource("papers", "mending.toml").read_text(encoding="utf-8"))
    return tuple(Way(**row) for row in data["way"])


def paragraphs(desk: Desk, paper: str) -> tuple[Paragraph, ...]:
    """The paper as it was signed, and what of it reads otherwise since. Refused for minutes, and where no text is kept."""
    with desk.reading() as reader:
        masking.refuse_paper(desk, reader, papers.known_row(reader, paper)["matter"])
        return _paragraphs(reader, paper)


def changes(desk: Desk, paper: str) -> tuple[Change, ...]:
    """The amendments of a paper that stand, in the order of their days; none for who may not see of whom they speak."""
    with desk.reading() as reader:
        hidden = masking.covered(desk, reader, papers.known_row(reader, paper)["matter"])
        return () if hidden else paper_text.changes(reader, paper)


def _paragraphs(reader: Reader, paper: str) -> tuple[Paragraph, ...]:
    row = papers.known_row(reader, paper)
    state = fold(reader.events_of(subject_of(row["matter"])))
    stands = state.papers.get(paper)
    if stands is None or stands.stage not in papers.ISSUED:
        raise Refused(Refusal("paper.not_issued"))
    if hanging.minutes(state, paper):
        raise Refused(Refusal("mend.minutes"))
    found = paper_text.paragraphs(reader, paper)
    if not found:
        raise Refused(Refusal("mend.no_text"))
    return found


def draft(desk: Desk, paper: str, way: str, old: str = "", new: str = "", at: int | None = None) -> papers.Draft:
    """The paper that mends, ready to be gone on with; nothing is kept of it yet. Refused for words that the paper does not have as it
    stands now.

    at: the paragraph that was chosen; of words that stand elsewhere too that one is mended alone, and as many of its words are named as
    tell it apart. None = wherever the words stand."""
    chosen = next((w for w in ways() if w.code == way), None)
    if chosen is None:
        raise Refused(Refusal("mend.no_way", field="way"))
    with desk.reading() as reader:
        row = papers.known_row(reader, paper)
        lines = [p.stands for p in _paragraphs(reader, paper)]
        masking.refuse_paper(desk, reader, row["matter"])
        opening = fold(reader.events_of(subject_of(row["matter"]))).opening_paper
    kind, today = form_on(chosen.form, desk.clock.today()).effect, desk.clock.today()
    ground = chosen.ground if chosen.ground in {g.code for g in desk.rules.grounds(kind, today)} else ""
    effect = Effect(kind, ground, target="" if paper == opening else paper)  # type: ignore[arg-type]  # checked when the form is read
    texts = {name: said for name, said in (("reason", chosen.reason), ("consequence", chosen.consequence)) if said}
    if chosen.mends:
        was, now = nfc(old).strip(), inputs.body(new, "new", required=True).strip()
        if not any(was and was in line for line in lines):
            raise Refused(Refusal("mend.not_in_text", field="old"))
        was, now = was.rstrip(paper_text.ENDS), now.rstrip(paper_text.ENDS)
        if was == now:
            raise Refused(Refusal("mend.same", field="new"))
        if at is not None and at < len(lines) and was in lines[at]:
            was, now = paper_text.unambiguous(lines, at, was, now)
        texts |= {"old_text": was, "new_text": now}
    return papers.Draft(chosen.form, effect, row["matter"], texts)


def difference(old: str, new: str) -> str:
    """What goes and what comes, passage by passage in the order of the text: “1970” → “1971”; bỏ “…”; thêm “…”."""
    was, now = old.split(), new.split()
    said: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        gone, come = f"“{' '.join(was[a:b])}”", f"“{' '.join(now[c:d])}”"
        if tag != "equal":
            said.append(f"{gone} → {come}" if a < b and c < d else f"bỏ {gone}" if a < b else f"thêm {come}")
    return "; ".join(said)


def told(found: Sequence[Change]) -> str:
    """What of a paper reads otherwise since, for its page; "" = nothing."""
    from thads_desktop.domain.dates import short_date

    lines = []
    for c in found:
        how = "đính chính bằng công văn" if c.form == CORRECTION else "sửa đổi, bổ sung bằng quyết định"
        lines.append(f"⚠ Đã {how} số {c.number_text}{f' ngày {short_date(c.day)}' if c.day else ''}: “{c.old}” nay là “{c.new}”.")
    return "\n".join(lines)
