"""The accountant's totals of a period, decision by decision, held against what the log says; kept with who, when and a digest, and printed.

Collected: money of the decision that came in within the period, and money taken before it that was applied to it. Paid: what went out of
it, the fee kept back among it. Held: what the ledger of the decision says is there on the last day; of what came in without a receipt it
does not know what became, and that stands beside (untold), so that all that was ever collected = paid + held + untold. What an old
register had collected before it was taken over is in none of them, for what became of it is not known; costs and their advances are
accounts of their own.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import cash_events as ce
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.ledger import ledger
from thads_desktop.domain.office_time import local
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare
from thads_desktop.exchange import figures_sheet
from thads_desktop.exchange.figures_sheet import Field
from thads_desktop.services import cashier, inputs
from thads_desktop.services.projecting import Names
from thads_desktop.storage import money_lists

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from thads_desktop.services.cashier import Line
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: The documented columns of what the accountant gives in.
FIELDS = (
    Field("number", "Số quyết định", "text", also=("Số QĐ", "Số QĐ THA", "Quyết định số", "Số quyết định thi hành án")),
    Field("day", "Ngày quyết định", "day", required=False, also=("Ngày QĐ", "Ngày ra quyết định")),
    Field("collected", "Đã thu", "money", also=("Số đã thu", "Thu trong kỳ")),
    Field("paid", "Đã chi", "money", also=("Số đã chi", "Chi trong kỳ", "Đã chi trả")),
    Field("held", "Còn tồn", "money", also=("Tồn", "Tồn cuối kỳ", "Còn tồn cuối kỳ", "Số dư cuối kỳ")),
)
NOTES = (
    "Mỗi quyết định thi hành án một dòng; số tiền là đồng, không có phần lẻ. Ngày quyết định chỉ cần khi có hai việc trùng số.",
    "Đã thu: tiền của quyết định thu trong kỳ, kể cả tiền thu trước được chuyển vào. Đã chi: tiền đã chi ra, kể cả phí khấu trừ, nộp ngân sách.",
    "Còn tồn: tiền của quyết định còn giữ vào ngày cuối kỳ, như sổ thu, chi của việc. Không tính chi phí và tạm ứng chi phí.",
)
#: What the column beside says.
UNTOLD = "Ngoài sổ: đến ngày cuối kỳ, số đã thu không có biên lai trong sổ nên không biết đã chi hay chưa; không nằm trong còn tồn."
EXAMPLE = ("12/QĐ-CCTHADS", "05/10/2025", "1.500.000", "1.000.000", "500.000")
IN = frozenset({"collected", "prison_in", "applied"})
OUT = frozenset({"paid", "fee", "surplus_back", "forfeited", "deducted", "deducted_out"})
#: What came back is taken from what was paid.
BACK = frozenset({"came_back"})
#: How a line stands: both, and do they agree.
STATES = {"differs": "lệch", "theirs": "chỉ kế toán có", "ours": "chỉ chương trình có", "agrees": "khớp"}


@dataclass(frozen=True, slots=True)
class Three:
    """đồng collected, paid, held; untold: until the last day, in the books here only, of which nobody knows here whether it was paid."""

    collected: int = 0
    paid: int = 0
    held: int = 0
    untold: int = 0

    def __sub__(self, other: Three) -> Three:
        return Three(self.collected - other.collected, self.paid - other.paid, self.held - other.held, self.untold - other.untold)

    def __add__(self, other: Three) -> Three:
        return Three(self.collected + other.collected, self.paid + other.paid, self.held + other.held, self.untold + other.untold)

    def agrees(self, other: Three) -> bool:
        """What both sides know is the same."""
        return (self.collected, self.paid, self.held) == (other.collected, other.paid, other.held)


@dataclass(frozen=True, slots=True)
class Given:
    """What the accountant says of one decision; row: where."""

    number: str
    day: date | None
    figures: Three
    row: int


@dataclass(frozen=True, slots=True)
class Pair:
    """One decision: state of STATES; matter "" where the program knows none."""

    matter: str
    number: str
    day: date | None
    theirs: Three
    ours: Three
    state: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Of a period: every decision that stands in either, those that differ first; seq: how far the log was; key "" = not kept."""

    start: date
    end: date
    pairs: tuple[Pair, ...]
    theirs: Three
    ours: Three
    seq: int
    key: str = ""
    who: str = ""
    at: str = ""
    digest: str = ""

    def count(self, state: str) -> int:
        """How many decisions stand so."""
        return sum(p.state == state for p in self.pairs)

    @property
    def differ(self) -> int:
        return len(self.pairs) - self.count("agrees")


def read(desk: Desk, file: Path) -> list[Given]:
    """The accountant's figures of a file. Refused("figures.*" | "import.*")."""
    return _given(figures_sheet.read(file, FIELDS, desk.clock.today()))


def parse(desk: Desk, text: str) -> list[Given]:
    """As ``read``, of what is typed or pasted; headings may be missing."""
    return _given(figures_sheet.parse(text, FIELDS, desk.clock.today(), headed=False))


def save_template(file: Path) -> Path:
    """An empty workbook with the columns."""
    from thads_desktop.services import return_files

    return return_files.write_files(file.parent, {file.name: figures_sheet.template(FIELDS, NOTES, EXAMPLE)})[0]


def compare(desk: Desk, start: date, end: date, given: Sequence[Given]) -> Comparison:
    """Theirs against ours. Refused("cash.order" | "figures.which" | "figures.twice"). Nothing is written."""
    cashier.wanted(start, end)
    with desk.reading() as reader:
        by_number: dict[str, list[tuple[date, str]]] = {}
        known = reader.projections.known_decisions()
        for (number, day), matter in known.items():
            by_number.setdefault(folded(number), []).append((day, matter))
        ours = ledger_of(reader, start, end)
        seq = reader.head()[0]
    called = {matter: (number, day) for (number, day), matter in known.items()}
    pairs: list[Pair] = []
    met: dict[str, int] = {}
    for g in given:
        matter = _matter(g, by_number)
        key = matter or f"{folded(g.number)}|{g.day}"
        if key in met:
            raise Refused(Refusal("figures.twice", {"row": str(g.row), "number": g.number, "first": str(met[key])}, "file"))
        met[key] = g.row
        mine = ours.get(matter, Three()) if matter else Three()
        state = "theirs" if not matter else "agrees" if mine.agrees(g.figures) else "differs"
        number, made = called.get(matter, (g.number, g.day))
        pairs.append(Pair(matter, number, made, g.figures, mine, state))
    for matter, mine in ours.items():
        if matter not in met and mine != Three():
            number, made = called.get(matter, ("", date.min))
            pairs.append(Pair(matter, number, made, Three(), mine, "ours"))
    order = list(STATES)
    pairs.sort(key=lambda p: (order.index(p.state), p.day or date.min, p.number))
    return Comparison(
        start, end, tuple(pairs), sum((p.theirs for p in pairs), Three()), sum((p.ours for p in pairs), Three()), seq,
    )  # fmt: skip


def ledger_of(reader: Reader, start: date, end: date) -> dict[str, Three]:
    """Matter -> what the log says of a period, of the matters of which it says anything."""
    within = money_lists.by_matter(reader.projections, start, end)
    ever = money_lists.by_matter(reader.projections, None, end)
    unsure = money_lists.without_receipt(reader.projections, end)
    found = {}
    for matter, kinds in ever.items():
        now = within.get(matter, {})
        left = _sum(kinds, IN) + _sum(kinds, BACK) - _sum(kinds, OUT)
        held = ledger(reader.events_of(f"matter:{matter}"), end).held if matter in unsure else left
        found[matter] = Three(_sum(now, IN), _sum(now, OUT) - _sum(now, BACK), held, left - held)
    return found


def movements(desk: Desk, matter: str, start: date, end: date) -> list[Line]:
    """What of a matter stands behind our figures of a period."""
    with desk.reading() as reader:
        rows = money_lists.of_matter(reader.projections, matter, start, end)
        counted = {n: row for n, row in enumerate(rows) if row.kind in IN | OUT | BACK}
        return cashier.told(desk, reader, counted)


def keep(desk: Desk, made: Comparison) -> Comparison:
    """Keep what was found: who, when, digest; a period may be reconciled again. Refused("reconcile.stale") when the log has gone on in it."""
    with desk.writing("reconcile") as uow:
        if made.seq != uow.head()[0] and _ours_changed(uow, made):
            raise Refused(Refusal("reconcile.stale"))
        sha = uow.store_blob(_bytes(made))
        key = uuid4().hex
        uow.append(f"reconciled:{key}", desk.clock.today(), ce.Reconciled(made.start, made.end, len(made.pairs), made.differ, made.seq, sha))
        uow.commit()
    return stored(desk, key)


def past(desk: Desk) -> list[Comparison]:
    """Every reconciliation that was kept, the latest first, without its lines."""
    with desk.reading() as reader:
        names = Names(reader)
        found = []
        for subject, events in reader.stream("reconciled"):
            for e in events:
                if isinstance(e.body, ce.Reconciled):
                    b = e.body
                    made = Comparison(b.start, b.end, (), Three(), Three(), b.at_seq, subject.partition(":")[2], names.recorder(e.actor),
                                      f"{local(e.recorded):%d/%m/%Y %H:%M}", b.sha256)  # fmt: skip
                    found.append((e.seq, made))
    return [made for _seq, made in sorted(found, key=lambda x: -x[0])]


def stored(desk: Desk, key: str) -> Comparison:
    """One that was kept, as it was found then. Refused("reconcile.none")."""
    head = next((c for c in past(desk) if c.key == key), None)
    if head is None:
        raise Refused(Refusal("reconcile.none"))
    with desk.reading() as reader:
        data = json.loads(reader.blob(head.digest))
    pairs = tuple(
        Pair(p["matter"], p["number"], date.fromisoformat(p["day"]) if p["day"] else None, Three(**p["theirs"]), Three(**p["ours"]), p["state"])
        for p in data["pairs"]
    )
    return replace(head, pairs=pairs, theirs=sum((p.theirs for p in pairs), Three()), ours=sum((p.ours for p in pairs), Three()))


def folded(number: str) -> str:
    """A decision's number without what hands write differently: case, blanks, zeros before it."""
    plain = "".join(bare(number).split())
    return plain.lstrip("0") or plain


def _given(rows: Sequence[figures_sheet.Row]) -> list[Given]:
    return [
        Given(
            inputs.name(r.values["number"], "file", limit=60), r.values["day"],
            Three(r.values["collected"], r.values["paid"], r.values["held"]), r.at,
        )
        for r in rows
    ]  # fmt: skip


def _matter(g: Given, by_number: Mapping[str, list[tuple[date, str]]]) -> str:
    found = by_number.get(folded(g.number), [])
    if g.day is not None:
        found = [x for x in found if x[0] == g.day]
    if len(found) > 1:
        raise Refused(Refusal("figures.which", {"row": str(g.row), "count": str(len(found)), "number": g.number}, "file"))
    return found[0][1] if found else ""


def _sum(kinds: Mapping[str, int], wanted: frozenset[str]) -> int:
    return sum(amount for kind, amount in kinds.items() if kind in wanted)


def _ours_changed(reader: Reader, made: Comparison) -> bool:
    now = {m: t for m, t in ledger_of(reader, made.start, made.end).items() if t != Three()}
    then = {p.matter: p.ours for p in made.pairs if p.matter and p.ours != Three()}
    return now != then


def _bytes(made: Comparison) -> bytes:
    """What was found, of equal content equal bytes: numbers of decisions and figures, no names."""
    pairs: list[dict[str, Any]] = [{**asdict(p), "day": p.day.isoformat() if p.day else ""} for p in made.pairs]
    data = {"start": made.start.isoformat(), "end": made.end.isoformat(), "seq": made.seq, "pairs": pairs}
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(made: Comparison) -> str:
    """Of what would be kept."""
    return hashlib.sha256(_bytes(made)).hexdigest()


def summary(made: Comparison) -> str:
    """How many agree and how many do not."""
    counts = Counter(p.state for p in made.pairs)
    said = ", ".join(f"{counts[s]} việc {words}" for s, words in STATES.items() if counts[s])
    return f"Từ {short_date(made.start)} đến {short_date(made.end)}: {said or 'không có việc nào'}."
