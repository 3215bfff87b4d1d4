"""What no text establishes of a regional section is a dated setting: the line on its papers, how its head signs by delegation."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench, reopen
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.office import identity_from_plain, identity_on, to_plain
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import papers, people, word_drafts

DAY, FROM = date(2026, 8, 5), date(2026, 8, 1)
LINE, TITLE = "Phòng Thi hành án dân sự khu vực 1", "Trưởng phòng Thi hành án dân sự khu vực 1"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def put(office: Bench, since: date = FROM, **changes: str) -> None:
    with office.desk.reading() as reader:
        held = identity_on(people.office(reader).identities, DAY)
    people.put_identity(office.desk, replace(held, valid_from=since, **changes))


def deferral(office: Bench) -> papers.Draft:
    effect = Effect("deferral", office.desk.rules.grounds("deferral", DAY)[0].code, until=date(2026, 12, 31))
    return papers.Draft("deferral", effect, office.decision(), {"reason": "ốm nặng", "evidence": "giấy ra viện"})


def text_of(office: Bench, paper: str) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(papers.stored(office.desk, paper))).pages).split())


def refused(call: object, *args: object, **named: object) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as error:
        call(*args, **named)  # type: ignore[operator]  # a function of the services
    assert all(say(r) for r in error.value.refusals)
    return [(r.code, r.field) for r in error.value.refusals]


@pytest.mark.parametrize("prefix", ["TUQ.", "TL."])
def test_the_head_of_a_section_signs_as_the_office_has_set_it(office: Bench, prefix: str) -> None:
    region = people.add_person(office.desk, "Ngô Văn Vùng", "unit_head", date(2025, 7, 1), powers=("deferral",))
    draft = deferral(office)
    # How is established nowhere: until the office says so, they do not sign, and are told where to set it.
    assert refused(papers.issue_at_once, office.desk, draft, region) == [("signer.no_prefix", "signer")]
    put(office, sign_prefix=prefix, region_title=TITLE)
    said = text_of(office, papers.issue_at_once(office.desk, draft, region)[0])
    assert f"{prefix} TRƯỞNG THI HÀNH ÁN DÂN SỰ TRƯỞNG PHÒNG THI HÀNH ÁN DÂN SỰ KHU VỰC 1 Ngô Văn Vùng" in said
    # The decision is the head's: the authority it names stays.
    assert "TRƯỞNG THI HÀNH ÁN DÂN SỰ THÀNH PHỐ HẢI PHÒNG" in said.partition("Căn cứ")[0]


def test_they_sign_only_what_was_delegated(office: Bench) -> None:
    put(office, sign_prefix="TUQ.", region_title=TITLE)
    region = people.add_person(office.desk, "Ngô Văn Vùng", "unit_head", date(2025, 7, 1), powers=("means_lacking",))
    assert refused(papers.issue_at_once, office.desk, deferral(office), region) == [("signer.no_power", "signer")]


def test_what_they_issued_the_head_mends(office: Bench) -> None:
    put(office, sign_prefix="TUQ.", region_title=TITLE)
    region = people.add_person(office.desk, "Ngô Văn Vùng", "unit_head", date(2025, 7, 1), powers=people.EVERY)
    draft = deferral(office)
    target = papers.issue_at_once(office.desk, draft, region)[0]
    clause = office.desk.rules.grounds("withdrawal", DAY)[0].code
    back = papers.Draft("withdrawal", Effect("withdrawal", clause, target=target), draft.matter, {"reason": "x", "consequence": "hết hiệu lực"})
    assert refused(papers.issue_at_once, office.desk, back, office.officer) == [("signer.no_power", "signer")]
    papers.issue_at_once(office.desk, back, office.head)


def test_the_line_of_the_section_is_printed_from_its_day(office: Bench) -> None:
    first = deferral(office)
    put(office, since=DAY, region_line=LINE)
    with office.desk.reading() as reader:
        before, now = (papers.preview(office.desk, reader, first, day).head.section for day in (FROM, DAY))
    assert (before, now) == ("", LINE)
    said = text_of(office, papers.issue_at_once(office.desk, first, office.head)[0])
    assert "THI HÀNH ÁN DÂN SỰ THÀNH PHỐ HẢI PHÒNG PHÒNG THI HÀNH ÁN DÂN SỰ KHU VỰC 1" in said
    with zipfile.ZipFile(io.BytesIO(word_drafts.of_draft(office.desk, first, DAY))) as made:
        assert LINE.upper() in made.read("word/document.xml").decode()


def test_prefix_and_title_go_together_and_are_what_may_be_chosen(office: Bench) -> None:
    assert refused(put, office, sign_prefix="TUQ.") == [("office.prefix_and_title", "region_title")]
    assert refused(put, office, region_title=TITLE) == [("office.prefix_and_title", "sign_prefix")]
    assert refused(put, office, sign_prefix="TM.", region_title=TITLE) == [("office.bad_prefix", "sign_prefix")]


def test_what_is_set_is_kept_and_identities_of_before_read_as_unset(office: Bench, tmp_path: Path) -> None:
    put(office, sign_prefix="TL.", region_title=TITLE, region_line=LINE)
    office.desk.close()
    office.desk = reopen(tmp_path / "data", office.clock)
    with office.desk.reading() as reader:
        held = people.identity(reader, DAY)
        assert (held.sign_prefix, held.region_title, held.region_line) == ("TL.", TITLE, LINE)
        assert people.identity(reader, FROM.replace(day=1, month=7)).sign_prefix == ""
    old = {k: v for k, v in to_plain(held).items() if k not in ("sign_prefix", "region_title", "region_line")}
    assert identity_from_plain(old).sign_prefix == ""
