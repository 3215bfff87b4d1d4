"""The page of Decree 30/2020 (Phụ lục I) to half a millimetre, measured in the PDF itself; the numbers here are the decree's, not ours."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.cases import every
from tests.drawn import FORMS, drawn
from tests.pages import Page, Piece, Rule, read
from thads_desktop.documents.compose import CopyMark, Paper
from thads_desktop.documents.samples import VARIANTS, sample
from thads_desktop.printing.draw import draw

REGULAR, BOLD, ITALIC, BOLD_ITALIC = (f"LiberationSerif{x}" for x in ("", "-Bold", "-Italic", "-BoldItalic"))
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
#: Half a millimetre; the height of capitals and what hangs below a baseline, of the size of a Times face; single spacing of it.
HALF, CAPITAL, BELOW, SINGLE = 0.5, 0.66, 0.22, 1.149
PT = 25.4 / 72


COPY = CopyMark(
    "SAO Y", (), ("Cục Quản lý Thi hành án dân sự", "Thi hành án dân sự Thành phố Hồ Chí Minh"), "Số: 12/SY-THADS",
    "Thành phố Hồ Chí Minh, ngày 05 tháng 8 năm 2026", ("TRƯỞNG THI HÀNH ÁN DÂN SỰ",), "Phạm Quang Minh", ("Ông Nguyễn Văn An;", "Lưu: VT."),
)  # fmt: skip


def papers() -> dict[str, Paper]:
    """Forms of both laws in all their samples, long names of offices, who signs for the head."""
    found = {f"{name}-{v}": sample(form, v) for name, form in FORMS.items() for v in ("short", "second")}
    for name in ("deferral_2025", "enforcement_yc_2008", "verification_2025"):
        if name in FORMS:
            found |= {f"{name}-{v}": sample(FORMS[name], v) for v in ("long", "many")}
    city = {"parent": "Cục Quản lý Thi hành án dân sự", "issuer": "Thi hành án dân sự Thành phố Hồ Chí Minh",
            "day_line": "Thành phố Hồ Chí Minh, ngày 05 tháng 02 năm 2026", "authority": "TRƯỞNG THI HÀNH ÁN DÂN SỰ THÀNH PHỐ HỒ CHÍ MINH",
            "number_line": "Số: 21101/QĐ-THADS"}  # fmt: skip
    region = {**city, "issuer": "Phòng Thi hành án dân sự khu vực 12 - Thành phố Hồ Chí Minh", "day_line": "Hải Phòng, ngày 05 tháng 02 năm 2026"}
    deputy = {"signer_title": ("KT. TRƯỞNG THI HÀNH ÁN DÂN SỰ", "PHÓ TRƯỞNG THI HÀNH ÁN DÂN SỰ")}
    usual = sample(FORMS["deferral_2025"], "second")
    heads = {"city": city, "region": region, "region-city": {**region, "day_line": city["day_line"]}, "deputy": deputy, "city-deputy": {**city, **deputy}}
    for name, head in heads.items():
        found[name] = replace(usual, head=replace(usual.head, **head))
    return found


PAPERS = papers()
Made = tuple[Paper, list[Page]]


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_each_paper_is_as_the_decree_has_it(name: str) -> None:
    """Drawn and read once, each paper is measured in all ways."""
    form, _, variant = name.rpartition("-")
    paper = PAPERS[name]
    made = paper, read(drawn(form, variant) if form in FORMS else draw(paper))
    with every() as case:
        for look in LOOKS:
            with case(f"{name}: {look.__name__}"):
                look(made)


def close(value: float, wanted: float) -> bool:
    return abs(value - wanted) <= HALF


def inside(page: Page) -> list[Piece]:
    """The text area: without the page's number and the initials, which stand in the margins."""
    return [p for p in page.lines() if 20 <= p.y <= 277.5]


def rule_below(page: Page, piece: Piece) -> Rule:
    """The nearest level line under a piece, centred under it."""
    found = [r for r in page.rules if r.flat and 0 < r.y0 - piece.y < 6 and close((r.x0 + r.x1) / 2, piece.middle)]
    assert found, piece
    return min(found, key=lambda r: r.y0)


def paper_margins_and_the_room_for_the_stamp(made: Made) -> None:
    """A4; top, bottom 20-25, left 30-35, right 15-20 mm; 25 x 15 mm free at the top right of each sheet."""
    paper, pages = made
    for number, page in enumerate(pages, 1):
        assert (round(page.width, 1), round(page.height, 1)) == (210.0, 297.0)
        for p in page.lines():
            top, foot = p.y - p.size * PT * CAPITAL, p.y + p.size * PT * BELOW
            in_top = number > 1 and p.text == str(number)
            in_foot = p.text == "Chữ ký từng trang:"
            in_corner = bool(paper.head.code) and p.text == paper.head.code
            assert p.x >= 30 - HALF, p
            assert p.right <= 195 + HALF, p
            assert in_top or in_corner or top >= 20 - HALF, p
            assert in_foot or foot <= 277 + HALF, p
            assert p.right < 185 - 25 or top > 15, ("the corner of the stamp", p)
        for r in page.rules:
            assert min(r.x0, r.x1) >= 30 - HALF
            assert max(r.x0, r.x1) <= 195 + HALF
            assert min(r.y0, r.y1) >= 20 - 0.01
    body = [p for page in pages for p in inside(page)]
    assert close(min(p.x for p in body), 30)


def lines_reach_the_right_edge(made: Made) -> None:
    _paper, pages = made
    widest = max(p.right for page in pages for p in inside(page))
    assert widest <= 195 + HALF
    long = [p for page in pages for p in page.pieces if p.size >= 13 and p.face in (REGULAR, ITALIC) and p.width > 150]
    assert not long or close(max(p.right for p in long), 195)


def pages_are_numbered_from_the_second(made: Made) -> None:
    """Arabic, 13-14 upright, centred in the top margin, the first page not shown."""
    _paper, pages = made
    for number, page in enumerate(pages, 1):
        above = [p for p in page.lines() if p.y < 18.4]
        assert [p.text for p in above] == ([] if number == 1 else [str(number)])
        for p in above:
            assert p.face == REGULAR
            assert 13 <= p.size <= 14
            assert close(p.middle, 105)


def the_nation_and_the_motto(made: Made) -> None:
    """Caps 12-13 bold; 13-14 bold, centred under it, single spacing, a line of the length of the text."""
    page = made[1][0]
    nation, motto = page.one(NATION), page.one(MOTTO)
    assert (nation.face, motto.face) == (BOLD, BOLD)
    assert 12 <= nation.size <= 13
    assert 13 <= motto.size <= 14
    assert close(nation.middle, motto.middle)
    assert close(motto.y - nation.y, motto.size * SINGLE * PT)
    assert close(rule_below(page, motto).length, motto.width)


def the_issuer_stands_beside_it(made: Made) -> None:
    """Superior caps 12-13 regular, issuer caps 12-13 bold, both centred in one column, a line of 1/3 to 1/2; columns that never touch."""
    paper, page = made[0], made[1][0]
    nation = page.one(NATION)
    title = next(p for p in page.lines() if paper.letter or p.text.startswith(paper.title[:20])) if not paper.letter else None
    below = title.y if title else 60.0
    left = [p for p in page.lines() if nation.y - HALF <= p.y < below and p.right < nation.x and p.size == 12 and p.text == p.text.upper()]
    upper, bold = [p for p in left if p.face == REGULAR], [p for p in left if p.face == BOLD]
    assert " ".join(p.text.strip() for p in upper) == paper.head.parent.upper()
    assert " ".join(p.text.strip() for p in bold) == paper.head.issuer.upper()
    assert len({round(p.middle * 2) for p in left}) == 1
    assert close(upper[0].y if upper else bold[0].y, nation.y)
    assert max(p.right for p in left) < nation.x - 2
    rule = rule_below(page, bold[-1]).length
    widest, above = max(p.width for p in bold), bold[-1].width
    assert widest / 3 - HALF <= rule <= widest / 2
    assert rule <= max(above / 2, widest / 3) + HALF
    assert not any(p.text.strip().endswith("THÀNH") for p in left)


def number_and_day(made: Made) -> None:
    """"Số:" 13 regular under the issuer; the day 13-14 italic under the nation, on the same line; the day padded as the decree has it."""
    paper, page = made[0], made[1][0]
    head = paper.head
    if head.number_line and head.day_line:
        number, day = page.one(head.number_line), page.one(head.day_line)
        assert (number.face, number.size) == (REGULAR, 13)
        assert day.face == ITALIC
        assert 13 <= day.size <= 14
        assert close(number.y, day.y)
        assert close(day.middle, page.one(NATION).middle)
        assert number.right < day.x - 2
        assert re.search(r", ngày (0[1-9]|[12]\d|3[01]) tháng (01|02|[3-9]|1[0-2]) năm \d{4}$", head.day_line)
        assert re.fullmatch(r"Số: (0[1-9]|[1-9]\d+)/.+", head.number_line)


def title_and_authority(made: Made) -> None:
    """Caps 13-14 bold, what it is about 13-14 bold, centred, a line of 1/3 to 1/2 under it; the authority centred bold."""
    paper, page = made[0], made[1][0]
    middle = 30 + 165 / 2
    if paper.letter:
        about = [p for p in page.lines() if p.face == REGULAR and 12 <= p.size <= 13 and paper.subject.startswith(p.text.strip()[:12])]
        assert about
        assert page.one(paper.head.number_line).y < about[0].y
        assert close(about[0].middle, page.one(paper.head.number_line).middle)
        return
    title = page.one(paper.title)
    assert title.face == BOLD
    assert title.text == title.text.upper()
    assert 13 <= title.size <= 14
    assert close(title.middle, middle)
    block = [title, *(p for p in page.lines() if title.y < p.y < title.y + 25 and p.face == BOLD and close(p.middle, middle))]
    words = "".join(p.text for p in block).replace(" ", "")
    assert words.startswith((paper.title + paper.subject + paper.head.authority.upper()).replace(" ", "")[: len(words)])
    about: list[Piece] = []
    for p in block[1:]:
        if "".join(x.text for x in about).replace(" ", "") == paper.subject.replace(" ", ""):
            break
        about.append(p)
    lines = about or [title]
    rule = rule_below(page, lines[-1]).length
    for line in (lines[-1], max(lines, key=lambda p: p.width)):
        assert line.width / 3 - HALF <= rule <= line.width / 2 + HALF, "of the longest line and of that under which it stands"


def the_text(made: Made) -> None:
    """13-14 upright (grounds italic), "Điều n." bold, first lines in by 10 or 12.7 mm, single to 1.5 spacing, 6 pt between paragraphs."""
    paper, pages = made
    for page in pages:
        body = [p for p in inside(page) if p.size in (13, 13.5) and p.face in (REGULAR, ITALIC) and p.width > 60 and (close(p.x, 30) or close(p.x, 42.7))]
        for before, after in pairwise(body):
            gap = (after.y - before.y) / PT
            if 0 < gap < 40 and before.right > 194 and close(after.x, 30):
                assert SINGLE * after.size - 0.2 <= gap <= 1.5 * SINGLE * after.size, (before, after)
            elif 0 < gap < 26 and close(after.x, 42.7):
                assert gap >= SINGLE * after.size + 6 - 0.2, (before, after)
        assert all(13 <= p.size <= 14 for p in body)
        for p in page.lines():
            # At the edge it is the end of a sentence that names an article.
            if re.fullmatch(r"Điều \d+\. ?", p.text) and not close(p.x, 30):
                assert p.face == BOLD
                assert close(p.x, 42.7)
        for p in body:
            if p.text.startswith("Căn cứ ") and close(p.x, 42.7) and not paper.letter:
                assert p.face == ITALIC
    grounds = [b.text for b in paper.blocks if b.kind == "ground"]
    assert all(g.endswith(";") for g in grounds[:-1])
    assert all(g.endswith(".") for g in grounds[-1:])
    if not paper.minutes:
        assert paper.blocks[-1].text.endswith("./.")
        assert not paper.blocks[-1].text.endswith("../.")


def recipients_and_signature(made: Made) -> None:
    """"Nơi nhận:" 12 bold italic on the level of the signer's title, items 11 upright, ";" and last "Lưu"; title and name 13-14 bold."""
    paper, pages = made
    lines = [p for page in pages for p in page.lines()]
    name = [p for p in lines if p.text.strip() == paper.head.signer_name]
    assert name[-1].face == BOLD
    assert 13 <= name[-1].size <= 14
    if not paper.recipients:
        return
    at = next(n for n, page in enumerate(pages) if any(p.text == "Nơi nhận:" for p in page.lines()))
    noted = pages[at].one("Nơi nhận:")
    assert (noted.face, noted.size) == (BOLD_ITALIC, 12)
    assert close(noted.x, 30)
    level = [p for p in pages[at].lines() if close(p.y, noted.y) and p is not noted and p.x > 100]
    assert [p.face for p in level] == [BOLD]
    assert paper.head.signer_title[0].startswith(level[0].text.strip())
    listed = [p for p in pages[at].lines() if p.y > noted.y and p.x < 35 and p.size == 11]
    assert listed[0].text.startswith("- ")
    assert {p.face for p in listed} == {REGULAR}
    assert paper.recipients[-1].startswith("Lưu")
    assert all(r.endswith(";") for r in paper.recipients[:-1])
    assert paper.recipients[-1].endswith(".")


def minutes_are_crossed_and_signed_on_each_page(made: Made) -> None:
    """TT 04/2023, Điều 36: the unused rest of every page is crossed; pages but the last leave room for initials below the text."""
    paper, pages = made
    initials = [[p for p in page.lines() if p.text == "Chữ ký từng trang:"] for page in pages]
    assert [len(found) for found in initials] == [int(paper.minutes and n < len(pages)) for n in range(1, len(pages) + 1)]
    slanting = [crossings(page) for page in pages]
    if not paper.minutes:
        assert not any(slanting)
        return
    for page, crossing in zip(pages, slanting, strict=True):
        lowest = written_to(page)
        if page is pages[-1] and crossing:
            # Under the last titles there is room to sign.
            assert crossing[0].y1 > lowest + 15
        if lowest < 277 - 25 - (25 if page is pages[-1] else 0):
            assert crossing
        for one in crossing:
            assert close(one.length, 165)
            assert min(one.y0, one.y1) > lowest
            assert max(one.y0, one.y1) <= 277


def crossings(page: Page) -> list[Rule]:
    return [r for r in page.rules if not r.flat and abs(r.x1 - r.x0) > 1]


def written_to(page: Page) -> float:
    """The lowest thing in the text area that is written or ruled."""
    ruled = [max(r.y0, r.y1) for r in page.rules if (r.flat or abs(r.x1 - r.x0) < 0.01) and max(r.y0, r.y1) <= 277]
    return max(*(p.y for p in inside(page)), *ruled)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", sorted(name for name, form in FORMS.items() if form.minutes))
def test_minutes_leave_no_room_to_add_to_them(name: str, variant: str) -> None:
    """No page has two lines or more free and uncrossed; what is left before the signatures is little; these stand with words of the text."""
    paper = sample(FORMS[name], variant)
    pages = read(drawn(name, variant))
    for page in pages[:-1]:
        left = 277 - written_to(page)
        # Under the last title of a page of signatures there is room to sign.
        to_sign = 18 if max(inside(page), key=lambda p: p.y).text.startswith("(ký") else 0
        assert left < 55 + to_sign
        assert crossings(page) or left < 14 + to_sign
    signed = next(page for page in pages for p in page.lines() if p.face == BOLD and p.text.strip() == paper.head.signer_name)
    title = next(p for p in signed.lines() if p.face == BOLD and paper.head.signer_title[0].startswith(p.text.strip()) and p.x > 100)
    assert any(p.y < title.y and p.face == REGULAR and p.size >= 13 and p.width > 20 for p in inside(signed))


@pytest.mark.parametrize("listed", [1, 200], ids=["in one line", "in a line each"])
def test_two_hundred_recipients_go_on_over_the_whole_width(listed: int) -> None:
    paper = sample(FORMS["enforcement_yc_2025"], "many")
    names = [f"Nguyễn Văn Thứ {n};" for n in range(200)]
    lines = names if listed > 1 else ["Đương sự: " + " ".join(names)]
    pages = read(draw(replace(paper, recipients=(*lines, "Lưu: VT, HS THA."))))
    at = next(n for n, page in enumerate(pages) if any(p.text == "Nơi nhận:" for p in page.lines()))
    said = " ".join(p.text.strip() for page in pages[at:] for p in page.lines() if p.size == 11)
    assert re.findall(r"Thứ (\d+);", said) == [str(n) for n in range(200)]
    assert said.endswith("- Lưu: VT, HS THA.")
    further = [p for page in pages[at + 1 :] for p in page.lines() if p.size == 11]
    assert all(p.right <= 195 + HALF for p in further)
    assert len(pages) - at <= (2 if listed == 1 else 5)
    assert any(p.right > 180 for p in further) == (listed == 1)
    signer = [n for n, page in enumerate(pages) for p in page.lines() if p.text.strip() == paper.head.signer_name and p.face == BOLD]
    assert signer == [at]


def test_more_signatures_than_a_page_holds_run_on_and_begin_with_the_text() -> None:
    paper = sample(FORMS["coercion_minutes_2025"], "many")
    members = tuple(f"THÀNH VIÊN THỨ {n}" for n in range(1, 37))
    pages = read(draw(replace(paper, signatures=members)))
    placed = [(p.text.strip(), n) for n, page in enumerate(pages) for p in page.lines() if p.text.strip() in members]
    assert [said for said, _ in placed] == list(members)
    first = placed[0][1]
    assert any(p.face == REGULAR and p.size >= 13 for p in inside(pages[first]))
    assert all(len([n for _, n in placed if n == at]) >= 8 for at in range(first + 1, len(pages) - 1))
    assert all(crossings(page) or 277 - written_to(page) < 14 + 18 for page in pages[:-1])


def test_a_copy_of_minutes_is_crossed_as_they_are_and_certified_on_a_page_of_its_own() -> None:
    paper = sample(FORMS["verification_2025"])
    own = read(draw(paper))
    *copied, last = read(draw(replace(paper, copy=COPY)))
    assert [(p.lines(), crossings(p)) for p in copied] == [(p.lines(), crossings(p)) for p in own]
    assert crossings(own[-1])
    assert not crossings(last)
    assert last.one("SAO Y")


#: All that is measured on each paper.
LOOKS = (
    paper_margins_and_the_room_for_the_stamp,
    lines_reach_the_right_edge,
    pages_are_numbered_from_the_second,
    the_nation_and_the_motto,
    the_issuer_stands_beside_it,
    number_and_day,
    title_and_authority,
    the_text,
    recipients_and_signature,
    minutes_are_crossed_and_signed_on_each_page,
)
