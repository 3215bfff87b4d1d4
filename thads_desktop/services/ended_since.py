"""Ended matters as they were told to others: which stand so no more (the end was struck, its paper voided or undone, it is of another day by now),
and which ended in days whose list had left before the end was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.services import masking, outside
from thads_desktop.services.event_words import describe
from thads_desktop.services.queries import STATUS_WORDS

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

#: Reasons that are told of one matter, the latest.
_MOST = 2


def undone(desk: Desk, reader: Reader, ended: dict[str, date]) -> dict[str, tuple[str, str]]:
    """Matter -> (in which list it was sent, why it is there no more). ended: matters that are ended now, with the day."""
    names, found = masking.names(desk, reader), dict[str, tuple[str, str]]()
    for sending, rows in outside.last_of_days(reader, "ended"):
        for matter in rows:
            day = ended.get(matter)
            if _stands(sending, rows[matter], day):
                continue
            found[matter] = (said(sending), _why(reader, names, matter, sending.seq, day))
    return found


def late(reader: Reader, start: date, ended: dict[str, date]) -> dict[str, outside.Sending]:
    """Matter -> the list in which it is missing: of days before ``start``, and sent before that end was recorded; no other list told it since, but
    one of the days that begin then. ended: as of ``undone``."""
    sent = outside.last_of_days(reader, "ended")
    told = {m for sending, rows in sent if sending.start != start for m, cells in rows.items() if _stands(sending, cells, ended.get(m))}
    found = {}
    for matter, day in ended.items():
        of = next((s for s, _rows in sent if s.start <= day <= s.end < start), None) if matter not in told else None
        if of is not None:
            found[matter] = of
    return found


def _stands(sending: outside.Sending, cells: dict[str, str], day: date | None) -> bool:
    """What the list told of a matter is so still; one that was added to a later list is known by the day it bears."""
    return day is not None and (sending.start <= day <= sending.end or cells.get("ended") == short_date(day))


def _month(sending: outside.Sending) -> str:
    return f"tháng {sending.start:%m/%Y}"


def said(sending: outside.Sending) -> str:
    """A list that was sent, in words."""
    return f"danh sách {_month(sending)} gửi ngày {short_date(sending.day)}"


def _why(reader: Reader, names: Names, matter: str, seq: int, day: date | None) -> str:
    events = reader.events_of(f"matter:{matter}")
    by_seq = {e.seq: e for e in events}
    said = []
    for event in events:
        if event.seq <= seq:
            continue
        match event.body:
            case ev.Struck(target) if target in by_seq and target <= seq:
                what, _detail = describe(by_seq[target], names, None)
                reason = next((str(r.get("reason", "")) for r in reader.rows("strike").values() if r.get("seq") == target), "")
                said.append(_said(f"xóa dòng ghi nhầm “{what}”", by_seq[target].day, names.words(reason)))
            case ev.PaperVoided(paper):
                reason = str((reader.row_as_of("paper", paper, event.seq) or {}).get("void_reason", ""))
                said.append(_said(f"hủy số {_paper(names, paper)}", event.day, names.words(reason)))
            case ev.EffectUndone(target, _lines, paper):
                by = _paper(names, paper)
                said.append(_said(f"{_paper(names, target)} không còn hiệu lực" + (f" theo {by}" if by else ""), event.day, ""))
            case _:
                pass
    if day is not None:
        said.append(f"nay kết thúc ngày {short_date(day)}")
    elif not said:
        row = reader.projections.matter_id(matter)
        state = next((STATUS_WORDS[r.status] for r in reader.projections.matter_rows([row])), "") if row is not None else ""
        said.append(f"nay ở trạng thái: {state[:1].lower()}{state[1:]}" if state else "việc không còn trong danh sách việc")
    return "; ".join(said[-_MOST - 1 :])


def _said(what: str, day: date | None, reason: str) -> str:
    return what + (f" ngày {short_date(day)}" if day else "") + (f", lý do: {reason}" if reason else "")


def _paper(names: Names, paper: str) -> str:
    row = names.row("paper", paper) if paper else {}
    return " ".join(x for x in (str(row.get("title", "")), str(row.get("number_text", ""))) if x)
