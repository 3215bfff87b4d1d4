"""The table of service, the copies and the envelopes of a paper are those of its own list as it was signed; what mends or ends a paper goes to
everybody who had it, whoever has taken their place since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.office import Bench, bench, on_its_form
from thads_desktop.documents.envelopes import layouts
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.matter import MatterState
from thads_desktop.domain.service_events import PaperServed
from thads_desktop.services import (
    acts,
    dispatch,
    intake,
    opening,
    paper_mending,
    paper_text,
    papers,
    parties,
    people,
    queries,
    recording,
    sending,
    serving,
    transfers,
)

DAY = date(2026, 8, 3)
AN, HOA, CON, BUYER = "Nguyễn Văn An", "Lê Thị Hoa", "Nguyễn Văn Con", "Trần Mua Nợ"
BANK = "Ngân hàng TMCP Đông Hải, chi nhánh Hải Phòng"
BINH, CUONG, BA = "Trần Thị Bình", "Lê Văn Cường", "Ngô Thị Ba"
SAID = {"reason": "lý do", "evidence": "biên bản", "consequence": "như cũ"}


@dataclass
class Case:
    """A matter of An, who owes Hoa two sums, and the decision that opened it."""

    office: Bench
    matter: str
    paper: str

    @property
    def state(self) -> MatterState:
        return queries.matter(self.office.desk, self.matter).state

    def party(self, side: str = "debtor", line: int = 1) -> str:
        held = self.state.lines[line].line
        return str((held.debtors if side == "debtor" else held.creditors)[0])

    def issue(self, form: str, effect: Effect, signer: str = "", **texts: str) -> str:
        draft = transfers.named(self.office.desk, papers.Draft(form, effect, self.matter, {**SAID, **texts}))
        return papers.issue_at_once(self.office.desk, draft, signer or self.office.head)[0]

    def transfer(self, to: str, side: str = "debtor", lines: tuple[int, ...] = ()) -> str:
        old = self.party(side, lines[0] if lines else 1)
        effect = Effect("transfer", side=side, party=old, to_party=transfers.NEW, lines=lines)
        return self.issue("transfer", effect, new_party=to)

    def withdraw(self, target: str) -> str:
        return self.issue("withdrawal", Effect("withdrawal", "b", target=target))

    def freeze(self, lines: tuple[int, ...] = (1,)) -> str:
        acts.valid_notice(self.office.desk, self.matter, self.office.clock.day)
        effect = Effect("security", measure="freeze", lines=lines, amount=1_000_000)
        return papers.issue_at_once(self.office.desk, on_its_form(self.office, self.matter, effect, **SAID), self.office.officer)[0]

    def end(self, target: str) -> str:
        draft = on_its_form(self.office, self.matter, Effect("measure_end", target=target), **SAID)
        return papers.issue_at_once(self.office.desk, draft, self.office.officer)[0]

    def names(self, paper: str, *kinds: str) -> list[str]:
        """Of these kinds, all but those inside the office where none is named, by name."""
        rows = serving.table(self.office.desk, paper).rows
        return [r.recipient.name for r in rows if r.recipient.to in (kinds or ("procuracy", "party", "office"))]

    def printed(self, paper: str) -> str:
        """The line of the parties as the paper printed it, of the text that was signed."""
        return next(line for line in self.text(paper) if line.startswith("- Đương sự"))

    def text(self, paper: str) -> list[str]:
        with self.office.desk.reading() as reader:
            version, found = 1, ""
            while (row := reader.row("paper", paper, version)) is not None:
                found, version = str(row.get("signed_text", "")) or found, version + 1
        return found.splitlines()

    def serve(self, paper: str, *names: str) -> None:
        rows = serving.table(self.office.desk, paper).rows
        keys = [r.recipient.key for r in rows if r.recipient.name in names]
        assert len(keys) == len(names)
        serving.mark(self.office.desk, paper, keys, serving.Given("direct", self.office.clock.day))

    def later(self, days: int = 1) -> None:
        self.office.on(self.office.clock.day + timedelta(days=days))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    office = bench(tmp_path / "data", DAY)
    judgment = intake.receive_judgment(
        office.desk, intake.JudgmentInput("15/2026/DS-ST", DAY, "Tòa án nhân dân khu vực 1 - Hải Phòng", "dan_su", DAY)
    )
    owes = parties.PartyInput(AN, birth_year=1980, ids=("031080000001",), address="số 12 phố Cầu Đất")
    owed = parties.PartyInput(HOA, birth_year=1980, address="số 8 phố Cát Dài")
    request = intake.receive_request(office.desk, judgment, owed, DAY)
    sums = (opening.Obligation("Trả nợ gốc", 10_000_000), opening.Obligation("Trả lãi", 2_000_000))
    paper, _ = opening.issue(office.desk, opening.OpeningInput(judgment, "yc", request, (owes,), (owed,), sums, office.officer), office.head, DAY)
    with office.desk.reading() as reader:
        matter = papers.load(reader, paper).matter
    yield Case(office, matter, paper)
    office.desk.close()


def test_whoever_takes_a_debtors_place_takes_no_paper_of_before(case: Case) -> None:
    case.serve(case.paper, AN, HOA)
    called = case.issue("summons", Effect("summons"), case.office.officer, payment_place="trụ sở")
    before = serving.table(case.office.desk, case.paper)
    case.later()
    case.transfer(CON)
    assert serving.table(case.office.desk, case.paper) == before
    assert case.names(called, "party") == [AN]
    assert dispatch.copies(case.office.desk, [called])[0].names[0] == AN
    layout = next(iter(layouts()))
    assert dispatch.envelopes(case.office.desk, [called], layout).left_out == ()


def test_the_transfer_itself_goes_to_the_old_and_the_new_one(case: Case) -> None:
    paper = case.transfer(CON)
    assert case.printed(paper) == f"- Đương sự: {AN}; {HOA};"
    assert case.names(paper, "party") == [AN, HOA, CON]
    # Its term of sending runs until the three have had it, and no paper of before is owed to the new one.
    left = {d.paper: d.discharged_on for d in queries.matter(case.office.desk, case.matter).deadlines if d.rule == "R08"}
    assert left[paper] is None
    case.serve(case.paper, AN, HOA)
    case.serve(paper, AN, HOA)
    terms = {d.paper: d for d in queries.matter(case.office.desk, case.matter).deadlines if d.rule == "R08"}
    assert terms[case.paper].discharged_on == DAY
    (con,) = [r.recipient.party for r in serving.table(case.office.desk, paper).rows if r.recipient.name == CON]
    assert (terms[paper].discharged_on, terms[paper].parties) == (None, (con,))
    case.serve(paper, CON)
    assert {d.discharged_on for d in queries.matter(case.office.desk, case.matter).deadlines if d.rule == "R08"} == {DAY}


def test_who_is_out_of_the_matter_is_still_served_with_a_paper_of_before(case: Case) -> None:
    case.transfer(CON)
    case.later()
    case.serve(case.paper, AN)
    row = next(r for r in serving.table(case.office.desk, case.paper).rows if r.recipient.name == AN)
    assert row.served == case.office.clock.day
    assert set(sending.names(case.office.desk, case.matter, case.paper).values()) == {AN, HOA}
    # The notice stays his when another line of the same paper is told.
    case.serve(case.paper, HOA)
    an = row.recipient.party
    assert [who for _day, who in case.state.notices if who == an] == [an]


def test_a_typed_address_and_the_proof_of_service_stay_when_the_claim_passes_to_that_very_body(case: Case) -> None:
    paper = case.freeze()
    case.serve(paper, BANK, AN, HOA)
    before, copies = serving.table(case.office.desk, paper), dispatch.copies(case.office.desk, [paper])
    assert any(r.recipient.name == BANK and r.recipient.address for r in before.rows)
    case.later()
    case.transfer(BANK, "creditor")
    assert serving.table(case.office.desk, paper) == before
    assert dispatch.copies(case.office.desk, [paper]) == copies


def test_an_assignment_names_both_officers_whoever_follows(case: Case) -> None:
    third = people.add_person(case.office.desk, BA, "officer", date(2019, 1, 1))
    first = case.issue("assignment", Effect("assignment", officer=case.office.second))
    both = [f"Chấp hành viên {CUONG}", f"Chấp hành viên {BINH}", "Lưu: VT, HS THA"]
    assert case.names(first, "inside") == both
    second = case.issue("assignment", Effect("assignment", officer=third))
    assert case.names(first, "inside") == both
    assert case.names(second, "inside") == [f"Chấp hành viên {BA}", f"Chấp hành viên {CUONG}", "Lưu: VT, HS THA"]


def test_the_withdrawal_of_an_assignment_goes_to_who_had_it_and_binds_who_has_the_matter_again(case: Case) -> None:
    third = people.add_person(case.office.desk, BA, "officer", date(2019, 1, 1))
    first = case.issue("assignment", Effect("assignment", officer=case.office.second))
    second = case.issue("assignment", Effect("assignment", officer=third))
    lines = {f"Chấp hành viên {CUONG}", f"Chấp hành viên {BINH}"}
    of_first = case.withdraw(first)
    # Ba has the matter as before: the first decision was never sent to her.
    assert {x for x in case.names(of_first, "inside") if x.startswith("Chấp")} == lines
    assert any(f"Chấp hành viên {BA}," in line for line in case.text(of_first))
    of_second = case.withdraw(second)
    assert {x for x in case.names(of_second, "inside") if x.startswith("Chấp")} == {*lines, f"Chấp hành viên {BA}"}
    assert case.state.officer == case.office.officer
    assert any(f"Chấp hành viên {BINH}," in line for line in case.text(of_second))
    assert not any(f"Chấp hành viên {BA}, người phải" in line for line in case.text(of_second))


def test_the_withdrawal_of_a_transfer_reaches_who_owes_again(case: Case) -> None:
    moved = case.transfer(CON)
    case.later()
    paper = case.withdraw(moved)
    assert case.printed(paper) == f"- Đương sự: {CON}; {AN}; {HOA};"
    assert sorted(case.names(paper, "party")) == sorted([CON, AN, HOA])
    assert len(sending.names(case.office.desk, case.matter, paper)) == 3
    # Between the two Con was the debtor: what was issued then was for him.
    assert sorted(case.names(moved, "party")) == sorted([AN, HOA, CON])
    left = {d.paper: d for d in queries.matter(case.office.desk, case.matter).deadlines if d.rule == "R08"}
    case.serve(paper, AN, HOA)
    left = {d.paper: d for d in queries.matter(case.office.desk, case.matter).deadlines if d.rule == "R08"}
    assert left[paper].discharged_on is None
    case.serve(paper, CON)
    left = {d.paper: d for d in queries.matter(case.office.desk, case.matter).deadlines if d.rule == "R08"}
    assert left[paper].discharged_on == case.office.clock.day


def test_what_was_issued_between_a_transfer_and_its_withdrawal_was_for_the_debtor_of_then(case: Case) -> None:
    moved = case.transfer(CON)
    called = case.issue("summons", Effect("summons"), case.office.officer, payment_place="trụ sở")
    told = case.issue("assignment", Effect("assignment", officer=case.office.second))
    case.withdraw(moved)
    assert case.names(called, "party") == [CON]
    assert case.names(told, "party") == [CON, HOA]
    assert set(sending.names(case.office.desk, case.matter, told).values()) == {CON, HOA}


def test_an_amendment_of_a_transfer_of_the_claim_names_who_gave_it_away(case: Case) -> None:
    moved = case.transfer(BUYER, "creditor")
    texts = {"old_text": BUYER, "new_text": "Trần Văn Mua Nợ"}
    paper = case.issue("amendment", Effect("amendment", "2", target=moved), **texts)
    assert case.printed(paper) == f"- Đương sự: {AN}; {BUYER}; {HOA};"
    assert sorted(case.names(paper, "party")) == sorted([AN, BUYER, HOA])


def test_the_end_of_a_measure_reaches_whose_account_it_was(case: Case) -> None:
    case.transfer("Con Một")
    moved = case.transfer("Con Hai", lines=(2,))
    frozen = case.freeze((2,))
    assert case.names(frozen, "party") == ["Con Hai", HOA]
    case.later()
    case.withdraw(moved)
    ended = case.end(frozen)
    assert "Con Hai" in case.printed(ended)
    assert sorted(case.names(ended, "party")) == ["Con Hai", "Con Một", HOA]
    assert case.names(frozen, "party") == ["Con Hai", HOA]
    assert case.names(ended, "office") == [BANK]
    case.serve(ended, "Con Một", HOA)
    (term,) = [d for d in queries.matter(case.office.desk, case.matter).deadlines if (d.rule, d.paper) == ("R08", ended)]
    assert [case.party("debtor", 1) in term.parties, len(term.parties), term.discharged_on] == [False, 1, None]


def test_an_amendment_of_the_decision_goes_to_who_had_that_though_the_duty_passed_on(case: Case) -> None:
    case.transfer(CON)
    texts = {"old_text": "Trả nợ gốc", "new_text": "Trả tiền gốc"}
    paper = case.issue("amendment", Effect("amendment", "2"), **texts)
    assert sorted(case.names(paper, "party")) == sorted([CON, AN, HOA])
    # Who mends that one goes on to all of them.
    again = case.issue("amendment", Effect("amendment", "2", target=paper), old_text="Trả tiền gốc", new_text="Trả khoản gốc")
    assert sorted(case.names(again, "party")) == sorted([CON, AN, HOA])


def test_what_was_recorded_as_issued_elsewhere_is_of_its_own_day(case: Case) -> None:
    case.later(5)
    case.transfer(CON)
    draft = papers.Draft("assignment", Effect("assignment", officer=case.office.second), case.matter, dict(SAID))
    old, _ = recording.record(case.office.desk, draft, "7/QĐ-THADS", "Phạm Quang Minh", DAY + timedelta(days=1))
    new, _ = recording.record(case.office.desk, draft, "9/QĐ-THADS", "Phạm Quang Minh", DAY + timedelta(days=5))
    assert case.names(old, "party") == [AN, HOA]
    assert case.names(new, "party") == [CON, HOA]


def test_what_was_told_of_somebody_the_list_does_not_name_is_still_shown(case: Case) -> None:
    """As an older program let it be told of whoever had become a party."""
    case.transfer(CON)
    con = case.party()
    with case.office.desk.writing("send") as uow:
        uow.write_row("serving", "x" * 32, {"paper": case.paper, "recipient": "", "sent": []})
        body = PaperServed(case.paper, "party", con, "direct", "x" * 32, DAY, DAY, "self")
        uow.append(f"matter:{case.matter}", DAY, body, "2025")
        uow.commit()
    rows = serving.table(case.office.desk, case.paper).rows
    assert [(r.recipient.name, r.served) for r in rows if r.recipient.to == "party"] == [(AN, None), (HOA, None), (CON, DAY)]


def test_a_name_put_right_later_is_the_same_party(case: Case) -> None:
    case.serve(case.paper, AN)
    party = case.party()
    case.transfer(CON)
    with case.office.desk.writing("keep") as uow:
        uow.write_row("party", party, {**(uow.row("party", party) or {}), "name": "Nguyễn Văn Ân", "address": "số 9 phố Mới"})
        uow.commit()
    row = next(r for r in serving.table(case.office.desk, case.paper).rows if r.recipient.party == party)
    assert (row.recipient.name, row.recipient.address, row.served) == ("Nguyễn Văn Ân", "số 9 phố Mới", DAY)


def test_what_acts_on_a_paper_about_one_obligation_names_its_parties_alone(tmp_path: Path) -> None:
    made = bench(tmp_path / "parts", date(2020, 3, 2))
    debtors = tuple(parties.PartyInput(name, birth_year=1980, address="số 12") for name in ("Nguyễn Văn An", "Trần Bình"))
    creditors = tuple(parties.PartyInput(name, birth_year=1980, address="số 8") for name in ("Lê Thị Hoa", "Vũ Thị Mai"))
    lines = tuple(opening.Obligation(f"Trả {n}", 10_000_000, debtors=(n,), creditors=(n,)) for n in range(2))
    given = opening.OpeningInput(made.judgment(), "cd", "", debtors, creditors, lines, made.officer)
    opening.issue(made.desk, given, made.head, date(2020, 3, 2))
    matter = queries.matters(made.desk)[0].matter
    draft = papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 12, 31), lines=(1,)), matter, {"reason": "r", "evidence": "e"})
    deferral, _ = papers.issue_at_once(made.desk, draft, made.head)
    undo = papers.Draft("withdrawal", Effect("withdrawal", "b", target=deferral), matter, {"reason": "r", "consequence": "c"})
    withdrawal, _ = papers.issue_at_once(made.desk, undo, made.head)
    named = {r.recipient.name for r in serving.table(made.desk, withdrawal).rows if r.recipient.to == "party"}
    with made.desk.reading() as reader:
        text = paper_text.signed(reader, withdrawal)
    assert named == {"Nguyễn Văn An", "Lê Thị Hoa"}
    told = next(x for x in text.splitlines() if x.lstrip("- ").startswith("Đương sự"))
    assert [n in told for n in ("Nguyễn Văn An", "Trần Bình", "Lê Thị Hoa", "Vũ Thị Mai")] == [True, False, True, False]
    made.desk.close()


def test_the_letter_that_corrects_a_transfer_is_for_whom_it_put_out_too(tmp_path: Path) -> None:
    made = bench(tmp_path / "letters", DAY)
    debtors = (parties.PartyInput(AN, birth_year=1980, address="số 12"),)
    creditors = (parties.PartyInput(HOA, birth_year=1980, address="số 8"),)
    given = opening.OpeningInput(made.judgment(received=DAY), "cd", "", debtors, creditors, (opening.Obligation("Trả", 10_000_000),), made.officer)
    opening.issue(made.desk, given, made.head, DAY)
    case = Case(made, queries.matters(made.desk)[0].matter, "")
    mended = paper_mending.draft(made.desk, case.transfer(CON), "typing", "lý do", "lý  do thật")
    letter, _ = papers.issue_at_once(made.desk, replace(mended, texts={**SAID, **mended.texts}), made.head)
    with made.desk.reading() as reader:
        told = next(x for x in paper_text.signed(reader, letter).splitlines() if "Đương sự" in x)
    assert all(name in told for name in (AN, HOA, CON))
    made.desk.close()
