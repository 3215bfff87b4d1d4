"""The window, in Vietnamese; the only package that knows PySide6."""

from __future__ import annotations

import sys


def keep_singletons() -> None:
    """Make None, True, False and NotImplemented undying, as Python 3.12 and later do of themselves (PEP 683).

    PySide6 6.12 is built as if they were: each of its calls that answers None, and each ``emit`` (which answers True),
    gives back one reference it never took. On Python 3.11 the program would be ended after some thousand calls
    ("deallocating None").
    """
    if sys.version_info >= (3, 12):
        return
    import ctypes

    for one in (None, True, False, NotImplemented):
        count = ctypes.c_ssize_t.from_address(id(one))
        if count.value < 1 << 40:
            count.value += 1 << 60


keep_singletons()
