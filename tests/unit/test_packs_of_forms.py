"""Packs of forms, registers and tables of law: judged whole, refused by file and reason; what was issued under one stays and is drawn anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.packs import PUBLISHERS, longer, packed, shipped
from tests.pages import read
from thads_desktop import dated
from thads_desktop.documents.form import form_for, form_in, load_forms
from thads_desktop.documents.register import load_registers, register_in
from thads_desktop.documents.samples import sample
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.printing.draw import draw
from thads_desktop.services import form_approval, pack_forms, packs, papers, redrawing, serving, upkeep
from thads_desktop.services.register_files import MOST_COLUMNS

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


@pytest.mark.parametrize("name", sorted(n for n in dated.SHIPPED.of("law") if n not in ("cash.toml", "publication.toml", "retention.toml")))
def test_every_file_of_law_of_a_pack_is_told_whatever_file_it_is(office: Bench, name: str) -> None:
    same = packs.look(office.desk, packed({("law", name): b"# chu thich\n" + shipped("law", name)}), PUBLISHERS)
    assert [(c.what, c.lines) for c in same.changes] == [("thay", ())]


def test_a_table_of_law_tells_how_many_of_its_entries_change(office: Bench) -> None:
    changed = shipped("law", "decisions.toml", ('title = "Quyết định thu phí thi hành án"', 'title = "Quyết định về phí thi hành án"'))
    trial = packs.look(office.desk, packed({("law", "decisions.toml"): changed}), PUBLISHERS)
    assert trial.changes[0].lines == ("danh mục quyết định, biện pháp: thêm 1 mục, bỏ 1 mục",)


def test_an_issued_paper_stays_as_it_is_and_is_drawn_anew_whatever_pack_holds(office: Bench) -> None:
    def issue(number: str) -> tuple[str, str, bytes]:
        matter = office.decision(number=number)
        draft = papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 3, 1)), matter, {"reason": "thỏa thuận"})
        paper, _number = papers.issue_at_once(office.desk, draft, office.head)
        data = papers.stored(office.desk, paper)
        return paper, hashlib.sha256(data).hexdigest(), data

    def stand(*issued: tuple[str, str, bytes]) -> None:
        for paper, sha, data in issued:
            assert papers.stored(office.desk, paper) == data
            assert redrawing.again(office.desk, [sha]) == {sha: data}
        assert upkeep.verify(office.desk).findings == ()

    before = issue("21/2019/DS-ST")
    new = shipped("documents", "deferral_2008.toml", ("Chấp hành viên", "Chấp hành viên phụ trách"))
    data = packed({("documents", "deferral_2008.toml"): new, **longer()})
    packs.install(office.desk, packs.look(office.desk, data, PUBLISHERS), PUBLISHERS)
    form_approval.approve_all(office.desk)
    during = issue("22/2019/DS-ST")
    stand(before, during)
    packs.withdraw(office.desk, "quy-dinh")
    stand(before, during)


def test_whom_an_issued_paper_was_for_does_not_change_with_the_pack(office: Bench) -> None:
    """A paper is served, copied and amended by the list of the form that held when it was issued."""
    def issue(number: str) -> str:
        draft = papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 3, 1)), office.decision(number=number), {"reason": "thỏa thuận"})
        return papers.issue_at_once(office.desk, draft, office.head)[0]

    def told(paper: str) -> list[str]:
        return [r.recipient.name for r in serving.table(office.desk, paper).rows]

    first = issue("21/2019/DS-ST")
    was = told(first)
    new = shipped("documents", "deferral_2008.toml", ("recipients = [\n", 'recipients = [\n    "Ủy ban nhân dân cấp xã;",\n'))
    packs.install(office.desk, packs.look(office.desk, packed({("documents", "deferral_2008.toml"): new}), PUBLISHERS), PUBLISHERS)
    form_approval.approve_all(office.desk)
    second = issue("22/2019/DS-ST")
    assert (told(first), told(second)) == (was, ["Ủy ban nhân dân cấp xã", *was])
    with office.desk.reading() as reader:
        found = []
        for paper in (first, second):
            mend = papers.Draft("amendment", Effect("amendment", "2", target=paper), papers.load(reader, paper).matter, {})
            found.append("Ủy ban nhân dân cấp xã;" in papers.preview(office.desk, reader, mend, DAY).recipients)
    assert found == [False, True]
    packs.withdraw(office.desk, "quy-dinh")
    assert (told(first), told(second)) == (was, ["Ủy ban nhân dân cấp xã", *was])


DEFERRAL = ("documents", "deferral_2025.toml")


def form_with(*changes: tuple[str, str]) -> dict[tuple[str, str], bytes]:
    return {DEFERRAL: shipped(*DEFERRAL, *changes)}


WORDS = 'text = "Hoãn thi hành án đối với:"'


@pytest.mark.parametrize(
    ("changes", "expected", "says"),
    [
        ((("{ground_text}", "{nonsense}"),), "pack.bad_file", "documents/deferral_2025.toml"),
        ((('signer = "head"', 'signer = "king"'),), "pack.bad_file", "documents/deferral_2025.toml"),
        ((("grounds = [", "opening = ["),), "pack.bad_file", "căn cứ"),
        ((("recipients = [", "signatures = ["), ('    { text = "Kế toán nghiệp vụ;", when = "money" },\n', "")), "pack.bad_file", "nơi nhận"),
        ((("from = 2026-07-01", "from = 2026-07-01\nuntil = 2020-01-01"),), "pack.bad_file", "hết hiệu lực"),
        ((("from = 2026-07-01", 'from = "2026-07-01"'),), "pack.bad_file", "phải là ngày"),
        ((("from = 2026-07-01", "from = 2020-07-01"),), "pack.bad_file", "Luật 2025"),
        ((("from = 2026-07-01", "from = 2027-07-01"),), "pack.lost", "01/07/2026"),
        ((('effect = "deferral"', 'effect = "termination"'),), "pack.bad_file", "tác dụng khác"),
        ((('code = ""', 'code = ""\nmeasure = "freeze"'),), "pack.bad_file", "tác dụng khác"),
        ((('code = ""', 'code = ""\nmeasure = "nix"'),), "pack.bad_file", "biện pháp nix"),
        ((('code = ""', 'code = ""\nsee = "nix"'),), "pack.bad_file", "quyền nix"),
        ((('code = ""', "code = 7"),), "pack.bad_file", "phải là chữ"),
        ((('code = ""', 'code = ""\nminutes = "không"'),), "pack.bad_file", "có, không"),
        ((('code = ""', 'code = ""\nsignatures = "ĐẠI DIỆN"'),), "pack.bad_file", "danh sách"),
        ((('code = ""', 'code = ""\nsymbol = "GM/<b>"'),), "pack.bad_file", "chữ in hoa"),
        ((("number = 28", "number = 999"),), "pack.bad_file", "999"),
        ((('series = "deferral"', 'series = "nix"'),), "pack.bad_file", "dãy số nix"),
        ((('title = "QUYẾT ĐỊNH"', 'title = ""'),), "pack.bad_file", "tên loại"),
        ((('title = "QUYẾT ĐỊNH"', f'title = "{"QUYẾT ĐỊNH " * 40}"'),), "pack.bad_file", "dài quá 120"),
        (((WORDS, f'text = "{"W" * 400}"'),), "pack.bad_file", "quá dài"),
        (((WORDS, r'text = "Ho\u00e3n\u202e thi"'),), "pack.bad_file", "không in được"),
        (((WORDS, 'text = " "'),), "pack.bad_file", "đoạn trống"),
        (((WORDS, f"{WORDS}\nblank = 100000"),), "pack.bad_file", "để trống"),
        (((WORDS, f"heads = {['x'] * 30}\ncells = {['{reason}'] * 30}"),), "pack.bad_file", "12 cột"),
    ],
)
def test_a_form_that_is_not_sound_is_refused_by_name_and_reason(
    office: Bench, changes: tuple[tuple[str, str], ...], expected: str, says: str
) -> None:
    with pytest.raises(Refused) as refused:
        packs.look(office.desk, packed(form_with(*changes)), PUBLISHERS)
    (one,) = refused.value.refusals
    assert one.code == expected
    assert says in say(one)


def test_marks_in_a_form_are_letters_and_who_signs_it_is_told(office: Bench) -> None:
    office.on(date(2026, 11, 9))
    changes = form_with((WORDS, 'text = "<font size=50>Hoãn</font> & đối với:"'), ('signer = "head"', 'signer = "officer"'))
    trial = packs.look(office.desk, packed(changes), PUBLISHERS)
    assert "người ký: thủ trưởng → Chấp hành viên" in trial.changes[0].lines
    packs.install(office.desk, trial, PUBLISHERS)
    (page, *_) = read(draw(sample(form_for("deferral", date(2026, 11, 9)), "short")))
    assert any("<font size=50>Hoãn</font> & đối với:" in line.text for line in page.lines())


def test_every_form_that_ships_would_be_taken_from_a_pack() -> None:
    shipped_ = dated.SHIPPED.of("documents").items()
    assert {name: found for name, data in shipped_ if (found := list(pack_forms.faults(form_in(name, data), data, load_forms())))} == {}


REGISTER = ("registers", "tt04_10.toml")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("from = 2023-10-01", "from = 2023-10-01T00:00:00", "phải là ngày"),
        ("from = 2023-10-01", "from = 2030-01-01", "từ trước ngày ấy"),
        ('name = "Sổ', f'name = "{"Sổ " * 100}', "dài quá 200"),
        ('heading = "Ghi chú"', f'heading = "{"W" * 100}"', "quá dài"),
        ('heading = "Ghi chú"', r'heading = "Ghi\u202e chu"', "không in được"),
        ('heading = "STT"', 'heading = "STT"\n' + '\n[[column]]\nfield = "note"\nheading = "G"\n' * 60, f"{MOST_COLUMNS} cột"),
        ('source = "terminations"', 'source = "nix"', "registers/tt04_10.toml"),
    ],
)
def test_a_register_that_is_not_sound_is_refused_by_name_and_reason(office: Bench, old: str, new: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        packs.look(office.desk, packed({REGISTER: shipped(*REGISTER, (old, new))}), PUBLISHERS)
    (one,) = refused.value.refusals
    assert one.code == "pack.bad_file"
    assert says in say(one)


def test_every_register_that_ships_would_be_taken_from_a_pack() -> None:
    shipped_ = dated.SHIPPED.of("registers").items()
    assert {n: found for n, d in shipped_ if (found := list(pack_forms.register_faults(register_in(n, d), d, load_registers())))} == {}
