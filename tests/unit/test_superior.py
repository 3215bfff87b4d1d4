"""Whose directions and slips an office takes: of the superior by its dated names, else of the one that was said, never of another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import PARENT, Bench, bench
from tests.retold import founded
from tests.unit.test_directions import Line
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.exchange import package
from thads_desktop.services import (
    consolidation,
    directions,
    directions_in,
    people,
    publishers,
    reporting,
    slips,
    superior,
    upkeep,
)
from thads_desktop.services.desk import Desk, open_desk

AFTER = date(2026, 1, 6)
TODAY_NAME = "Thi hành án dân sự thành phố Hải Phòng"


def cuc(folder: Path, name: str, office: Bench, day: date = AFTER) -> Desk:
    desk = open_desk(folder, FixedClock(day), create=True)
    people.set_up(desk, name, "Bộ Tư pháp", "province")
    for here, there in ((office.desk, desk), (desk, office.desk)):
        key = consolidation.key_package(here, folder.parent / f"khoa-{here.folder.name}.thads")
        consolidation.trust(there, Path(key.path), key.fingerprint)
    return desk


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "chi-cuc", date(2019, 10, 7))
    made.decision()
    made.on(AFTER)
    yield made
    made.desk.close()


def sent(desk: Desk, folder: Path) -> Path:
    directions.compose(desk, "direction", "Thi hành dứt điểm", date(2026, 1, 20))
    ((key, _name),) = directions.offices(desk)
    return directions.send(desk, [key], folder, "Đỗ Văn Cục")[0]


def refused(run: object) -> str:
    with pytest.raises(Refused) as caught:
        run()  # type: ignore[operator]  # a function of nothing
    assert say(caught.value.refusals[0]).endswith(".")
    return caught.value.refusals[0].code


def test_after_the_reorganisation_the_department_of_before_is_still_the_superior(office: Bench, tmp_path: Path) -> None:
    desk = cuc(tmp_path / "cuc", PARENT, office)
    with office.desk.reading() as reader:
        assert people.identity(reader, AFTER).parent != PARENT
    file = sent(desk, tmp_path / "gui")
    assert directions_in.look(office.desk, file).content.no == 1
    assert directions_in.take(office.desk, file.read_bytes()) == 1
    with desk.reading() as reader:
        name = people.office(reader).name
    assert name in publishers.of_packs(office.desk).values()
    desk.close()


def test_a_department_under_a_name_that_says_nothing_is_said_once(office: Bench, tmp_path: Path) -> None:
    desk = cuc(tmp_path / "cuc", TODAY_NAME, office)
    file = sent(desk, tmp_path / "gui")
    assert refused(lambda: directions_in.look(office.desk, file)) == "superior.none"
    ((key, name),), now = superior.offered(office.desk)
    assert (name, now) == (TODAY_NAME, "")
    assert refused(lambda: superior.say(office.desk, "f" * 32)) == "superior.unknown"
    assert refused(lambda: superior.say(desk, key)) == "direction.not_office"
    superior.say(office.desk, key)
    with office.desk.reading() as reader:
        before = reader.head()
    superior.say(office.desk, key)
    with office.desk.reading() as reader:
        assert reader.head() == before, "said already"
    assert directions_in.take(office.desk, file.read_bytes()) == 1
    assert upkeep.verify(office.desk).findings == ()
    desk.close()


def test_of_two_whose_names_both_were_the_superiors_none_counts_until_one_is_said(office: Bench, tmp_path: Path) -> None:
    one = cuc(tmp_path / "cuc", PARENT, office)
    two = cuc(tmp_path / "cuc2", "Cục Quản lý Thi hành án dân sự", office)
    file, other = sent(one, tmp_path / "gui"), sent(two, tmp_path / "gui2")
    assert refused(lambda: directions_in.look(office.desk, file)) == "superior.none"
    assert refused(lambda: directions_in.look(office.desk, other)) == "superior.none"
    superior.say(office.desk, next(k for k, name in superior.offered(office.desk)[0] if name == PARENT))
    assert directions_in.look(office.desk, file).content.no == 1
    assert refused(lambda: directions_in.look(office.desk, other)) == "superior.other"
    one.close()
    two.close()


def test_a_slip_of_another_trusted_department_is_not_the_superiors(office: Bench, tmp_path: Path) -> None:
    office.on(date(2020, 1, 3))
    right = cuc(tmp_path / "cuc", PARENT, office, date(2020, 1, 3))
    wrong = cuc(tmp_path / "cuc2", "Cục Thi hành án dân sự tỉnh Quảng Ninh", office, date(2020, 1, 3))
    made = reporting.close(office.desk, reporting.make(office.desk, 2020, 3))
    file = next(f for f in reporting.write(office.desk, made, tmp_path / "bc") if f.suffix == ".thads")
    sha = package.read_any(file.read_bytes()).sha256
    files = []
    for desk in (right, wrong):
        assert consolidation.receive(desk, [file])[0].accepted
        slips.judge(desk, sha, accepted=False, text="trả lại")
        files.append(slips.write(desk, sha, tmp_path / desk.folder.name / "phieu"))
    mine, strange = files
    assert refused(lambda: slips.look(office.desk, strange)) == "superior.other"
    assert refused(lambda: slips.take(office.desk, strange.read_bytes())) == "superior.other"
    assert slips.take(office.desk, mine.read_bytes()).task
    superior.say(office.desk, next(k for k, name in superior.offered(office.desk)[0] if "Quảng Ninh" in name))
    assert len(slips.listed(office.desk)) == 1, "what came before stays"
    right.close()
    wrong.close()


def test_everything_that_was_asked_is_read_before_and_after(tmp_path: Path) -> None:
    from thads_desktop.services import direction_text

    made = bench(tmp_path / "chi-cuc", date(2019, 10, 7))
    made.on(date(2020, 1, 10))
    desk = cuc(tmp_path / "cuc", PARENT, made, date(2020, 1, 10))
    line = Line(made, desk, tmp_path)
    file = line.send(detail="Xác minh lại tài sản <b>đất</b>\nBáo cáo trước ngày 15", person="Người Không Có", about="Kết luận 05/KL", matter="999/QĐ")
    wanted = ("Xác minh lại tài sản <b>đất</b>", "Báo cáo trước ngày 15", "Người Không Có", "Phạm Quang Minh", "Kết luận 05/KL", "999/QĐ", "12/CTHADS-NV")
    seen = directions_in.look(made.desk, file)
    assert [w for w in wanted if w not in seen.text] == []
    directions_in.take(made.desk, file.read_bytes())
    (item,) = directions_in.listed(made.desk)
    for text in (direction_text.of_item(item), direction_text.of_task(made.desk, item.task)):
        assert [w for w in wanted if w not in text] == []
    assert direction_text.of_task(made.desk, "x") == ""
    printed = str(directions_in.listing(made.desk).tables)
    assert "Xác minh lại tài sản" in printed
    assert "Người Không Có" in printed
    made.desk.close()
    desk.close()
