"""Data sets in: a file is read strictly, tried, shown row by row, confirmed by a human, and then taken in one transaction.

The trial is the real run without its commit. What comes in is recorded as happened elsewhere, with its own numbers and days. Taking the same
file in twice changes nothing; a row that changed there is written over here where it is a fact, and told where it is a decision.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain.dataset_events import DataTaken
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import say
from thads_desktop.domain.text import clean
from thads_desktop.exchange import dataset_read
from thads_desktop.exchange.dataset_schema import datasets
from thads_desktop.services import people, projecting
from thads_desktop.services.dataset_in import course, opening, received, standing_rows
from thads_desktop.services.dataset_in.taking import Line, Outcome, Stopped, Taking

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.exchange.dataset_read import Problem, ReadFile
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

Progress = Callable[[int, int, str], object]
#: What became of a row, in words; in the order they are counted.
OUTCOMES: dict[Outcome, str] = {
    "new": "mới", "change": "cập nhật", "link": "đã có, nối mã", "same": "đã có", "differs": "khác, không đổi", "skipped": "không nhận",
    "problem": "sai",
}  # fmt: skip
_WRITTEN: tuple[Outcome, ...] = ("new", "change", "link")
#: How many lines the command line prints.
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it. written: it stays; lines: every row that is not simply the same, problems first; sha256: of the file looked at."""

    file: str
    sha256: str
    dry_run: bool
    written: bool
    counts: dict[str, dict[Outcome, int]]
    lines: tuple[Line, ...]
    new_officers: tuple[str, ...] = ()

    def count(self, *outcomes: Outcome) -> int:
        return sum(n for of in self.counts.values() for o, n in of.items() if o in outcomes)

    @property
    def sound(self) -> bool:
        """Nothing stands against taking it in."""
        return not self.count("problem")

    def text(self) -> str:
        known = datasets()
        head = "Thử nhận (chưa ghi)" if self.dry_run else "Đã nhận" if self.written else "Không có gì mới để ghi"
        lines = [f"{head}: {self.file}, {said(self)}."]
        for key, of in self.counts.items():
            lines.append(f"{known[key].title}: " + ", ".join(f"{of[o]} {words}" for o, words in OUTCOMES.items() if o in of))
        told = [x for x in self.lines if x.outcome not in ("new", "link")]
        lines += [place(x) for x in told[:SHOWN]]
        if len(told) > SHOWN:
            lines.append(f"... và {len(told) - SHOWN} dòng nữa.")
        if self.new_officers:
            lines.append(f"Chấp hành viên thêm vào đơn vị: {', '.join(self.new_officers)}.")
        return "\n".join(lines)

    def json(self) -> dict[str, Any]:
        return {
            "file": self.file, "sha256": self.sha256, "dry_run": self.dry_run, "written": self.written, "counts": self.counts,
            "new_officers": list(self.new_officers),
            "rows": [
                {"dataset": x.dataset.key, "row": x.row, "column": x.column, "what": x.what, "outcome": x.outcome, "says": x.says} for x in self.lines
            ],
        }  # fmt: skip


def said(done: Done) -> str:
    """The counts in one line."""
    parts = [(done.count(o), words) for o, words in OUTCOMES.items()]
    return ", ".join(f"{n} {words}" for n, words in parts if n) or "không có dòng nào"


def place(line: Line) -> str:
    """Where it stands, and what is said of it."""
    where = f"{line.dataset.title}, dòng {line.row}" if line.row else line.dataset.title
    where += f", cột “{line.column}”" if line.column else ""
    rest = ": ".join(x for x in (line.what, line.says) if x)
    return f"{where} [{OUTCOMES[line.outcome]}]: {rest}"


def take(
    desk: Desk, file: Path, *, dry_run: bool = False, create_officers: bool = False, sha256: str = "", progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Done:  # fmt: skip
    """Take a file in, or try it. sha256: of the file that the person looked at; another one is refused.

    Refused as a whole for what is no file of data sets, of another office, and (but for a trial) where one row is wrong: then nothing
    is written and every wrong row is named.
    """
    desk.require("data_in")
    # What is compared and told row by row may be what only few see.
    desk.require("secret")
    tell = progress or _silent
    tell(0, 0, "Đang đọc tệp")
    read = dataset_read.read(file)
    if sha256 and read.sha256 != sha256:
        raise Refused(Refusal("data.changed_file", field="file"))
    try:
        with desk.writing("data_in") as uow:
            _refuse_strange(desk, uow, read)
            t = Taking(desk, uow, read, create_officers, tell, cancelled)
            _run(t)
            writes = not t.problems and any(n for (_s, o), n in t.counts.items() if o in _WRITTEN)
            if writes:
                if not dry_run:
                    desk.risk()
                _finish(t)
            made = _made(t, dry_run=dry_run, written=writes and not dry_run)
            if not dry_run and made.sound and writes:
                uow.commit()
    except Stopped:
        raise Refused(Refusal("import.cancelled")) from None
    if not dry_run and not made.sound:
        raise Refused(Refusal("data.problems", {"count": str(made.count("problem"))}, "file"), *(_refusal(p) for p in t.problems[:SHOWN]))
    return made


def _refuse_strange(desk: Desk, uow: Reader, read: ReadFile) -> None:
    if read.office not in {clean(n) for n in people.names_of(uow)}:
        raise Refused(Refusal("data.other_office", {"office": read.office}, "file"))
    if read.as_of is not None and read.as_of > desk.clock.today():
        raise Refused(Refusal("data.future", {"day": short_date(read.as_of)}, "file"))
    filled = [s.dataset for s in read.sets.values() if s.rows]
    if filled and not any(s.comes_in for s in filled) and not read.problems:
        raise Refused(*(Refusal("data.comes_not_in", {"set": s.title, "says": s.why_not}, "file") for s in filled))


def _run(t: Taking) -> None:
    t.problems += t.file.problems
    for key, of in t.file.sets.items():
        if of.rows and not of.dataset.comes_in:
            t.done += len(of.rows)
            t.counts[key, "skipped"] += len(of.rows)
            why = say(Refusal("data.comes_not_in", {"set": of.dataset.title, "says": of.dataset.why_not}))
            t.lines.append(Line(of.dataset, 0, "", "", "skipped", why))
    received.take_parties(t)
    received.take_judgments(t)
    received.take_requests(t)
    opening.take(t)
    course.take(t)
    standing_rows.check(t)


def _finish(t: Taking) -> None:
    """Lists, links, and the act itself in the log."""
    for done, key in enumerate(t.matters):
        if done % 50 == 0:
            t.progress(done, len(t.matters), "Đang lập danh sách")
        projecting.matter(t.desk, t.uow, key, t.names)
    for key in t.judgments:
        projecting.intake(t.desk, t.uow, key)
    t.uow.write_rows(t.linked)
    batch = uuid4().hex
    t.uow.write_row("dataset_in", batch, {"file": t.file.file, "as_of": t.file.as_of.isoformat() if t.file.as_of else ""})
    new = sum(n for (_s, o), n in t.counts.items() if o == "new")
    changed = sum(n for (_s, o), n in t.counts.items() if o == "change")
    t.uow.append(f"dataset:{batch}", t.desk.clock.today(), DataTaken(t.file.sha256, batch, new, changed))


def _made(t: Taking, *, dry_run: bool, written: bool) -> Done:
    counts: dict[str, dict[Outcome, int]] = {}
    for (key, outcome), n in t.counts.items():
        counts.setdefault(key, {})[outcome] = n  # type: ignore[index]  # counted by outcome
    for p in t.problems:
        of = counts.setdefault(p.dataset.key, {})
        of["problem"] = of.get("problem", 0) + 1
    wrong = [Line(p.dataset, p.row, p.column, "", "problem", say(p.refusal)) for p in t.problems]
    kept = [x for x in t.lines if x.outcome != "same"]
    order = {key: at for at, key in enumerate(datasets())}
    return Done(
        t.file.file, t.file.sha256, dry_run, written, dict(sorted(counts.items(), key=lambda x: order[x[0]])), (*wrong, *kept), tuple(t.new_officers)
    )


def _refusal(p: Problem) -> Refusal:
    where = f"{p.dataset.title}, dòng {p.row}" + (f", cột “{p.column}”" if p.column else "")
    return Refusal("data.row", {"where": where, "says": say(p.refusal)}, "file")


def _silent(_done: int, _of: int, _what: str) -> None:
    return None
