"""Many small cases in one test, where setting up a test for each costs more than trying it: all are tried, and every one that fails is named.

``every()`` gathers the failures of cases that a test goes through itself; ``in_lots`` is ``pytest.mark.parametrize`` with many cases a test.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest


@contextmanager
def every() -> Iterator[Callable[[object], AbstractContextManager[None]]]:
    """Gives ``case(name)``, to be entered around each case; at the end the test fails with all that failed, each with its name and place."""
    failed: list[str] = []

    @contextmanager
    def case(name: object) -> Iterator[None]:
        try:
            yield
        except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - whatever it is, the other cases are tried too
            told = pytest.ExceptionInfo.from_exception(error)
            told.traceback = told.traceback.filter(lambda entry: str(entry.path) != __file__)
            failed.append(f"--- {name}\n{told.getrepr(style='short')}")

    yield case
    if failed:
        pytest.fail(f"{len(failed)} cases failed\n" + "\n".join(failed), pytrace=False)


def in_lots(names: str, cases: Iterable[Any], size: int, ids: Callable[[Any], str] = str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """``parametrize(names, cases)`` with ``size`` cases a test; what else the function asks for are fixtures, one for all cases of a lot."""
    wanted = names.split(", ")
    given: Sequence[tuple[Any, ...]] = [(c,) if len(wanted) == 1 else tuple(c) for c in cases]
    lots = [given[at : at + size] for at in range(0, len(given), size)]
    assert all(len(c) == len(wanted) for c in given)

    def of(test: Callable[..., None]) -> Callable[..., None]:
        asked = [p for p in inspect.signature(test).parameters.values() if p.name not in wanted]

        def joined(lot: Sequence[tuple[Any, ...]], **fixtures: Any) -> None:
            with every() as case:
                for values in lot:
                    with case("-".join(map(ids, values))):
                        test(**dict(zip(wanted, values, strict=True)), **fixtures)

        lot = inspect.Parameter("lot", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        joined.__signature__ = inspect.Signature([lot, *asked])  # type: ignore[attr-defined]  # what pytest reads
        joined.__name__, joined.__qualname__, joined.__doc__, joined.__module__ = test.__name__, test.__qualname__, test.__doc__, test.__module__
        names_of = [f"{'-'.join(map(ids, part[0]))}..{'-'.join(map(ids, part[-1]))}" for part in lots]
        return pytest.mark.parametrize("lot", lots, ids=names_of)(joined)

    return of
