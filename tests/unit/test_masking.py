"""Minors, identity numbers and accounts are shown to the roles that need them, and to no other: lists, pages, papers, command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.__main__ import main
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    access,
    accounts,
    acts,
    copies,
    inspection,
    inspection_lines,
    journal,
    masking,
    opening,
    papers,
    parties,
    queries,
    reporting,
    rights,
    taking_back,
)  # fmt: skip
from thads_desktop.services.queries import MatterFilter

CHILD, GROWN, YOUNG = "Đinh Gia Bảo", "Nguyễn Văn An", "Vũ Thị Thơ"
YOUNG_ID = "031080000017"
STK = "0912345678"
OBLIGATION = f"{YOUNG.upper()} bồi thường 500.000.000 đồng theo Quyết định 15/2019/DS-ST vào tài khoản {STK}"
NEEDS = {r for r in rights.load().roles if rights.load().may("secret", (r,))}


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data")
    made.decision(debtor=GROWN)
    with made.desk.writing("keep") as uow:
        father = parties.add(uow, parties.PartyInput("Trần Văn Cha", birth_year=1980, ids=("031080000009",), account="0123456789"))
        child = parties.add(uow, parties.PartyInput(CHILD, birth_year=2012))
        young = parties.add(uow, parties.PartyInput(YOUNG, birth_year=2004, ids=(YOUNG_ID,), address="số 7 ngõ Gạo"))
        beside = parties.add(uow, parties.PartyInput("Vũ Văn Ngọ", birth_year=1979))
        uow.commit()
    opened(made, "17/2019/DS-ST", (young, beside), father, OBLIGATION)
    opened(made, "18/2019/HNGD-ST", (father,), child, "Cấp dưỡng")
    accounts.open_account(made.desk, made.officer, "vai", ["clerk"], "mật khẩu của vai")
    yield made
    made.desk.close()


def draft_of(made: Bench, number: str, owes: tuple[str, ...], owed: str, text: str) -> papers.Draft:
    judgment = made.judgment(number)
    opening = Opening(
        "cd", "dan_su", judgment, (ev.Line(1, 5_000_000, owes, (owed,), joint=len(owes) > 1),), "", judgment_day=date(2019, 9, 2),
        received=date(2019, 10, 1),
    )  # fmt: skip
    effect = Effect("enforcement", officer=made.officer, opening=opening)
    return papers.Draft("enforcement_cd", effect, texts={"obligation_1": text, "notice_way": "trực tiếp"})


def opened(made: Bench, number: str, owes: tuple[str, ...], owed: str, text: str) -> None:
    paper, _ = papers.issue_at_once(made.desk, draft_of(made, number, owes, owed, text), made.head)
    with made.desk.reading() as reader:
        made.matters.append(papers.load(reader, paper).matter)


def party_of(office: Bench, name: str) -> str:
    with office.desk.reading() as reader:
        return reader.projections.parties_named(name)[0].party


def refused(work: Callable[[], object]) -> None:
    with pytest.raises(Refused) as error:
        work()
    assert error.value.refusals[0].code == "rights.none"


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
        *(queries.matter(desk, m) for m in office.matters), *journal.journal(desk), *parties.listed(desk, "Gia Bảo"),
        *parties.listed(desk, "Trần Văn Cha"), *(parties.known(desk, p.party) for p in parties.listed(desk, "")),
        *(parties.stands(desk, p.party) for p in parties.listed(desk, "")),
    ]  # fmt: skip
    return "\n".join(map(str, found))


@pytest.mark.parametrize("role", rights.load().roles)
def test_each_role_sees_what_it_needs(role: str, office: Bench) -> None:
    as_role(office, role)
    text = said(office)
    for secret in (CHILD, YOUNG, "ngõ Gạo", "031080000009", "031080000001", YOUNG_ID, "0123456789", YOUNG.upper(), STK):
        assert (secret in text) == (role in NEEDS), secret
    assert GROWN in text, "who is of age is known to every role"
    if role not in NEEDS:
        assert "Đ.G.B. (người chưa thành niên)" in text
        assert "031••••••009" in text
        assert "V.T.T. (người chưa thành niên) bồi thường 500.000.000 đồng theo Quyết định 15/2019/DS-ST vào tài khoản 091••••678" in text


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


# --- acts, figures and copies ---------------------------------------------------------------------------


def test_the_acts_of_an_inspection_do_not_name_a_minor(office: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    seqs = inspection.overview(office.desk, inspection.Wanted(date(2019, 1, 1), date(2019, 12, 31))).seqs
    assert YOUNG in str(inspection_lines.acts(office.desk, seqs)), "the head sees them"
    as_role(office, "inspector")
    office.desk.close()
    monkeypatch.setenv("THADS_ACCOUNT", "vai")
    monkeypatch.setenv("THADS_PASSWORD", "mật khẩu của vai")
    book = office.desk.folder.parent / "ai.xlsx"
    where, period = ["--data", str(office.desk.folder)], ["--from", "2019-01-01", "--to", "2019-12-31"]
    assert main(["who", "--long", "--json", *period, *where], FixedClock(date(2020, 1, 6))) == 0
    said = json.loads(capsys.readouterr().out)
    about = [a["about"] for a in said["acts"]]
    assert any(f"({masking.MINOR})" in x for x in about), "the matter is told"
    out = ["--out", str(book), "--recipient", "Đoàn kiểm tra", "--purpose", "Kiểm tra"]
    assert main(["who", "--long", *out, *period, *where], FixedClock(date(2020, 1, 6))) == 0
    cells = [str(c.value) for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows() for c in row]
    assert any(f"({masking.MINOR})" in x for x in cells)
    for text in (json.dumps(said, ensure_ascii=False), "\n".join(cells)):
        for name in (CHILD, YOUNG):
            assert name not in text
        assert GROWN in text


def test_the_matters_behind_a_figure_do_not_name_a_minor(office: Bench) -> None:
    def behind() -> str:
        made = reporting.make(office.desk, 2020, 1)
        of = made.forms[0]
        cells = [(row.key, cell) for row in of.rows for cell, n in row.cells.items() if isinstance(n, int) and n and row.key != "cd"]
        return str([reporting.behind(office.desk, made, of.code, *cell) for cell in cells])

    office.on(date(2020, 1, 6))
    assert YOUNG in behind()
    as_role(office, "inspector")
    assert YOUNG not in behind()
    assert CHILD not in behind()
    assert GROWN in behind()


def test_a_deadline_does_not_say_behind_its_title_for_which_minor_it_stands(office: Bench) -> None:
    beside = party_of(office, "Vũ Văn Ngọ")
    acts.valid_notice(office.desk, office.matters[1], office.clock.day, "direct", beside)
    assert any(YOUNG in d.title for d in queries.deadlines(office.desk)), "one of two debtors was notified"
    as_role(office, "inspector")
    assert YOUNG not in str(queries.deadlines(office.desk))


# --- a copy -----------------------------------------------------------------------------------------------


def lost(office: Bench) -> Path:
    """A copy, since which the young debtor's row changed whole and a draft went."""
    party = party_of(office, YOUNG)
    draft = papers.save(office.desk, papers.Draft("deferral", Effect("deferral", "d"), office.matters[1], {"evidence": f"Đơn của {YOUNG}"}))
    file = copies.make(office.desk).file
    parties.change(office.desk, party, parties.PartyInput("Vũ Thị Thơm", birth_year=2003, address="nơi khác", account="99"))
    with office.desk.writing("draft") as uow:
        row = uow.row("matter", office.matters[1]) or {}
        uow.write_row("matter", office.matters[1], {**row, "obligations": {"1": f"Trả vào {STK[::-1]}"}})
        uow.drop_draft(f"paper:{draft.paper}")
        uow.commit()
    return file


@pytest.mark.parametrize("role", ["administrator", "head"])
def test_a_copy_shows_no_more_than_the_store(role: str, office: Bench) -> None:
    file = lost(office)
    as_role(office, role)
    with taking_back.opened_copy(office.desk, file) as copy:
        found = taking_back.found(copy, "")
        seen = taking_back.compare(office.desk, copy, office.matters[1])
        assert {o.id.partition(":")[0] for o in seen.offers} == {"row", "draft"}
        text = f"{found}{seen}"
        for secret in (YOUNG, "Vũ Thị Thơm", YOUNG_ID, "ngõ Gạo", CHILD, YOUNG.upper(), STK, STK[::-1]):
            assert (secret in text) == (role == "head"), secret
        assert bool(taking_back.found(copy, YOUNG)) == (role == "head")
        row = [o.id for o in seen.offers if o.id.startswith("row:party:")]
        assert taking_back.take(office.desk, copy, office.matters[1], row, seen).rows == 1
    access.seat(office.desk, next(a.key for a in accounts.listed(office.desk) if a.login != "vai"))
    assert parties.known(office.desk, party_of(office, YOUNG)).ids == (YOUNG_ID,), "what is masked is never what is written"


def test_a_minor_by_what_is_known_now_is_one_in_the_copy_too(office: Bench) -> None:
    father = party_of(office, "Trần Văn Cha")
    file = copies.make(office.desk).file
    parties.change(office.desk, father, parties.PartyInput("Trần Văn Cha", birth_year=2006))
    as_role(office, "administrator")
    with taking_back.opened_copy(office.desk, file) as copy:
        seen = taking_back.compare(office.desk, copy, office.matters[2])
    assert seen.offers
    assert "Trần Văn Cha" not in str(seen)


@pytest.mark.parametrize("role", ["inspector", "clerk", "storekeeper"])
def test_a_copy_is_opened_by_who_may_restore(role: str, office: Bench) -> None:
    file = copies.make(office.desk).file
    with taking_back.opened_copy(office.desk, file) as copy:
        as_role(office, role)
        refused(lambda: taking_back.compare(office.desk, copy, office.matters[1]))
        refused(lambda: taking_back.found(copy, ""))
    with pytest.raises(Refused) as error, taking_back.opened_copy(office.desk, file):
        pass
    assert error.value.refusals[0].code == "rights.none"


# --- forms ------------------------------------------------------------------------------------------------


def test_a_returned_decision_and_what_is_typed_are_not_open_to_who_looks_on(office: Bench) -> None:
    desk = office.desk
    young, father = party_of(office, YOUNG), party_of(office, "Trần Văn Cha")
    draft = papers.save(desk, draft_of(office, "19/2019/DS-ST", (young,), father, OBLIGATION))
    papers.submit(desk, draft.paper)
    papers.send_back(desk, draft.paper, "Sửa lại")
    assert draft.effect.opening is not None
    judgment = draft.effect.opening.judgment
    opening.keep(desk, judgment, {"fields": {"debtor": YOUNG}})
    begun = papers.save(desk, papers.Draft("deferral", Effect("deferral", "d"), office.matters[1], {"evidence": YOUNG}))
    assert begun.paper in [p.paper for p in queries.matter(desk, office.matters[1]).papers]
    as_role(office, "inspector")
    given = opening.returned(desk, draft.paper)
    assert given.debtors[0].name == "V.T.T. (người chưa thành niên)"
    assert given.creditors[0].ids == ("031••••••009",)
    for secret in (YOUNG, YOUNG.upper(), YOUNG_ID, "031080000009", "0123456789", STK):
        assert secret not in str(given)
    assert opening.kept(desk, judgment) is None
    refused(lambda: opening.keep(desk, judgment, {"fields": {}}))
    assert begun.paper not in [p.paper for p in queries.matter(desk, office.matters[1]).papers]
    as_role(office, "clerk")
    assert opening.kept(desk, judgment) == {"fields": {"debtor": YOUNG}}
    assert opening.returned(desk, draft.paper).debtors[0].name == YOUNG


@pytest.mark.parametrize("act", ["party", "submit", "sign", "record", "intake"])
def test_who_sees_masked_parties_writes_none(act: str) -> None:
    table = rights.load()
    assert set(table.acts[act].roles) <= set(NEEDS)


# --- searches -----------------------------------------------------------------------------------------------


def found(office: Bench, text: str, **further: Any) -> list[str]:
    """Matters found, by every way alike."""
    wanted = MatterFilter(text=text, **further)
    ids = queries.matter_ids(office.desk, wanted)
    keys = [r.matter for r in queries.matter_rows(office.desk, ids)]
    if not further:
        assert [r.matter for r in queries.matters(office.desk, text=text)] == keys
        assert queries.matter_totals(office.desk, wanted)[0] == len(keys)
    return keys


@pytest.mark.parametrize("text", [
    CHILD, YOUNG, "vu thi tho", "Trần Văn Cha", "ngõ Gạo", "031080000001", YOUNG_ID, "0310", "03108", "031 080 000 001", "031080/000001",
    "031-080", f"Nguyễn {YOUNG_ID}", f"02/QĐ {YOUNG}",
])  # fmt: skip
def test_a_search_does_not_tell_what_is_hidden(text: str, office: Bench) -> None:
    as_role(office, "inspector")
    assert found(office, text) == []
    assert found(office, text, most=60) == []


def test_a_search_still_finds_what_is_shown(office: Bench) -> None:
    assert found(office, YOUNG) == [office.matters[1]]
    assert found(office, YOUNG_ID) == [office.matters[1]]
    as_role(office, "inspector")
    grown, young, child = office.matters
    numbers = [queries.matter(office.desk, m).number_text for m in office.matters]
    assert found(office, GROWN) == [grown]
    assert found(office, "nguyen", most=1) == [grown]
    assert found(office, "phố Cầu Đất") == [grown]
    for matter, number in zip(office.matters, numbers, strict=True):
        assert found(office, number) == [matter]
        assert found(office, f"{number.partition('/')[0].lstrip('0')}/2019") == [matter]
    assert found(office, "17/2019/DS-ST") == [young], "the number of a judgment is shown"
    assert sorted(found(office, "")) == sorted(office.matters)
    assert found(office, "", order_by="debtor", descending=False) == [grown, young, child], "no place in the order tells a name"


def test_what_is_offered_while_a_name_is_typed_is_masked(office: Bench) -> None:
    assert [(p.name, p.ids) for p in parties.offered(office.desk, "Vũ Thị")] == [(YOUNG, YOUNG_ID)]
    as_role(office, "inspector")
    assert parties.offered(office.desk, "Vũ Thị") == []
    (father,) = parties.offered(office.desk, "Trần Văn Cha")
    assert father.ids == "031••••••009"
    as_role(office, "clerk")
    assert [p.name for p in parties.offered(office.desk, CHILD)] == [CHILD], "who types parties sees whom there is"


def test_a_search_for_persons_does_not_tell_what_is_hidden(office: Bench) -> None:
    assert [p.name for p in parties.listed(office.desk, YOUNG_ID)] == [YOUNG]
    as_role(office, "inspector")
    for text in (YOUNG, "thơ", YOUNG_ID, "031080000001", " 031080000009"):
        assert parties.listed(office.desk, text) == [], text
    assert [p.name for p in parties.listed(office.desk, GROWN)] == [GROWN]
    assert "V.T.T. (người chưa thành niên)" in [p.name for p in parties.listed(office.desk)]
