"""The address that a letter bears as somebody typed it: of a minor it is in no list, register, print or file for who may not see whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from tests.rounds import debtor
from tests.unit.test_masking import as_role
from thads_desktop.services import (
    accounts,
    journal,
    letter_acts,
    letters,
    masking_text,
    parties,
    register_files,
    register_view,
)
from thads_desktop.services.letter_typed import LetterInput, SentInput
from thads_desktop.services.register_view import Wanted

DAY = date(2026, 7, 6)
YOUNG, PLACE = "Trần Văn Tý", "Số 7, ngõ 12 phố Cát Dài, quận Lê Chân"
OTHER = "Bà Lê Thị Sen, số 3 phố Hàng Kênh"


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    matter = made.decision(debtor=YOUNG)
    given = parties.PartyInput(YOUNG, "person", 2012, address=PLACE, known=debtor(made, matter))
    parties.change(made.desk, debtor(made, matter), given)
    accounts.open_account(made.desk, made.officer, "vai", ["clerk"], "mật khẩu của vai")
    # By name with an address that stands nowhere else; by the address alone; one that is nobody's.
    letter_acts.send(made.desk, SentInput(DAY, f"Cháu {YOUNG}, 99 phố Khác; {OTHER}", "Trả lời đơn", "1/CV"))
    letter_acts.receive(made.desk, LetterInput(DAY, "Gia đình ở so 7 ngõ 12 phố Cát Dài quận Lê Chân", "Đơn", "2"))
    yield made
    made.desk.close()


def told(office: Bench) -> str:
    desk = office.desk
    said = [repr(letters.shown(desk, "in", 2026)), repr(letters.shown(desk, "out", 2026)), repr(journal.journal(desk))]
    for code in ("ND30-DI", "ND30-DEN"):
        view = register_view.opened(desk, code, 2026)
        said += [repr(view.lines), repr(register_files.printed(desk, view, Wanted(), ""))]
    return " ".join(said)


def test_who_may_not_see_a_minor_reads_no_address_of_one(office: Bench) -> None:
    whole = told(office)
    for words in (YOUNG, "99 phố Khác", "Cát Dài", "Hàng Kênh"):
        assert words in whole
    as_role(office, "inspector")
    masked = told(office)
    for words in (YOUNG, "99 phố Khác", "Cát Dài"):
        assert words not in masked, words
    assert OTHER in masked, "nobody else is hidden"
    assert "người chưa thành niên" in masked


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (f"Cháu {YOUNG}, 99 phố Khác", "(m)"), (f"{OTHER}; tran van ty - thôn Đông", f"{OTHER}; (m)"), (OTHER, OTHER), ("", ""),
        (f"Tòa án\n{YOUNG}\nThôn Bắc", "Tòa án\n(m)\nThôn Bắc"), (f"ở {PLACE.upper()}.", "ở •••."), ("Cát Dài", "Cát Dài"),
    ],
)  # fmt: skip
def test_name_and_address_in_one(said: str, shown: str) -> None:
    assert masking_text.addressee(said, [YOUNG], [PLACE, "Thôn"], "(m)") == shown
