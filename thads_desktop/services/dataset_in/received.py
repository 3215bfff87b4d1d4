"""Parties, judgments and requests from a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import events as ev, identity
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import bare, clean, fold_name, same_letters
from thads_desktop.exchange.dataset_schema import datasets
from thads_desktop.services import intake, parties
from thads_desktop.services.dataset_in.taking import Taking, Values, day_words, differences, normal
from thads_desktop.services.dataset_links import Link, digest_of

if TYPE_CHECKING:
    from thads_desktop.exchange.dataset_read import ReadRow

_PARTY = ("name", "kind", "birth_year", "ids", "address", "commune", "account")
_ROW = ("number", "day", "court", "kind", "case_type", "appeal_number", "appeal_day", "appeal_court", "delegated_from", "delegation_number", "note")
#: Of a judgment that was received these are facts of that day, which a later file does not change.
_FACTS = ("received", "way", "urgent", "bankruptcy", "ex_officio")


def take_parties(t: Taking) -> None:
    for row in t.rows("parties"):
        with t.row("parties", row) as v:
            _party(t, row, v)


def _party(t: Taking, row: ReadRow, v: Values) -> None:
    before = t.link("parties", v)
    if before is not None and _unchanged(t, "parties", row, v["name"], before):
        return
    own = before.own if before else v["id"] if v["id_source"] == "program" and t.is_own("parties", v["id"]) else ""
    content = {
        "name": v["name"], "kind": v["kind"], "birth_year": v.get("birth_year"), "ids": v.get("ids", []), "address": v.get("address", ""),
        "commune": v.get("commune", ""), "account": v.get("account", ""),
    }  # fmt: skip
    _refuse_odd(content)
    if own:
        held = t.uow.row("party", own) or {}
        said = differences(datasets()["parties"], normal(datasets()["parties"], held), v)
        if said:
            t.uow.write_row("party", own, {**held, **content})
            parties.project(t.uow, own, content, parties.merged_into(t.uow, own))
            t.matters |= dict.fromkeys(t.uow.projections.matters_of_party(own))
        t.keep("parties", v, own)
        t.tell("parties", row, "change" if said else "same", v["name"], said)
        return
    known = _known_party(t, content)
    if known:
        t.keep("parties", v, known)
        t.tell("parties", row, "link", v["name"], "đã có người này, nối mã")
        return
    key = uuid4().hex
    t.uow.write_row("party", key, content)
    parties.project(t.uow, key, content)
    t.keep("parties", v, key)
    t.tell("parties", row, "new", v["name"])


def _unchanged(t: Taking, dataset: str, row: ReadRow, what: str, before: Link) -> bool:
    """The row says what it said when it came in: what was put right here since stays."""
    if before.digest != digest_of(row.values):
        return False
    t.refs[dataset, row.values["id"]] = before.own
    t.tell(dataset, row, "same", what)
    return True


def _refuse_odd(content: Values) -> None:
    year = content["birth_year"]
    if year is not None and not 1880 <= year <= 2100:
        raise Refused(Refusal("party.bad_birth_year", {"year": str(year)}, "birth_year"))


def _known_party(t: Taking, content: Values) -> str:
    """The party here that this one is beyond doubt: the State, or one of the same name and number."""
    if content["kind"] == "state":
        rows = t.uow.projections.parties_like((), fold_name(content["name"]))
        return next((r.party for r in rows if (t.uow.row("party", r.party) or {}).get("kind") == "state"), "")
    numbers = tuple(identity.key(n) for n in content["ids"])
    if not numbers:
        return ""
    taken = set(t.refs.values())
    for row in t.uow.projections.parties_like(ids=numbers, name_key=""):
        if set(numbers) & set(row.ids.split()) and same_letters(row.name) == same_letters(content["name"]) and row.party not in taken:
            return row.party
    return ""


# --- judgments -----------------------------------------------------------------------------------------


def take_judgments(t: Taking) -> None:
    rows = t.rows("judgments")
    known = {_natural(r): key for key, r in t.uow.rows("judgment").items() if _stands(t, key)} if rows else {}
    for row in rows:
        with t.row("judgments", row) as v:
            _judgment(t, row, v, known)


def _stands(t: Taking, key: str) -> bool:
    events = t.uow.events_of(f"intake:{key}")
    return not events or bool(in_force(events))


def _natural(row: dict[str, Any]) -> tuple[str, str, str]:
    return bare(clean(str(row.get("number", "")))), str(row.get("day", "")), bare(clean(str(row.get("court", ""))))


def _judgment(t: Taking, row: ReadRow, v: Values, known: dict[tuple[str, str, str], str]) -> None:
    what = f"{v['number']}{' ngày ' + day_words(v['day']) if v.get('day') else ''}"
    before = t.link("judgments", v)
    if before is not None and _unchanged(t, "judgments", row, what, before):
        return
    own = before.own if before else v["id"] if v["id_source"] == "program" and t.is_own("judgments", v["id"]) else ""
    if not own and v.get("day") and (found := known.get(_natural(v))) and found not in t.refs.values():
        t.keep("judgments", v, found)
        t.tell("judgments", row, "link", what, "đã có bản án này, nối mã")
        return
    if own:
        held = t.uow.row("judgment", own) or {}
        set_ = datasets()["judgments"]
        ours = normal(set_, {**{w: held.get(w) or None for w in _ROW}, **_received(t, own)})
        theirs = {**v, "way": v.get("way", "direct")} if v.get("received") else v
        said, facts = differences(set_, ours, theirs), [f for f in _FACTS if ours.get(f) != theirs.get(f)]
        if any(ours.get(w) != v.get(w) for w in _ROW):
            t.uow.write_row("judgment", own, {**held, **{w: v.get(w, "") for w in _ROW}})
            t.judgments.setdefault(own)
        t.keep("judgments", v, own)
        outcome = "differs" if facts else "change" if said else "same"
        t.tell("judgments", row, outcome, what, f"{said} (việc nhận đã ghi không đổi)" if facts else said)  # type: ignore[arg-type]  # one of the outcomes
        return
    t.keep("judgments", v, _new_judgment(t, v))
    t.tell("judgments", row, "new", what)


def _received(t: Taking, key: str) -> Values:
    for e in in_force(t.uow.events_of(f"intake:{key}")):
        if isinstance(e.body, ev.JudgmentReceived) and e.day is not None:
            b = e.body
            return {"received": e.day.isoformat(), "way": b.way, "urgent": b.urgent, "bankruptcy": b.bankruptcy, "ex_officio": b.ex_officio}
    return {}


def _new_judgment(t: Taking, v: Values) -> str:
    """A judgment of which it is known when it came is received here; of another only the row is kept."""
    if not (v.get("received") and v.get("day") and v.get("court")):
        key = uuid4().hex
        t.uow.write_row("judgment", key, {**{w: v.get(w, "") for w in _ROW}, "received": v.get("received", "")})
        return key
    appeal = v.get("appeal_day")
    key = intake.write_judgment(t.uow, t.desk, intake.JudgmentInput(
        v["number"], date.fromisoformat(v["day"]), v["court"], v["case_type"], date.fromisoformat(v["received"]), v["kind"], v.get("way", "direct"),
        v.get("urgent", False), v.get("bankruptcy", False), v.get("ex_officio", False), v.get("appeal_number", ""),
        date.fromisoformat(appeal) if appeal else None, v.get("appeal_court", ""), v.get("delegated_from", ""), v.get("delegation_number", ""),
        v.get("note", ""), even_if_known=True,
    ))  # fmt: skip
    t.judgments.setdefault(key)
    return key


# --- requests ------------------------------------------------------------------------------------------


def take_requests(t: Taking) -> None:
    for row in t.rows("requests"):
        with t.row("requests", row) as v:
            _request(t, row, v)


def _request(t: Taking, row: ReadRow, v: Values) -> None:
    judgment, party = t.own("judgments", v["judgment"], "judgment"), t.own("parties", v["party"], "party")
    subject, day = f"intake:{judgment}", date.fromisoformat(v["day"])
    what = f"{t.names.name('party', party)} ngày {day_words(v['day'])}"
    before = t.link("requests", v)
    own = before.own if before else v["id"] if v["id_source"] == "program" and t.is_own("requests", v["id"]) else ""
    here = [e for e in in_force(t.uow.events_of(subject)) if isinstance(e.body, ev.RequestReceived)]
    if not own:
        for e in here:
            held = t.uow.row("request", e.body.request) or {}  # type: ignore[union-attr]  # filtered above
            if e.day == day and held.get("party") == party:
                own = e.body.request  # type: ignore[union-attr]  # as above
                t.keep("requests", v, own)
                t.tell("requests", row, "link", what, "đã có yêu cầu này, nối mã")
                return
        own = uuid4().hex
        t.uow.write_row("request", own, {"judgment": judgment, "party": party, "day": v["day"]})
        t.append(subject, day, ev.RequestReceived(own, v.get("way", "direct")))
        _refuse_request(t, subject, own, v)
        t.keep("requests", v, own)
        t.tell("requests", row, "new", what)
        return
    refused = any(isinstance(e.body, ev.RequestRefused) and e.body.request == own for e in in_force(t.uow.events_of(subject)))
    later = bool(v.get("refused_on")) and not refused
    if later:
        _refuse_request(t, subject, own, v)
    t.keep("requests", v, own)
    t.tell("requests", row, "change" if later else "same", what, "đã từ chối" if later else "")


def _refuse_request(t: Taking, subject: str, request: str, v: Values) -> None:
    if v.get("refused_on"):
        t.append(subject, date.fromisoformat(v["refused_on"]), ev.RequestRefused(request, v.get("refusal_ground", "")))
