"""What the obligations of a matter are for the returns, and whether a coercion called in forces: said where the books do not say it yet.

A new decision says what its obligations are by itself (``suggested``); what was taken over or decided before is said here, matter by
matter or, for a whole register, as the words suggest it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.domain import events as ev, procedure_events as pe
from thads_desktop.domain.fold import fold
from thads_desktop.domain.kind_events import ForcesSaid, KindOfLine, LineKindSaid
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.law import line_kinds
from thads_desktop.returns.record_words import COERCION
from thads_desktop.returns.scratch import kind_of_line
from thads_desktop.returns.vocabulary import REVENUES
from thads_desktop.services import masking, projecting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader


class LineKinds(NamedTuple):
    """An obligation: its number and words, what it is by now, and what its words suggest."""

    line: int
    text: str
    kind: str
    suggested: str

    @property
    def begins(self) -> str:
        """What a form begins with: what is known, or more than that from the words."""
        return self.suggested if self.kind in (line_kinds.OTHER, line_kinds.OTHER_REVENUE) else self.kind


class Coercion(NamedTuple):
    """A coercive measure: its paper, number and name; forces: as was said, None = not yet."""

    paper: str
    words: str
    forces: bool | None


def choices() -> list[tuple[str, str]]:
    """(word, title) of every kind."""
    return [(k.key, k.title) for k in line_kinds.kinds()]


def of_matter(desk: Desk, matter: str) -> tuple[list[LineKinds], list[Coercion]]:
    """The obligations of a matter and its coercive measures, as the account may read them."""
    with desk.reading() as reader:
        return _lines(reader, matter, masking.names(desk, reader)), _coercions(reader, matter)


def say(desk: Desk, matter: str, kinds: Mapping[int, str], forces: Mapping[str, bool] | None = None) -> None:
    """Say what obligations are, and of which coercions forces were called in, all or nothing. Refused("line_kind.*" | "forces.*")."""
    allowed = {k.key for k in line_kinds.kinds()}
    with desk.writing("happen") as uow:
        now = {x.line: x.kind for x in _lines(uow, matter, projecting.Names(uow))}
        told = {c.paper: c.forces for c in _coercions(uow, matter)}
        for line, kind in kinds.items():
            if kind not in allowed:
                raise Refused(Refusal("line_kind.unknown", {"kind": kind[:40], "known": ", ".join(k.title for k in line_kinds.kinds())}))
            if line not in now:
                raise Refused(Refusal("line_kind.no_line", {"line": str(line)}))
        if any(paper not in told for paper in forces or ()):
            raise Refused(Refusal("forces.no_measure"))
        fresh = {line: kind for line, kind in sorted(kinds.items()) if now[line] != kind}
        called = {paper: said for paper, said in (forces or {}).items() if told[paper] != said}
        if not fresh and not called:
            raise Refused(Refusal("forces.same" if forces else "line_kind.nothing"))
        bodies: list[ev.Body] = [LineKindSaid(tuple(KindOfLine(*x) for x in fresh.items()))] if fresh else []
        for body in (*bodies, *(ForcesSaid(*x) for x in called.items())):
            uow.append(f"matter:{matter}", desk.clock.today(), body)
        projecting.matter(desk, uow, matter)
        uow.commit()


def say_all(desk: Desk) -> int:
    """Say of every matter what the words of its obligations suggest, where that is more than is known; how many matters."""
    done = 0
    with desk.writing("happen") as uow:
        names = projecting.Names(uow)
        for subject in uow.subjects("matter"):
            key = subject.partition(":")[2]
            unknown = {line_kinds.OTHER, line_kinds.OTHER_REVENUE}
            fresh = [KindOfLine(x.line, x.suggested) for x in _lines(uow, key, names) if x.kind in unknown and x.suggested != x.kind]
            if fresh:
                uow.append(subject, desk.clock.today(), LineKindSaid(tuple(fresh)))
                projecting.matter(desk, uow, key)
                done += 1
        uow.commit()
    return done


def say_forces(desk: Desk, matter: str, paper: str, *, forces: bool) -> None:
    """Say whether one coercion called in the forces of other authorities. Refused("forces.*")."""
    say(desk, matter, {}, {paper: forces})


def _lines(reader: Reader, matter: str, names: Names) -> list[LineKinds]:
    events = reader.events_of(f"matter:{matter}")
    state = fold(events)
    told = {k.line: k.kind for e in in_force(events) if isinstance(e.body, LineKindSaid) for k in e.body.kinds}
    texts = names.row("matter", matter).get("obligations") or {}
    found = []
    for n, s in sorted(state.lines.items()):
        text, kind = str(texts.get(str(n), "")), told.get(n, kind_of_line(s.line))
        creditors = [names.name("party", p) for p in s.line.creditors]
        found.append(LineKinds(n, text, kind, line_kinds.suggested(text, creditors, state=kind in REVENUES)))
    return found


def _coercions(reader: Reader, matter: str) -> list[Coercion]:
    events = in_force(reader.events_of(f"matter:{matter}"))
    said = {e.body.paper: e.body.forces for e in events if isinstance(e.body, ForcesSaid)}
    found = []
    for e in events:
        if isinstance(e.body, pe.MeasureTaken) and e.body.measure in COERCION and e.body.paper:
            row = reader.row("paper", e.body.paper) or {}
            words = " ".join(x for x in (str(row.get("number_text", "")), str(row.get("title", ""))) if x)
            found.append(Coercion(e.body.paper, words, said.get(e.body.paper)))
    return found
