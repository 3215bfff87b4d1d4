"""Taking over a register: dry run and real run are the same run, the dry one without its commit.

One transaction: officers asked for, parties, judgments, matters with their dated events, lists, and the batch's own event.
A whole batch can be undone as long as nothing else has happened on its matters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.takeover.judge import judge
from thads_desktop.domain.takeover.stored import Known, KnownLine
from thads_desktop.domain.takeover.totals import Total, totals
from thads_desktop.domain.takeover.unroll import clause_of, known_from, unroll
from thads_desktop.domain.takeover.values import CASE_KEYS
from thads_desktop.domain.text import fold_name
from thads_desktop.services import drafts, exports, parties, people, projecting, series, takeover_files, takeover_undo

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.domain.takeover.rows import PartyInfo, TakenMatter, Takeover
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork

Progress = Callable[[str, int, int], None]
#: How many rows a page prints before it sends the reader to the report.
SHOWN = 25
#: What the files of an import are for.
_PURPOSE = "đối chiếu sổ tiếp nhận"
#: The series that a register continues.
_SERIES = "enforcement"
_CASE_WORDS = {key: word for word, key in CASE_KEYS.items()}


@dataclass(frozen=True, slots=True)
class Done:
    """What an import did, or would do. batch "" when nothing was taken over."""

    batch: str
    dry_run: bool
    closing_day: date
    takeover: Takeover
    totals: tuple[Total, ...]
    written: tuple[str, ...] = ()
    set_aside: tuple[tuple[int, str], ...] = ()
    #: SHA-256 of the workbook, so that its corrections are never taken from another one.
    sha: str = ""
    #: What the workbook is called.
    file: str = ""

    def json(self) -> dict[str, Any]:
        """The document of ``import --json``."""
        return {
            "batch": self.batch, "dry_run": self.dry_run, "closing_day": self.closing_day.isoformat(),
            "accepted": self.takeover.count("accept"), "repaired": self.takeover.count("normalise"),
            "warned": self.takeover.count("warn"), "rejected": self.takeover.count("reject"),
            "known": self.takeover.count("known"), "matters": len(self.takeover.matters),
            "new_officers": list(self.takeover.new_officers),
            "book": [{"column": f.column, "code": f.code, "reason": f.reason} for f in self.takeover.book],
            "rows": [_row_json(r) for r in self.takeover.rows],
            "totals": [
                {"label": t.label, "workbook": t.workbook, "accepted": t.accepted, "difference": t.difference}
                for t in self.totals
            ],
            "set_aside": [{"row": row, "what": what} for row, what in self.set_aside],
            "written": list(self.written),
        }  # fmt: skip

    def text(self) -> str:
        """The account for people: counts, what was not taken, control totals."""
        t = self.takeover
        head = "Thử tiếp nhận (chưa ghi)" if self.dry_run else f"Đã tiếp nhận, lô {self.batch}" if self.batch else "Không nhận thêm dòng nào"
        lines = [
            f"{head}: sổ tính đến {short_date(self.closing_day)}, {len(t.rows)} dòng, {len(t.matters)} việc.",
            (
                f"Nhận {t.count('accept')}, nhận có sửa {t.count('normalise')}, nhận có lưu ý {t.count('warn')}, "
                f"loại {t.count('reject')}, đã có {t.count('known')}."
            ),
        ]
        if self.set_aside:
            rows = ", ".join(f"{row} ({what})" for row, what in self.set_aside[:SHOWN])
            more = f" và {len(self.set_aside) - SHOWN} dòng nữa" if len(self.set_aside) > SHOWN else ""
            lines.append(f"Dòng không phải dữ liệu, để riêng: {rows}{more}.")
        lines += [f"Cả sổ: {f.reason} [{f.code}]" for f in t.book]
        told = [(r, f) for r in t.rows for f in r.findings if r.outcome in ("reject", "warn", "known")]
        lines += [f"Dòng {r.row}, cột {f.column}: {f.reason} [{f.code}]" for r, f in told[:SHOWN]]
        if len(told) > SHOWN:
            lines.append(f"... và {len(told) - SHOWN} lưu ý nữa, xem tệp kết quả (--report).")
        if t.new_officers:
            will = "Sẽ thêm" if self.dry_run else "Đã thêm"
            lines.append(f"{will} {len(t.new_officers)} chấp hành viên chưa có: {', '.join(t.new_officers)}.")
        of = "đã có trong chương trình" if t.known and not t.matters else "nhận lần này"
        lines.append(f"Số liệu {of}, đối chiếu với dòng tổng của sổ:")
        for total in self.totals:
            book = (
                ""
                if total.workbook is None
                else f", sổ ghi {dong(total.workbook)}, chênh {dong(total.difference or 0)}"
            )
            lines.append(f"  {total.label}: {dong(total.accepted)}{book}")
        lines += [f"Đã ghi {path}" for path in self.written]
        return "\n".join(lines)


def take_over(
    desk: Desk, file: Path, *, dry_run: bool = False, create_officers: bool = False, report: Path | None = None,
    correction: Path | None = None, minutes: Path | None = None, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None,
) -> Done:  # fmt: skip
    """Import a register workbook. Refused as a whole only when it is no register; a bad row is left out with its reason.

    Files with names in them (report, correction, minutes) need the right to export, and a real run writes down that they were made.
    """
    from thads_desktop.exchange.register_sheet import read

    desk.require("import")
    if report is not None or correction is not None or minutes is not None:
        desk.require("export")
    takeover_files.refuse_over(file, (report, correction, minutes))
    sheet = read(file)
    sha = hashlib.sha256(file.read_bytes()).hexdigest()
    closing = sheet.closing_day
    if closing is None:
        raise Refused(Refusal("import.no_closing_day", field="file"))
    if closing > desk.clock.today():
        raise Refused(Refusal("import.future", {"day": short_date(closing)}, "file"))
    tell = progress or _silent

    def tell_judged(count: int) -> None:
        tell("Đang xét từng dòng", count, len(sheet.rows))
        _stop(cancelled)

    with desk.writing("import") as uow:
        names = [p.name for p in people.posts(uow) if p.post == "officer"]
        known = _InStore(uow, closing)
        taken = judge(
            sheet, names, closing, create_officers=create_officers, known=known, offices=people.names_of(uow),
            progress=tell_judged, deferrals=_deferrals(desk),
        )  # fmt: skip
        _stop(cancelled)
        batch = uuid4().hex[:12] if taken.matters else ""
        if batch:
            if not dry_run:
                desk.risk()
            _write(desk, uow, taken, closing, batch, file, sha, tell, cancelled)
        written = takeover_files.write(file, sheet, taken, report, correction)
        done = Done(
            "" if dry_run else batch, dry_run, closing, taken, tuple(totals(sheet, taken, closing)), written, sheet.set_aside, sha,
            file.name,
        )  # fmt: skip
        if minutes is not None:
            # Before the commit: when the file cannot be written, nothing has been taken over either.
            done = replace(done, written=(*written, str(takeover_files.opening_minutes(desk, done, minutes, uow))))
        if not dry_run:
            if done.written:
                exports.note_in(desk, uow, "takeover", file.name, people.office(uow).name, _PURPOSE, len(done.written))
            uow.commit()
    return done


class _InStore(Mapping[tuple[str, date], Known]):
    """The decisions that the store has, each looked at only when the register names it; as of the register's closing day."""

    def __init__(self, uow: UnitOfWork, closing: date) -> None:
        self._uow, self._closing = uow, closing
        self._names = projecting.Names(uow)
        self._matters = uow.projections.known_decisions()

    def __getitem__(self, decision: tuple[str, date]) -> Known:
        matter = self._matters[decision]
        events = self._uow.events_of(f"matter:{matter}")
        # Who owes what is told as it is known now; what came of it as it stood when the register was closed.
        state, then = fold(events), fold(events, self._closing)
        earlier = fold(events, known_from(self._closing) - timedelta(days=1))
        texts = (self._uow.row("matter", matter) or {}).get("obligations", {})
        owing = {p for s in state.lines.values() for p in s.line.debtors}
        lines = []
        for n, line in sorted(state.lines.items()):
            on = then.lines.get(n, line)
            paid = earlier.lines[n].collected if n in earlier.lines else 0
            lines.append(KnownLine(str(texts.get(str(n), "")), line.line.due, (on.collected, on.collected - paid), on.state))
        return Known(
            frozenset(fold_name(self._names.name("party", p)) for p in owing),
            "CĐ" if state.kind == "cd" else "YC",
            _CASE_WORDS.get(state.case_type, ""),
            tuple(lines),
            self._names.name("person", then.officer),
        )

    def __iter__(self) -> Iterator[tuple[str, date]]:
        return iter(self._matters)

    def __len__(self) -> int:
        return len(self._matters)


def undo(desk: Desk, batch: str) -> int:
    """Undo a whole import; how many matters it had. Refused once another event cites a matter of the batch."""
    with desk.writing("import") as uow:
        own = uow.events_of(f"batch:{batch}")
        done = next((e for e in own if isinstance(e.body, ev.ImportDone)), None)
        if done is None:
            raise Refused(Refusal("import.unknown_batch", {"batch": batch[:40]}, "batch"))
        if any(isinstance(e.body, ev.ImportUndone) for e in own):
            raise Refused(Refusal("import.undone", {"batch": batch}, "batch"))
        keys = [s for s in uow.subjects("matter") if _of_batch(uow, s, batch)]
        later = [s for s in keys if uow.last_seq(s) > done.seq]
        if later:
            row = uow.row("matter", later[0].partition(":")[2]) or {}
            facts = {"batch": batch, "count": str(len(later)), "example": str(row.get("number_text", ""))}
            raise Refused(Refusal("import.lives_on", facts, "batch"))
        desk.risk()
        # One transaction wrote the batch, so its part of the log has no gap.
        rows = (uow.events_of(f"register:{s}") for s in keys)
        span = range(min((written[0].seq for written in rows), default=done.seq), done.seq)
        parties_of = {p for s in keys for p in _parties_of(uow, s)}
        undone = ev.ImportUndone(batch)
        uow.append_many([(s, None, undone, "") for s in [*keys, f"batch:{batch}"]])
        for subject in keys:
            key = subject.partition(":")[2]
            # A draft that was only kept goes with its matter.
            for paper, _form in uow.projections.drafts_of(key):
                uow.drop_draft(f"paper:{paper}")
                uow.projections.drop_paper(paper)
            drafts.drop_of(uow, key)
            projecting.matter(desk, uow, key)
        uow.projections.drop_idle_parties(parties_of)
        takeover_undo.close_series(uow, span)
        takeover_undo.dismiss_officers(uow, span)
        uow.commit()
    return len(keys)


def _write(
    desk: Desk, uow: UnitOfWork, taken: Takeover, closing: date, batch: str, file: Path, sha: str, tell: Progress,
    cancelled: Callable[[], bool] | None,
) -> None:  # fmt: skip
    officers = {p.name: p.person for p in people.posts(uow) if p.post == "officer"}
    officers |= {name: people.person_spelled(uow, name) or uuid4().hex for name in taken.new_officers}
    book = _Book(batch, closing, file.name, desk.clock.today(), series.years(desk, uow, _SERIES))
    keys = []
    for done, matter in enumerate(taken.matters, 1):
        keys.append(book.add(matter, officers.get(matter.officer, "")))
        if done % 200 == 0:
            tell("Đang lập việc", done, len(taken.matters))
            _stop(cancelled)
    uow.write_rows(book.rows)
    # After the rows, so that they lie within what an undoing looks through.
    for name in taken.new_officers:
        people.add_person_in(uow, name, "officer", people.BEGINNING, key=officers[name])
    uow.append_many((f"matter:{key}", day, body, desk.rules.law_on(day)) for key, day, body in book.events)
    for key, content in book.new_parties.items():
        parties.project(uow, key, content)
    year, following = book.following()
    if following > 1:
        # Also where the series is further on: what put it there may be undone before this import is.
        uow.append(f"series:{_SERIES}:{year}", desk.clock.today(), ev.SeriesOpened(_SERIES, year, following))
    names = projecting.Names(uow)
    for done, key in enumerate(keys, 1):
        projecting.matter(desk, uow, key, names)
        if done % 100 == 0:
            tell("Đang lập danh sách", done, len(keys))
            _stop(cancelled)
    accepted = sum(taken.count(x) for x in ("accept", "normalise", "warn"))
    body = ev.ImportDone(batch, sha, accepted, taken.count("reject"), known_from(closing), closing)
    uow.append(f"batch:{batch}", desk.clock.today(), body)


class _Book:
    """What an import writes, gathered matter by matter."""

    def __init__(self, batch: str, closing: date, file: str, today: date, year_of: Callable[[date], int]) -> None:
        self.batch, self.closing, self.file, self.today, self.year_of = batch, closing, file, today, year_of
        self.rows: list[tuple[str, str, dict[str, Any]]] = []
        self.events: list[tuple[str, date, ev.Body]] = []
        self.new_parties: dict[str, dict[str, Any]] = {}
        self._people: dict[tuple[str, str], str] = {}
        self._highest = 0

    def add(self, matter: TakenMatter, officer: str) -> str:
        """Add one matter; its id."""
        key, judgment = uuid4().hex, uuid4().hex
        own: dict[tuple[Any, ...], str] = {}
        self.rows.append(("judgment", judgment, _judgment(matter)))
        self.rows.append(("matter", key, {
            "number_text": matter.number_text, "number": matter.number, "day": matter.day.isoformat(),
            "judgment": judgment, "received_from": matter.from_office, "batch": self.batch, "file": self.file,
            "obligations": {str(x.line): x.obligation for x in matter.lines},
            "notes": {str(x.line): x.note for x in matter.lines if x.note},
            "papers": {str(x.line): {"lack": x.lack_number, "result": x.result_number} for x in matter.lines},
            "rows": {str(x.line): x.row for x in matter.lines},
        }))  # fmt: skip
        told = unroll(matter, self.closing, self.batch, judgment, officer, lambda p: self._party(p, own), self.today)
        self.events += [(key, day, body) for day, body in told]
        if self.year_of(matter.day) == self.year_of(self.closing):
            self._highest = max(self._highest, matter.number)
        return key

    def following(self) -> tuple[int, int]:
        """(year, next number) that continues the paper book in its current year."""
        return self.year_of(self.closing), self._highest + 1

    def _party(self, info: PartyInfo, own: dict[tuple[Any, ...], str]) -> str:
        """One id for the State, one for a person with the same number and name, otherwise one for each matter."""
        if info.kind == "state":
            known = self._people.get(("state", ""))
            return known or self._new(info, ("state", ""))
        if info.number:
            known = self._people.get((info.number, info.name))
            return known or self._new(info, (info.number, info.name))
        local = (info.name, info.birth_year, info.address)
        if local not in own:
            own[local] = self._new(info, None)
        return own[local]

    def _new(self, info: PartyInfo, shared: tuple[str, str] | None) -> str:
        key = uuid4().hex
        content = {
            "name": info.name, "kind": info.kind, "birth_year": info.birth_year,
            "ids": [info.number] if info.number else [], "address": info.address, "commune": "", "account": "",
        }  # fmt: skip
        self.rows.append(("party", key, content))
        self.new_parties[key] = content
        if shared is not None:
            self._people[shared] = key
        return key


def _judgment(matter: TakenMatter) -> dict[str, Any]:
    kind = "quyet_dinh" if "QĐ" in matter.judgment.upper() else "ban_an"
    return {
        "number": matter.judgment, "day": matter.judgment_day.isoformat() if matter.judgment_day else "",
        "court": matter.court, "kind": kind, "case_type": matter.case_type, "received": "",
        "delegated_from": matter.from_office,
    }  # fmt: skip


def _of_batch(uow: UnitOfWork, subject: str, batch: str) -> bool:
    first = uow.events_of(subject)[0].body
    return isinstance(first, ev.CarriedIn) and first.batch == batch


def _parties_of(uow: UnitOfWork, subject: str) -> set[str]:
    first = uow.events_of(subject)[0].body
    assert isinstance(first, ev.CarriedIn)
    return {p for line in first.lines for p in (*line.debtors, *line.creditors)}


def _row_json(row: Any) -> dict[str, Any]:
    first = row.first
    plain = {"row": row.row, "outcome": row.outcome, "column": "", "code": "", "reason": ""}
    if first is not None:
        plain |= {"column": first.column, "code": first.code, "reason": first.reason}
    if len(row.findings) > 1:
        plain["findings"] = [{"column": f.column, "code": f.code, "reason": f.reason} for f in row.findings]
    return plain


def _stop(cancelled: Callable[[], bool] | None) -> None:
    if cancelled is not None and cancelled():
        raise Refused(Refusal("import.cancelled"))


def _deferrals(desk: Desk) -> Callable[[tuple[str, str, str], date], bool]:
    """Is a citation a ground of deferral of that day? Before the oldest law that is known, whatever is cited is one."""
    known: dict[date, frozenset[tuple[str, str, str]]] = {}

    def cited(clause: tuple[str, str, str], day: date) -> bool:
        if day not in known:
            known[day] = frozenset(clause_of(g.cite) for g in desk.rules.grounds("deferral", day))
        return clause in known[day] if known[day] else any(clause)

    return cited


def _silent(_what: str, _done: int, _of: int) -> None:
    return None
