"""The calculators of money on the command line: the fee of instalments, late interest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.law.fee import COLLECTED, SETTLED, VOLUNTARY, Instalment
from thads_desktop.law.interest import Debt
from thads_desktop.services import money_tools
from thads_desktop.services.answer import Answer

if TYPE_CHECKING:
    import argparse

    from thads_desktop.domain.clock import Clock


def fee(args: argparse.Namespace, clock: Clock) -> Answer:
    """The fee of what one creditor received, in instalments of one day."""
    on = money_tools.day(args.on, clock.today(), "on")
    how = SETTLED if args.settled else VOLUNTARY if args.voluntary else COLLECTED
    found = money_tools.fees([Instalment(money_tools.amount(text), on, how) for text in args.amounts])
    plain = {"fees": list(found.fees), "total": found.total, "cite": found.cite, "steps": list(found.told())}
    return Answer(money_tools.worked_fees(found).text(), plain)


def interest(args: argparse.Namespace, clock: Clock) -> Answer:
    """Late interest of a sum over a span, without its pauses."""
    today = clock.today()
    debt = Debt(
        money_tools.amount(args.principal, "principal"), money_tools.day(args.from_, today, "from"), money_tools.day(args.to, today, "to"),
        tuple(money_tools.span(text, today) for text in args.pause), tuple(money_tools.paid(text, today) for text in args.paid),
        *(() if args.rate is None else (money_tools.rate(args.rate), "agreed")),
    )  # fmt: skip
    found = money_tools.interest(debt)
    plain = {"interest": found.interest, "cite": found.cite, "steps": list(found.told())}
    return Answer(money_tools.worked_interest(found).text(), plain)


TOOLS = {"fee": fee, "interest": interest}
