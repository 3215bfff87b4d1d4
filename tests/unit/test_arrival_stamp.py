"""The stamp ĐẾN: what stands in its lower field is read whole, whatever its length."""

from __future__ import annotations

import pytest

from tests.pages import read
from thads_desktop.printing.arrival_stamp import Stamp, draw_stamps

OFFICE = "CHI CỤC THI HÀNH ÁN DÂN SỰ QUẬN LÊ CHÂN"


@pytest.mark.parametrize(
    ("passed", "file"),
    [
        ("", ""),
        ("Trần Thị Bình", "12/2020/HSTHADS"),
        ("Chấp hành viên Trần Thị Bình, Chấp hành viên Lê Văn Cường", "12/2020/HSTHADS-CCTHADS"),
        ("; ".join(["Chấp hành viên Trần Thị Bình"] * 4), "12/2020/HSTHADS-CCTHADS, 13/2020/HSTHADS-CCTHADS"),
        ("Tôn Nữ Hoàng Thị Kim Cương", "; ".join(f"{n}/2020/HSTHADS" for n in range(101, 107))),
    ],
)
def test_to_whom_and_which_file_stand_whole_within_the_stamp(passed: str, file: str) -> None:
    (page,) = read(draw_stamps([Stamp(OFFICE, "125", "05/01/2020", passed, file)]))
    below = [p for p in page.lines() if p.y > 21]
    said = " ".join(p.text.strip() for p in below)
    assert said == f"Chuyển: {passed or '…' * 12} Số và ký hiệu HS: {file or '…' * 7}"
    assert all(p.x > 1 and p.right < 49 and 21.5 < p.y < 34 for p in below)
    assert all(p.size >= 5 for p in below)
    assert len({round(p.y, 1) for p in below}) == len(below)


def test_of_names_longer_than_any_stamp_the_beginning_stands_and_it_is_seen_that_more_follows() -> None:
    (page,) = read(draw_stamps([Stamp(OFFICE, "125", "05/01/2020", "Nguyễn " * 43, "12/2020/HSTHADS " * 20)]))
    below = [p for p in page.lines() if p.y > 21]
    assert all(p.right < 49 and 21.5 < p.y < 34 for p in below)
    assert sum(p.text.strip().endswith("…") for p in below) == 2
    assert any(p.text.startswith("Số và ký hiệu HS: 12/2020/HSTHADS") for p in below)
