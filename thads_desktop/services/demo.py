"""The demonstration: a sample province of three offices through two statistical years, on real files, end to end."""

from __future__ import annotations

import multiprocessing
import shutil
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import access, consolidation, demo_desk, outputs, people, reporting
from thads_desktop.services.demo_desk import TODAY, Lived
from thads_desktop.services.demo_office import PARENT, PERIODS, Plan, live
from thads_desktop.services.desk import mark_as_practice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.queues import SimpleQueue

#: Fewer matters an office do not make every act of the sample.
LEAST = 30
#: What the demonstration makes and, made by an earlier one, replaces; the file that says who made it.
MADE = ("du-lieu", "van-ban", "bao-cao", "tong-hop", "khoa")
MARKER = "tinh-mau.txt"
_SAYS = "Thư mục này do lệnh demo lập: dữ liệu hư cấu, lần chạy sau thay thế. Xóa tệp này thì lần chạy sau không đụng đến.\n"
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
        lines.append(demo_desk.HINT)
        lines.append(f"Mở cửa sổ trên dữ liệu này: thads-desktop --data {self.out / 'du-lieu' / 'le-chan'}")
        return "\n".join(lines)


def run(out: Path, *, matters: int = 2000, progress: Callable[[str], None] = lambda _: None) -> Shown:
    """Make the sample province under a folder; what an earlier run left there is replaced, anything else is refused."""
    out = out.absolute()
    if matters < LEAST:
        raise Refused(Refusal("demo.too_few", {"matters": str(matters), "least": str(LEAST)}, "matters"))
    _clear(out)
    progress(f"Lập tỉnh mẫu ba đơn vị, mỗi đơn vị {matters} việc, tại {out}")
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
    context = multiprocessing.get_context("spawn")
    with (
        _told(context.SimpleQueue(), progress) as lines,
        ProcessPoolExecutor(2, context, initializer=demo_desk.tell_through, initargs=(lines,)) as pool,
    ):
        offices = tuple(pool.map(live, plans))
    seconds["Ba đơn vị"] = time.perf_counter() - start
    progress("Cục nhận gói và tổng hợp")
    start = time.perf_counter()
    joined = _province(out, [p.folder for p in plans])
    seconds["Cục nhận và tổng hợp"] = time.perf_counter() - start
    return Shown(out, offices, joined, seconds)


def _clear(out: Path) -> None:
    """An empty place for the sample, marked as such. Refused when what stands there is not of an earlier run."""
    outputs.refuse_unfit_folder(out, MARKER)
    there = [name for name in MADE if (out / name).exists() or (out / name).is_symlink()]
    if there and not (out / MARKER).is_file():
        raise Refused(Refusal("demo.not_ours", {"folder": str(out), "names": ", ".join(there)}, "out"))
    try:
        for name in there:
            shutil.rmtree(out / name)
    except OSError as error:
        raise Refused(Refusal("output.cannot_write", {"folder": str(error.filename or out)}, "out")) from error
    reporting.write_files(out, {MARKER: _SAYS.encode()})


@contextmanager
def _told(lines: SimpleQueue[str | None], progress: Callable[[str], None]) -> Iterator[SimpleQueue[str | None]]:
    """Pass on what the offices' processes say, as they say it."""

    def listen() -> None:
        while (line := lines.get()) is not None:
            progress(line)

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        yield lines
    finally:
        lines.put(None)
        listener.join()


def _province(out: Path, folders: list[str]) -> tuple[consolidation.Consolidation, ...]:
    clock = FixedClock(date(2020, 10, 7))
    keys = []
    for folder in folders:
        office = access.sign_in(Path(folder), clock, demo_desk.LOGIN, demo_desk.PASSWORD)
        try:
            keys.append(consolidation.key_package(office, out / "khoa" / f"{Path(folder).name}.thads"))
        finally:
            office.close()
    desk = demo_desk.founded(
        out / "du-lieu" / "cuc", clock,
        lambda made: people.set_up_whole(made, PARENT, "Tổng cục Thi hành án dân sự", "province", [], "Hoàng Văn Hải"),
    )  # fmt: skip
    try:
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
