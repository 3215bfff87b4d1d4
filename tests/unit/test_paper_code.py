"""The code on an issued paper: what is in it, that a wrong digit is seen, that the paper is found and a draft has none."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from bench import store
from bench.batch import prepared
from tests.office import Bench, bench
from tests.pages import read as pages_of
from thads_desktop.domain import paper_code
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.events import PaperNumbered
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.printing import qr
from thads_desktop.services import batch, paper_mark, papers, redrawing

PAPER = "0123456789abcdef0123456789abcdef"


@given(st.uuids(), st.text("0123456789abcdef", min_size=12, max_size=64))
def test_a_code_reads_back(paper: UUID, first: str) -> None:
    office = paper_code.office_of(first)
    code = paper_code.code_of(office, paper.hex)
    assert len(code) == paper_code.DIGITS == qr.DIGITS
    assert code.isdigit()
    assert paper_code.read(code) == paper_code.Scanned(office, paper.hex)
    apart = " ".join(code[n : n + 4] for n in range(0, 48, 4))
    assert paper_code.read(f" {apart}\n") == paper_code.read(code)


@given(st.integers(0, 47), st.integers(1, 9))
def test_one_wrong_digit_is_seen(at: int, more: int) -> None:
    code = paper_code.code_of("123456", PAPER)
    wrong = code[:at] + str((int(code[at]) + more) % 10) + code[at + 1 :]
    assert paper_code.read(wrong) is None


@given(st.integers(0, 46))
def test_two_digits_in_wrong_order_are_seen(at: int) -> None:
    code = paper_code.code_of("123456", PAPER)
    turned = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert turned == code or paper_code.read(turned) is None


@pytest.mark.parametrize("text", ["", "12", "1" * 48, "٣" * 48, "x" * 48, "1" + "9" * 47, "28", "9" * 49])
def test_what_is_no_code_is_none(text: str) -> None:
    assert paper_code.read(text) is None


@pytest.mark.parametrize("paper", ["", "p1", PAPER.upper(), PAPER + "0", "g" * 32])
def test_ids_of_elsewhere_have_no_code(paper: str) -> None:
    assert paper_code.code_of("123456", paper) == ""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    made = bench(tmp_path_factory.mktemp("office"))
    made.decision()
    return made


def issued(office: Bench) -> PaperNumbered:
    with office.desk.reading() as reader:
        return next(e.body for e in reader.events_of(f"matter:{office.matters[0]}") if isinstance(e.body, PaperNumbered))


def code_on(office: Bench, paper: str) -> str:
    with office.desk.reading() as reader:
        return paper_code.code_of(paper_code.office_of(reader.hash_at(1)), paper)


def test_an_issued_paper_carries_its_code_and_is_found_by_it(office: Bench) -> None:
    paper = issued(office).paper
    code = code_on(office, paper)
    (first, *_) = pages_of(papers.stored(office.desk, paper))
    rows = qr.squares(code)
    assert sum(w / first.filled[0][3] for _, _, w, _ in first.filled) == pytest.approx(sum(row.count("1") for row in rows), abs=0.5)
    found = paper_mark.found(office.desk, code)
    assert (found.paper, found.matter) == (paper, office.matters[0])
    assert found.title.startswith("Quyết định thi hành án")
    assert found.number_text == "01/QĐ-CCTHADS"


def test_the_same_paper_is_made_again_with_its_code(office: Bench) -> None:
    sha = issued(office).sha256
    assert set(redrawing.again(office.desk, [sha])) == {sha}


def test_a_draft_has_none(office: Bench) -> None:
    draft = papers.Draft("deferral", Effect("deferral", clause="a"), office.matters[0], {}, PAPER)
    (first, *_) = pages_of(papers.preview_pdf(office.desk, draft, office.clock.today()))
    assert not first.filled
    with pytest.raises(Refused):
        paper_mark.found(office.desk, code_on(office, PAPER))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda _o: "12", "không phải mã"),
        (lambda o: paper_code.code_of("000000", issued(o).paper), "đơn vị khác"),
        (lambda o: code_on(o, "f" * 32), "Không có văn bản này"),
    ],
)
def test_what_cannot_be_found_says_why(office: Bench, wrong: object, says: str) -> None:
    with pytest.raises(Refused) as refused:
        paper_mark.found(office.desk, wrong(office))  # type: ignore[operator]  # a function of the table
    assert says in say(refused.value.refusals[0])


def test_papers_of_a_batch_have_each_its_own(tmp_path: Path) -> None:
    desk, ids = prepared(tmp_path / "batch", 3)
    done = batch.issue(desk, ids, store.CLOCK_DAY)
    assert len(done.issued) == 3
    codes = set()
    for paper in ids:
        (first, *_) = pages_of(papers.stored(desk, paper))
        assert first.filled
        codes.add(tuple(first.filled))
        with desk.reading() as reader:
            code = paper_code.code_of(paper_code.office_of(reader.hash_at(1)), paper)
        assert paper_mark.found(desk, code).paper == paper
    assert len(codes) == 3
    desk.close()
