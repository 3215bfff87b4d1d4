"""What a return rests on besides its matters, as of a place in the log: settings, officers, names, how far back is known.

A closed return is computed again from all of these as they were recorded when it was closed; seq None = as of now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.office import ONE_LEVEL, identity_from_plain, identity_on
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.returns.compute import Office
from thads_desktop.services import people

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.returns.definition import Regime
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


def with_settings(desk: Desk, reader: Reader, regime: Regime, seq: int | None = None) -> Regime:
    """The regime with the readings that the office chose."""
    said = desk.settings(reader, seq)
    changes = {k.removeprefix("return."): v for k, v in said.items() if k.startswith("return.") and v}
    return regime.with_settings(**changes) if changes else regime


def office(reader: Reader, start: date, end: date, met: Iterable[str], seq: int | None = None) -> Office:
    """The office under its name of the period's end, with the officers in post at some time of the period and those
    ``met`` in its matters (a register names who had them on its closing day, whatever the period)."""
    row = row_as_of(reader, "office", "self", seq)
    if row is None:
        raise Refused(Refusal("office.missing"))
    held = [p for p in people.posts(reader, seq) if p.post == "officer"]
    wanted = {p.person for p in held if p.since <= end and (p.until is None or p.until >= start)}
    known = {k: row_as_of(reader, "person", k, seq) for k in sorted(wanted | {k for k in met if k})}
    names = {k: str(x["name"]) for k, x in known.items() if x is not None}
    return Office(row["id"], identity_on([identity_from_plain(x) for x in row["identities"]], end).name, names)


def unsure_name(reader: Reader, end: date) -> str:
    """What is to be checked of the name that stands on the forms: that of a region since 01/7/2025 was filled in from its province's, which
    all its regions share. "" once somebody said the name."""
    own = people.office(reader)
    held = identity_on(own.identities, end)
    if own.level != "district" or held.valid_from != ONE_LEVEL or not held.note:
        return ""
    return (
        f"Biểu ghi đơn vị gửi báo cáo là “{held.name}”, tên điền sẵn theo tỉnh, thành phố cho mọi Phòng khu vực: hãy kiểm tra và ghi tên của "
        "đơn vị ở trang Thiết lập trước khi in, gửi."
    )


def received(reader: Reader, start: date, end: date, seq: int) -> int:
    """Judgments and decisions received from day to day, as recorded up to a place in the log."""
    types = sorted({ev.JudgmentReceived.__name__, *(t.__name__ for t in ev.DAYLESS)})
    return sum(
        isinstance(e.body, ev.JudgmentReceived) and e.day is not None and start <= e.day
        for _subject, events in reader.stream("intake", types=types) for e in in_force(events, end, seq)
    )  # fmt: skip


def row_as_of(reader: Reader, kind: str, key: str, seq: int | None = None) -> dict[str, Any] | None:
    """A register row in the version that held at a place in the log; None when there was none."""
    if seq is None:
        return reader.row(kind, key)
    written = [e.body for e in reader.events_of(f"register:{kind}:{key}") if e.seq <= seq]
    versions = [b.row_version for b in written if isinstance(b, ev.RowWritten)]
    return reader.row(kind, key, max(versions)) if versions else None


def known_from(reader: Reader, seq: int | None = None) -> date | None:
    """The first day from which the registers taken over (and not undone) are complete; None = nothing was taken over."""
    known = [
        e.body.known_from
        for _subject, events in reader.stream("batch")
        for e in in_force(events, None, seq)
        if isinstance(e.body, ev.ImportDone)
    ]
    return max(known, default=None)


def unknown_past(reader: Reader, start: date, seq: int | None = None) -> Refusal | None:
    """The refusal of a period that began before the registers are complete."""
    known = known_from(reader, seq)
    if known is None or start >= known:
        return None
    return Refusal("return.before_known", {"known": short_date(known), "start": short_date(start)}, "year")
