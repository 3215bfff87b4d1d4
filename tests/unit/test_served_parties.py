"""Envelopes, slips, notices: a party at its whole address; the State's budget is nobody to be served."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from thads_desktop.documents.envelopes import layouts
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.services import dispatch, papers, parties, queries, serving, units

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def opening(office: Bench, side: str, **row: str) -> tuple[str, str]:
    """(the enforcement decision, a party of it) with more said of that party."""
    view = queries.matter(office.desk, office.decision())
    line = next(iter(view.state.lines.values())).line
    party = (line.debtors if side == "debtor" else line.creditors)[0]
    with office.desk.writing("draft") as uow:
        uow.write_row("party", party, {**(uow.row("party", party) or {}), **row})
        uow.commit()
    return view.state.opening_paper, party


def test_a_party_is_served_at_its_whole_address(office: Bench) -> None:
    code = units.suggest(office.desk, "Hoàng Văn Thụ, Hồng Bàng")[0][0]
    paper, party = opening(office, "debtor", address="số 12 phố Cầu Đất", commune=code)
    whole = "số 12 phố Cầu Đất, phường Hoàng Văn Thụ, quận Hồng Bàng"
    assert [r.recipient.address for r in serving.table(office.desk, paper).rows if r.recipient.party == party] == [whole]
    pages = PdfReader(io.BytesIO(dispatch.envelopes(office.desk, [paper], next(iter(layouts()))).pdf)).pages
    assert any("phường Hoàng Văn Thụ, quận Hồng Bàng" in " ".join(p.extract_text().split()) for p in pages)
    assert any(whole in row for row in dispatch.slip(office.desk, [paper]).tables[0].rows)


def test_the_states_budget_is_nobody_to_be_served(office: Bench) -> None:
    paper, party = opening(office, "creditor", name="Ngân sách nhà nước", kind="state")
    names = [r.recipient.name for r in serving.table(office.desk, paper).rows]
    assert "Nguyễn Văn An" in names
    assert party not in [r.recipient.party for r in serving.table(office.desk, paper).rows]
    assert "Ngân sách nhà nước" not in dispatch.copies(office.desk, [paper])[0].names
    assert all("Ngân sách nhà nước" not in row for row in dispatch.slip(office.desk, [paper]).tables[0].rows)


@pytest.mark.parametrize("day", [DAY, date(2026, 8, 3)])
def test_a_term_of_sending_waits_for_no_budget(tmp_path: Path, day: date) -> None:
    """What goes to the State has the State as its creditor: serving the debtor and the procuracy leaves nothing open."""
    office = bench(tmp_path / "data", day)
    with office.desk.writing("keep") as uow:
        owes = parties.add(uow, parties.PartyInput("Nguyễn Văn An", birth_year=1980, address="số 12 phố Cầu Đất"))
        state = parties.add(uow, parties.PartyInput("Ngân sách nhà nước", "state"))
        uow.commit()
    line = ev.Line(1, 1_000_000, (owes,), (state,), state_revenue=True)
    opening_ = Opening("cd", "dan_su", office.judgment(), (line,), judgment_day=date(2019, 9, 2), received=date(2019, 10, 1))
    draft = papers.Draft("enforcement_cd", Effect("enforcement", officer=office.officer, opening=opening_),
                         texts={"obligation_1": "án phí", "notice_way": "trực tiếp"})  # fmt: skip
    paper = papers.issue_at_once(office.desk, draft, office.head)[0]
    with office.desk.reading() as reader:
        matter = papers.load(reader, paper).matter
    keys = [r.recipient.key for r in serving.table(office.desk, paper).rows if r.recipient.to != "inside"]
    assert keys == ["procuracy|" + serving.table(office.desk, paper).rows[0].recipient.name, f"party|{owes}"]
    serving.mark(office.desk, paper, keys, serving.Given("direct", office.clock.day))
    assert [d.rule for d in queries.matter(office.desk, matter).deadlines if d.paper == paper and d.discharged_on is None] == []
    office.desk.close()
