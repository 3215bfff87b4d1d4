"""Papers that are a step of an asset (a price cut, minutes of a seizure or of handing over ...): issuing one records the step in the same
transaction, or is linked to the step that was recorded before; voiding it takes both back, withdrawing it ends the step from that day.

Which asset is meant stands in the draft under ``OF``: ids with commas between them, ``NONE`` for "no card"; nothing said = the one asset of
the matter that the step fits, if there is exactly one. The step is judged by ``asset_steps``, as if it were typed on the asset's own page.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thads_desktop.domain import acts, asset_events as ae, events as ev
from thads_desktop.domain.asset import FREE, LEADS, holding
from thads_desktop.domain.dates import long_date, short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.money import dong, spelled
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import say
from thads_desktop.domain.standing import standing
from thads_desktop.domain.text import clean
from thads_desktop.law import asset_ways
from thads_desktop.services import (
    asset_cards,
    asset_facts,
    asset_steps,
    asset_words,
    inputs,
    masking,
    mend_guard,
    paper_text,
)
from thads_desktop.services.asset_steps import StepInput
from thads_desktop.services.paper_place import judgment_of, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.asset_facts import AssetNow
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: Under which name a draft keeps the assets whose step the paper is, and what says that it is of none.
OF, NONE = "of_asset", "-"
#: A sum as papers print it: figures, then words.
_SUM = re.compile(r"(\d{1,3}(?:\.\d{3})*) đồng \(([^)]+)\)")
#: How long somebody has; not the day of a date, nor an hour of the clock.
_TERM = re.compile(
    r"(?<![\w.,/])\d+ (?:\([^)]*\) )?(?:ngày làm việc|giờ làm việc|giờ kể từ|ngày|tháng)(?!\w)(?! (?:làm việc|\d|năm|tháng))", re.IGNORECASE
)
#: The texts ask for something else first: who signs decides.
TOLD = "asset.paper_told"


#: Steps that stand as long as the asset stands seized, whatever follows; what ends that.
_SEIZING, _FREES = ("seizure_told", "asset_seized"), ("seizure_released", "given_back")


@dataclass(frozen=True, slots=True)
class Kind:
    """The step that a form is. amount, org: fields of the form that say its sum, who; why: its reason; several: one paper may be the step
    of several assets."""

    step: str
    amount: str = ""
    org: str = ""
    why: str = ""
    several: bool = False


#: Form -> the step it is, under either law. A decision to hand over is no step: its minutes are.
KINDS: dict[str, Kind] = {
    "seizure_notice": Kind("seizure_told", several=True),
    "seizure_minutes": Kind("asset_seized", several=True),
    "seizure_minutes_land": Kind("asset_seized", several=True),
    "price_agreement": Kind("asset_priced", amount="agreed_price", why="agreed"),
    "valuation_result": Kind("valuation_told"),
    "price_cut": Kind("price_cut", amount="new_price", why="officer"),
    "auction_failed": Kind("failed_auction_told"),
    "asset_handover": Kind("asset_handed_over", org="buyer"),
    "release": Kind("seizure_released"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """One asset that the paper is a step of. at: the place of the step that stands recorded already (0 = it is to be recorded); against,
    told: as ``asset_steps`` judges it."""

    asset: str
    title: str
    says: str
    given: StepInput
    at: int = 0
    on: date | None = None
    against: tuple[Refusal, ...] = ()
    told: tuple[Refusal, ...] = ()


def planned(desk: Desk, reader: Reader, draft: Draft, day: date) -> list[Plan]:
    """What issuing the paper on a day does to assets."""
    kind = KINDS.get(draft.form)
    if kind is None or judgment_of(draft.matter) or (kind.amount and not _sum(draft, kind)):
        return []
    said = draft.texts.get(OF, "")
    if said == NONE:
        return []
    own = reader.projections.assets.of_matter(draft.matter)
    if said:
        return [_plan(desk, reader, asset_facts.now(desk, reader, key), kind, draft, day) for key in dict.fromkeys(said.split(",")) if key in own]
    fitting = _fitting(desk, reader, draft.matter, kind, day, own)
    return [_plan(desk, reader, fitting[0], kind, draft, day)] if len(fitting) == 1 else []


def offered(desk: Desk, reader: Reader, matter: str, form: str, day: date) -> tuple[list[tuple[str, str]], str | None]:
    """(what may be chosen, with its words; what is chosen at first); ([], None) where the paper is no step, or the matter has no asset."""
    kind, own = KINDS.get(form), reader.projections.assets.of_matter(matter)
    if kind is None or not own:
        return [], None
    fitting = [x.asset for x in _fitting(desk, reader, matter, kind, day, own)]
    order = [*fitting, *(key for key in own if key not in fitting)]
    names = masking.names(desk, reader)
    found = [(key, asset_words.title(key, names)) for key in order]
    if kind.several and len(fitting) > 1:
        found.append((",".join(fitting), f"Cả {len(fitting)} tài sản đến bước này"))
    first = fitting[0] if len(fitting) == 1 else None if fitting else NONE
    return [*found, (NONE, "Không ghi vào thẻ tài sản")], first


def objections(desk: Desk, reader: Reader, draft: Draft, day: date) -> list[Refusal]:
    """What stands against the steps that the paper would record."""
    found = _amount_objections(reader, draft, day)
    said = draft.texts.get(OF, "") if draft.form in KINDS and not judgment_of(draft.matter) else ""
    if said not in ("", NONE) and not {*said.split(",")} <= {*reader.projections.assets.of_matter(draft.matter)}:
        found.append(Refusal("asset.paper_unknown", field=OF))
    for plan in planned(desk, reader, draft, day):
        found += [replace(r, field=OF) for r in plan.against]
        if plan.told and TOLD not in draft.effect.confirmed:
            found.append(Refusal(TOLD, {"what": " ".join(say(r) for r in plan.told)}, OF))
    return found


def _amount_objections(reader: Reader, draft: Draft, day: date) -> list[Refusal]:
    """An amendment changes no sum or day that the amended paper recorded of its matter or of an asset, and no length of a term: what is
    derived of it, and what the law allows of it, would not follow."""
    old, new = (draft.texts.get(name, "").strip() for name in ("old_text", "new_text"))
    state = fold(reader.events_of(subject_of(draft.matter)))
    target = draft.effect.target or state.opening_paper
    if draft.effect.kind != "amendment" or not target or not old:
        return []
    lines = [p.stands for p in paper_text.paragraphs(reader, target)]
    before = clean(" ".join(lines))
    if clean(old) not in before:
        # Its words are not kept, or others are meant: what is written anew alone is compared.
        before = clean(old)
    after = before.replace(clean(old), clean(new))

    def touched(shown: Iterable[str]) -> bool:
        return any(_times(text, after) < _times(text, before) for text in shown)

    sums: set[int] = set()
    for key in reader.projections.assets.of_matter(draft.matter):
        events = holding(reader.events_of(f"asset:{key}"), day)
        at = {e.body.at for e in events if isinstance(e.body, ae.StepOnPaper) and e.body.doc == target}
        sums |= {e.body.amount for e in events if e.seq in at and isinstance(e.body, ae.AssetStep) and e.body.amount}
    if touched(text for amount in sums for text in (dong(amount), *spelled(amount))):
        return [Refusal("asset.paper_amount", field="old_text")]
    if touched(_counted(reader, state, target, lines)):
        return [Refusal("mend.recorded", field="old_text")]
    if mend_guard.broken(reader, state, target, lines, clean(old), clean(new), touched):
        return [Refusal("mend.signed", field="old_text")]
    gone = Counter(_TERM.findall(before)) - Counter(_TERM.findall(after))
    return [Refusal("mend.term", {"what": next(iter(gone))}, "old_text")] if gone else []


def _counted(reader: Reader, state: MatterState, target: str, lines: Sequence[str]) -> Iterator[str]:
    """The sums and the day that a paper recorded of its matter, as they may be printed on it; and every sum that it writes out in words."""
    for line in lines:
        for figures, said in _SUM.findall(line):
            yield from (figures, said)
    did = (reader.row("paper", target) or {}).get("effect")
    effect = acts.from_plain(did) if did else None
    sums = {line.line.due for line in state.lines.values()} if target == state.opening_paper else set()
    for amount in sums | {effect.amount if effect else None}:
        yield from (dong(amount), *spelled(amount)) if amount else ()
    if effect and effect.until:
        yield from (long_date(effect.until), short_date(effect.until))


def _times(text: str, within: str) -> int:
    """How often it stands there as a whole: 1.000 is not said by 21.000, nor by 1.000.000."""
    return len(re.findall(rf"(?<!\w)(?<!\d\.){re.escape(text)}(?!\w)(?!\.\d)", within, re.IGNORECASE))


def does(desk: Desk, reader: Reader, draft: Draft, day: date) -> tuple[str, ...]:
    """What issuing it will record, in sentences."""
    found = []
    for p in planned(desk, reader, draft, day):
        sum_words = f", {dong(p.given.amount)} đồng" if p.given.amount else ""
        if p.at and p.on is not None:
            found.append(f"Bước “{p.says}” của {p.title} đã ghi ngày {short_date(p.on)}: văn bản gắn với bước ấy, không ghi lần nữa.")
        else:
            found.append(f"Ban hành thì ghi bước “{p.says}” của {p.title}, ngày {short_date(day)}{sum_words}.")
    for now, link, last in _taken_back(desk, reader, draft, day):
        says = asset_ways.table().says(_step_at(now, link.at))
        kept = "" if last else " đã có bước sau nên giữ nguyên: hãy xem lại thẻ tài sản"
        title = asset_words.title(now.asset, masking.names(desk, reader))
        found.append(f"Bước “{says}” của {title} ghi theo văn bản này{kept or f' thôi có hiệu lực từ ngày {short_date(day)}'}.")
    return tuple(found)


def carry_out(desk: Desk, uow: UnitOfWork, draft: Draft, day: date, number: str) -> None:
    """The paper has its number: its steps are recorded, or linked; those of a paper that it withdraws or cancels end. Refused as a step is."""
    law = desk.rules.law_on(day)
    for plan in planned(desk, uow, draft, day):
        wrong = [*plan.against, *(plan.told if TOLD not in draft.effect.confirmed else ())]
        if wrong:
            raise Refused(*wrong)
        at = plan.at or asset_steps.take_in(desk, uow, plan.asset, replace(plan.given, number=number, confirmed=bool(plan.told))).seq
        uow.append(f"asset:{plan.asset}", day, ae.StepOnPaper(at, draft.paper, made=not plan.at), law)
        asset_cards.refresh(desk, uow, plan.asset)
    for now, link, last in _taken_back(desk, uow, draft, day):
        if last:
            uow.append(f"asset:{now.asset}", day, ae.StepUndone(link.at, draft.paper), law)
            asset_cards.refresh(desk, uow, now.asset, now.state.matters)


def undo(desk: Desk, uow: UnitOfWork, matter: str, paper: str) -> None:
    """The number of the paper is voided: what it recorded reads as never recorded. Refused where a later step follows."""
    if judgment_of(matter):
        return
    for key in uow.projections.assets.of_matter(matter):
        events = standing(uow.events_of(f"asset:{key}"))
        gone: list[int] = []
        for e in events:
            if isinstance(e.body, ae.StepUndone) and e.body.doc == paper:
                gone.append(e.seq)
            elif isinstance(e.body, ae.StepOnPaper) and e.body.doc == paper:
                gone += [e.seq, e.body.at] if e.body.made else [e.seq]
                steps = [x for x in events if isinstance(x.body, ae.AssetStep)]
                if e.body.made and steps and steps[-1].seq != e.body.at:
                    raise Refused(Refusal("asset.void_last"))
        before = asset_facts.now(desk, uow, key).state.matters if gone else ()
        for seq in gone:
            uow.append(f"asset:{key}", None, ev.Struck(seq))
        if gone:
            asset_cards.refresh(desk, uow, key, before)


def _taken_back(desk: Desk, reader: Reader, draft: Draft, day: date) -> list[tuple[AssetNow, ae.StepOnPaper, bool]]:
    """The steps that a withdrawal or cancellation ends: (asset, link, whether it is the last step of the asset)."""
    target = draft.effect.target
    if draft.effect.kind not in ("withdrawal", "cancellation") or not target:
        return []
    found = []
    for key in reader.projections.assets.of_matter(draft.matter):
        events = holding(reader.events_of(f"asset:{key}"), day)
        steps = [e.seq for e in events if isinstance(e.body, ae.AssetStep)]
        links = [e.body for e in events if isinstance(e.body, ae.StepOnPaper) and e.body.doc == target and e.body.made and e.body.at in steps]
        found += [(asset_facts.now(desk, reader, key), link, steps[-1] == link.at) for link in links]
    return found


def _step_at(now: AssetNow, at: int) -> str:
    return next((e.body.step for e in now.events if e.seq == at and isinstance(e.body, ae.AssetStep)), "")


def _plan(desk: Desk, reader: Reader, now: AssetNow, kind: Kind, draft: Draft, day: date) -> Plan:
    step = "seized_again" if kind.step == "asset_seized" and now.state.seized else kind.step
    title = asset_words.title(now.asset, masking.names(desk, reader))
    matter = draft.matter if step in ("asset_seized", "seized_again", "seizure_released") else ""
    lines = draft.effect.lines if step in ("asset_seized", "seized_again") else ()
    org = draft.texts.get(kind.org, "")[: inputs.NAME] if kind.org else ""
    given = StepInput(step, day, matter, lines, _sum(draft, kind) or None, why=kind.why, org=" ".join(org.split()))
    known = _recorded(now, kind.step, draft.matter, _sum(draft, kind))
    says = asset_ways.table().says(step)
    if known is not None:
        return Plan(now.asset, title, says, given, known.seq, known.day)
    against, told = asset_steps.judged_of(desk, reader, now, given)
    return Plan(now.asset, title, says, given, 0, None, against, told)


def _recorded(now: AssetNow, step: str, matter: str, amount: int) -> ev.Event | None:
    """The step as it stands recorded already, of no paper yet: the last of its kind since the asset was seized last, where nothing changed
    the asset's stage since."""
    events = holding(now.events)
    papered = {e.body.at for e in events if isinstance(e.body, ae.StepOnPaper)}
    found: ev.Event | None = None
    for e in events:
        if not isinstance(e.body, ae.AssetStep):
            continue
        seizes = e.body.step in ("asset_seized", "seized_again")
        if (e.body.step == step or (step == "asset_seized" and seizes)) and (not seizes or e.body.matter == matter):
            found = e
        elif LEADS.get(e.body.step) and (step not in _SEIZING or e.body.step in _FREES):
            found = None
    if found is None or found.seq in papered or not isinstance(found.body, ae.AssetStep):
        return None
    if step == "asset_seized" and now.state.stage in FREE:
        return None
    return found if not amount or found.body.amount in (None, amount) else None


def _fitting(desk: Desk, reader: Reader, matter: str, kind: Kind, day: date, own: list[str]) -> list[AssetNow]:
    """The assets of the matter that the step fits as they stand: lawful now, or recorded and without its paper."""
    table = asset_ways.table().of(desk.rules.law_on(day))
    found = []
    for key in own:
        now = asset_facts.now(desk, reader, key)
        way = table.get("seized_again" if kind.step == "asset_seized" and now.state.seized else kind.step)
        if _recorded(now, kind.step, matter, 0) is not None or (
            way is not None and way.code != "seized_again" and now.state.stage in (*way.start, *way.open)
        ):
            found.append(now)
    return found


def _sum(draft: Draft, kind: Kind) -> int:
    text = draft.texts.get(kind.amount, "") if kind.amount else ""
    return int(text) if text.isdecimal() else 0
