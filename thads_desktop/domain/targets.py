"""Targets reckoned exactly: what is measured, whether it is met, what is missing. Whole numbers only; percents are hundredths of a percent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.domain import target_events as te

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.domain.events import Event

#: The closed vocabulary. RATES grow by what is done among what has means; CUTS by less carried over than a year ago; SHARES are of what was done.
RATES, CUTS, SHARES = ("rate_matters", "rate_money"), ("cut_matters", "cut_money"), ("decisions_in_time", "verification_right")
MEASURES = (*RATES, *CUTS, *SHARES)
DIRECTIONS = ("at_least", "more_than", "at_most")
#: A whole, in hundredths of a percent.
WHOLE = 10_000


class Figures(NamedTuple):
    """Of one office or officer for a year up to a day, from its return: done and with means, new; matters and đồng."""

    done: int = 0
    means: int = 0
    new: int = 0
    done_money: int = 0
    means_money: int = 0
    new_money: int = 0

    def plus(self, other: Figures) -> Figures:
        return Figures(*(a + b for a, b in zip(self, other, strict=True)))

    def minus(self, other: Figures) -> Figures:
        return Figures(*(a - b for a, b in zip(self, other, strict=True)))


@dataclass(frozen=True, slots=True)
class Share:
    """part of whole; money: đồng and not matters; grows: what is added to the part is added to the whole as well."""

    part: int
    whole: int
    money: bool = False
    grows: bool = False

    @property
    def value(self) -> int | None:
        """Hundredths of a percent, half up; None where there is nothing to measure."""
        return hundredths(self.part, self.whole)


@dataclass(frozen=True, slots=True)
class Version:
    """A target since a day. direction "" = ended on that day; row: version of the register row; seq: of its event."""

    since: date
    direction: str
    threshold: int
    row: int
    seq: int


def hundredths(part: int, whole: int) -> int | None:
    """100 x part / whole in hundredths, half up; None without a whole."""
    if whole <= 0:
        return None
    sign = -1 if part < 0 else 1
    return sign * ((2 * abs(part) * WHOLE + whole) // (2 * whole))


def share(measure: str, now: Figures, before: Figures | None, counted: tuple[int, int] | None = None) -> Share | None:
    """What a measure says of these figures. before: the whole year before, for cuts; counted: (right, all) of a share.

    None where it cannot be known."""
    if measure == "rate_matters":
        return Share(now.done, now.means)
    if measure == "rate_money":
        return Share(now.done_money, now.means_money, money=True)
    if measure in CUTS:
        if before is None:
            return None
        if measure == "cut_matters":
            was = before.means - before.done
            return Share(was - (now.means - now.done), was)
        was = before.means_money - before.done_money
        return Share(was - (now.means_money - now.done_money), was, money=True)
    return None if counted is None else Share(*counted, grows=True)


def met(share: Share, direction: str, threshold: int) -> bool:
    """Held against the exact share, not against the rounded percent."""
    if share.whole <= 0:
        return False
    have, want = share.part * WHOLE, threshold * share.whole
    return {"at_least": have >= want, "more_than": have > want, "at_most": have <= want}[direction]


def gap(share: Share, direction: str, threshold: int) -> int | None:
    """The fewest matters (or đồng) that must be added to the part, with the whole as it is (or growing with it), until it is met; of at_most
    what is too much. 0 = met; None = nothing that is added can meet it, for there are no more than the whole."""
    if share.whole <= 0:
        return None
    if met(share, direction, threshold):
        return 0
    if direction == "at_most":
        return share.part - threshold * share.whole // WHOLE
    missing = threshold * share.whole - share.part * WHOLE
    each = WHOLE - threshold if share.grows else WHOLE
    if each <= 0:
        return None
    fewest = missing // each + 1 if direction == "more_than" else -(-missing // each)
    return fewest if share.grows or share.part + fewest <= share.whole else None


def added(share: Share, part: int, whole: int = 0) -> Share:
    """The share after so much more of each."""
    return Share(share.part + part, share.whole + whole, share.money, share.grows)


def versions(events: Iterable[Event], seq: int | None = None) -> list[Version]:
    """The versions of one target in the order of their days; of one day the last recorded one."""
    found: dict[date, Version] = {}
    for event in sorted(events, key=lambda e: e.seq):
        if seq is not None and event.seq > seq:
            break
        body = event.body
        if isinstance(body, te.TargetSet):
            found[body.since] = Version(body.since, body.direction, body.threshold, body.row, event.seq)
        elif isinstance(body, te.TargetEnded):
            found[body.since] = Version(body.since, "", 0, body.row, event.seq)
    return [found[day] for day in sorted(found)]


def in_force(found: Iterable[Version], day: date) -> Version | None:
    """The version that holds on a day; None before the first and after the end."""
    last = None
    for version in found:
        if version.since <= day:
            last = version
    return last if last is not None and last.direction else None
