"""A decision on something kept, held, confiscated, destroyed, or on costs is offered where the record shows it; else that is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench, on_its_form
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import acts, costs, measure_forms, offers, papers, queries, store
from thads_desktop.services.store import ItemInput, Leaving
from thads_desktop.services.store_steps import Link

OLD, NEW = date(2019, 10, 7), date(2026, 8, 3)
TEXTS = dict.fromkeys(("reason", "evidence", "consequence", "asset", "holder", "asked_by", "court", "judgment_item"), "theo đơn")
TEXTS["council"] = "ông A\nbà B\nông C"
KINDS = ("give_back", "destruction", "to_budget", "cost_relief")


@pytest.fixture(params=[OLD, NEW], ids=["2008", "2025"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", request.param)
    yield made
    made.desk.close()


def offered(office: Bench, matter: str) -> dict[str, offers.Offer]:
    state = queries.matter(office.desk, matter).state
    return {o.key: o for o in offers.offers(office.desk, state, office.clock.day, matter)}


def law_has(office: Bench, kind: str) -> bool:
    """Under the new law there is no decision of its own to give back."""
    return office.clock.day < NEW or kind != "give_back"


def issue(office: Bench, matter: str, effect: Effect) -> None:
    signer = office.officer if effect.kind in ("coercion", "security") else office.head
    draft = on_its_form(office, matter, effect, **TEXTS) if effect.kind in measure_forms.FAMILIES else papers.Draft(effect.kind, effect, matter, TEXTS)
    papers.issue_at_once(office.desk, draft, signer)


def test_where_nothing_calls_for_it_that_is_told_and_may_be_confirmed(office: Bench) -> None:
    matter = office.decision(kind="yc")
    found = offered(office, matter)
    (debtor,) = queries.matter(office.desk, matter).state.lines[1].line.debtors
    for kind in KINDS:
        if not law_has(office, kind):
            assert found[kind].why
            continue
        # Who gets something back is named with the address.
        party = debtor if kind == "give_back" else ""
        assert (found[kind].why, found[kind].code) == ("", "facts.none")
        assert "Chưa thấy trong dữ liệu" in found[kind].note
        with pytest.raises(Refused) as error:
            issue(office, matter, Effect(kind, amount=1_000, party=party))  # type: ignore[arg-type]  # kinds as words
        (refusal,) = error.value.refusals
        assert (refusal.code, say(refusal)) == ("facts.none", found[kind].note)
        issue(office, matter, Effect(kind, amount=1_000, party=party, confirmed=("facts.none",)))  # type: ignore[arg-type]  # kinds as words
    assert sum(i.what == "Người ký xác nhận" for i in queries.matter(office.desk, matter).timeline) == sum(law_has(office, k) for k in KINDS)


def collects(office: Bench, matter: str, amount: int) -> None:
    acts.collect(office.desk, matter, office.clock.day, 1, amount)


def lies(office: Bench, matter: str, fate: str) -> str:
    """A knife of the matter is in the store."""
    return store.take_in(office.desk, ItemInput("Dao", "2", "con", office.clock.day, "05/LNK", fate=fate, place="own", matter=matter))


def unfetched(office: Bench, matter: str) -> None:
    store.notify(office.desk, [lies(office, matter, "return")], office.clock.day)


def went(office: Bench, matter: str) -> None:
    """One of two to be destroyed is gone, then the other; the last that is here was linked away."""
    item = lies(office, matter, "destroy")
    for quantity in ("1", ""):
        store.take_out(office.desk, [(item, quantity)], Leaving("police", office.clock.day, "06/LXK", "Công an quận"))
    store.link(office.desk, [lies(office, matter, "return")], Link("thing", "return"), office.clock.day)


def costs_money(office: Bench, matter: str) -> None:
    costs.incur(office.desk, matter, office.clock.day, "storage", 2_000_000)


def coerced(office: Bench, matter: str) -> None:
    acts.valid_notice(office.desk, matter, office.clock.day)
    office.verified(matter, result="means")
    issue(office, matter, Effect("coercion", measure="seize", confirmed=("measure.flight",)))


@pytest.mark.parametrize(
    ("does", "called"),
    [
        (lambda o, m: collects(o, m, 11_000_000), {"give_back", "to_budget"}),
        (lambda o, m: collects(o, m, 1_000), {"to_budget"}),
        (lambda o, m: issue(o, m, Effect("security", measure="keep")), {"give_back"}),
        (coerced, {"cost_relief"}),
        (lambda o, m: acts.ground(o.desk, m, o.clock.day, "cost_relief"), {"cost_relief"}),
        (lambda o, m: lies(o, m, "return"), {"give_back"}),
        (lambda o, m: lies(o, m, "secure"), {"give_back"}),
        (lambda o, m: lies(o, m, "destroy"), {"destruction"}),
        (lambda o, m: lies(o, m, "confiscate"), {"to_budget"}),
        (lambda o, m: lies(o, m, "unknown"), set()),
        (unfetched, {"give_back", "to_budget"}),
        (went, set()),
        (costs_money, {"cost_relief"}),
        (lambda o, m: costs.incur(o.desk, m, o.clock.day, "storage", 1_000, bearer="budget"), set()),
    ],
    ids=[
        "surplus", "collected", "kept", "coerced", "asked", "to_return", "secures", "to_destroy", "confiscated", "undecided", "unfetched", "gone",
        "costs", "costs_of_the_budget",
    ],
)
def test_what_the_record_shows_calls_for_it(office: Bench, does: Callable[[Bench, str], None], called: set[str]) -> None:
    matter = office.decision(kind="yc")
    does(office, matter)
    found = offered(office, matter)
    assert {k for k in KINDS if law_has(office, k) and not found[k].note} == {k for k in called if law_has(office, k)}


def test_the_words_of_an_obligation_call_for_it(tmp_path: Path) -> None:
    from thads_desktop.services import intake, opening, parties

    office = bench(tmp_path / "data", OLD)
    judgment = intake.receive_judgment(
        office.desk, intake.JudgmentInput("20/2019/HS-ST", date(2019, 9, 2), "Tòa án nhân dân quận Lê Chân", "hinh_su", OLD)
    )
    lines = (opening.Obligation("Tiêu hủy 02 điện thoại", None, (), (0,)), opening.Obligation("Tịch thu 01 xe máy", None, (), (0,)))
    given = opening.OpeningInput(judgment, "cd", "", (), (parties.PartyInput(parties.STATE_NAME, "state"),), lines, office.officer)
    paper, _ = opening.issue(office.desk, given, office.head, OLD)
    with office.desk.reading() as reader:
        matter = papers.load(reader, paper).matter
    found = offered(office, matter)
    assert not found["destruction"].note
    assert not found["to_budget"].note
    assert found["cost_relief"].note
    office.desk.close()
