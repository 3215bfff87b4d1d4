"""The files of ended matters on their way to the archive: listed by the officer, checked by the examiner, approved by the head, handed
over with minutes (Circular 04/2023, Article 32). Each step is done for many files at once, all of them or none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import archive_events as ar, case_file as cf
from thads_desktop.domain.archive import NONE, STAGES, Archive, words
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.states import code
from thads_desktop.law import transitions
from thads_desktop.services import (
    archive_checks,
    case_file,
    completeness,
    inputs,
    inspection_files,
    keeping,
    masking,
    people,
    projecting,
    rounds,
)
from thads_desktop.services.projecting_marks import ARCHIVE
from thads_desktop.services.queries import STATUS_WORDS
from thads_desktop.services.rounds import Judged, briefs
from thads_desktop.storage import mark_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from thads_desktop.domain.events import Body
    from thads_desktop.domain.listing import Cell, Listing
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import MatterRow
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

MOST_SHEETS = 100_000
#: Files that are shown at once; the others follow when these are laid away.
MOST = 1_000
NEW_LAW = "Trình tự, mẫu lưu trữ theo luật mới chưa xác lập trong chương trình: làm như Điều 32 Thông tư 04/2023/TT-BTP, đối chiếu văn bản mới."
_HEADS = "STT -4|Quyết định 15|Ngày 9|Người phải thi hành án 26|Kết thúc 20|Ngày 9|Số tờ -7|Thời hạn lưu 22"


@dataclass(frozen=True, slots=True)
class File:
    """An ended matter (or one whose file lay in the archive and is open again: stage "out"). since: of the stage."""

    matter: str
    number_text: str
    debtor: str
    officer: str
    officer_name: str
    ended: str
    ended_on: date | None
    stage: str
    since: str

    @property
    def words(self) -> str:
        return STAGES[self.stage]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the file of one matter is. words: for its page, "" = nothing to say; against: why it may not go on, "" = it may."""

    filed: Archive
    words: str
    against: str = ""


def waiting(desk: Desk, most: int = MOST) -> tuple[list[File], int]:
    """(ended matters whose file is not in the archive, furthest on first, then those that came back out of it; how many more there are)."""
    with desk.reading() as reader:
        lists = reader.projections
        whole = mark_lists.to_archive(lists)
        ready = whole[:most]
        out = [m for m in mark_lists.marked(lists, ARCHIVE) if m.detail == "out"]
        known = briefs(desk, reader, list(dict.fromkeys([*(r.matter for r in ready), *(m.matter for m in out)])))
    made = [_file(known[r.matter], r.stage, r.since) for r in ready if r.matter in known]
    shown = {f.matter for f in made}
    back = [_file(known[m.matter], "out", m.day.isoformat()) for m in out if m.matter in known and m.matter not in shown]
    return made + back, len(whole) - len(ready)


def of_matter(desk: Desk, matter: str) -> Standing:
    """Of one matter, for its page."""
    from thads_desktop.domain.sentences import say

    with desk.reading() as reader:
        filed, state = _filed(reader, matter)
        found = archive_checks.against(desk, reader, matter, state, desk.clock.today()) if state.ended and filed.stage != "archived" else None
        found = found or archive_checks.changed(desk, reader, matter, state)
    if found is not None:
        return Standing(filed, words(filed), say(replace(found, facts={**found.facts, "number": ""})).replace("  ", " ", 1))
    return Standing(filed, words(filed))


# --- the steps --------------------------------------------------------------------------------------------


def list_file(desk: Desk, matters: Sequence[str], by: str, day: date, sheets: int = 0, reason: str = "") -> int:
    """The officer put these files in order and signed the lists; how many files.

    sheets: of each, as counted on the paper: must be what the lists say, but of a matter carried in, whose list says less; 0 = as the lists
    say. reason: why a file is listed although something is missing in it; kept with what it is.
    """
    desk.require("archive")
    if not 0 <= sheets <= MOST_SHEETS:
        raise Refused(Refusal("archive.bad_sheets", {"most": str(MOST_SHEETS)}, "sheets"))
    why = inputs.body(reason, "reason", limit=inputs.SENTENCE)

    def body(_filed: Archive, uow: UnitOfWork, matter: str) -> Body:
        return ar.FileListed(by, _sheets(desk, uow, matter, sheets), _lacking(desk, uow, matter, why))

    return _step(desk, "archive", matters, day, ("",), body, by)


def _sheets(desk: Desk, uow: UnitOfWork, matter: str, typed: int) -> int:
    """How many sheets a file has. Refused where its list says another number; of a matter carried in without the number counted on paper."""
    file, _events, state = case_file.load(desk, uow, matter)
    if state.origin == "carried" and (file.uncounted or cf.to_number(file)):
        if typed < file.sheets:
            raise Refused(Refusal("archive.carried_sheets", {"listed": str(file.sheets)}, "sheets"))
        return typed
    if typed and typed != file.sheets:
        raise Refused(Refusal("archive.other_sheets", {"typed": str(typed), "listed": str(file.sheets)}, "sheets"))
    return file.sheets


def _lacking(desk: Desk, uow: UnitOfWork, matter: str, why: str) -> str:
    """The row of what is missing in a file and why it is listed all the same; "" = nothing is. Refused without a reason."""
    missing = completeness.unsigned(desk, uow, matter)
    if not missing:
        return ""
    if not why:
        raise Refused(Refusal("archive.incomplete", {"count": str(len(missing)), "first": missing[0]}, "reason"))
    row = uuid4().hex
    uow.write_row("archive", row, {"missing": "; ".join(missing), "reason": why})
    return row


def check(desk: Desk, matters: Sequence[str], by: str, day: date) -> int:
    """The examiner checked them: who holds that post that day, never who listed the file."""
    desk.require("archive")
    with desk.reading() as reader:
        held = [p.post for p in people.posts_of(reader, by) if p.on(day)]
    if held and "examiner" not in held:
        raise Refused(Refusal("archive.not_examiner", field="by"))

    def body(filed: Archive, _uow: UnitOfWork, _matter: str) -> Body:
        if filed.by == by:
            raise Refused(Refusal("archive.same_person", field="by"))
        return ar.FileChecked(by)

    return _step(desk, "archive", matters, day, ("listed",), body, by)


def send_back(desk: Desk, matters: Sequence[str], day: date, reason: str) -> int:
    """Given back to be mended, with the reason; the way begins anew."""
    desk.require("archive")
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    keys = {m: uuid4().hex for m in matters}

    def write(uow: UnitOfWork, matter: str) -> Body:
        uow.write_row("archive", keys[matter], {"reason": why})
        return ar.FileSentBack(keys[matter])

    # Whatever keeps it out, or was changed in it, may be why.
    return _walk(desk, "archive", matters, day, archive_checks.LISTED, write, settled=False)


def approve(desk: Desk, matters: Sequence[str], by: str, day: date) -> int:
    """The head approves that they go to the archive. Refused for who is not head or deputy that day, and for who checked the file."""
    desk.require("archive_approve")
    refuse_no_head(desk, by, day)

    def body(filed: Archive, _uow: UnitOfWork, _matter: str) -> Body:
        if filed.checked == by:
            raise Refused(Refusal("archive.checked_by", field="by"))
        return ar.ArchiveApproved(by)

    return _step(desk, "archive_approve", matters, day, ("checked",), body, by)


def refuse_no_head(desk: Desk, by: str, day: date) -> None:
    """Refused for a person who is neither head nor deputy on a day."""
    with desk.reading() as reader:
        if by and not any(p.on(day) and p.post in ("head", "deputy") for p in people.posts_of(reader, by)):
            raise Refused(Refusal("archive.not_head", field="by"))


def hand_over(desk: Desk, matters: Sequence[str], day: date, place: str, receiver: str) -> tuple[int, bytes]:
    """The files lie in the archive from now on; the minutes are kept with them. (how many, the PDF). place: where they lie."""
    desk.require("archive")
    where = inputs.name(place, "place", limit=inputs.SENTENCE)
    who = inputs.name(receiver, "receiver", limit=100)
    wanted = list(dict.fromkeys(matters))
    inputs.not_future(day, desk.clock.today())
    minutes = inspection_files.pdf(_minutes(desk, wanted, day, where, who)) if wanted else b""
    row = uuid4().hex
    written = [False]
    sha = [""]

    def write(uow: UnitOfWork, _matter: str) -> Body:
        if not written[0]:
            uow.write_row("archive", row, {"place": where, "receiver": who})
            sha[0], written[0] = uow.store_blob(minutes), True
        return ar.FileArchived(sha[0], row)

    return _walk(desk, "archive", wanted, day, ("approved",), write), minutes


def minutes_of(desk: Desk, matter: str) -> bytes:
    """The minutes by which its file was handed over, as they were printed. Refused where there are none."""
    with desk.reading() as reader:
        events = reader.events_of(f"matter:{matter}")
        found = [e.body for e in in_force(events) if isinstance(e.body, ar.FileArchived)]
        if not found:
            raise Refused(Refusal("archive.no_minutes"))
        # One paper for many files: who may not see the minors of one sees none of it.
        if masking.hides(desk):
            desk.require("secret")
        return reader.blob(found[-1].sha256)


# --- out of the archive and back --------------------------------------------------------------------------


def withdraw(desk: Desk, matters: Sequence[str], by: str, day: date, borrower: str, reason: str) -> int:
    """The head (by) consents that these files leave the archive for a while: to whom, and for what. They can be added to until they are back."""
    desk.require("archive_approve")
    refuse_no_head(desk, by, day)
    who = inputs.name(borrower, "borrower", limit=inputs.SENTENCE)
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)

    def body(_filed: Archive, uow: UnitOfWork, _matter: str) -> Body:
        row = uuid4().hex
        uow.write_row("archive", row, {"borrower": who, "reason": why})
        return ar.FileWithdrawn(by, row)

    return _step(desk, "archive_approve", matters, day, ("archived",), body, by, settled=False)


def bring_back(desk: Desk, matters: Sequence[str], day: date, place: str, receiver: str) -> int:
    """They lie in the archive again, with what was added: numbered and counted like the rest. How many."""
    desk.require("archive")
    where = inputs.name(place, "place", limit=inputs.SENTENCE)
    who = inputs.name(receiver, "receiver", limit=100)

    def write(uow: UnitOfWork, matter: str) -> Body:
        file, _events, state = case_file.load(desk, uow, matter)
        row = uuid4().hex
        uow.write_row("archive", row, {"place": where, "receiver": who})
        if state.origin == "carried" and state.archive is not None and state.archive.sheets:
            # As counted on the paper, and what was added since.
            added = file.sheets - case_file.load(desk, uow, matter, state.archive.at)[0].sheets
            return ar.FileReturned(row, state.archive.sheets + added)
        return ar.FileReturned(row, file.sheets)

    return _walk(desk, "archive", matters, day, ("withdrawn",), write)


def _step(
    desk: Desk, act: str, matters: Sequence[str], day: date, stages: tuple[str, ...], body: Callable[[Archive, UnitOfWork, str], Body], by: str,
    *, settled: bool = True,
) -> int:  # fmt: skip
    """A step that a person signs."""
    desk.require(act)
    with desk.reading() as reader:
        if not any(p.on(day) for p in people.posts_of(reader, by)):
            raise Refused(Refusal("archive.no_post", field="by"))
    return _walk(desk, act, matters, day, stages, lambda uow, matter: body(_filed(uow, matter)[0], uow, matter), settled=settled)


def _walk(
    desk: Desk, act: str, matters: Sequence[str], day: date, stages: tuple[str, ...], write: Callable[[UnitOfWork, str], Body], *, settled: bool = True,
) -> int:  # fmt: skip
    """settled: it is refused while anything keeps the file out of the archive."""
    when = inputs.not_future(day, desk.clock.today())
    wanted = list(dict.fromkeys(matters))
    if not wanted:
        raise Refused(Refusal("archive.none"))
    judged = Judged()
    with desk.writing(act) as uow:
        for matter in wanted:
            with judged.row(matter):
                number = {"number": str((uow.row("matter", matter) or {}).get("number_text", ""))}
                _refuse(desk, uow, matter, when, stages, number, settled=settled)
                try:
                    body = write(uow, matter)
                except Refused as refused:
                    raise Refused(*(replace(r, facts={**number, **r.facts}) for r in refused.refusals)) from refused
                uow.append(f"matter:{matter}", when, body, desk.rules.law_on(when))
                projecting.matter(desk, uow, matter)
        judged.end()
        uow.commit()
    return len(wanted)


def _refuse(desk: Desk, reader: Reader, matter: str, day: date, stages: tuple[str, ...], number: dict[str, str], *, settled: bool) -> None:
    filed, state = _filed(reader, matter)
    if not state.exists:
        raise Refused(Refusal("matter.no_decision"))
    found = archive_checks.against(desk, reader, matter, state, day) if settled else None
    if found is not None:
        raise Refused(replace(found, facts={**number, **found.facts}))
    if filed.stage not in stages:
        raise Refused(Refusal("archive.step", {**number, "stage": STAGES[filed.stage]}))
    moved = archive_checks.changed(desk, reader, matter, state) if settled else None
    if moved is not None:
        raise Refused(replace(moved, facts={**number, **moved.facts}))
    before = filed.since or state.status_day
    if before is not None and day < before:
        raise Refused(Refusal("archive.before", {**number, "day": short_date(day), "since": short_date(before)}, "day"))


def _filed(reader: Reader, matter: str) -> tuple[Archive, MatterState]:
    state = fold(reader.events_of(f"matter:{matter}"))
    return state.archive or NONE, state


# --- prints -----------------------------------------------------------------------------------------------


def _minutes(desk: Desk, matters: Sequence[str], day: date, place: str, receiver: str) -> Listing:
    """The minutes of the hand-over: how many, and their list."""
    with desk.reading() as reader:
        known, kept = briefs(desk, reader, matters), keeping.kinds(desk, reader)
        rows: list[tuple[Cell, ...]] = []
        states: list[MatterState] = []
        for n, matter in enumerate((m for m in matters if m in known), 1):
            filed, state = _filed(reader, matter)
            states.append(state)
            rows.append(_line(n, known[matter], filed, keeping.until(kept, state)))
        said = (f"Ngày {short_date(day)}; bàn giao {len(rows)} hồ sơ; nơi lưu: {place}",)
        notes = [x for x in (*kept.notes(states), NEW_LAW if _unsettled(reader, matters, day) else "") if x]
        table = rounds.table("", _HEADS, rows, "Không có hồ sơ nào.")
        return rounds.listing(desk, reader, "Biên bản bàn giao hồ sơ lưu trữ", said, (table,), notes, "Người giao", ("Người nhận", receiver))


def waiting_listing(desk: Desk, files: Sequence[File]) -> Listing:
    """The list of what waits for the archive."""
    heads = "Quyết định 15|Người phải thi hành án 28|Chấp hành viên 18|Kết thúc 18|Ngày 9|Lưu trữ 24"
    rows: list[tuple[Cell, ...]] = [(f.number_text, f.debtor, f.officer_name, f.ended, f.ended_on, f.words) for f in files]
    with desk.reading() as reader:
        table = rounds.table("", heads, rows, "Không có hồ sơ nào chờ lưu trữ.")
        said = (f"Đến ngày {short_date(desk.clock.today())}; {len(rows)} hồ sơ",)
        return rounds.listing(desk, reader, "Hồ sơ chờ lưu trữ", said, (table,))


def _line(n: int, row: MatterRow, filed: Archive, until: str) -> tuple[Cell, ...]:
    return (n, row.number_text, row.decision_day, row.debtor, STATUS_WORDS[row.status], row.status_day, filed.sheets or None, until)


def _unsettled(reader: Reader, matters: Sequence[str], day: date) -> bool:
    """The law of the day has no text for it: the way is implied."""
    for matter in matters:
        state = fold(reader.events_of(f"matter:{matter}"))
        if any(transitions.table().look("archive", code(state, s), day).mark == transitions.IMPLIED for s in state.lines.values()):
            return True
    return False


def _file(row: MatterRow, stage: str, since: str) -> File:
    return File(row.matter, row.number_text, row.debtor, row.officer, row.officer_name, STATUS_WORDS[row.status], row.status_day, stage, since)
