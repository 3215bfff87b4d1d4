"""The demonstration: a sample province of three offices through two statistical years, on real files, end to end."""

from __future__ import annotations

import multiprocessing
import shutil
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import consolidation, people
from thads_desktop.services.demo_desk import TODAY, Lived
from thads_desktop.services.demo_office import PARENT, PERIODS, Plan, live
from thads_desktop.services.desk import mark_as_practice, open_desk

DISTRICTS = ("Lê Chân", "Ngô Quyền", "Kiến An")
PAPERS_EACH = 90


@dataclass(frozen=True, slots=True)
class Shown:
    """What was made, where, and how long each part took."""

    out: Path
    offices: tuple[Lived, ...]
    consolidations: tuple[consolidation.Consolidation, ...]
    seconds: dict[str, float]

    @property
    def papers(self) -> int:
        return sum(o.counts.get("văn bản in", 0) for o in self.offices)

    def json(self) -> dict[str, Any]:
        return {
            "out": str(self.out), "papers": self.papers, "seconds": self.seconds,
            "offices": [{"district": o.district, "counts": o.counts, "seconds": o.seconds} for o in self.offices],
            "consolidations": [c.json() for c in self.consolidations],
        }  # fmt: skip

    def text(self) -> str:
        lines = [f"Tỉnh mẫu (mọi tên người là hư cấu) tại {self.out}"]
        for o in self.offices:
            lines.append(f"Chi cục {o.district}:")
            lines += [f"  {n:>6} {name}" for name, n in o.counts.items()]
            lines += [f"  {name}: {seconds:.1f} giây" for name, seconds in o.seconds.items()]
        for c in self.consolidations:
            lines.append(f"Cục tổng hợp {c.months:02d} tháng năm {c.year} ({c.regime.circular if c.regime else ''}): "
                         f"{len(c.offices)} đơn vị, {len(c.violations)} điểm cần xem.")  # fmt: skip
            lines += [f"  {Path(p).name}" for p in c.written]
        lines.append(f"Văn bản in: {self.papers} tệp trong {self.out / 'van-ban'}")
        lines.append(f"Báo cáo từng đơn vị: {self.out / 'bao-cao'}; tổng hợp: {self.out / 'tong-hop'}")
        lines += [f"{name}: {seconds:.1f} giây" for name, seconds in self.seconds.items()]
        lines.append(f"Mở cửa sổ trên dữ liệu này: thads-desktop --data {self.out / 'du-lieu' / 'le-chan'}")
        return "\n".join(lines)


def run(out: Path, *, matters: int = 2000) -> Shown:
    """Make the sample province under a folder (what an earlier run left there is replaced)."""
    out = out.absolute()
    for name in ("du-lieu", "van-ban", "bao-cao", "tong-hop"):
        shutil.rmtree(out / name, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    plans = [
        Plan(
            str(out / "du-lieu" / slug),
            str(out),
            district,
            seed,
            matters,
            matters * 3 // 4 if seed == 1 else 0,
            PAPERS_EACH,
        )
        for seed, (district, slug) in enumerate(zip(DISTRICTS, ("le-chan", "ngo-quyen", "kien-an"), strict=True), 1)
    ]
    seconds: dict[str, float] = {}
    start = time.perf_counter()
    with ProcessPoolExecutor(max_workers=2, mp_context=multiprocessing.get_context("spawn")) as pool:
        offices = tuple(pool.map(live, plans))
    seconds["Ba đơn vị"] = time.perf_counter() - start
    start = time.perf_counter()
    joined = _province(out, [p.folder for p in plans])
    seconds["Cục nhận và tổng hợp"] = time.perf_counter() - start
    return Shown(out, offices, joined, seconds)


def _province(out: Path, folders: list[str]) -> tuple[consolidation.Consolidation, ...]:
    clock = FixedClock(date(2020, 10, 7))
    keys = []
    for folder in folders:
        office = open_desk(Path(folder), clock)
        try:
            keys.append(consolidation.key_package(office, out / "khoa" / f"{Path(folder).name}.thads"))
        finally:
            office.close()
    desk = open_desk(out / "du-lieu" / "cuc", clock, create=True)
    try:
        people.set_up_whole(desk, PARENT, "Tổng cục Thi hành án dân sự", "province", [], "Hoàng Văn Hải")
        with desk.reading() as reader:
            desk.actor = people.usual_actor(reader, desk.clock.today())
        for key in keys:
            consolidation.trust(desk, Path(key.path))
        made = []
        for year, months in PERIODS:
            sent = sorted((out / "bao-cao").glob(f"*/{year}-{months:02d}/*.thads"))
            made.append(
                consolidation.consolidate(desk, sent, out=out / "tong-hop" / f"{year}-{months:02d}", close=True)
            )
        mark_as_practice(desk, TODAY)
    finally:
        desk.close()
    return tuple(made)
