"""Outages of the platform: written down, ended, put right, referred to by a term, printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import inspection_files, outages, queries, upkeep

DAY, DUE = date(2019, 10, 8), date(2019, 10, 10)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Trần Thị Tám")
    made.on(date(2019, 10, 14))
    yield made
    made.desk.close()


def test_noted_ended_and_put_right(office: Bench) -> None:
    key = outages.note(office.desk, DAY, "8h15", "Không ký số, không gửi được quyết định")
    (found,) = outages.listed(office.desk)
    assert (found.start, found.end, found.noticed) == ("2019-10-08T08:15", "", "Phạm Quang Minh")
    assert found.words == "từ 08:15 ngày 08/10/2019, chưa dùng lại được"
    outages.end(office.desk, key, date(2019, 10, 9), "16:30")
    assert outages.listed(office.desk)[0].words == "từ 08:15 ngày 08/10/2019 đến 16:30 ngày 09/10/2019"
    outages.note(office.desk, DAY, "7:05", "Không ký số", "Văn thư", date(2019, 10, 9), "16:30", key)
    (found,) = outages.listed(office.desk)
    assert (found.start, found.end, found.noticed) == ("2019-10-08T07:05", "2019-10-09T16:30", "Văn thư")
    assert upkeep.verify(office.desk).findings == ()


@pytest.mark.parametrize(
    ("day", "hour", "end_day", "end_hour", "said", "code"),
    [
        (DAY, "25:00", None, "", "x", "outage.bad_hour"),
        (DAY, "sáng", None, "", "x", "outage.bad_hour"),
        (DAY, "8:15", DAY, "8:15", "x", "outage.end_first"),
        (DAY, "8:15", DAY, "", "x", "outage.bad_hour"),
        (date(2019, 10, 15), "8:15", None, "", "x", "event.future_day"),
        (DAY, "8:15", None, "", "  ", "text.missing"),
    ],
)
def test_bad_input_is_said(office: Bench, day: date, hour: str, end_day: date | None, end_hour: str, said: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        outages.note(office.desk, day, hour, said, "", end_day, end_hour)
    assert refused.value.refusals[0].code == code
    assert say(refused.value.refusals[0])
    assert outages.listed(office.desk) == []


def test_a_term_refers_to_it_and_stays_as_it_is(office: Bench) -> None:
    key = outages.note(office.desk, DAY, "8:15", "Không gửi được")
    row = next(d for d in queries.deadlines(office.desk) if d.rule == "R07")
    outages.cite(office.desk, key, row.subject, row.rule, row.due)
    (found,) = outages.of_term(office.desk, row.subject, "R07", DUE)
    assert [(c.rule, c.due, c.debtor) for c in found.cited] == [("R07", DUE, "Trần Thị Tám")]
    assert next(d for d in queries.deadlines(office.desk) if d.rule == "R07") == row, "the term itself is what it was"
    with pytest.raises(Refused) as refused:
        outages.cite(office.desk, key, row.subject, row.rule, row.due)
    assert refused.value.refusals[0].code == "outage.cited"


def test_what_it_does_not_explain_is_refused(office: Bench) -> None:
    late = outages.note(office.desk, date(2019, 10, 14), "8:15", "Không gửi được")
    row = next(d for d in queries.deadlines(office.desk) if d.rule == "R07")
    for due, rule, code in ((row.due, "R07", "outage.not_in_term"), (row.due, "R99", "outage.no_term"), (DAY, "R07", "outage.no_term")):
        with pytest.raises(Refused) as refused:
            outages.cite(office.desk, late, row.subject, rule, due)
        assert refused.value.refusals[0].code == code
    with pytest.raises(Refused):
        outages.cite(office.desk, "ai", row.subject, "R07", row.due)


def test_the_record_says_that_no_rule_is_known(office: Bench) -> None:
    key = outages.note(office.desk, DAY, "8:15", "Không gửi được", "", date(2019, 10, 9), "9:00")
    row = next(d for d in queries.deadlines(office.desk) if d.rule == "R07")
    outages.cite(office.desk, key, row.subject, row.rule, row.due)
    made = outages.record(office.desk, key)
    assert made.notes == (outages.NO_RULE,)
    assert "Trần Thị Tám" in str(made.tables[1].rows)
    assert inspection_files.pdf(made).startswith(b"%PDF")


def test_what_is_put_right_counts_whatever_day_it_names(office: Bench) -> None:
    key = outages.note(office.desk, date(2019, 10, 9), "8:00", "Không ký số")
    outages.note(office.desk, DAY, "9:00", "Không ký số", outage=key)
    assert outages.listed(office.desk)[0].start == "2019-10-08T09:00"
    outages.end(office.desk, key, date(2019, 10, 11), "7:00")
    outages.note(office.desk, DAY, "9:00", "Không ký số", "", date(2019, 10, 10), "10:00", key)
    assert outages.listed(office.desk)[0].end == "2019-10-10T10:00"
    outages.note(office.desk, DAY, "9:00", "Không ký số", outage=key)
    assert outages.listed(office.desk)[0].words == "từ 09:00 ngày 08/10/2019, chưa dùng lại được"
    outages.end(office.desk, key, date(2019, 10, 12), "7:00")
    assert outages.listed(office.desk)[0].end == "2019-10-12T07:00"


def test_a_term_missed_by_what_was_put_right_is_explained_no_more(office: Bench) -> None:
    key = outages.note(office.desk, DAY, "8:15", "Không gửi được")
    row = next(d for d in queries.deadlines(office.desk) if d.rule == "R07")
    outages.cite(office.desk, key, row.subject, row.rule, row.due)
    outages.note(office.desk, date(2019, 10, 11), "8:15", "Không gửi được", outage=key)
    assert outages.of_term(office.desk, row.subject, row.rule, row.due) == []
    ((_, title, *_),) = outages.record(office.desk, key).tables[1].rows
    assert str(title).endswith(outages.MISSED)
    outages.note(office.desk, DAY, "8:15", "Không gửi được", outage=key)
    assert len(outages.of_term(office.desk, row.subject, row.rule, row.due)) == 1
