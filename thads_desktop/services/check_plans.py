"""Inspections: a plan, a sample drawn by risk, findings with remedy, person and day, proof of each remedy, the end.

The log's own inspection (who did what) is ``inspection.py``; what a rule finds by itself is ``self_check.py``, whose findings are the risk.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import check_events as ce, task_events as te
from thads_desktop.domain.dates import add_months, short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sampling import draw as drawn
from thads_desktop.domain.standing import as_recorded
from thads_desktop.law.self_check import heads
from thads_desktop.services import books, inputs, masking, people, projecting_steps, scans, self_check, tasks
from thads_desktop.storage.projections import MatterFilter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

KINDS: dict[str, str] = {"full": "Kiểm tra toàn diện", "thematic": "Kiểm tra chuyên đề", "surprise": "Kiểm tra đột xuất", "self": "Tự kiểm tra"}
#: Matters in a sample, at most.
MOST = 500
#: What was done late is risk for so many months, unless the draw says from which day; what is undone is risk whenever it fell due.
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A finding. number_text: with its day, of another office's matter as typed; proof: number of a paper; file: of an attached document."""

    finding: str
    matter: str
    number_text: str
    text: str
    remedy: str
    person: str
    due: date
    found: date
    mended: date | None = None
    how: str = ""
    proof: str = ""
    file: str = ""
    task: str = ""

    def late(self, today: date) -> bool:
        """Not put right after its day."""
        return self.mended is None and self.due < today


@dataclass(frozen=True, slots=True)
class Sampled:
    """A matter of the sample. number_text: with its day; points: its risk when it was drawn."""

    matter: str
    number_text: str
    debtor: str
    officer_name: str
    points: int


@dataclass(frozen=True, slots=True)
class Check:
    """An inspection with everything that came of it. since: from which day what was done late counted when the sample was drawn; drawn_from: how
    many matters it was drawn from; office: which one is inspected, "" = this one."""

    check: str
    kind: str
    title: str
    scope: str
    leader: str
    theme: str
    start: date
    end: date
    seed: str = ""
    sample: tuple[Sampled, ...] = ()
    findings: tuple[Found, ...] = field(default=())
    closed: date | None = None
    conclusion: str = ""
    since: date | None = None
    drawn_from: int = 0
    office: str = ""

    @property
    def open(self) -> int:
        """Findings that are not put right."""
        return sum(f.mended is None for f in self.findings)


def plan(
    desk: Desk, kind: str, title: str, start: date, end: date, scope: str = "", leader: str = "", theme: str = "", check: str = "",
    office: str = "",
) -> str:  # fmt: skip
    """Plan an inspection, or change one that is not over; its id. office: which one is inspected, at a department. Refused for a kind that is
    none, days in the wrong order, a theme missing, no office at a department that does not inspect itself.

    Once its sample is drawn, what the sample was drawn for stands: kind, theme, scope and first day.
    """
    if kind not in KINDS:
        raise Refused(Refusal("check.bad_kind", {"known": ", ".join(KINDS.values())}, "kind"))
    if end < start:
        raise Refused(Refusal("check.order", {"start": short_date(start), "end": short_date(end)}, "end"))
    if kind == "thematic" and theme not in {g.id for g in heads().every}:
        raise Refused(Refusal("check.no_theme", field="theme"))
    if kind != "thematic" and theme:
        raise Refused(Refusal("check.theme_only", field="theme"))
    row = {
        "title": inputs.name(title, "title"), "scope": inputs.body(scope, "scope", limit=inputs.SENTENCE),
        "leader": inputs.name(leader, "leader", required=False),
    }  # fmt: skip
    inspected = inputs.name(office, "office", required=False, limit=200)
    if inspected:
        row["office"] = inspected
    with desk.writing("check_plan") as uow:
        if kind != "self" and not inspected and people.office(uow).level == "province":
            raise Refused(Refusal("check.no_office", field="office"))
        if check:
            now, kept = _open(desk, uow, check), uow.row("check", check) or {}
            if now.seed and (now.kind, now.theme, now.start, kept.get("scope", "")) != (kind, theme, start, row["scope"]):
                raise Refused(Refusal("check.plan_drawn"))
            if (now.seed or now.findings) and now.office != inspected:
                raise Refused(Refusal("check.office_stands", {"office": now.office or people.office(uow).name}, "office"))
        key = check or uuid4().hex
        uow.write_row("check", key, row)
        uow.append(f"check:{key}", desk.clock.today(), ce.CheckPlanned(kind, start, end, theme))  # type: ignore[arg-type]  # one of KINDS
        uow.commit()
    return key


def draw(
    desk: Desk, check: str, size: int, officer: str = "", progress: Callable[[int, int, str], object] = lambda _done, _whole, _said: None,
    since: date | None = None,
) -> int:  # fmt: skip
    """Draw the sample of open matters by risk, once and for ever; how many. since: what was done late counts from this day on, a year by
    default. Refused for a size that is none, where it was drawn already, where the office has no matters, at a department."""
    if not 1 <= size <= MOST:
        raise Refused(Refusal("check.bad_size", {"most": str(MOST)}, "size"))
    desk.require("check_plan")
    with desk.reading() as reader:
        if people.office(reader).level == "province":
            raise Refused(Refusal("check.no_sample"))
        theme = _open(desk, reader, check).theme
        lists = reader.projections
        open_ = [r.matter for r in lists.matter_rows(lists.matter_ids(MatterFilter(officer=officer, closed=False)))]
        if not open_ and not lists.matter_ids(MatterFilter(closed=False)):
            raise Refused(Refusal("check.no_matters"))
    since = since or add_months(desk.clock.today(), -MONTHS)
    made = self_check.over(desk, since, officer=officer, progress=progress)
    points = dict.fromkeys(open_, 1)
    for f in made.findings:
        if f.matter in points and theme in ("", f.group):
            points[f.matter] += heads().named(f.group).weight
    if not points:
        raise Refused(Refusal("check.nobody"))
    with desk.writing("check_plan") as uow:
        now = _open(desk, uow, check)
        if now.seed:
            raise Refused(Refusal("check.drawn"))
        # Who knows the log before the draw still cannot tell what it will be: the id of the draw is made now.
        seed = uuid4().hex
        content = json.dumps({"since": since.isoformat(), "size": size, "seed": seed, "weights": points}, sort_keys=True).encode()
        found = drawn(points, size, seed)
        uow.append(f"check:{check}", desk.clock.today(), ce.SampleDrawn(found, seed, uow.store_blob(content)))
        uow.commit()
    return len(found)


def drawn_again(desk: Desk, check: str) -> bool:
    """The kept weights and seed give just the recorded sample."""
    with desk.reading() as reader:
        body = _drawn_of(reader, check)
        plain = json.loads(reader.blob(body.content))
    return plain["seed"] == body.seed and drawn(plain["weights"], plain["size"], body.seed) == body.matters


def note(desk: Desk, check: str, text: str, remedy: str, person: str, due: date, matter: str = "", who: str = "", about: str = "") -> str:
    """A finding; its id. person: of this office, whose task the remedy is; who: somebody else, in words (of an office that is inspected);
    about: a matter of another office, in words.

    Refused for a day that is over, nobody named or two, a matter that is unknown.
    """
    today = desk.clock.today()
    if due < today:
        raise Refused(Refusal("task.past_day", {"day": short_date(due), "today": short_date(today)}, "due"))
    if person and who.strip():
        raise Refused(Refusal("check.two_people", field="who"))
    said = {n: inputs.body(v, n, required=True, limit=inputs.SENTENCE) for n, v in (("text", text), ("remedy", remedy))}
    with desk.writing("check_plan") as uow:
        _open(desk, uow, check)
        if matter and uow.projections.matter_id(matter) is None:
            raise Refused(Refusal("matter.unknown", field="matter"))
        task, row, finding = "", uuid4().hex, uuid4().hex
        if person:
            if not any(p.on(today) for p in people.posts_of(uow, person)):
                raise Refused(Refusal("task.nobody", field="person"))
            task = tasks.put_in(desk, uow, f"Khắc phục kết luận kiểm tra: {' '.join(said['remedy'].split())}", person, due, matter)
        else:
            said["who"] = inputs.name(who, "who")
        if about and not matter:
            said["about"] = inputs.name(about, "matter", limit=200)
        uow.write_row("check_note", row, said)
        uow.append(f"check:{check}", today, ce.CheckFound(finding, row, matter, person, due, task))
        uow.commit()
    return finding


def mend(desk: Desk, check: str, finding: str, how: str, proof: str = "", file: Path | None = None) -> None:
    """A finding was put right. Refused without proof: the number of a paper, or an attached document (PDF, picture)."""
    words = inputs.body(how, "how", required=True, limit=inputs.SENTENCE)
    paper = inputs.name(proof, "proof", required=False, limit=200)
    if not paper and file is None:
        raise Refused(Refusal("check.no_proof", field="proof"))
    data = scans.read(desk, file).data if file is not None else b""
    with desk.writing("check_mend") as uow:
        held = next((f for f in _open(desk, uow, check).findings if f.finding == finding), None)
        if held is None:
            raise Refused(Refusal("check.unknown"))
        if held.mended is not None:
            raise Refused(Refusal("check.mended", {"day": short_date(held.mended)}))
        row = uuid4().hex
        uow.write_row("check_note", row, {"how": words, "proof": paper, "file": file.name[:200] if file is not None else ""})
        stands = projecting_steps.stands(uow, held.task) if held.task else None
        if stands is not None:
            uow.append(f"task:{held.task}", desk.clock.today(), te.TaskEnded())
            tasks.refresh(desk, uow, held.task, stands.matter)
        uow.append(f"check:{check}", desk.clock.today(), ce.CheckMended(finding, row, uow.store_blob(data) if data else ""))
        uow.commit()


def close(desk: Desk, check: str, conclusion: str) -> None:
    """The inspection is over. Refused while a finding is not put right."""
    said = inputs.body(conclusion, "conclusion", required=True, limit=inputs.BODY)
    with desk.writing("check_plan") as uow:
        now = _open(desk, uow, check)
        if now.open:
            raise Refused(Refusal("check.open", {"count": str(now.open)}))
        row = uuid4().hex
        uow.write_row("check_note", row, {"conclusion": said})
        uow.append(f"check:{check}", desk.clock.today(), ce.CheckClosed(row))
        uow.commit()


def proof_of(desk: Desk, check: str, finding: str) -> bytes:
    """The attached document that proves a remedy, as it was. Refused where there is none, and where it may name whom this account does not see."""
    with desk.reading() as reader:
        events = as_recorded(reader.events_of(f"check:{check}"))
        matter = next((e.body.matter for e in events if isinstance(e.body, ce.CheckFound) and e.body.finding == finding), "")
        if matter:
            masking.refuse_paper(desk, reader, matter)
        for event in events:
            if isinstance(event.body, ce.CheckMended) and event.body.finding == finding and event.body.sha256:
                return reader.blob(event.body.sha256)
    raise Refused(Refusal("check.no_file"))


def proof_as_pdf(desk: Desk, check: str, finding: str) -> bytes:
    """As ``proof_of``, as PDF, for the screen and the printer."""
    data = proof_of(desk, check, finding)
    with desk.reading() as reader:
        most = int(desk.settings(reader)["file.scan_most"])
    # The limit of today judges no document that was taken before.
    return scans.drawn(scans.looked(data, "", max(most, len(data) // scans.MEGA + 1)).kind, data)


def weights_of(desk: Desk, check: str) -> list[tuple[str, str, int]]:
    """(id, number, weight) of every matter the sample was drawn from, in the order of the draw. Refused where none was drawn."""
    with desk.reading() as reader:
        body = _drawn_of(reader, check)
        weights: dict[str, int] = json.loads(reader.blob(body.content))["weights"]
        lists = reader.projections
        rows = {r.matter: r.number_text for r in lists.matter_rows(lists.matter_ids_of(sorted(weights)))}
    return [(m, rows.get(m, ""), int(weights[m])) for m in sorted(weights)]


def listed(desk: Desk) -> list[Check]:
    """Every inspection, those that are not over first, the latest first."""
    with desk.reading() as reader:
        found = [_one(desk, reader, s.partition(":")[2]) for s in reader.subjects("check")]
    return sorted(found, key=lambda c: (c.closed is not None, -c.start.toordinal(), c.title))


def known(desk: Desk, check: str) -> Check:
    """One of them. Refused("check.unknown")."""
    with desk.reading() as reader:
        return _one(desk, reader, check)


def _drawn_of(reader: Reader, check: str) -> ce.SampleDrawn:
    body = next((e.body for e in reader.events_of(f"check:{check}") if isinstance(e.body, ce.SampleDrawn)), None)
    if body is None:
        raise Refused(Refusal("check.not_drawn"))
    return body


def _open(desk: Desk, reader: Reader | UnitOfWork, check: str) -> Check:
    now = _one(desk, reader, check)
    if now.closed is not None:
        raise Refused(Refusal("check.closed", {"day": short_date(now.closed)}))
    return now


def _one(desk: Desk, reader: Reader, check: str) -> Check:
    """As it stands; matters and people as this account may see them."""
    planned: ce.CheckPlanned | None = None
    sample: ce.SampleDrawn | None = None
    findings: dict[str, Found] = {}
    closed, conclusion = None, ""
    names = masking.names(desk, reader)
    hidden = masking.with_minors(reader, desk.clock.today().year) if masking.hides(desk) else set()

    def words(row: str) -> dict[str, str]:
        return {k: names.words(str(v)) for k, v in (reader.row("check_note", row) or {}).items()}

    for event in as_recorded(reader.events_of(f"check:{check}")):
        body, day = event.body, event.day
        match body:
            case ce.CheckPlanned():
                planned = body
            case ce.SampleDrawn():
                sample = body
            case ce.CheckFound() if day is not None:
                said = words(body.row)
                cover = body.matter in hidden
                who = names.name("person", body.person) if body.person else said.get("who", "")
                findings[body.finding] = Found(
                    body.finding, body.matter, _number(reader, body.matter) or said.get("about", ""), masking.TASK if cover else said.get("text", ""),
                    masking.TASK if cover else said.get("remedy", ""), who, body.due, day, task=body.task,
                )  # fmt: skip
            case ce.CheckMended():
                said, f = words(body.row), findings[body.finding]
                how = masking.TASK if f.matter in hidden else said["how"]
                findings[body.finding] = replace(f, mended=day, how=how, proof=said["proof"], file=said["file"] if body.sha256 else "")
            case ce.CheckClosed():
                closed, conclusion = day, words(body.row).get("conclusion", "")
            case _:
                pass
    if planned is None:
        raise Refused(Refusal("check.unknown"))
    row = {k: names.words(str(v)) for k, v in (reader.row("check", check) or {}).items()}
    how = json.loads(reader.blob(sample.content)) if sample else {}
    return Check(
        check, planned.kind, row.get("title", ""), row.get("scope", ""), row.get("leader", ""), planned.theme, planned.start, planned.end,
        sample.seed if sample else "", _sample(desk, reader, sample, how["weights"]) if sample else (), tuple(findings.values()), closed, conclusion,
        date.fromisoformat(how["since"]) if how.get("since") else None, len(how.get("weights", ())), row.get("office", ""),
    )  # fmt: skip


def _sample(desk: Desk, reader: Reader, body: ce.SampleDrawn, weights: dict[str, int]) -> tuple[Sampled, ...]:
    lists = reader.projections
    rows = {r.matter: r for r in masking.rows(desk, reader, lists.matter_rows(lists.matter_ids_of(list(body.matters))))}
    return tuple(
        Sampled(m, books.spelled(rows[m]), rows[m].debtor, rows[m].officer_name, int(weights[m])) for m in body.matters if m in rows
    )


def _number(reader: Reader, matter: str) -> str:
    at = reader.projections.matter_id(matter) if matter else None
    return books.spelled(reader.projections.matter_rows([at])[0]) if at is not None else ""
