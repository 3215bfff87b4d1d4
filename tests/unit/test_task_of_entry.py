"""A task that is about an entry of a book: linked to it, seen from both, and by nobody who may not see the book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench, owned
from tests.retold import founded
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import access, accounts, acts, books, queries, tasks, upkeep

DAY, DUE = date(2019, 10, 14), date(2019, 10, 21)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    made.on(DAY)
    yield made
    made.desk.close()


def complaint(office: Bench, matter: str = "") -> str:
    typed = {"received": "14/10/2019", "level": "1", "complainant": "Nguyễn Văn Kiện", "object": "truoc", "content": "khiếu nại"}
    return books.open_entry(office.desk, "khieu_nai", typed, matter)


def codes(error: pytest.ExceptionInfo[Refused]) -> list[str]:
    assert all(say(r).strip() for r in error.value.refusals)
    return [r.code for r in error.value.refusals]


def test_it_is_linked_and_goes_with_the_matter_of_the_entry(office: Bench) -> None:
    bound, free = complaint(office, office.matters[0]), complaint(office)
    one = tasks.put(office.desk, "Mời đối thoại", office.officer, DUE, entry=bound)
    two = tasks.put(office.desk, "Xác minh nội dung", office.officer, DUE, entry=free)
    assert [(t.task, t.entry_number, t.matter) for t in tasks.of_entry(office.desk, bound)] == [(one, "KN 1/2019", office.matters[0])]
    assert [(t.task, t.entry_number, t.matter) for t in tasks.of_entry(office.desk, free)] == [(two, "KN 2/2019", "")]
    tasks.change(office.desk, one, "Mời đối thoại lần 2", office.second, DUE)
    (changed,) = tasks.of_entry(office.desk, bound)
    assert (changed.text, changed.person) == ("Mời đối thoại lần 2", office.second)
    tasks.end(office.desk, one)
    assert tasks.of_entry(office.desk, bound) == []
    assert upkeep.verify(office.desk).findings == ()


def test_of_an_entry_whose_matter_is_over_it_is_of_no_matter(office: Bench) -> None:
    (matter,) = office.matters
    entry = complaint(office, matter)
    acts.collect(office.desk, matter, DAY, 1, queries.matter(office.desk, matter).state.rest)
    acts.complete(office.desk, matter, DAY)
    tasks.put(office.desk, "Trả lời", office.officer, DUE, entry=entry)
    assert [t.matter for t in tasks.of_entry(office.desk, entry)] == [""]


def test_what_is_unknown_or_watched_no_longer_is_refused(office: Bench) -> None:
    entry = complaint(office)
    books.close_entry(office.desk, entry, "mistaken", "nhầm")
    for given, code in ((entry, "entry.closed"), ("khieu_nai.x", "entry.unknown"), ("x.y", "book.unknown")):
        with pytest.raises(Refused) as error:
            tasks.put(office.desk, "Trả lời", office.officer, DUE, entry=given)
        assert codes(error) == [code]
    assert tasks.listed(office.desk) == []


def test_who_may_not_see_the_book_sees_the_task_and_no_link(office: Bench) -> None:
    entry = complaint(office)
    tasks.put(office.desk, "Trả lời đơn", office.officer, DUE, entry=entry)
    owned(office.desk, accounts.open_account(office.desk, office.second, "cuong", ["officer"], "mật khẩu của Cường"))
    access.seat(office.desk, next(a.key for a in accounts.listed(office.desk) if a.login == "cuong"))
    (task,) = tasks.listed(office.desk)
    assert (task.text, task.entry, task.entry_number) == ("Trả lời đơn", "", "")
    for attempt in (lambda: tasks.of_entry(office.desk, entry), lambda: tasks.put(office.desk, "x", office.officer, DUE, entry=entry)):
        with pytest.raises(Refused) as error:
            attempt()
        assert codes(error) == ["rights.none"]
