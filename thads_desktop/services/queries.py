"""What the pages ask: lists by ordered ids and pages of rows, one matter whole, deadlines, the head's queue. Read only.
Lists come from projections; one matter always comes from its events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from thads_desktop.documents.form import form_name
from thads_desktop.domain import means
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState, PaperState
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.deadlines import PASSING, Deadline, deadlines_of
from thads_desktop.services import asset_facts, book_rights, masking, people, told_apart
from thads_desktop.services.line_views import Lines, LineView
from thads_desktop.services.paper_place import entry_of, subject_of
from thads_desktop.services.projecting import Names, owed_title
from thads_desktop.services.projecting_steps import TASK_RULE
from thads_desktop.services.timeline import TimelineItem, timeline
from thads_desktop.storage import agenda_lists
from thads_desktop.storage.projections import DeadlineRow, IntakeRow, MatterFilter, MatterRow, PaperRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: State of a matter -> words of the office. Same everywhere: lists, chips, papers.
STATUS_WORDS = {
    "received": "Chưa có quyết định",
    "issued": "Đã ra quyết định",
    "notified": "Tự nguyện / chờ xác minh",
    "enforcing": "Đang thi hành",
    "deferral": "Hoãn",
    "suspension": "Tạm đình chỉ",
    "lacks_means": "Chưa có điều kiện",
    "separate_book": "Sổ theo dõi riêng",
    "done": "Thi hành xong",
    "terminated": "Đình chỉ",
    "delegated": "Đã ủy thác",
    "withdrawn": "Đã thu hồi",
    "cancelled": "Đã hủy",
    "returned": "Đã gửi lại yêu cầu",
    "concluded": "Kết thúc khác",
    "taken_up": "Cấp tỉnh đã rút hồ sơ",
}
CASE_WORDS = {
    "dan_su": "Dân sự",
    "hinh_su": "Hình sự",
    "hanh_chinh": "Hành chính",
    "hon_nhan_gia_dinh": "Hôn nhân và gia đình",
    "kinh_doanh_thuong_mai": "Kinh doanh thương mại",
    "lao_dong": "Lao động",
    "pha_san": "Phá sản",
    "trong_tai": "Trọng tài",
    "khac": "Khác",
}
KIND_WORDS = {"cd": "Chủ động", "yc": "Theo yêu cầu"}
STAGE_WORDS = {
    "draft": "Dự thảo",
    "submitted": "Chờ ký",
    "returned": "Trả lại",
    "signed": "Đã ký, chờ số",
    "numbered": "Đã ban hành",
    "sent": "Đã gửi",
    "void": "Số hủy",
    "recorded": "Ghi nhận",
}


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper of the matter as the page lists it; title: what it is called, number or not."""

    paper: str
    form: str
    title: str
    stage: str
    number_text: str
    day: date | None
    signer: str
    remark: str
    breaches: tuple[str, ...]
    sendings: tuple[tuple[str, str, date], ...]
    #: There is a print, or the scan of a recorded one.
    has_file: bool = False


@dataclass(frozen=True, slots=True)
class MatterView:
    """Everything the page of one matter shows. held_before: đồng taken on its judgment before any decision."""

    key: str
    number_text: str
    state: MatterState
    judgment: dict[str, Any]
    held_before: int
    officer: str
    lines: Sequence[LineView]
    papers: tuple[PaperView, ...]
    deadlines: tuple[Deadline, ...]
    timeline: tuple[TimelineItem, ...]
    #: Party -> name, debtors first; and the debtors among them.
    parties: Mapping[str, str]
    debtors: tuple[str, ...]


def matters(desk: Desk, *, text: str = "", status: str = "", limit: int = 0) -> list[MatterRow]:
    """Matters by text and state, newest decision first. limit 0 = all."""
    if status and status not in STATUS_WORDS:
        raise Refused(Refusal("matters.bad_status", {"known": ", ".join(STATUS_WORDS)}, "status"))
    with desk.reading() as reader:
        ids = masking.matter_ids(desk, reader, MatterFilter(text=text, status=status))
        return masking.rows(desk, reader, reader.projections.matter_rows(ids[:limit] if limit else ids))


def matter_ids(desk: Desk, wanted: MatterFilter) -> list[int]:
    """Ordered row ids for the table; rows are fetched by ``matter_rows`` as they are painted."""
    with desk.reading() as reader:
        return masking.matter_ids(desk, reader, wanted)


def matter_rows(desk: Desk, ids: Sequence[int]) -> list[MatterRow]:
    with desk.reading() as reader:
        return masking.rows(desk, reader, reader.projections.matter_rows(list(ids)))


def matter_rows_in_order(desk: Desk, ids: Sequence[int]) -> list[MatterRow | None]:
    """One row for each id, None for one that is gone: what a table asks for."""
    with desk.reading() as reader:
        found = reader.projections.matter_rows_by_id(list(ids))
        shown = {r.matter: r for r in masking.rows(desk, reader, found.values())}
        return [shown[found[i].matter] if i in found else None for i in ids]


def matter_totals(desk: Desk, wanted: MatterFilter) -> tuple[int, int]:
    """(how many, đồng still to be enforced) under a filter."""
    with desk.reading() as reader:
        if not wanted.text.strip() or not masking.hides(desk):
            return reader.projections.matter_totals(wanted)
        rows = reader.projections.matter_rows(masking.matter_ids(desk, reader, wanted))
        return len(rows), sum(row.rest for row in rows)


def deadlines(desk: Desk, until: date | None = None, officer: str = "") -> list[DeadlineRow]:
    """Open deadlines of the office up to a day, earliest first; what only had to pass is left out once it has."""
    today = desk.clock.today()
    with desk.reading() as reader:
        found = book_rights.deadlines(desk, reader, until, officer)
        return [row for row in masking.rows(desk, reader, found) if row.due >= today or row.rule not in PASSING]


def intakes(desk: Desk) -> list[IntakeRow]:
    """Judgments received, those waiting for a decision first; the state of one whose decision is on its way is that stage."""
    from thads_desktop.services import decided

    with desk.reading() as reader:
        going = decided.on_the_way(reader)
        received = masking.rows(desk, reader, reader.projections.intakes())
        return [replace(r, state=going[r.judgment][0].stage) if r.judgment in going else r for r in received]


def queue(desk: Desk, stages: tuple[str, ...] = ("submitted",)) -> list[PaperRow]:
    """Papers waiting: submitted for the head, signed for the clerk's number."""
    with desk.reading() as reader:
        return masking.rows(desk, reader, reader.projections.papers(stages=stages))


def remarks(desk: Desk, papers: Iterable[str]) -> dict[str, str]:
    """Paper -> the remark with which it came back; "" for none."""
    with desk.reading() as reader:
        names = masking.names(desk, reader)
        return {key: str(names.row("paper", key).get("remark", "")) for key in papers}


def counters(desk: Desk) -> dict[str, tuple[int, int]]:
    """For the places at the left: name -> (overdue, soon or waiting)."""
    today = desk.clock.today()
    with desk.reading() as reader:
        late, soon = book_rights.deadline_counts(desk, reader, today, PASSING)
        return {
            "deadlines": (late, soon),
            "queue": (0, len(masking.rows(desk, reader, reader.projections.papers(stages=("submitted",))))),
            "numbering": (0, len(masking.rows(desk, reader, reader.projections.papers(stages=("signed",))))),
            "assignment": (0, len(reader.projections.unassigned(people.former_officers(reader, today)))),
            "missed": (sum(agenda_lists.count_without_step(reader.projections, today).values()), 0),
            "intake": (0, sum(1 for row in reader.projections.intakes() if row.state == "waiting")),
        }


def matter(desk: Desk, key: str, day: date | None = None) -> MatterView:
    """One matter whole, as of a day (None = now). Refuses an unknown matter."""
    from thads_desktop.services import intake

    with desk.reading() as reader:
        events = reader.events_of(f"matter:{key}")
        if not events:
            raise Refused(Refusal("matter.unknown"))
        if day is not None:
            events = [e for e in events if e.day is None or e.day <= day]
        state = fold(events, day)
        names = masking.names(desk, reader)
        row = names.row("matter", key)
        everybody = means.parties(state.lines.values())
        names.ahead("party", everybody)
        named = told_apart.named(names, everybody, desk.clock.today())
        owed = deadlines_of(events, desk.rules_for(reader, day), desk.calendar(reader), state=state)
        # What is being typed of a matter with a minor is not opened by who may not see it.
        begun = [] if masking.covered(desk, reader, key) else _begun(reader, key, state, day)
        return MatterView(
            key=key,
            number_text=str(row.get("number_text", "")),
            state=state,
            judgment=names.row("judgment", state.judgment),
            held_before=intake.held(reader, state.judgment) if state.judgment else 0,
            officer=names.name("person", state.officer),
            lines=Lines(list(state.lines.values()), row.get("obligations", {}), named),
            papers=tuple(paper_view(p, names, desk.clock.today()) for p in (*state.papers.values(), *begun)),
            deadlines=(*(replace(d, title=owed_title(d, names)) for d in owed), *(_given(desk, reader, names, key) if day is None else ())),
            parties=named,
            debtors=means.debtors(state.lines.values()),
            timeline=tuple(timeline(events, names, reader, state.opened, state.papers)),
        )


def received(desk: Desk, judgment: str) -> tuple[TimelineItem, ...]:
    """What happened to a received judgment, newest first."""
    with desk.reading() as reader:
        return tuple(timeline(reader.events_of(f"intake:{judgment}"), masking.names(desk, reader), reader))


def born_of(desk: Desk, paper: str) -> str:
    """The terms that a paper's issue started, as a sentence to follow what was done; "" when there are none."""
    with desk.reading() as reader:
        matter_key = str((reader.row("paper", paper) or {}).get("matter", ""))
        if entry_of(matter_key):
            # What it ends or begins stands in the entry.
            return ""
        owed = deadlines_of(reader.events_of(subject_of(matter_key)), desk.rules_for(reader), desk.calendar(reader))
    days: dict[date, list[str]] = {}
    for d in owed:
        if d.paper == paper and d.discharged_on is None:
            days.setdefault(d.due, []).append(d.title[:1].lower() + d.title[1:])
    return "".join(f" Hạn {short_date(due)}: {'; '.join(titles)}." for due, titles in days.items())


def ended_by(desk: Desk, matter_key: str, day: date) -> str:
    """What the law wants instead of further verifications, where those of that day were the last; "" otherwise."""
    with desk.reading() as reader:
        owed = deadlines_of(reader.events_of(f"matter:{matter_key}"), desk.rules_for(reader), desk.calendar(reader))
    return next((d.why for d in owed if d.rule == "R12" and d.discharged_on == day), "")


def _given(desk: Desk, reader: Reader, names: Names, key: str) -> list[Deadline]:
    """What its assets owe, and its tasks that are not done, as deadlines under the rule of tasks; case: the task's id."""
    hidden = masking.covered(desk, reader, key)
    return [
        Deadline(TASK_RULE, t.task, masking.TASK if hidden else t.title, t.given, t.due, "", f"Việc giao cho {names.name('person', t.person)}.")
        for t in agenda_lists.tasks_of(reader.projections, key)
    ] + asset_facts.terms_of_matter(desk, reader, key, names)


def _begun(reader: Reader, key: str, state: MatterState, day: date | None) -> list[PaperState]:
    """Papers that were begun and not submitted yet; as of a day there are none, for nothing says since when."""
    begun = reader.projections.drafts_of(key) if day is None else []
    return [PaperState(paper, form, "draft") for paper, form in begun if paper not in state.papers]


def paper_view(paper: PaperState, names: Names, today: date) -> PaperView:
    """A paper as the page of its matter shows it."""
    row = names.row("paper", paper.paper)
    day = paper.numbered or paper.signed or paper.submitted or today
    return PaperView(
        paper.paper,
        paper.form,
        str(row.get("title", "")) or form_name(paper.form, day),
        paper.stage,
        paper.number_text or str(row.get("number_text", "")),
        paper.numbered or paper.signed or paper.submitted,
        names.name("person", paper.signer) or paper.signer,
        str(row.get("remark", "")),
        paper.breaches,
        tuple((s.to, s.way, s.day) for s in paper.sendings),
        bool(paper.sha256),
    )


def matters_by_key(desk: Desk, keys: Sequence[str]) -> dict[str, MatterRow]:
    """Matter id -> its line in the list."""
    with desk.reading() as reader:
        ids = [i for i in (reader.projections.matter_id(k) for k in keys) if i is not None]
        return {row.matter: row for row in masking.rows(desk, reader, reader.projections.matter_rows(ids))}


__all__ = [
    "CASE_WORDS",
    "KIND_WORDS",
    "STAGE_WORDS",
    "STATUS_WORDS",
    "DeadlineRow",
    "IntakeRow",
    "LineView",
    "MatterFilter",
    "MatterRow",
    "MatterView",
    "PaperRow",
    "PaperView",
    "born_of",
    "counters",
    "deadlines",
    "ended_by",
    "intakes",
    "matter",
    "matter_ids",
    "matter_rows",
    "matter_rows_in_order",
    "matter_totals",
    "matters",
    "matters_by_key",
    "queue",
    "received",
    "remarks",
]
