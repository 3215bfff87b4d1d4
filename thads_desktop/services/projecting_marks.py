"""What a matter bears besides its state, for the list ``mark_list``: whom to go and see by when and where, published, archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, means, publication
from thads_desktop.domain.standing import in_force
from thads_desktop.storage.projections import VISITS, MarkRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.law.due import Deadline
    from thads_desktop.services.projecting import Names

PUBLISHED, POSTED, ARCHIVE = "published", "posted", "archive"


def of(events: list[ev.Event], state: MatterState, owed: Iterable[Deadline], names: Names, key: str) -> list[MarkRow]:
    """All it bears now; nothing of a matter that is no more."""
    if not state.exists:
        return []
    made = list(_visits(state, owed, names, key))
    # Most matters were never published: their events are not gone through again.
    if any(isinstance(e.body, ev.Published) for e in events):
        made += _published(in_force(events), state, key)
    return [*made, *_filed(state, key)]


def _visits(state: MatterState, owed: Iterable[Deadline], names: Names, key: str) -> Iterator[MarkRow]:
    """Each debtor once for each rule and case, by its earliest day."""
    first: dict[tuple[str, str, str], Deadline] = {}
    for d in owed:
        if d.rule in VISITS:
            for party in d.parties or means.debtors(state.open_lines):
                held = first.get((d.rule, d.case, party))
                if held is None or d.due < held.due:
                    first[d.rule, d.case, party] = d
    for (rule, _case, party), d in first.items():
        commune = str(names.row("party", party).get("commune", "") or "") if party else ""
        yield MarkRow(key, rule, party, d.due, d.case, state.officer, commune)


def _published(standing: list[ev.Event], state: MatterState, key: str) -> Iterator[MarkRow]:
    shown = publication.course(standing)
    if shown.shown:
        gone = set(shown.shown) <= set(shown.gone)
        detail = "gone" if gone else "stale" if shown.gone or shown.stale else "current"
        yield MarkRow(key, PUBLISHED, "", min(shown.shown.values()), detail, state.officer)
    if shown.posted is not None:
        yield MarkRow(key, POSTED, "", shown.posted, "", state.officer)


def _filed(state: MatterState, key: str) -> Iterator[MarkRow]:
    filed = state.archive
    if filed is not None and (filed.stage or filed.out):
        since = filed.since or filed.was
        assert since is not None
        yield MarkRow(key, ARCHIVE, "", since, "out" if filed.out and not filed.stage else filed.stage, state.officer)
