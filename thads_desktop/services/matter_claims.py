"""Who asks for the money of a matter's debtors in this office: every open obligation in money, ready for the order of payment.

Of which kind an obligation is stands nowhere as such: it is proposed by the words of the obligation, and the human confirms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare
from thads_desktop.services import asset_proceeds, costs, masking, money_tools, parties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.domain.matter import LineState, MatterState
    from thads_desktop.services.asset_proceeds import Proceeds
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

#: Words of an obligation -> the kind of claim it may be; the first that is found.
_WORDS = (
    ("cap duong", "support"), ("tro cap", "wages"), ("tien luong", "wages"), ("tien cong", "wages"), ("suc khoe", "injury"),
    ("tinh mang", "injury"), ("tinh than", "injury"), ("an phi", "court_fees"), ("le phi", "court_fees"), ("bao hiem", "insurance"),
    ("phat", "fines"), ("truy thu", "fines"),
)  # fmt: skip
#: Debtors whose other matters are looked for; one matter may have tens of thousands.
MOST_DEBTORS = 200


@dataclass(frozen=True, slots=True)
class Claims:
    """values: each as the form of a claim takes it; said: what they are and what the human must look at; costs: đồng of approved costs of
    the matter that its debtors still bear, to be kept back first; source: the money that is shared, as its form takes it, where it comes
    of an asset."""

    values: tuple[dict[str, Any], ...]
    said: str
    costs: int = 0
    source: dict[str, Any] | None = None


def claims_of(desk: Desk, key: str, asset: str = "") -> Claims:
    """The open obligations in money of this matter's debtors, in all their matters here. Refused("matter.unknown" | "money.too_many").

    asset: whose money is shared ("" = none is named): what it was pledged or seized for is marked, and comes first.
    """
    money = asset_proceeds.one(desk, key, asset) if asset else None
    with desk.reading() as reader:
        stored = reader.events_of(f"matter:{key}")
        if not stored:
            raise Refused(Refusal("matter.unknown"))
        names = masking.names(desk, reader)
        own = fold(stored)
        debtors = {parties.resolve(reader, p) for p in {p for s in own.lines.values() for p in s.line.debtors}}
        matters = matters_of(reader, key, debtors)
        found: list[dict[str, Any]] = []
        for matter in matters:
            found += _of_matter(reader, names, matter, own if matter == key else fold(reader.events_of(f"matter:{matter}")), debtors, money)
            if len(found) > money_tools.MOST:
                raise Refused(Refusal("money.too_many", {"most": str(money_tools.MOST)}))
    of = f"{len(found)} khoản tiền còn phải thi hành của {len(matters)} việc trong đơn vị"
    if money is not None:
        of = f"{money.said}; chia cho {of}"
    kept, told = costs.proposal(desk, key)
    said = f"{of}. Loại khoản đoán theo nội dung, lãi chưa tính: Enter trên từng khoản để kiểm tra, sửa."
    return Claims(tuple(found), f"{said} {told}".strip(), kept, money.source() if money is not None else None)


def kind(text: str) -> str:
    """The kind that the words of an obligation speak of."""
    plain = bare(text)
    return next((code for words, code in _WORDS if words in plain), "other")


def matters_of(reader: Reader, key: str, debtors: set[str]) -> list[str]:
    """The matter itself first, then the others in which one of these persons stands."""
    found = {key: None}
    if len(debtors) <= MOST_DEBTORS:
        merged = reader.projections.merged_parties()
        same = {p for p in merged if parties.resolve(reader, p) in debtors} | debtors
        for party in sorted(same):
            found |= dict.fromkeys(reader.projections.matters_of_party(party))
    return list(found)


def _of_matter(
    reader: Reader, names: Names, matter: str, state: MatterState, debtors: set[str], money: Proceeds | None
) -> Iterator[dict[str, Any]]:
    row = names.row("matter", matter)
    judgment = str(names.row("judgment", state.judgment).get("number", "")) if state.judgment else ""
    texts = row.get("obligations", {})
    for n, s in state.lines.items():
        if s.rest <= 0 or not _owed_by(reader, s, debtors):
            continue
        who = ", ".join(names.name("party", p) for p in s.line.creditors) or "Chưa ghi người được thi hành án"
        yield {
            "creditor": f"{who} ({row.get('number_text', '')}, khoản {n})"[:300], "kind": kind(str(texts.get(str(n), ""))), "awarded": s.line.due,
            "principal": s.rest, "interest": None, "decided": state.opened, "judgment": judgment, "stands": "asked",
            "secured": money is not None and money.secures(matter, n),
        }  # fmt: skip


def _owed_by(reader: Reader, line: LineState, debtors: set[str]) -> bool:
    return any(parties.resolve(reader, p) in debtors for p in line.line.debtors)
