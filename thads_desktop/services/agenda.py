"""What stands before the office by day: the deadlines of a class and an officer, and how many there are of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.text import bare, clean, has_marks, place_tones, sort_key
from thads_desktop.law.deadlines import PASSING
from thads_desktop.services import book_rights, masking, people
from thads_desktop.storage import agenda_lists
from thads_desktop.storage.projections import DeadlineFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import DeadlineRow
    from thads_desktop.storage.reader import Reader

#: Class -> its words. All but the first are cumulative: what is overdue is to be done today as well.
CLASSES = {"late": "Quá hạn", "today": "Đến hôm nay", "week": "Đến 7 ngày", "month": "Đến 30 ngày", "all": "Tất cả"}
_DAYS = {"late": -1, "today": 0, "week": 7, "month": 30}
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Load:
    """How many deadlines of each class of ``CLASSES`` an officer has, and how many matters without a next step.

    officer: "" = the whole office, ``NOBODY`` = matters that nobody has."""

    officer: str
    name: str
    counts: dict[str, int]
    without_step: int


def ids(desk: Desk, which: str, officer: str = "", text: str = "") -> list[int]:
    """Row ids of a class, earliest first; text: every word of it stands in what is shown of a row."""
    with desk.reading() as reader:
        wanted = _filter(desk, reader, which, officer)
        if not text.strip():
            return agenda_lists.deadline_ids(reader.projections, wanted)
        # What is hidden from this account is not found either.
        found = agenda_lists.deadlines_under(reader.projections, wanted)
        shown = masking.rows(desk, reader, [row for _at, row in found])
    return [at for (at, _row), row in zip(found, shown, strict=True) if fits(text, (row.title, row.number_text, row.debtor, short_date(row.due)))]


def rows(desk: Desk, wanted: Sequence[int]) -> list[DeadlineRow | None]:
    """One row for each id, None for one that is gone."""
    with desk.reading() as reader:
        found = agenda_lists.deadlines_by_id(reader.projections, list(wanted))
        shown = dict(zip(found, masking.rows(desk, reader, found.values()), strict=True))
    return [shown.get(at) for at in wanted]


def loads(desk: Desk) -> list[Load]:
    """The office first, then each who has a deadline or is an officer, then what nobody has."""
    today = desk.clock.today()
    ends = [today + timedelta(days=_DAYS[c]) for c in ("today", "week", "month")]
    with desk.reading() as reader:
        counted = agenda_lists.deadline_classes(reader.projections, today, ends, _filter(desk, reader, "all", ""))
        missed = agenda_lists.count_without_step(reader.projections, today)
        names = {p.person: p.name for p in people.officers(reader, today)}
        for key in {*counted, *missed} - set(names) - {""}:
            names[key] = str((reader.row("person", key) or {}).get("name", ""))
    each = [
        Load(key, name, _counts(counted.get(key)), missed.get(key, 0)) for key, name in sorted(names.items(), key=lambda x: sort_key(x[1]))
    ]
    each.append(Load(NOBODY, "Chưa phân công", _counts(counted.get("")), missed.get("", 0)))
    whole = Load("", "Cả đơn vị", {c: sum(x.counts[c] for x in each) for c in CLASSES}, sum(x.without_step for x in each))
    return [whole, *each]


def own(desk: Desk) -> tuple[str, str] | None:
    """(person, name) of who sits here, where they are an officer and neither head nor deputy: their own deadlines come first."""
    today = desk.clock.today()
    with desk.reading() as reader:
        held = [p for p in people.posts_of(reader, desk.actor) if p.on(today)] if desk.actor else []
    posts = {p.post for p in held}
    return (desk.actor, held[0].name) if "officer" in posts and not posts & {"head", "deputy"} else None


def fits(text: str, shown: Sequence[str]) -> bool:
    """Every word stands somewhere in these texts; marks count once one is typed."""
    typed = clean(text)
    held = place_tones(clean(" ".join(shown)).casefold())
    if has_marks(typed):
        return all(word in held for word in place_tones(typed.casefold()).split())
    plain = bare(held)
    return all(word in plain for word in bare(typed).split())


def _filter(desk: Desk, reader: Reader, which: str, officer: str) -> DeadlineFilter:
    today = desk.clock.today()
    days = _DAYS.get(which)
    until = None if days is None else today + timedelta(days=days)
    return DeadlineFilter(None, until, officer, today, PASSING, book_rights.hidden_here(desk, reader), secret=True)


def _counts(found: tuple[int, ...] | None) -> dict[str, int]:
    return dict(zip(CLASSES, found or (0,) * len(CLASSES), strict=True))
