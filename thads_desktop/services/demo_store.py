"""What the sample office holds in its store: knives, drugs, a motorbike, papers; some gone out, some nobody fetched, one counting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import quantity
from thads_desktop.services import store, store_count, store_queries
from thads_desktop.services.demo_desk import workday
from thads_desktop.services.store import ItemInput, Leaving

if TYPE_CHECKING:
    from thads_desktop.services.demo_desk import AtWork

#: Name, quantity, unit, kind, what the judgment says.
THINGS = (
    ("Dao nhọn dài 25 cm", "1", "con", "thing", "destroy"), ("Chất bột màu trắng, bao gói niêm phong", "0,2145", "gam", "thing", "destroy"),
    ("Xe máy Honda Wave, biển số 15B1-000.00", "1", "chiếc", "thing", "confiscate"),
    ("Điện thoại di động màu đen, đã cũ", "1", "chiếc", "thing", "return"), ("Giấy phép lái xe", "1", "bản", "paper", "return"),
    ("Chậu lan", "3", "chậu", "perishable", "return"),
)  # fmt: skip


def fill(office: AtWork, matter: str, day: date) -> None:
    """Everything that came in with one judgment, on one order, and what became of it in the weeks after."""
    desk, clock = office.desk, office.clock
    kept = []
    for name, amount, unit, kind, fate in THINGS:
        kept.append(store.take_in(desk, ItemInput(
            name, amount, unit, day, "01/LNK-CCTHADS", kind, fate, "own", "PN 01", "Công an quận", spot="Kho 1, kệ A", seal="NP 01",
            matter=matter, line=1, note="dữ liệu hư cấu",
        )))  # fmt: skip
    store.take_in(desk, ItemInput("Máy tính xách tay", "1", "chiếc", day, "02/LNK-CCTHADS", giver="Công an quận", place="other", spot="Kho thuê"))
    sent = min(workday(day, 3), clock.today())
    store.take_out(desk, [(kept[2], "")], Leaving("finance", sent, "01/LXK-CCTHADS", "Phòng Tài chính - Kế hoạch quận", "PX 01"))
    store.notify(desk, kept[3:5], sent, said="thông báo gửi qua bưu điện")
    key = store_count.begin(desk, sent, "own", "Kiểm kê năm")
    for x in store_count.view(desk, key).lines:
        store_count.count(desk, key, x.line.code, quantity.shown(x.expected))
    signing = {"keeper": office.officers[0], "accountant": office.officers[1], "head": office.head}
    store_count.close(desk, key, {post: office.name(person) for post, person in signing.items()})
    office.lived.add("món trong kho vật chứng", len(store_queries.lines(desk, store_queries.wanted(desk, show="all"))))
