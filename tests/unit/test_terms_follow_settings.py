"""What terms are counted by, changed by the office: every list follows at once and stays what the log says."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.office import bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, inspection_lines, office_settings, queries, upkeep
from thads_desktop.services.desk import Desk


def owed(desk: Desk) -> dict[str, date]:
    return {row.rule: row.due for row in queries.deadlines(desk)}


def test_a_day_off_of_the_office_moves_what_is_owed(tmp_path: Path) -> None:
    office = bench(tmp_path / "data", date(2019, 10, 7))
    office.decision()
    assert owed(office.desk) == {"R06": date(2019, 10, 9), "R07": date(2019, 10, 10), "R08": date(2019, 10, 10)}
    office_settings.change_day(office.desk, date(2019, 10, 9), day_off=True)
    moved = {"R06": date(2019, 10, 10), "R07": date(2019, 10, 11), "R08": date(2019, 10, 11)}
    assert owed(office.desk) == moved
    assert upkeep.verify(office.desk).findings == ()
    office_settings.change_day(office.desk, date(2019, 10, 9), day_off=False)
    assert owed(office.desk)["R06"] == date(2019, 10, 9)
    assert upkeep.verify(office.desk).findings == ()
    office.desk.close()


def test_whatever_day_is_changed_the_lists_stay_what_the_log_says(tmp_path: Path) -> None:
    office = bench(tmp_path / "data", date(2026, 5, 4))
    for number in range(8):
        office.on(date(2026, 5, 4) + timedelta(days=5 * number))
        office.decision(number=f"{number + 1}/2026/DS-ST", debtor=f"Người thứ {number}")
    office.on(date(2026, 6, 29))
    desk = office.desk
    for at, key in enumerate(office.matters):
        notice = date(2026, 5, 11) + timedelta(days=6 * at)
        if notice <= date(2026, 6, 29) and at % 4 != 3:
            acts.valid_notice(desk, key, max(notice, date(2026, 6, 8) + timedelta(days=at)), "direct")
        if at % 2:
            acts.ground(desk, key, date(2026, 6, 29), "means_lacking", "a")
        if at % 3 == 1:
            acts.inform(desk, key, date(2026, 6, 28))
    assert upkeep.verify(desk).findings == ()
    chosen = random.Random(7)
    for _ in range(12):
        day = date(2026, 5, 20) + timedelta(days=chosen.randrange(60))
        office_settings.change_day(desk, day, day_off=chosen.random() < 0.7)
        assert upkeep.verify(desk).findings == (), day
    for crossing in ("old", "new", "earlier"):
        office_settings.change(desk, office_settings.CROSSING, crossing)
        assert upkeep.verify(desk).findings == (), crossing
    office.desk.close()


def test_the_law_of_terms_over_the_change_is_the_offices(tmp_path: Path) -> None:
    office = bench(tmp_path / "data", date(2026, 6, 12))
    office.decision()
    desk, key = office.desk, office.matters[0]
    office.on(date(2026, 6, 15))
    acts.valid_notice(desk, key, date(2026, 6, 14), "direct")
    assert owed(desk)["R10"] == date(2026, 7, 3), "9 days of the new law, not 10 of the old one"
    office_settings.change(desk, office_settings.CROSSING, "old")
    assert owed(desk)["R10"] == date(2026, 7, 6)
    shown = next(d for d in queries.matter(desk, key).deadlines if d.rule == "R10")
    with desk.reading() as reader:
        steps = shown.steps(desk.rules_for(reader), desk.calendar(reader))
    assert steps[-1] == "Thời hạn vắt qua 01/7/2026, đơn vị lấy hạn theo Luật 2008; theo Luật 106/2025 là 03/07/2026."
    assert upkeep.verify(desk).findings == ()
    office_settings.change(desk, office_settings.CROSSING, "earlier")
    assert owed(desk)["R10"] == date(2026, 7, 3)
    assert upkeep.verify(desk).findings == ()
    with pytest.raises(Refused):
        office_settings.change(desk, office_settings.CROSSING, "later")
    office.desk.close()


def test_who_looks_later_reads_what_was_set_in_words(tmp_path: Path) -> None:
    office = bench(tmp_path / "data", date(2026, 6, 12))
    office_settings.change(office.desk, office_settings.CROSSING, "old")
    with office.desk.reading() as reader:
        seq = reader.head()[0]
    (line,) = inspection_lines.acts(office.desk, [seq])
    assert line is not None
    assert line.about == "Thời hạn vắt qua 01/7/2026"
    assert line.detail == "nay là hạn theo Luật 2008"
    office.desk.close()
