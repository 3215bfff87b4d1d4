"""Service: every recipient of a paper's own list, the day that is valid by the way it went, and one truth for the voluntary period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.office import Bench, bench
from thads_desktop import dated
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.service_events import PaperServed
from thads_desktop.domain.standing import in_force
from thads_desktop.law import service_law
from thads_desktop.services import acts, event_words, papers, queries, sending, serving, striking, upkeep

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def decision(office: Bench) -> tuple[str, str]:
    matter = office.decision()
    return matter, queries.matter(office.desk, matter).state.opening_paper


def keys(office: Bench, paper: str, to: str = "") -> list[str]:
    return [r.recipient.key for r in serving.table(office.desk, paper).rows if to in ("", r.recipient.to) and r.recipient.to != "inside"]


def debtor_key(office: Bench, matter: str) -> str:
    return f"party|{queries.matter(office.desk, matter).debtors[0]}"


def notices(office: Bench, matter: str) -> list[tuple[date, str]]:
    return queries.matter(office.desk, matter).state.notices


def rules(office: Bench, matter: str, rule: str) -> list[date]:
    return [d.born for d in queries.matter(office.desk, matter).deadlines if d.rule == rule]


def test_the_table_names_everybody_of_the_papers_own_list(office: Bench) -> None:
    _matter, paper = decision(office)
    rows = serving.table(office.desk, paper).rows
    assert [(r.recipient.to, r.recipient.name) for r in rows] == [
        ("procuracy", "Viện kiểm sát nhân dân quận Lê Chân"), ("party", "Nguyễn Văn An"), ("party", "Công ty TNHH Ánh Dương"),
        ("inside", "Kế toán nghiệp vụ"), ("inside", "Lưu: VT, HS THA"),
    ]  # fmt: skip
    assert rows[1].recipient.address == "số 12 phố Cầu Đất"


def test_a_body_and_only_the_debtors_are_recipients_where_the_form_says_so(office: Bench) -> None:
    matter, _ = decision(office)
    draft = papers.Draft("summons", Effect("summons"), matter, {"payment_place": "trụ sở"})
    paper, _number = papers.issue_at_once(office.desk, draft, office.officer)
    assert [r.recipient.name for r in serving.table(office.desk, paper).rows] == ["Nguyễn Văn An", "Lưu: HS THA"]
    said = {"reason": "x", "needed_info": "không có", "enclosures": "Bản sao bản án"}
    delegation = papers.Draft("delegation", Effect("delegation", "a", to_office="Chi cục THADS huyện An Dương"), matter, said)
    with office.desk.reading() as reader:
        clause = office.desk.rules.grounds("delegation", DAY)
        assert reader is not None
    delegation = papers.Draft("delegation", Effect("delegation", clause[0].code, to_office="Chi cục THADS huyện An Dương"), matter, said)
    paper, _number = papers.issue_at_once(office.desk, delegation, office.head)
    assert ("office", "Chi cục THADS huyện An Dương") in [(r.recipient.to, r.recipient.name) for r in serving.table(office.desk, paper).rows]
    done = serving.mark(office.desk, paper, ["office|Chi cục THADS huyện An Dương"], serving.Given("post", DAY, proof="RB1"))
    assert done.count == 1
    row = next(r for r in serving.table(office.desk, paper).rows if r.recipient.to == "office")
    assert (row.sent, row.served, row.proof) == (DAY, DAY, "RB1")


def test_serving_the_decision_on_a_debtor_starts_the_voluntary_period_once(office: Bench) -> None:
    matter, paper = decision(office)
    assert rules(office, matter, "R09") == []
    done = serving.mark(office.desk, paper, keys(office, paper), serving.Given("direct", DAY))
    assert done.count == 3
    assert any("thời hạn tự nguyện" in t for t in done.told)
    assert [day for day, _ in notices(office, matter)] == [DAY]
    assert rules(office, matter, "R09") == [DAY]
    assert [d for d in queries.matter(office.desk, matter).deadlines if d.rule in ("R07", "R08") and d.discharged_on is None] == []
    # Once more is no second notice and no second sending.
    before = len(queries.matter(office.desk, matter).state.papers[paper].sendings)
    serving.mark(office.desk, paper, keys(office, paper), serving.Given("direct", DAY))
    assert len(notices(office, matter)) == 1
    assert len(queries.matter(office.desk, matter).state.papers[paper].sendings) == before
    assert upkeep.verify(office.desk).findings == ()


def test_a_notice_that_was_typed_before_stands(office: Bench) -> None:
    matter, paper = decision(office)
    acts.valid_notice(office.desk, matter, DAY)
    office.on(DAY + timedelta(days=2))
    done = serving.mark(office.desk, paper, [debtor_key(office, matter)], serving.Given("direct", office.clock.day))
    assert len(notices(office, matter)) == 1
    assert any("đã có thông báo hợp lệ ngày 07/10/2019" in t for t in done.told)


@pytest.mark.parametrize(("law", "way", "valid"), [
    ("2008", "direct", "served"), ("2025", "direct", "served"), ("2008", "post", "sent"), ("2025", "post", "served"),
    ("2008", "posting", "posted"), ("2025", "posting", "posted"), ("2008", "media", "published"), ("2025", "media", "published"),
    ("2008", "electronic", "sent"), ("2025", "electronic", "sent"),
])  # fmt: skip
def test_which_day_is_valid_by_way_and_law(law: str, way: str, valid: str) -> None:
    found = service_law.way(way, law)
    assert found is not None
    assert found.valid == valid
    assert found.cite
    assert len(service_law.ways(dated.in_force())) == 10


def test_a_posting_is_valid_on_its_day_and_stays_ten_days(office: Bench) -> None:
    matter, paper = decision(office)
    done = serving.mark(office.desk, paper, [debtor_key(office, matter)], serving.Given("posting", DAY))
    assert any("17/10/2019" in t for t in done.told)
    row = next(r for r in serving.table(office.desk, paper).rows if r.recipient.key == debtor_key(office, matter))
    assert (row.served, row.until) == (DAY, date(2019, 10, 17))
    assert rules(office, matter, "R09") == [DAY]


def test_under_the_new_law_a_posting_stays_seven_days_and_a_letter_waits_for_its_receipt(tmp_path: Path) -> None:
    day = date(2026, 7, 6)
    office = bench(tmp_path / "data", day)
    try:
        matter, paper = decision(office)
        key = debtor_key(office, matter)
        serving.mark(office.desk, paper, [key], serving.Given("post", day, proof="RB9"))
        row = next(r for r in serving.table(office.desk, paper).rows if r.recipient.key == key)
        assert (row.sent, row.served) == (day, None)
        assert notices(office, matter) == []
        office.on(day + timedelta(days=3))
        serving.mark(office.desk, paper, [key], serving.Given("post", day, office.clock.day, proof="RB9"))
        assert [d for d, _ in notices(office, matter)] == [office.clock.day]
        assert serving._until(office.desk, day) == day + timedelta(days=7)
    finally:
        office.desk.close()


def test_a_late_sending_is_told_and_recorded(office: Bench) -> None:
    _matter, paper = decision(office)
    office.on(date(2019, 10, 14))
    done = serving.mark(office.desk, paper, keys(office, paper), serving.Given("direct", office.clock.day))
    assert [t for t in done.told if "chậm" in t] == [
        t for t in done.told if t.startswith(("Gửi Viện kiểm sát chậm: hạn là ngày 10/10/2019", "Gửi đương sự chậm: hạn là ngày 10/10/2019"))
    ]
    assert sum("chậm" in t for t in done.told) == 2


@pytest.mark.parametrize(("given_", "code", "field"), [
    (serving.Given("pigeon", DAY), "send.bad_way", "way"),
    (serving.Given("direct", date(2019, 10, 8)), "event.future_day", "sent"),
    (serving.Given("direct", date(2019, 10, 4)), "send.before_issue", "sent"),
    (serving.Given("post", DAY, date(2019, 10, 6)), "serve.before_sent", "served"),
    (serving.Given("direct", DAY, receiver="household"), "serve.no_receiver", "who"),
    (serving.Given("direct", DAY, receiver="refused"), "serve.no_witness", "witness"),
    (serving.Given("direct", DAY, receiver="dog"), "serve.bad_receiver", "receiver"),
])  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_half_done(office: Bench, given_: serving.Given, code: str, field: str) -> None:
    matter, paper = decision(office)
    with office.desk.reading() as reader:
        before = reader.head()
    with pytest.raises(Refused) as refused:
        serving.mark(office.desk, paper, keys(office, paper), given_)
    assert [(r.code, r.field) for r in refused.value.refusals] == [(code, field)]
    with pytest.raises(Refused) as refused:
        serving.mark(office.desk, paper, ["party|nobody"], serving.Given("direct", DAY))
    assert refused.value.refusals[0].code == "serve.not_on_list"
    with office.desk.reading() as reader:
        assert reader.head() == before
    assert notices(office, matter) == []


def test_a_draft_has_no_table(office: Bench) -> None:
    matter, _ = decision(office)
    draft = papers.save(office.desk, papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 1, 1)), matter, {"reason": "x"}))
    papers.submit(office.desk, draft.paper)
    with pytest.raises(Refused):
        serving.table(office.desk, draft.paper)


def test_what_was_sent_before_shows_as_sent_and_the_refusal_is_told_in_words(office: Bench) -> None:
    matter, paper = decision(office)
    sending.send(office.desk, paper, "all", "", "post")
    rows = serving.table(office.desk, paper).rows
    assert [r.sent for r in rows if r.recipient.to != "inside"] == [DAY] * 3
    serving.mark(office.desk, paper, [debtor_key(office, matter)], serving.Given("direct", DAY, receiver="refused", witness="ông Bảy, tổ trưởng"))
    row = next(r for r in serving.table(office.desk, paper).rows if r.recipient.key == debtor_key(office, matter))
    assert "từ chối nhận" in row.receiver
    assert "ông Bảy" in row.receiver
    items = [i for i in queries.matter(office.desk, matter).timeline if i.what == event_words.WORDS["PaperServed"]]
    assert "Nguyễn Văn An" in items[0].detail
    assert "từ chối nhận" in items[0].detail


def test_a_line_written_by_mistake_is_struck_and_the_one_before_stands(office: Bench) -> None:
    matter, paper = decision(office)
    key = debtor_key(office, matter)
    serving.mark(office.desk, paper, [key], serving.Given("post", DAY, proof="RB1"))
    serving.mark(office.desk, paper, [key], serving.Given("direct", DAY, receiver="household", who="bà Tư, vợ"))
    with office.desk.reading() as reader:
        last = [e.seq for e in reader.events_of(f"matter:{matter}") if isinstance(e.body, PaperServed)][-1]
    striking.strike(office.desk, matter, last, "ghi nhầm dòng")
    row = next(r for r in serving.table(office.desk, paper).rows if r.recipient.key == key)
    assert (row.way, row.proof, row.receiver) == ("post", "RB1", "chính người nhận")
    assert upkeep.verify(office.desk).findings == ()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(serving.WAY_WORDS)), st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=5))
def test_whatever_is_filled_in_the_period_runs_from_the_first_valid_day_of_all_ways(office: Bench, said: list[tuple[str, int, int]]) -> None:
    office.on(DAY)
    matter = office.decision(number=f"{office.desk.store.clock.today():%d}{len(office.matters)}/2019/DS")
    paper = queries.matter(office.desk, matter).state.opening_paper
    office.on(DAY + timedelta(days=60))
    valid = {}
    for way, sent, more in said:
        sent_on, served = DAY + timedelta(days=sent), DAY + timedelta(days=sent + more)
        serving.mark(office.desk, paper, [debtor_key(office, matter)], serving.Given(way, sent_on, served))
        # Told anew by the same way the day is put right; by another way it is a further service.
        valid[way] = served if way in ("direct", "media") else sent_on
    assert [day for day, _ in notices(office, matter)] == [min(valid.values())]
    assert rules(office, matter, "R09") == [min(valid.values())]
    with office.desk.reading() as reader:
        standing = in_force(reader.events_of(f"matter:{matter}"))
    assert sum(isinstance(e.body, ev.PaperSent) for e in standing) == 1
