"""What stands against the further decisions and the officer's measures, and what they add to the matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from thads_desktop.domain import events as ev, means, procedure_events as pe, states
from thads_desktop.domain.acts import BESIDE, MEASURES
from thads_desktop.domain.lawful_ways import SILENT
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.matter import MatterState

KINDS = ("request_return", "taking_up", "conclusion", "transfer", *MEASURES, "measure_end", *BESIDE)
#: Those of ``KINDS`` that act on open obligations.
ON_OPEN = ("request_return", "taking_up", "conclusion", "transfer", *MEASURES, "asset_delegation")
#: A security measure to stop a flight of assets before the voluntary period is over.
FLIGHT = "measure.flight"
#: A measure on all debtors together.
EVERYBODY = "measure.everybody"
#: Those that name an amount of money.
_PRICED = ("fee", "to_budget")


class Decision(NamedTuple):
    """What the law of the day says of a kind of decision; why "" = it has it; years: how long means must have been lacking."""

    cite: str
    why: str = ""
    years: int = 0


class MeasureRule(NamedTuple):
    """What the law of the day says of a measure. limit: "", duty, income."""

    family: str
    cite: str
    limit: str = ""
    limit_cite: str = ""
    percent: int = 0
    per_head: bool = False


class ProcedureLaw(Protocol):
    """The catalogue of decisions, seen on a day."""

    def decision(self, act: str) -> Decision | None:
        """A kind of decision; None for one the catalogue does not know."""

    def measure(self, code: str) -> MeasureRule | None:
        """A measure; None for one that the law of the day does not have."""

    def flight_cite(self) -> str:
        """The article under which measures do not wait for the end of the voluntary period."""

    def state_words(self, state: str) -> str:
        """A state as a sentence names it."""

    def after_years(self, day: date, years: int) -> date:
        """The day so many years later."""


def objections(state: MatterState, effect: Effect, day: date, law: ProcedureLaw) -> list[Refusal]:
    """Every rule that a decision of ``KINDS`` would break on its day."""
    if effect.kind not in KINDS:
        return []
    rule = law.decision(effect.kind)
    if rule is not None and rule.why:
        return [Refusal("transition.none", {"says": rule.why}, cite=rule.cite)]
    cite = rule.cite if rule is not None else ""
    if effect.kind == "request_return":
        return _return(state, effect, day, law, rule or Decision(""))
    if effect.kind == "transfer":
        return _transfer(state, effect, cite)
    if effect.kind in MEASURES:
        return _measure(state, effect, law)
    if effect.kind == "measure_end":
        held = {m.paper for m in state.measures_held}
        code = "measure.not_held" if held else "measure.none_held"
        return [] if effect.target in held else [Refusal(code, field="target", cite=cite)]
    return _beside(state, effect, cite)


def _beside(state: MatterState, effect: Effect, cite: str) -> list[Refusal]:
    found = []
    if effect.kind in _PRICED and (effect.amount or 0) <= 0:
        found.append(Refusal("act.no_amount", field="amount", cite=cite))
    if effect.kind == "cost_relief" and effect.party and effect.party not in means.debtors(state.lines.values()):
        found.append(Refusal("party.not_debtor", field="party", cite=cite))
    fees = {d.paper for d in state.done if d.act == "fee"}
    if effect.kind == "fee_relief" and effect.target not in fees:
        found.append(Refusal("fee.no_decision" if fees else "fee.none", field="target", cite=cite))
    if effect.kind == "remission" and not any(state.lines[n].line.state_revenue for n in effect.lines or state.lines if n in state.lines):
        found.append(Refusal("remission.not_state", field="lines", cite=cite))
    if effect.kind == "asset_delegation" and not effect.to_office.strip():
        found.append(Refusal("delegation.no_office", field="to_office", cite=cite))
    return found


def _return(state: MatterState, effect: Effect, day: date, law: ProcedureLaw, rule: Decision) -> list[Refusal]:
    """The request goes back for want of means: only of matters on request, of obligations whose means were found lacking long enough
    ago, verified, and without new information since."""
    if state.kind != "yc":
        return [Refusal("return.ex_officio", cite=rule.cite)]
    found: dict[str, Refusal] = {}
    for n in state.named(effect.lines):
        line = state.lines[n]
        since = [c.since for c in line.conditions if c.kind == "lacks_means"]
        if not since:
            found.setdefault("return.not_lacking", Refusal("return.not_lacking", {"line": str(n)}, "lines", rule.cite))
            continue
        known = means.book(state, line)
        ready = law.after_years(known.decided, rule.years)
        if day < ready:
            facts = {"ready": f"{ready:%d/%m/%Y}", "years": f"{rule.years:02d}"}
            found.setdefault("return.too_early", Refusal("return.too_early", facts, "day", rule.cite))
        if not known.verified:
            found.setdefault("return.not_verified", Refusal("return.not_verified", cite=rule.cite))
        if known.informed:
            found.setdefault("return.new_information", Refusal("return.new_information", cite=rule.cite))
    return list(found.values())


def _transfer(state: MatterState, effect: Effect, cite: str) -> list[Refusal]:
    side = "debtors" if effect.side == "debtor" else "creditors"
    on = [n for n in state.named(effect.lines) if effect.party in getattr(state.lines[n].line, side)]
    if effect.side not in ("debtor", "creditor") or not effect.party or not on:
        return [Refusal("transfer.not_party", field="party", cite=cite)]
    if not effect.to_party or effect.to_party == effect.party:
        return [Refusal("transfer.no_new_party", field="to_party", cite=cite)]
    other = "creditors" if effect.side == "debtor" else "debtors"
    if any(effect.to_party in getattr(state.lines[n].line, other) for n in on):
        return [Refusal("transfer.both_sides", field="to_party", cite=cite)]
    return []


def _measure(state: MatterState, effect: Effect, law: ProcedureLaw) -> list[Refusal]:
    code = "exit_ban" if effect.kind == "exit_ban" else effect.measure
    rule = law.measure(code) if code else None
    if rule is None or effect.kind not in ("exit_ban", rule.family):
        return [Refusal("measure.unknown" if code else "measure.missing", field="measure")]
    found = []
    owing = means.debtors(state.lines[n] for n in state.named(effect.lines))
    if effect.party and effect.party not in owing:
        found.append(Refusal("party.not_debtor", field="party"))
    elif not effect.party and len(owing) > 1 and EVERYBODY not in effect.confirmed:
        # One account, one asset is somebody's: of all of them only where that is said.
        found.append(Refusal(EVERYBODY, {"many": str(len(owing))}, "party"))
    found += _limits(state, effect, rule)
    return [*found, *_too_early(state, effect, law)] if effect.kind == "coercion" else found


def _too_early(state: MatterState, effect: Effect, law: ProcedureLaw) -> list[Refusal]:
    """Coercion of what was stopped, or before the voluntary period is known to be over: told to who decides."""
    coded = states.of_lines(state)
    codes = {coded[n]: n for n in reversed(state.named(effect.lines))}
    stopped = next((held for held in codes if states.stands(held)), None)
    if stopped is not None and SILENT not in effect.confirmed:
        return [Refusal(SILENT, {"lines": str(codes[stopped]), "state": law.state_words(stopped[-1])}, "confirmed")]
    # A security measure waits for no period: it does not say that the period is over, nor that assets are in flight today.
    telling = [m for m in state.measures_held if (rule := law.measure(m.kind)) is None or rule.family != "security"]
    if len(telling) < len(state.measures_held):
        of = [state.lines[n] for n in state.named(effect.lines) if not states.stands(coded[n])]
        codes |= {states.going(state, s, telling): s.line.line for s in of}
    early = any(held[0] in ("S2", "S3") for held in codes)
    if early and FLIGHT not in effect.confirmed:
        return [Refusal(FLIGHT, field="confirmed", cite=law.flight_cite())]
    return []


def _limits(state: MatterState, effect: Effect, rule: MeasureRule) -> list[Refusal]:
    """What may be taken at most: of an account the duty with its costs, of income the share or what is left to live on."""
    if effect.amount is None:
        return [Refusal("act.no_amount", field="amount", cite=rule.limit_cite or rule.cite)] if rule.limit else []
    if effect.amount <= 0:
        return [Refusal("act.no_amount", field="amount", cite=rule.cite)]
    if rule.limit == "duty" or (rule.family == "security" and effect.measure == "freeze"):
        most = sum(state.lines[n].rest for n in state.named(effect.lines) if not state.lines[n].line.ownerless) + (effect.figure("costs") or 0)
        if effect.amount > most:
            return [Refusal("measure.over_duty", {"most": dong(most)}, "amount", rule.limit_cite or rule.cite)]
    if rule.limit == "income":
        return _income(effect, rule)
    return []


def _income(effect: Effect, rule: MeasureRule) -> list[Refusal]:
    income = effect.figure("income")
    if not income:
        return [Refusal("measure.no_income", field="income", cite=rule.limit_cite)]
    wage = effect.figure("wage")
    if rule.per_head and not wage:
        return [Refusal("measure.no_wage", field="wage", cite=rule.limit_cite)]
    most = most_of_income(rule, income, wage or 0, effect.figure("heads") or 0)
    if effect.amount is not None and effect.amount > most and not (rule.percent and effect.figure("agreed")):
        code = "measure.over_share" if rule.percent else "measure.below_wage"
        return [Refusal(code, {"most": dong(most), "percent": str(rule.percent)}, "amount", rule.limit_cite)]
    return []


def most_of_income(rule: MeasureRule, income: int, wage: int, heads: int) -> int:
    """Đồng that may be taken from a month's income: a share of it, or what is above one minimum wage for the debtor and for each who
    depends on him."""
    return max(0, income - wage * (1 + heads)) if rule.per_head else income * rule.percent // 100


def effects(effect: Effect, paper: str) -> list[ev.Body]:
    """The events of a decision of ``KINDS``."""
    match effect.kind:
        case "request_return":
            return [pe.RequestReturned(effect.clause, effect.lines, paper)]
        case "taking_up":
            return [pe.TakenUp(effect.lines, paper)]
        case "conclusion":
            return [pe.Concluded(effect.clause, effect.lines, paper)]
        case "transfer":
            side: pe.Side = "debtor" if effect.side == "debtor" else "creditor"
            return [pe.RightsTransferred(side, effect.party, effect.to_party, effect.lines, paper)]
        case "security" | "coercion":
            return [pe.MeasureTaken(effect.measure, effect.lines, effect.party, effect.amount, paper)]
        case "exit_ban":
            return [pe.MeasureTaken("exit_ban", effect.lines, effect.party, None, paper)]
        case "measure_end":
            return [pe.MeasureEnded(effect.target, effect.clause, paper)]
        case _:
            return [pe.ActDone(effect.kind, effect.clause, effect.lines, effect.amount, effect.party, effect.target, effect.to_office, paper)]
