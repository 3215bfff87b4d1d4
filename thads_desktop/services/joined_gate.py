"""What is looked at before a consolidated return is closed or written: that it is of the packages as they stand, each of them closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import evidence_cache, receiving

if TYPE_CHECKING:
    from thads_desktop.services.consolidation import Consolidation
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.receiving import Period
    from thads_desktop.storage.reader import Reader


def refuse_changed(reader: Reader, made: Consolidation) -> None:
    """Refused where a package came, or one was given back or taken again, since it was computed."""
    period = _period(made)
    if _packages(reader, period) != _packages(reader, period, made.seq):
        raise Refused(Refusal("return.joined_before", {"period": f"{made.months:02d} tháng năm {made.year}"}))


def drafts(desk: Desk, made: Consolidation) -> list[str]:
    """The offices whose package that counts is of a return they have not closed, by name."""
    with desk.reading() as reader:
        names = {key: str(row["name"]) for key, row in receiving.trusted(reader).items()}
        return sorted(names.get(k, k) for k, sha in _packages(reader, _period(made)).items() if not evidence_cache.closed(reader, sha))


def drafts_refused(desk: Desk, made: Consolidation) -> Refusal | None:
    """Why it is not closed: figures of a draft may still change."""
    found = drafts(desk, made)
    return Refusal("return.drafts_inside", {"offices": ", ".join(found)}) if found else None


def notes(desk: Desk, made: Consolidation) -> tuple[str, ...]:
    """What stands beneath every form: who is missing, whose return is a draft."""
    return (
        *(f"Chưa có báo cáo của {name}." for name in made.missing),
        *(f"Số liệu của {name} là bản đơn vị chưa chốt." for name in drafts(desk, made)),
    )


def _packages(reader: Reader, period: Period, seq: int | None = None) -> dict[str, str]:
    return {office: sha for office, (_evidence, sha) in receiving.accepted(reader, *period, seq).items()}


def _period(made: Consolidation) -> Period:
    assert made.regime is not None
    return made.regime.id, made.year, made.months
