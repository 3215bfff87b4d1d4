"""A long day of signals must not run the interpreter's own objects down (Qt for Python 6.12 under Python 3.11)."""

from __future__ import annotations

import subprocess
import sys

LONG_DAY = """
import thads_desktop.ui
from PySide6.QtCore import QCoreApplication, QObject, Signal
app = QCoreApplication([])
class Bell(QObject):
    rang = Signal(int)
bell = Bell()
bell.rang.connect(lambda n: None)
for n in range(300_000):
    bell.rang.emit(n)
print("still here")
"""


def test_hundreds_of_thousands_of_signals_do_not_end_the_program() -> None:
    done = subprocess.run([sys.executable, "-c", LONG_DAY], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.strip() == "still here", done.stderr[-500:]
    assert done.returncode == 0


def test_without_help_the_counts_are_known_to_fall_or_the_interpreter_needs_none() -> None:
    """When this fails Qt for Python has been mended: delete ``ui.keep_singletons``."""
    script = LONG_DAY.replace("import thads_desktop.ui\n", "")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode != 0) == (sys.version_info < (3, 12))
