"""Decisions on the fee and on its relief: by which tariff they are made, and whether their figures hold together.

The tariff is that of the day on which the money, or the asset, was received. Where the law data leave it to the office, a decision is made
only once the office has chosen; what was received before is decided by the tariff of its own day, whenever it is decided.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from thads_desktop.documents.facts import amount_text, law_words
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.reckon import joined
from thads_desktop.services import money_tools
from thads_desktop.services.paper_counts import amount, percentage, rows

if TYPE_CHECKING:
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.domain.money import Spelling
    from thads_desktop.law.money_law import Tariff
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.reader import Reader

FEE, RELIEF = "fee", "fee_relief"
#: Values of the setting on which a tariff hangs: nothing chosen yet; chosen that no fee is reckoned.
OPEN, NONE = "open", "none"
#: Kinds of relief that a decision of its own gives.
_GIVEN = ("exempt", "reduced")


def received(reader: Reader, draft: Draft) -> date | None:
    """The day on which what the fee is of was received; of a relief that of the decision it relieves. None = not said."""
    texts = draft.texts
    if draft.form == RELIEF:
        texts = (reader.row("paper", draft.effect.target) or {}).get("texts", {}) if draft.effect.target else {}
    try:
        return date.fromisoformat(str(texts.get("received_day", "")))
    except ValueError:
        return None


def facts(desk: Desk, reader: Reader, draft: Draft, day: date, spelling: Spelling) -> dict[str, str]:
    """What the fee rests on, as a decision cites it, and what was received in figures and words; {} of every other paper."""
    if draft.form not in (FEE, RELIEF):
        return {}
    law, on = money_tools.asked(desk).law, received(reader, draft) or day
    if draft.form == RELIEF:
        cites = joined([r.cite for r in law.reliefs if r.kind in _GIVEN and r.on(on)])
    else:
        tariff = _tariff(desk, on)
        cites = tariff.cite if tariff is not None else ""
    got = amount(draft.texts.get("base_text", ""))
    return {"fee_basis": law_words(cites), **({"base_text": amount_text(got, spelling)} if got else {})}


def notes(desk: Desk, reader: Reader, draft: Draft, day: date) -> list[str]:
    """What is not established of the tariff, with what the office chose."""
    if draft.form not in (FEE, RELIEF):
        return []
    tariff = _tariff(desk, received(reader, draft) or day)
    if tariff is None:
        return []
    return [money_tools.asked(desk).choices.note(tariff.setting)] if tariff.setting else list(tariff.notes())


def objections(desk: Desk, reader: Reader, state: MatterState, draft: Draft, day: date) -> list[Refusal]:
    """A tariff that the office has not chosen, a day that cannot be, figures that do not add up."""
    if draft.form == RELIEF:
        return [*_unchosen(desk, reader, received(reader, draft) or _target_day(state, draft)), *_more_than_fee(state, draft)]
    on = received(reader, draft)
    if on is not None and on > day:
        return [Refusal("fee.not_received", {"received": short_date(on), "day": short_date(day)}, "received_day")]
    return [*_unchosen(desk, reader, on), *_sums(draft), *_parts(draft)]


def _tariff(desk: Desk, day: date) -> Tariff | None:
    try:
        return money_tools.asked(desk).law.tariff(day)
    except Refused:
        return None


def _unchosen(desk: Desk, reader: Reader, day: date | None) -> list[Refusal]:
    tariff = _tariff(desk, day) if day is not None else None
    if day is None or tariff is None or not tariff.setting:
        return []
    chosen = desk.settings(reader)[next(name for name, code in money_tools.SETTINGS.items() if code == tariff.setting)]
    facts = {"day": short_date(day), "since": short_date(tariff.start)}
    if chosen == OPEN:
        return [Refusal("fee.tariff_open", facts, "received_day", tariff.payer_cite)]
    return [Refusal("fee.not_established", facts, "received_day", tariff.payer_cite)] if chosen == NONE else []


def _target_day(state: MatterState, draft: Draft) -> date | None:
    """The day of a decision that does not say when the money came, as one that was recorded."""
    stands = state.papers.get(draft.effect.target)
    return stands.numbered if stands is not None else None


def _more_than_fee(state: MatterState, draft: Draft) -> list[Refusal]:
    """What is relieved is no more than the fee, and the percentage of it that is said."""
    fee = next((d.amount for d in state.done if d.act == FEE and d.paper == draft.effect.target), None)
    relieved, share = draft.effect.amount, percentage(draft.texts.get("relief_share", ""))
    if not fee or relieved is None:
        return []
    if relieved > fee:
        return [Refusal("fee.relief_more", {"fee": dong(fee), "amount": dong(relieved)}, "amount")]
    right = Fraction(fee) * share / 100 if share is not None else None
    if right is not None and not _near(right, relieved):
        facts = {"fee": dong(fee), "share": draft.texts["relief_share"], "right": dong(round(right)), "amount": dong(relieved)}
        return [Refusal("fee.relief_share", facts, "amount")]
    return []


def _near(right: Fraction, said: int) -> bool:
    """Equal up to the rounding to whole đồng, whichever way the office rounds."""
    return abs(right - said) < 1


def _sums(draft: Draft) -> list[Refusal]:
    """The bands make up what was received, each by its rate; all of them less what was covered before are the fee."""
    before, covered = amount(draft.texts.get("received_before", "")) or 0, amount(draft.texts.get("fee_before", "")) or 0
    bands = [(amount(r["c1"]), percentage(r["c2"]), amount(r["c3"])) for r in rows(draft.texts, "fee_bands", 3)]
    whole, fee, found = 0, 0, list[Refusal]()
    for n, (part, rate, of) in enumerate(bands, 1):
        if part is None or rate is None or of is None:
            return [Refusal("fee.band_unread", {"line": str(n)}, "fee_bands")]
        whole, fee = whole + part, fee + of
        if not _near(right := Fraction(part) * rate / 100, of):
            found.append(Refusal("fee.band_wrong", {"line": str(n), "right": dong(round(right)), "fee": dong(of)}, "fee_bands"))
    got, charged = amount(draft.texts.get("base_text", "")), draft.effect.amount
    if bands and got is not None and got + before != whole:
        found.append(Refusal("fee.bands_other", {"bands": dong(whole), "received": dong(got + before)}, "fee_bands"))
    if found or not bands or charged is None:
        return found
    left = fee - covered
    # Another sum is charged where the law takes a part of it or relieves: then the paper says how.
    if not draft.texts.get("method_text") and abs(charged - left) > len(bands):
        return [Refusal("fee.sum_other", {"bands": dong(fee), "before": dong(covered), "right": dong(left), "amount": dong(charged)}, "amount")]
    return []


def _parts(draft: Draft) -> list[Refusal]:
    """The collections that are listed make up what was received; the last of them is the one that this decision is on."""
    parts = [(amount(r["c2"]), amount(r["c3"])) for r in rows(draft.texts, "fee_parts", 3)]
    got = amount(draft.texts.get("base_text", ""))
    if not parts or got is None:
        return []
    listed, right = sum(r[0] or 0 for r in parts), got + (amount(draft.texts.get("received_before", "")) or 0)
    if listed != right:
        return [Refusal("fee.parts_other", {"parts": dong(listed), "received": dong(right)}, "fee_parts")]
    last, charged = parts[-1][1], draft.effect.amount
    if last is not None and charged is not None and last != charged:
        return [Refusal("fee.last_part", {"last": dong(last), "amount": dong(charged)}, "fee_parts")]
    return []
