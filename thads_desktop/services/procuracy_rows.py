"""One matter as the procuracy's register has it: the cells of its 24 columns as of a day, from its events. Nothing is kept here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.documents.form import form_for, load_forms
from thads_desktop.domain import events as ev, part_events as pt, procedure_events as pe
from thads_desktop.domain.acts import GROUND_KINDS, from_plain
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.standing import standing
from thads_desktop.domain.text import bare, several
from thads_desktop.law import service_law
from thads_desktop.law.deadlines import NOT_SENT, deadlines_of
from thads_desktop.services import masking, people, procuracy_checks as checks, series, subject_terms, units
from thads_desktop.services.event_words import POST_WORDS
from thads_desktop.services.issuers import as_signed

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    from thads_desktop.documents.form import Form
    from thads_desktop.domain.events import Event
    from thads_desktop.domain.matter import MatterState, PaperState
    from thads_desktop.law.due import Deadline
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

#: What a decision did -> its column; of a continuation the column follows what it ended.
_COLUMN: dict[type, str] = {
    ev.MeansLacking: "means_lacking", ev.Deferred: "deferred", ev.Suspended: "suspended", ev.Terminated: "terminated", ev.Delegated: "delegated_out",
    ev.Withdrawn: "withdrawn", ev.Cancelled: "withdrawn", pe.TakenUp: "withdrawn",
}  # fmt: skip
_KIND = {"deferred": "deferral", "suspended": "suspension"}
_BEFORE = {ev.Cancelled: "Hủy: ", pe.TakenUp: "Rút hồ sơ: "}
_NO_NUMBER = "không có số: việc nhận từ sổ cũ"
#: So many people are named in one cell.
_NAMED = 50


class Rows:
    """Makes the cells of one matter after the other, as of the end of a period."""

    def __init__(self, desk: Desk, reader: Reader, end: date, names: Names) -> None:
        self.desk, self.reader, self.end, self.names = desk, reader, end, names
        self.by = subject_terms.counter(desk, reader)
        self._powers: dict[tuple[str, str, date, str], frozenset[str]] = {}

    def of(self, matter: str) -> dict[str, str]:
        """Column -> text; {} for a matter that was not opened by then."""
        every = self.reader.events_of(f"matter:{matter}")
        events = [e for e in every if e.day is None or e.day <= self.end]
        state = fold(events)
        if not state.exists:
            return {}
        told = standing(events)
        row, cells = self.names.row("matter", matter), dict[str, list[str]]()
        for event in told:
            self._decided(cells, events, event, state)
        # When a paper was sent, or a term met, after the period is not known to it.
        due = deadlines_of(events, self.by.rules, self.by.calendar, state=state)
        decisions = self._decisions(state, told, {d.paper: (d.due, d.discharged_on) for d in due if d.rule == "R07"})
        lates = [
            checks.Late(self._term(d, state), d.due, d.discharged_on) for d in due
            if d.rule != "R07" and d.due < (min(d.discharged_on, self.end) if d.discharged_on is not None else self.end)
        ]  # fmt: skip
        judgment = self.names.row("judgment", state.judgment)
        found = {key: "\n".join(lines) for key, lines in cells.items()}
        found |= {
            "accepted": f"{row.get('number') or _first(row)} - {_day(state.opened)}", "judgment": _judgment(judgment),
            "debtors": self._people(state, "debtors"), "creditors": self._people(state, "creditors"),
            "delegated_in": self._came(state, judgment), "decision": _parts(str(row.get("number_text", "")), _day(state.opened), _due(state)),
            "obligations": self._lines(state, row), "completed": _completed(state), "note": self._note(state, found.get("note", "")),
        }  # fmt: skip
        carried = state.origin == "carried"
        unknown = checks.CARRIED if carried else checks.NONE_KNOWN
        return {**found, **checks.answers(decisions, lates, self.by.calendar, self.end, unknown, carried=carried)}

    # --- columns 5 to 16 ------------------------------------------------------------------------------

    def _decided(self, cells: dict[str, list[str]], events: list[Event], event: Event, state: MatterState) -> None:
        body, key = event.body, _COLUMN.get(type(event.body), "")
        if isinstance(body, pt.PartGivenAway) and body.half == "delegated":
            cells.setdefault("delegated_out", []).append(self._out(body.paper, event.day, body.amount, body.to_office, state))
            return
        if isinstance(body, ev.Continued):
            before = _before(events, event)
            ended = _ended(before, body)
            said = _parts(self._number(body.paper, state), _day(event.day)) + self._gone(body.paper, state)
            for kind, column in (("deferral", "continued_deferral"), ("suspension", "continued_suspension")):
                if kind in ended:
                    cells.setdefault(column, []).append(said)
            if not ended & {"deferral", "suspension"}:
                cells.setdefault("note", []).append(f"Tiếp tục sau chưa có điều kiện: {said}")
            return
        if isinstance(body, pe.RequestReturned | pe.Concluded):
            words = "Gửi lại yêu cầu" if isinstance(body, pe.RequestReturned) else "Kết thúc"
            cells.setdefault("note", []).append(f"{words}: {_parts(self._number(body.paper, state), _day(event.day))}")
            return
        if not key:
            return
        before = _before(events, event)
        lines = getattr(body, "lines", ()) or tuple(before.lines)
        amount = getattr(body, "amount", None)
        money = [before.lines[n] for n in lines if n in before.lines and before.lines[n].line.due is not None]
        if amount is None and money:
            amount = sum(s.rest for s in money)
        paper = str(getattr(body, "paper", ""))
        if isinstance(body, ev.Delegated):
            cells.setdefault(key, []).append(self._out(paper, event.day, amount, body.to_office, state))
            return
        by_notice = isinstance(body, ev.Suspended) and body.by_notice
        notice = "Thông báo: " if by_notice else _BEFORE.get(type(body), "")
        kind = "suspension_notice" if by_notice else _KIND.get(key, "")
        ground = self._reason(kind, str(getattr(body, "clause", "")), event.day) if kind else ""
        number = self._number(paper, state) or ("" if paper or state.origin != "carried" else _NO_NUMBER)
        said = _parts(number, _day(event.day), ground, _money(amount))
        cells.setdefault(key, []).append(f"{notice}{said}{self._gone(paper, state)}")

    def _out(self, paper: str, day: date | None, amount: int | None, to: str, state: MatterState) -> str:
        issued = f"nơi ban hành: {people.identity(self.reader, day or self.end).name}"
        return _parts(self._number(paper, state), _day(day), _money(amount), issued, f"nhận ủy thác: {to}" if to else "") + self._gone(paper, state)

    def _number(self, paper: str, state: MatterState) -> str:
        stands = state.papers.get(paper)
        return str(self.names.row("paper", paper).get("number_text", "")) or (stands.number_text if stands else "") if paper else ""

    def _term(self, d: Deadline, state: MatterState) -> str:
        """A term by its title; one of a paper with the number, the day and the kind of that: several series have the same numbers."""
        number, paper = self._number(d.paper, state), state.papers.get(d.paper)
        if not number:
            return d.title
        kind = checks.kind_of(str(self.names.row("paper", d.paper).get("title", "")))
        day = f" ngày {short_date(paper.numbered)}" if paper is not None and paper.numbered is not None else ""
        return f"{d.title} ({', '.join(x for x in (number + day, kind) if x)})"

    def _gone(self, paper: str, state: MatterState) -> str:
        return " (đã bị thu hồi, hủy)" if paper and paper in state.undone else ""

    def _reason(self, kind: str, clause: str, day: date | None) -> str:
        known = self.by.rules.grounds(kind, day) if day else ()
        said = next((g.text for g in known if g.code == clause), "")
        return f"lý do: {said[:1].lower()}{said[1:]}" if said else ""

    # --- the other columns ----------------------------------------------------------------------------

    def _people(self, state: MatterState, side: str) -> str:
        keys = dict.fromkeys(p for s in state.lines.values() for p in getattr(s.line, side))
        self.names.ahead("party", keys)
        said = []
        for key in list(keys)[:_NAMED]:
            row = self.names.row("party", key)
            address = units.address(str(row.get("address", "")), str(row.get("commune", "") or ""), self.end)
            said.append(", ".join(x for x in (str(row.get("name", "")), address) if x))
        return "\n".join(said) if len(keys) <= _NAMED else several([*said, *[""] * (len(keys) - _NAMED)], _NAMED)

    def _lines(self, state: MatterState, row: dict[str, Any]) -> str:
        texts, many = row.get("obligations", {}), len(state.lines) > 1
        said = []
        for n, s in state.lines.items():
            words = str(texts.get(str(n), "")) or "Khoản phải thi hành"
            said.append(f"{f'{n}. ' if many else ''}{words}{f': {dong(s.line.due)} đồng' if s.line.due is not None else ''}")
        return "\n".join(said)

    def _came(self, state: MatterState, judgment: dict[str, Any]) -> str:
        if not state.delegated_in:
            return ""
        said = str(judgment.get("delegation_day") or "")
        day = _day(date.fromisoformat(said)) if said else ""
        return _parts(str(judgment.get("delegation_number", "")), day, _due(state), f"nơi ban hành: {judgment.get('delegated_from', '')}")

    def _note(self, state: MatterState, more: str) -> str:
        officer = self.names.name("person", state.officer)
        return "\n".join(x for x in (f"Chấp hành viên {officer}" if officer else "", more) if x)

    # --- the six heads --------------------------------------------------------------------------------

    def _decisions(self, state: MatterState, told: list[Event], due: dict[str, tuple[date, date | None]]) -> list[checks.Decision]:
        bodies: dict[str, list[Any]] = {}
        for event in told:
            if paper := str(getattr(event.body, "paper", "")):
                bodies.setdefault(paper, []).append(event.body)
        found = []
        for stands in state.papers.values():
            day = stands.numbered
            form, in_force = _form(stands.form, day) if day is not None else (None, False)
            if day is None or form is None or stands.stage == "void" or form.minutes or not form.series or form.series in series.ADMIN:
                continue
            found.append(self._decision(state, stands, form, day, bodies.get(stands.paper, []), due, in_force=in_force))
        return sorted(found, key=lambda d: (d.issued, d.number))

    def _decision(
        self, state: MatterState, paper: PaperState, form: Form, day: date, bodies: list[Any], due: dict[str, tuple[date, date | None]], *,
        in_force: bool,
    ) -> checks.Decision:  # fmt: skip
        row, recorded = self.names.row("paper", paper.paper), paper.stage == "recorded"
        kind = GROUND_KINDS.get(form.effect, "")
        said = [str((row.get("effect") or {}).get("clause", "")), *(str(getattr(b, "clause", "") or getattr(b, "ground", "") or "") for b in bodies)]
        clause = next((c for c in said if c), "")
        known = self.by.rules.grounds(kind, day) if kind else ()
        ground = next((g.cite for g in known if g.code == clause), "") if clause else ""
        officer = next((who for since, who in reversed(state.officers) if since <= day), "")
        typed = row.get("texts", {})
        missing = [v.label for v in map(form.variable, form.required) if v.source == "typed" and not str(typed.get(v.name, "")).strip()]
        elsewhere = recorded and not self._ours(paper, day)
        last, sent = due.get(paper.paper, (None, None))
        if recorded and not elsewhere and paper.form not in NOT_SENT and not service_law.unsent("R07", paper.form):
            # No term runs for what was entered, but when it was sent is judged by the same days.
            last = self.by.made("R07", day, "").due
            sent = min((s.day for s in paper.sendings if s.to == "procuracy"), default=None)
        confirmed = any(isinstance(b, pe.HeadDecided) for b in bodies)
        signed = as_signed(form, state, from_plain(row["effect"])) if row.get("effect") else form
        return checks.Decision(
            self._number(paper.paper, state), form.name, day, recorded, paper.breaches, ground, bool(known), confirmed,
            self.names.name("person", paper.signer) or str(row.get("signer", "")), POST_WORDS.get(paper.capacity, ""),
            self._had_power(paper.signer, signed, day, officer), in_force, form.status == "established", recorded or bool(paper.number),
            () if recorded else tuple(missing), last, sent, paper.paper in state.undone, elsewhere,
        )  # fmt: skip

    def _ours(self, paper: PaperState, day: date) -> bool:
        """A person of this office signed it, or it bears the symbol of this office."""
        return bool(paper.signer) or bare(paper.number_text).endswith(f"-{bare(people.identity(self.reader, day).symbol)}")

    def _had_power(self, signer: str, form: Form, day: date, officer: str) -> bool | None:
        if not signer:
            return None
        asked = (form.id, form.signer, day, officer)
        if asked not in self._powers:
            self._powers[asked] = frozenset(p.person for p in people.signers(self.reader, form, day, officer))
        return signer in self._powers[asked]


def shield(cells: dict[str, str], names: Collection[str], *, covered: bool) -> dict[str, str]:
    """The cells as an account without the right to such data may see them. covered: the matter has a minor."""
    from thads_desktop.services import masking_text

    hidden = {key: masking_text.hidden(text, set(names)) for key, text in cells.items()}
    return hidden | ({"debtors": f"({masking.MINOR})", "creditors": f"({masking.MINOR})"} if covered else {})


def _form(form_id: str, day: date) -> tuple[Form | None, bool]:
    """(the form of that day, whether one was in force): what was issued on none is judged by the version nearest to it."""
    try:
        return form_for(form_id, day), True
    except Refused:
        versions = [f for f in load_forms() if f.id == form_id]
        return (min(versions, key=lambda f: abs((f.start - day).days)), False) if versions else (None, False)


def _before(events: list[Event], event: Event) -> MatterState:
    """The matter as it stood just before."""
    assert event.day is not None
    return fold([e for e in events if e.day is None or (e.day, e.seq) < (event.day, event.seq)])


def _ended(before: MatterState, body: ev.Continued) -> set[str]:
    if body.ends:
        return {"means" if e in ("means_lacking", "lacks_means") else e for e in body.ends}
    return {c.kind for n, s in before.lines.items() if not body.lines or n in body.lines for c in s.conditions}


def _completed(state: MatterState) -> str:
    """When which obligation was done, and how much came in."""
    done = [(n, s) for n, s in state.lines.items() if s.ended is not None and s.ended.kind == "done"]
    said = []
    for n, s in done:
        assert s.ended is not None
        of = f"Khoản {n}: " if len(state.lines) > 1 else ""
        said.append(of + _parts(_day(s.ended.day), _money(s.collected) if s.line.due is not None else ""))
    return "\n".join(said)


def _due(state: MatterState) -> str:
    money = [s.line.due for s in state.lines.values() if s.line.due is not None]
    return _money(sum(money)) if money else ""


def _judgment(row: dict[str, Any]) -> str:
    day = str(row.get("day") or "")
    said = _parts(str(row.get("number", "")), _day(date.fromisoformat(day)) if day else "", str(row.get("court", "")))
    if row.get("appeal_number"):
        day = str(row.get("appeal_day") or "")
        said += "\n" + _parts(str(row["appeal_number"]), _day(date.fromisoformat(day)) if day else "", str(row.get("appeal_court", "")))
    return said


def _first(row: dict[str, Any]) -> str:
    return str(row.get("number_text", "")).partition("/")[0]


def _money(amount: int | None) -> str:
    """None = what is not money."""
    return f"{dong(amount)} đồng" if amount is not None else ""


def _day(day: date | None) -> str:
    return short_date(day) if day is not None else ""


def _parts(*parts: str) -> str:
    return "; ".join(x for x in parts if x)
