"""May an item for the State budget be remitted, how much of it, and what is missing: both laws, by the day of the proposal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import add_months, short_date
from thads_desktop.domain.money import dong
from thads_desktop.law.money_law import on
from thads_desktop.law.reckon import Reckoned, joined

if TYPE_CHECKING:
    from thads_desktop.law.money_law import Band, MoneyLaw, RemissionLaw

ALL, SHARE, NOTHING = "all", "share", "nothing"


@dataclass(frozen=True, slots=True)
class Item:
    """first_decision: the first enforcement decision; paid, rest: of the item; last: the last remission in this judgment; minutes: day of
    the newest verification minutes; hardship: in hardship or of great merit after paying a part in earnest."""

    first_decision: date
    paid: int
    rest: int
    last: date | None = None
    minutes: date | None = None
    hardship: bool = False
    for_state: bool = True


@dataclass(frozen=True, slots=True)
class Remission(Reckoned):
    """gives: all | share | nothing; most: the most that may be remitted now; missing: why not, or what the file still needs; earliest: the
    first day on which time alone opens a way, None where it does not."""

    gives: str
    most: int
    missing: tuple[str, ...]
    earliest: date | None


def remission(law: MoneyLaw, item: Item, day: date) -> Remission:
    """What may be remitted when it is proposed on a day. Refused("money.no_law"); ValueError for amounts below zero, or no rest."""
    if item.paid < 0 or item.rest <= 0:
        raise ValueError("amounts")
    rules = on(law.remissions, day, "miễn, giảm nghĩa vụ thi hành án")
    return _Judge(rules, item, day).answer()


class _Judge:
    def __init__(self, rules: RemissionLaw, item: Item, day: date) -> None:
        self.rules, self.item, self.day = rules, item, day
        self.steps: list[str] = []
        self.missing: list[str] = []
        self.notes: list[str] = list(rules.notes())
        self.cites = [rules.cite]

    def answer(self) -> Remission:
        item, rules = self.item, self.rules
        whole = item.paid + item.rest
        self.steps.append(
            f"Quyết định thi hành án đầu tiên ngày {short_date(item.first_decision)}; đã nộp {dong(item.paid)} trong {dong(whole)} đồng,"
            f" còn {dong(item.rest)} đồng; xét ngày {short_date(self.day)} theo {rules.cite}."
        )
        part = self._part_paid(whole)
        if item.hardship and part:
            self.steps.append(f"{rules.special} ({rules.special_cite}).")
            self.cites.append(rules.special_cite)
            return self._made(ALL, item.rest, None)
        if item.hardship:
            self.missing.append(f"Miễn do hoàn cảnh khó khăn hoặc lập công lớn cần đã thi hành được một phần ({rules.special_cite}).")
        fitting = [b for b in rules.bands if self._fits(b, part=part)]
        ripe = [b for b in fitting if self._ripe(b)]
        earliest = min((self._day_of(b) for b in fitting), default=None)
        best = max(ripe, key=self._gain, default=None)
        if best is None:
            self._why_not(fitting, part=part)
            return self._made(NOTHING, 0, earliest)
        gain = self._gain(best)
        self._say(best, gain)
        return self._made(best.gives, gain, None)

    def _part_paid(self, whole: int) -> bool:
        """A part was paid; below the least part the law asks for, it does not count."""
        item, least = self.item, self.rules.least_paid
        if not item.paid or not least:
            return item.paid > 0
        enough = item.paid * least >= whole
        self.cites.append(self.rules.least_paid_cite)
        self.steps.append(
            f"Phần đã nộp phải từ 1/{least} của {dong(whole)} đồng: {dong(item.paid)} × {least} = {dong(item.paid * least)}, "
            f"{'đạt' if enough else 'chưa đạt'} ({self.rules.least_paid_cite})."
        )
        return enough

    def _fits(self, band: Band, *, part: bool) -> bool:
        """The band is for this rest and this paying, whatever the time."""
        paid = {"any": True, "part": part, "none": self.item.paid == 0}[band.paid]
        return paid and band.least <= self.item.rest and (band.most_rest is None or self.item.rest <= band.most_rest)

    def _end(self, band: Band) -> date:
        """The last day of the years that must be over."""
        return add_months(self.item.first_decision, 12 * band.years)

    def _ripe(self, band: Band) -> bool:
        return self.day > self._end(band)

    def _day_of(self, band: Band) -> date:
        end = self._end(band)
        return date.fromordinal(end.toordinal() + 1)

    def _gain(self, band: Band) -> int:
        if band.gives == ALL:
            return self.item.rest
        share = self.item.rest * band.n // band.d
        return share if band.most is None else min(share, band.most)

    def _say(self, band: Band, gain: int) -> None:
        rest = self.item.rest
        over = f"Đã quá {band.years} năm từ ngày {short_date(self.item.first_decision)} (hết ngày {short_date(self._end(band))})"
        if band.gives == ALL:
            self.steps.append(f"{over} và phần còn lại {_range(band)}: xét miễn toàn bộ {dong(rest)} đồng ({self.rules.cite}).")
            return
        exact = f"{dong(rest)} × {band.n}/{band.d} = {dong(rest * band.n // band.d)}"
        capped = f", tối đa {dong(band.most)}" if band.most is not None else ""
        self.steps.append(f"{over} và phần còn lại {_range(band)}: mỗi lần giảm không quá {exact}{capped}; được {dong(gain)} đồng ({self.rules.cite}).")
        self.notes.append("Phần tư, phần năm tính trên số còn lại phải thi hành, bỏ phần lẻ của đồng: hãy đối chiếu văn bản.")

    def _why_not(self, fitting: list[Band], *, part: bool) -> None:
        """Time when only time is missing, else what is to be paid first."""
        for band in fitting:
            self.missing.append(
                f"Chưa quá {band.years} năm từ quyết định thi hành án đầu tiên: sớm nhất ngày {short_date(self._day_of(band))} ({_range(band)})."
            )
        if fitting:
            return
        if not part and any(b.paid == "part" and self._fits(b, part=True) for b in self.rules.bands):
            if self.item.paid:
                self.missing.append(f"Phần đã nộp chưa đến 1/{self.rules.least_paid} nghĩa vụ ({self.rules.least_paid_cite}).")
            else:
                self.missing.append("Với số còn lại này, người phải thi hành án phải đã nộp được một phần.")
        else:
            self.missing.append(f"Số còn lại {dong(self.item.rest)} đồng không thuộc mức nào được xét ({self.rules.cite}).")

    def _made(self, gives: str, most: int, earliest: date | None) -> Remission:
        item, rules = self.item, self.rules
        if not item.for_state:
            self.missing.append("Chỉ khoản thu cho ngân sách nhà nước mới được xét miễn, giảm.")
        if item.last is not None and item.last.year == self.day.year:
            self.missing.append(f"Mỗi bản án mỗi năm chỉ xét một lần, lần trước ngày {short_date(item.last)}.")
        elif item.last is not None and self.day <= add_months(item.last, 12):
            self.notes.append(f"Lần xét trước ngày {short_date(item.last)} chưa đủ 12 tháng: chưa xác lập một năm là năm dương lịch hay 12 tháng.")
        if rules.minutes_months:
            self._minutes()
        if rules.edge and item.rest == rules.edge:
            self.notes.append(rules.edge_note)
        refused = gives == NOTHING or not item.for_state or (item.last is not None and item.last.year == self.day.year)
        if refused:
            gives, most = NOTHING, 0
            self.steps.append("Chưa xét miễn, giảm được.")
        elif rules.interest_text:
            self.steps.append(f"{rules.interest_text.rstrip('.')} ({rules.interest_cite}).")
            self.cites.append(rules.interest_cite)
        else:
            self.notes.append(rules.interest_note)
        self.notes.append("Người phải thi hành án còn phải được xác minh là không có điều kiện; Tòa án quyết định việc miễn, giảm.")
        notes = tuple(n for n in dict.fromkeys(self.notes) if n)
        return Remission(tuple(self.steps), joined(self.cites), notes, gives, most, tuple(self.missing), earliest)

    def _minutes(self) -> None:
        months, made = self.rules.minutes_months, self.item.minutes
        self.cites.append(self.rules.minutes_cite)
        if made is None:
            self.missing.append(f"Cần biên bản xác minh lập không quá {months} tháng trước ngày đề nghị ({self.rules.minutes_cite}).")
        elif add_months(made, months) < self.day:
            self.missing.append(f"Biên bản xác minh ngày {short_date(made)} đã quá {months} tháng: phải xác minh lại ({self.rules.minutes_cite}).")


def _range(band: Band) -> str:
    parts = []
    if band.least > 1:
        parts.append(f"trên {dong(band.least - 1)}" if (band.least - 1) % 1_000_000 == 0 else f"từ {dong(band.least)}")
    if band.most_rest is not None:
        below = (band.most_rest + 1) % 1_000_000 == 0
        parts.append(f"dưới {dong(band.most_rest + 1)}" if below else f"đến {dong(band.most_rest)}")
    return f"{' '.join(parts)} đồng"
