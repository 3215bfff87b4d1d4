"""What amends or withdraws a paper that stands on a judgment received, or on an entry of a book: it stands there itself, and there is no
matter whose obligations it could touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.documents import facts as prepared
from thads_desktop.documents.form import PLACE, form_for, load_forms
from thads_desktop.domain import acts, events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.services.paper_place import subject_of

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

#: The letter that corrects a slip of the pen: what it does is an amendment, and it is no decision.
CORRECTION = "correction"
FORMS = ("amendment", CORRECTION, "withdrawal")
_OWN = ("Lưu", "{procuracy}")


def target_of(reader: Reader, draft: Draft) -> dict[str, Any]:
    """The row of the paper that a draft mends; {} of any other draft."""
    return (reader.row("paper", draft.effect.target) or {}) if draft.form in FORMS and draft.effect.target else {}


def objections(desk: Desk, reader: Reader, draft: Draft, day: date) -> list[Refusal]:
    """Every rule that such a paper would break on its day."""
    effect, cite = draft.effect, desk.law_on(day).cite(draft.effect.kind)
    state = fold(reader.events_of(subject_of(draft.matter)))
    target = state.papers.get(effect.target)
    if target is None or target.form == "withdrawal" or target.stage not in ("numbered", "sent") or target.numbered is None:
        return [Refusal("target.not_issued", field="target", cite=cite)]
    if not target.number or any(f.id == target.form and f.minutes for f in load_forms()):
        return [Refusal("target.no_decision", field="target", cite=cite)]
    found = [Refusal("target.undone", field="target", cite=cite)] if effect.target in state.undone else []
    if day < target.numbered:
        name = form_for(target.form, target.numbered).name
        found.append(Refusal("delegation.assets_before", {"what": f"{name[:1].lower()}{name[1:]} ({short_date(target.numbered)})"}, "day"))
    if effect.amount is not None:
        found.append(Refusal("part_away.not_delegation", field="amount"))
    if effect.clause not in {g.code for g in desk.rules.grounds(acts.GROUND_KINDS[effect.kind], day)}:
        code = "ground.unknown" if effect.clause else "ground.missing"
        found.append(Refusal(code, {"clause": effect.clause}, "clause", cite))
    return found


def facts(names: Names, draft: Draft) -> dict[str, Any]:
    """Nobody owes there; who had the paper that is mended has this one, and the procuracy where it had that one. Where there is no judgment
    or enforcement decision to cite that paper is. {} of any other paper."""
    row = target_of(names.reader, draft)
    stands = fold(names.reader.events_of(subject_of(draft.matter))).papers.get(draft.effect.target) if row else None
    if stands is None or stands.numbered is None:
        return {}
    listed = [r.text for r in form_for(stands.form, stands.numbered).recipients]
    texts = {str(k): str(v) for k, v in row.get("texts", {}).items()}
    to = [PLACE.sub(lambda m: texts[m[1]], r).rstrip(";.") for r in listed if not r.startswith(_OWN) and all(texts.get(n) for n in PLACE.findall(r))]
    told = any("{procuracy}" in r for r in listed)
    cited = prepared.paper_reference(str(row.get("title", "")), str(row.get("number_text", "")), stands.numbered, "")
    found = {"judgment": cited, "enforcement_decision": cited, "nobody_owes": "có"}
    return {**found, "target_recipients": "\n".join(x for x in to if x), **({} if told else {"procuracy": ""})}


def refuse_mended(reader: Reader, place: str, paper: str) -> None:
    """Refused("void.rests_on"): a paper that another one amended or withdrew is not voided before that one."""
    for e in in_force(reader.events_of(subject_of(place))):
        if isinstance(e.body, (ev.Amended, ev.EffectUndone)) and e.body.target == paper:
            raise Refused(rests_on(reader, e.body.paper))


def rests_on(reader: Reader, paper: str) -> Refusal:
    """That this paper is to be voided or withdrawn first."""
    row = reader.row("paper", paper) or {}
    what = f"{row.get('title', 'Văn bản')} số {row.get('number_text', '')}"
    return Refusal("void.rests_on", {"what": what, "says": "hãy hủy số, thu hồi văn bản ấy trước"})
