"""Everything that can have happened, as immutable dated facts.

An event holds every fact that a statistic or a deadline needs, and neither personal data nor free text:
those are register rows (``RowWritten`` carries their salted digest). Amounts are whole đồng. ``day`` is
the legal day; ``seq`` the place in the log. Fold order is ``(day, seq)``. ``Struck`` and ``ImportUndone``
have no legal day: they act by ``seq`` alone.

Subjects are ``kind:key`` with kind one of matter, intake, person, office, party, setting, calendar, series,
batch, return, package, key, account, copies, task, outage, register, entry, dataset.
A paper's steps stand on the subject of its matter, under its paper id.
batch, return, package, key, account, copies, task, outage, register, entry, fund, reconciled; what became of money that came in stands in
``ledger_events``. A paper's steps stand on the subject of its matter, under its paper id.
batch, return, package, key, account, copies, task, outage, register, entry, item,
stocktaking. A paper's steps stand on the subject of its matter, under its paper id.
batch, return, package, key, account, copies, task, outage, register, entry, asset. A paper's steps stand on the subject of its matter, under its paper id.
batch, return, package, key, account, copies, task, outage, register, entry,
publication, trip. A paper's steps stand on the subject of its matter, under its paper id.
batch, return, package, key, account, copies, task, outage, register, entry, dataset; what became of money that came in stands
in ``ledger_events``. A paper's steps stand on the subject of its matter, under its paper id.
batch, return, package, key, account, copies, task, outage, register, entry, item, stocktaking, dataset; what became of money
that came in stands in ``ledger_events``. A paper's steps stand on the subject of its matter, under its paper id.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from thads_desktop.domain.access_events import AccessBody
from thads_desktop.domain.archive_events import ArchiveBody
from thads_desktop.domain.asset_events import AssetBody
from thads_desktop.domain.book_events import BookBody
from thads_desktop.domain.cash_events import CashBody
from thads_desktop.domain.chain_events import ChainBody
from thads_desktop.domain.check_events import CheckBody
from thads_desktop.domain.closing_events import ClosingBody
from thads_desktop.domain.copy_events import CopyBody
from thads_desktop.domain.cost_events import CostBody
from thads_desktop.domain.dataset_events import DatasetBody
from thads_desktop.domain.delegation_events import DelegationBody
from thads_desktop.domain.direction_events import DirectionBody
from thads_desktop.domain.emulation_events import EmulationBody
from thads_desktop.domain.file_events import FileBody
from thads_desktop.domain.form_events import FormBody
from thads_desktop.domain.given_copy_events import GivenCopyBody
from thads_desktop.domain.hour_events import HourNoted
from thads_desktop.domain.intake_events import IntakeBody
from thads_desktop.domain.kind_events import KindBody
from thads_desktop.domain.ledger_events import LedgerBody
from thads_desktop.domain.letter_events import LetterBody
from thads_desktop.domain.outside_events import OutsideBody
from thads_desktop.domain.part_events import PartGivenAway
from thads_desktop.domain.prison_events import PrisonBody
from thads_desktop.domain.procedure_events import ProcedureBody
from thads_desktop.domain.publication_events import PublicationBody
from thads_desktop.domain.register_events import RegisterBody
from thads_desktop.domain.review_events import ReviewBody
from thads_desktop.domain.service_events import ServiceBody
from thads_desktop.domain.staff_events import StaffBody
from thads_desktop.domain.store_events import StoreBody
from thads_desktop.domain.target_events import TargetBody
from thads_desktop.domain.task_events import TaskBody
from thads_desktop.domain.trip_events import TripBody
from thads_desktop.domain.watch_events import WatchBody

MatterKind = Literal["cd", "yc"]
Origin = Literal["issued", "recorded", "carried"]

CASE_TYPES = (
    "dan_su", "hinh_su", "hanh_chinh", "hon_nhan_gia_dinh", "kinh_doanh_thuong_mai", "lao_dong", "pha_san",
    "trong_tai", "khac",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One obligation of a matter: number within the matter, amount still due on the opening day (None = not money). ownerless: it is given
    back, confiscated or destroyed, so that whoever stands as its debtor (the State, a body that holds it) owes nothing."""

    line: int
    due: int | None
    debtors: tuple[str, ...] = ()
    creditors: tuple[str, ...] = ()
    joint: bool = False
    obligation: str = "khac"
    state_revenue: bool = False
    ownerless: bool = False


# --- intake (subject intake:<judgment>) -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class JudgmentReceived:
    """Judgment or decision received. urgent = interim measure (at once); bankruptcy = 3 working days."""

    case_type: str
    judgment_day: date
    way: str = "direct"
    urgent: bool = False
    bankruptcy: bool = False
    ex_officio: bool = False


@dataclass(frozen=True, slots=True)
class RequestReceived:
    """A request for enforcement of this judgment."""

    request: str
    way: str = "direct"


@dataclass(frozen=True, slots=True)
class RequestRefused:
    """Notice that the request is refused."""

    request: str
    ground: str


@dataclass(frozen=True, slots=True)
class DelegationReceived:
    """A delegated matter came in from another office."""

    from_office: str


@dataclass(frozen=True, slots=True)
class IntakeDecided:
    """An enforcement decision was issued on this judgment; discharges what the intake owed."""

    matter: str
    kind: MatterKind
    request: str = ""


@dataclass(frozen=True, slots=True)
class MoneyHeld:
    """Money came in before any enforcement decision on this judgment: held for the payer (a party id)."""

    amount: int
    payer: str
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class HeldApplied:
    """Held money was applied to an obligation of a matter on this judgment; collected: seq of its Collected there."""

    amount: int
    payer: str
    matter: str
    collected: int


@dataclass(frozen=True, slots=True)
class HeldReturned:
    """Held money went back to its payer. receipt: number of the voucher."""

    amount: int
    payer: str
    receipt: str = ""


# --- the matter (subject matter:<id>) ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MatterOpened:
    """The enforcement decision, dated on its day."""

    origin: Origin
    kind: MatterKind
    case_type: str
    judgment: str
    lines: tuple[Line, ...]
    paper: str = ""
    request: str = ""
    delegated_in: bool = False
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class CarriedIn:
    """A matter taken over from an older register, dated on the decision's day.

    known_from: the first day from which the register's facts are complete; ``due`` of a line decided before it
    is what was still owed on that day. taken_over: the day of the takeover; what was late by then is no deadline here.
    """

    kind: MatterKind
    case_type: str
    judgment: str
    lines: tuple[Line, ...]
    known_from: date
    batch: str
    row: int
    officer: str = ""
    delegated_in: bool = False
    taken_over: date | None = None


@dataclass(frozen=True, slots=True)
class LineAdded:
    """A further row of a carried-in matter or a line added by amendment."""

    line: Line
    row: int = 0


@dataclass(frozen=True, slots=True)
class OfficerAssigned:
    """Officer in charge from this day; change = an earlier officer was replaced."""

    officer: str
    change: bool = False
    paper: str = ""


@dataclass(frozen=True, slots=True)
class FileOpened:
    """The case file was opened."""


@dataclass(frozen=True, slots=True)
class ValidNotice:
    """The enforcement decision was validly notified; the voluntary period of that debtor (party "" = of every debtor)
    counts from this day."""

    way: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class SummonsServed:
    """Giấy báo served. lines: the obligations it is about (empty = all); party: the debtor it is for ("" = every one of them)."""

    paper: str = ""
    lines: tuple[int, ...] = ()
    party: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """Verification record. result: means | none | partial; address_unknown and prisoner lengthen the repeat interval.

    party: the debtor whose means were verified ("" = every debtor).
    """

    result: str
    paper: str = ""
    address_unknown: bool = False
    prisoner: bool = False
    stated: bool = False
    party: str = ""


@dataclass(frozen=True, slots=True)
class InformationReceived:
    """New information about means of a debtor ("" = of every debtor): verify again within the term."""

    party: str = ""


@dataclass(frozen=True, slots=True)
class Classified:
    """The officer's finding that means exist (True) or not; counts nothing without a decision."""

    has_means: bool
    stated: bool = False


@dataclass(frozen=True, slots=True)
class GroundArose:
    """A ground for a decision became known. of: means_lacking | deferral | suspension | suspension_notice |
    continuation | termination | delegation, or what ``law/due_procedure`` names. Starts the term in which the decision is due.

    lines: the obligations it is about; none named = not said."""

    of: str
    clause: str = ""
    urgent: bool = False
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MeansLacking:
    """Decision that means are lacking, for the lines named (empty = all open lines)."""

    ground: str
    lines: tuple[int, ...] = ()
    paper: str = ""
    address_unknown: bool = False
    prisoner: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """The debtor's lack of means was published."""


@dataclass(frozen=True, slots=True)
class MovedToSeparateBook:
    """Moved to the separate book. breaches: codes of rules broken by a move that had happened and was recorded after it."""

    lines: tuple[int, ...] = ()
    breaches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deferred:
    """Deferral; clause as key of ``resources/law/grounds`` ("c" counts differently in returns)."""

    clause: str
    lines: tuple[int, ...] = ()
    until: date | None = None
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Suspended:
    """Suspension by decision, or by notice of another authority's suspension."""

    clause: str
    lines: tuple[int, ...] = ()
    by_notice: bool = False
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Continued:
    """Enforcement goes on. ends: which conditions are lifted (deferral, suspension, means_lacking; empty = all)."""

    lines: tuple[int, ...] = ()
    ends: tuple[str, ...] = ()
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Terminated:
    """Termination of lines, whole (amount None) or of an amount of each named line."""

    clause: str
    lines: tuple[int, ...] = ()
    amount: int | None = None
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Delegated:
    """Delegated out to another office."""

    to_office: str
    lines: tuple[int, ...] = ()
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The enforcement decision was withdrawn (thu hồi) for these lines."""

    clause: str
    lines: tuple[int, ...] = ()
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The enforcement decision was cancelled (hủy) for these lines."""

    clause: str
    lines: tuple[int, ...] = ()
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Amended:
    """Amendment that does not change the substance. target: paper id amended."""

    target: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class EffectUndone:
    """A decision other than the enforcement decision was withdrawn or cancelled: from this day what the paper ``target``
    did to these lines (none named = to all) reads as never done. Undone itself when its own paper is."""

    target: str
    lines: tuple[int, ...] = ()
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """Money came in for a line (line 0 = for no line: held for the payer).

    day_known False: the day is only the latest it can have been. receipt: number of the official receipt.
    """

    line: int
    amount: int
    day_known: bool = True
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class SurplusReturned:
    """Money held in the matter (above what was due, or for no line) went back to who paid it. receipt: of the voucher."""

    amount: int
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class LineCompleted:
    """A line is fully performed."""

    line: int


# --- papers of a matter (subject matter:<id>) ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PaperSubmitted:
    """A draft was laid before the head; form = document form id."""

    paper: str
    form: str


@dataclass(frozen=True, slots=True)
class PaperReturned:
    """The head returned it with a remark (the remark is a register row)."""

    paper: str


@dataclass(frozen=True, slots=True)
class PaperSigned:
    """Signed; capacity: head | deputy | officer | clerk | accountant."""

    paper: str
    signer: str
    capacity: str


@dataclass(frozen=True, slots=True)
class PaperNumbered:
    """Numbered and dated by the clerk: the act now exists. number 0 = a paper without number."""

    paper: str
    form: str
    series: str
    year: int
    number: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PaperRecorded:
    """An act issued on paper or on the Ministry's platform, recorded with its own number and day.

    breaches: codes of rules it broke; recording never refuses what has happened.
    """

    paper: str
    form: str
    number_text: str
    signer: str
    breaches: tuple[str, ...] = ()
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class PaperSent:
    """Sent to a recipient. to: procuracy | party | office | other; recipient: the party's id, "" = every party.

    receipt: what proves it, as the number of the registered letter or of the book of deliveries.
    """

    paper: str
    to: str
    recipient: str = ""
    way: str = "post"
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class PaperVoided:
    """A numbered paper that never left was voided; its number stays in the series, shown void."""

    paper: str
    series: str
    year: int
    number: int


# --- the office, its people, settings ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RowWritten:
    """A register row got a new version; digest = SHA-256 of salt and canonical content."""

    kind: str
    key: str
    row_version: int
    digest: str


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A person holds a post from this day (event day = valid from) until a day (None = open).

    post: head | deputy | officer | examiner | clerk | accountant | other. rank: so | trung | cao | "".
    powers: kinds of paper a deputy may sign (("*",) = all).
    """

    post: str
    rank: str = ""
    until: date | None = None
    powers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PostEnded:
    """The post ended with this day (last day inclusive)."""

    post: str


@dataclass(frozen=True, slots=True)
class Absent:
    """Absent from ``since`` (None = the event's day) until a day, both included; leave may be planned, so since may lie ahead."""

    until: date
    since: date | None = None


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """A setting that moves a derived figure. value is JSON text; subject setting:<key>."""

    value: str


@dataclass(frozen=True, slots=True)
class CalendarChanged:
    """The day ``on`` became a day off or a working day (subject calendar:<year>); may lie in the future."""

    on: date
    day_off: bool


@dataclass(frozen=True, slots=True)
class SeriesOpened:
    """The next number of a series in a year (import continues a paper series)."""

    series: str
    year: int
    next: int


@dataclass(frozen=True, slots=True)
class PartyMerged:
    """A human confirmed that this party is the same person as ``into``."""

    into: str


@dataclass(frozen=True, slots=True)
class MergeUndone:
    """The merge of this party was a mistake."""


@dataclass(frozen=True, slots=True)
class DataGiven:
    """What the store holds on this party was given out on a lawful request. request: key of the register row that says to whom
    and what for; digest: SHA-256 of the document that was handed out, which is not kept."""

    request: str
    digest: str


# --- import, returns, exchange ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ImportDone:
    """A register workbook was taken over: counts, and SHA-256 of the file."""

    batch: str
    sha256: str
    accepted: int
    rejected: int
    known_from: date
    closing_day: date


@dataclass(frozen=True, slots=True)
class ImportUndone:
    """The import that brought this subject was undone: it reads as never recorded; acts by seq alone.

    Appended to the batch and to every matter of the batch.
    """

    batch: str


@dataclass(frozen=True, slots=True)
class Struck:
    """A typing error: the event with this seq is to be read as never recorded; acts by seq alone."""

    target: int


@dataclass(frozen=True, slots=True)
class ReturnClosed:
    """A return was closed: its pair (as_of, at_seq) recomputes to the same cells for ever."""

    regime: str
    year: int
    months: int
    as_of: date
    at_seq: int
    definition_hash: str
    rules_hash: str
    cells_digest: str
    evidence_digest: str
    content: str
    supplementary_of: str = ""


@dataclass(frozen=True, slots=True)
class PackageMade:
    """A signed package left this office. at_seq: the place in the log that its manifest names."""

    kind: str
    sha256: str
    regime: str = ""
    year: int = 0
    months: int = 0
    at_seq: int = 0


@dataclass(frozen=True, slots=True)
class PackageReceived:
    """A package was accepted; sender = office key, sent_version rises with each resend."""

    kind: str
    sha256: str
    sender: str
    regime: str
    year: int
    months: int
    sent_version: int
    #: What its log says against earlier packages of the sender: rolled_back, forked, "" = nothing.
    log: str = ""
    #: The return in it was not closed at the sender; None = this was not written down yet, or it is no return.
    unclosed: bool | None = None


@dataclass(frozen=True, slots=True)
class KeyTrusted:
    """The public key of another office was accepted after its fingerprint was compared."""

    office: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class PackInstalled:
    """A signed pack of dated data (law, calendar, communes, forms, returns) holds from here on (subject pack:<id>).

    sha256: of its bytes, kept as a blob; needs: the least version of the program that reads it; files: "kind/name" of each.
    """

    pack: str
    version: int
    sha256: str
    title: str
    needs: str
    publisher: str
    fingerprint: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackWithdrawn:
    """The version of the pack that held was taken back; the one before it, if any, holds again."""

    pack: str
    version: int


Body = (
    JudgmentReceived | RequestReceived | RequestRefused | DelegationReceived | IntakeDecided | MoneyHeld | HeldApplied
    | HeldReturned
    | MatterOpened | CarriedIn | LineAdded | OfficerAssigned | FileOpened | ValidNotice | SummonsServed | Verified
    | InformationReceived | Classified | GroundArose | MeansLacking | Published | MovedToSeparateBook | Deferred
    | Suspended | Continued | Terminated | Delegated | Withdrawn | Cancelled | Amended | EffectUndone
    | Collected | SurplusReturned | LineCompleted
    | PaperSubmitted | PaperReturned | PaperSigned | PaperNumbered | PaperRecorded | PaperSent | PaperVoided
    | RowWritten | PostHeld | PostEnded | Absent | SettingChanged | CalendarChanged | SeriesOpened
    | PartyMerged | MergeUndone | DataGiven | ImportDone | ImportUndone | Struck | ReturnClosed | PackageMade
    | PackageReceived | KeyTrusted | PackInstalled | PackWithdrawn | AccessBody | CopyBody | ProcedureBody | DelegationBody
    | StaffBody | EmulationBody
    | TaskBody | BookBody | PartGivenAway | DatasetBody | LedgerBody | CashBody | CostBody | StoreBody | AssetBody
    | PublicationBody | TripBody | ArchiveBody | ReviewBody | HourNoted | PrisonBody | RegisterBody | FileBody
    | LetterBody | OutsideBody | FormBody | ServiceBody | GivenCopyBody | IntakeBody | KindBody | ClosingBody
    | ChainBody | TargetBody | DirectionBody | WatchBody | CheckBody
)  # fmt: skip

#: Every released (type, version) and the class that reads it. A pair that is not here was made by a newer program.
BODIES: dict[tuple[str, int], type] = {(cls.__name__, 1): cls for cls in Body.__args__}

#: Types that act by seq alone and carry no legal day.
DAYLESS = (Struck, ImportUndone)


@dataclass(frozen=True, slots=True)
class Event:
    """The envelope as stored. day is None only for DAYLESS bodies; recorded is aware UTC; law is 2008, 2025 or ""."""

    seq: int
    day: date | None
    recorded: datetime
    actor: str
    role: str
    subject: str
    law: str
    body: Body
