"""What one enforcement decision may hold: its obligations grouped by the law of its day (``resources/law/grouping.toml``), as the parts of a
judgment are (``splitting``). Every way to a decision asks here: a single form, a batch, a command, a recording, another program's data.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, splitting
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.splitting import Part
from thads_desktop.domain.text import bare
from thads_desktop.law import grouping
from thads_desktop.services import answers, owing, parties
from thads_desktop.services.judgment_parts import parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from thads_desktop.domain.acts import Effect, Opening
    from thads_desktop.domain.events import Line
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.papers import Draft
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

#: Refusals of this kind: on their page the way to split stands ready.
DIVIDE, APART, OWED = "decision.divide", "decision.apart", "refund.owed"
CODES = (DIVIDE, APART, OWED)
#: How the words of an obligation are named among those of a paper.
_TEXT = "obligation_"
#: So many decisions, or obligations of one, are told.
_SAID = 6


def objections(reader: Reader, names: Names, draft: Draft, day: date) -> list[Refusal]:
    """What a decision of a day holds that belongs in several, and who is named as debtor of what nobody owes."""
    opening = draft.effect.opening
    if opening is None:
        return []
    texts = _texts(draft)
    return [*_owed(names, opening, texts), *_divided(reader, names, opening, texts, day)]


def marked(names: Names, draft: Draft) -> Effect:
    """The effect, with what nobody owes marked among the obligations of the matter that it opens."""
    opening, texts = draft.effect.opening, _texts(draft)
    if opening is None:
        return draft.effect
    lines = tuple(replace(x, ownerless=owing.ownerless(names, opening.kind, x, texts)) for x in opening.lines)
    return replace(draft.effect, opening=replace(opening, lines=lines))


def of_nobody(names: Names, draft: Draft) -> bool:
    """A decision of what nobody owes."""
    opening = draft.effect.opening
    return opening is not None and owing.nobody_owes(names, opening.kind, opening.lines, _texts(draft))


def _texts(draft: Draft) -> dict[str, str]:
    """The words of each obligation, by its number as text."""
    return {name.removeprefix(_TEXT): text for name, text in draft.texts.items() if name.startswith(_TEXT)}


def answered(reader: Reader, opening: Opening, day: date) -> bool:
    """The request has its answer already: a refusal, or a decision; of a law of one decision for each debtor, one of the same debtors."""
    found = [x for x in answers.answering(reader, opening.judgment) if x.request == opening.request]
    if not _for_each_debtor(day):
        return bool(found)
    mine = _debtors(reader, opening.lines)
    return any(isinstance(x, ev.RequestRefused) or _debtors(reader, decided_lines(reader, x.matter)) == mine for x in found)


def in_place_of(reader: Reader, state: MatterState, other: str, day: date) -> bool:
    """Another matter on the same request decides what this one did: under a law of one decision for each debtor, of the same debtors."""
    if state.kind != "yc" or not _for_each_debtor(day):
        return True
    return _debtors(reader, [s.line for s in state.lines.values()]) == _debtors(reader, decided_lines(reader, other))


def decided_lines(reader: Reader, matter: str) -> list[Line]:
    """The obligations of a matter."""
    return [s.line for s in fold(reader.events_of(f"matter:{matter}")).lines.values()]


def _for_each_debtor(day: date) -> bool:
    rule = grouping.rules_on(day).get(("yc", "debtor"))
    return rule is not None and rule.binds is not None and rule.binds <= day


def _debtors(reader: Reader, lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(parties.resolve(reader, p) for x in lines for p in x.debtors)


def _owed(names: Names, opening: Opening, texts: Mapping[str, str]) -> list[Refusal]:
    """Somebody is named who would have to perform what is given back: nobody else owes a refund."""
    found, known = [], grouping.given_back()
    for x in opening.lines if opening.kind == "cd" else ():
        who = [names.name("party", p) for p in x.debtors if names.row("party", p).get("kind") != "state"]
        who = [name for name in who if not known.holds(name)]
        if who and owing.goes_back(names, opening.kind, x, texts):
            found.append(Refusal(OWED, {"line": str(x.line), "who": ", ".join(who)}, f"text_{x.line}"))
    return found


def _divided(reader: Reader, names: Names, opening: Opening, texts: Mapping[str, str], day: date) -> list[Refusal]:
    rules = grouping.rules_on(day)
    binding = {key: rule for key, rule in rules.items() if rule.binds is not None and rule.binds <= day}
    if opening.delegated_in or not any(kind == opening.kind for kind, _ in binding):
        return []
    groups = splitting.proposed(_parts(reader, names, opening, texts), rules.keys(), {})
    bound = [g for g in groups if (g.motion, g.rule) in binding]
    apart = [n for g in bound if g.apart for n in g.parts]
    if apart:
        cite = "; ".join(dict.fromkeys(binding[g.motion, g.rule].cite for g in bound if g.apart))
        return [Refusal(APART, {"parts": _numbers(apart)}, f"text_{apart[0]}", cite)]
    if len(groups) < 2 or not bound:
        return []
    says = [f"khoản {_numbers(g.parts)} ({_lowered(rules[g.motion, g.rule].says)})" for g in groups[:_SAID]]
    says += [f"và {len(groups) - _SAID} quyết định khác"] if len(groups) > _SAID else []
    cite = "; ".join(dict.fromkeys(binding[g.motion, g.rule].cite for g in bound))
    return [Refusal(DIVIDE, {"many": str(len(groups)), "says": "; ".join(says)}, f"text_{groups[1].parts[0]}", cite)]


def _parts(reader: Reader, names: Names, opening: Opening, texts: Mapping[str, str]) -> list[Part]:
    """The obligations as parts: who was entered twice counts once; what only its part says is taken from there."""
    entered, same = parts_of(reader, opening.judgment), _same(names, opening)
    made = []
    for x in opening.lines:
        text = texts.get(str(x.line), "")
        part = _entered(entered, text, x)
        owe = () if owing.ownerless(names, opening.kind, x, texts) else tuple(same[p] for p in x.debtors)
        back = owing.goes_back(names, opening.kind, x, texts)
        made.append(
            Part(
                x.line, opening.kind, text, x.due, owe, tuple(same[p] for p in x.creditors), x.joint, back,
                part.exhibit if part is not None else "", part.common if part is not None else False,
            )
        )  # fmt: skip
    return made


def _entered(entered: list[Part], text: str, line: Line) -> Part | None:
    """The part of the judgment that the obligation is, by its words and sum, of the same debtors first; it is used once."""
    alike = [p for p in entered if (bare(p.text), p.due) == (bare(text), line.due)]
    found = next((p for p in alike if set(p.debtors) == set(line.debtors)), alike[0] if alike else None)
    if found is not None:
        entered.remove(found)
    return found


def _same(names: Names, opening: Opening) -> dict[str, str]:
    """Party -> who it is here: the State is one; who bears a name and a year of birth that do not differ may have been entered twice."""
    found: dict[str, str] = {}
    seen: dict[str, list[tuple[object, str]]] = {}
    for p in dict.fromkeys(p for x in opening.lines for p in (*x.debtors, *x.creditors)):
        row = names.row("party", p)
        known = seen.setdefault("" if row.get("kind") == "state" else bare(str(row.get("name", ""))), [])
        year = row.get("birth_year")
        first = next((one for born, one in known if born in (None, year) or year is None), None)
        if first is None:
            known.append((year, p))
        found[p] = first or p
    return found


def _numbers(lines: Sequence[int]) -> str:
    said = ", ".join(map(str, lines[:_SAID]))
    return f"{said} …" if len(lines) > _SAID else said


def _lowered(says: str) -> str:
    return says[:1].lower() + says[1:]
