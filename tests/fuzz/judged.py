"""What a mutated file may lead to: a refusal that says something, and nothing else."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.domain.sentences import say, say_trouble

#: Seconds of the processor that one file may take, and how much the process may grow over all of them.
SECONDS, MEGABYTES = 20.0, 600


class Fault(AssertionError):
    """A mutated file led to something that it must not lead to."""


def sentence(text: str) -> str:
    """What is said to people: not empty, short, writable to a terminal."""
    text.encode("utf-8")
    if not text.strip() or len(text) > 3000:
        raise Fault(f"says {len(text)} characters: {text[:80]!r}")
    return text


def outcome(call: Callable[[], str]) -> str:
    """What the call returned, or the code it was refused with. Fault for any other end, or one that took too long."""
    begun = time.process_time()
    try:
        try:
            came = call()
        except Refused as refused:
            for each in refused.refusals:
                sentence(say(each))
            came = refused.refusals[0].code
        except Trouble as trouble:
            sentence(say_trouble(trouble))
            came = trouble.code
    except Fault:
        raise
    except Exception as error:
        raise Fault(f"{type(error).__name__}: {error}"[:300]) from error
    if time.process_time() - begun > SECONDS:
        raise Fault(f"took {time.process_time() - begun:.0f} s")
    return came


def grown() -> int:
    """The most memory this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
