"""A store that came back from a copy exchanges nothing until a person stands by it that the old store is used no more.

Two stores in use would send two truths under one name; the department would notice (``anchors``), but only afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import copy_events as ce
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import inputs

if TYPE_CHECKING:
    from datetime import datetime

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

SUBJECT = "copies:store"
NOTICE = (
    "Trao đổi dữ liệu đang tắt: kho này được phục hồi từ bản sao. Khi biết chắc kho cũ không còn dùng, hãy xác nhận tại "
    "Thiết lập › Sao lưu và khóa."
)


@dataclass(frozen=True, slots=True)
class Off:
    """Exchange is switched off. since: when the store was restored (aware UTC); seq: the copy's last event; lost: how many
    events of the store that was put aside are not in it, None = not known."""

    since: datetime
    seq: int
    lost: int | None


def state(reader: Reader) -> Off | None:
    """None while exchange is on."""
    off: Off | None = None
    for event in reader.events_of(SUBJECT):
        match event.body:
            case ce.RestoredFrom() as mark:
                off = Off(event.recorded, mark.seq, mark.left if mark.lost else None)
            case ce.ExchangeConfirmed():
                off = None
    return off


def of(desk: Desk) -> Off | None:
    """As ``state``, in a transaction of its own."""
    with desk.reading() as reader:
        return state(reader)


def refuse(reader: Reader) -> None:
    """Before anything leaves for others. Refused("exchange.off")."""
    off = state(reader)
    if off is not None:
        raise Refused(Refusal("exchange.off", {"moment": f"ngày {off.since.astimezone():%d/%m/%Y}"}, "exchange"))


def require(desk: Desk) -> None:
    """As ``refuse``, in a transaction of its own."""
    with desk.reading() as reader:
        refuse(reader)


def confirm(desk: Desk, reason: str) -> None:
    """A person stands by it that the old store is not used any more: exchange goes on. Refused without a reason, or while it is on."""
    if not reason.strip():
        raise Refused(Refusal("exchange.no_reason", field="reason"))
    said = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    # A second person stood by the restore itself.
    with desk.writing("restore", two=False) as uow:
        if state(uow) is None:
            raise Refused(Refusal("exchange.on", field="reason"))
        row = uuid4().hex
        uow.write_row("exchange", row, {"reason": said})
        uow.append(SUBJECT, desk.clock.today(), ce.ExchangeConfirmed(row))
        uow.commit()
