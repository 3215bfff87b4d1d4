"""Who did what in a period: counts by person and kind of act, and what deserves a look first. All of it from the log.

A line of the log is an act, save the first writing of a register row and the rows of a paper, which only go with an act; they
are counted apart, so that every place of the log is accounted for. The limits below are of this program, not of any law; they
are said wherever they are used.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain import (
    access_events as ae,
    archive_events as ar,
    asset_events as ase,
    book_events as be,
    cash_events as cash,
    chain_events as ch,
    closing_events as cle,
    copy_events as ce,
    cost_events as co,
    dataset_events as dse,
    delegation_events as de,
    emulation_events as em,
    events as ev,
    file_events as fe,
    form_events as fo,
    intake_events as ie,
    ledger_events as le,
    letter_events as lt,
    outside_events as oe,
    prison_events as pr,
    procedure_events as pe,
    publication_events as pub,
    register_events as rg,
    review_events as rv,
    staff_events as sf,
    store_events as se,
    target_events as tg,
    task_events as te,
    trip_events as tr,
)
from thads_desktop.domain.check_events import CheckBody
from thads_desktop.domain.dates import period, short_date, statistical_year
from thads_desktop.domain.direction_events import DirectionReported, DirectionSent, DirectionTaken
from thads_desktop.domain.given_copy_events import CopyGiven
from thads_desktop.domain.hour_events import HourNoted
from thads_desktop.domain.kind_events import KindBody
from thads_desktop.domain.office_time import begins, local
from thads_desktop.domain.part_events import PartGivenAway
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.service_events import PaperAddressed, PaperServed
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import nfc, sort_key
from thads_desktop.domain.watch_events import WatchBody
from thads_desktop.services import book_rights
from thads_desktop.services.letter_cover import Cover
from thads_desktop.services.projecting import Names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.domain.calendar import WorkingCalendar
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.recorded import Mark

#: Kinds of act: code, words, heading of a column.
GROUPS: tuple[tuple[str, str, str], ...] = (
    ("intake", "Tiếp nhận", "Tiếp nhận"),
    ("papers", "Quyết định và văn bản", "Văn bản"),
    ("work", "Tổ chức thi hành", "Tổ chức"),
    ("money", "Thu chi", "Thu chi"),
    ("changes", "Xóa, sửa, hủy", "Xóa, sửa"),
    ("books", "Sổ theo dõi", "Sổ"),
    ("returns", "Báo cáo", "Báo cáo"),
    ("staff", "Cán bộ và quyền", "Cán bộ"),
    ("settings", "Thiết lập", "Thiết lập"),
    ("data", "Xuất dữ liệu", "Xuất"),
)
GROUP_WORDS = {code: words for code, words, _short in GROUPS}
_OF: dict[str, tuple[type, ...]] = {
    "intake": (
        ev.JudgmentReceived, ev.RequestReceived, ev.RequestRefused, *ie.IntakeBody.__args__, ev.DelegationReceived, ev.IntakeDecided, ev.CarriedIn,
        ev.LineAdded,
        ev.ImportDone, dse.DataTaken, de.DelegationTaken, de.DelegationMistaken, de.DelegationAnswered, de.AssetHandlingDecided,
        de.AssetHandlingIssued,
    ),
    "papers": (
        ev.MatterOpened, ev.MeansLacking, ev.Deferred, ev.Suspended, ev.Continued, ev.Terminated, ev.Delegated, ev.Withdrawn, ev.Cancelled,
        ev.Amended, ev.EffectUndone, ev.PaperSubmitted, ev.PaperReturned, ev.PaperSigned, ev.PaperNumbered, ev.PaperRecorded, ev.PaperSent,
        pe.RequestReturned, pe.Concluded, pe.TakenUp, pe.RightsTransferred, pe.MeasureTaken, pe.MeasureEnded, pe.ActDone, pe.HeadDecided,
        pe.Linked, PartGivenAway,
    ),
    "work": (
        ev.OfficerAssigned, ev.FileOpened, ev.ValidNotice, ev.SummonsServed, ev.Verified, ev.InformationReceived, ev.Classified,
        ev.GroundArose, ev.Published, ev.MovedToSeparateBook, ev.LineCompleted, de.AssetHandedOver, te.TaskSet, te.TaskEnded,
        te.OutageNoted, te.OutageEnded, te.OutageCited, te.HandedOver, se.ItemTaken, se.ItemLinked, se.ItemMoved, se.ItemOut, se.ItemSealed,
        se.ItemDamaged, se.ItemNoticed, se.ItemCounted, se.ExhibitStands, se.CountOpened, se.CountTyped, se.CountClosed, se.CountDropped,
        *ase.AssetBody.__args__, pub.PublicationChanged, pub.PublicationUpdated,
        pub.PublicationEnded, pub.CommunePosted, pub.CommunePostingEnded, tr.TripPrinted, tr.TripClosed, ar.FileListed, ar.FileChecked,
        ar.FileSentBack, ar.ArchiveApproved, ar.FileArchived, ar.FileWithdrawn, ar.FileReturned,
        rv.ReviewReceived, rv.ReviewForwarded, HourNoted, *fe.FileBody.__args__,
        PaperServed, PaperAddressed, *KindBody.__args__, DirectionReported, *WatchBody.__args__, *CheckBody.__args__,
    ),
    "money": (
        de.AssetMoneySent, ev.MoneyHeld, ev.HeldApplied, ev.HeldReturned, ev.Collected, ev.SurplusReturned, *le.LedgerBody.__args__,
        *cash.CashBody.__args__, *co.CostBody.__args__, *pr.PrisonBody.__args__,
    ),
    "changes": (ev.Struck, ev.PaperVoided, ev.ImportUndone, ev.PartyMerged, ev.MergeUndone, ev.RowWritten),
    "books": (
        be.EntryOpened, be.EntryChanged, be.EntryClosed, be.EntryReopened, rg.RegisterClosed, rg.RegisterLaidOut, *lt.LetterBody.__args__,
    ),
    "returns": (
        ev.ReturnClosed, ev.PackageReceived, *cle.ClosingBody.__args__, *(c for c in ch.ChainBody.__args__ if c is not ch.SuperiorSaid), DirectionSent,
        DirectionTaken,
    ),
    "staff": (
        ev.PostHeld, ev.PostEnded, ev.Absent, ae.AccountOpened, ae.RolesChanged, ae.AccountClosed, ae.PasswordSet, ae.SheetMade, ae.SheetTried,
        ae.SlotMade, ce.PowersKept, *sf.StaffBody.__args__, *em.EmulationBody.__args__,
    ),
    "settings": (*tg.TargetBody.__args__, ev.SettingChanged, ev.CalendarChanged, ev.SeriesOpened, ev.KeyTrusted, ch.SuperiorSaid, ev.PackInstalled,
        ev.PackWithdrawn, *fo.FormBody.__args__),
    "data": (
        pub.PublicationListSent, ev.PackageMade, ev.DataGiven, de.DelegationPackaged, de.DelegationAcknowledged, ae.Exported, ce.RestoredFrom,
        ce.ExchangeConfirmed, ce.DrillDone, ce.TakenBack, ce.Repaired, oe.OutsideSent, CopyGiven,
    ),
}  # fmt: skip
#: Type of event -> its kind of act. A type that is not here is an act of "work".
GROUP_OF = {cls.__name__: group for group, classes in _OF.items() for cls in classes}
#: Rows that only go with an act, in whatever version.
_WITH_ACT = ("paper", "sending", "strike", "given", "retention", "account", "export", "restore", "task", "outage", "delegation_out", "delegation_in",
    "delegation_answer", "delegation_back", "asset_handling", "entry", "entry_apart", "outside", "dataset_in", "item_out", "item_note",
    "stocktaking", "asset", "asset_step", "publication", "trip", "archive", "review", "prison", "register_layout", "file_doc", "file_note",
    "letter", "letter_step", "outsent", "serving", "given_copy", "return_reason", "return_remark", "chain_note", "unit", "target",
    "direction_in", "direction_report", "watch", "check", "check_note",
    "staff", "staffunit", "scenario", "campaign", "campaign_point", "campaign_reopen", "award", "violation")
#: Rows of which a later version is no mending of facts but an act on the office itself.
_ROW_GROUPS = {"person": "staff", "officer": "staff", "office": "settings", "trusted": "settings", "key": "settings", "form_extra": "settings"}

#: Types that are a point by themselves.
_POINTED = {"Struck": "struck", "ImportUndone": "struck", "PaperVoided": "voided"}

LATE_DAYS = 30
FROM_HOUR, UNTIL_HOUR = 7, 18
RUSH = 60
#: What deserves a look first: code, title, why.
POINTS: tuple[tuple[str, str, str], ...] = (
    ("struck", "Xóa dòng ghi nhầm, hủy lần tiếp nhận sổ", "xem lý do và ai xóa"),
    ("voided", "Số văn bản bị hủy", "số vẫn nằm trong dãy, xem lý do"),
    ("breaches", "Ghi nhận văn bản, việc trái quy định", "xem điều trái ghi ở dòng ấy"),
    ("late", "Ghi lùi ngày", f"ngày pháp lý trước ngày ghi hơn {LATE_DAYS} ngày, không kể sổ cũ tiếp nhận"),
    ("hours", "Ghi ngoài giờ hoặc ngày nghỉ", f"trước {FROM_HOUR} giờ, sau {UNTIL_HOUR} giờ, ngày nghỉ theo lịch của đơn vị"),
    ("rush", "Nhiều dòng trong thời gian ngắn", f"từ {RUSH} dòng của một người trong cùng 10 phút"),
    ("reclosed", "Báo cáo chốt lại", "kỳ đã chốt, chốt thêm lần nữa"),
    ("settings", "Đổi thiết lập", "cách tính, lịch, dãy số, đơn vị, khóa được tin"),
    ("clock", "Giờ máy tính lùi lại", "dòng ghi sau mang giờ trước dòng liền trước"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked at: days of recording (both included); person: who recorded ("" all); group: kind of act ("" all);
    number: of a matter, as typed ("" all)."""

    start: date
    end: date
    person: str = ""
    group: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class PersonCount:
    """One who recorded: how many acts of each kind (those with none are left out)."""

    person: str
    name: str
    counts: dict[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class Point:
    """Something to look at first, and the places in the log where it is."""

    code: str
    title: str
    why: str
    seqs: array[int]


@dataclass(frozen=True, slots=True)
class Overview:
    """seqs: the acts in their order; beside: lines that only go with them; lines: places of the period, first and last
    (0 = none); head: (seq, hash) of the log when it was read; matters: numbers that were meant."""

    wanted: Wanted
    people: tuple[PersonCount, ...]
    points: tuple[Point, ...]
    seqs: array[int]
    beside: int
    lines: tuple[int, int]
    head: tuple[int, str]
    matters: tuple[str, ...] = ()


def presets(today: date) -> tuple[tuple[str, str, date, date], ...]:
    """(code, words, first day, last day) of the usual periods; each ends today."""
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return (
        ("week", "Tuần này", today - timedelta(days=today.weekday()), today),
        ("month", "Tháng này", today.replace(day=1), today),
        ("quarter", "Quý này", quarter, today),
        ("year", "Năm thống kê này", period(statistical_year(today), 12)[0], today),
    )


def said(wanted: Wanted) -> str:
    """The period in words."""
    return f"từ ngày {short_date(wanted.start)} đến ngày {short_date(wanted.end)}"


def recorders(desk: Desk) -> list[tuple[str, str]]:
    """(id, name) of everybody who may have recorded: the people of the office, then the office itself."""
    from thads_desktop.domain.office import THE_OFFICE

    with desk.reading() as reader:
        names = sorted(((key, str(row.get("name", ""))) for key, row in reader.rows("person").items()), key=lambda x: sort_key(x[1]))
        return [*names, (THE_OFFICE, Names(reader).recorder(THE_OFFICE))]


def group_of(type_: str, subject: str, first: int) -> str:
    """The kind of act of a line; "" = it only goes with an act. first: of a row, its first version."""
    if type_ == "RowWritten":
        kind = subject.split(":", 2)[1] if subject.count(":") > 1 else ""
        return "" if first or kind in _WITH_ACT else _ROW_GROUPS.get(kind, "changes")
    return "" if type_ == "Confirmed" else GROUP_OF.get(type_, "work")


def overview(desk: Desk, wanted: Wanted) -> Overview:
    """Count and point out. Refused("rights.none"). Refused for a period that ends before it begins, and for a number no matter bears."""
    desk.require("inspect")
    if wanted.end < wanted.start:
        raise Refused(Refusal("inspection.bad_period", {"since": short_date(wanted.start), "until": short_date(wanted.end)}, "until"))
    with desk.reading() as reader:
        subjects, numbers = _subjects(reader, wanted.number) if wanted.number.strip() else ((), ())
        seen = _Seen(wanted, desk.calendar(reader), whole=not subjects, hidden=(*book_rights.hidden(desk), *Cover(desk, reader).subjects()))
        for mark in reader.recorded.marks(begins(wanted.start), begins(wanted.end + timedelta(days=1)), subjects):
            seen.take(mark)
        names = Names(reader)
        people = [
            PersonCount(actor, names.recorder(actor), counts, sum(counts.values())) for actor, counts in seen.people().items()
        ]
        return Overview(
            wanted, tuple(sorted(people, key=lambda p: sort_key(p.name))), seen.points(), seen.seqs, seen.beside, (seen.first, seen.last),
            reader.head(), numbers,
        )  # fmt: skip


def _subjects(reader: Reader, typed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(subjects of the log, numbers) of the matters that bear this number, whole or without its symbol."""
    lists = reader.projections
    rows = lists.matters_numbered(nfc(typed))
    if not rows:
        raise Refused(Refusal("inspection.no_matter", {"number": typed.strip()[:40]}, "number"))
    found: list[str] = []
    for row in rows:
        judgment = str((reader.row("matter", row.matter) or {}).get("judgment", ""))
        requests = [e.body.request for e in in_force(reader.events_of(f"intake:{judgment}")) if isinstance(e.body, ev.RequestReceived)]
        papers = [p.paper for p in lists.papers(matter=row.matter)]
        found += [f"matter:{row.matter}", f"intake:{judgment}", f"register:matter:{row.matter}", f"register:judgment:{judgment}"]
        found += [f"register:request:{r}" for r in requests] + [f"register:paper:{p}" for p in papers]
    return tuple(dict.fromkeys(found)), tuple(r.number_text for r in rows)


@dataclass(slots=True)
class _Seen:
    """Takes the lines of a period one by one."""

    wanted: Wanted
    calendar: WorkingCalendar
    #: Every line of the period comes by; else only those of some subjects, between which the clock says nothing.
    whole: bool
    #: How the subjects begin that the account may not see; their lines only make up the number.
    hidden: tuple[str, ...] = ()
    _counts: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    seqs: array[int] = field(default_factory=lambda: array("q"))
    beside: int = 0
    first: int = 0
    last: int = 0
    _points: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("q")))
    _bursts: dict[tuple[str, str], array[int]] = field(default_factory=lambda: defaultdict(lambda: array("q")))
    #: Matters that are just being carried in.
    _carried: set[str] = field(default_factory=set)
    _hours: dict[str, tuple[bool, str]] = field(default_factory=dict)
    _before: str = ""

    def take(self, mark: Mark) -> None:
        seq, recorded, day, type_, actor, subject, marked = mark
        # Half a million lines may come by: what most of them need is asked here, the rest apart.
        group = group_of(type_, subject, marked) if type_ == "RowWritten" else GROUP_OF.get(type_, "work")
        back, self._before = self.whole and recorded < self._before, recorded
        if type_ == "CarriedIn":
            self._carried.add(subject)
        elif type_ == "ImportDone":
            self._carried.clear()
        if self.wanted.person not in ("", actor):
            return
        self.first, self.last = self.first or seq, seq
        if not group or (self.hidden and subject.startswith(self.hidden)):
            self.beside += 1
            return
        if self.wanted.group not in ("", group):
            return
        self.seqs.append(seq)
        self._counts[actor, group] += 1
        if back:
            self._points["clock"].append(seq)
        if marked or type_ in _POINTED or group == "settings":
            self._point(seq, type_, group, marked)
        if subject in self._carried:
            return
        when = self._hours.get(recorded[:13]) or self._look(recorded)
        if when[0]:
            self._points["hours"].append(seq)
        if day and day < when[1] and subject.startswith(("matter:", "intake:")):
            self._points["late"].append(seq)
        # Ten minutes as the stored moment writes them.
        self._bursts[actor, recorded[:15]].append(seq)

    def _point(self, seq: int, type_: str, group: str, marked: int) -> None:
        if type_ in _POINTED:
            self._points[_POINTED[type_]].append(seq)
        elif type_ == "ReturnClosed" and marked:
            self._points["reclosed"].append(seq)
        elif marked and type_ != "RowWritten":
            self._points["breaches"].append(seq)
        if group == "settings":
            self._points["settings"].append(seq)

    def _look(self, recorded: str) -> tuple[bool, str]:
        """(outside the hours, the earliest legal day that is not late) of an hour of recording."""
        at = local(datetime.fromisoformat(recorded))
        off = not FROM_HOUR <= at.hour < UNTIL_HOUR or not self.calendar.is_working(at.date())
        return self._hours.setdefault(recorded[:13], (off, (at.date() - timedelta(days=LATE_DAYS)).isoformat()))

    def people(self) -> dict[str, dict[str, int]]:
        """Who recorded -> how many of each kind."""
        found: dict[str, dict[str, int]] = {}
        for (actor, group), count in self._counts.items():
            found.setdefault(actor, {})[group] = count
        return found

    def points(self) -> tuple[Point, ...]:
        """Those that are there, in the order in which they matter."""
        rush = sorted(seq for seqs in self._bursts.values() if len(seqs) >= RUSH for seq in seqs)
        self._points["rush"] = array("q", rush)
        return tuple(Point(code, title, why, self._points[code]) for code, title, why in POINTS)


def narrowed(desk: Desk, made: Overview, *, person: str = "", point: str = "") -> array[int]:
    """The acts of one person, or behind one point, of an overview; all of it without either."""
    if point:
        return next(p.seqs for p in made.points if p.code == point)
    if not person:
        return made.seqs
    own = overview(desk, Wanted(made.wanted.start, made.wanted.end, person, made.wanted.group, made.wanted.number))
    return own.seqs


def steps(seqs: array[int], size: int = 500) -> Iterator[list[int]]:
    """The places in parts."""
    for at in range(0, len(seqs), size):
        yield list(seqs[at : at + size])
