"""Inspections: planned, a sample drawn by risk that can be drawn again, findings followed to their remedy, the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from tests.office import PARENT, Bench, bench
from tests.retold import founded
from thads_desktop.domain import sampling
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import check_plan_files, check_plans, inspection_files, people, tasks, upkeep
from thads_desktop.services.desk import open_desk

DAY, DUE = date(2020, 1, 6), date(2020, 1, 20)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    for n in range(4):
        made.decision(number=f"{20 + n}/2019/DS-ST", debtor=f"Trần Thị Tám {n}")
    made.on(DAY)
    yield made
    made.desk.close()


def test_from_the_plan_to_the_end(office: Bench, tmp_path: Path) -> None:
    desk = office.desk
    key = check_plans.plan(desk, "surprise", "Kiểm tra đột xuất quý I", DAY, DUE, "Việc chưa gửi quyết định", "Trần Văn Trưởng")
    assert check_plans.draw(desk, key, 3) == 3
    assert check_plans.drawn_again(desk, key)
    made = check_plans.known(desk, key)
    assert len({s.matter for s in made.sample}) == 3
    assert all(s.points > 1 and " ngày " in s.number_text for s in made.sample), "late sendings make risk"
    first = check_plans.note(desk, key, "Chưa gửi quyết định cho Viện kiểm sát", "Gửi ngay", office.officer, DUE, made.sample[0].matter)
    second = check_plans.note(desk, key, "Hồ sơ thiếu biên lai", "Bổ sung", "", DUE, who="Kế toán đơn vị")
    (task,) = tasks.listed(desk)
    assert (task.matter, task.person, task.due) == (made.sample[0].matter, office.officer, DUE)
    with pytest.raises(Refused) as refused:
        check_plans.close(desk, key, "Đạt")
    assert refused.value.refusals[0].code == "check.open"
    check_plans.mend(desk, key, first, "Đã gửi", "15/BC-CCTHADS")
    assert tasks.listed(desk) == []
    scan = tmp_path / "bien-lai.pdf"
    scan.write_bytes(inspection_files.pdf(check_plan_files.listing(desk, key)))
    check_plans.mend(desk, key, second, "Đã bổ sung", file=scan)
    assert check_plans.proof_of(desk, key, second) == scan.read_bytes()
    check_plans.close(desk, key, "Đã khắc phục xong")
    (over,) = check_plans.listed(desk)
    assert (over.closed, over.open, over.conclusion, [f.person for f in over.findings]) == (
        DAY, 0, "Đã khắc phục xong", ["Trần Thị Bình", "Kế toán đơn vị"])  # fmt: skip
    assert inspection_files.pdf(check_plan_files.listing(desk, key)).startswith(b"%PDF")
    assert upkeep.verify(desk).findings == ()


def test_once_drawn_the_plan_changes_its_name_its_leader_and_its_last_day_only(office: Bench) -> None:
    desk = office.desk
    key = check_plans.plan(desk, "thematic", "Phân loại", DAY, DUE, "Mọi việc", theme="class")
    check_plans.plan(desk, "thematic", "Gửi, thông báo", DAY, DUE, "Mọi việc", theme="sending", check=key)
    check_plans.draw(desk, key, 2)
    check_plans.plan(desk, "thematic", "Gửi, thông báo quý I", DAY, date(2020, 2, 3), "Mọi việc", "Trần Văn Trưởng", "sending", key)
    made = check_plans.known(desk, key)
    assert (made.title, made.end, made.leader, made.theme) == ("Gửi, thông báo quý I", date(2020, 2, 3), "Trần Văn Trưởng", "sending")
    with pytest.raises(Refused) as refused:
        check_plans.plan(desk, "thematic", "Phân loại", DAY, DUE, "Mọi việc", theme="class", check=key)
    assert refused.value.refusals[0].code == "check.plan_drawn"
    assert "Gửi, thông báo, đăng tải chậm" in check_plan_files.listing(desk, key).said[0]


def test_the_workbook_is_enough_to_draw_the_sample_again(office: Bench) -> None:
    desk = office.desk
    key = check_plans.plan(desk, "full", "Toàn diện", DAY, DUE)
    check_plans.draw(desk, key, 2)
    made = check_plans.known(desk, key)
    assert (made.drawn_from, made.since) == (4, date(2019, 1, 6))
    every = check_plan_files.listing(desk, key, weights=True).tables[-1]
    weights = {str(row[1]): int(str(row[3])) for row in every.rows}
    assert list(weights) == sorted(weights)
    assert sampling.draw(weights, 2, made.seed) == tuple(s.matter for s in made.sample)
    printed = check_plan_files.listing(desk, key)
    assert len(printed.tables) == 2
    assert any("trong 4 việc" in note for note in printed.notes)


def test_what_was_done_late_weighs_from_the_day_that_is_said(office: Bench) -> None:
    desk = office.desk
    key = check_plans.plan(desk, "full", "Toàn diện", DAY, DUE)
    check_plans.draw(desk, key, 1, since=date(2019, 12, 1))
    assert check_plans.known(desk, key).since == date(2019, 12, 1)


def test_a_store_without_matters_says_where_a_sample_is_drawn(tmp_path: Path) -> None:
    made = bench(tmp_path / "none", DAY)
    key = check_plans.plan(made.desk, "full", "Toàn diện", DAY, DUE)
    with pytest.raises(Refused) as refused:
        check_plans.draw(made.desk, key, 5)
    assert refused.value.refusals[0].code == "check.no_matters"
    made.desk.close()


def test_the_proof_of_a_remedy_is_shown_again(office: Bench, tmp_path: Path) -> None:
    desk = office.desk
    key = check_plans.plan(desk, "full", "Toàn diện", DAY, DUE)
    finding = check_plans.note(desk, key, "a", "b", office.officer, DUE)
    scan = tmp_path / "anh.png"
    Image.new("RGB", (40, 60), "white").save(scan)
    check_plans.mend(desk, key, finding, "xong", file=scan)
    assert check_plans.proof_of(desk, key, finding) == scan.read_bytes()
    assert check_plans.proof_as_pdf(desk, key, finding).startswith(b"%PDF")


def test_a_theme_weighs_only_its_own_findings(office: Bench) -> None:
    key = check_plans.plan(office.desk, "thematic", "Phân loại", DAY, DUE, theme="class")
    check_plans.draw(office.desk, key, 10)
    made = check_plans.known(office.desk, key)
    assert len(made.sample) == 4
    assert {s.points for s in made.sample} == {1}


def test_what_is_wrong_is_said_and_nothing_is_done(office: Bench, tmp_path: Path) -> None:
    desk = office.desk
    key = check_plans.plan(desk, "full", "Toàn diện", DAY, DUE)
    finding = check_plans.note(desk, key, "a", "b", office.officer, DUE)
    check_plans.draw(desk, key, 1)
    odd = tmp_path / "odd.exe"
    odd.write_bytes(b"MZ odd")
    bad: list[tuple[str, Callable[[], object]]] = [
        ("check.bad_kind", lambda: check_plans.plan(desk, "x", "a", DAY, DUE)),
        ("check.order", lambda: check_plans.plan(desk, "full", "a", DUE, DAY)),
        ("check.no_theme", lambda: check_plans.plan(desk, "thematic", "a", DAY, DUE)),
        ("check.theme_only", lambda: check_plans.plan(desk, "full", "a", DAY, DUE, theme="class")),
        ("text.missing", lambda: check_plans.plan(desk, "full", "", DAY, DUE)),
        ("check.unknown", lambda: check_plans.plan(desk, "full", "a", DAY, DUE, check="x")),
        ("check.bad_size", lambda: check_plans.draw(desk, key, 0)),
        ("check.drawn", lambda: check_plans.draw(desk, key, 2)),
        ("check.nobody", lambda: check_plans.draw(desk, key, 2, officer=office.second)),
        ("task.past_day", lambda: check_plans.note(desk, key, "a", "b", office.officer, date(2020, 1, 5))),
        ("task.nobody", lambda: check_plans.note(desk, key, "a", "b", "x", DUE)),
        ("text.missing", lambda: check_plans.note(desk, key, "a", "b", "", DUE)),
        ("matter.unknown", lambda: check_plans.note(desk, key, "a", "b", office.officer, DUE, "x")),
        ("check.no_proof", lambda: check_plans.mend(desk, key, finding, "xong")),
        ("scan.unknown_type", lambda: check_plans.mend(desk, key, finding, "xong", file=odd)),
        ("scan.unreadable", lambda: check_plans.mend(desk, key, finding, "xong", file=tmp_path / "khong-co")),
        ("check.unknown", lambda: check_plans.mend(desk, key, "x", "xong", "5")),
        ("check.no_file", lambda: check_plans.proof_of(desk, key, finding)),
        ("check.two_people", lambda: check_plans.note(desk, key, "a", "b", office.officer, DUE, who="Văn thư")),
        ("check.plan_drawn", lambda: check_plans.plan(desk, "thematic", "Khác", DAY, DUE, theme="class", check=key)),
        ("check.plan_drawn", lambda: check_plans.plan(desk, "full", "Toàn diện", date(2020, 1, 2), DUE, check=key)),
        ("check.plan_drawn", lambda: check_plans.plan(desk, "full", "Toàn diện", DAY, DUE, "Phạm vi khác", check=key)),
        ("check.not_drawn", lambda: check_plans.drawn_again(desk, "x")),
    ]
    with desk.reading() as reader:
        before = reader.head()
    for code, run in bad:
        with pytest.raises(Refused) as refused:
            run()
        assert refused.value.refusals[0].code == code
        assert say(refused.value.refusals[0])
    with desk.reading() as reader:
        assert reader.head() == before
    check_plans.mend(desk, key, finding, "xong", "5/BC")
    with pytest.raises(Refused) as refused:
        check_plans.mend(desk, key, finding, "lại", "6/BC")
    assert refused.value.refusals[0].code == "check.mended"
    check_plans.close(desk, key, "tốt")
    with pytest.raises(Refused) as refused:
        check_plans.note(desk, key, "a", "b", office.officer, DUE)
    assert refused.value.refusals[0].code == "check.closed"


def test_a_department_names_the_office_it_inspects(tmp_path: Path) -> None:
    with closing(open_desk(tmp_path / "cuc", FixedClock(DAY), create=True)) as desk:
        people.set_up(desk, PARENT, "Tổng cục Thi hành án dân sự", "province")
        with pytest.raises(Refused) as refused:
            check_plans.plan(desk, "full", "Kiểm tra quý I", DAY, DUE)
        assert refused.value.refusals[0].code == "check.no_office"
        check_plans.plan(desk, "self", "Tự kiểm tra", DAY, DUE)
        key = check_plans.plan(desk, "full", "Kiểm tra quý I", DAY, DUE, office="Chi cục A")
        with pytest.raises(Refused) as refused:
            check_plans.draw(desk, key, 5)
        assert refused.value.refusals[0].code == "check.no_sample"
        check_plans.note(desk, key, "Chưa gửi", "Gửi ngay", "", DUE, who="Chi cục A", about="07/QĐ ngày 01/09/2019")
        with pytest.raises(Refused) as refused:
            check_plans.plan(desk, "full", "Kiểm tra quý I", DAY, DUE, check=key, office="Chi cục B")
        assert refused.value.refusals[0].code == "check.office_stands"
        assert "Chi cục A" in say(refused.value.refusals[0])
        check_plans.plan(desk, "full", "Kiểm tra quý một", DAY, DUE, check=key, office="Chi cục A")
        printed = check_plan_files.listing(desk, key)
        assert "Đơn vị được kiểm tra: Chi cục A" in printed.said
        assert [t.title for t in printed.tables] == ["Phát hiện và khắc phục"]
        assert printed.tables[0].rows[0][1] == "07/QĐ ngày 01/09/2019"
