"""Terms of delegations: entrusted assets at the receiver, and the acknowledgement that the sender waits for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.domain import delegation_events as de, events as ev, procedure_events as pe
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.part_events import PartGivenAway
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.due import DELEGATION_RETURNED, DELEGATION_TELL, Deadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from thads_desktop.law.due import Counter

WAITS = "Hỏi cơ quan nhận ủy thác: chưa có thông báo nhận"
TELL_RECEIVER = "Báo cơ quan nhận ủy thác: đã thu hồi, hủy quyết định ủy thác"
TELL_SENDER = "Báo lại cơ quan ủy thác: quyết định đã báo đã bị thu hồi, hủy"
RETURNED = "Ủy thác bị trả lại vì nhầm lẫn: thu hồi quyết định ủy thác để thi hành tiếp"


def of_sent(desk: Counter, standing: list[ev.Event]) -> Iterable[Deadline]:
    """An answer is looked for once the receiver's own term is over, counted from the sending; no text gives the sender a term."""
    first: set[str] = set()
    for at, e in enumerate(standing):
        if not isinstance(e.body, de.DelegationPackaged) or e.day is None or e.body.paper in first:
            continue
        first.add(e.body.paper)
        rule = "R26" if e.body.assets and _known(desk, "R26", e.day) else "R25"
        done = next((x.day for x in standing[at:] if isinstance(x.body, de.DelegationAnswered) and x.body.paper == e.body.paper), None)
        why = (
            f"Gửi gói ủy thác ngày {short_date(e.day)}; nhắc theo thời hạn ra quyết định của cơ quan nhận (cách hiểu của chương trình; luật không "
            "đặt thời hạn cho cơ quan ủy thác)."
        )
        yield replace(desk.made(rule, e.day, why, done, paper=e.body.paper), title=WAITS)


def of_returned(standing: list[ev.Event]) -> Iterable[Deadline]:
    """What came back as mistaken stays delegated until the decision is withdrawn: owed from the day it is known; no text gives a term."""
    last = {e.body.paper: e for e in standing if isinstance(e.body, de.DelegationAnswered)}
    for e in standing:
        body = e.body
        if not isinstance(body, (ev.Delegated, pe.ActDone, PartGivenAway)) or not _delegates(body):
            continue
        back = last.pop(body.paper, None)
        if back is None or back.day is None or not isinstance(back.body, de.DelegationAnswered) or back.body.answer != "mistaken":
            continue
        why = (
            f"Cơ quan nhận trả lại ủy thác, biết ngày {short_date(back.day)}; quyết định ủy thác vẫn còn hiệu lực nên không ai thi hành "
            "(nhắc của chương trình; luật không đặt thời hạn)."
        )
        yield Deadline(DELEGATION_RETURNED, "", RETURNED, back.day, back.day, "", why, paper=body.paper, lines=body.lines)


def of_withdrawn(standing: list[ev.Event]) -> Iterable[Deadline]:
    """A decision to delegate was taken back after its package had left: owed until the paper that did so went to another office, or
    the receiver had given the delegation back by then."""
    left = {e.body.paper for e in standing if isinstance(e.body, de.DelegationPackaged)}
    for at, e in enumerate(standing):
        body = e.body
        if not isinstance(body, ev.EffectUndone) or body.target not in left or e.day is None:
            continue
        answers = [x.body.answer for x in standing[:at] if isinstance(x.body, de.DelegationAnswered) and x.body.paper == body.target]
        if answers[-1:] == ["mistaken"]:
            continue
        told = (x.day for x in standing if isinstance(x.body, ev.PaperSent) and x.body.paper == body.paper and x.body.to in ("office", "other"))
        why = (
            f"Gói ủy thác đã gửi, quyết định ủy thác bị thu hồi, hủy ngày {short_date(e.day)}: ghi việc gửi văn bản thu hồi, hủy cho cơ quan "
            "nhận (nhắc của chương trình; luật không đặt thời hạn)."
        )
        yield Deadline(DELEGATION_TELL, "", TELL_RECEIVER, e.day, e.day, "", why, next(told, None), paper=body.paper, lines=body.lines)


def of_told(standing: list[ev.Event], gone: Mapping[str, date]) -> Iterable[Deadline]:
    """The office that delegated was told of a decision that is gone: owed until a newer acknowledgement leaves. gone: matter -> since when."""
    told = [e for e in standing if isinstance(e.body, de.DelegationAcknowledged)]
    for at, e in enumerate(told):
        since = gone.get(e.body.matter) if isinstance(e.body, de.DelegationAcknowledged) else None
        if since is None or any(isinstance(x.body, de.DelegationAcknowledged) and x.body.matter == getattr(e.body, "matter", "") for x in told[at + 1 :]):
            continue
        why = (
            f"Đã báo cơ quan ủy thác về quyết định bị thu hồi, hủy ngày {short_date(since)}: ra quyết định mới hoặc ghi trả lại vì nhầm lẫn, rồi "
            "lập thông báo mới (nhắc của chương trình; luật không đặt thời hạn)."
        )
        yield Deadline(DELEGATION_TELL, "", TELL_SENDER, since, since, "", why, next((x.day for x in told[at + 1 :]), None))


def of_undone(standing: list[ev.Event]) -> Iterable[Deadline]:
    """The office that delegated was told of a decision on its assets that was withdrawn since: owed until a newer acknowledgement leaves."""
    for at, e in enumerate(standing):
        before = any(isinstance(x.body, de.DelegationAcknowledged) for x in standing[:at])
        if isinstance(e.body, ev.EffectUndone) and e.day is not None and before:
            done = next((x.day for x in standing[at:] if isinstance(x.body, de.DelegationAcknowledged)), None)
            why = (
                f"Đã báo cơ quan ủy thác về quyết định xử lý tài sản bị thu hồi ngày {short_date(e.day)}: ra quyết định mới hoặc ghi trả lại vì "
                "nhầm lẫn, rồi lập thông báo mới (nhắc của chương trình; luật không đặt thời hạn)."
            )
            yield Deadline(DELEGATION_TELL, "", TELL_SENDER, e.day, e.day, "", why, done, paper=e.body.paper)


def _delegates(body: ev.Delegated | pe.ActDone | PartGivenAway) -> bool:
    if isinstance(body, PartGivenAway):
        return body.half == "delegated"
    return isinstance(body, ev.Delegated) or body.act == "asset_delegation"


def of_received(desk: Counter, standing: list[ev.Event]) -> Iterable[Deadline]:
    """Entrusted assets: the own decision, and the money after the hand-over. A term that the law data do not know is not born."""
    came = next((e for e in standing if isinstance(e.body, de.DelegationTaken) and e.body.assets), None)
    if came is None or came.day is None:
        return
    ends = (de.AssetHandlingDecided, de.DelegationMistaken)
    done = next((e.day for e in standing if isinstance(e.body, ends)), None)
    if _known(desk, "R26", came.day):
        yield desk.made("R26", came.day, f"Nhận ủy thác xử lý tài sản ngày {short_date(came.day)}.", done)
    over = next((e for e in standing if isinstance(e.body, de.AssetHandedOver)), None)
    if over is not None and over.day is not None and _known(desk, "R27", over.day):
        sent = next((e.day for e in standing if isinstance(e.body, de.AssetMoneySent) and e.day is not None and e.day >= over.day), None)
        yield desk.made("R27", over.day, f"Giao tài sản ngày {short_date(over.day)}.", sent)


def _known(desk: Counter, rule: str, day: date) -> bool:
    """The law data of the day have a number for it."""
    if rule not in desk.rules.terms:
        return False
    try:
        desk.rules.term(rule, day)
    except Refused:
        return False
    return True


def assets_of(standing: list[ev.Event]) -> bool:
    """What came is about assets alone: no enforcement decision is owed here."""
    return any(isinstance(e.body, de.DelegationTaken) and e.body.assets for e in standing)
