"""The command ``compare``: why two versions of a return differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services import compare_packages
from thads_desktop.services.answer import Answer

if TYPE_CHECKING:
    import argparse

    from thads_desktop.domain.clock import Clock


def compare(args: argparse.Namespace, _clock: Clock) -> Answer:
    """Two packages in, the cells and matters that differ out."""
    made = compare_packages.compare(args.first, args.second)
    return Answer(made.text(), made.json())
