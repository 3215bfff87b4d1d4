"""Assets for the pages: the list by ids and by pages, one asset whole with its steps, what is found while one types."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import asset_events as ae, means
from thads_desktop.domain.asset import fold_asset
from thads_desktop.domain.fold import fold
from thads_desktop.domain.office_time import local
from thads_desktop.domain.text import bare
from thads_desktop.law import asset_ways
from thads_desktop.law.asset_kinds import kinds
from thads_desktop.services import asset_cards, asset_facts, asset_steps, books, masking, masking_text, people, units
from thads_desktop.services.asset_projecting import NEXT
from thads_desktop.services.event_words import describe
from thads_desktop.services.projecting import Names, owed_title
from thads_desktop.storage.projections import AssetFilter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.domain.asset import AssetState
    from thads_desktop.law.asset_kinds import AssetKind
    from thads_desktop.law.due import Deadline
    from thads_desktop.services.asset_facts import AssetNow
    from thads_desktop.services.asset_steps import StepOffer
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import AssetRow
    from thads_desktop.storage.reader import Reader

#: Which assets a list shows -> words.
SHOWS = (
    ("open", "Đang xử lý"), ("late", "Có việc quá hạn"), ("week", "Có hạn trong 7 ngày"), ("card", "Chưa kê biên"), ("closed", "Đã xong"),
    ("all", "Tất cả"),
)  # fmt: skip
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class AssetLine:
    """A line of the list. stage: code; state: its words; next: what comes first, with its last day where it has one."""

    asset: str
    kind: str
    title: str
    owner: str
    commune: str
    stage: str
    state: str
    matter: str
    number_text: str
    officer: str
    value: int | None
    seized: date | None
    next_due: date | None
    next_title: str
    closed: bool


@dataclass(frozen=True, slots=True)
class AssetLink:
    """A matter of an asset. how: in words; seized: since when it is seized for it."""

    matter: str
    number_text: str
    how: str
    lines: tuple[int, ...]
    seized: date | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What happened to an asset, newest first."""

    seq: int
    day: date | None
    what: str
    detail: str
    actor: str
    at: str
    struck: bool
    step: bool = False


@dataclass(frozen=True, slots=True)
class AssetView:
    """One asset whole. facts: (label, value) of its card; money: of its price and its sale; at: how far the log was."""

    asset: str
    kind: str
    title: str
    state: str
    stage: str
    raw: AssetState
    values: dict[str, str]
    commune: str
    note: str
    apart: str
    no_commune: str
    owners: tuple[tuple[str, str], ...]
    co_owners: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    money: tuple[tuple[str, int], ...]
    links: tuple[AssetLink, ...]
    terms: tuple[Deadline, ...]
    history: tuple[HistoryLine, ...]
    officer: str
    at: int


def wanted(desk: Desk, text: str = "", show: str = "open", kind: str = "", officer: str = "", matter: str = "") -> AssetFilter:
    """A filter of the list; show: of ``SHOWS``; officer "-" = nobody's."""
    today = desk.clock.today()
    made = AssetFilter(tuple(bare(text).split()), not masking.hides(desk), kind, officer=officer, matter=matter)
    match show:
        case "open":
            return replace(made, closed=False)
        case "late":
            return replace(made, due_before=today - timedelta(days=1))
        case "week":
            return replace(made, due_before=today + _WEEK)
        case "card":
            return replace(made, stages=("card",))
        case "closed":
            return replace(made, closed=True)
        case _:
            return made


def ids(desk: Desk, asked: AssetFilter, order: str = "next_due", *, descending: bool = False) -> list[int]:
    """Row ids under a filter, in order. What is hidden from the account is not found by it."""
    with desk.reading() as reader:
        lists = reader.projections.assets
        if not (asked.words and masking.hides(desk)):
            return lists.ids(asked, order, descending=descending)
        every = lists.ids(replace(asked, words=(), apart=False), order, descending=descending)
        seen = _lines(desk, reader, lists.rows(every))
        return [k for k in every if k in seen and all(w in _searched(seen[k]) for w in asked.words)]


def rows_in_order(desk: Desk, wanted_ids: Sequence[int]) -> list[AssetLine | None]:
    """One line for each row id, None for one that is gone."""
    with desk.reading() as reader:
        found = _lines(desk, reader, reader.projections.assets.rows(wanted_ids))
    return [found.get(key) for key in wanted_ids]


def lines(desk: Desk, asked: AssetFilter) -> list[AssetLine]:
    """All of them whole, in the order of what is due."""
    return [row for row in rows_in_order(desk, ids(desk, asked)) if row is not None]


def of_matter(desk: Desk, matter: str) -> list[AssetLine]:
    """The assets of a matter, those with something due first."""
    return lines(desk, AssetFilter(matter=matter))


def officers(desk: Desk) -> list[tuple[str, str]]:
    """(id, name) of the officers of today."""
    with desk.reading() as reader:
        return [(p.person, p.name) for p in people.officers(reader, desk.clock.today())]


def view(desk: Desk, asset: str) -> AssetView:
    """One asset as this account may see it. Refused("asset.unknown")."""
    today = desk.clock.today()
    with desk.reading() as reader:
        found = asset_facts.now(desk, reader, asset)
        names = masking.names(desk, reader)
        values = shown_values(found.kind, found.row, names, hidden=masking.hides(desk))
        row = reader.projections.assets.row(asset)
        owners, co_owners = (tuple((p, names.name("party", p)) for p in side) for side in (found.state.owners, found.state.co_owners))
        return AssetView(
            asset, found.state.kind, names.words(found.title), asset_ways.table().states[found.state.stage], found.state.stage, found.state,
            values, str(found.row.get("commune", "")), names.words(str(found.row.get("note", ""))), names.words(str(found.row.get("apart", ""))),
            names.words(str(found.row.get("no_commune", ""))), owners, co_owners, _facts(found, values, owners, co_owners, names, today),
            _money(found.state), _links(found.state, names),
            tuple(replace(d, title=owed_title(d, names)) for d in sorted(found.terms, key=lambda d: (d.discharged_on is not None, d.due))),
            _history(found, names), names.name("person", row.officer) if row is not None else "", reader.head()[0],
        )  # fmt: skip


def offers(desk: Desk, asset: str) -> list[StepOffer]:
    """The steps of an asset, as of today."""
    with desk.reading() as reader:
        return asset_steps.offers(desk, reader, asset_facts.now(desk, reader, asset), desk.clock.today())


def matter_of(desk: Desk, asset: str) -> str:
    """The matter in whose name an asset stands first; "" for none."""
    with desk.reading() as reader:
        row = reader.projections.assets.row(asset)
    return row.matter if row is not None else ""


def matter_spelled(desk: Desk, matter: str) -> str:
    """A matter as it is named in a form, fit to be typed again; "" where it is gone."""
    with desk.reading() as reader:
        rowid = reader.projections.matter_id(matter)
        return books.spelled(reader.projections.matter_rows([rowid])[0]) if rowid is not None else ""


def debtor_of(desk: Desk, matter: str) -> tuple[str, str]:
    """(id, name) of the first who owes in a matter; ("", "") for nobody."""
    with desk.reading() as reader:
        owing = means.debtors(fold(reader.events_of(f"matter:{matter}")).lines.values())
        return (owing[0], masking.names(desk, reader).name("party", owing[0])) if owing else ("", "")


def people_of(desk: Desk, asset: str) -> list[tuple[str, str]]:
    """(id, name) of who may have a part in it: its owners, and the parties of its matters."""
    with desk.reading() as reader:
        state = fold_asset(reader.events_of(f"asset:{asset}"))
        names = masking.names(desk, reader)
        lines_ = [s for m in state.matters for s in fold(reader.events_of(f"matter:{m}")).lines.values()]
        found = dict.fromkeys((*state.co_owners, *state.owners, *means.parties(lines_)))
        return [(p, name) for p in found if (name := names.name("party", p))]


def shown_values(kind: AssetKind, row: Mapping[str, Any], names: Names, *, hidden: bool) -> dict[str, str]:
    """What stands on the card. hidden: secret numbers are masked; names of minors are as these names (``masking.names``) say them."""
    kept = row.get("values", {})
    made = {}
    for one in kind.fields:
        if not (value := str(kept.get(one.name, ""))):
            continue
        made[one.name] = masking.number(value) if one.secret and hidden else value if one.pattern else names.words(value)
    return made


def commune_words(code: str, today: date) -> str:
    """The commune as it is called today, with what it was called before."""
    return units.label(code, today)


def _facts(
    found: AssetNow, values: Mapping[str, str], owners: tuple[tuple[str, str], ...], co_owners: tuple[tuple[str, str], ...], names: Names,
    today: date,
) -> tuple[tuple[str, str], ...]:
    said = [("Loại tài sản", found.kind.title), *((f.label, values[f.name]) for f in found.kind.fields if f.name in values)]
    said.append(("Nơi có tài sản", commune_words(str(found.row.get("commune", "")), today)))
    said.append(("Chưa rõ xã, phường vì", names.words(str(found.row.get("no_commune", "")))))
    said.append(("Chủ sở hữu", ", ".join(name for _key, name in owners)))
    said.append(("Chủ sở hữu chung", ", ".join(name for _key, name in co_owners)))
    return tuple((label, value) for label, value in said if value)


def _money(state: AssetState) -> tuple[tuple[str, int], ...]:
    """What it was worth, after each cut, what it went for."""
    said: list[tuple[str, int]] = []
    if state.start is not None:
        said.append(("Giá khởi điểm đầu tiên", state.start))
    if state.cuts and state.price is not None:
        said.append((f"Giá sau lần giảm thứ {state.cuts}", state.price))
    if state.sold is not None:
        said.append(("Giá nhận tài sản" if state.how in ("creditor", "agreed") else "Giá bán", state.sold))
    return tuple(said)


def _links(state: AssetState, names: Names) -> tuple[AssetLink, ...]:
    made = []
    by = {x.matter: x for x in state.links}
    for matter in state.matters:
        seizure = next((s for s in state.seizures if s.matter == matter), None)
        link = by.get(matter)
        once = "Bị kê biên cho việc này" if seizure is not None else "Đã từng bị kê biên cho việc này"
        how = asset_cards.LINKS.get(link.how, "") if link is not None else once
        lines_ = link.lines if link is not None and link.lines else seizure.lines if seizure is not None else ()
        number = str(names.row("matter", matter).get("number_text", ""))
        made.append(AssetLink(matter, number, how, lines_, seizure.day if seizure is not None else None))
    return tuple(made)


def _history(found: AssetNow, names: Names) -> tuple[HistoryLine, ...]:
    struck = {getattr(e.body, "target", 0) for e in found.events if type(e.body).__name__ == "Struck"}
    made = []
    for e in reversed(found.events):
        if e.day is None:
            continue
        what, detail = describe(e, names, None)
        step = isinstance(e.body, ae.AssetStep)
        if isinstance(e.body, ae.AssetStep):
            # The step itself is what was done; the event's own word says no more.
            what = asset_ways.table().says(e.body.step)
            detail = detail.removeprefix(what).removeprefix(", ")
        made.append(HistoryLine(e.seq, e.day, what, detail, names.recorder(e.actor), f"{local(e.recorded):%d/%m/%Y %H:%M}", e.seq in struck, step))
    return tuple(made)


def _lines(desk: Desk, reader: Reader, rows: Mapping[int, AssetRow]) -> dict[int, AssetLine]:
    names, states, today = masking.names(desk, reader), asset_ways.table().states, desk.clock.today()
    young = masking.young_names(reader, today.year) if masking.hides(desk) else None
    return {at: _line(row, names, states, young, today) for at, row in rows.items()}


def _line(row: AssetRow, names: Names, states: Mapping[str, str], young: set[str] | None, today: date) -> AssetLine:
    def plain(said: str) -> str:
        return said if young is None else masking_text.hidden(said, young)

    passed = row.waits and row.next_due is not None and row.next_due < today
    title = asset_ways.table().says(NEXT.get(row.stage, "")) if passed else f"Chờ: {row.next_title}" if row.waits else row.next_title
    return AssetLine(
        row.asset, kinds()[row.kind].title if row.kind in kinds() else row.kind, plain(row.title), plain(row.owner),
        commune_words(row.commune, today), row.stage, states.get(row.stage, row.stage), row.matter, row.number_text,
        names.name("person", row.officer), row.value, row.seized, None if passed else row.next_due, title, row.closed,
    )  # fmt: skip


def _searched(line: AssetLine) -> str:
    return bare(f"{line.title} {line.owner} {line.commune} {line.number_text}")


__all__ = [
    "SHOWS", "AssetFilter", "AssetLine", "AssetLink", "AssetView", "HistoryLine", "debtor_of", "ids", "lines", "matter_of",
    "matter_spelled", "of_matter", "offers", "officers", "people_of", "rows_in_order", "view", "wanted",
]  # fmt: skip
