"""The card of an asset: written, changed, linked to a matter. The same asset is known again by its mark and offered, not written twice."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import asset_events as ae
from thads_desktop.domain.asset import fold_asset
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare
from thads_desktop.law import asset_ways
from thads_desktop.services import asset_facts, asset_projecting, inputs, parties, projecting, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from thads_desktop.domain.asset import AssetState
    from thads_desktop.law.asset_kinds import AssetField, AssetKind
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: How an asset belongs to a matter -> as people read it.
LINKS = {"found": "Tài sản của người phải thi hành án", "pledged": "Bảo đảm cho khoản này", "named": "Bản án, kê biên nêu cho khoản này"}
#: More owners of one thing than this are named on the card's last field.
OWNERS = 12


@dataclass(frozen=True, slots=True)
class CardInput:
    """What is typed of a card. values: fields of the kind; commune: code of a unit, or what was typed of it; owners, co_owners: each a
    party's id (``known``) or a new name; apart: why it has a card of its own beside another of the same mark ("" = it has none)."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)
    commune: str = ""
    owners: tuple[parties.PartyInput, ...] = ()
    co_owners: tuple[parties.PartyInput, ...] = ()
    note: str = ""
    apart: str = ""
    no_commune: str = ""


@dataclass(frozen=True, slots=True)
class LinkInput:
    """To which matter (its id) and for which obligations (() = all) it belongs; how: of ``LINKS``."""

    matter: str
    how: str = "found"
    lines: tuple[int, ...] = ()


def note(desk: Desk, card: CardInput, link: LinkInput | None = None) -> str:
    """A new card; its id. Refused with every problem at once, and "asset.known" where the office has a card of this mark."""
    with desk.writing("asset") as uow:
        kind, row, problems = _judged(uow, desk, card)
        if link is not None:
            problems += _link_problems(uow, link)
        if problems:
            raise Refused(*problems)
        same = alike(uow, desk, kind, row, _people_said(card))
        if same and not row["apart"]:
            raise Refused(_known(desk, uow, same))
        key = uuid4().hex
        owners, co_owners = _people(uow, card.owners), _people(uow, card.co_owners)
        uow.write_row("asset", key, row)
        uow.append(f"asset:{key}", desk.clock.today(), ae.AssetNoted(kind.key, kind.immovable, owners, co_owners))
        if link is not None:
            uow.append(f"asset:{key}", desk.clock.today(), ae.AssetLinked(link.matter, link.how, link.lines))
        refresh(desk, uow, key)
        uow.commit()
    return key


def change(desk: Desk, asset: str, card: CardInput, at: int | None = None) -> tuple[str, ...]:
    """The card written anew; the fields that changed. at: how far the log was when the form was filled; Refused("stale") when it changed
    since. A secret number that the account may not read stays where nothing is typed."""
    with desk.writing("asset") as uow:
        uow.refuse_newer(f"asset:{asset}", at)
        state, before = held(uow, asset)
        kept = _unseen(desk, state, before, card)
        kind, row, problems = _judged(uow, desk, kept)
        if problems:
            raise Refused(*problems)
        same = [k for k in alike(uow, desk, kind, row, _people_said(card)) if k != asset]
        if same and not row["apart"]:
            raise Refused(_known(desk, uow, same))
        owners, co_owners = _people(uow, card.owners), _people(uow, card.co_owners)
        changed = _differing(state, before, row, kind, owners, co_owners)
        if not changed:
            raise Refused(Refusal("asset.unchanged"))
        if before != row:
            uow.write_row("asset", asset, row)
        uow.append(f"asset:{asset}", desk.clock.today(), ae.AssetChanged(kind.key, kind.immovable, changed, owners, co_owners))
        refresh(desk, uow, asset)
        uow.commit()
    return changed


def link(desk: Desk, asset: str, given: LinkInput) -> None:
    """The asset belongs to this matter too, or in another way."""
    with desk.writing("asset") as uow:
        state, _row = held(uow, asset)
        if problems := _link_problems(uow, given):
            raise Refused(*problems)
        if any((x.matter, x.how, x.lines) == (given.matter, given.how, given.lines) for x in state.links):
            raise Refused(Refusal("asset.unchanged"))
        uow.append(f"asset:{asset}", desk.clock.today(), ae.AssetLinked(given.matter, given.how, given.lines))
        refresh(desk, uow, asset)
        uow.commit()


def unlink(desk: Desk, asset: str, matter: str) -> None:
    """The asset does not belong to this matter. Refused while it is seized for it."""
    with desk.writing("asset") as uow:
        state, _row = held(uow, asset)
        if any(s.matter == matter for s in state.seizures):
            raise Refused(Refusal("asset.seized_for", field="matter"))
        if all(x.matter != matter for x in state.links):
            raise Refused(Refusal("asset.not_linked", field="matter"))
        uow.append(f"asset:{asset}", desk.clock.today(), ae.AssetUnlinked(matter))
        refresh(desk, uow, asset, (matter,))
        uow.commit()


def same(desk: Desk, card: CardInput) -> tuple[tuple[str, str], ...]:
    """(asset, its card and state in one line) of every card that bears the mark of what is typed; empty while it has none."""
    kind = asset_facts.kind_of(card.kind)
    with desk.reading() as reader:
        commune = _commune(desk, card.commune) or ""
        # What is not shown to this account is not found by it either.
        values = {f.name: _plain(f, card.values.get(f.name)) for f in kind.fields if not (f.secret and not desk.may("secret"))}
        found = alike(reader, desk, kind, {"values": values, "commune": commune}, _people_said(card))
        return tuple((key, said(desk, reader, key)) for key in found)


def said(desk: Desk, reader: Reader, asset: str) -> str:
    """A card in one line: what it is, its state, for which matter."""
    found = asset_facts.now(desk, reader, asset)
    numbers = [str((reader.row("matter", m) or {}).get("number_text", "")) for m in found.state.matters]
    state = asset_ways.table().states[found.state.stage].lower()
    of = f", việc {', '.join(n for n in numbers if n)}" if any(numbers) else ""
    return f"{found.title} ({state}{of})"


def held(reader: Reader, asset: str) -> tuple[AssetState, dict[str, Any]]:
    """State and card. Refused("asset.unknown")."""
    state, row = fold_asset(reader.events_of(f"asset:{asset}")), reader.row("asset", asset)
    if not state.exists or row is None:
        raise Refused(Refusal("asset.unknown"))
    return state, row


def _judged(reader: Reader, desk: Desk, card: CardInput) -> tuple[AssetKind, dict[str, Any], list[Refusal]]:
    """(kind, the card as it is kept, problems)."""
    kind = asset_facts.kind_of(card.kind)
    problems = [Refusal("asset.unknown_field", {"name": str(n)[:40]}) for n in card.values if n not in {f.name for f in kind.fields}]
    values: dict[str, str] = {}
    for one in kind.fields:
        try:
            value = _value(one, card.values.get(one.name))
        except Refused as refused:
            problems += refused.refusals
            continue
        if value:
            values[one.name] = value
        elif one.required:
            problems.append(Refusal("text.missing", field=one.name))
    commune = _commune(desk, card.commune)
    if commune is None:
        problems.append(Refusal("asset.bad_commune", {"text": card.commune[:60]}, "commune"))
    row: dict[str, Any] = {"kind": kind.key, "values": values, "commune": commune or "", "note": "", "apart": "", "no_commune": ""}
    for name, typed in (("note", card.note), ("apart", card.apart), ("no_commune", "" if commune else card.no_commune)):
        try:
            row[name] = inputs.body(typed, name, limit=inputs.SENTENCE)
        except Refused as refused:
            problems += refused.refusals
    if kind.immovable and commune == "" and not card.no_commune.strip():
        problems.append(Refusal("asset.no_commune", field="no_commune"))
    if len(card.owners) > OWNERS or len(card.co_owners) > OWNERS:
        problems.append(Refusal("asset.many_owners", {"limit": str(OWNERS)}, "co_owner_1"))
    if any(p.known and reader.row("party", p.known) is None for p in (*card.owners, *card.co_owners)):
        problems.append(Refusal("entry.no_party", field="owner"))
    return kind, row, problems


def _value(one: AssetField, typed: Any) -> str:
    value = inputs.name(str(typed or ""), one.name, required=False, limit=inputs.NAME)
    if one.pattern and value:
        value = re.sub(r"\s", "", value).upper()
        if not one.fits(value):
            raise Refused(Refusal("asset.bad_form", {"label": one.label, "value": value[:40], "example": one.example}, one.name))
    return value


def _plain(one: AssetField, typed: Any) -> str:
    """As it is kept, where it can be; of what is still being typed, as far as it goes."""
    try:
        return _value(one, typed)
    except Refused:
        return ""


def _commune(desk: Desk, typed: str) -> str | None:
    """The code that is meant; "" for none, None for what names no commune."""
    if not typed.strip():
        return ""
    return typed if units.known(typed) else units.code_of(typed, desk.clock.today()) or None


def _unseen(desk: Desk, state: AssetState, before: Mapping[str, Any], card: CardInput) -> CardInput:
    """The card with the secret numbers it had, where who may not read them typed nothing."""
    if desk.may("secret") or card.kind != state.kind:
        return card
    kind = asset_facts.kind_of(state.kind)
    old = {f.name: before["values"][f.name] for f in kind.fields if f.secret and f.name in before["values"] and not card.values.get(f.name)}
    return replace(card, values={**card.values, **old})


def alike(reader: Reader, desk: Desk, kind: AssetKind, row: Mapping[str, Any], people: Iterable[str]) -> list[str]:
    """The assets that bear the mark of a card; where one of the two communes is not known, those of the same plot that share an owner, too.
    people: ids and names of who owns it."""
    today, lists = desk.clock.today(), reader.projections.assets
    commune = units.current(str(row["commune"]), today) if row["commune"] else ""
    found = lists.marked(kind.marks_of(row["values"], commune))
    own = _told_apart(reader, people)
    for key in lists.marked(kind.weak_of(row["values"])):
        if key not in found and not (commune and (reader.row("asset", key) or {}).get("commune")):
            state = fold_asset(reader.events_of(f"asset:{key}"))
            if own & _told_apart(reader, (*state.owners, *state.co_owners)):
                found.append(key)
    return found


def _told_apart(reader: Reader, people: Iterable[str]) -> set[str]:
    """Persons as they are compared: the id that stands after merges and the name of each who has a row, else the name as it was typed."""
    found: set[str] = set()
    for said in people:
        if (content := reader.row("party", parties.resolve(reader, said))) is not None:
            found |= {parties.resolve(reader, said), bare(str(content.get("name", "")))}
        else:
            found.add(bare(said))
    return found - {""}


def _people_said(card: CardInput) -> list[str]:
    return [p.known or p.name for p in (*card.owners, *card.co_owners)]


def _known(desk: Desk, reader: Reader, found: Sequence[str]) -> Refusal:
    return Refusal("asset.known", {"known": "; ".join(said(desk, reader, key) for key in found[:3])}, "apart")


def _link_problems(reader: Reader, given: LinkInput) -> list[Refusal]:
    if given.how not in LINKS:
        return [Refusal("asset.bad_link", {"known": ", ".join(LINKS.values())}, "how")]
    return matter_problems(reader, given.matter, given.lines)


def matter_problems(reader: Reader, matter: str, lines: Sequence[int]) -> list[Refusal]:
    """Against naming this matter and these obligations."""
    state = fold(reader.events_of(f"matter:{matter}"))
    if not state.exists:
        return [Refusal("matter.unknown", field="matter")]
    if wrong := [n for n in lines if n not in state.lines]:
        return [Refusal("asset.bad_lines", {"lines": ", ".join(map(str, wrong[:6])), "known": ", ".join(map(str, state.lines))}, "lines")]
    return []


def _people(uow: UnitOfWork, given: Iterable[parties.PartyInput]) -> tuple[str, ...]:
    """Their ids: those known as they are, the others as new persons."""
    return tuple(dict.fromkeys(parties.resolve(uow, p.known) if p.known else parties.add(uow, p) for p in given))


def _differing(
    state: AssetState, before: Mapping[str, Any], row: Mapping[str, Any], kind: AssetKind, owners: tuple[str, ...], co_owners: tuple[str, ...]
) -> tuple[str, ...]:
    old, new = before.get("values", {}), row["values"]
    found = {n for n in {*old, *new} if old.get(n) != new.get(n)}
    found |= {n for n in ("commune", "note", "apart", "no_commune") if before.get(n, "") != row[n]}
    for name, was, now in (("kind", state.kind, kind.key), ("owners", state.owners, owners), ("co_owners", state.co_owners, co_owners)):
        if was != now:
            found.add(name)
    return tuple(sorted(found))


def refresh(desk: Desk, uow: UnitOfWork, asset: str, also: Iterable[str] = ()) -> None:
    """The lists after something happened to an asset: its own, then those of the matters it stands for (also: and of these)."""
    asset_projecting.asset(desk, uow, asset)
    for matter in dict.fromkeys((*fold_asset(uow.events_of(f"asset:{asset}")).matters, *also)):
        projecting.matter(desk, uow, matter)
