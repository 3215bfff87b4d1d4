"""Officer, head, department: who signed and confirmed, what a closing waits for, the terms among the deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import chain, people, projecting, reporting, return_files, why
from thads_desktop.services.reporting import Made

END, LATER = date(2019, 12, 31), date(2020, 1, 2)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path, date(2019, 10, 7))
    made.decision()
    made.on(LATER)
    yield made
    made.desk.close()


def computed(office: Bench) -> Made:
    return reporting.make(office.desk, 2020, 3)


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    first = refused.value.refusals[0]
    assert say(first).endswith(".")
    assert "{" not in say(first)
    return first.code


def signed(office: Bench, officer: str) -> None:
    chain.sign(office.desk, computed(office), officer, on_paper=True)


def test_an_office_that_never_began_closes_as_before(office: Bench) -> None:
    made = computed(office)
    (one,) = chain.of(office.desk, made).officers
    assert (one.officer, one.matters, one.state) == (office.officer, 1, "open")
    assert reporting.close(office.desk, made).closed


def test_an_officer_has_as_many_matters_as_the_paper_says(office: Bench) -> None:
    """What went to the separate book is on no paper, several obligations are one matter."""
    with office.desk.writing("keep") as uow:
        for name in ("x", "y"):
            lines = (ev.Line(1, 1_000_000), ev.Line(2, 1_000_000))
            uow.append(f"matter:{name}", date(2019, 1, 7), ev.MatterOpened("recorded", "cd", "dan_su", name, lines))
            uow.append(f"matter:{name}", date(2019, 1, 8), ev.OfficerAssigned(office.officer))
        uow.append("matter:x", date(2019, 2, 7), ev.Verified("none"))
        uow.append("matter:x", date(2019, 2, 11), ev.MeansLacking("a"))
        uow.append("matter:x", date(2019, 9, 20), ev.MovedToSeparateBook())
        uow.commit()
    made = computed(office)
    (one,) = chain.of(office.desk, made).officers
    (paper,) = (f for f in chain.own_forms(made, office.officer) if f.measure == "viec")
    (row,) = paper.rows
    assert one.matters == row.cells["c1"] < len({f.matter for f in made.facts})
    assert (one.words, one.more) == ("chưa ký", ""), "what the state says is not said twice"


def test_a_closing_waits_for_the_signature_and_the_confirmation(office: Bench) -> None:
    signed(office, office.officer)
    with pytest.raises(Refused) as refused:
        reporting.close(office.desk, computed(office))
    assert code(refused) == "chain.missing"
    assert "Trần Thị Bình" in say(refused.value.refusals[0])
    chain.confirm(office.desk, computed(office), office.officer)
    made = computed(office)
    (one,) = chain.of(office.desk, made).officers
    assert (one.state, one.signed, one.confirmed) == ("confirmed", LATER, LATER)
    assert reporting.close(office.desk, made).closed


def test_what_changed_since_asks_for_a_new_signature(office: Bench) -> None:
    signed(office, office.officer)
    chain.confirm(office.desk, computed(office), office.officer)
    office.decision(number="16/2019/DS-ST", debtor="Lê Văn Ba", day=date(2019, 12, 20))
    (one,) = chain.of(office.desk, computed(office)).officers
    assert one.state == "changed"
    with pytest.raises(Refused) as refused:
        reporting.close(office.desk, computed(office))
    assert code(refused) == "chain.missing"
    with pytest.raises(Refused) as refused:
        chain.confirm(office.desk, computed(office), office.officer)
    assert code(refused) == "chain.changed"
    signed(office, office.officer)
    chain.confirm(office.desk, computed(office), office.officer)
    assert reporting.close(office.desk, computed(office)).closed


def test_the_head_gives_back_and_closes_without_somebody_only_for_a_reason(office: Bench) -> None:
    signed(office, office.officer)
    chain.send_back(office.desk, computed(office), office.officer, "thiếu một việc")
    (one,) = chain.of(office.desk, computed(office)).officers
    assert one.words == "trả lại: thiếu một việc"
    with pytest.raises(Refused) as refused:
        chain.close_without(office.desk, computed(office), " ")
    assert code(refused) == "chain.no_reason"
    chain.close_without(office.desk, computed(office), "Chấp hành viên nghỉ ốm")
    made = computed(office)
    assert "chốt khi thiếu vì: Chấp hành viên nghỉ ốm" in chain.of(office.desk, made).words
    assert reporting.close(office.desk, made).closed


def test_only_the_officer_signs_and_only_after_the_period(office: Bench) -> None:
    with pytest.raises(Refused) as refused:
        chain.sign(office.desk, computed(office), office.officer)
    assert code(refused) == "chain.not_own"
    with pytest.raises(Refused) as refused:
        chain.confirm(office.desk, computed(office), office.officer)
    assert code(refused) == "chain.not_signed"
    with pytest.raises(Refused) as refused:
        chain.sign(office.desk, computed(office), office.second, on_paper=True)
    assert code(refused) == "chain.unknown_officer"
    office.desk.actor = office.officer
    chain.sign(office.desk, computed(office), office.officer)
    with pytest.raises(Refused) as refused:
        chain.sign(office.desk, computed(office), office.officer)
    assert code(refused) == "chain.signed"
    office.on(END)
    with pytest.raises(Refused) as refused:
        chain.sign(office.desk, computed(office), office.officer)
    assert code(refused) == "chain.not_over"


def test_the_own_return_is_the_officers_rows_and_they_add_up(office: Bench) -> None:
    office.decision(number="16/2019/DS-ST", debtor="Lê Văn Ba", day=date(2019, 12, 20))
    made = computed(office)
    forms = chain.own_forms(made, office.officer)
    assert forms
    assert all(len(f.rows) == 1 for f in forms)
    for form in forms:
        whole = next(f for f in made.all_forms if f.form == form.form)
        assert whole.row(form.rows[0].key).cells == form.rows[0].cells


def open_terms(office: Bench) -> dict[tuple[str, str], date]:
    with office.desk.reading() as reader:
        return {(r.number_text, r.rule): r.due for r in reader.projections.deadlines() if r.subject.startswith("chain:")}


def test_the_calendar_of_a_year_stands_among_the_deadlines(office: Bench) -> None:
    assert chain.follow(office.desk, 2020) == 12
    with pytest.raises(Refused) as refused:
        chain.follow(office.desk, 2020)
    assert code(refused) == "chain.known"
    terms = open_terms(office)
    # 31/12/2019 is of the circular of 2015: before day 02 and day 04; 31/01/2020 of that of 2019: 1 and 2 working days (Monday, Tuesday).
    assert terms["03 tháng 2020", "R61"] == date(2020, 1, 1)
    assert terms["03 tháng 2020", "R62"] == date(2020, 1, 3)
    assert terms["04 tháng 2020", "R61"] == date(2020, 2, 3)
    assert terms["04 tháng 2020", "R62"] == date(2020, 2, 4)
    signed(office, office.officer)
    chain.confirm(office.desk, computed(office), office.officer)
    assert ("03 tháng 2020", "R61") not in open_terms(office)
    return_files.write(office.desk, reporting.close(office.desk, computed(office)), office.desk.folder / "gui")
    assert ("03 tháng 2020", "R62") not in open_terms(office)
    before = open_terms(office)
    with office.desk.writing("keep") as uow:
        projecting.everything(office.desk, uow)
        uow.commit()
    assert open_terms(office) == before


def test_the_circular_of_2026_has_no_terms_until_the_office_says_so(office: Bench) -> None:
    office.on(date(2026, 10, 2))
    chain.follow(office.desk, 2027)
    assert open_terms(office) == {}
    assert chain.follow(office.desk, 2027, as_before=True) == 12
    terms = open_terms(office)
    assert terms["01 tháng 2027", "R61"] == date(2026, 11, 2), "31/10/2026 is a Saturday"
    assert terms["01 tháng 2027", "R62"] == date(2026, 11, 3)


def test_why_a_term_of_a_return_is_what_it_is_can_be_asked(office: Bench) -> None:
    chain.follow(office.desk, 2020)
    with office.desk.reading() as reader:
        row = next(r for r in reader.projections.deadlines() if r.rule == "R62" and r.number_text == "04 tháng 2020")
        assert people.office(reader).level == "district"
    said = why.of_deadline(office.desk, row.subject, row.rule, row.due)
    assert "31/01/2020" in str(said)
