"""What people type is never a formula, markup, a query, a path or a command, wherever it goes: sheets, papers, lists, search, files, logs."""

from __future__ import annotations

import io
import sqlite3
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings, strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.registers import AT, book, open_office, row
from thads_desktop import files
from thads_desktop.documents.compose import compose
from thads_desktop.documents.form import load_forms
from thads_desktop.documents.samples import sample_facts, sample_head
from thads_desktop.domain.office import file_slug
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.text import clean
from thads_desktop.exchange.sheets import BookHead, write_returns
from thads_desktop.printing.draw import draw
from thads_desktop.printing.return_sheet import SheetHead, draw_returns
from thads_desktop.returns.compute import compute
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.facts import Fact
from thads_desktop.services import inputs, queries, takeover, upkeep
from thads_desktop.services.desk import Desk
from thads_desktop.storage.search import columns_of, match_of

TRICKS = (
    "=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "<b>x</b>", "&amp;", "&#60;",
    "<para>", "<!--", "]]>",
    "{debtor_names}", "{0}", "%s", "%(x)s", "\\", "\\n", "'; DROP TABLE events;--", '" OR 1=1', "_", "%", "*", "NEAR(a b)", "a AND b",
    "exact : x", "^x", "(", '"',
    "../../x", "/etc/passwd", "C:\\x", "..", "CON", "\u202eabc", "\u2066x", "\u200bx", "\u00adx", "\x00", "\x07", "\x1b[2J", "\ufeffx",
    "\ufffe", "🙂", "e\u0301", "$(x)",
)  # fmt: skip
ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
#: A trick, before, behind or within any text.
TYPED = st.tuples(st.sampled_from(("", *TRICKS)), ANY, st.sampled_from(("", *TRICKS))).map("".join)
#: Letters that the faces of the papers have.
DRAWN = st.lists(
    st.one_of(st.sampled_from([t for t in TRICKS if t.isascii() and t.isprintable()]), st.text("aăâbđêôơưÁỆỸ &<>{}\\%$#/'\"()[]=+-@.,;:",
    min_size=1, max_size=8)),
    min_size=1, max_size=4,
).map(" ".join)  # fmt: skip
R2019 = load_regimes()[1]
FORM = next(f for f in load_forms() if f.id == "deferral" and f.law == "2008")
DAY = date(2019, 10, 7)
NUMBERS = count(100)


def fact(n: int, officer: str) -> Fact:
    return Fact(f"m{n}", 1, "cd", "dan_su", officer, False, "old", "enforcing", "enforcing", 1, 1000, 0, 1000, 0)


def no_formula(data: bytes) -> list[Any]:
    """The cells of a workbook, none of which is a formula, nor a link, nor anything from outside."""
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        for name in box.namelist():
            assert "externalLink" not in name
            assert not name.startswith("xl/worksheets/") or b"<f>" not in box.read(name)
    found = [c for sheet in load_workbook(io.BytesIO(data)).worksheets for line in sheet.iter_rows() for c in line if c.value is not None]
    assert "f" not in {c.data_type for c in found}
    assert not any(c.hyperlink for c in found)
    return found


@settings(max_examples=25)
@given(TYPED, TYPED)
def test_a_workbook_of_returns_has_texts_and_numbers(officer: str, sender: str) -> None:
    forms = compute(R2019, [fact(1, "k")], {"k": officer})[2:3]
    cells = no_formula(write_returns(R2019, forms, BookHead(sender, sender, (sender, officer), officer)))
    assert {c.data_type for c in cells} <= {"s", "n"}


@pytest.fixture(scope="module")
def registering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Path]]:
    folder = tmp_path_factory.mktemp("registering")
    desk = open_office(folder / "office")
    yield desk, folder
    desk.close()


@settings(max_examples=25)
@given(st.lists(TYPED.map(lambda t: "".join(c for c in t if c in "\t\n" or (unicodedata.category(c) != "Cc" and c not in "\ufffe\uffff"))),
min_size=4, max_size=4))
@example(["=1+1", "+1", "-1", "@x"])
def test_the_answers_to_a_register_have_no_formula(registering: tuple[Desk, Path], typed: list[str]) -> None:
    desk, folder = registering

    def change(opened: Any) -> None:
        sheet = opened.worksheets[0]
        for key, text in zip(("number", "debtor", "obligation", "note" if "note" in AT else "court"), typed, strict=True):
            cell = sheet.cell(sheet.max_row, AT[key], text)
            cell.data_type = "s"

    file = book(folder, [row(1), row(2)], change)
    report, correction = folder / "r.xlsx", folder / "c.xlsx"
    correction.unlink(missing_ok=True)
    takeover.take_over(desk, file, dry_run=True, create_officers=True, report=report, correction=correction)
    no_formula(report.read_bytes())
    if correction.exists():
        no_formula(correction.read_bytes())


def letters(pdf: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@settings(max_examples=25)
@given(DRAWN)
def test_a_paper_bears_what_was_typed_letter_for_letter(typed: str) -> None:
    reason = inputs.body(typed, "reason")
    paper = compose(FORM, {**sample_facts(), "reason": reason}, sample_head(FORM)).paper
    # A sentence has one sign at its end, the form's own.
    wanted = "".join(reason.split()).rstrip(".,;:")
    assert wanted in "".join("".join(b.text for b in paper.blocks).split())
    assert wanted in letters(draw(paper))


@settings(max_examples=20)
@given(TYPED, TYPED)
def test_no_paper_and_no_return_does_anything(typed: str, name: str) -> None:
    """Nothing typed makes a link, a script or a file of a paper, nor stops the drawing; also what came past the door."""
    paper = compose(FORM, {**sample_facts(), "reason": typed, "debtor_names": name}, sample_head(FORM)).paper
    head = SheetHead(name, typed, 3, 2020, name, typed, DAY, name, typed, (typed,))
    for pdf in (draw(paper), draw_returns(R2019, compute(R2019, [fact(1, "k")], {"k": name})[2:3], head)):
        reader = PdfReader(io.BytesIO(pdf))
        assert len(reader.pages) < 6
        for page in reader.pages:
            assert page.get("/Annots") is None
        assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(reader.trailer["/Root"])


@given(TYPED)
def test_the_door_lets_no_hidden_sign_through(typed: str) -> None:
    for made in (inputs.name(typed, "x", required=False), inputs.body(typed, "x")):
        assert all(c.isprintable() or c == "\n" for c in made)
        assert unicodedata.is_normalized("NFC", made)
    one = inputs.name(typed, "x", required=False)
    assert "\n" not in one
    assert inputs.name(one, "x", required=False) == one


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:")
    made.execute("CREATE VIRTUAL TABLE words USING fts5(exact, bare, tokenize = \"unicode61 remove_diacritics 0 tokenchars '/-'\")")
    yield made
    made.close()


@settings(max_examples=300)
@given(TYPED)
def test_what_is_searched_for_is_never_syntax(index: sqlite3.Connection, typed: str) -> None:
    found = match_of(typed)
    if found:
        index.execute("SELECT rowid FROM words WHERE words MATCH ?", (found,)).fetchall()
    assert found.count('"') % 2 == 0
    exact, bare_ = columns_of(typed)
    assert all(c.isalnum() or c in "/- " or unicodedata.combining(c) for c in exact + bare_)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = bench(tmp_path_factory.mktemp("office"), DAY)
    yield made
    made.desk.close()


@settings(max_examples=25)
@given(TYPED)
@example("'; DROP TABLE events;--")
@example("Robert'); DELETE FROM matter_list;--")
@example('%_*"')
def test_a_name_is_kept_shown_and_found_as_it_was_typed(office: Bench, typed: str) -> None:
    name = inputs.name(typed, "name", required=False)
    if not name:
        return
    try:
        matter = office.decision(debtor=name, number=f"{next(NUMBERS)}/2019/DS-ST")
    except Refused as refused:
        # What the letters of the papers do not have is refused by name, before anything is numbered.
        if {r.code for r in refused.refusals} == {"printing.missing_glyphs"}:
            return
        raise
    shown = {r.matter: r.debtor for r in queries.matters(office.desk)}
    assert len(shown) == len(office.matters)
    assert shown[matter] == name
    if match_of(name):
        assert matter in {r.matter for r in queries.matters(office.desk, text=name)}
    for query in (typed, f"{name}*", f'"{name}', f"{name} OR 1=1"):
        queries.matters(office.desk, text=query)


def test_the_office_of_odd_names_verifies(office: Bench) -> None:
    office.decision(debtor="'; DROP TABLE events;--")
    assert upkeep.verify(office.desk).findings == ()


@given(TYPED)
def test_the_name_of_an_office_makes_a_plain_file_name(typed: str) -> None:
    made = file_slug(typed, "../Ab_9" + typed)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert len(f"bao-cao-{made}-2020-03-thang-2015.xlsx.part") < 200


@settings(max_examples=80)
@given(TYPED)
@example("../x")
@example("/x")
@example("a/b")
@example("..")
@example("")
def test_a_file_is_written_in_its_folder_or_not_at_all(typed: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        outer = Path(scratch)
        (outer / "in").mkdir()
        try:
            files.write_together(outer / "in", {typed: b"x", "sau.txt": b"y"})
        except (OSError, ValueError, Refused):
            assert list((outer / "in").iterdir()) == []
        else:
            assert sorted(p.name for p in (outer / "in").iterdir()) == sorted({typed, "sau.txt"})
        assert [p.name for p in outer.iterdir()] == ["in"]


@given(st.text("ÝỶỸẢẠ$<>{}%\u202e", min_size=6, max_size=20))
def test_a_report_of_an_error_holds_nothing_that_was_typed(typed: str) -> None:
    from thads_desktop.ui.crash import diagnosis

    def wrong() -> None:
        raise ValueError(typed) from KeyError(typed)

    with pytest.raises(ValueError) as caught:
        wrong()
    assert typed not in diagnosis(ValueError, caught.value, caught.value.__traceback__)


@given(TYPED)
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)
