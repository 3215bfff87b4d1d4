"""How much work there is for each head of a unit: matters, money, backlog and the weighted load, with the weights of assignments.

Exact: loads are whole hundredths of a matter of weight 1, rounded once for each unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from thads_desktop.domain.allocation import load_per_head
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable, decimals
from thads_desktop.services import inspection_files, office_settings, people, staff

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.domain.workload import Weights
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.staff import Member, Unit, Work


@dataclass(frozen=True, slots=True)
class Load:
    """A unit on a day. heads: who serve there (seconded in counted, out not), officers of them; away: of the heads on leave; load in
    hundredths, None = its work was not counted yet."""

    unit: Unit
    heads: int
    officers: int
    away: int
    own: int
    lent: int
    came: int
    load: int | None

    @property
    def vacant(self) -> int:
        """Posts nobody holds; below nought: more people than posts."""
        return self.unit.posts - self.own

    @property
    def per_head(self) -> Fraction | None:
        return load_per_head(self.load, self.heads) if self.load is not None else None


def weigh(work: Work, weights: Weights, matters_percent: int | Fraction = 0, money_percent: int | Fraction = 0) -> int:
    """Hundredths. Percent: growth of what comes in the year ahead, in matters and in đồng, over the year counted."""
    matters = work.carried + Fraction(work.intake * (100 + matters_percent), 100)
    money = work.money + Fraction(work.money_new * (100 + money_percent), 100)
    weight = {name: Fraction(str(value)) for name, value in (("m", weights.matter), ("b", weights.billion), ("y", weights.year))}
    whole = matters * weight["m"] + money / 1_000_000_000 * weight["b"] + Fraction(work.age_days, 365) * weight["y"]
    return round(whole * 100)


def _tenth(count: int) -> Decimal:
    return Decimal(count).scaleb(-1)


def words(load: Fraction | None) -> str:
    """A load in hundredths as the office reads it, one decimal; "-" where there is nobody."""
    if load is None:
        return "-"
    return decimals(_tenth(round(load / 10)))


def figure(load: Fraction | None) -> Decimal | None:
    """A load in hundredths as a cell of a list, one decimal; None where there is nobody."""
    return None if load is None else _tenth(round(load / 10))


def loads(desk: Desk) -> list[Load]:
    """Of every unit today, the most loaded first; what was not counted stands last."""
    today = desk.clock.today()
    with desk.reading() as reader:
        found = loads_of(staff.units(reader, today), staff.members(reader, today), office_settings.weights(desk, reader))
    return sorted(found, key=lambda x: (x.load is None, -(x.per_head if x.per_head is not None else Fraction(10**12))))


def loads_of(units: list[Unit], members: list[Member], weights: Weights) -> list[Load]:
    """Of these units, in their order."""
    made = []
    for unit in units:
        here = [m for m in members if m.at == unit.key]
        own = [m for m in members if m.unit == unit.key]
        made.append(
            Load(unit, len(here), sum(staff.is_officer(m.rank) for m in here), sum(bool(m.away) for m in here), len(own),
                 sum(m.at != unit.key for m in own), sum(m.unit != unit.key for m in here), weigh(unit.work, weights) if unit.work else None)
        )  # fmt: skip
    return made


def _each(value: int, heads: int) -> Decimal | None:
    return _tenth(round(Fraction(value * 10, heads))) if heads else None


def row(load: Load) -> tuple[Cell, ...]:
    """The cells of a list of loads."""
    w = load.unit.work
    counted: tuple[Cell, ...] = ("chưa kê", None, None, None, None) if w is None else (
        _each(w.carried + w.intake, load.heads), _each(w.carried, load.heads), _each((w.money + w.money_new) // 1_000_000, load.heads),
        figure(Fraction(load.load or 0)), figure(load.per_head),
    )  # fmt: skip
    return (load.unit.name, load.unit.posts, load.own, load.heads, load.officers, load.away, *counted)


def listing(desk: Desk) -> Listing:
    """The register as it prints: units with their work, then people."""
    today = desk.clock.today()
    found = loads(desk)
    with desk.reading() as reader:
        members = staff.members(reader, today)
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        head, weights = reader.head(), office_settings.weights(desk, reader)
    names = {x.unit.key: x.unit.name for x in found}
    columns = (
        ListColumn("Đơn vị", 22), ListColumn("Biên chế", 6, "right"), ListColumn("Đã có", 6, "right"), ListColumn("Đang làm", 6, "right"),
        ListColumn("Chấp hành viên", 7, "right"), ListColumn("Đang nghỉ", 6, "right"), ListColumn("Việc mỗi người", 8, "right"),
        ListColumn("Chuyển sang mỗi người", 8, "right"), ListColumn("Triệu đồng mỗi người", 11, "right"), ListColumn("Khối lượng", 9, "right"),
        ListColumn("Khối lượng mỗi người", 10, "right"),
    )  # fmt: skip
    rows = tuple((m.name, staff.rank_name(m.rank), names.get(m.unit, ""), place_words(m, names), away_words(m)) for m in members)
    return Listing(
        "Sổ cán bộ và khối lượng công việc theo đơn vị", who.parent, who.name, who.place, today, (f"Đến ngày {short_date(today)}",),
        (ListTable("Đơn vị", columns, tuple(row(x) for x in found), "" if found else "Chưa khai đơn vị nào."),
         ListTable("Cán bộ", (ListColumn("Họ và tên", 22), ListColumn("Ngạch", 20), ListColumn("Biên chế tại", 20), ListColumn("Đang làm tại", 24),
                              ListColumn("Nghỉ", 16)), rows, "" if rows else "Chưa khai cán bộ nào.")),
        (weights_words(weights),), ("Người lập", ""), people.signs(who, heads), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def weights_words(weights: Weights) -> str:
    """How loads are reckoned."""
    said = [f"{x:g}".replace(".", ",") for x in (weights.matter, weights.billion, weights.year)]
    return (
        f"Khối lượng = số việc × {said[0]} + tỷ đồng × {said[1]} + số năm tồn × {said[2]}; việc và tiền là số năm trước chuyển sang cộng số thụ lý mới "
        "trong năm; hệ số ở trang Thiết lập. Người đang nghỉ vẫn tính; "
        "người biệt phái tính ở nơi đang làm."
    )


def place_words(m: Member, names: dict[str, str]) -> str:
    """Where somebody serves, and until when."""
    if m.at == m.unit:
        return names.get(m.at, "")
    until = f"đến {short_date(m.seconded_until)}" if m.seconded_until else "chưa định ngày về"
    return f"{names.get(m.at, '')} (biệt phái {until})"


def away_words(m: Member) -> str:
    return f"{m.away} đến {short_date(m.away_until)}" if m.away_until is not None else ""


def file_name(day: date) -> str:
    return f"so-can-bo-{day:%Y%m%d}"
