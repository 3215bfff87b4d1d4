"""The enforcement decision as a clerk enters it: parties and obligations, preview, and the way to issue.

What is typed and not yet submitted is kept as a draft of its judgment; a decision that was returned keeps its paper.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law import grouping, line_kinds
from thads_desktop.law.ruleset import NEW_LAW
from thads_desktop.services import (
    decided,
    drafts,
    inputs,
    intake,
    masking,
    papers,
    parties,
    people,
    recording,
    six_heads,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.documents.compose import Paper
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

MOST = 200
Side = Literal["debtor", "creditor"]
#: How an enforcement decision goes to the parties, as it says itself; the first is the usual way.
NOTICE_WAYS = (
    "trực tiếp", "qua dịch vụ bưu chính", "phương thức điện tử", "niêm yết công khai", "trên phương tiện thông tin đại chúng",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Obligation:
    """One obligation: text, đồng (None = not money), places of its debtors and creditors (empty = all), joint; nobody: of the debtors
    none owes it, for it is given back, confiscated or destroyed."""

    text: str
    due: int | None
    debtors: tuple[int, ...] = ()
    creditors: tuple[int, ...] = ()
    joint: bool = False
    nobody: bool = False


@dataclass(frozen=True, slots=True)
class OpeningInput:
    """kind: cd | yc; paper, matter: of a decision that was returned and is prepared again, else ""; notice: its way to the parties.

    even_if_decided: a human says that another decision of the same kind is meant. confirmed: as ``Effect.confirmed``. extra: what the
    case needs beside what the form says.
    """

    judgment: str
    kind: str
    request: str
    debtors: tuple[parties.PartyInput, ...]
    creditors: tuple[parties.PartyInput, ...]
    lines: tuple[Obligation, ...]
    officer: str = ""
    paper: str = ""
    matter: str = ""
    notice: str = NOTICE_WAYS[0]
    even_if_decided: bool = False
    confirmed: tuple[str, ...] = ()
    extra: str = ""


def preview(desk: Desk, given: OpeningInput, day: date) -> bytes:
    """The decision as it would print for signature; nothing stays in the data."""
    from thads_desktop.printing.draw import draw

    return draw(preview_paper(desk, given, day))


def preview_paper(desk: Desk, given: OpeningInput, day: date) -> Paper:
    """As ``preview``, before it is drawn."""
    with desk.writing("draft") as uow:
        return papers.preview(desk, uow, _draft(uow, given), day)


def check(desk: Desk, given: OpeningInput, day: date) -> papers.Check:
    """What is wrong or missing; nothing stays in the data."""
    return looked(desk, given, day)[0]


def looked(desk: Desk, given: OpeningInput, day: date, signer: str = "") -> tuple[papers.Check, tuple[six_heads.Head, ...]]:
    """As ``check``, and the same under the six heads of the procuracy's review. signer: who is to sign, "" = open."""
    with desk.writing("draft") as uow:
        draft = _draft(uow, given)
        found = papers.check(desk, uow, draft, day)
        return found, six_heads.looked(desk, uow, draft, day, found, signer)


def pays_directly(desk: Desk, day: date) -> bool:
    """No account is set under a law whose decisions say how to pay: they will say to pay at the office."""
    if day < NEW_LAW:
        return False
    with desk.reading() as reader:
        return not (people.identity(reader, day).account or desk.settings(reader)["voluntary_account"])


def issue(desk: Desk, given: OpeningInput, signer: str, day: date, over: Mapping[str, Any] | None = None) -> tuple[str, str]:
    """Parties, decision, number and print in one transaction: (paper id, number).

    over: what this desk last knew to be kept of the form; Refused("draft.changed") when another desk has typed there since.
    """
    with desk.writing("sign", two=False) as uow:
        decided.refuse_repeated(uow, given)
        made = papers.issue_in(desk, uow, _draft(uow, given), signer, day)
        drafts.drop_seen(desk, uow, draft_of(given.judgment, given.paper), over)
        uow.commit()
    return made


def submit(desk: Desk, given: OpeningInput, day: date, over: Mapping[str, Any] | None = None, signer: str = "") -> str:
    """Lay the decision before the head; the paper's id. over: as ``issue``; signer: who was chosen to sign it."""
    with desk.writing("submit") as uow:
        decided.refuse_repeated(uow, given)
        paper = papers.submit_in(desk, uow, replace(_draft(uow, given), signer=signer), day)
        drafts.drop_seen(desk, uow, draft_of(given.judgment, given.paper), over)
        uow.commit()
    return paper


def record(
    desk: Desk, given: OpeningInput, number: str, signer: str, day: date, scan: bytes = b"", over: Mapping[str, Any] | None = None
) -> tuple[str, tuple[str, ...]]:
    """A decision issued on paper or on another system, with its own number: (paper id, codes of the rules it broke). over: as ``issue``."""
    with desk.writing("record") as uow:
        made = recording.record_in(desk, uow, _draft(uow, given, recorded=True), number, signer, day, scan)
        drafts.drop_seen(desk, uow, draft_of(given.judgment, given.paper), over)
        uow.commit()
    return made


def keep(desk: Desk, judgment: str, typed: dict[str, Any], paper: str = "", over: Mapping[str, Any] | None = None) -> None:
    """Keep what stands in the form of a judgment's decision (paper: of a returned one); nothing counted depends on it.

    over: as ``drafts.keep``. Refused("rights.none") for who does not see what another has kept there.
    """
    desk.require("secret")
    drafts.keep(desk, draft_of(judgment, paper), typed, over)


def kept(desk: Desk, judgment: str, paper: str = "") -> dict[str, Any] | None:
    """What was kept of a judgment's decision, or None; None also for who may not see all that is typed of parties."""
    return None if masking.hides(desk) else drafts.kept(desk, draft_of(judgment, paper))


def returned(desk: Desk, paper: str) -> OpeningInput:
    """A decision that the head returned, or that was drafted with others, as it was entered; its parties are known ones now, shown as this account
    may see them."""
    with desk.reading() as reader:
        draft = papers.load(reader, paper)
        opening = draft.effect.opening
        if opening is None:
            raise Refused(Refusal("paper.unknown"))
        owes = list(dict.fromkeys(p for x in opening.lines for p in x.debtors))
        owed = list(dict.fromkeys(p for x in opening.lines for p in x.creditors))
        shown = {p: parties.as_seen(desk, reader, p) for p in (*owes, *owed)}
        real = {p: parties.input_of(reader, p).name for p in shown}
        minors = [name for p, name in real.items() if shown[p].name != name]
        lines = tuple(
            Obligation(
                masking.free_text(desk, reader, draft.texts.get(f"obligation_{x.line}", ""), minors), x.due, tuple(owes.index(p) for p in x.debtors),
                tuple(owed.index(p) for p in x.creditors), x.joint, bool(owes) and not x.debtors,
            )
            for x in opening.lines
        )  # fmt: skip
        return OpeningInput(
            opening.judgment, opening.kind, opening.request, tuple(shown[p] for p in owes),
            tuple(shown[p] for p in owed), lines, draft.effect.officer, paper, draft.matter,
            draft.texts.get("notice_way", NOTICE_WAYS[0]), extra=masking.free_text(desk, reader, draft.texts.get("extra", ""), minors),
        )  # fmt: skip


def is_draft(desk: Desk, paper: str) -> bool:
    """An enforcement decision that was drafted and never laid before anybody."""
    with desk.reading() as reader:
        row = reader.draft(f"paper:{paper}") if reader.row("paper", paper) is None else None
    return bool(row and (row.get("effect") or {}).get("opening"))


def field(side: Side, place: int, what: str = "") -> str:
    """The name of a party's field, where its refusals stand: debtor, debtor_ids; debtor_2, debtor_2_ids."""
    lead = side if place == 0 else f"{side}_{place + 1}"
    return f"{lead}_{what}" if what else lead


def draft_of(judgment: str, paper: str = "") -> str:
    """Where what is typed of a judgment's decision, or of a returned one, is kept."""
    return f"returned:{paper}" if paper else f"opening:{judgment}"


def _draft(uow: UnitOfWork, given: OpeningInput, *, recorded: bool = False) -> papers.Draft:
    _refuse_nonsense(given, recorded=recorded)
    intake.known(uow, given.judgment)
    owes = [_take(uow, p, "debtor", at) for at, p in enumerate(given.debtors)]
    owed = [_take(uow, p, "creditor", at) for at, p in enumerate(given.creditors)]
    return _assembled(uow, given, owes, owed)


def of_known(reader: Reader, given: OpeningInput) -> papers.Draft:
    """The decision as a paper, of parties that are all known: nothing is written of them."""
    _refuse_nonsense(given, recorded=False)
    owes, owed = ([parties.resolve(reader, p.known) for p in side] for side in (given.debtors, given.creditors))
    return _assembled(reader, given, owes, owed)


def _assembled(reader: Reader, given: OpeningInput, owes: list[str], owed: list[str]) -> papers.Draft:
    row = intake.known(reader, given.judgment)
    given = without_owner(given)
    lines = tuple(
        _line(n, x, owes, owed, given) for n, x in enumerate(given.lines, 1)
    )  # fmt: skip
    _refuse_one_party(reader, given, lines)
    received = date.fromisoformat(row["received"]) if row.get("received") else None
    urgent = given.kind == "cd" and intake.is_urgent(reader, given.judgment)
    opening = Opening(
        "cd" if given.kind == "cd" else "yc", row["case_type"], given.judgment, lines, given.request,
        bool(row.get("delegated_from")), urgent, judgment_day=date.fromisoformat(row["day"]), received=received,
    )  # fmt: skip
    texts = {f"obligation_{n}": x.text for n, x in enumerate(given.lines, 1)} | {"notice_way": given.notice}
    texts |= {"extra": given.extra} if given.extra.strip() else {}
    effect = Effect("enforcement", officer=given.officer, opening=opening, confirmed=given.confirmed)
    # An interim measure has a form of its own; decisions made before there was one keep theirs.
    form = "enforcement_interim" if urgent else f"enforcement_{opening.kind}"
    return papers.cleaned(papers.Draft(form, effect, given.matter, texts, given.paper))


def _take(uow: UnitOfWork, given: parties.PartyInput, side: Side, place: int) -> str:
    """The party's id; what is wrong with it is said at its own field."""
    try:
        return parties.take(uow, given)
    except Refused as refused:
        named = {"name": "", "birth_year": "birth"}
        raise Refused(
            *(replace(r, field=field(side, place, named.get(r.field, r.field))) for r in refused.refusals)
        ) from None


def _refuse_nonsense(given: OpeningInput, *, recorded: bool) -> None:
    """What no law need be asked about: nobody, nothing, too much, or a place that is not there.

    Nobody need owe, or be owed, what the office confiscates or destroys of its own motion (of money its words say so), nor owe the money it gives back;
    a recorded decision is as it is.
    """
    alone = given.kind == "cd" and all(line.due is None or _gives_back(given, line) or _takes(given, line) for line in given.lines)
    if not (given.debtors and given.creditors) and not recorded and not alone:
        raise Refused(Refusal("opening.no_party", field="creditor" if given.debtors else "debtor"))
    if not given.lines:
        raise Refused(Refusal("decision.no_lines", field="text_1"))
    if max(len(given.debtors), len(given.creditors), len(given.lines)) > MOST:
        raise Refused(Refusal("opening.too_many", {"most": str(MOST)}))
    for n, line in enumerate(given.lines, 1):
        if not inputs.body(line.text, f"text_{n}", limit=inputs.SENTENCE):
            raise Refused(Refusal("opening.no_text", {"line": str(n)}, f"text_{n}"))
        if line.due is not None:
            inputs.amount(line.due, f"due_{n}")
        if any(not 0 <= at < len(given.debtors) for at in line.debtors):
            raise Refused(Refusal("opening.no_party", field="debtor"))
        if any(not 0 <= at < len(given.creditors) for at in line.creditors):
            raise Refused(Refusal("opening.no_party", field="creditor"))
        if line.nobody and not recorded and not (given.kind == "cd" and (line.due is None or _to_somebody(given, line) or _takes(given, line))):
            raise Refused(Refusal("line.no_debtor", {"line": str(n)}, f"text_{n}"))
    _refuse_idle(given, "debtor")
    _refuse_idle(given, "creditor")


def _gives_back(given: OpeningInput, line: Obligation) -> bool:
    """Money that somebody beside the State has coming and nobody owes."""
    return not given.debtors and _to_somebody(given, line)


def _takes(given: OpeningInput, line: Obligation) -> bool:
    """Money that by its words is confiscated, and that nobody owes."""
    return given.kind == "cd" and (line.nobody or not given.debtors) and grouping.taken().says(line.text)


def _to_somebody(given: OpeningInput, line: Obligation) -> bool:
    """Somebody beside the State has it coming."""
    return any(p.kind != "state" for at, p in enumerate(given.creditors) if not line.creditors or at in line.creditors)


def without_owner(given: OpeningInput) -> OpeningInput:
    """What by its words is given back is owed by nobody, where none of those who owe was chosen for it and all of them owe something else."""
    back = {
        n for n, x in enumerate(given.lines)
        if given.kind == "cd" and not x.debtors and _to_somebody(given, x) and grouping.given_back().says(x.text)
    }  # fmt: skip
    owing = {at for n, x in enumerate(given.lines) if n not in back and not x.nobody for at in x.debtors or range(len(given.debtors))}
    if not back or owing != set(range(len(given.debtors))):
        return given
    return replace(given, lines=tuple(replace(x, nobody=True) if n in back else x for n, x in enumerate(given.lines)))


def _refuse_idle(given: OpeningInput, side: Side) -> None:
    """A party that no obligation names would vanish from the decision without a word."""
    parties_of = given.debtors if side == "debtor" else given.creditors
    chosen = [line.debtors if side == "debtor" else line.creditors for line in given.lines if side == "creditor" or not line.nobody]
    if all(chosen):
        named = {at for places in chosen for at in places}
        for at, party in enumerate(parties_of):
            if at not in named:
                raise Refused(Refusal("opening.idle_party", {"name": party.name[:80]}, field(side, at)))


def _refuse_one_party(reader: Reader, given: OpeningInput, lines: tuple[ev.Line, ...]) -> None:
    """Nobody owes himself, neither as one row nor as two rows of one number. Of what by its words is given back a better reason is told
    (``one_decision``): nobody owes it at all."""
    keys = {p for x in lines for p in (*x.debtors, *x.creditors)}
    marks = {p: parties.marks(reader, p) for p in keys}
    for x, said in zip(lines, given.lines, strict=True):
        if given.kind == "cd" and grouping.given_back().says(said.text) and not set(x.debtors) & set(x.creditors):
            continue
        owe, owed = ({m for p in side for m in marks[p]} for side in (x.debtors, x.creditors))
        if owe & owed:
            raise Refused(Refusal("opening.same_party", {"line": str(x.line)}, f"text_{x.line}"))


def _line(number: int, line: Obligation, owes: list[str], owed: list[str], given: OpeningInput) -> ev.Line:
    debtors = () if line.nobody else tuple(owes[at] for at in line.debtors) or tuple(owes)
    to = line.creditors or tuple(range(len(owed)))
    creditors = tuple(owed[at] for at in to)
    whom = [given.creditors[at] for at in to]
    taken = line.due is not None and _takes(given, line)
    state = all(p.kind == "state" for p in whom) and bool(whom or taken)
    kind = line_kinds.suggested(line.text, [p.name for p in whom], state=state)
    return ev.Line(number, line.due, debtors, creditors, line.joint, kind, state_revenue=state, ownerless=taken)
