"""Matters with their obligations from a file: each is a decision that was issued elsewhere, recorded under its own number and day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import decide, events as ev
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import say
from thads_desktop.domain.standing import in_force
from thads_desktop.exchange.dataset_schema import datasets
from thads_desktop.services import one_decision, papers, projecting, recording
from thads_desktop.services.dataset_in import deciding
from thads_desktop.services.dataset_in.taking import Dropped, Taking, Values, day_words, differences

if TYPE_CHECKING:
    from thads_desktop.exchange.dataset_read import ReadRow

#: What a file does not say cannot be told to be broken.
_NOT_SAID = {"request": ("decision.no_request", "request.unknown"), "signer": ("signer.not_known",)}


def take(t: Taking) -> None:
    """Every matter of the file; its obligations go with it, those of matters that stand already are compared."""
    lines: dict[str, list[ReadRow]] = {}
    for row in t.rows("obligations"):
        lines.setdefault(row.values["matter"], []).append(row)
    forms = {r.values.get("matter", ""): r.values.get("form", "") for r in t.rows("decisions") if r.values.get("kind") == "enforcement"}
    for row in t.rows("matters"):
        with t.row("matters", row) as v:
            _matter(t, row, v, lines.pop(v["id"], []), forms.get(v["id"], ""))
    for left in lines.values():
        for row in left:
            with t.row("obligations", row) as v:
                _obligation(t, row, v, t.own("matters", v["matter"], "matter"))


def _matter(t: Taking, row: ReadRow, v: Values, lines: list[ReadRow], form: str) -> None:
    day = date.fromisoformat(v["day"])
    before = t.link("matters", v)
    own = before.own if before else v["id"] if v["id_source"] == "program" and t.is_own("matters", v["id"]) else ""
    linked = bool(own)
    own = own or t.uow.projections.known_decision(v["number"], day) or ""
    what = f"{v['number']} ngày {day_words(v['day'])}"
    if own:
        said = _compared(t, own, v)
        t.keep("matters", v, own)
        t.tell("matters", row, "differs" if said else "same" if linked else "link", what, said or ("" if linked else "đã có việc này, nối mã"))
        for line in lines:
            with t.row("obligations", line) as x:
                _obligation(t, line, x, own)
        return
    own = _new(t, v, day, lines, form)
    t.keep("matters", v, own)
    t.tell("matters", row, "new", what)


def _compared(t: Taking, own: str, v: Values) -> str:
    state = fold(t.uow.events_of(f"matter:{own}"))
    row = t.uow.row("matter", own) or {}
    ours: dict[str, Any] = {
        "number": row.get("number_text", ""), "day": state.opened.isoformat() if state.opened else "", "kind": state.kind,
        "judgment": state.judgment, "delegated_in": state.delegated_in or None, "urgent": state.urgent or None,
    }  # fmt: skip
    theirs = {**{k: v.get(k) for k in ours}, "judgment": t.own("judgments", v["judgment"], "judgment")}
    return differences(datasets()["matters"], ours, theirs)


def _new(t: Taking, v: Values, day: date, rows: list[ReadRow], said: str) -> str:
    """said: the form that the decision stands on, where the file tells."""
    judgment = t.own("judgments", v["judgment"], "judgment")
    request = t.own("requests", v.get("request", ""), "request")
    lines = tuple(_line(t, r) for r in sorted(rows, key=lambda r: r.values["line"]))
    if not lines:
        raise Refused(Refusal("data.no_obligation", field="id"))
    if len({x.line for x in lines}) < len(lines):
        raise Refused(Refusal("data.row_twice", {"row": str(rows[0].place)}, "id"))
    held = t.uow.row("judgment", judgment) or {}
    received = [e for e in in_force(t.uow.events_of(f"intake:{judgment}")) if isinstance(e.body, ev.JudgmentReceived)]
    came = received[0].day if received else None
    kind: ev.MatterKind = "cd" if v["kind"] == "cd" else "yc"
    opening = Opening(
        kind, str(held.get("case_type", "khac")), judgment, lines, request, v.get("delegated_in", False), v.get("urgent", False),
        date.fromisoformat(held["day"]) if held.get("day") else None, came,
    )  # fmt: skip
    effect = Effect("enforcement", officer=t.officer(v.get("officer", "")), opening=opening)
    words = {f"obligation_{r.values['line']}": r.values.get("words", "") for r in rows}
    draft = papers.Draft(deciding.form_of("enforcement", "", said or f"enforcement_{kind}"), effect, uuid4().hex, words, uuid4().hex)
    state = fold([])
    person, breaches = recording.judged(t.desk, t.uow, draft, state, state, v["number"], v.get("signer", ""), day)
    silent = {code for name, codes in _NOT_SAID.items() if not v.get(name) for code in codes}
    form = recording.form_named(draft.form, day)
    row = {**papers.row_of(draft), "title": form.name, "number_text": v["number"], "number_source": v["number_source"]}
    t.uow.write_row("paper", draft.paper, {**row, "signer": v.get("signer", "")})
    subject = f"matter:{draft.matter}"
    recorded = ev.PaperRecorded(draft.paper, draft.form, v["number"], person, tuple(b for b in breaches if b not in silent))
    t.append(subject, day, recorded)
    for body in decide.effect_events(state, one_decision.marked(t.names, draft), draft.paper, "recorded"):
        t.append(subject, day, body)
    send(t, subject, draft.paper, v)
    number = v["number"].partition("/")[0].strip()
    _write_row(t, draft, v, int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0, came is not None)
    for r in rows:
        t.done += 1
        t.keep("obligations", r.values, f"{draft.matter}.{r.values['line']}")
        t.tell("obligations", r, "new", f"{v['number']}, khoản {r.values['line']}")
    t.fresh.add(draft.matter)
    # So that the numbers of the matters after it in the file are held against this one.
    projecting.matter(t.desk, t.uow, draft.matter, t.names)
    return draft.matter


def _write_row(t: Taking, draft: papers.Draft, v: Values, number: int, received: bool) -> None:
    """As ``matter_opened.open_matter``; a judgment of which only the row is known owes nothing that could be discharged."""
    opening = draft.effect.opening
    assert opening is not None
    day = date.fromisoformat(v["day"])
    if received:
        t.append(f"intake:{opening.judgment}", day, ev.IntakeDecided(draft.matter, opening.kind, opening.request))
    t.uow.write_row("matter", draft.matter, {
        "number_text": v["number"], "number": number, "day": v["day"], "judgment": opening.judgment, "number_source": v["number_source"],
        "obligations": {str(x.line): draft.texts.get(f"obligation_{x.line}", "") for x in opening.lines},
    })  # fmt: skip


def send(t: Taking, subject: str, paper: str, v: Values) -> None:
    """When it went to the procuracy and to the parties, as the row says."""
    for name, to in (("sent_procuracy", "procuracy"), ("sent_parties", "party")):
        if v.get(name):
            t.append(subject, date.fromisoformat(v[name]), ev.PaperSent(paper, to, "", "direct"))


def _line(t: Taking, row: ReadRow) -> ev.Line:
    """An obligation; what is wrong with its row is said there, and its matter is left out with it."""
    try:
        v = row.values
        if v["line"] < 1:
            raise Refused(Refusal("data.not_a_count", {"value": str(v["line"])}, "line"))
        debtors, creditors = t.owns("parties", v.get("debtors", []), "debtors"), t.owns("parties", v.get("creditors", []), "creditors")
        return ev.Line(v["line"], v.get("due"), debtors, creditors, v.get("joint", False), state_revenue=v.get("state_revenue", False))
    except Refused as refused:
        t.problem("obligations", row.place, refused.refusals[0])
        raise Dropped from None


def _obligation(t: Taking, row: ReadRow, v: Values, matter: str) -> None:
    """An obligation of a matter that stands: a further one is added, one that is there already is compared."""
    state = fold(t.uow.events_of(f"matter:{matter}"))
    number = str((t.uow.row("matter", matter) or {}).get("number_text", ""))
    what = f"{number}, khoản {v['line']}"
    theirs = _line(t, row)
    first = {
        x.line: x for e in in_force(t.uow.events_of(f"matter:{matter}"))
        for x in (e.body.lines if isinstance(e.body, (ev.MatterOpened, ev.CarriedIn)) else (e.body.line,) if isinstance(e.body, ev.LineAdded) else ())
    }  # fmt: skip
    ours = first.get(v["line"])
    if ours is not None:
        same = (ours.due, ours.debtors, ours.creditors, ours.joint, ours.state_revenue) == (
            theirs.due, theirs.debtors, theirs.creditors, theirs.joint, theirs.state_revenue,
        )  # fmt: skip
        t.keep("obligations", v, f"{matter}.{v['line']}")
        t.tell("obligations", row, "same" if same else "differs", what, "" if same else say(Refusal("data.line_changed")))
        return
    assert state.opened is not None
    t.append(f"matter:{matter}", state.opened, ev.LineAdded(theirs))
    held = t.uow.row("matter", matter) or {}
    t.uow.write_row("matter", matter, {**held, "obligations": {**held.get("obligations", {}), str(v["line"]): v.get("words", "")}})
    t.keep("obligations", v, f"{matter}.{v['line']}")
    t.tell("obligations", row, "new", what)
