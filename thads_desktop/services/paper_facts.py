"""From the store to the flat record of prepared strings a form is filled with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.documents import facts as prepared
from thads_desktop.documents.compose import Head, Named, Paper, compose, plain_text
from thads_desktop.documents.form import Form, form_for
from thads_desktop.domain import giving, reach
from thads_desktop.domain.acts import BESIDE, GROUND_KINDS
from thads_desktop.domain.dates import long_date
from thads_desktop.domain.decide_procedure import KINDS
from thads_desktop.domain.refusal import Refusal
from thads_desktop.law import decisions
from thads_desktop.services import (
    amended_records,
    entry_papers,
    fee_papers,
    intake_papers,
    issuers,
    measure_forms,
    owing,
    paper_further,
    paper_results,
    paper_targets,
    paper_terms,
    people,
    summonses,
    told_apart,
    units,
)
from thads_desktop.services.desk import spelling_in
from thads_desktop.services.issuers import as_signed
from thads_desktop.services.paper_groups import groups
from thads_desktop.services.series import number_tail

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from thads_desktop.domain.events import Line
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.domain.money import Spelling
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class ComposedPaper:
    """The paper, the needed variables still empty as (name, label), what cannot be printed, and whom it names; also: variable -> the
    parties who stand there among the recipients beside those it says, for they had the paper that this one acts on."""

    paper: Paper
    missing: tuple[tuple[str, str], ...]
    refusals: tuple[Refusal, ...]
    named: tuple[Named, ...]
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)


def form_on(form_id: str, day: date) -> Form:
    """The version of a form in force on a day; refused when there is none."""
    return form_for(form_id, day)


def compose_paper(
    desk: Desk,
    reader: Reader,
    draft: Draft,
    state: MatterState,
    day: date,
    *,
    number: str,
    signer: tuple[str, str] | None,
    acting: tuple[str, ...] = (),
) -> ComposedPaper:
    """Compose a draft as of a day. number "" leaves number and day open; signer = (person, capacity) once signed; acting: the papers that
    act on this one, whose recipients are asked for."""
    form = form_on(draft.form, day)
    names = told_apart.of(reader, state, draft.effect, day)
    amended_records.stand_in(names, draft, state, day)
    facts = _facts(desk, reader, names, _narrowed(draft, state), state, day, acting)
    said = {name: (less, also) for name, (full, less, also) in facts.pop(_TOLD).items() if facts.get(name) == full}
    if not number and form.series:
        # What runs from the day of the paper is as open as that day.
        facts = {**facts, "from_text": prepared.OPEN_DAY}
    form = as_signed(form, state, draft.effect)
    told = {name: less for name, (less, _also) in said.items()}
    composed = compose(form, facts, _head(reader, names, form, state, draft, day, number, signer), day, told)
    also = {name: parties for name, (_less, parties) in said.items() if parties}
    return ComposedPaper(composed.paper, composed.missing, _unprintable(composed.paper), composed.named, also)


def _narrowed(draft: Draft, state: MatterState) -> Draft:
    """A continuation speaks of what was stopped, not of all that is open; no new decision of what is paid up."""
    going = reach.stopped(state, draft.effect) if draft.effect.kind == "continuation" else ()
    return replace(draft, effect=replace(draft.effect, lines=going) if going else reach.acting(state, draft.effect))


def _unprintable(paper: Paper) -> tuple[Refusal, ...]:
    from thads_desktop.printing.fonts import missing_glyphs

    chars = missing_glyphs(plain_text(paper))
    return (Refusal("printing.missing_glyphs", {"chars": " ".join(chars[:20])}),) if chars else ()


def _head(
    reader: Reader, names: Names, form: Form, state: MatterState, draft: Draft, day: date, number: str,
    signer: tuple[str, str] | None,
) -> Head:  # fmt: skip
    who = people.identity(reader, day)
    officer = form.signer == "officer"
    person, capacity = signer or ("", form.signer)
    titles: tuple[str, ...] = (who.head_title,)
    written_down = form.signer in ("clerk", "accountant")
    if written_down:
        # Whoever writes it down signs as that, the head too.
        titles = (form.signed_as or prepared.SIGNED_AS[form.signer],)
    elif capacity == "deputy":
        titles = (f"KT. {who.head_title}", f"PHÓ {who.head_title}")
    elif capacity == "unit_head":
        titles = (f"{who.sign_prefix} {who.head_title}".strip(), who.region_title.upper())
    elif capacity in prepared.SIGNED_AS and form.signer != "head":
        titles = (form.signed_as or prepared.SIGNED_AS[capacity],)
    # The head is no accountant: where there is none the name is left to who signs.
    name = names.name("person", person) if form.signer != "accountant" or capacity == "accountant" else ""
    if not name and officer:
        name = names.name("person", draft.effect.officer or state.officer)
    if capacity == "head" and not written_down:
        heads = [p for p in (people.posts_of(reader, person) if person else people.posts(reader)) if p.post == "head" and p.on(day)]
        title, called = people.signs(who, heads)
        titles, name = (title,), name or called
    authority = ""
    if form.resolves and not form.minutes and not form.letter:
        authority = "CHẤP HÀNH VIÊN" if officer else prepared.authority_line(who.head_title, who.name)
    is_open = not number and bool(form.series)
    return Head(
        parent=who.parent,
        issuer=who.name,
        section=who.region_line,
        number_line=prepared.number_line(number, number_tail(reader, form, day)) if form.series else "",
        day_line="" if form.minutes else prepared.day_line(who.place, day, is_open=is_open),
        authority=authority,
        signer_title=titles,
        signer_name=name,
        code=form.code_printed,
    )


#: Beside the facts: variable -> (what it says, what it says among the recipients, who of these is named there alone).
_TOLD = "told"
#: Papers about the matter whole, whatever became of its obligations.
_WHOLE = ("enforcement", "assignment", "amendment")


def _facts(
    desk: Desk, reader: Reader, names: Names, draft: Draft, state: MatterState, day: date, acting: tuple[str, ...]
) -> dict[str, Any]:
    effect, opening = draft.effect, draft.effect.opening
    had = paper_targets.had(desk, reader, draft, state, acting, compose_paper)
    settings = desk.settings(reader)
    spelling = spelling_in(settings)
    who = people.identity(reader, day)
    judgment = names.row("judgment", opening.judgment if opening else state.judgment)
    lines = [s.line for s in state.lines.values()] if opening is None else list(opening.lines)
    hit = set(effect.lines) or {s.line.line for s in state.open_lines} or {x.line for x in lines}
    # A decision on some obligations names those who owe them or have them coming, and nobody else.
    only = effect.party if effect.kind not in KINDS else ""
    whole = effect.kind in _WHOLE or (effect.kind in BESIDE and not effect.lines)
    meant = lines if whole else [x for x in lines if x.line in hit and only in ("", *x.debtors)]
    # The second paper of a delegation is about lines that the first one ended.
    rests = {n: s.left if effect.kind in ("delegation", "withdrawal") else s.rest for n, s in state.lines.items()}
    if effect.amount is not None and effect.kind in giving.HALVES:
        rests |= dict.fromkeys(effect.lines, effect.amount)
    texts = names.row("matter", draft.matter).get("obligations", {})
    if opening is not None:
        texts = {str(x.line): draft.texts.get(f"obligation_{x.line}", "") for x in lines}
    kind = opening.kind if opening is not None else state.kind
    owed = owing.owed(names, kind, meant, texts)
    if effect.kind == "summons":
        # Nobody is told to perform what nobody owes.
        meant = owed
    purposes = owing.purposes(names, kind, lines, texts)
    back = {x.line for x in lines if owing.goes_back(names, kind, x, texts)} if purposes["beside"] else set()
    debtors, holders = owing.debtors(names, kind, meant, texts), owing.holders(names, kind, meant, texts)
    facts: dict[str, Any] = {
        "office": who.name,
        "account": who.account or settings["voluntary_account"],
        "procuracy": f"Viện kiểm sát nhân dân {_region(who.name)}".strip(),
        "judgment": prepared.judgment_text(judgment),
        "delegation": _delegation(judgment),
        "debtor_names": _joined(names, debtors if effect.kind != "summons" else [p for p in debtors if only in ("", p)]),
        "creditor_names": _joined(names, _keys(meant, "creditors")),
        "debtors": _people(names, [p for p in debtors if only in ("", p)], day),
        "holders": _people(names, holders, day),
        "holder_names": _joined(names, holders),
        "creditors": _people(names, _keys(meant, "creditors"), day),
        "obligations": _obligations(names, lines, texts, {x.line: x.due for x in lines}, spelling, back),
        "obligations_hit": _obligations(names, meant, texts, rests or None, spelling, back),
        "obligations_whole": _obligations(names, lines, texts, {x.line: x.due for x in lines}, spelling, back),
        "officer": names.name("person", effect.officer or had.officer or state.officer),
        "old_officer": names.name("person", state.officer) if effect.kind == "assignment" else "",
        "money": "có" if any(x.due is not None for x in meant) else "",
        "officers_own": "có" if issuers.by_officer(state, effect.target or state.opening_paper) else "",
        "interim": "có" if (opening.urgent if opening is not None else state.urgent) else "",
        "voluntary_days": str(desk.rules.term("R09", day).n),
        "until_text": long_date(effect.until) if effect.until else "",
        "from_text": long_date(day),
        "to_office": effect.to_office,
        "part": "một phần" if effect.amount is not None or _is_part(state, effect.lines) else "",
        "amount_text": prepared.amount_text(effect.amount, spelling) if effect.amount is not None and effect.amount > 0 else "",
    }
    # Beside what somebody owes, what is given back is no part of the sum to be performed.
    due = sum(x.due or 0 for x in lines if x.line not in back)
    held = [state.lines[x.line] for x in meant if x.line in state.lines]
    rest, done = sum(s.rest for s in held if s.line.line not in back), sum(s.collected for s in held)
    for name, value in (("total_due", due), ("total_rest", rest), ("total_done", done)):
        facts[name] = prepared.amount_text(value, spelling) if value else ""
    facts |= _references(reader, names, draft, state, day)
    facts["target_recipients"] = "\n".join(dict.fromkeys((*had.bodies, *([f"Chấp hành viên {facts['officer']}"] if had.officer else []))))
    facts |= _ground(desk, effect.kind, effect.clause, day)
    facts["deferral_law"] = _deferral_law(desk, effect.defers, day)
    facts |= paper_further.facts(names, effect, day, spelling, draft.texts, detailed=_detailed(draft, day))
    facts["coerced_names"] = facts.get("about_party") or facts["debtor_names"]
    facts["summons_times"] = summonses.times(names, draft, state) if draft.form == summonses.SUMMONS else ""
    facts["refund_address"] = owing.refund_address(names, effect.party, meant, kind, texts)
    facts["commune_bodies"] = _communes(names, debtors, day)
    facts["addressee"] = "; ".join(x["person"] + x["details"] for x in facts["debtors"])
    facts |= purposes
    if facts["interim"] or not owed:
        # Nobody is given time: an interim measure is enforced at once, or nobody is there to be given it.
        facts["voluntary_days"] = ""
    facts |= paper_terms.facts(desk, form_on(draft.form, day), day)
    facts |= groups(state, effect, lambda some, amounts: _obligations(names, some, texts, amounts, spelling, back))
    facts |= intake_papers.facts(desk, names, draft, day) | entry_papers.facts(names, draft)
    facts |= paper_results.facts(reader, names, draft, state, lambda paper: paper_text(names, state, paper), spelling)
    facts |= {k: v for k, v in draft.texts.items() if v}
    facts |= fee_papers.facts(desk, reader, draft, day, spelling)
    creditors = _keys(meant, "creditors")
    facts[_TOLD] = {}
    about = [x for x in lines if not had.lines or x.line in had.lines]
    for name, every, before in (("debtor_names", debtors, had.debtors), ("creditor_names", creditors, had.creditors)):
        # Of what acts on a paper about some obligations nobody else is told.
        now = [p for p in every if any(p in (*x.debtors, *x.creditors) for x in about)] if had.lines else every
        also = tuple(p for p in owing.told(names, before) if p not in now)
        facts[_TOLD][name] = (_joined(names, every), _joined(names, [*owing.told(names, now), *also]), also)
    return facts | prepared.own_fields(form_on(draft.form, day).checked, draft.texts, spelling, day)


def _detailed(draft: Draft, day: date) -> bool:
    form = form_on(draft.form, day)
    return any("{about_details}" in part.text for part in (*form.opening, *form.articles))


def _references(reader: Reader, names: Names, draft: Draft, state: MatterState, day: date) -> dict[str, str]:
    found: dict[str, str] = {}
    row = names.row("matter", draft.matter)
    if state.opened is not None:
        kind = "chủ động" if state.kind == "cd" else "theo yêu cầu"
        issuer = people.identity(reader, state.opened)
        by = prepared.head_of(issuer.head_title, issuer.name)
        number = str(row.get("number_text", ""))
        cited = prepared.paper_reference(f"Quyết định thi hành án {kind}", number, state.opened, by)
        found["enforcement_decision"] = cited + amended_records.cited(names, state, state.opening_paper, day)
    opening = draft.effect.opening
    if opening is not None and opening.request:
        request = names.row("request", opening.request)
        asked = names.name("party", str(request.get("party", "")))
        if request:
            found["request_text"] = f"đơn yêu cầu thi hành án {long_date(date.fromisoformat(request['day']))} của {asked}"
    elif opening is not None and opening.delegated_in:
        # The request was made where the matter was delegated from.
        came = names.row("judgment", opening.judgment)
        number = f" số {came['delegation_number']}" if came.get("delegation_number") else ""
        found["request_text"] = f"quyết định ủy thác thi hành án{number} của {came.get('delegated_from', '')}"
    target = draft.effect.target
    if draft.effect.kind in ("withdrawal", "amendment", "cancellation", "measure_end", "fee_relief"):
        found["target_text"] = (
            paper_text(names, state, target)
            if target and target != state.opening_paper
            else found.get("enforcement_decision", "") if draft.effect.kind not in KINDS else ""
        )
    ended = decisions.catalogue().of(measure_forms.ended(state, target), day) if draft.effect.kind == "measure_end" else None
    found["ended_law"] = prepared.law_words(ended.cite) if ended is not None else ""
    kinds, lines = reach.lifted(draft.effect), state.named(draft.effect.lines)
    live = {c.paper: None for n in lines for c in state.lines[n].conditions if c.paper and c.kind in kinds}
    found["held_conditions"] = "; ".join(x for x in (paper_text(names, state, p) for p in live) if x)
    return found


def paper_text(names: Names, state: MatterState, paper: str) -> str:
    """An issued paper of the matter as another one cites it; "" for one that is none."""
    stands = state.papers.get(paper)
    if stands is None or stands.numbered is None:
        return ""
    row = names.row("paper", paper)
    name = str(row.get("title", "")) or (form_for(stands.form, stands.numbered).name if stands.form else "Quyết định")
    said = prepared.paper_reference(name, stands.number_text or str(row.get("number_text", "")), stands.numbered, "")
    return said + amended_records.cited(names, state, paper)


def _ground(desk: Desk, kind: str, clause: str, day: date) -> dict[str, str]:
    listed = desk.rules.grounds(GROUND_KINDS[kind], day) if GROUND_KINDS[kind] else ()
    chosen = next((x for x in listed if x.code == clause), None)
    if chosen is None:
        return {}
    return {"ground_text": prepared.within(chosen.text), "ground_law": prepared.law_words(chosen.cite)}


def _deferral_law(desk: Desk, clause: str, day: date) -> str:
    """The article under which a lack of means defers the matter as well."""
    cite = desk.law_on(day).ground_cite("deferral", clause) if clause else None
    return prepared.law_words(cite) if cite else ""


def _keys(lines: Sequence[Line], side: str) -> list[str]:
    return list(dict.fromkeys(p for x in lines for p in getattr(x, side)))


def _people(names: Names, keys: Sequence[str], day: date) -> list[dict[str, str]]:
    rows = [_with_commune(names.row("party", key), day) for key in keys]
    return [{"person": prepared.person(r), "details": prepared.details(r, day)} for r in rows if r]


def _with_commune(row: dict[str, Any], day: date) -> dict[str, Any]:
    """The address ends with the commune's name of the paper's day, unless it was typed there already."""
    return {**row, "address": units.address(str(row.get("address", "")), str(row.get("commune", "")), day)}


def _communes(names: Names, debtors: Sequence[str], day: date) -> str:
    """The committees of the communes where the debtors live, to post it; "" unless all of them are known."""
    codes = [str(names.row("party", p).get("commune", "") or "") for p in debtors]
    if not codes or not all(units.known(code) for code in codes):
        return ""
    return "; ".join(dict.fromkeys(f"Ủy ban nhân dân {units.address('', code, day)} (để niêm yết)" for code in codes))


def _joined(names: Names, keys: Sequence[str]) -> str:
    return "; ".join(x for x in (names.name("party", key) for key in keys) if x)


def _obligations(
    names: Names, lines: Sequence[Line], texts: dict[str, str], amounts: dict[int, int | None] | dict[int, int] | None, spelling: Spelling,
    back: Collection[int] = (),
) -> list[dict[str, str]]:  # fmt: skip
    """Each obligation with its amount; who owes whom is said where the lines do not all have the same one of each. back: those that are
    given back beside what somebody owes."""
    rows = []
    several = {side: len(_keys(lines, side)) > 1 for side in ("debtors", "creditors")}
    for x in lines:
        amount = x.due if amounts is None else amounts.get(x.line, x.due)
        said = f": {prepared.amount_text(amount, spelling)}" if x.due is not None and amount else ""
        said += f" (trả lại cho {_joined(names, x.creditors)})" if x.line in back else _between(names, x, several)
        rows.append({"n": str(x.line), "obligation": texts.get(str(x.line)) or "Khoản phải thi hành", "amount": said})
    return rows


def _between(names: Names, line: Line, several: dict[str, bool]) -> str:
    parts = []
    if several["debtors"]:
        jointly = " liên đới" if line.joint and len(line.debtors) > 1 else ""
        parts.append(f"người phải thi hành{jointly}: {_joined(names, line.debtors)}")
    if several["creditors"]:
        parts.append(f"người được thi hành: {_joined(names, line.creditors)}")
    return f" ({'; '.join(parts)})" if parts else ""


def _is_part(state: MatterState, lines: tuple[int, ...]) -> bool:
    rest = {s.line.line for s in state.open_lines if not s.paid} or {s.line.line for s in state.open_lines}
    return bool(lines) and len(set(lines) & rest or set(lines)) < len(rest)


def _delegation(judgment: dict[str, Any]) -> str:
    if not judgment.get("delegated_from"):
        return ""
    number = judgment.get("delegation_number")
    return f"Quyết định ủy thác thi hành án{f' số {number}' if number else ''} của {judgment['delegated_from']}"


def _region(office: str) -> str:
    at = office.lower().find(prepared.GENERIC)
    return office[at + len(prepared.GENERIC) :].strip() if at >= 0 else ""
