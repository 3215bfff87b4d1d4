"""A computer whose clock stands before what was recorded last: said once, and work goes on.

Nothing is refused for it, since nobody at the desk may be able to set the clock, and it may as well have stood ahead before.
Events keep their order by their place in the log, never by the clock; a day after today is refused as always, so that a
clock set back keeps right days out rather than letting wrong ones in.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk

#: Zones and a clock that is set by hand make less than this.
_BEARABLE = timedelta(days=1)
#: How far back is looked: the last event may have been recorded by the clock that is wrong.
_LOOKED_AT = 500


def behind(desk: Desk) -> str:
    """The sentence when the clock stands more than a day before the last moment of recording, else "".

    A practice office stands on a day of its own: "".
    """
    if desk.practice:
        return ""
    with desk.reading() as reader:
        last = max((e.recorded for e in reader.latest(_LOOKED_AT)), default=None)
    if last is None or last - desk.clock.now() <= _BEARABLE:
        return ""
    now, then = short_date(desk.clock.today()), short_date(last.astimezone().date())
    return f"Đồng hồ máy tính chỉ ngày {now}, trước lần ghi gần nhất ({then}): hãy kiểm tra ngày giờ của máy trước khi ghi tiếp."
