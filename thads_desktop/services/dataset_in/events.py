"""The event that a row of a file becomes: a verification, a milestone, money in or out; decisions by ``deciding``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le, means
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.exchange.dataset_schema import datasets
from thads_desktop.services import act_rules
from thads_desktop.services.dataset_in import deciding, money

if TYPE_CHECKING:
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.dataset_in.taking import Taking, Values

Written = tuple[str, tuple[int, ...]]


def resolved(t: Taking, dataset: str, v: Values) -> Values:
    """The row with the ids of this store in the place of the file's."""
    here = dict(v)
    for f in datasets()[dataset].fields:
        if f.of and not f.shown and f.name in here:
            here[f.name] = t.own(f.of, here[f.name], f.name) if f.type == "ref" else list(t.owns(f.of, here[f.name], f.name))
    return here


def write(t: Taking, subject: str, dataset: str, v: Values, here: Values) -> Written:
    """Append what the row says; (what it is here, the seqs of its events). v: as the file has it."""
    if dataset in ("decisions", "coercion", "security"):
        return deciding.write(t, subject, dataset, here)
    return _WRITE[dataset](t, subject, here, v)


def _verification(t: Taking, subject: str, here: Values, _v: Values) -> Written:
    body = ev.Verified(
        here.get("result", ""), here.get("paper", ""), here.get("address_unknown", False), here.get("prisoner", False), here.get("stated", False),
        here.get("party", ""),
    )  # fmt: skip
    return _event(t, subject, here, body)


#: Milestone -> a column without which it says nothing.
_NEEDS = {"officer": "officer", "ground": "of", "completed": "lines", "payee": "party"}


def _milestone(t: Taking, subject: str, here: Values, v: Values) -> Written:
    state = fold(t.uow.events_of(subject))
    lines, kind = known_lines(state, here), here["kind"]
    if kind in _NEEDS and not here.get(_NEEDS[kind]):
        raise _needs("milestones", here, _NEEDS[kind])
    if kind == "completed":
        seqs = tuple(t.append(subject, date.fromisoformat(here["day"]), ev.LineCompleted(n)) for n in lines)
        return f"{subject.partition(':')[2]}.{seqs[0]}", seqs
    if kind == "separate_book":
        # Breaches that a program told stand as told; of another file they are found here.
        told = tuple(here.get("breaches", ())) if v["id_source"] == "program" else _book_breaches(t, subject, here, lines)
        return _event(t, subject, here, ev.MovedToSeparateBook(lines, told))
    return _event(t, subject, here, _body(t, here, state, lines))


def _body(t: Taking, here: Values, state: MatterState, lines: tuple[int, ...]) -> ev.Body:
    party = here.get("party", "")
    match here["kind"]:
        case "notice":
            return ev.ValidNotice(here.get("way", "direct"), party)
        case "file_opened":
            return ev.FileOpened()
        case "officer":
            return ev.OfficerAssigned(t.officer(here["officer"]), bool(state.officer))
        case "information":
            return ev.InformationReceived(party)
        case "ground":
            return ev.GroundArose(here["of"], here.get("clause", ""), here.get("urgent", False), lines)
        case "payee":
            return le.PayeeNotified(party, lines, here.get("way", "direct"))
        case "published":
            return ev.Published()
        case "summons":
            return ev.SummonsServed("", lines)
        case kind:
            return ev.Classified(kind == "means_yes")


def _book_breaches(t: Taking, subject: str, here: Values, lines: tuple[int, ...]) -> tuple[str, ...]:
    """The rules that the move broke, as ``acts.separate_book`` finds them for what happened elsewhere."""
    day = date.fromisoformat(here["day"])
    then = fold(t.uow.events_of(subject), day)
    wanted = [s for s in means.lacking(then) if not lines or s.line.line in lines]
    calendar = t.desk.calendar(t.uow)
    found = [r.code for s in wanted for r in act_rules.against_book(t.desk, then, s, day, calendar)]
    return tuple(dict.fromkeys(found)) if wanted else ("separate_book.not_lacking",)


def _event(t: Taking, subject: str, here: Values, body: ev.Body) -> Written:
    seq = t.append(subject, date.fromisoformat(here["day"]), body)
    return f"{subject.partition(':')[2]}.{seq}", (seq,)


def refuse_unreceived(t: Taking, judgment: str) -> None:
    """What happens with a judgment needs that it was received here."""
    if not any(isinstance(e.body, ev.JudgmentReceived) for e in in_force(t.uow.events_of(f"intake:{judgment}"))):
        raise Refused(Refusal("data.not_received", field="judgment"))


def known_lines(state: MatterState, here: Values) -> tuple[int, ...]:
    """The obligations that a row names. Refused for one that the matter has not."""
    lines = tuple(here.get("lines", ()))
    if unknown := [n for n in lines if n not in state.lines]:
        raise Refused(Refusal("line.unknown", {"line": str(unknown[0])}, "lines"))
    return lines


def _needs(dataset: str, here: Values, name: str) -> Refused:
    known = datasets()[dataset]
    return Refused(Refusal("data.needs_column", {"value": known.field("kind").words[here["kind"]], "column": known.field(name).heading}, name))


_WRITE: dict[str, Callable[[Taking, str, Values, Values], Written]] = {
    "verifications": _verification, "milestones": _milestone, "receipts": money.receipt, "vouchers": money.voucher,
}  # fmt: skip
