"""What a signed decision does to its matter: one intended effect per kind of paper.

An ``Effect`` is what the clerk filled in (lines, ground, terms); ``decide.effect_events`` turns it into events.
It holds no names and no free text, so it can be stored with a draft and used again when the paper is numbered.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from thads_desktop.domain.events import Line

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Kind of effect -> kind of ground whose clauses the law lists for it ("" = no ground is chosen).
GROUND_KINDS: dict[str, str] = {
    "enforcement": "",
    "assignment": "",
    "means_lacking": "means_lacking",
    "deferral": "deferral",
    "suspension": "suspension",
    "suspension_notice": "suspension_notice",
    "continuation": "continuation",
    "termination": "termination",
    "delegation": "delegation",
    "withdrawal": "withdrawal",
    "amendment": "amendment",
    "cancellation": "cancellation",
    "summons": "",
    "verification": "",
    "request_return": "",
    "taking_up": "",
    "conclusion": "conclusion",
    "transfer": "",
    "security": "",
    "exit_ban": "",
    "coercion": "",
    "measure_end": "",
    "confirmation": "",
    "fee": "",
    "fee_relief": "",
    "cost_relief": "",
    "give_back": "",
    "destruction": "",
    "to_budget": "",
    "remission": "",
    "explanation": "",
    "review_petition": "",
    "asset_delegation": "",
    "paper": "",
}

#: Form of no such effect -> the same, of its own.
FORM_GROUNDS = {"request_refusal": "refusal"}

#: A paper that changes nothing of its matter: notices, minutes, letters, lists.
PLAIN = "paper"

#: Decisions that leave the obligations as they are.
BESIDE = (
    "confirmation", "fee", "fee_relief", "cost_relief", "give_back", "destruction", "to_budget", "remission", "explanation",
    "review_petition", "asset_delegation",
)  # fmt: skip
MEASURES = ("security", "exit_ban", "coercion")
#: The measures of the family security, as the catalogue codes them.
SECURITY = ("freeze", "keep", "halt", "exit_ban")

EffectKind = Literal[
    "enforcement", "assignment", "means_lacking", "deferral", "suspension", "suspension_notice", "continuation",
    "termination", "delegation", "withdrawal", "amendment", "cancellation", "summons", "verification",
    "request_return", "taking_up", "conclusion", "transfer", "security", "exit_ban", "coercion", "measure_end", "confirmation", "fee",
    "fee_relief", "cost_relief", "give_back", "destruction", "to_budget", "remission", "explanation", "review_petition",
    "asset_delegation", "paper",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opening:
    """What an enforcement decision opens. judgment_day and received: the earliest lawful days."""

    kind: Literal["cd", "yc"]
    case_type: str
    judgment: str
    lines: tuple[Line, ...]
    request: str = ""
    delegated_in: bool = False
    urgent: bool = False
    judgment_day: date | None = None
    received: date | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of one paper. Only the fields its kind uses are filled.

    lines empty = all open lines; amount = part termination of each named line, whole đồng; until = last day of a deferral;
    asked = day of the document that asks for it; officer = person id; target = id of the paper amended, withdrawn or
    cancelled; ends = conditions a continuation lifts; result = outcome of a verification (means | none | partial | ""
    while blank); party = the debtor a verification is of ("" = every debtor); defers = clause of the deferral that a lack of
    means carries with it; confirmed = what the head decided although the texts are silent, by the code of what was told;
    measure = its code in the catalogue; side = debtor | creditor, party, to_party = who passes a right or duty to whom; figures =
    whole numbers on which a limit rests (income, dependants, minimum wage, costs), by name.
    """

    kind: EffectKind
    clause: str = ""
    lines: tuple[int, ...] = ()
    amount: int | None = None
    until: date | None = None
    officer: str = ""
    to_office: str = ""
    target: str = ""
    ends: tuple[str, ...] = ()
    result: str = ""
    address_unknown: bool = False
    prisoner: bool = False
    party: str = ""
    defers: str = ""
    asked: date | None = None
    opening: Opening | None = field(default=None)
    confirmed: tuple[str, ...] = ()
    measure: str = ""
    side: str = ""
    to_party: str = ""
    figures: tuple[tuple[str, int], ...] = ()

    def figure(self, name: str) -> int | None:
        """A figure by its name; None when it was not given."""
        return dict(self.figures).get(name)


def to_plain(effect: Effect) -> dict[str, object]:
    """The effect as JSON-ready values (dates ISO), for the row of its draft."""
    plain = asdict(effect)
    for key in ("until", "asked"):
        if isinstance(day := plain[key], date):
            plain[key] = day.isoformat()
    opening = plain["opening"]
    if isinstance(opening, dict):
        for key in ("judgment_day", "received"):
            opening[key] = opening[key].isoformat() if opening[key] is not None else None
    return plain


def from_plain(plain: Mapping[str, Any]) -> Effect:
    """Inverse of ``to_plain``."""
    values = dict(plain)
    for key in ("lines", "ends", "confirmed"):
        values[key] = tuple(values.get(key) or ())
    values["figures"] = tuple((str(name), int(n)) for name, n in values.get("figures") or ())
    values["until"], values["asked"] = _day(values.get("until")), _day(values.get("asked"))
    opening = values.get("opening")
    if opening is not None:
        inner = dict(opening)
        inner["judgment_day"], inner["received"] = _day(inner.get("judgment_day")), _day(inner.get("received"))
        inner["lines"] = tuple(
            Line(**{**x, "debtors": tuple(x["debtors"]), "creditors": tuple(x["creditors"])}) for x in inner["lines"]
        )
        values["opening"] = Opening(**inner)
    return Effect(**values)


def _day(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) and text else None
