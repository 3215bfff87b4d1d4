"""A department and its offices, each trusting the other, for tests of what goes between them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from tests.office import Bench, bench
from thads_desktop.domain.clock import FixedClock
from thads_desktop.exchange import package
from thads_desktop.services import consolidation, people, reporting, return_files
from thads_desktop.services.desk import Desk, open_desk

LATER = date(2020, 1, 3)
PERIOD = ("2015", 2020, 3)
PLACES = ("quận Lê Chân", "quận Ngô Quyền", "huyện Thủy Nguyên", "quận Hải An")
CUC = "Cục Thi hành án dân sự thành phố Hải Phòng"


@dataclass
class Department:
    """offices: in the order they were added; keys: their ids."""

    desk: Desk
    folder: Path
    offices: list[Bench] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def add(self, debtors: int = 1) -> Bench:
        """An office with so many matters of its own."""
        n = len(self.offices)
        made = bench(self.folder / f"o{n}", date(2019, 10, 7), name=f"Chi cục Thi hành án dân sự {PLACES[n]}")
        for i in range(debtors):
            made.decision(number=f"{10 * n + i + 1}/2019/DS-ST", debtor=f"Lê Văn {chr(65 + n)}{chr(65 + i)}")
        made.on(LATER)
        self.trust(made)
        self.offices.append(made)
        return made

    def trust(self, office: Bench) -> None:
        """Each trusts the other."""
        for here, there in ((office.desk, self.desk), (self.desk, office.desk)):
            key = consolidation.key_package(here, self.folder / f"{here.folder.name}.thads")
            consolidation.trust(there, Path(key.path), key.fingerprint)
            if here is office.desk:
                self.keys.append(key.office_id)

    def pack(self, at: int, folder: str = "gui", *, months: int = 3, close: bool = True) -> Path:
        """The package of a period, closed unless it is to be a draft."""
        desk = self.offices[at].desk
        made = reporting.make(desk, 2020, months)
        if close and not made.closed:
            made = reporting.close(desk, made)
        return next(p for p in return_files.write(desk, made, self.folder / folder / f"{at}") if p.suffix == ".thads")

    def send(self, at: int, folder: str = "gui", *, months: int = 3, close: bool = True) -> str:
        """Packed and received; its SHA-256."""
        file = self.pack(at, folder, months=months, close=close)
        (verdict,) = consolidation.receive(self.desk, [file])
        assert verdict.accepted, verdict.says
        return package.read_any(file.read_bytes()).sha256

    def twice(self) -> None:
        """The second office reports the first one's matter as its own."""
        first, second = (reporting.make(o.desk, 2020, 3) for o in self.offices[:2])
        both = replace(first, office=replace(first.office, key=second.office.key, name=second.office.name), seq=second.seq)
        files = [self.folder / "x0.thads", self.folder / "x1.thads"]
        for file, of, made in zip(files, self.offices, (first, both), strict=False):
            file.write_bytes(return_files.pack(of.desk, made))
        assert all(v.accepted for v in consolidation.receive(self.desk, files))

    def close(self) -> None:
        """Shut every folder."""
        for office in self.offices:
            office.desk.close()
        self.desk.close()


def department(folder: Path, offices: int, day: date = LATER) -> Department:
    """A department with so many offices."""
    desk = open_desk(folder / "cuc", FixedClock(day), create=True)
    people.set_up(desk, CUC, "Tổng cục Thi hành án dân sự", "province")
    made = Department(desk, folder)
    for _ in range(offices):
        made.add()
    return made
