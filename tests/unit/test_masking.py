"""Minors, identity numbers and accounts are shown to the roles that need them, and to no other: lists, pages, papers, command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.__main__ import main
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import access, accounts, journal, masking, papers, parties, queries, rights
from thads_desktop.services.queries import MatterFilter

CHILD, GROWN = "Đinh Gia Bảo", "Nguyễn Văn An"
NEEDS = {r for r in rights.load().roles if rights.load().may("secret", (r,))}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data")
    made.decision(debtor=GROWN)
    judgment = made.judgment("18/2019/HNGD-ST")
    with made.desk.writing("keep") as uow:
        owes = parties.add(uow, parties.PartyInput("Trần Văn Cha", birth_year=1980, ids=("031080000009",), account="0123456789"))
        owed = parties.add(uow, parties.PartyInput(CHILD, birth_year=2012))
        uow.commit()
    opening = Opening(
        "cd", "hon_nhan_gia_dinh", judgment, (ev.Line(1, 5_000_000, (owes,), (owed,)),), "", judgment_day=date(2019, 9, 2), received=date(2019, 10, 1)
    )
    draft = papers.Draft(
        "enforcement_cd", Effect("enforcement", officer=made.officer, opening=opening),
        texts={"obligation_1": "Cấp dưỡng", "notice_way": "trực tiếp"},
    )  # fmt: skip
    paper, _ = papers.issue_at_once(made.desk, draft, made.head)
    with made.desk.reading() as reader:
        made.matters.append(papers.load(reader, paper).matter)
    accounts.open_account(made.desk, made.officer, "vai", ["clerk"], "mật khẩu của vai")
    yield made
    made.desk.close()


def as_role(office: Bench, role: str) -> None:
    from thads_desktop.domain.access_events import RolesChanged

    key = next(a.key for a in accounts.listed(office.desk) if a.login == "vai")
    with office.desk.founding() as uow:
        uow.append(f"account:{key}", office.clock.today(), RolesChanged((role,)))
        uow.commit()
    access.seat(office.desk, key)


def said(office: Bench) -> str:
    """All that lists and pages say."""
    desk, child = office.desk, office.matters[-1]
    found: list[object] = [
        *queries.matters(desk), *queries.matter_rows(desk, queries.matter_ids(desk, MatterFilter())), *queries.deadlines(desk), *queries.intakes(desk),
        *queries.matter_rows_in_order(desk, queries.matter_ids(desk, MatterFilter())), *queries.matters_by_key(desk, [child]).values(),
        queries.matter(desk, child), queries.matter(desk, office.matters[0]), *journal.journal(desk), *parties.listed(desk, "Gia Bảo"),
        *parties.listed(desk, "Trần Văn Cha"), *(parties.known(desk, p.party) for p in parties.listed(desk, "")),
    ]  # fmt: skip
    return "\n".join(map(str, found))


@pytest.mark.parametrize("role", rights.load().roles)
def test_each_role_sees_what_it_needs(role: str, office: Bench) -> None:
    as_role(office, role)
    text = said(office)
    for secret in (CHILD, "031080000009", "031080000001", "0123456789"):
        assert (secret in text) == (role in NEEDS), secret
    assert GROWN in text, "who is of age is known to every role"
    if role not in NEEDS:
        assert "Đ.G.B. (người chưa thành niên)" in text
        assert "031••••••009" in text


@pytest.mark.parametrize("role", ["inspector", "clerk"])
def test_a_paper_of_a_matter_with_a_minor_is_not_shown_to_who_does_not_need_it(role: str, office: Bench) -> None:
    as_role(office, role)
    view = queries.matter(office.desk, office.matters[-1])
    grown = queries.matter(office.desk, office.matters[0])
    assert papers.stored(office.desk, grown.papers[0].paper).startswith(b"%PDF")
    if role == "clerk":
        assert papers.stored(office.desk, view.papers[0].paper).startswith(b"%PDF")
        return
    with pytest.raises(Refused) as refused:
        papers.stored(office.desk, view.papers[0].paper)
    assert refused.value.refusals[0].code == "rights.none"
    with pytest.raises(Refused):
        papers.preview_pdf(office.desk, view.papers[0].paper, date(2019, 10, 7))


def test_the_command_line_masks_too(office: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    as_role(office, "inspector")
    office.desk.close()
    monkeypatch.setenv("THADS_ACCOUNT", "vai")
    monkeypatch.setenv("THADS_PASSWORD", "mật khẩu của vai")
    assert main(["matters", "--json", "--data", str(office.desk.folder)], FixedClock(date(2020, 1, 6))) == 0
    out = capsys.readouterr().out
    assert "Trần Văn Cha" not in out, "the debtor of a matter with a child leads to the child"
    assert GROWN in out


@pytest.mark.parametrize(("year", "minor"), [(None, False), (2001, False), (2002, True), (2020, True), ("2015", False)])
def test_a_year_of_birth_alone_gives_the_benefit_of_the_doubt(year: object, minor: bool) -> None:
    assert masking.is_minor(year, 2020) is minor


@pytest.mark.parametrize(("number", "shown"), [("031080000001", "031••••••001"), ("123456789", "123•••789"), ("123456", "••••••"), ("", "")])
def test_numbers_keep_their_ends(number: str, shown: str) -> None:
    assert masking.number(number) == shown
