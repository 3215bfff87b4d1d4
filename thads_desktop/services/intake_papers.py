"""Papers made before there is a matter: on a received judgment, about one request or none yet. They go the way of every paper
(``papers``); here is what they say beside it, what stands against them, and what the refusal of a request does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.documents import facts as prepared
from thads_desktop.documents.form import load_forms
from thads_desktop.domain import events as ev, intake_events as ie
from thads_desktop.domain.acts import FORM_GROUNDS
from thads_desktop.domain.dates import long_date, short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.services import answers, asset_decision, intake, place_mending
from thads_desktop.services.paper_place import judgment_of, subject_of

if TYPE_CHECKING:
    from thads_desktop.documents.form import Form
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

REFUSAL, FIX, UNCLEAR = "request_refusal", "request_fix", "explanation_before"
#: The forms, in the order of the catalogue.
FORMS = ("oral_request", "request_receipt", FIX, REFUSAL, UNCLEAR)
#: Those that stand on a judgment and on no matter.
ON_JUDGMENT = (*FORMS, asset_decision.FORM)
#: Those that are about one request.
ABOUT_REQUEST = ("request_receipt", FIX, REFUSAL)
#: Under which name a draft keeps the id of the request it is about.
REQUEST = "request"
#: Form -> kind of ground that is chosen for it.


def forms_on(day: date) -> list[Form]:
    """The forms in force on a day."""
    return sorted((f for f in load_forms() if f.id in FORMS and f.on(day)), key=lambda f: f.number)


def forms_of(reader: Reader, judgment: str, day: date) -> list[Form]:
    """Those that may be made on a judgment, the decision on entrusted assets before all."""
    own = [f for f in load_forms() if f.id == asset_decision.FORM and f.on(day)] if asset_decision.entrusted(reader, judgment) else []
    return [*own, *forms_on(day)]


def requests(reader: Reader, judgment: str) -> list[tuple[str, str]]:
    """(request id, "Yêu cầu ngày ... của ...") of every request on a judgment, the latest first."""
    found = []
    for e in reversed(in_force(reader.events_of(f"intake:{judgment}"))):
        if isinstance(e.body, ev.RequestReceived) and e.day is not None:
            found.append((e.body.request, f"Yêu cầu ngày {short_date(e.day)} của {_asker(reader, e.body.request).get('name', '')}"))
    return found


def facts(desk: Desk, names: Names, draft: Draft, day: date) -> dict[str, Any]:
    """What the papers of a judgment say beside what every paper says; {} of a paper of a matter."""
    judgment = judgment_of(draft.matter)
    if not judgment:
        return {}
    if asset_decision.is_of(names.reader, draft):
        return asset_decision.facts(desk, names.reader, judgment, draft, day)
    row, request = names.row("judgment", judgment), _request_of(names.reader, draft)
    asker = _asker(names.reader, request)
    found = place_mending.facts(names, draft) | {
        "judgment": prepared.judgment_text(row), "judgment_number": str(row.get("number", "")), "creditor_names": prepared.person(asker) if asker else "",
        "creditors": [{"person": prepared.person(asker), "details": prepared.details(asker, day)}] if asker else [], "request_text": "",
    }  # fmt: skip
    asked = names.row("request", request)
    if asked.get("day"):
        found["request_text"] = f"đơn yêu cầu thi hành án {long_date(date.fromisoformat(asked['day']))} của {prepared.person(asker)}"
    listed = desk.rules.grounds(FORM_GROUNDS[draft.form], day) if draft.form in FORM_GROUNDS else ()
    ground = next((g for g in listed if g.code == draft.effect.clause), None)
    if ground is not None:
        found |= {"ground_text": prepared.within(ground.text), "ground_law": prepared.law_words(ground.cite)}
    return found


def objections(desk: Desk, reader: Reader, draft: Draft, day: date) -> list[Refusal]:
    """What stands against such a paper on its day."""
    judgment, request = judgment_of(draft.matter), draft.texts.get(REQUEST, "")
    if asset_decision.is_of(reader, draft):
        return asset_decision.objections(desk, reader, judgment, draft, day)
    if draft.form in place_mending.FORMS:
        return place_mending.objections(desk, reader, draft, day)
    if draft.form not in FORMS:
        # Every other paper wants an enforcement decision first.
        return [Refusal("matter.no_decision", field="matter", cite=desk.law_on(day).cite("enforcement"))]
    row = intake.known(reader, judgment)
    if day.isoformat() < row["received"]:
        return [Refusal("decision.before_receipt", {"received": short_date(date.fromisoformat(row["received"]))}, "day")]
    if draft.form == REFUSAL:
        return intake.refusal_objections(desk, reader, judgment, request, draft.effect.clause, day)
    if draft.form not in ABOUT_REQUEST:
        return []
    came = _came(reader, judgment, request)
    if came is None or came.day is None:
        return [Refusal("request.unknown", field="request")]
    found = [Refusal("decision.before_request", {"came": short_date(came.day)}, "day")] if day < came.day else []
    said = draft.texts.get("came_on", "")
    if said > day.isoformat():
        found.append(Refusal("request.came_after", {"came": short_date(date.fromisoformat(said)), "day": short_date(day)}, "came_on"))
    return found


def carry_out(uow: UnitOfWork, draft: Draft, day: date, law: str) -> None:
    """What the paper does when it is numbered: a refusal answers its request, and the term for the answer ends; a notice to mend the request
    ends the term of asking for that; assets are decided on. Of a refusal that is withdrawn the request
    waits again."""
    if (judgment := judgment_of(draft.matter)) and asset_decision.is_of(uow, draft):
        asset_decision.carry_out(uow, judgment, draft, day, law)
    if judgment_of(draft.matter) and draft.form == "withdrawal":
        target = place_mending.target_of(uow, draft)
        if target.get("form") == REFUSAL and (refused := _refused(uow, draft.matter, target, draft.effect.target)) is not None:
            uow.append(draft.matter, None, ev.Struck(refused.seq))
    if judgment_of(draft.matter) and draft.form == REFUSAL:
        uow.append(draft.matter, day, ev.RequestRefused(draft.texts[REQUEST], draft.effect.clause), law)
    elif judgment_of(draft.matter) and draft.form == FIX:
        uow.append(draft.matter, day, ie.FixAsked(draft.texts[REQUEST], draft.paper), law)


def undo(uow: UnitOfWork, draft: Draft) -> None:
    """The number is voided: the request, or the assets, wait again."""
    place_mending.refuse_mended(uow, draft.matter, draft.paper)
    if asset_decision.is_of(uow, draft):
        asset_decision.undo(uow, judgment_of(draft.matter), draft)
    if draft.form == "withdrawal" and (target := place_mending.target_of(uow, draft)).get("form") == REFUSAL:
        _refuse_again(uow, draft, target)
    if draft.form != REFUSAL:
        return
    if (refused := _refused(uow, draft.matter, {"texts": draft.texts}, draft.paper)) is not None:
        uow.append(subject_of(draft.matter), None, ev.Struck(refused.seq))


def _refused(reader: Reader, place: str, row: dict[str, Any], paper: str) -> ev.Event | None:
    """The refusal that was told with the number of a paper."""
    standing = in_force(reader.events_of(subject_of(place)))
    numbered = next(e.seq for e in standing if isinstance(e.body, ev.PaperNumbered) and e.body.paper == paper)
    asked = row["texts"][REQUEST]
    return next((e for e in standing if isinstance(e.body, ev.RequestRefused) and e.body.request == asked and e.seq > numbered), None)


def _refuse_again(uow: UnitOfWork, draft: Draft, target: dict[str, Any]) -> None:
    """The withdrawal of a refusal is voided: the refusal stands again, from its own day. Refused where the request has another answer since."""
    request, place = str(target["texts"][REQUEST]), subject_of(draft.matter)
    if any(x.request == request for x in answers.answering(uow, judgment_of(draft.matter))):
        raise Refused(Refusal("void.rests_on", {"what": "Văn bản trả lời yêu cầu sau đó", "says": "hãy hủy số, thu hồi văn bản ấy trước"}))
    event = next(e for e in uow.events_of(place) if isinstance(e.body, ev.PaperNumbered) and e.body.paper == draft.effect.target)
    uow.append(place, event.day, ev.RequestRefused(request, str(target["effect"].get("clause", ""))), event.law)


def _request_of(reader: Reader, draft: Draft) -> str:
    """The request that a paper, or the one that it mends, is about."""
    return draft.texts.get(REQUEST) or str(place_mending.target_of(reader, draft).get("texts", {}).get(REQUEST, ""))


def begins(desk: Desk, reader: Reader, judgment: str, form: Form) -> dict[str, str]:
    """What the fields of a form begin with: who asked and when, as the book of requests has it."""
    found = {"held_place": "trụ sở đơn vị"}
    if form.id == asset_decision.FORM:
        return {"asset": asset_decision.described(reader, judgment)}
    known = requests(reader, judgment)
    request = known[0][0] if known else ""
    asker = _asker(reader, request)
    if asker:
        row = reader.row("request", request) or {}
        came = _came(reader, judgment, request)
        way = came.body.way if came is not None and isinstance(came.body, ev.RequestReceived) else ""
        found |= {
            "asker": f"{prepared.person(asker)}{prepared.details(asker, desk.clock.today())}", "creditor_told": prepared.person(asker),
            "came_on": str(row.get("day", "")), "came_how": _WAYS.get(way, ""), "asker_account": str(asker.get("account", "")),
        }  # fmt: skip
    actor = reader.row("person", desk.actor) or {}
    found |= {"taker": str(actor.get("name", "")), "court": str(intake.known(reader, judgment).get("court", ""))}
    return {name: text for name, text in found.items() if text and name in form.typed}


_WAYS = {"direct": "nhận trực tiếp", "post": "nhận qua bưu chính", "electronic": "nhận qua môi trường điện tử"}


def refuse_on_the_way(reader: Reader, judgment: str, request: str) -> str:
    """The code of what keeps a request (or "", the judgment) from being struck: its papers on their way, or issued; "" for none."""
    stages = [
        p.stage for p in reader.projections.papers(matter=f"intake:{judgment}")
        if p.stage not in ("draft", "void") and request in ("", (reader.row("paper", p.paper) or {}).get("texts", {}).get(REQUEST))
    ]  # fmt: skip
    if not stages:
        return ""
    return "strike.issued" if {"numbered", "sent"} & set(stages) else "strike.pending"


def is_refused_by_paper(reader: Reader, judgment: str, request: str) -> bool:
    """A notice made here refused the request: it goes with the number of its paper."""
    return any(
        p.form == REFUSAL and p.stage in ("numbered", "sent") and (reader.row("paper", p.paper) or {}).get("texts", {}).get(REQUEST) == request
        for p in reader.projections.papers(matter=f"intake:{judgment}")
    )


def _came(reader: Reader, judgment: str, request: str) -> ev.Event | None:
    standing = in_force(reader.events_of(f"intake:{judgment}"))
    return next((e for e in standing if isinstance(e.body, ev.RequestReceived) and e.body.request == request), None)


def asker_of(reader: Reader, draft: Draft) -> str:
    """The name of who made the request that a paper is about; "" for none."""
    return prepared.person(_asker(reader, _request_of(reader, draft)))


def addressees(reader: Reader, draft: Draft) -> tuple[str, ...]:
    """The parties whom the list of recipients of a paper of a judgment means: who made the request it is about, or those of the assets."""
    if asset_decision.is_of(reader, draft):
        return asset_decision.addressed(reader, judgment_of(draft.matter))
    key = asker_key(reader, _request_of(reader, draft))
    return (key,) if key else ()


def asker_key(reader: Reader, request: str) -> str:
    """The party who made a request; "" for none."""
    from thads_desktop.services import parties

    key = intake.requester(reader, request) if request else ""
    return parties.resolve(reader, key) if key else ""


def _asker(reader: Reader, request: str) -> dict[str, Any]:
    key = asker_key(reader, request)
    return (reader.row("party", key) if key else None) or {}

