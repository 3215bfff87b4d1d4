"""How far the file of a matter is on its way to the archive: derived from the log.

A step counts only where it lies after what ended the matter last: a matter that was opened again (a termination undone, an obligation
added) comes back out, and begins the way anew once it ends again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from thads_desktop.domain import archive_events as ar, events as ev, procedure_events as pe
from thads_desktop.domain.dates import short_date

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.matter import MatterState

Stage = Literal["", "listed", "checked", "approved", "archived", "withdrawn"]

#: Stage -> its words.
STAGES: dict[str, str] = {
    "": "chưa lập mục lục", "listed": "đã lập mục lục, chờ thẩm tra", "checked": "đã thẩm tra, chờ phê duyệt", "approved": "đã duyệt, chờ bàn giao",
    "archived": "đã lưu trữ", "withdrawn": "đã rút khỏi lưu trữ, chưa trả lại", "out": "đã rút khỏi lưu trữ: việc mở lại",
}  # fmt: skip
STEPS: dict[type, Stage] = {
    ar.FileListed: "listed", ar.FileChecked: "checked", ar.FileSentBack: "", ar.ArchiveApproved: "approved", ar.FileArchived: "archived",
    ar.FileWithdrawn: "withdrawn", ar.FileReturned: "archived",
}  # fmt: skip
_ENDS = (
    ev.Terminated, ev.LineCompleted, ev.Delegated, ev.Withdrawn, ev.Cancelled, pe.RequestReturned, pe.Concluded, pe.TakenUp,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Archive:
    """stage: "" = none yet; since: the day of the last step; by: who listed it; checked: who checked it; row: where it lies; out: it lay in
    the archive, since ``was`` as last known, and was opened again; back: row of the reason for which it was given back last, "" = it was not;
    loan: row of who has it and for what, while it is withdrawn; at: where in the log its list was signed, or it came back to the archive."""

    stage: Stage = ""
    since: date | None = None
    by: str = ""
    sheets: int = 0
    sha256: str = ""
    row: str = ""
    back: str = ""
    out: bool = False
    was: date | None = None
    checked: str = ""
    loan: str = ""
    at: int = 0

    @property
    def laid(self) -> bool:
        """It was handed over, and lies there or is to come back."""
        return self.stage in ("archived", "withdrawn")


NONE = Archive()


def archive_of(standing: list[ev.Event], state: MatterState) -> Archive:
    """Of a matter, from its events in force and what they fold to."""
    last = max(((e.day, e.seq) for e in standing if isinstance(e.body, _ENDS) and e.day is not None), default=None)
    made, was = Archive(), None
    for e in standing:
        if type(e.body) not in STEPS or e.day is None:
            continue
        counts = state.ended and last is not None and (e.day, e.seq) > last
        if isinstance(e.body, ar.FileArchived | ar.FileReturned):
            was = e.day
        if counts:
            made = _step(made, e, e.day)
    return replace(made, out=was is not None and not made.laid, was=was)


def _step(made: Archive, e: ev.Event, day: date) -> Archive:
    body, stage = e.body, STEPS[type(e.body)]
    match body:
        case ar.FileListed(by, sheets, _row):
            return Archive(stage, day, by, sheets, at=e.seq)
        case ar.FileSentBack(row):
            return Archive("", day, made.by, made.sheets, back=row)
        case ar.FileArchived(sha256, row):
            return replace(made, stage=stage, since=day, sha256=sha256, row=row, back="")
        case ar.FileWithdrawn(_by, row):
            return replace(made, stage=stage, since=day, loan=row) if made.stage == "archived" else made
        case ar.FileReturned(row, sheets):
            back = replace(made, stage=stage, since=day, row=row, sheets=sheets or made.sheets, loan="", at=e.seq)
            return back if made.stage == "withdrawn" else made
        case ar.FileChecked(by):
            return Archive(stage, day, made.by, made.sheets, checked=by, at=made.at)
        case _:
            return Archive(stage, day, made.by, made.sheets, checked=made.checked, at=made.at)


def words(filed: Archive | None) -> str:
    """Where the file is, for the page of its matter; "" = nothing to say."""
    if filed is None:
        return ""
    if filed.out and not filed.stage:
        return f"hồ sơ rút khỏi lưu trữ (đã lưu {short_date(filed.was)}): việc mở lại" if filed.was else STAGES["out"]
    if not filed.stage or filed.since is None:
        return ""
    return f"hồ sơ {STAGES[filed.stage]} ngày {short_date(filed.since)}"
