"""What the papers of measures and delegations begin with: the matter's asset cards, its parties, its measures that stand, and what an
earlier paper of the matter said already. Nothing is typed twice; what the account may not see is left blank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.documents import facts as prepared, id_words
from thads_desktop.domain import means
from thads_desktop.domain.acts import MEASURES, SECURITY
from thads_desktop.domain.asset import fold_asset
from thads_desktop.domain.costs import costs
from thads_desktop.domain.fold import fold
from thads_desktop.law import decisions
from thads_desktop.services import asset_facts, delegation_ack, units
from thads_desktop.services.beginnings.asked import Begin
from thads_desktop.services.beginnings.rows import line
from thads_desktop.services.paper_facts import paper_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from thads_desktop.documents.form import Form
    from thads_desktop.domain.matter import Measure
    from thads_desktop.services.beginnings.asked import Asked
    from thads_desktop.storage.reader import Reader

#: Fields that name the decision of a measure -> the measures meant; () = any measure of coercion.
DECISIONS: dict[str, tuple[str, ...]] = {
    "coercion_decision": (), "first_decision": ("seize",), "keep_decision": ("keep",), "ban_decision": ("exit_ban",),
}  # fmt: skip
#: Fields that say of a measure's asset what the paper of the measure said under another name.
_SAID_AS = {"freezer": "bank", "given_to": "kept_from", "returned": "kept", "keeper_said": "keeper", "held_place": "seize_place"}
#: What is of one paper alone: its hour, its course, its reasons.
_ONCE = (
    "held_when", "end_time", "copies", "opinions", "unsigned", "present", "witness", "writer", "course", "requests", "witness_said",
    "end_reason", "seizure_day", "coercion_day", "received_on", "extra", "reason", "evidence",
)  # fmt: skip
#: Fields that one card fills, those of its asset and those of its place.
_CARD = frozenset({
    "account_number", "bank", "payer", "income_kind", "securities", "issuer", "company", "land_parcel", "land_area", "land_place",
    "certificate", "house_place", "house_land", "only_home", "seize_place", "plan_place", "kept_place", "commune", "co_owners",
})  # fmt: skip
#: Fields that take every asset of the matter, one a line.
_LISTS = ("assets", "kept", "things")


def sums(reader: Reader, matter: str, form: Form) -> dict[str, int]:
    """What a measure that is limited by the duty may take at most: all that is still owed with the costs to date, and of that the costs."""
    if form.measure not in ("freeze", "deduct") or form.effect not in MEASURES:
        return {}
    events = reader.events_of(f"matter:{matter}")
    owed = costs(events).owed("debtor")
    rest = sum(s.rest for s in fold(events).open_lines if not s.line.ownerless)
    return {name: amount for name, amount in (("costs", owed), ("amount", rest + owed)) if amount}


def _of_measures(of: Asked) -> dict[str, str]:
    """The last decision of each kind of measure that holds."""
    found, state = {}, of.state
    for name, kinds in DECISIONS.items():
        held = [m for m in state.measures_held if (m.kind in kinds if kinds else m.kind not in SECURITY)]
        found[name] = paper_text(of.names, state, held[-1].paper) if held and held[-1].paper else ""
    coercing = [m for m in state.measures_held if m.kind not in SECURITY and m.paper]
    return {**found, **_coerced(of, coercing[-1])} if coercing else found


def _coerced(of: Asked, held: Measure) -> dict[str, str]:
    """What the decision of a coercive measure says of it: which, and of whom, where it names one."""
    entry = decisions.catalogue().of(held.kind, of.day)
    party = str((of.reader.row("paper", held.paper) or {}).get("effect", {}).get("party", ""))
    row = of.names.row("party", party) if party else {}
    who = f"{prepared.person(row)}{prepared.details(row, of.day)}" if row else ""
    return {"coercion_measure": entry.title if entry is not None else "", "coerced": who}


def _of_parties(of: Asked) -> dict[str, str]:
    """Who owes, where it is one person."""
    who = means.debtors(of.state.open_lines or of.state.lines.values())
    if len(who) != 1:
        return {}
    row = of.names.row("party", who[0])
    said = f"{prepared.person(row)}{prepared.details(row, of.day)}"
    numbers = {"banned_ids": id_words.said(row.get("ids", ()), of.day), "commune": _commune(str(row.get("commune", "")), of.day)}
    return {**dict.fromkeys(("banned", "coerced", "kept_from"), said), "account_name": prepared.person(row), **numbers}


def _of_delegation(of: Asked) -> dict[str, str]:
    """Which office delegated, by which decision, and when it came."""
    reader, state = of.reader, of.state
    if not state.delegated_in or not state.judgment:
        return {}
    row = reader.row("judgment", state.judgment) or {}
    came = delegation_ack.came(reader, state.judgment)
    office = str(row.get("delegated_from") or (came.office if came else ""))
    number = row.get("delegation_number")
    found = {"sending_office": office, "delegation_decision": f"Quyết định ủy thác thi hành án số {number} của {office}" if number else ""}
    day = came.received.isoformat() if came is not None else str(row.get("received", ""))
    return {**found, "received_on": day}


def _said_before(of: Asked) -> dict[str, str]:
    """What papers of the matter said under the same name, the last one counts; of a field with other columns nothing."""
    said: dict[str, str] = {}
    reader, state, form = of.reader, of.state, of.form
    issued = [(stands.numbered, paper) for paper, stands in state.papers.items() if stands.numbered is not None and paper not in state.undone]
    # Of two papers of one day the one that was made later says it last.
    for _, paper in sorted(issued, key=lambda x: x[0]):
        said |= {k: str(v) for k, v in (reader.row("paper", paper) or {}).get("texts", {}).items() if v}
    said |= {name: said[before] for name, before in _SAID_AS.items() if before in said}
    if said.get("account_number") and said.get("bank"):
        said["frozen"] = f"tài khoản số {said['account_number']} tại {said['bank']}"
    return {v.name: said[v.name] for v in form.own if v.name in said and v.name not in _ONCE and not prepared.field_faults((v,), said)}


def _of_cards(of: Asked) -> dict[str, str]:
    """The fields of the first card of each kind; the lists take all that can be seized."""
    desk, reader, names = of.desk, of.reader, of.names
    found: dict[str, str] = {}
    listed: list[tuple[str, ...]] = []
    for key in reader.projections.assets.of_matter(of.matter):
        row, state = reader.row("asset", key) or {}, fold_asset(reader.events_of(f"asset:{key}"))
        kind = asset_facts.kind_of(state.kind)
        values = {f.name: names.words(str(row["values"][f.name])) for f in kind.fields if row.get("values", {}).get(f.name)}
        seen = {f.name: values[f.name] for f in kind.fields if f.name in values and (not f.secret or desk.may("secret"))}
        made = _card(kind.key, seen)
        made["commune"] = _commune(str(row.get("commune", "")), of.day)
        others = [prepared.person(names.row("party", p)) for p in state.co_owners]
        made["co_owners"] = "; ".join(x for x in others if x)
        found = {**{k: v for k, v in made.items() if v}, **found}
        if kind.key not in ("account", "income", "securities"):
            listed.append((kind.says(values), *_further(kind.key, seen)))
    for name in _LISTS:
        field = next((v for v in of.form.own if v.name == name), None)
        if field is not None:
            # A field without columns takes what it is called alone.
            found[name] = "\n".join(line(cells if field.columns else cells[:1], len(field.columns)) for cells in listed)
    return found


def _card(kind: str, v: Mapping[str, str]) -> dict[str, str]:
    """Fields of papers from a card of this kind."""
    parcel = ", ".join(x for x in (f"số {v['parcel']}" if "parcel" in v else "", f"tờ bản đồ số {v['sheet']}" if "sheet" in v else "") if x)
    match kind:
        case "account":
            return {"account_number": v.get("account", ""), "bank": v.get("bank", "")}
        case "income":
            return {"payer": v.get("payer", ""), "income_kind": v.get("sort", "")}
        case "securities":
            cells = (v.get("number", ""), v.get("quantity", ""), v.get("issuer", ""))
            return {"securities": line(cells, 3), "issuer": v.get("issuer", ""), "company": v.get("issuer", "")}
        case "land":
            area = ", ".join(x for x in (f"{v['area']} m²" if "area" in v else "", v.get("use", "")) if x)
            return {"land_parcel": parcel, "land_area": area, "land_place": v.get("place", ""), "certificate": v.get("certificate", ""),
                    "seize_place": v.get("place", ""), "plan_place": v.get("place", "")}  # fmt: skip
        case "house":
            land = f"thửa đất {parcel}" if parcel else ""
            return {"house_place": v.get("place", ""), "house_land": land, "certificate": v.get("certificate", ""),
                    "only_home": v.get("only_home", ""), "seize_place": v.get("place", ""), "plan_place": v.get("place", "")}  # fmt: skip
        case _:
            return {"seize_place": v.get("place", ""), "kept_place": v.get("place", "")}


def _further(kind: str, v: Mapping[str, str]) -> tuple[str, ...]:
    """What stands in the further cells of a list: how much of it."""
    if kind in ("land", "house"):
        return (f"{v['area']} m²" if "area" in v else "", v.get("certificate", ""))
    return (v.get("quantity", "") or "01",)


def _commune(code: str, day: date) -> str:
    name = units.address("", code, day) if code else ""
    return f"Ủy ban nhân dân {name}" if name else ""


TABLE: tuple[Begin, ...] = (
    Begin(frozenset({"banned", "coerced", "kept_from", "account_name", "banned_ids", "commune"}), _of_parties, measures=True),
    Begin(_CARD.union(_LISTS), _of_cards, measures=True),
    Begin(frozenset({*DECISIONS, "coercion_measure", "coerced"}), _of_measures, measures=True),
    Begin(frozenset({"sending_office", "delegation_decision", "received_on"}), _of_delegation, measures=True),
    Begin(frozenset(), _said_before, measures=True),
)
