"""Large invented stores, made straight through the unit of work so that they take seconds, not hours."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

from thads_desktop.domain import events as ev
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.text import sort_key
from thads_desktop.services import first_account, form_approval, people
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.services.invented import Inventor
from thads_desktop.storage.projections import MatterRow

CLOCK_DAY = date(2020, 10, 5)


LOGIN, PASSWORD = "đo", "mật khẩu để đo"


def office(folder: Path, *, clear: bool = False) -> Desk:
    """An office with five officers and no matters, its store encrypted unless clear (what encryption is measured against)."""
    names = ["Trần Thị Bình", "Lê Văn Cường", "Vũ Thị Dung", "Đỗ Văn Em", "Ngô Thị Giang"]

    def set_up(desk: Desk) -> None:
        people.set_up_whole(
            desk, "Chi cục Thi hành án dân sự quận Lê Chân", "Cục Thi hành án dân sự thành phố Hải Phòng", "district", names,
            "Phạm Quang Minh",
        )  # fmt: skip
        form_approval.approve_all(desk)

    if not clear:
        return first_account.found(folder, FixedClock(CLOCK_DAY), LOGIN, PASSWORD, set_up).desk
    desk = open_desk(folder, FixedClock(CLOCK_DAY), create=True)
    set_up(desk)
    return desk


def listed(folder: Path, matters: int, *, clear: bool = False) -> Desk:
    """A store whose lists hold so many matters (no events behind them): for the window and the search."""
    desk, inventor = office(folder, clear=clear), Inventor(7, "Lê Chân")
    with desk.reading() as reader:
        officers = [(p.person, p.name) for p in people.officers(reader, CLOCK_DAY)]
    states = ("issued", "enforcing", "lacks_means", "done", "deferral", "separate_book")
    with desk.writing("keep") as uow:
        for n in range(matters):
            person = inventor.person()
            key, name = officers[n % len(officers)]
            day = date(2015, 10, 1) + timedelta(days=n * 1800 // matters)
            row = MatterRow(
                f"m{n}", f"{n % 900 + 1:02d}/QĐ-CCTHADS", n % 900 + 1, "QĐ-CCTHADS", day, day.year + (day.month >= 10), "cd",
                "dan_su", person.name, sort_key(person.name), "Ngân sách nhà nước", 1_000_000, 0, 1_000_000, key, name,
                sort_key(name), states[n % len(states)], day, day + timedelta(days=30), "R10", False, False, 1,
            )  # fmt: skip
            uow.projections.put_matter(row, f"{row.number_text} {person.name} {person.number} {person.address}")
        uow.commit()
    return desk


def logged(folder: Path, matters: int, each: int = 9, *, clear: bool = False) -> Desk:
    """A store with a log of so many matters and events (no lists): for the returns."""
    desk, random = office(folder, clear=clear), Random(11)
    with desk.reading() as reader:
        officers = [p.person for p in people.officers(reader, CLOCK_DAY)]
    with desk.writing("keep") as uow:
        items: list[tuple[str, date | None, ev.Body, str]] = []
        for n in range(matters):
            items += life(f"matter:{n:08d}", random, officers[n % len(officers)], each)
            if len(items) > 20_000:
                uow.append_many(items)
                items = []
        uow.append_many(items)
        uow.commit()
    return desk


def life(subject: str, random: Random, officer: str, each: int) -> list[tuple[str, date | None, ev.Body, str]]:
    """A matter's plain events: opened, told, verified, one decision, money, an end."""
    day = date(2017, 10, 1) + timedelta(days=random.randint(0, 1000))
    due = random.randint(1, 900) * 100_000
    line = ev.Line(1, due, ("p",), ("q",))
    bodies: list[ev.Body] = [
        ev.MatterOpened(
            "recorded", "cd" if random.random() < 0.6 else "yc", random.choice(ev.CASE_TYPES), "j", (line,)
        ),
        ev.OfficerAssigned(officer),
        ev.FileOpened(),
        ev.ValidNotice("direct"),
        ev.Verified("none"),
        random.choice((ev.MeansLacking("a"), ev.Deferred("c"), ev.Deferred("a"), ev.Classified(True))),
        ev.Collected(1, due // 3 or 1),
        ev.PaperSent("x", "procuracy"),
    ]
    end = random.choice((ev.LineCompleted(1), ev.Terminated("c"), ev.Verified("means"), ev.Delegated("khác")))
    if isinstance(end, ev.LineCompleted):
        bodies[6] = ev.Collected(1, due)
    bodies.append(end)
    return [(subject, day + timedelta(days=7 * i), body, "2008") for i, body in enumerate(bodies[:each])]
