"""Persons and organisations: recorded once, recognised again, merged by a human and separated again.

An exact identity number suggests the same person; a name only together with year of birth and address. CMND and
CCCD are two numbers of one person, so a party has a list of numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import events as ev, identity
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import as_recorded
from thads_desktop.domain.text import fold_name, same_letters
from thads_desktop.services import inputs, masking, others, projecting, publications, units
from thads_desktop.storage import agenda_lists
from thads_desktop.storage.projections import PartyRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

STATE_NAME = "Ngân sách nhà nước"


@dataclass(frozen=True, slots=True)
class PartyInput:
    """What is typed about a party. kind: person | org | state; commune: code of a unit ("" unknown).

    known: id of a party that a human said it is; "" for a new one.
    """

    name: str
    kind: str = "person"
    birth_year: int | None = None
    ids: tuple[str, ...] = ()
    address: str = ""
    commune: str = ""
    account: str = ""
    known: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """This may be a party known already; why is a Vietnamese sentence."""

    party: str
    name: str
    address: str
    why: str


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party as the list of persons shows it. matters: its own and those of the rows merged into it."""

    party: str
    name: str
    birth_year: int | None
    ids: str
    address: str
    matters: int
    merged_into_name: str


def listed(desk: Desk, text: str = "", only: tuple[str, ...] = (), limit: int = 200) -> list[PartyView]:
    """Parties by name, with or without marks, merged ones too, or by their whole number; or just those named by id.

    Who may not see minors and numbers finds nobody by them.
    """
    with desk.reading() as reader:
        lists = reader.projections
        number = identity.key(text) if text.strip()[:1].isdigit() or identity.passport(text) else ""
        if only:
            rows = lists.parties_of(only)
        else:
            rows = lists.parties_like((number,), "") if number else lists.parties_named(text, limit, merged=True)
        names = masking.names(desk, reader)
        hidden, year = masking.hides(desk), desk.clock.today().year
        if hidden and not only and text.strip():
            rows = [] if number else [r for r in rows if not masking.is_minor(r.birth_year, year)]
        into = lists.merged_parties()
        return [
            PartyView(
                *masking.shown(r, year, hidden=hidden), len({m for p in _merged_here(r.party, into) for m in lists.matters_of_party(p)}),
                names.name("party", r.merged_into) if r.merged_into else "",
            )
            for r in rows
        ]  # fmt: skip


def offered(desk: Desk, text: str) -> list[PartyRow]:
    """Known parties of this name, while it is typed. Who may not see minors and numbers is offered no minor, and no whole number."""
    with desk.reading() as reader:
        rows = reader.projections.parties_named(text)
    if not masking.hides(desk):
        return rows
    year = desk.clock.today().year
    grown = [r for r in rows if not masking.is_minor(r.birth_year, year)]
    return [replace(r, ids=masking.shown(r, year, hidden=True)[3]) for r in grown]


def _merged_here(party: str, into: dict[str, str]) -> set[str]:
    """A party and those who were merged into it, over however many steps."""
    found, more = {party}, {party}
    while more := {p for p, kept in into.items() if kept in more} - found:
        found |= more
    return found


def known(desk: Desk, party: str) -> PartyInput:
    """A party as it stands, as this account may see it. Refused when there is none."""
    with desk.reading() as reader:
        return as_seen(desk, reader, party)


def add(uow: UnitOfWork, given: PartyInput) -> str:
    """Write a new party and return its id. Refuses an empty name or an impossible number."""
    content = content_of(given)
    _refuse_unborn(uow, given)
    key = uuid4().hex
    uow.write_row("party", key, content)
    project(uow, key, content)
    return key


def take(uow: UnitOfWork, given: PartyInput) -> str:
    """The party meant: a new one, the known one as it is, or the known one with a new version of its row; its id.

    The State is one party in every matter.
    """
    known = given.known or (_the_state(uow) if given.kind == "state" else "")
    if not known:
        return add(uow, given)
    row = uow.row("party", known)
    if row is None:
        raise Refused(Refusal("party.unknown"))
    content = content_of(given)
    if {k: row.get(k) for k in content} != content and given.kind != "state":
        _refuse_unborn(uow, given)
        uow.write_row("party", known, {**row, **content})
        project(uow, known, content, merged_into(uow, known))
    return resolve(uow, known)


def input_of(reader: Reader, party: str) -> PartyInput:
    """A known party as input."""
    row = reader.row("party", party)
    if row is None:
        raise Refused(Refusal("party.unknown"))
    return PartyInput(
        str(row.get("name", "")), str(row.get("kind", "person")), row.get("birth_year"), tuple(row.get("ids", ())),
        str(row.get("address", "")), str(row.get("commune", "")), str(row.get("account", "")), party,
    )  # fmt: skip


def as_seen(desk: Desk, reader: Reader, party: str) -> PartyInput:
    """As ``input_of``, without what this account may not see: to be shown, not to be written."""
    found = input_of(reader, party)
    if not masking.hides(desk):
        return found
    row = masking.party(reader.row("party", party) or {}, desk.clock.today().year)
    return replace(
        found, name=row["name"], birth_year=row.get("birth_year"), ids=tuple(row["ids"]), address=str(row.get("address", "")),
        account=row["account"],
    )  # fmt: skip


def _the_state(reader: Reader) -> str:
    found = [r.party for r in reader.projections.parties_like((), fold_name(STATE_NAME))]
    return next((p for p in sorted(found) if (reader.row("party", p) or {}).get("kind") == "state"), "")


def seen(reader: Reader, party: str) -> int:
    """How far a party's row is, for ``change``."""
    return reader.last_seq(f"register:party:{party}")


def stands(desk: Desk, party: str) -> tuple[PartyInput, int, str]:
    """(a party as it stands, as this account may see it, how far its row is, who wrote it last)."""
    with desk.reading() as reader:
        who = others.last_hand(reader, f"register:party:{party}")
        return as_seen(desk, reader, party), seen(reader, party), who


def change(desk: Desk, party: str, given: PartyInput, at: int | None = None) -> None:
    """A new version of a party's row; papers already issued keep what they printed. at: how far the page saw it;
    Refused("stale") when another wrote since."""
    with desk.writing("party") as uow:
        if at is not None:
            uow.expect(f"register:party:{party}", at)
        row = uow.row("party", party)
        if row is None:
            raise Refused(Refusal("party.unknown"))
        content = content_of(given)
        _refuse_unborn(uow, given)
        uow.write_row("party", party, {**row, **content})
        project(uow, party, content, merged_into(uow, party))
        touched = uow.projections.matters_of_party(party)
        if any(row.get(word, "") != content[word] for word in ("name", "address", "commune")):
            owing = agenda_lists.debtors_of(uow.projections, touched)
            publications.changed_in(desk, uow, [m for m in touched if party in owing.get(m, ())])
        for key in touched:
            projecting.matter(desk, uow, key)
        from thads_desktop.services import asset_projecting

        asset_projecting.of_party(desk, uow, party)
        uow.commit()


def suggestions(reader: Reader, given: PartyInput) -> list[Suggestion]:
    """Known parties that may be this one, strongest reason first. Never acts by itself."""
    found: dict[str, Suggestion] = {}
    wanted = {identity.key(x) for x in given.ids if identity.key(x)}
    for row in reader.projections.parties_like(ids=tuple(wanted), name_key=fold_name(given.name)):
        shared = wanted & set(row.ids.split())
        if shared:
            why = f"Cùng số giấy tờ {min(shared)}."
        elif given.kind == "person" and _same_person(row, given):
            alike = same_letters(row.name) == same_letters(given.name)
            why = "Cùng họ tên, năm sinh và địa chỉ." if alike else "Gần giống: họ tên khác dấu, cùng năm sinh và địa chỉ."
        else:
            continue
        found.setdefault(row.party, Suggestion(row.party, row.name, row.address, why))
    return sorted(found.values(), key=lambda s: (not s.why.startswith("Cùng số"), not s.why.startswith("Cùng")))


def merge(desk: Desk, party: str, into: str) -> None:
    """A human says these two are one person. Both rows stay; the merge can be undone."""
    with desk.writing("party") as uow:
        if party == into:
            raise Refused(Refusal("party.merge_self"))
        if resolve(uow, into) == party:
            raise Refused(Refusal("party.merge_circle"))
        for key in (party, into):
            if uow.row("party", key) is None:
                raise Refused(Refusal("party.unknown"))
        if held := merged_into(uow, party):
            # A second merge would silently take the first one back.
            raise Refused(Refusal("party.merged_already", {"name": str((uow.row("party", held) or {}).get("name", ""))}))
        _refuse_two(uow, party, into)
        uow.append(f"party:{party}", desk.clock.today(), ev.PartyMerged(into))
        project(uow, party, uow.row("party", party) or {}, merged_into=into)
        uow.commit()


def _refuse_two(reader: Reader, party: str, into: str) -> None:
    """Two who owe each other in one matter, or one of whom is a person and the other an organisation, are not one."""
    found = []
    matters = _sides(reader, party), _sides(reader, into)
    for one, other in (("debtors", "creditors"), ("creditors", "debtors")):
        both = sorted(matters[0][one] & matters[1][other])
        if both:
            number = str((reader.row("matter", both[0]) or {}).get("number_text", ""))
            found.append(Refusal("party.merge_sides", {"number": number}))
            break
    kinds = [str((reader.row("party", key) or {}).get("kind", "")) for key in (party, into)]
    if all(kinds) and kinds[0] != kinds[1]:
        found.append(Refusal("party.merge_kinds"))
    if found:
        raise Refused(*found)


def _sides(reader: Reader, party: str) -> dict[str, set[str]]:
    """Side -> the matters in which the party, or one merged with it, stands there."""
    whole = resolve(reader, party)
    same = {whole, party, *(key for key in reader.projections.merged_parties() if resolve(reader, key) == whole)}
    found: dict[str, set[str]] = {"debtors": set(), "creditors": set()}
    for matter in {m for key in same for m in reader.projections.matters_of_party(key)}:
        for line in fold(reader.events_of(f"matter:{matter}")).lines.values():
            for side, keys in (("debtors", line.line.debtors), ("creditors", line.line.creditors)):
                if same & set(keys):
                    found[side].add(matter)
    return found


def marks(reader: Reader, party: str) -> frozenset[tuple[object, ...]]:
    """What two rows of one party share (``identity.marks``), the row that stands for it after merges among it."""
    whole = resolve(reader, party)
    return frozenset({("party", whole)}) | identity.marks(reader.row("party", party) or {})


def one_on_both(reader: Reader, ones: Iterable[str], others: Iterable[str]) -> bool:
    """Somebody stands among both, under whatever rows."""
    mine, theirs = ({m for p in side for m in marks(reader, p)} for side in (ones, others))
    return bool(mine & theirs)


def undo_merge(desk: Desk, party: str) -> None:
    """Separate a party that was merged by mistake."""
    with desk.writing("party") as uow:
        if merged_into(uow, party) == "":
            raise Refused(Refusal("party.not_merged"))
        uow.append(f"party:{party}", desk.clock.today(), ev.MergeUndone())
        project(uow, party, uow.row("party", party) or {})
        uow.commit()


def merged_into(reader: Reader, party: str) -> str:
    """The party this one was merged into, or ""."""
    into = ""
    for event in as_recorded(reader.events_of(f"party:{party}")):
        if isinstance(event.body, ev.PartyMerged):
            into = event.body.into
        elif isinstance(event.body, ev.MergeUndone):
            into = ""
    return into


def resolve(reader: Reader, party: str) -> str:
    """The party that stands for this one after all merges."""
    seen = {party}
    while (into := merged_into(reader, party)) and into not in seen:
        party = into
        seen.add(into)
    return party


def project(uow: UnitOfWork, key: str, content: dict[str, Any], merged_into: str = "") -> None:
    """Refresh the party's line in lists and search."""
    uow.projections.put_party(
        PartyRow(
            party=key,
            name=content.get("name", ""),
            name_sort=fold_name(content.get("name", "")),
            birth_year=content.get("birth_year"),
            ids=" ".join(identity.key(str(x)) for x in content.get("ids", ())),
            address=content.get("address", ""),
            merged_into=merged_into,
        )
    )


def content_of(given: PartyInput) -> dict[str, Any]:
    """The row of a party as typed. Refused, at its field, for a number or a year that cannot be."""
    if given.kind not in ("person", "org", "state"):
        raise Refused(Refusal("party.bad_kind", field="kind"))
    ids = []
    for number in given.ids:
        text = inputs.name(number, "ids", required=False, limit=30)
        if not text:
            continue
        if given.kind == "person" and not identity.fits_person(text):
            raise Refused(Refusal("party.bad_id", {"number": text}, "ids"))
        ids.append((identity.passport(text) if given.kind == "person" else "") or text)
    if given.birth_year is not None and not 1880 <= given.birth_year <= 2100:
        raise Refused(Refusal("party.bad_birth_year", {"year": str(given.birth_year)}, "birth_year"))
    return {
        "name": inputs.name(given.name, "name"),
        "kind": given.kind,
        "birth_year": given.birth_year,
        "ids": ids,
        "address": inputs.name(given.address, "address", required=False, limit=inputs.SENTENCE),
        "commune": _commune(given.commune),
        "account": inputs.name(given.account, "account", required=False),
    }


def birth_year(typed: str, field: str) -> int | None:
    """A year of birth as typed; None for an empty one. Refused when it is none."""
    text = typed.strip()
    if text and not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise Refused(Refusal("party.bad_birth_year", {"year": text[:20]}, field))
    return int(text) if text else None


def _refuse_unborn(uow: UnitOfWork, given: PartyInput) -> None:
    if given.birth_year is not None and given.birth_year > uow.clock.today().year:
        raise Refused(Refusal("party.born_later", {"year": str(given.birth_year)}, "birth_year"))


def _commune(code: str) -> str:
    if code and not units.known(code):
        raise Refused(Refusal("commune.unknown", {"commune": code[:40]}, "commune"))
    return code


def _same_person(row: PartyRow, given: PartyInput) -> bool:
    return (
        row.name_sort == fold_name(given.name)
        and row.birth_year is not None
        and row.birth_year == given.birth_year
        and bool(given.address.strip())
        and fold_name(row.address) == fold_name(given.address)
    )
