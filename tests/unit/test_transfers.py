"""Who takes another's place is known by more than a name, is found again where the matter has him already, and is never the other side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents.compose import plain_text
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import opening, papers, parties, queries, serving, transfers, upkeep

DAY = date(2026, 8, 3)
P = parties.PartyInput
AN = P("Nguyễn Văn An", birth_year=1980, ids=("031080000001",), address="số 12 phố Cầu Đất")
HOA = P("Lê Thị Hoa", birth_year=1985, ids=("031185000002",), address="số 8 phố Cát Dài")
HEIR = {"new_party": "Nguyễn Văn Con", "new_birth": "2000", "new_ids": "031200000003", "new_address": "số 14 phố Cầu Đất"}
TEXTS = {"reason": "người phải thi hành án chết", "evidence": "giấy chứng tử"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    given = opening.OpeningInput(made.judgment(received=DAY), "cd", "", (AN,), (HOA,), (opening.Obligation("Trả nợ", 10_000_000),), made.officer)
    opening.issue(made.desk, given, made.head, DAY)
    made.matters.append(queries.matters(made.desk)[0].matter)
    yield made
    made.desk.close()


def draft(office: Bench, **texts: str) -> papers.Draft:
    (old,) = queries.matter(office.desk, office.matters[0]).state.lines[1].line.debtors
    effect = Effect("transfer", side="debtor", party=old, to_party=transfers.NEW)
    return papers.Draft("transfer", effect, office.matters[0], {**TEXTS, **texts})


def pass_on(office: Bench, **texts: str) -> str:
    return papers.issue_at_once(office.desk, transfers.named(office.desk, draft(office, **texts)), office.head)[0]


def text_of(office: Bench, made: papers.Draft) -> str:
    with office.desk.reading() as reader:
        return plain_text(papers.preview(office.desk, reader, made, DAY))


WHOLE = "cho Nguyễn Văn Con, sinh năm 2000, số định danh cá nhân 031200000003; địa chỉ: số 14 phố Cầu Đất."


def test_the_heir_is_named_with_what_identifies_him_now_and_later(office: Bench) -> None:
    assert WHOLE in text_of(office, draft(office, **HEIR)), "while it is typed"
    paper = pass_on(office, **HEIR)
    with office.desk.reading() as reader:
        assert WHOLE in plain_text(papers.preview(office.desk, reader, papers.load(reader, paper), DAY))
    assert ("Nguyễn Văn Con", "số 14 phố Cầu Đất") in [(r.recipient.name, r.recipient.address) for r in serving.table(office.desk, paper).rows]
    summons, _ = papers.issue_at_once(
        office.desk, papers.Draft("summons", Effect("summons"), office.matters[0], {"payment_place": "trụ sở"}), office.officer
    )
    with office.desk.reading() as reader:
        said = plain_text(papers.preview(office.desk, reader, papers.load(reader, summons), DAY))
    assert "Nguyễn Văn Con, sinh năm 2000, số định danh cá nhân 031200000003; địa chỉ: số 14 phố Cầu Đất" in said
    assert upkeep.verify(office.desk).findings == ()


def test_by_name_alone_as_before(office: Bench) -> None:
    assert "cho Nguyễn Văn Con." in text_of(office, draft(office, new_party="Nguyễn Văn Con"))


@pytest.mark.parametrize(("texts", "codes"), [
    ({"new_birth": "19x0"}, [("party.bad_birth_year", "new_birth")]), ({"new_birth": "2099"}, [("party.born_later", "new_birth")]),
    ({"new_ids": "123"}, [("party.bad_id", "new_ids")]),
    ({"new_ids": "031 080000001"}, [("party.bad_id", "new_ids")]), ({"new_party": ""}, [("text.missing", "new_party")]),
])  # fmt: skip
def test_what_is_typed_wrongly_is_refused_at_its_field_and_writes_nobody(office: Bench, texts: dict[str, str], codes: list[tuple[str, str]]) -> None:
    before = len(parties.listed(office.desk))
    with pytest.raises(Refused) as refused:
        transfers.named(office.desk, draft(office, **{**HEIR, **texts}))
    assert [(r.code, r.field) for r in refused.value.refusals] == codes
    assert len(parties.listed(office.desk)) == before


@pytest.mark.parametrize(("who", "code"), [(AN, "transfer.no_new_party"), (HOA, "transfer.both_sides")])
def test_nobody_takes_his_own_place_nor_that_against_himself(office: Bench, who: P, code: str) -> None:
    texts = {"new_party": who.name, "new_ids": who.ids[0]}
    with office.desk.reading() as reader:
        found = papers.check(office.desk, reader, draft(office, **texts), DAY).refusals
    assert code in [r.code for r in found]
    with pytest.raises(Refused) as refused:
        pass_on(office, **texts)
    assert code in [r.code for r in refused.value.refusals]


def test_who_is_in_the_matter_already_is_no_second_party(office: Bench) -> None:
    pass_on(office, **HEIR)
    (heir,) = queries.matter(office.desk, office.matters[0]).state.lines[1].line.debtors
    made = transfers.named(office.desk, draft(office, new_party="Nguyễn Văn Côn", new_ids="031 200 000 003".replace(" ", "")))
    assert made.effect.to_party == heir
