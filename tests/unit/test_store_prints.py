"""Papers and labels of the store: what they hold, what they do not claim, who is named on them; a bar code leads back to its item."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.refusal import Refused
from thads_desktop.printing import labels
from thads_desktop.services import (
    access,
    accounts,
    inspection_files,
    parties,
    store,
    store_labels,
    store_prints,
    store_queries,
)
from thads_desktop.services.store import ItemInput, Leaving

DAY, TODAY = date(2019, 9, 20), date(2019, 10, 14)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    with made.desk.writing("keep") as uow:
        child = parties.add(uow, parties.PartyInput("Hoàng Văn Bé", birth_year=2008))
        uow.commit()
    common = ItemInput("Dao nhọn", "2", "con", DAY, "05/LNK", voucher="PN 7", giver="Công an quận", state="còn mới", party=child)
    store.take_in(made.desk, common)
    store.take_in(made.desk, replace(common, name="=1+1 <b>đèn pin</b>", quantity="1", unit="cái", party="", owner="Trần Văn Tí"))
    made.on(TODAY)
    yield made
    made.desk.close()


def text_of(data: bytes) -> str:
    return " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(data)).pages).split())


def items(office: Bench) -> list[str]:
    return [x.item for x in store_queries.lines(office.desk, store_queries.wanted(office.desk, show="all"))]


def test_orders_vouchers_and_minutes_hold_everything_under_the_order(office: Bench) -> None:
    first, second = items(office)
    store.take_out(office.desk, [(first, "1"), (second, "")], Leaving("police", TODAY, "06/LXK", "Công an thành phố", "PX 1"))
    for which, day, order in (("order_in", DAY, "05/LNK"), ("voucher_in", DAY, "05/LNK"), ("handover_in", DAY, "05/LNK"), ("order_out", TODAY, "06/LXK"),
                              ("voucher_out", TODAY, "06/LXK"), ("handover_out", TODAY, "06/LXK")):  # fmt: skip
        said = text_of(inspection_files.pdf(store_prints.paper(office.desk, which, day, order)))
        for words in ("VC2019-00001", "VC2019-00002", "Dao nhọn; còn mới", "=1+1 <b>đèn pin</b>", "Bố cục do chương trình dựng lại"):
            assert words in said, (which, words)
        assert ("04 bản" in said) == which.startswith("handover")
        assert ("Công an thành phố" in said) == which.endswith("_out")
        # No form of the circular is claimed.
        assert not any(form in said for form in ("D65", "D66", "C04", "C05"))
    with pytest.raises(Refused):
        store_prints.paper(office.desk, "order_out", DAY, "06/LXK")
    with pytest.raises(Refused):
        store_prints.paper(office.desk, "order_in", DAY, "5")


def test_the_card_and_the_list(office: Bench) -> None:
    first, _second = items(office)
    store.take_out(office.desk, [(first, "0,5")], Leaving("police", TODAY, "06/LXK", "Công an"))
    said = text_of(inspection_files.pdf(store_prints.card(office.desk, store_queries.card(office.desk, first))))
    for words in ("THẺ KHO", "VC2019-00001", "1,5 con", "05/LNK", "06/LXK", "Hoàng Văn Bé"):
        assert words in said
    made = store_prints.stock(office.desk, store_queries.wanted(office.desk), "Đang trong kho")
    assert [r[3] for r in made.tables[0].rows] == ["1,5 con", "1 cái"]
    book = openpyxl.load_workbook(io.BytesIO(inspection_files.workbook(made)))
    values = [c.value for row in book.worksheets[0].iter_rows() for c in row]
    assert "=1+1 <b>đèn pin</b>" in values
    assert all(c.data_type != "f" for row in book.worksheets[0].iter_rows() for c in row)


def test_the_register_of_each_statistical_year(office: Bench) -> None:
    first, second = items(office)
    store.take_out(office.desk, [(first, "1")], Leaving("police", date(2019, 9, 25), "06/LXK", "Công an"))
    store.take_out(office.desk, [(second, "")], Leaving("police", TODAY, "07/LXK", "Công an"))
    old, new = store_prints.register(office.desk, 2019), store_prints.register(office.desk, 2020)
    assert "Đầu kỳ 0 món; nhập 2 món; xuất hết 0 món; cuối kỳ còn 2 món." in old.notes
    assert "Đầu kỳ 2 món; nhập 0 món; xuất hết 1 món; cuối kỳ còn 1 món." in new.notes
    assert [(r[0], r[4], r[10], r[11]) for r in old.tables[0].rows] == [("VC2019-00001", "2 con", "1", "1 con"), ("VC2019-00002", "1 cái", "", "1 cái")]
    assert [(r[0], r[4], r[10], r[11]) for r in new.tables[0].rows] == [("VC2019-00001", "1 con", "", "1 con"), ("VC2019-00002", "1 cái", "1", "0 cái")]
    assert store_prints.register(office.desk, 2018).tables[0].rows == ()


def test_labels_stand_where_they_should_and_name_nobody_who_is_hidden(office: Bench) -> None:
    data = store_labels.pdf(office.desk, items(office))
    said = text_of(data)
    for words in ("Chi cục Thi hành án dân sự quận Lê Chân", "VC2019-00001", "Dao nhọn: 2 con", "Hoàng Văn Bé", "Nhập 20/09/2019"):
        assert words in said
    assert data == store_labels.pdf(office.desk, items(office))
    page = PdfReader(io.BytesIO(data)).pages[0]
    assert (round(float(page.mediabox.width) / labels.MM), round(float(page.mediabox.height) / labels.MM)) == (210, 297)
    assert not page.images
    for first in (0, 25, -3):
        with pytest.raises(Refused) as refused:
            store_labels.pdf(office.desk, items(office), first)
        assert refused.value.refusals[0].code == "store.bad_first"
    assert len(PdfReader(io.BytesIO(store_labels.pdf(office.desk, items(office), 24))).pages) == 2
    account = accounts.open_account(office.desk, office.officer, "thukho", ["storekeeper"], "mật khẩu thủ kho")
    access.seat(office.desk, account)
    hidden = text_of(store_labels.pdf(office.desk, items(office)))
    assert "Hoàng Văn Bé" not in hidden
    assert "H.V.B." in hidden
    assert store_queries.lines(office.desk, store_queries.wanted(office.desk, text="hoang van be")) == []
    assert len(store_queries.lines(office.desk, store_queries.wanted(office.desk, text="dao nhon"))) == 1


@pytest.mark.parametrize("at", [0, 2, 3, 23])
def test_places_of_a_sheet_do_not_meet_and_lie_on_it(at: int) -> None:
    x, y = labels.place(at)
    assert 0 <= x <= labels.WIDTH - labels.LABEL_WIDTH
    assert 0 <= y <= labels.HEIGHT - labels.LABEL_HEIGHT
    assert (x, y) == ((at % 3) * 70.0, 0.5 + (at // 3) * 37.0)


def test_the_bars_say_the_code() -> None:
    data = labels.draw_labels([labels.Label("Chi cục", (("Dao", 2),), "VC2026-00012")])
    assert decoded(PdfReader(io.BytesIO(data)).pages[0].get_contents().get_data().decode("latin-1")) == "VC2026-00012"  # type: ignore[union-attr]  # drawn


def decoded(drawn: str) -> str:
    """Code 128 read from the bars of a page: their places and widths as drawn, in units of the narrowest."""
    from reportlab.graphics.barcode import code128

    said = [line.split() for line in drawn.split("\n")]
    bars = sorted((float(t[t.index("re") - 4]), float(t[t.index("re") - 2])) for t in said if "re" in t)
    unit = min(w for _x, w in bars)
    edges = [e for x, w in bars for e in (x, x + w)]
    runs = "".join(str(round((b - a) / unit)) for a, b in pairwise(edges))
    known = {"".join(str("abcd".index(c.lower()) + 1) for c in pattern): value for value, pattern in code128._patterns.items()}
    symbols = [known[runs[at : at + 6]] for at in range(0, len(runs) - 7, 6)]
    start, *data, check = symbols
    assert (start + sum(n * value for n, value in enumerate(data, 1))) % 103 == check
    names = {103: "a", 104: "b", 105: "c"}
    now = {"b": {v: k for k, v in code128.setb.items()}, "c": {v: f"{v:02d}" for v in range(100)}}
    mode, found = names[start], ""
    for value in data:
        if mode == "b" and value == 99:
            mode = "c"
        elif mode == "c" and value == 100:
            mode = "b"
        else:
            found += now[mode][value]
    return found
