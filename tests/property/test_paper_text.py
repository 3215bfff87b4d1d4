"""Whatever is typed into a paper stands on it: the text in the PDF is the paper's, composed (NFC), in the order of reading, within the margins."""

from __future__ import annotations

import unicodedata
from itertools import cycle
from typing import Any

import pytest
from hypothesis import example, given, settings, strategies as st

from tests.pages import Page, read
from thads_desktop.documents.compose import Paper, compose, signed_how
from thads_desktop.documents.form import load_forms
from thads_desktop.documents.samples import own_sample, sample_facts, sample_head
from thads_desktop.domain.refusal import Refused
from thads_desktop.printing.draw import draw
from thads_desktop.printing.fonts import missing_glyphs
from thads_desktop.services import inputs

FORMS = {f"{f.id}_{f.law}": f for f in load_forms()}
#: A decision, one for each law and side, minutes, a letter where there is one, a notice without number.
TRIED = ("deferral_2025", "enforcement_cd_2008", "enforcement_yc_2025", "verification_2008", "summons_2025", "amendment_2008",
         *[n for n, f in sorted(FORMS.items()) if f.letter][:2])  # fmt: skip
NATION = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
MARKUP = ("<b>x</b>", "&amp;", "&#60;", "<para>", "]]>", "{debtor_names}", "{0}", "%s", "\\(", ")", "(", "\\n", "Tj ET", "'; --", "=1+1", "..", "./.", ";")
CONTROL = "\x00\x07\x08\x0b\x1b\x7f\x85\u200b\u200e\u202e\u2066\ufeff\t\r\n\u00a0\u2003"
WORD = st.one_of(
    st.text(LETTERS + LETTERS.upper() + "0123456789", min_size=1, max_size=12),
    st.text(" .,;:-–/()[]'\"“”‘’%&@#*+=<>₫°²…", min_size=1, max_size=4),
    st.sampled_from(MARKUP),
    st.text(CONTROL, min_size=1, max_size=3),
    st.sampled_from(LETTERS).map(lambda c: unicodedata.normalize("NFD", c)),
    st.text(LETTERS.upper(), min_size=280, max_size=300),
)
TEXT = st.lists(WORD, min_size=1, max_size=8).map(" ".join)


def typed(text: str, limit: int = inputs.NAME) -> str:
    """Through the door that all typed text goes through."""
    try:
        return inputs.name(text, "name", required=False, limit=limit)
    except Refused:
        return inputs.name(text[:250], "name", required=False, limit=limit)


def written(pages: list[Page]) -> str:
    """The words of all pages in the order of the file, without page numbers and the line for initials."""
    found = []
    for number, page in enumerate(pages, 1):
        for p in page.pieces:
            if not (p.y < 18.4 and p.text == str(number)) and p.y < 280:
                found.append(p.text)
    return joined(*found)


def expected(paper: Paper) -> str:
    h = paper.head
    said = [h.code, h.parent.upper(), h.issuer.upper(), *NATION, h.number_line, h.day_line]
    said += [paper.subject] if paper.letter else [paper.title, paper.subject, h.authority.upper()]
    if len(paper.to) == 1:
        said += ["Kính gửi:", paper.to[0]]
    elif paper.to:
        said += ["Kính gửi:", *(f"- {name.rstrip(' ;.')}{';' if name != paper.to[-1] else '.'}" for name in paper.to)]
    for at, block in enumerate(paper.blocks):
        said += [paper.resolves] if at == paper.resolves_at else []
        said += [block.label, block.text]
    said += ["Nơi nhận:" if paper.recipients else "", *(f"- {r}" for r in paper.recipients), *h.signer_title, h.signer_name]
    for at in range(0, len(paper.signatures), 2):
        for title in paper.signatures[at : at + 2]:
            said += [title, signed_how(paper, title)]
    return joined(*said)


def joined(*parts: str) -> str:
    return "".join("".join(p.split()) for p in parts)


def filled(name: str, said: list[str], parties: int) -> Paper:
    """A form whose every typed text is one of what was said, in turn; parties so many; what is optional may be empty."""
    form, at = FORMS[name], cycle(said)
    facts: dict[str, Any] = {**sample_facts("short"), **own_sample(form)}
    facts = {k: next(at) if isinstance(v, str) else v for k, v in facts.items()}
    for side in ("debtors", "creditors"):
        facts[side] = [{"person": next(at), "details": next(at)} for _ in range(parties)]
    for rows in ("obligations", "obligations_hit", "obligations_whole", "obligations_undone", "obligations_done", "obligations_here"):
        facts[rows] = [{"n": str(n), "obligation": next(at), "amount": next(at)} for n in range(1, 4)]
    facts["debtor_names"] = "; ".join(r["person"] for r in facts["debtors"])
    paper = compose(form, facts, sample_head(form)).paper
    head = paper.head.__class__(
        paper.head.parent, next(at) or paper.head.issuer, paper.head.number_line, paper.head.day_line, paper.head.authority,
        (*paper.head.signer_title, next(at)), next(at),
    )  # fmt: skip
    return paper.__class__(**{**{f: getattr(paper, f) for f in paper.__slots__}, "head": head})


@settings(max_examples=60)
@given(st.sampled_from(TRIED), st.lists(TEXT, min_size=1, max_size=6), st.sampled_from((0, 1, 3)))
@example("deferral_2025", ["A" * 300], 3)
@example("enforcement_cd_2008", ["Ấ" * 300, "", "<b>&amp;</b>"], 200)
@example("verification_2008", ["", "\x00\x07", "e\u0301"], 0)
@example("summons_2025", ["Nguyễn Văn An " * 20], 1)
@example("exit_ban_change_2025", ["A" * 298, "ỂẪẺƠỤẦẾẶỎGÚÒ" * 24], 3)
@example("exit_ban_change_2025", ["ỂẪẺƠỤẦẾẶỎGÚÒ" * 24, "A" * 298], 3)
def test_nothing_typed_is_lost_or_stands_outside_the_margins(name: str, said: list[str], parties: int) -> None:
    texts = [typed(text) for text in said]
    assert all(t.isprintable() and unicodedata.is_normalized("NFC", t) for t in texts), "control characters do not come through the door"
    if any(missing_glyphs(t) for t in texts):
        # What no face can draw is refused before anything is issued ("printing.missing_glyphs").
        return
    paper = filled(name, texts, parties)
    pages = read(draw(paper))
    found, wanted = written(pages), expected(paper)
    assert unicodedata.is_normalized("NFC", found)
    if found != wanted:
        # A list of recipients longer than the signature beside it goes on below: the signature then stands within the list.
        signed = joined(*paper.head.signer_title, paper.head.signer_name)
        assert paper.recipients, "only a list of recipients may be parted"
        assert wanted.endswith(signed)
        assert found.find(signed) > found.rfind("Nơinhận:"), "the signature stands beside the list"
        assert found.replace(signed, "", 1) == wanted.removesuffix(signed)
    for page in pages:
        for p in page.pieces:
            assert p.x >= 29.5, p
            assert p.right <= 195.5, p
            assert p.y <= 297 - 20 or p.text == "Chữ ký từng trang:", p


@pytest.mark.parametrize("name", TRIED)
def test_two_hundred_parties_are_all_there(name: str) -> None:
    paper = filled(name, [f"ông Nguyễn Văn {'ABCDE'[n % 5]} {n}" for n in range(400)], 200)
    assert sorted(written(read(draw(paper)))) == sorted(expected(paper))


def test_a_table_is_there_whole_whatever_its_cells_hold() -> None:
    form = next(f for f in load_forms() if any(a.cells for a in (*f.opening, *f.articles)))
    facts = dict(sample_facts("many"))
    facts["import_totals"] = [
        {"label": f"L{n} " + "dài " * 30, "book": str(10**n), "taken": "W" * (n * 9), "difference": "−"} for n in range(1, 16)
    ]
    paper = compose(form, facts, sample_head(form)).paper
    pages = read(draw(paper))
    found = written(pages)
    for row in (r for b in paper.blocks for r in b.rows):
        assert all(c in found for cell in row for c in cell.split() if len(c) < 12), row
    assert all(p.right <= 195.5 and (p.y <= 277 or p.text == "Chữ ký từng trang:") for page in pages for p in page.pieces)
    assert found.count("W") == sum(n * 9 for n in range(1, 16)) + joined(*[b.text for b in paper.blocks]).count("W")


@settings(max_examples=30)
@given(st.text(CONTROL + "aẤ<&", min_size=1, max_size=60))
def test_a_control_character_that_came_past_the_door_breaks_nothing(text: str) -> None:
    for name in ("deferral_2025", "verification_2008"):
        pdf = draw(filled(name, [text], 1))
        assert len(read(pdf)) >= 1
