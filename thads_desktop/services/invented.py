"""Invented persons and matters for the demonstration: from a seed, always the same; nobody of them exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from thads_desktop.law.units import load_units

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Đinh", "Mai", "Cao")
_MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Hồng", "Quang", "Thanh", "Ngọc", "Xuân", "Thu")
_GIVEN = (
    "An", "Bình", "Cường", "Dung", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hiếu", "Hoa", "Hùng", "Huyền", "Khánh", "Lan",
    "Linh", "Long", "Mai", "Nam", "Nga", "Oanh", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Thủy", "Trang", "Tuấn", "Yến",
)  # fmt: skip
_STREETS = ("Cầu Đất", "Lạch Tray", "Tô Hiệu", "Hàng Kênh", "Trần Nguyên Hãn", "Lê Lợi", "Đà Nẵng", "Nguyễn Đức Cảnh")
_FIRMS = ("Công ty TNHH Ánh Dương", "Công ty cổ phần Sao Biển", "Ngân hàng TMCP Phương Bắc", "Công ty TNHH Hoa Phượng")
#: The day by which the communes of the sample are named.
_THEN = date(2019, 10, 1)
STATE = "Ngân sách nhà nước"
CASES = (
    ("dan_su", "Dân sự", "DS"), ("hinh_su", "Hình sự", "HS"), ("hon_nhan_gia_dinh", "Hôn nhân và gia đình", "HNGĐ"),
    ("kinh_doanh_thuong_mai", "Kinh doanh thương mại", "KDTM"), ("lao_dong", "Lao động", "LĐ"),
)  # fmt: skip
#: How a matter goes, and how often of 100.
COURSES = (
    ("done", 38), ("lacks", 20), ("running", 16), ("book", 5), ("deferred_c", 3), ("deferred", 3), ("suspended", 2),
    ("terminated", 6), ("part", 3), ("delegated", 2), ("withdrawn", 2),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    birth_year: int | None
    number: str
    address: str
    #: The address without its district, and the commune of it, as a clerk types them.
    street: str = ""
    commune: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """An invented matter. due None = not money."""

    kind: str
    case_type: str
    case_name: str
    judgment: str
    judgment_day: date
    received: date
    court: str
    debtor: Person
    creditor: str
    obligation: str
    due: int | None
    course: str


class Inventor:
    """Draws persons and matters for one office."""

    def __init__(self, seed: int, district: str) -> None:
        """district: "quận Lê Chân"."""
        self.random, self.district, self._count = Random(seed), district, 0
        self._communes = [code for code, words in load_units().search(district, _THEN, 60) if words.endswith(district)]

    def person(self) -> Person:
        """A person with a number from a range that was never issued."""
        r = self.random
        name = f"{r.choice(_FAMILY)} {r.choice(_MIDDLE)} {r.choice(_GIVEN)}"
        self._count += 1
        street = f"Số {r.randint(1, 300)} {r.choice(_STREETS)}"
        address = f"{street}, {self.district}, TP Hải Phòng"
        # Not drawn: what is drawn after it stays as it was.
        commune = self._communes[self._count % len(self._communes)] if self._communes else ""
        return Person(name, r.randint(1950, 2000), f"0310999{self._count:05d}", address, street if commune else address, commune)

    def name(self) -> str:
        return self.person().name

    def case(self, received: date) -> Case:
        """A matter whose judgment is received on a day."""
        r = self.random
        key, name, mark = r.choice(CASES)
        kind = "cd" if r.random() < 0.62 else "yc"
        self._count += 1
        day = received - timedelta(days=r.randint(20, 60))
        money = r.random() < 0.92
        due = (r.randint(2, 400) * 100_000 if kind == "cd" else r.randint(5, 3000) * 1_000_000) if money else None
        obligation = "Án phí sơ thẩm" if kind == "cd" else "Trả nợ gốc và lãi"
        return Case(
            kind, key, name, f"{self._count}/{day.year}/{mark}-ST", day, received,
            f"Tòa án nhân dân {self.district}", self.person(), STATE if kind == "cd" else r.choice(_FIRMS),
            obligation if money else "Trả giấy chứng nhận quyền sử dụng đất", due, self._course(),
        )  # fmt: skip

    def _course(self) -> str:
        at = self.random.randint(1, sum(n for _, n in COURSES))
        for name, n in COURSES:
            at -= n
            if at <= 0:
                return name
        return "running"
