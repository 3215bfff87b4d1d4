"""Files of matters with a minor: no list, print, scan or folder of them for who may not see whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from tests.rounds import codes, debtor
from tests.scans import pdf
from tests.unit.test_masking import as_role
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    accounts,
    case_file,
    completeness,
    file_folder,
    file_passing,
    file_print,
    journal,
    parties,
    scans,
)

DAY = date(2026, 7, 6)
YOUNG = "Trần Văn Tý"


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    matter = made.decision(debtor=YOUNG)
    parties.change(made.desk, debtor(made, matter), parties.PartyInput(YOUNG, "person", 2012, known=debtor(made, matter)))
    case_file.put(made.desk, matter, case_file.Put(f"Đơn của {YOUNG}", DAY))
    accounts.open_account(made.desk, made.officer, "vai", ["clerk"], "mật khẩu của vai")
    yield made
    made.desk.close()


def test_who_needs_not_know_sees_nothing_of_such_a_file(office: Bench, tmp_path: Path) -> None:
    matter, desk = office.matters[0], office.desk
    scan = scans.attach(desk, matter, "", scans.looked(pdf(), "a", 20))
    file_passing.pass_on(desk, matter, office.officer, office.second, DAY)
    paper = case_file.shown(desk, matter).rows[0].paper
    assert completeness.over(desk).looked == 1
    as_role(office, "inspector")
    asked: tuple[Callable[[], object], ...] = (
        lambda: case_file.shown(desk, matter), lambda: scans.content(desk, matter, scan), lambda: scans.thumbs(desk, matter),
        lambda: scans.act_of(desk, paper), lambda: file_print.cover(desk, matter), lambda: file_print.document_list(desk, matter),
        lambda: file_passing.minutes_of(desk, matter), lambda: completeness.of_matter(desk, matter),
        lambda: file_folder.make(desk, matter, tmp_path / "ra", "x" * 20, "Tòa án", "xét lại", rounds=1000),
    )  # fmt: skip
    for ask in asked:
        with pytest.raises(Refused) as refused:
            ask()
        assert codes(refused) == ["rights.none"]
    assert not (tmp_path / "ra").exists()
    over = completeness.over(desk)
    assert (over.looked, over.rows) == (0, ())
    assert YOUNG not in repr(journal.journal(desk))
