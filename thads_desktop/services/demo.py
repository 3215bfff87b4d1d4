"""The demonstration: a sample province of up to fifteen offices through two statistical years, on real files, end to end."""

from __future__ import annotations

import multiprocessing
import shutil
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import slug
from thads_desktop.services import access, consolidation, demo_desk, demo_leading, outputs, people, reporting
from thads_desktop.services.demo_desk import TODAY, Lived
from thads_desktop.services.demo_office import PARENT, PERIODS, Plan, live
from thads_desktop.services.demo_places import PLACES, Place
from thads_desktop.services.desk import mark_as_practice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.queues import SimpleQueue

#: Fewer matters an office do not make every act of the sample.
LEAST = 30
#: What the demonstration makes and, made by an earlier one, replaces; the file that says who made it.
MADE = ("du-lieu", "van-ban", "bao-cao", "tong-hop", "khoa", "chi-dao", "giao-ban")
MARKER = "tinh-mau.txt"
_SAYS = "Thư mục này do lệnh demo lập: dữ liệu hư cấu, lần chạy sau thay thế. Xóa tệp này thì lần chạy sau không đụng đến.\n"
#: Printed beside those of every act: many by three offices, whose papers are to be looked at, a few by the others.
PAPERS, FEW_PAPERS = 90, 10
#: Less than so many lines of an old register do not show every way in which one can be wrong.
LEAST_REGISTER = 22
HEAD = "Hoàng Văn Hải"
#: What is told of each office but the first.
_SHORT = ("việc tiếp nhận từ sổ cũ", "quyết định thi hành án", "lần thu tiền", "việc thi hành xong", "văn bản in")


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
        lines = [f"Tỉnh mẫu {len(self.offices)} đơn vị (mọi tên người là hư cấu) tại {self.out}"]
        for n, o in enumerate(self.offices):
            took = f"{sum(o.seconds.values()):.1f} giây"
            if n:  # what every office does is said of the first one
                lines.append(f"Chi cục {o.district}: " + ", ".join(f"{o.counts.get(name, 0)} {name}" for name in _SHORT) + f"; {took}")
                continue
            lines.append(f"Chi cục {o.district} ({took}):")
            lines += [f"  {count:>6} {name}" for name, count in o.counts.items()]
            lines += [f"  {name}: {seconds:.1f} giây" for name, seconds in o.seconds.items()]
        for c in self.consolidations:
            lines.append(f"Cục tổng hợp {c.months:02d} tháng năm {c.year} ({c.regime.circular if c.regime else ''}): "
                         f"{len(c.offices)} đơn vị, {len(c.violations)} điểm cần xem.")  # fmt: skip
            lines += [f"  {Path(p).name}" for p in c.written]
        lines.append(f"Văn bản in: {self.papers} tệp trong {self.out / 'van-ban'}")
        lines.append(f"Báo cáo từng đơn vị: {self.out / 'bao-cao'}; tổng hợp: {self.out / 'tong-hop'}")
        lines.append(f"Chỉ đạo của Cục: {self.out / 'chi-dao'}; tài liệu giao ban: {self.out / 'giao-ban'}")
        lines += [f"{name}: {seconds:.1f} giây" for name, seconds in self.seconds.items()]
        lines.append(demo_desk.HINT)
        lines.append(f"Mở cửa sổ trên dữ liệu này: thads-desktop --data {self.out / 'du-lieu' / 'le-chan'}")
        lines.append(f"Cửa sổ của Cục: thads-desktop --data {self.out / 'du-lieu' / 'cuc'}")
        return "\n".join(lines)


def run(out: Path, *, matters: int | None = None, offices: int = len(PLACES), progress: Callable[[str], None] = lambda _: None) -> Shown:
    """Make the sample province under a folder; what an earlier run left there is replaced, anything else is refused.

    matters: of each office over its two years, None = as many as it has by its size, together 35,000 of fifteen offices.
    """
    out = out.absolute()
    if matters is not None and matters < LEAST:
        raise Refused(Refusal("demo.too_few", {"matters": str(matters), "least": str(LEAST)}, "matters"))
    if not 1 <= offices <= len(PLACES):
        raise Refused(Refusal("demo.bad_offices", {"offices": str(offices), "most": str(len(PLACES))}, "offices"))
    _clear(out)
    plans = [_plan(out, place, seed, matters) for seed, place in enumerate(PLACES[:offices], 1)]
    progress(f"Lập tỉnh mẫu {offices} đơn vị, {_points(sum(p.matters for p in plans))} việc trong hai năm, tại {out}")
    seconds: dict[str, float] = {}
    start = time.perf_counter()
    context = multiprocessing.get_context("spawn")
    with (
        _told(context.SimpleQueue(), progress) as lines,
        ProcessPoolExecutor(2, context, initializer=demo_desk.tell_through, initargs=(lines,)) as pool,
    ):
        # What takes longest begins first, so that no long one is left alone at the end.
        going = {p.district: pool.submit(live, p) for p in sorted(plans, key=lambda p: -p.matters - (p.matters - p.register))}
        lived = tuple(going[p.district].result() for p in plans)
    seconds["Các đơn vị"] = time.perf_counter() - start
    progress("Cục nhận gói và tổng hợp")
    start = time.perf_counter()
    joined, letters = _province(out, [p.folder for p in plans])
    seconds["Cục nhận và tổng hợp"] = time.perf_counter() - start
    progress("Đơn vị nhận chỉ đạo; tài liệu giao ban")
    start = time.perf_counter()
    _meet(out, plans[0], letters)
    seconds["Chỉ đạo và giao ban"] = time.perf_counter() - start
    return Shown(out, lived, joined, seconds)


def _plan(out: Path, place: Place, seed: int, matters: int | None) -> Plan:
    count = 2 * place.a_year if matters is None else matters
    register = max(LEAST_REGISTER, count // 2) if place.register else 0
    papers = PAPERS if seed <= 3 else FEW_PAPERS
    return Plan(str(out / "du-lieu" / place.slug), str(out), place.name, seed, count, register, papers, place.kind)


def _points(n: int) -> str:
    return f"{n:,}".replace(",", ".")


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


def _province(out: Path, folders: list[str]) -> tuple[tuple[consolidation.Consolidation, ...], list[Path]]:
    """The department takes every return in and sends its directions: what was consolidated, the packages for the offices."""
    clock = FixedClock(TODAY)
    keys = []
    for folder in folders:
        office = access.sign_in(Path(folder), clock, demo_desk.LOGIN, demo_desk.PASSWORD)
        try:
            keys.append(consolidation.key_package(office, out / "khoa" / f"{Path(folder).name}.thads"))
        finally:
            office.close()
    desk = demo_desk.founded(
        out / "du-lieu" / "cuc", clock, lambda made: people.set_up_whole(made, PARENT, "Tổng cục Thi hành án dân sự", "province", [], HEAD)
    )
    try:
        for key in keys:
            consolidation.trust(desk, Path(key.path))
        made = []
        for year, months in PERIODS:
            sent = sorted((out / "bao-cao").glob(f"*/{year}-{months:02d}/*.thads"))
            made.append(
                consolidation.consolidate(desk, sent, out=out / "tong-hop" / f"{year}-{months:02d}", close=True)
            )
        letters = demo_leading.of_department(desk, out / "chi-dao", HEAD)
        consolidation.key_package(desk, out / "khoa" / "cuc.thads")
        demo_leading.brief(desk, "month", out / "giao-ban", "cuc")
        mark_as_practice(desk, TODAY)
    finally:
        desk.close()
    return tuple(made), letters


def _meet(out: Path, plan: Plan, letters: list[Path]) -> None:
    """The first office takes its directions in and makes its own pack for the meeting."""
    desk = access.sign_in(Path(plan.folder), FixedClock(TODAY), demo_desk.LOGIN, demo_desk.PASSWORD)
    try:
        letter = next(file for file in letters if slug(plan.district) in slug(file.stem))
        demo_leading.take_directions(desk, out / "khoa" / "cuc.thads", letter)
        demo_leading.brief(desk, "week", out / "giao-ban", slug(plan.district))
    finally:
        desk.close()
