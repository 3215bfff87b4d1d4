"""Money shared pro rata to the đồng: nobody beyond what is owed, what one does not need goes to the others, the sum exact."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def pro_rata(money: int, weights: Sequence[int], owed: Sequence[int]) -> list[int]:
    """What each gets of the money by weight, at most what is owed to each; the đồng left over by rounding go to the largest remainders, of
    equal ones to the first. The sum is the money, or all that is owed when that is less. ValueError for figures below zero, or for something
    owed to a weight of zero."""
    if money < 0 or len(weights) != len(owed) or any(w < 0 or o < 0 or (o and not w) for w, o in zip(weights, owed, strict=True)):
        raise ValueError("weights and amounts")
    got = [0] * len(owed)
    if money >= sum(owed):
        return list(owed)
    # Who is owed least for their weight is served whole first: then the others share what that leaves.
    open_ = sorted((i for i, o in enumerate(owed) if o), key=lambda i: Fraction(owed[i], weights[i]))
    total = sum(weights[i] for i in open_)
    whole = 0
    while money * weights[open_[whole]] >= owed[open_[whole]] * total:
        i = open_[whole]
        got[i] = owed[i]
        money -= owed[i]
        total -= weights[i]
        whole += 1
    open_ = open_[whole:]
    shares = {i: divmod(money * weights[i], total) for i in open_}
    left = money - sum(share for share, _ in shares.values())
    for i, (share, _) in shares.items():
        got[i] = share
    for i in sorted(open_, key=lambda i: (-shares[i][1], i))[:left]:
        got[i] += 1
    return got
