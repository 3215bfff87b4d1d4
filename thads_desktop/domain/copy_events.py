"""Events of copies: a store that came back from one, what was taken out of one, a drill, a repair.

Subjects are ``copies:store``, or ``copies:<matter>`` for what was taken back for one matter. Reasons in words are register rows.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RestoredFrom:
    """This store was restored from a copy. seq, head: the copy's last event and its hash; lost: the last seq of the store that
    was put aside (0 = not known); lost_head: its hash; parted: where the two logs had gone two ways, the last event both had (-1 = they
    had not). Until ``ExchangeConfirmed`` nothing is exchanged with others."""

    seq: int
    head: str
    lost: int = 0
    lost_head: str = ""
    parted: int = -1

    @property
    def left(self) -> int:
        """So many events of the store that was put aside are not in this one, as far as is known."""
        return max(0, self.lost - (self.seq if self.parted < 0 else self.parted))


@dataclass(frozen=True, slots=True)
class ExchangeConfirmed:
    """A person stands by it that the old store is used nowhere any more. row: the reason, a register row of kind "exchange"."""

    row: str


@dataclass(frozen=True, slots=True)
class DrillDone:
    """A copy was restored on trial. seq, head: its last event; passed: everything held; sha256: the certificate."""

    seq: int
    head: str
    passed: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What one matter got back from a copy (seq, head): register rows, drafts, stored papers, events recorded again."""

    seq: int
    head: str
    rows: int = 0
    drafts: int = 0
    blobs: int = 0
    events: int = 0


@dataclass(frozen=True, slots=True)
class Repaired:
    """The store was put together again from pieces that their hashes prove: how many came from copies, how many papers were
    drawn again to the same bytes."""

    events: int = 0
    rows: int = 0
    blobs: int = 0
    drawn: int = 0


@dataclass(frozen=True, slots=True)
class PowersKept:
    """Accounts and powers stay as they became after the copy: the events of the same transaction say whose. row: why it was restored
    and what was told, a register row of kind "restore"; known: the store that was put aside could be asked."""

    row: str
    known: bool = True


CopyBody = RestoredFrom | ExchangeConfirmed | DrillDone | TakenBack | Repaired | PowersKept
