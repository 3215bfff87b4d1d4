"""The list of key matters: criteria, what the head puts on and takes off, directions as tasks, silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.office_time import local
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.law import watch_criteria
from thads_desktop.law.errors import LawDataError
from thads_desktop.services import books, inspection_files, self_check, special_reports, tasks, upkeep, watch_list

DAY = date(2019, 10, 7)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision(due=12_000_000_000)
    made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết")
    yield made
    made.desk.close()


def test_a_big_matter_is_on_it_by_itself_and_red_after_thirty_silent_days(office: Bench) -> None:
    (row,) = watch_list.listed(office.desk)
    assert (row.matter, row.reasons.startswith("Giá trị lớn"), row.since, row.silent, row.red) == (office.matters[0], True, DAY, 0, False)
    office.on(DAY + timedelta(days=30))
    assert not watch_list.listed(office.desk)[0].red
    office.on(DAY + timedelta(days=31))
    assert watch_list.listed(office.desk)[0].red
    watch_list.report(office.desk, office.matters[0], "Đã làm việc với ngân hàng")
    (row,) = watch_list.listed(office.desk)
    assert (row.red, row.report, row.reported, row.silent) == (False, "Đã làm việc với ngân hàng", DAY + timedelta(days=31), 0)
    watch_list.set_silent_days(office.desk, "5")
    office.on(DAY + timedelta(days=37))
    assert watch_list.listed(office.desk)[0].red
    assert inspection_files.pdf(watch_list.listing(office.desk)).startswith(b"%PDF")
    assert upkeep.verify(office.desk).findings == ()


def test_a_direction_is_a_task_and_another_one_takes_its_place(office: Bench) -> None:
    matter, due = office.matters[0], date(2019, 11, 1)
    watch_list.direct(office.desk, matter, "Họp liên ngành", office.officer, due)
    (task,) = tasks.listed(office.desk)
    assert (task.matter, task.text, task.due) == (matter, "Chỉ đạo: Họp liên ngành", due)
    watch_list.direct(office.desk, matter, "Kê biên", office.second, due)
    (task,) = tasks.listed(office.desk)
    assert task.person == office.second
    (row,) = watch_list.listed(office.desk)
    assert (row.direction, row.person_name, row.due, row.done) == ("Kê biên", "Lê Văn Cường", due, False)
    assert row.late(date(2019, 11, 2))
    tasks.end(office.desk, task.task)
    assert watch_list.listed(office.desk)[0].done


def test_the_head_puts_on_and_takes_off_with_a_reason(office: Bench) -> None:
    big, small = office.matters
    watch_list.put(office.desk, small, "Đương sự tập trung đông người", order=True)
    rows = {r.matter: r for r in watch_list.listed(office.desk)}
    assert "an ninh" in rows[small].reasons
    assert "Đương sự tập trung đông người" in rows[small].reasons
    watch_list.direct(office.desk, small, "Vận động", office.officer, date(2019, 11, 1))
    watch_list.take_off(office.desk, small, "Đã ổn định")
    watch_list.take_off(office.desk, big, "Chuyển theo dõi riêng")
    assert watch_list.listed(office.desk) == []
    assert tasks.listed(office.desk) == [], "its direction need not be followed any more"
    office.verified(big, DAY, "means")
    office.on(date(2021, 10, 8))
    rows = {r.matter: r for r in watch_list.listed(office.desk)}
    assert "Kéo dài" in rows[big].reasons, "a further criterion brings it back"
    assert "Giá trị" not in rows[big].reasons
    watch_list.put(office.desk, big, "Theo dõi lại")
    assert watch_list.listed(office.desk)[0].reasons.count("Giá trị") == 1


def on_it(office: Bench) -> dict[str, watch_list.KeyMatter]:
    return {r.matter: r for r in watch_list.listed(office.desk)}


def test_an_old_matter_is_on_it_only_with_means_and_silent_only_since_it_came(office: Bench) -> None:
    never, none = office.decision(number="17/2019/DS-ST"), office.matters[1]
    office.verified(none, DAY, "none")
    office.on(date(2022, 10, 7))
    assert on_it(office).keys() == {office.matters[0]}, "nobody found means"
    office.verified(none, date(2022, 10, 7), "means")
    row = on_it(office)[none]
    assert (row.since, row.silent, row.red) == (date(2022, 10, 7), 0, False)
    assert row.reasons.startswith("Kéo dài")
    office.on(date(2022, 11, 7))
    assert on_it(office)[none].red
    assert never not in on_it(office)


def test_what_rested_and_goes_on_is_silent_only_since_it_goes_on(office: Bench) -> None:
    matter = office.matters[1]
    office.verified(matter, DAY, "means")
    office.verified(matter, date(2019, 10, 7), "means")
    office.on(date(2021, 10, 7))
    assert (on_it(office)[matter].since, on_it(office)[matter].silent) == (date(2021, 10, 7), 0)
    office.on(date(2021, 11, 1))
    office.verified(matter, date(2021, 11, 1), "none")
    assert matter not in on_it(office)
    office.on(date(2022, 3, 1))
    office.verified(matter, date(2022, 3, 1), "means")
    office.on(date(2022, 3, 10))
    assert on_it(office)[matter].since == date(2022, 3, 1)


def test_a_matter_that_was_taken_over_is_silent_only_since_the_program_knows_it(office: Bench) -> None:
    office.on(date(2024, 3, 4))
    matter = office.decision(number="18/2019/DS-ST", due=50_000_000_000, day=date(2024, 3, 4))
    office.on(date(2024, 3, 5))
    with office.desk.reading() as reader:
        recorded = reader.recorded.firsts([f"matter:{m}" for m in office.matters])
    assert {s: local(at).date() for s, at in recorded.items()}[f"matter:{matter}"] == date(2024, 3, 4)
    late = complained(office, matter, date(2023, 1, 9))
    assert on_it(office)[matter].since == date(2024, 3, 4), "the complaint is older than the matter here"
    assert late


def complained(office: Bench, matter: str, received: date) -> str:
    typed = {
        "received": f"{received:%d/%m/%Y}", "level": "1", "complainant": "Trần Thị Tám", "object": "cuong_che", "content": "Kê biên sai",
        "settler": office.officer,
    }  # fmt: skip
    return books.open_entry(office.desk, "khieu_nai", typed, matter)


def test_taken_off_under_a_complaint_a_matter_returns_for_another(office: Bench) -> None:
    matter = office.matters[1]
    complained(office, matter, DAY)
    assert "khiếu nại" in on_it(office)[matter].reasons
    watch_list.take_off(office.desk, matter, "Đơn không có căn cứ")
    assert matter not in on_it(office)
    office.on(DAY + timedelta(days=1))
    complained(office, matter, DAY)
    row = on_it(office)[matter]
    assert (row.since, row.silent) == (DAY, 1)
    watch_list.take_off(office.desk, matter, "Cùng nội dung")
    assert matter not in on_it(office)
    assert upkeep.verify(office.desk).findings == ()


def test_the_print_says_whose_it_is_and_what_is_done(office: Bench) -> None:
    matter = office.matters[0]
    watch_list.direct(office.desk, matter, "Kê biên", office.officer, date(2019, 11, 1))
    (task,) = tasks.listed(office.desk)
    tasks.end(office.desk, task.task)
    office.on(DAY + timedelta(days=40))
    made = watch_list.listing(office.desk, office.officer)
    assert made.said[0].startswith("Việc của Trần Thị Bình. Đến hết ngày")
    assert watch_list.listing(office.desk).said[0].startswith("Đến hết ngày")
    (line,) = made.tables[0].rows
    assert line[8] == "đã xong"
    assert line[-2:] == (40, "ĐỎ")


def test_what_is_wrong_is_said_and_nothing_is_done(office: Bench) -> None:
    small = office.matters[1]
    bad: list[tuple[str, Callable[[], object]]] = [
        ("matter.unknown", lambda: watch_list.put(office.desk, "x", "y")),
        ("text.missing", lambda: watch_list.put(office.desk, small, " ")),
        ("watch.not_there", lambda: watch_list.take_off(office.desk, small, "x")),
        ("watch.not_there", lambda: watch_list.report(office.desk, small, "x")),
        ("task.past_day", lambda: watch_list.direct(office.desk, office.matters[0], "x", office.officer, date(2019, 10, 6))),
        ("task.nobody", lambda: watch_list.direct(office.desk, office.matters[0], "x", "ai", DAY)),
        ("watch.bad_days", lambda: watch_list.set_silent_days(office.desk, "0")),
        ("watch.bad_days", lambda: watch_list.set_silent_days(office.desk, "ba")),
    ]
    with office.desk.reading() as reader:
        before = reader.head()
    for code, run in bad:
        with pytest.raises(Refused) as refused:
            run()
        assert refused.value.refusals[0].code == code
        assert say(refused.value.refusals[0])
    watch_list.put(office.desk, small, "phức tạp")
    with pytest.raises(Refused) as refused:
        watch_list.put(office.desk, small, "lại")
    assert refused.value.refusals[0].code == "watch.there"
    assert before[0] > 0


@pytest.mark.parametrize(
    "change", [("least = 24", "least = -1"), ('kind = "age"', 'kind = "x"'), ("silent_days = 30", "silent_days = 0"), ('id = "age"', 'id = "money"')]
)
def test_a_data_file_that_is_not_sound_is_refused(change: tuple[str, str]) -> None:
    from thads_desktop.paths import resource

    text = resource("watch/criteria.toml").read_text(encoding="utf-8")
    assert watch_criteria.read(text).silent_days == 30
    with pytest.raises(LawDataError):
        watch_criteria.read(text.replace(*change))


def test_every_engine_tells_the_same(tmp_path: Path, on_engine: Callable[[Path], Path]) -> None:
    made = bench(on_engine(tmp_path / "data"), DAY)
    matter = made.decision()
    made.verified(matter, DAY, "means")
    complained(made, matter, DAY)
    made.on(date(2021, 12, 7))
    (row,) = watch_list.listed(made.desk)
    assert (row.since, "Kéo dài" in row.reasons, "khiếu nại" in row.reasons) == (DAY, True, True)
    found = {f.opens.partition(":")[0] for f in self_check.over(made.desk, papers=False).findings}
    assert found >= {"matter", "entry"}
    assert special_reports.make(made.desk, "credit").rows == ()
    watch_list.take_off(made.desk, matter, "Đã giải quyết")
    assert watch_list.listed(made.desk) == []
    made.desk.close()
