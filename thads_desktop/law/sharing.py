"""Money shared pro rata to the đồng: nobody beyond what is owed, what one does not need goes to the others, the sum exact."""

from __future__ import annotations

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
    open_ = [i for i, o in enumerate(owed) if o]
    while True:
        total = sum(weights[i] for i in open_)
        # Whose share reaches what is owed is served whole; the rest is shared anew among the others.
        full = [i for i in open_ if money * weights[i] >= owed[i] * total]
        if not full:
            break
        for i in full:
            got[i] = owed[i]
        money -= sum(owed[i] for i in full)
        open_ = [i for i in open_ if i not in full]
    shares = {i: divmod(money * weights[i], total) for i in open_}
    left = money - sum(share for share, _ in shares.values())
    for i, (share, _) in shares.items():
        got[i] = share
    for i in sorted(open_, key=lambda i: (-shares[i][1], i))[:left]:
        got[i] += 1
    return got
