"""Figures with gaps: what a cell that is not given can at least and at most be, by all relations together, and where nothing is left.

No cell is below zero, and a rate whose part stands in its whole is at most 100. Each relation narrows its cells until none does so any
more; one that leaves a cell nothing is broken, whatever the missing figures are.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from thads_desktop.domain.money import dong
from thads_desktop.returns.checks import Violation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.returns.compute import Cell
    from thads_desktop.returns.regime import Identity, Regime

#: (least, most); None = no end.
Span = tuple[int, int | None]
Spans = dict[str, Span]
#: Rates are counted in hundredths of a per cent.
_ALL = 10_000
#: More turns than any set of relations needs; a figure that creeps on is left as it stands.
_TURNS = 60


def impossible(regime: Regime, measure: str, cells: Mapping[str, Cell]) -> list[Violation]:
    """The relations that these figures break through cells that are not given; [] when some figures could stand there."""
    own = [i for i in regime.identities if i.measure == measure]
    rates = {i.left for i in own if i.kind == "rate"}
    spans: Spans = {}
    for c in regime.of_measure(measure):
        value = cells.get(c.key)
        if c.key not in cells or value is None:
            spans[c.key] = (0, None)
        else:
            n = int(Decimal(value) * 100) if c.key in rates else int(value)
            spans[c.key] = (n, n)
    found: dict[int, Violation] = {}
    for _ in range(_TURNS):
        before = dict(spans)
        for at, identity in enumerate(own):
            if at not in found and (fault := _narrow(identity, spans, within=_within(own, identity))):
                found[at] = Violation(identity.id, f"{identity.says}; {fault}.")
        if spans == before:
            break
    return list(found.values())


def _within(own: list[Identity], rate: Identity) -> bool:
    """The part of a rate is never more than its whole."""
    if rate.kind != "rate":
        return False
    part, whole = rate.plus
    return any(
        (i.kind == "at_most" and i.left == part and i.plus == (whole,) and not i.minus)
        or (i.kind == "equal" and i.left == whole and part in i.plus and not i.minus)
        for i in own
    )


def _narrow(identity: Identity, spans: Spans, *, within: bool) -> str:
    """Narrow the cells of one relation; what is wrong when one of them has nothing left."""
    if identity.kind == "rate":
        return _rate(identity, spans, within=within)
    # left - plus + minus is 0, or at most 0.
    terms = [(identity.left, 1), *((k, -1) for k in identity.plus), *((k, 1) for k in identity.minus)]
    made: Spans = {}
    for key, sign in terms:
        others = [(spans[k], s) for k, s in terms if (k, s) != (key, sign)]
        least = _sum(others, lowest=True)
        most = _sum(others, lowest=False)
        low, high = spans[key]
        # sign * key = -(the others), or at most that.
        upper = None if least is None else -least
        lower = None if most is None or identity.kind == "at_most" else -most
        if sign < 0:
            lower, upper = (None if upper is None else -upper), (None if lower is None else -lower)
        new = (low if lower is None else max(low, lower), upper if high is None else high if upper is None else min(high, upper))
        if new[1] is not None and new[0] > new[1]:
            return _said(key, low, high, lower, upper)
        made[key] = new
    spans |= made
    return ""


def _said(key: str, low: int, high: int | None, lower: int | None, upper: int | None) -> str:
    """low, high: what the cell can be by itself; lower, upper: what the others leave it."""
    given = f"ô {key} là {dong(low)}" if low == high else f"ô {key}, không ghi, ít nhất là {dong(low)}" if upper is not None and upper < low else (
        f"ô {key}, không ghi, nhiều nhất là {dong(high or 0)}"
    )
    if upper is not None and upper < low:
        return f"{given}, mà theo các ô đã có chỉ có thể nhiều nhất là {dong(upper)}"
    return f"{given}, mà theo các ô đã có phải ít nhất là {dong(lower or 0)}"


def _sum(terms: list[tuple[Span, int]], *, lowest: bool) -> int | None:
    """The least or the most that a sum can be; None = no end."""
    total = 0
    for (low, high), sign in terms:
        end = low if (sign > 0) == lowest else high
        if end is None:
            return None
        total += sign * end
    return total


def _rate(identity: Identity, spans: Spans, *, within: bool) -> str:
    part, whole = identity.plus
    low, high = spans[identity.left]
    if within and low > _ALL:
        return f"ô {identity.left} là {_percent(low)}, mà tỷ lệ này không thể quá 100"
    if high is None:
        return ""
    # part / whole lies between (2 low - 1) and (2 high + 1) of 20000, both ends included as far as rounding goes.
    (p_low, p_high), (w_low, w_high) = spans[part], spans[whole]
    least = -(-p_low * 20_000 // (2 * high + 1))
    most = None if p_high is None or low == 0 else p_high * 20_000 // (2 * low - 1)
    if w_high is not None and least > w_high:
        return f"với {_percent(high)} thì ô {whole} phải ít nhất là {dong(least)}, mà theo các ô đã có chỉ có thể nhiều nhất là {dong(w_high)}"
    if most is not None and most < w_low:
        return f"với {_percent(low)} thì ô {whole} nhiều nhất là {dong(most)}, mà theo các ô đã có phải ít nhất là {dong(w_low)}"
    spans[whole] = (max(w_low, least), w_high if most is None else most if w_high is None else min(w_high, most))
    return ""


def _percent(hundredths: int) -> str:
    return f"{hundredths // 100},{hundredths % 100:02d} %"
