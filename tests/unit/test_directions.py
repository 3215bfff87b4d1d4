"""Down the line on real files: composed and sent by the department, taken in by the office as tasks, told by the next return."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.office import PARENT, Bench, bench
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.exchange import direction as box, package, signature
from thads_desktop.services import (
    books,
    consolidation,
    directions,
    directions_in,
    inspection_files,
    letters_across,
    people,
    queries,
    reporting,
    tasks,
    upkeep,
)
from thads_desktop.services.desk import Desk, open_desk

DAY, DUE = date(2020, 1, 10), date(2020, 1, 20)


@dataclass
class Line:
    """A department and an office that trust each other."""

    office: Bench
    cuc: Desk
    folder: Path

    @property
    def key(self) -> str:
        return directions.offices(self.cuc)[0][0]

    def send(self, *, name: str = "gui", **further: str) -> Path:
        directions.compose(self.cuc, "direction", "Thi hành dứt điểm việc Nguyễn Văn An", DUE, **further)
        return directions.send(self.cuc, [self.key], self.folder / name, "Đỗ Văn Cục", "12/CTHADS-NV")[0]

    def code(self, data: bytes) -> str:
        with self.office.desk.reading() as reader:
            before = reader.head()
        with pytest.raises(Refused) as refused:
            directions_in.take(self.office.desk, data)
        with self.office.desk.reading() as reader:
            assert reader.head() == before, "nothing half done"
        assert say(refused.value.refusals[0]).endswith(".")
        return refused.value.refusals[0].code


def department(folder: Path, name: str, office: Bench) -> Desk:
    desk = open_desk(folder, FixedClock(DAY), create=True)
    people.set_up(desk, name, "Tổng cục Thi hành án dân sự", "province")
    keys = folder.parent
    consolidation.trust(desk, Path(consolidation.key_package(office.desk, keys / "khoa-chi-cuc.thads").path))
    consolidation.trust(office.desk, Path(consolidation.key_package(desk, keys / f"khoa-{folder.name}.thads").path))
    return desk


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    made = bench(tmp_path / "chi-cuc", date(2019, 10, 7))
    made.decision()
    made.on(DAY)
    cuc = department(tmp_path / "cuc", PARENT, made)
    yield Line(made, cuc, tmp_path)
    made.desk.close()
    cuc.close()


def test_an_item_becomes_a_task_and_the_next_return_tells_how_far_it_is(line: Line) -> None:
    with line.office.desk.reading() as reader:
        (row,) = reader.projections.matter_rows(reader.projections.matter_ids(queries.MatterFilter()))
    directions.compose(line.cuc, "finding", "Khắc phục việc chậm xác minh", DUE, person="Trần Thị Bình", about="Kết luận 05/KL-CTHADS")
    file = line.send(matter=row.number_text)
    assert directions.composed(line.cuc) == []
    assert directions_in.look(line.office.desk, file).content.number == "12/CTHADS-NV"
    assert directions_in.take(line.office.desk, file.read_bytes()) == 2
    found = directions_in.listed(line.office.desk)
    assert {(i.kind, i.person_name, i.state, i.due) for i in found} == {
        ("direction", "Phạm Quang Minh", "open", DUE), ("finding", "Trần Thị Bình", "open", DUE)}  # fmt: skip
    held = {t.text: t for t in tasks.listed(line.office.desk)}
    assert held["Chỉ đạo một việc: Thi hành dứt điểm việc Nguyễn Văn An"].matter == line.office.matters[0]
    assert {r.title for r in queries.deadlines(line.office.desk) if r.due == DUE} >= set(held)
    for item in found:
        directions_in.report(line.office.desk, item.direction, item.item, f"Đã làm một phần: {item.kind}")
    done = next(i for i in found if i.kind == "finding")
    line.office.on(date(2020, 1, 12))
    tasks.end(line.office.desk, done.task)
    line.cuc.clock.day = date(2020, 1, 25)  # type: ignore[attr-defined]  # a fixed clock
    assert [f.state for f in directions.followed(line.cuc)] == ["", ""]
    sent = next(f for f in reporting.write(line.office.desk, reporting.make(line.office.desk, 2020, 3), line.folder / "bc") if f.suffix == ".thads")
    (verdict,) = consolidation.receive(line.cuc, [sent], ("2015", 2020, 3))
    assert verdict.accepted, verdict.says
    told = {f.kind: f for f in directions.followed(line.cuc)}
    assert (told["finding"].state, told["finding"].done, told["finding"].report) == ("done", date(2020, 1, 12), "Đã làm một phần: finding")
    assert (told["direction"].state, told["direction"].late(date(2020, 1, 25)), told["direction"].person) == ("open", True, "Phạm Quang Minh")
    assert directions.counted(list(told.values()), date(2020, 1, 25)) == [(told["finding"].office_name, 2, 1, 1, 0)]
    assert inspection_files.pdf(directions.listing(line.cuc)).startswith(b"%PDF")
    assert inspection_files.pdf(directions_in.listing(line.office.desk)).startswith(b"%PDF")
    assert upkeep.verify(line.cuc).findings == () == upkeep.verify(line.office.desk).findings


def test_the_state_of_letters_and_of_guidance_goes_up_as_counts(line: Line) -> None:
    typed = {"sent": "07/10/2019", "kind": "toa_an", "recipient": "Tòa án quận", "content": "Đề nghị giải thích", "due": "20/10/2019"}
    books.open_entry(line.office.desk, "phoi_hop", typed)
    books.open_entry(line.office.desk, "xin_y_kien", {"asked": "08/01/2020", "superior": PARENT, "content": "Xin ý kiến"})
    sent = next(f for f in reporting.write(line.office.desk, reporting.make(line.office.desk, 2020, 3), line.folder / "bc") if f.suffix == ".thads")
    (verdict,) = consolidation.receive(line.cuc, [sent], ("2015", 2020, 3))
    assert verdict.accepted, verdict.says
    assert [(book, *counts) for _office, book, *counts, _day in directions.letters(line.cuc)] == [
        ("Văn bản phối hợp", 1, 1, 0), ("Xin ý kiến cấp trên", 1, 0, 0)]  # fmt: skip
    (row,) = letters_across.offices(line.cuc)
    assert (row.letters, row.asked, row.answers, row.told) == ((1, 1, 0), (1, 0, 0), 0, DAY)
    assert "2 văn bản chờ trả lời, trong đó 1 quá hạn" in letters_across.said([row])
    directions.compose(line.cuc, "answer", "Trả lời công văn 05", DUE)
    directions.send(line.cuc, [line.key], line.folder / "tra-loi", "Đỗ Văn Cục")
    (row,) = letters_across.offices(line.cuc)
    assert (row.answers, row.done) == (1, 0)
    assert inspection_files.pdf(letters_across.listing(line.cuc)).startswith(b"%PDF")
    assert b"T\xc3\xb2a" not in package.read_any(sent.read_bytes()).parts[box.PROGRESS], "counts alone"


def test_repeated_and_out_of_order_packages_are_answered_and_change_nothing(line: Line) -> None:
    one, two = line.send(name="a").read_bytes(), line.send(name="b").read_bytes()
    assert line.code(two) == "direction.gap"
    directions_in.take(line.office.desk, one)
    assert line.code(one) == "direction.already"
    directions_in.take(line.office.desk, two)
    assert line.code(one) == "direction.already"
    (key,) = {f.direction for f in directions.followed(line.cuc) if f.no == 1}
    assert directions.write_again(line.cuc, key, line.folder / "lai").read_bytes() == one


def resigned(line: Line, data: bytes, change: Callable[[dict[str, Any]], None], **fields: Any) -> bytes:
    """The package with other content, rightly signed by the same department."""
    found = package.read_any(data)
    plain = msgspec.json.decode(found.parts[box.CONTENT])
    change(plain)
    said = {k: getattr(found.manifest, k) for k in package.Manifest.__dataclass_fields__} | fields
    content = msgspec.json.encode(plain, order="sorted")
    return package.write(package.Manifest(**said), {**found.parts, box.CONTENT: content}, signature.ensure_key(line.cuc.folder))


@pytest.mark.parametrize(
    ("change", "fields", "code"),
    [
        ({"to": "f" * 32}, {}, "direction.not_for_us"),
        ({"sender": "f" * 32}, {}, "direction.bad_content"),
        ({"no": 2}, {}, "direction.bad_content"),
        ({"no": 2}, {"sent_version": 2}, "direction.gap"),
        ({"made_on": "2020-01-11"}, {"made_on": "2020-01-11"}, "direction.ahead"),
        ({"items": []}, {}, "direction.bad_content"),
        ({"format": 2}, {}, "package.newer"),
        ({"strange": 1}, {}, "direction.bad_content"),
        ({"signed_by": "a\u200bb"}, {}, "direction.bad_content"),
        ({}, {"kind": "return"}, "package.wrong_kind"),
        ({}, {"office_name": "Cục khác"}, "package.other_name"),
    ],
)
def test_odd_content_is_refused_though_rightly_signed(line: Line, change: dict[str, Any], fields: dict[str, Any], code: str) -> None:
    data = line.send().read_bytes()
    assert line.code(resigned(line, data, lambda plain: plain.update(change), **fields)) == code
    assert directions_in.take(line.office.desk, data) == 1


def test_every_sampled_flipped_byte_is_refused(line: Line) -> None:
    data = line.send().read_bytes()
    for at in range(0, len(data), max(1, len(data) // 100)):
        assert line.code(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    assert directions_in.listed(line.office.desk) == [] == tasks.listed(line.office.desk)


def test_only_the_trusted_superior_is_heard(line: Line, tmp_path: Path) -> None:
    foreign = department(tmp_path / "cuc-khac", "Cục Thi hành án dân sự tỉnh Hải Dương", line.office)
    other = Line(line.office, foreign, tmp_path / "khac")
    assert other.code(other.send().read_bytes()) == "superior.other"
    foreign.close()
    stranger = open_desk(tmp_path / "la", FixedClock(DAY), create=True)
    people.set_up(stranger, PARENT, "Tổng cục", "province")
    consolidation.trust(stranger, tmp_path / "khoa-chi-cuc.thads")
    unknown = Line(line.office, stranger, tmp_path / "la2")
    assert unknown.code(unknown.send().read_bytes()) == "package.unknown_sender"
    stranger.close()


def test_what_is_composed_badly_is_said(line: Line) -> None:
    bad: list[tuple[str, Callable[[], object]]] = [
        ("direction.not_department", lambda: directions.compose(line.office.desk, "direction", "x", DUE)),
        ("direction.bad_kind", lambda: directions.compose(line.cuc, "x", "x", DUE)),
        ("direction.past", lambda: directions.compose(line.cuc, "direction", "x", date(2020, 1, 9))),
        ("text.missing", lambda: directions.compose(line.cuc, "direction", " ", DUE)),
        ("direction.no_pack", lambda: directions.compose(line.cuc, "pack", "x", DUE)),
        ("direction.pack_only", lambda: directions.compose(line.cuc, "answer", "x", DUE, file="a")),
        ("package.no_such_file", lambda: directions.compose(line.cuc, "pack", "x", DUE, file=str(line.folder / "khong-co"))),
        ("direction.nothing", lambda: directions.send(line.cuc, [line.key], line.folder, "A")),
        ("direction.unknown", lambda: directions.take_out(line.cuc, "x")),
        ("direction.unknown", lambda: directions_in.report(line.office.desk, "x", "y", "z")),
    ]
    for code, run in bad:
        with pytest.raises(Refused) as refused:
            run()
        assert refused.value.refusals[0].code == code
        assert say(refused.value.refusals[0])
    directions.compose(line.cuc, "direction", "x", DUE)
    with pytest.raises(Refused) as refused:
        directions.send(line.cuc, ["f" * 32], line.folder, "A")
    assert refused.value.refusals[0].code == "direction.no_office"
    assert len(directions.composed(line.cuc)) == 1
    file = directions.send(line.cuc, [line.key], line.folder / "x", "A")[0]
    directions_in.take(line.office.desk, file.read_bytes())
    (item,) = directions_in.listed(line.office.desk)
    tasks.end(line.office.desk, item.task, done=False)
    with pytest.raises(Refused) as refused:
        directions_in.report(line.office.desk, item.direction, item.item, "muộn")
    assert refused.value.refusals[0].code == "direction.ended"
    assert directions_in.listed(line.office.desk)[0].state == "dropped"


def test_an_office_that_said_nothing_stands_with_the_others(line: Line) -> None:
    (row,) = letters_across.offices(line.cuc)
    assert (row.letters, row.told, row.late) == ((0, 0, 0), None, 0)
    assert letters_across.said([row]).endswith("1 đơn vị chưa có số liệu.")
    assert letters_across.listing(line.cuc).tables[0].rows[0][-1] == "chưa có số liệu"


def test_two_offices_of_one_place_name_have_files_of_their_own(tmp_path: Path) -> None:
    made, cuc = [], open_desk(tmp_path / "cuc", FixedClock(DAY), create=True)
    people.set_up(cuc, PARENT, "Tổng cục Thi hành án dân sự", "province")
    for n, name in enumerate(("huyện Cao Lãnh", "thành phố Cao Lãnh")):
        one = bench(tmp_path / f"o{n}", date(2019, 10, 7), name=f"Chi cục Thi hành án dân sự {name}")
        one.on(DAY)
        consolidation.trust(cuc, Path(consolidation.key_package(one.desk, tmp_path / f"k{n}.thads").path))
        consolidation.trust(one.desk, Path(consolidation.key_package(cuc, tmp_path / f"c{n}.thads").path))
        made.append(one)
    directions.compose(cuc, "direction", "Việc chung", DUE)
    files = directions.send(cuc, [key for key, _name in directions.offices(cuc)], tmp_path / "gui", "Đỗ Văn Cục")
    assert len(set(files)) == 2 == len(list((tmp_path / "gui").iterdir()))
    taken = []
    for one in made:
        for file in files:
            with suppress(Refused):
                taken.append(directions_in.take(one.desk, file.read_bytes()))
        reporting.write(one.desk, reporting.make(one.desk, 2020, 3), tmp_path / "bc")
    assert taken == [1, 1]
    assert len(list((tmp_path / "bc").glob("*.thads"))) == 2
    for desk in (cuc, *(m.desk for m in made)):
        desk.close()


def test_more_packs_than_a_package_may_carry_are_refused_when_composed(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directions, "_pack", lambda _file: b"x")
    keys = [directions.compose(line.cuc, "pack", f"Gói {n}", DUE, file=f"{n}.thads") for n in range(box.MOST_PACKS)]
    with pytest.raises(Refused) as refused:
        directions.compose(line.cuc, "pack", "Gói nữa", DUE, file="n.thads")
    assert refused.value.refusals[0].code == "direction.many_packs"
    assert say(refused.value.refusals[0]).endswith(".")
    assert directions.compose(line.cuc, "pack", "Gói 0, sửa", DUE, file="0.thads", key=keys[0]) == keys[0]
