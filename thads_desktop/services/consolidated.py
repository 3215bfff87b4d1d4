"""A consolidated return as it stands: of whom, who is missing, what two offices claim at once, what is to be looked at; as words and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.text import bare
from thads_desktop.returns.checks import Violation
from thads_desktop.returns.compute import Return, to_json
from thads_desktop.returns.definition import Regime
from thads_desktop.returns.headings import in_words
from thads_desktop.returns.vocabulary import FORM_MEASURES
from thads_desktop.services import reporting
from thads_desktop.services.receiving import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.returns.consolidate import Evidence


#: Matters claimed twice that are named beneath the forms, which have no more room; --json and the page have all.
NAMED = 8


@dataclass(frozen=True, slots=True)
class Claimed:
    """A matter that several offices report. by: (office, its name, number of the matter there, "" = not told)."""

    matter: str
    by: tuple[tuple[str, str, str], ...]

    @property
    def number(self) -> str:
        """Its number, or numbers where the offices write it differently; its key where no package says one."""
        return ", ".join(dict.fromkeys(n for _key, _name, n in self.by if n)) or self.matter

    @property
    def offices(self) -> str:
        """Who reports it."""
        return "; ".join(name for _key, name, _n in self.by)

    @property
    def words(self) -> str:
        """One sentence."""
        return f"Việc {self.number} do {len(self.by)} đơn vị cùng báo cáo: {self.offices}."


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The consolidated return of a period and how each package fared. forms empty = nothing to consolidate."""

    verdicts: tuple[Verdict, ...]
    regime: Regime | None
    year: int
    months: int
    end: date | None
    office: str
    offices: tuple[str, ...]
    missing: tuple[str, ...]
    twice: tuple[tuple[str, tuple[str, ...]], ...]
    forms: tuple[Return, ...]
    violations: tuple[Violation, ...]
    written: tuple[str, ...] = ()
    closed: bool = False
    seq: int = 0
    supplementary: bool = False
    not_closed: str = ""
    #: Names of the offices whose package is of a return that is not closed there.
    drafts: tuple[str, ...] = ()
    #: Those of ``twice`` as people know them.
    claimed: tuple[Claimed, ...] = ()
    #: Why it was closed though matters are claimed twice.
    reason: str = ""
    #: Ids of the offices that sent; (id, name) of those missing.
    came_keys: tuple[str, ...] = ()
    missing_keys: tuple[tuple[str, str], ...] = ()
    #: What it was made of: the packages counted and the offices expected. Closing and writing ask whether that still stands.
    made_of: tuple[str, ...] = ()

    @property
    def draft_words(self) -> str:
        """Whose figures may still change, or ""."""
        return f"Bản đơn vị chưa chốt, số liệu còn có thể thay đổi: {', '.join(self.drafts)}." if self.drafts else ""

    @property
    def doubts(self) -> tuple[str, ...]:
        """What a human must have seen before this is closed, and stands beneath every form: drafts, matters claimed twice."""
        said = [self.draft_words] if self.drafts else []
        said += [c.words for c in self.claimed[:NAMED]]
        if len(self.claimed) > NAMED:
            said.append(f"Và {len(self.claimed) - NAMED} việc nữa do nhiều đơn vị cùng báo cáo: xem danh sách.")
        if self.claimed and self.reason:
            said.append(f"Lý do vẫn tổng hợp các việc do nhiều đơn vị cùng báo cáo: {self.reason}")
        return tuple(said)

    @property
    def incomplete(self) -> str:
        """What stands on every form while an office's return is missing, or ""."""
        return f"THIẾU BÁO CÁO CỦA {len(self.missing)} ĐƠN VỊ: {', '.join(self.missing)}" if self.missing else ""

    @property
    def any_accepted(self) -> bool:
        """At least one package was accepted, or had been accepted before."""
        return bool(self.offices)

    def json(self) -> dict[str, Any]:
        plain: dict[str, Any] = {
            "packages": [
                {"file": v.file, "accepted": v.accepted, "says": v.says, "code": v.code, "office": v.office} for v in self.verdicts
            ],
            "offices": list(self.offices), "missing": list(self.missing),
            "twice": [
                {"matter": m, "offices": list(o), "number": next((c.number for c in self.claimed if c.matter == m), m)} for m, o in self.twice
            ],
            "drafts": list(self.drafts), "reason": self.reason,
            "violations": [v.says for v in self.violations], "closed": self.closed,
            "not_closed": self.not_closed, "written": list(self.written),
        }  # fmt: skip
        if self.regime is not None and self.end is not None:
            plain |= to_json(
                self.regime, self.forms, year=self.year, months=self.months, office=self.office,
                day=self.end.isoformat(), seq=self.seq,
            )  # fmt: skip
        return plain

    def text(self) -> str:
        lines = [f"{v.file}: {v.says}" for v in self.verdicts]
        if self.forms and self.offices and self.regime is not None:
            lines.append(
                f"Tổng hợp {self.months:02d} tháng năm {self.year} của {len(self.offices)} đơn vị: {', '.join(self.offices)}."
            )
            lines += [f"Còn thiếu: {name}." for name in self.missing]
            lines += self.doubts
            lines += [v.says for v in self.violations]
            lines += [
                f"Biểu {f.code}, {f.title}: {in_words(self.regime.headings(f.measure), f.rows[0].cells, reporting.shown)}."
                for f in self.forms if f.rows
            ]  # fmt: skip
        if self.closed and not self.not_closed:
            said = "Đã chốt báo cáo bổ sung" if self.supplementary else "Đã chốt báo cáo tổng hợp"
            lines.append(f"{said}, còn thiếu {len(self.missing)} đơn vị: {', '.join(self.missing)}." if self.missing else f"{said}.")
        lines += [f"Đã ghi {path}" for path in self.written]
        return "\n".join(lines)


_WAY_OUT = (
    "Hãy hỏi lại đơn vị: nếu đơn vị đã lập lại dữ liệu thì chọn gói mới và nhấn Ctrl+T (dòng lệnh: trust --instead) "
    "để khóa mới thay khóa cũ, gói của khóa cũ thôi tính."
)


def one_name_twice(senders: Sequence[str]) -> list[Violation]:
    """Two offices trusted under one name, as after one was set up anew: their matters would be summed twice. (The names
    on the forms are those of the period's day, which several offices may bear since they are one with their province.)"""
    seen: Counter[str] = Counter(bare(name) for name in senders)
    names = {bare(name): name for name in senders}
    return [
        Violation("V15", f"Có {n} gói cùng mang tên {names[key]}: số liệu bị cộng {n} lần. {_WAY_OUT}")
        for key, n in seen.items() if n > 1
    ]  # fmt: skip


def without_records(regime: Regime, evidences: Sequence[Evidence]) -> list[Violation]:
    """Packages of older programs know nothing of the forms that count records, or what a line is."""
    old = sorted(e.office.name for e in evidences if e.format == 1)
    further = [f.code for f in regime.forms if f.measure not in FORM_MEASURES]
    if not old or not further:
        return []
    says = f"Gói của {', '.join(old)} do bản chương trình cũ lập, không có số liệu của các biểu {', '.join(further)}: đề nghị đơn vị gửi lại."
    return [Violation("V9", says, soft=True)]
