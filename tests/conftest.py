"""What every test needs: no screen, no house settings, one language, one zone."""

from __future__ import annotations

import gc
import os
import shutil
import sys

# Before anything imports Qt: without a screen, without the desktop's theme, at one scale.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = os.environ.get("THADS_TEST_SCALE", "1")
os.environ.pop("QT_QPA_PLATFORMTHEME", None)
os.environ.pop("QT_STYLE_OVERRIDE", None)
# The programs that tests start are compiled once for all of them, whatever the house says of its own.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ["OPENPYXL_LXML"] = "False"  # as the program has it, whatever the tests' libraries bring
os.environ["PYTHONPYCACHEPREFIX"] = os.path.join(os.path.dirname(os.path.dirname(__file__)), ".pytest_cache", "compiled")  # noqa: PTH118, PTH120 - nothing is imported yet

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.postgres import Cluster


def _roomy() -> bool:
    """There is memory enough for what the tests write (some gigabytes would be much)."""
    try:
        told = Path("/proc/meminfo").read_text(encoding="ascii")
        free = next(int(line.split()[1]) for line in told.splitlines() if line.startswith("MemAvailable:")) << 10
        return os.access("/dev/shm", os.W_OK) and min(free, shutil.disk_usage("/dev/shm").free) > 8 << 30
    except (OSError, StopIteration):
        return False


# Stores are made by the thousand and never kept: nothing waits for a disk. What a disk does to them, the tests of faults invent.
if "PYTEST_DEBUG_TEMPROOT" not in os.environ and _roomy():
    os.environ["PYTEST_DEBUG_TEMPROOT"] = "/dev/shm"
# The tests themselves are compiled once too: half a minute of each worker.
sys.dont_write_bytecode, sys.pycache_prefix = False, os.environ["PYTHONPYCACHEPREFIX"]

# A busy computer is no reason to fail; what a property needs to say about time, it says itself.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
# For the build server: the same examples for the same code. New ones are looked for by who develops, not by who lands a change.
settings.register_profile("same", settings.get_profile("project"), derandomize=True)
settings.load_profile(os.environ.get("THADS_EXAMPLES", "project"))

ROOT = Path(__file__).resolve().parent.parent


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected lives to the end: it is not searched for garbage while it grows, nor ever after."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        # Tests make much that goes at once: it is searched more seldom, a twentieth of their time.
        gc.set_threshold(50_000, 20, 50)
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What may take minutes comes first: at the end one worker would be alone with it."""

    def first(item: pytest.Item) -> bool:
        marker = item.get_closest_marker("timeout")
        return marker is None or marker.args[0] < 180

    items.sort(key=first)


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL server for the tests of this process; see ``tests.postgres``."""
    from tests.postgres import Cluster

    cluster = Cluster()
    yield cluster
    cluster.remove()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def on_engine(request: pytest.FixtureRequest) -> Callable[[Path], Path]:
    """Every engine in turn: makes a data folder one of that engine, and gives it back."""
    if request.param == "sqlite":
        return lambda folder: folder
    cluster: Cluster = request.getfixturevalue("postgres")
    return cluster.lead


@pytest.fixture(autouse=True)
def _cheap_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password is tried a thousand times here: what a slot asks for is kept in it, so that a cheap one opens like a dear one."""
    from thads_desktop.storage import keyring

    monkeypatch.setattr(keyring, "COST", keyring.Cost(1, 64, 1))


@pytest.fixture(autouse=True)
def _patches(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Where a test changes the program nothing is taken from what was done before it (``tests.retold``)."""
    from tests import retold

    retold.patches.append(monkeypatch)
    yield
    retold.patches.remove(monkeypatch)


@pytest.fixture(autouse=True)
def _account(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks on the command line."""
    from tests.office import LOGIN, PASSWORD

    monkeypatch.setenv("THADS_ACCOUNT", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)


@pytest.fixture(autouse=True)
def _private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's own folders."""
    home = tmp_path_factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
