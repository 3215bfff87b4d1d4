"""The disk is full, the folder read-only, the store locked, the program open twice, the clock a year back: a sentence, and nothing lost."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench, raw as unlocked, reopen
from tests.registers import book, row
from thads_desktop.__main__ import main
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.services import clock_back, copies, drafts, reporting, upkeep
from thads_desktop.services.desk import mark_as_practice

DAY = date(2021, 7, 15)
CLOCK = FixedClock(DAY)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    yield made
    made.desk.close()


def head(folder: Path) -> tuple[int, str]:
    raw = unlocked(folder)
    found: tuple[int, str] = raw.execute("SELECT seq, hash FROM head").fetchone()
    raw.close()
    return found


@contextmanager
def no_room(size: int) -> Iterator[None]:
    """No file of this process grows beyond so many bytes: writing fails in the middle, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with five megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", str(place)], check=False, capture_output=True).returncode:
        pytest.skip("only an administrator makes disks")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_told_and_leaves_everything_as_it_was(small_disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = bench(small_disk / "data", DAY)
    made.decision()
    made.desk.close()
    before = head(small_disk / "data")
    register = book(tmp_path, [row(n, officer="Lê Văn Cường") for n in range(1, 200)])
    with (small_disk / "filler").open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(1 << 16))
        except OSError:
            filler.truncate(filler.tell() - (1 << 16))
    desk = reopen(small_disk / "data", CLOCK, actor=made.head)
    full = Bench(desk, CLOCK, made.head, made.officer, made.second)
    told = set()
    for n in range(30):
        try:
            full.decision(number=f"{n}/2020/DS-ST")
        except Trouble as trouble:
            told.add(trouble.code)
        except Refused as refused:
            told |= {r.code for r in refused.refusals}
    assert told == {"store.full"}
    with pytest.raises((Refused, Trouble)):
        copies.make(desk)
    desk.close()
    whole = head(small_disk / "data")
    assert main(["import", "--data", str(small_disk / "data"), str(register)], CLOCK) != 0
    said = capsys.readouterr().err
    assert said.strip().endswith(".")
    assert "Traceback" not in said
    assert head(small_disk / "data") == whole
    assert whole[0] >= before[0]
    (small_disk / "filler").unlink()
    assert main(["verify", "--data", str(small_disk / "data")], CLOCK) == 0
    assert main(["import", "--data", str(small_disk / "data"), str(register)], CLOCK) == 0
    assert main(["verify", "--data", str(small_disk / "data")], CLOCK) == 0


def test_a_write_that_fails_in_the_middle_leaves_the_old_or_the_new(office: Bench) -> None:
    seen = set()
    journal = office.desk.folder / "thads.db-wal"
    for n in range(24):
        before, rows = head(office.desk.folder), upkeep.verify(office.desk).rows
        with no_room(journal.stat().st_size + (n - 2) * 1700):
            try:
                office.judgment(f"{n}/2020/DS-ST")
                seen.add("")
            except Trouble as trouble:
                seen.add(trouble.code)
        assert "" in seen or head(office.desk.folder) == before
        if "" not in seen:
            assert upkeep.verify(office.desk).rows == rows
    assert seen == {"", "store.io"}
    office.decision(number="1/2021/DS-ST")
    assert upkeep.verify(office.desk).findings == ()


def test_results_that_do_not_fit_leave_no_half_file(office: Bench, tmp_path: Path) -> None:
    made = reporting.make(office.desk, 2021, 9)
    with no_room(20_000), pytest.raises((OSError, Refused, Trouble)):
        reporting.write(office.desk, made, tmp_path / "ra")
    assert not (tmp_path / "ra").exists() or list((tmp_path / "ra").iterdir()) == []


@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_is_read_only_is_told_and_left_alone(office: Bench, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = office.desk.folder
    office.desk.close()
    place = folder if what == "folder" else folder / "thads.db"
    before, mode = (folder / "thads.db").read_bytes(), place.stat().st_mode
    place.chmod(0o555 if what == "folder" else 0o444)
    try:
        # What only reads is answered all the same, and it is said on what.
        assert main(["matters", "--data", str(folder)], CLOCK) == 0
        told = capsys.readouterr()
        assert "chỉ cho đọc: lệnh này đọc trên một bản chép tạm" in told.err
        assert told.out.strip().endswith(" việc.")
        assert main(["verify", "--data", str(folder)], CLOCK) == 0
        capsys.readouterr()
        assert main(["import", "--data", str(folder), str(folder / "x.xlsx")], CLOCK) == 2
        said = capsys.readouterr().err.strip()
        assert said.endswith(".")
        assert "chép cả thư mục sang nơi ghi được" in said
        with pytest.raises(Trouble) as trouble:
            reopen(folder, CLOCK)
        assert trouble.value.code == "store.read_only"
        assert (folder / "thads.db").read_bytes() == before
    finally:
        place.chmod(mode)
    reopen(folder, CLOCK).close()


def test_a_store_that_another_program_writes_to_is_told_and_waited_for(office: Bench) -> None:
    raw = unlocked(office.desk.folder)
    raw.execute("BEGIN IMMEDIATE")
    with pytest.raises(Trouble) as trouble:
        office.judgment("7/2020/DS-ST")
    assert trouble.value.code == "store.locked"
    raw.execute("ROLLBACK")
    raw.close()
    office.judgment("7/2020/DS-ST")


def test_a_second_program_is_refused_and_the_first_ones_death_lets_go(office: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    folder = office.desk.folder
    office.desk.close()
    first = subprocess.Popen(
        [sys.executable, "-c", (
            "import sys, time; from datetime import date; from pathlib import Path; from tests.office import reopen; "
            "from thads_desktop.domain.clock import FixedClock; d = reopen(Path(sys.argv[1]), FixedClock(date(2021, 7, 15))); "
            "print('open', flush=True); time.sleep(600)"
        ), str(folder)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == "open\n"
        for _ in range(2):
            with pytest.raises(Trouble) as trouble:
                reopen(folder, CLOCK)
            assert trouble.value.code == "store.in_use"
        assert main(["verify", "--data", str(folder)], CLOCK) == 2
        assert capsys.readouterr().err.strip().endswith(".")
    finally:
        first.kill()
        first.wait()
        first.stdout.close()
    assert main(["verify", "--data", str(folder)], CLOCK) == 0


def test_a_clock_a_year_back_is_told_and_order_is_kept(office: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert clock_back.behind(office.desk) == ""
    office.on(date(2021, 7, 14))
    assert clock_back.behind(office.desk) == "", "a day is no fault of the clock"
    office.on(date(2020, 7, 15))
    said = clock_back.behind(office.desk)
    assert "15/7/2020" in said or "15/07/2020" in said
    assert "2021" in said
    # A year back today's days are days to come: refused as always. What is before that goes on.
    with pytest.raises(Refused) as refused:
        office.judgment("8/2020/DS-ST", received=date(2021, 7, 1))
    assert refused.value.refusals[0].code == "event.future_day"
    with office.desk.reading() as reader:
        before = reader.head()[0]
    office.judgment("8/2020/DS-ST", received=date(2020, 7, 1))
    assert clock_back.behind(office.desk) == said, "recording by the wrong clock does not hide it"
    with office.desk.reading() as reader:
        written = [e for e in reader.latest(20) if e.seq > before]
        assert [e.seq for e in written] == sorted((e.seq for e in written), reverse=True)
        assert written
    assert upkeep.verify(office.desk).findings == ()
    office.on(DAY)
    assert clock_back.behind(office.desk) == ""
    folder = office.desk.folder
    office.desk.close()
    assert main(["matters", "--data", str(folder)], FixedClock(date(2020, 7, 15))) == 0
    assert capsys.readouterr().err == said + "\n"
    assert main(["matters", "--data", str(folder)], CLOCK) == 0
    assert capsys.readouterr().err == ""


def test_a_practice_office_stands_on_its_own_day(tmp_path: Path) -> None:
    made = bench(tmp_path / "data", DAY)
    mark_as_practice(made.desk, date(2019, 10, 7))
    made.desk.close()
    desk = reopen(tmp_path / "data", CLOCK)
    assert clock_back.behind(desk) == ""
    desk.close()


def test_a_draft_outlives_a_full_disk(office: Bench) -> None:
    drafts.keep(office.desk, drafts.key_of("thu"), {"chữ": "đã gõ"})
    with office.desk.reading() as reader:
        before = reader.drafts("")
    assert before
    with no_room(1000), pytest.raises(Trouble):
        drafts.keep(office.desk, drafts.key_of("thu"), {"chữ": "mới" * 500})
    with office.desk.reading() as reader:
        assert reader.drafts("") == before
