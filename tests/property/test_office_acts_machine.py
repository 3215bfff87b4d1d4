"""The office of ``test_office_machine`` with its money, costs, assets, exhibits, what it publishes and archives, and parts it delegates.

After every step the ledger adds up to the đồng, nothing is below zero, an asset is in a state of the table, the lists are a rebuild's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import Bundle, invariant, rule, run_state_machine_as_test

from tests.office import Bench
from tests.property.test_ledger import _adds_up as adds_up
from tests.property.test_office_machine import OfficeMachine
from tests.rounds import WHY, in_order
from thads_desktop.domain import cost_events as co, costs as pure, events as ev, ledger_events as le, store_events as se
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.asset import fold_asset
from thads_desktop.domain.fold import fold
from thads_desktop.domain.ledger import Ledger, ledger
from thads_desktop.domain.standing import in_force, standing
from thads_desktop.domain.store import item_of
from thads_desktop.law import asset_ways
from thads_desktop.returns.compute import cells_digest
from thads_desktop.services import (
    acts,
    archiving,
    asset_cards,
    asset_proceeds,
    asset_queries,
    asset_steps,
    costs,
    hours,
    papers,
    payees,
    payouts,
    publications,
    receipts,
    reporting,
    store,
    store_mending,
    store_queries,
    striking,
)
from thads_desktop.services.asset_cards import CardInput, LinkInput
from thads_desktop.services.asset_steps import StepInput
from thads_desktop.services.payouts import Order
from thads_desktop.services.receipts import Official
from thads_desktop.services.store import ItemInput, Leaving
from thads_desktop.services.store_steps import Link

AMOUNTS = st.integers(1, 2 * 10**8)
SPENT = ("incur", "advance", "approve", "repay", "collect")
OF_ITEM, REASONS = ("out", "damage", "link", "notify", "move", "strike"), ("owner", "destroyed", "finance", "police", "budget")
FATES = ("unknown", "confiscate", "destroy", "return", "secure")
TEXTS = dict.fromkeys(("reason", "evidence", "consequence", "asset", "needed_info", "enclosures"), "A & B <b>Ltd</b>")


class ActsMachine(OfficeMachine):
    """Refusals are fine; disagreement is not."""

    matters = OfficeMachine.matters
    assets: Bundle[str] = Bundle("assets")
    items: Bundle[str] = Bundle("items")

    def first(self) -> list[str]:
        """Two matters with money, one of them on request."""
        self.given = 0
        return [self.decide(10**7, "yc"), self.decide(3 * 10**8, "cd")]

    # --- money --------------------------------------------------------------------------------------

    @rule(matter=matters, amount=AMOUNTS, line=st.sampled_from([1, 1, 0]), way=st.sampled_from(["cash", "bank"]), numbered=st.booleans())
    def receive(self, matter: str, amount: int, line: int, way: str, numbered: bool) -> None:
        self.given += 1
        official = Official(number=str(self.given) if numbered else "", way=way)
        self._try(acts.collect, self.office.desk, matter, self.office.clock.day, line, amount, official=official)

    @rule(matter=matters, back=st.integers(0, 2))
    def give_a_receipt_later(self, matter: str, back: int) -> None:
        """Money that was entered without one is followed from then on; what was given is given anew."""
        sums = [e.seq for e in in_force(self._events(f"matter:{matter}")) if isinstance(e.body, ev.Collected)]
        if len(sums) > back:
            self.given += 1
            self._try(receipts.amend, self.office.desk, f"matter:{matter}", sums[-1 - back], Official(number=str(self.given)))

    @rule(matter=matters)
    def into_the_fund(self, matter: str) -> None:
        with self.office.desk.reading() as reader:
            waiting = [seq for seq, *_ in receipts.cash_outside(reader, matter)]
        self._try(receipts.to_fund, self.office.desk, f"matter:{matter}", waiting, self.office.clock.day)

    @rule(matter=matters, tenths=st.integers(1, 10), cut=st.sampled_from([0, 0, 1_000]))
    def pay_out(self, matter: str, tenths: int, cut: int) -> None:
        """As proposed, or a part of it. What is only paid out changes no return."""
        desk, day = self.office.desk, self.office.clock.day
        made: Any = self._try(payouts.propose, desk, matter, {"day": day, "costs": cut})
        if made is None:
            return
        payments = tuple(le.Payment(r.line, r.party, r.amount * tenths // 10, r.fee * tenths // 10) for r in made.rows)
        before = self._returns()
        done = self._try(payouts.pay, desk, matter, Order(day, payments, "bank", "UNC 1", made.allots, made.cuts), made.seen)
        if done is not None and not made.allots and not made.cuts:
            assert self._returns() == before

    @rule(matter=matters, what=st.sampled_from(["notify", "deposit", "lay", "forfeit", "back", "return"]), amount=AMOUNTS, whole=st.booleans())
    def around_the_pay_out(self, matter: str, what: str, amount: int, whole: bool) -> None:
        desk, day = self.office.desk, self.office.clock.day
        book = ledger(self._events(f"matter:{matter}"))
        line = book.state.lines.get(1)
        party = next(iter(line.line.creditors), "") if line is not None else ""
        amount = max(1, self._there(book, what, party)) if whole else amount
        before = self._returns()
        match what:
            case "notify":
                self._try(payees.notify, desk, matter, day, party)
            case "deposit" | "lay":
                self._try(payees.deposit, desk, matter, day, 1 if what == "deposit" else 0, party, amount)
            case "forfeit":
                self._try(payees.forfeit, desk, matter, day, 1, party, amount, "12/QĐ")
            case "back":
                paid = [r.seq for r in book.rows if r.event == "PaidOut" and r.account == 1]
                self._try(payees.came_back, desk, matter, day, paid[-1] if paid else 0, 1, party, amount)
            case _:
                self._try(acts.return_surplus, desk, matter, day, amount)
                return
        assert self._returns() == before

    def _there(self, book: Ledger, what: str, party: str) -> int:
        match what:
            case "deposit":
                return book.loose(1)
            case "lay":
                return book.loose(0)
            case "back":
                return book.share(1, party).paid
            case "return":
                return book.state.held
            case _:
                return book.account(1).held

    # --- costs --------------------------------------------------------------------------------------

    @rule(matter=matters, what=st.sampled_from(SPENT), amount=st.integers(1, 5_000_000), advanced=st.booleans())
    def spend(self, matter: str, what: str, amount: int, advanced: bool) -> None:
        desk, day, source = self.office.desk, self.office.clock.day, co.BUDGET if advanced else ""
        match what:
            case "incur":
                self._try(costs.incur, desk, matter, day, "storage", amount, from_=source)
            case "advance":
                self._try(costs.advance, desk, matter, day, co.BUDGET, amount)
            case "approve":
                self._try(costs.approve, desk, matter, day, self.office.head)
            case "repay":
                self._try(costs.repay, desk, matter, day, co.BUDGET, amount)
            case _:
                self._try(costs.collect, desk, matter, day, "debtor", amount)

    # --- assets -------------------------------------------------------------------------------------

    @rule(target=assets, matter=matters)
    def card(self, matter: str) -> str:
        self.given += 1
        given = CardInput("vehicle", {"plate": f"15A-{self.given:05d}", "make": "Xe ô tô"})
        # Of a matter whose decision was voided the card stands by itself.
        there = fold(self._events(f"matter:{matter}")).exists
        return asset_cards.note(self.office.desk, given, LinkInput(matter) if there else None)

    @rule(asset=assets, matter=matters, which=st.integers(0, 40), amount=AMOUNTS, confirmed=st.booleans(), elsewhere=st.booleans())
    def step(self, asset: str, matter: str, which: int, amount: int, confirmed: bool, elsewhere: bool) -> None:
        """A step as it is offered, mostly one that usually comes next; what it asks is filled in."""
        offered = [o for o in asset_queries.offers(self.office.desk, asset) if elsewhere or o.mark != "no"]
        if not offered:
            return
        way = offered[which % len(offered) if which > 20 else 0].way
        day, asks = self.office.clock.day, {a.name for a in way.asks}
        why = way.whys[0][0] if way.whys else ""
        further: dict[str, Any] = {"matter": matter, "amount": amount, "on": day, "org": "Công ty A", "number": "1", "why": why, "region": "I"}
        given = StepInput(way.code, day, note="ghi rõ lý do", elsewhere=elsewhere, confirmed=confirmed, **{k: v for k, v in further.items() if k in asks})
        self._try(asset_steps.take, self.office.desk, asset, given)

    @rule(asset=assets, numbered=st.booleans())
    def book_the_sale(self, asset: str, numbered: bool) -> None:
        """What the buyer paid becomes money of the matter, once."""
        found: Any = self._try(asset_proceeds.booking, self.office.desk, asset)
        if found is not None:
            self.given += 1
            official = Official(number=str(self.given) if numbered else "", way="bank", asset=asset)
            self._try(acts.collect, self.office.desk, found.matter, found.day, 0, found.amount, official=official)

    @rule(asset=assets)
    def strike_a_step(self, asset: str) -> None:
        last = fold_asset(self._events(f"asset:{asset}")).last_seq
        self._try(asset_steps.strike, self.office.desk, asset, last, "nhầm")

    # --- exhibits -----------------------------------------------------------------------------------

    @rule(target=items, matter=st.one_of(st.none(), matters), fate=st.sampled_from(FATES), quantity=st.integers(1, 9))
    def into_the_store(self, matter: str | None, fate: str, quantity: int) -> str:
        given = ItemInput("Dao <b>", str(quantity), "con", self.office.clock.day, "05/LNK", fate=fate, matter=matter or "")
        return store.take_in(self.office.desk, given)

    @rule(
        item=items, matter=st.one_of(st.none(), matters), what=st.sampled_from(OF_ITEM), quantity=st.integers(0, 9),
        reason=st.sampled_from(REASONS), fate=st.sampled_from(FATES), anyway=st.booleans(),
    )  # fmt: skip
    def with_an_item(self, item: str, matter: str | None, what: str, quantity: int, reason: str, fate: str, anyway: bool) -> None:
        desk, day, said = self.office.desk, self.office.clock.day, str(quantity) if quantity else ""
        match what:
            case "out":
                self._try(store.take_out, desk, [(item, said)], Leaving(reason, day, "06/LXK", "Người nhận", anyway=anyway))
            case "damage":
                self._try(store.damage, desk, item, said, "vỡ", day)
            case "link":
                self._try(store.link, desk, [item], Link("thing", fate, matter or ""), day)
            case "notify":
                self._try(store.notify, desk, [item], day)
            case "move":
                self._try(store.move, desk, [item], "police", "giá 3", "07/LNK", day)
            case _:
                if item_of(self._events(f"item:{item}")).taken is not None:
                    self._try(store_mending.strike_last, desk, item, store_queries.card(desk, item).last, "nhầm")

    # --- published, archived, delegated in part, the hour -------------------------------------------

    @rule(matter=matters, what=st.sampled_from(sorted(publications.MARKS)))
    def publish(self, matter: str, what: str) -> None:
        self._try(publications.mark, self.office.desk, [matter], what, self.office.clock.day)

    @rule(chosen=st.lists(matters, min_size=1, max_size=2, unique=True), far=st.integers(0, 6))
    def towards_the_archive(self, chosen: list[str], far: int) -> None:
        """So many steps, each of all these files or of none; out of the archive and back."""
        desk, day = self.office.desk, self.office.clock.day
        for matter in chosen if far else ():
            if fold(self._events(f"matter:{matter}")).ended:
                self._try(in_order, self.office, matter)
        ways: list[tuple[Any, tuple[object, ...]]] = [
            (archiving.list_file, (self.office.officer, day, 0, WHY)), (archiving.check, (self.office.second, day)),
            (archiving.approve, (self.office.head, day)),
            (archiving.hand_over, (day, "Kho", "Vũ Thị Lưu")), (archiving.withdraw, (self.office.head, day, "Trần Thị Bình", "bổ sung")),
            (archiving.bring_back, (day, "Kho", "Vũ Thị Lưu")),
        ]  # fmt: skip
        for act, further in ways[:far] or [(archiving.send_back, (day, "thiếu bút lục"))]:
            before = [archiving.of_matter(desk, m).filed.stage for m in chosen]
            if self._try(act, desk, chosen, *further) is None:
                assert [archiving.of_matter(desk, m).filed.stage for m in chosen] == before
                return

    @rule(matter=matters, amount=st.one_of(st.none(), AMOUNTS), back=st.booleans())
    def delegate_in_part(self, matter: str, amount: int | None, back: bool) -> None:
        """A part leaves, or of what left a part comes back: no đồng is lost."""
        effect = Effect("withdrawal", "57.1.a", (1,), amount) if back else Effect("delegation", "55", (1,), amount, to_office="Chi cục khác")
        before = fold(self._events(f"matter:{matter}"))
        self._try(papers.issue_at_once, self.office.desk, papers.Draft(effect.kind, effect, matter, TEXTS), self.office.head)
        after = fold(self._events(f"matter:{matter}"))
        assert [s.line.due for s in before.lines.values()] == [s.line.due for s in after.lines.values()]
        assert (before.collected, before.held) == (after.collected, after.held)

    @rule(matter=matters, of=st.sampled_from(["delegation", "deferral", "cost_relief"]), urgent=st.booleans(), hour=st.sampled_from(["", "08:30"]))
    def ground(self, matter: str, of: str, urgent: bool, hour: str) -> None:
        self._try(acts.ground, self.office.desk, matter, self.office.clock.day, of, urgent=urgent, hour=hour)

    @rule(matter=matters, hour=st.sampled_from(["07:15", "17:00", "25:00"]))
    def note_the_hour(self, matter: str, hour: str) -> None:
        with self.office.desk.reading() as reader:
            known = hours.candidates(self.office.desk, reader, matter)
        for seq, _says in known[:1]:
            self._try(hours.note, self.office.desk, matter, seq, hour)

    @rule(matter=matters, back=st.integers(0, 8))
    def strike_money(self, matter: str, back: int) -> None:
        """A line of the ledger or the costs was a typing error."""
        kinds = (ev.Collected, ev.SurplusReturned, *le.LedgerBody.__args__, *co.CostBody.__args__)
        found = [e.seq for e in standing(self._events(f"matter:{matter}")) if isinstance(e.body, kinds)]
        if len(found) > back:
            self._try(striking.strike, self.office.desk, matter, found[-1 - back], "nhầm")

    # --- what must hold -----------------------------------------------------------------------------

    @invariant()
    def the_money_adds_up(self) -> None:
        for _key, events in self._all("matter"):
            book = ledger(events)
            adds_up(book)
            assert not book.beyond
            assert all(r.balance >= 0 for r in book.rows)
            assert all(s.paid >= 0 and s.deposited >= 0 for s in book.shares.values())
            assert sum(book.open.values()) == book.held - sum(s.deposited for s in book.shares.values())
            assert pure.costs(events).beyond == []

    @invariant()
    def the_store_adds_up(self) -> None:
        """Nothing is below nothing, and a matter knows of an item what its own card says."""
        said: dict[str, tuple[str, int]] = {}
        for key, events in self._all("matter"):
            # By the order of recording: an item of before the decision is of the matter since that day.
            for e in sorted(in_force(events), key=lambda e: e.seq):
                if isinstance(e.body, se.ExhibitStands) and e.body.here:
                    said[e.body.item] = (key, e.body.left)
                elif isinstance(e.body, se.ExhibitStands) and said.get(e.body.item, ("", 0))[0] == key:
                    del said[e.body.item]
        for key, events in self._all("item"):
            item = item_of(events)
            assert item.left >= 0
            assert all(m.left >= 0 for m in item.moves)
            if item.matter:
                assert said.pop(key) == (item.matter, item.left)
        assert said == {}

    @invariant()
    def an_asset_is_in_the_table(self) -> None:
        states = asset_ways.table().states
        for key, events in self._all("asset"):
            state = fold_asset(events)
            assert state.stage in states
            assert state.sold is None or state.sold > 0
            with self.office.desk.reading() as reader:
                row = reader.projections.assets.row(key)
            assert row is not None
            assert row.stage == state.stage

    # --- words --------------------------------------------------------------------------------------

    def _events(self, subject: str) -> list[ev.Event]:
        with self.office.desk.reading() as reader:
            return reader.events_of(subject)

    def _all(self, kind: str) -> Iterator[tuple[str, list[ev.Event]]]:
        office: Bench | None = getattr(self, "office", None)
        if office is None:
            return
        with office.desk.reading() as reader:
            found = [(s.partition(":")[2], events) for s, events in reader.stream(kind)]
        yield from found

    def _returns(self) -> str:
        return cells_digest(reporting.make(self.office.desk, 2020, 12).all_forms)


def _machine(lead: Callable[[Path], Path]) -> type[ActsMachine]:
    class OnEngine(ActsMachine):
        pass

    OnEngine.lead = staticmethod(lead)
    return OnEngine


@pytest.mark.timeout(240)
def test_an_office_with_all_its_acts_never_disagrees_with_itself(on_engine: Callable[[Path], Path], request: pytest.FixtureRequest) -> None:
    many = 6 if request.node.callspec.params["on_engine"] == "sqlite" else 2
    run_state_machine_as_test(
        _machine(on_engine),
        # The same courses in every run; the long variant looks for new ones.
        settings=settings(max_examples=many, stateful_step_count=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)),
    )


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_an_office_with_all_its_acts_for_a_long_time(on_engine: Callable[[Path], Path]) -> None:
    run_state_machine_as_test(
        _machine(on_engine), settings=settings(max_examples=200, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck))
    )
