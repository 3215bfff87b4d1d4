"""A certified copy of an issued paper: form of copy, number, signer, recipient and purpose; the paper itself stays as it is, byte by byte."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.pdfa import broken
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.text import nfc
from thads_desktop.services import inspection, paper_copies, papers, people, queries, redrawing, sending, upkeep
from thads_desktop.services.paper_copies import CopyInput

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def sent(office: Bench, number: str = "15/2019/DS-ST") -> str:
    """An enforcement decision that has left the house."""
    matter = office.decision(number=number)
    paper = next(p.paper for p in queries.matter(office.desk, matter).papers)
    sending.send(office.desk, paper, "procuracy", "Viện kiểm sát nhân dân quận Lê Chân", "direct", office.clock.day)
    return paper


def asked(office: Bench, **other: object) -> CopyInput:
    made = CopyInput("whole", "paper", "Tòa án nhân dân quận Lê Chân", "bổ sung hồ sơ vụ án", office.head, office.clock.day)
    return replace(made, **other)  # type: ignore[arg-type]  # rows of the case


def words(data: bytes) -> str:
    return nfc("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def test_the_copy_bears_its_mark_and_the_paper_stays(office: Bench) -> None:
    paper = sent(office)
    before = papers.stored(office.desk, paper)
    number, data = paper_copies.give(office.desk, paper, asked(office))
    assert number == "01/SY-CCTHADS"
    said = words(data)
    for text in ("SAO Y", "Số: 01/SY-CCTHADS", "Lê Chân, ngày 07 tháng 10 năm 2019", "Phạm Quang Minh", "- Tòa án nhân dân quận Lê Chân;", "QUYẾT ĐỊNH"):
        assert text in said, text
    assert papers.stored(office.desk, paper) == before
    assert "SAO Y" not in words(before)
    (row,) = paper_copies.listed(office.desk, paper)
    assert (row.number_text, row.recipient, row.purpose) == (number, "Tòa án nhân dân quận Lê Chân", "bổ sung hồ sơ vụ án")
    assert paper_copies.stored(office.desk, paper, row.key) == data
    assert upkeep.verify(office.desk).findings == ()


def test_it_is_fit_for_the_archive_as_the_paper_is(office: Bench) -> None:
    paper = sent(office)
    for medium in paper_copies.MEDIA:
        _number, data = paper_copies.give(office.desk, paper, asked(office, medium=medium))
        assert broken(data) == []
        pages = len(PdfReader(io.BytesIO(papers.stored(office.desk, paper))).pages)
        assert len(PdfReader(io.BytesIO(data)).pages) in (pages, pages + 1)


def test_a_digital_copy_bears_form_office_and_time_above_its_first_page(office: Bench) -> None:
    paper = sent(office)
    _number, data = paper_copies.give(office.desk, paper, asked(office, medium="digital"))
    first = nfc(PdfReader(io.BytesIO(data)).pages[0].extract_text())
    assert "SAO Y 01/SY-CCTHADS" in first
    assert "2019-10-07T" in first
    assert "+07:00" in first


def test_an_extract_holds_what_was_named_alone(office: Bench) -> None:
    paper = sent(office)
    _number, data = paper_copies.give(office.desk, paper, asked(office, kind="part", articles="Điều 1, 3"))
    said = words(data)
    assert "TRÍCH SAO" in said
    assert "Điều 1." in said
    assert "Điều 3." in said
    assert "Điều 2." not in said
    with pytest.raises(Refused, match=r"copy\.unknown_article"):
        paper_copies.give(office.desk, paper, asked(office, kind="part", articles="17"))


def test_all_forms_of_copy_share_one_series_of_the_calendar_year(office: Bench) -> None:
    one, two = sent(office), sent(office, "16/2019/DS-ST")
    wanted = ((one, "whole", ""), (two, "part", "1"), (one, "again", ""))
    given = [paper_copies.give(office.desk, p, asked(office, kind=k, articles=a))[0] for p, k, a in wanted]
    assert given == ["01/SY-CCTHADS", "02/TrS-CCTHADS", "03/SL-CCTHADS"]
    office.on(date(2020, 1, 6))
    assert paper_copies.give(office.desk, one, asked(office))[0] == "01/SY-CCTHADS"
    office.on(date(2020, 1, 7))
    paper_copies.give(office.desk, one, asked(office))
    with pytest.raises(Refused, match=r"copy\.out_of_order"):
        paper_copies.give(office.desk, one, asked(office, day=date(2020, 1, 6)))


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"kind": "x"}, "copy.bad_kind"), ({"medium": "x"}, "copy.bad_medium"), ({"kind": "part"}, "copy.no_articles"),
        ({"articles": "1"}, "copy.articles_whole"), ({"day": date(2019, 10, 6)}, "copy.before_issue"), ({"day": date(2019, 10, 8)}, "day.future"),
        ({"signer": "x"}, "copy.no_power"), ({"recipient": "  "}, "name.missing"), ({"purpose": ""}, "body.missing"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_no_number_is_lost(office: Bench, other: dict[str, object], code: str) -> None:
    paper = sent(office)
    with pytest.raises(Refused) as refused:
        paper_copies.give(office.desk, paper, asked(office, **other))
    if code.startswith("copy."):
        assert refused.value.refusals[0].code == code
    assert paper_copies.listed(office.desk, paper) == ()
    assert paper_copies.give(office.desk, paper, asked(office))[0] == "01/SY-CCTHADS"


def test_the_officer_does_not_sign_and_what_has_not_left_is_not_copied(office: Bench) -> None:
    with pytest.raises(Refused, match=r"copy\.no_power"):
        paper_copies.give(office.desk, sent(office), asked(office, signer=office.officer))
    matter = office.decision(number="18/2019/DS-ST")
    paper = next(p.paper for p in queries.matter(office.desk, matter).papers)
    with pytest.raises(Refused, match=r"copy\.not_sent"):
        paper_copies.preview(office.desk, paper, asked(office))


def test_a_deputy_signs_for_the_head(office: Bench) -> None:
    people.give_post(office.desk, office.second, "deputy", date(2019, 1, 1))
    _number, data = paper_copies.give(office.desk, sent(office), asked(office, signer=office.second))
    assert "KT. CHI CỤC TRƯỞNG" in words(data)
    assert "Lê Văn Cường" in words(data)


def test_a_paper_that_is_not_drawn_the_same_any_more_is_not_copied(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = sent(office)
    real = redrawing.as_issued
    monkeypatch.setattr(redrawing, "as_issued", lambda *given: replace(real(*given), title="QUYẾT ĐỊNH KHÁC"))
    with pytest.raises(Refused, match=r"copy\.not_same"):
        paper_copies.give(office.desk, paper, asked(office))


def test_who_did_what_tells_of_the_copy(office: Bench) -> None:
    paper_copies.give(office.desk, sent(office), asked(office))
    assert inspection.GROUP_OF["CopyGiven"] == "data"
    said = [x for m in office.matters for x in queries.matter(office.desk, m).timeline]
    assert any("Cấp bản sao văn bản" in repr(x) and "Tòa án nhân dân quận Lê Chân" in repr(x) for x in said)


def test_the_copy_of_a_decision_that_was_withdrawn_says_so(office: Bench) -> None:
    paper = sent(office)
    with office.desk.reading() as reader:
        matter = papers.known_row(reader, paper)["matter"]
    code = office.desk.rules.grounds("withdrawal", office.clock.day)[0].code
    texts = {"reason": "x", "evidence": "x", "consequence": "x"}
    for medium in paper_copies.MEDIA:
        assert paper_copies.GONE not in words(paper_copies.give(office.desk, paper, asked(office, medium=medium))[1])
    papers.issue_at_once(office.desk, papers.Draft("withdrawal", Effect("withdrawal", code), matter, texts), office.head)
    for medium in paper_copies.MEDIA:
        assert paper_copies.GONE in words(paper_copies.give(office.desk, paper, asked(office, medium=medium))[1])
