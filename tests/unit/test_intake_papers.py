"""Papers made before there is a matter go the whole way on the judgment: draft, returned, signed, numbered, sent, voided; and what they do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents.compose import plain_text
from thads_desktop.documents.form import form_for
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import PLAIN, Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.domain.standing import in_force
from thads_desktop.law.deadlines import deadlines_of
from thads_desktop.services import (
    access,
    accounts,
    batch,
    drafts,
    intake,
    intake_papers,
    intake_strike,
    intake_view,
    papers,
    parties,
    personal_data,
    queries,
    redrawing,
    rights,
    sending,
    upkeep,
)
from thads_desktop.services.paper_place import judgment_of, on_intake, subject_of

OLD, NEW = date(2019, 10, 7), date(2026, 8, 3)


@pytest.fixture(params=[OLD, NEW], ids=["2008", "2025"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", request.param)
    yield made
    made.desk.close()


def asked(office: Bench) -> tuple[str, str]:
    """(judgment, request)."""
    judgment = office.judgment()
    who = parties.PartyInput("Phạm Thị Hoa", birth_year=1975, ids=("031075000002",), address="số 8 phố Cát Dài")
    return judgment, intake.receive_request(office.desk, judgment, who, date(2019, 10, 2) if office.clock.day == OLD else office.clock.day)


def drafted(office: Bench, form_id: str, judgment: str, request: str = "", clause: str = "", **texts: str) -> papers.Draft:
    form = form_for(form_id, office.clock.day)
    own = {v.name: office.clock.day.isoformat() if v.name == "came_on" else v.sample for v in form.own}
    return papers.Draft(form_id, Effect(PLAIN, clause), on_intake(judgment), {**own, intake_papers.REQUEST: request, **texts})  # type: ignore[arg-type]  # a kind of effect


def refusal(office: Bench) -> tuple[str, str, papers.Draft]:
    judgment, request = asked(office)
    return judgment, request, drafted(office, "request_refusal", judgment, request, "c", reason="đã quá 05 năm", evidence="đơn yêu cầu")


def codes(call: object, *args: object) -> list[str]:
    with pytest.raises(Refused) as error:
        call(*args)  # type: ignore[operator]  # any call
    assert all(say(r) for r in error.value.refusals)
    return [r.code for r in error.value.refusals]


def owed(office: Bench, rule: str) -> list[date]:
    return [d.due for d in queries.deadlines(office.desk) if d.rule == rule]


def test_a_refusal_goes_the_long_way_and_answers_the_request(office: Bench) -> None:
    judgment, _request, draft = refusal(office)
    assert owed(office, "R04")
    draft = papers.save(office.desk, draft)
    assert [p.stage for p in intake_view.of_judgment(office.desk, judgment).papers] == ["draft"]
    papers.submit(office.desk, draft.paper)
    (row,) = queries.queue(office.desk)
    assert (row.paper, row.matter) == (draft.paper, on_intake(judgment))
    assert "15/2019/DS-ST" in row.about
    papers.send_back(office.desk, draft.paper, "Ghi rõ lý do.")
    assert [p.remark for p in intake_view.of_judgment(office.desk, judgment).papers] == ["Ghi rõ lý do."]
    papers.save(office.desk, replace(draft, texts={**draft.texts, "reason": "đã quá thời hiệu"}))
    papers.submit(office.desk, draft.paper)
    papers.sign(office.desk, draft.paper, office.head)
    assert owed(office, "R04")
    done = batch.issue(office.desk, [draft.paper], office.clock.day)
    assert [number.split("/")[0] for _paper, number in done.issued] == ["01"]
    assert not owed(office, "R04")
    with office.desk.reading() as reader:
        said = plain_text(papers.preview(office.desk, reader, replace(draft, paper=""), office.clock.day))
        assert papers.pdf(reader, draft.paper).startswith(b"%PDF")
    assert "của Phạm Thị Hoa" in said
    assert "Bản án số 15/2019/DS-ST" in said
    assert "- Người yêu cầu thi hành án: Phạm Thị Hoa;" in said
    sending.send(office.desk, draft.paper, "other", "Phạm Thị Hoa", "post", receipt="RB123")
    (shown,) = intake_view.of_judgment(office.desk, judgment).papers
    assert (shown.stage, shown.sendings[0][0]) == ("sent", "other")
    assert codes(papers.void, office.desk, draft.paper, "nhầm") == ["void.left_house"]
    assert upkeep.verify(office.desk).findings == ()


def test_every_form_is_issued_at_once_and_the_list_is_the_same_when_built_anew(office: Bench) -> None:
    judgment, request = asked(office)
    for form in intake_papers.forms_on(office.clock.day):
        clause = "c" if form.id == "request_refusal" else ""
        signer = office.head if form.signer == "head" else office.officer
        given = drafted(office, form.id, judgment, request, clause, reason="đã quá 05 năm", court="Tòa án nhân dân quận Lê Chân", unclear="khoản 2")
        _paper, number = papers.issue_at_once(office.desk, given, signer)
        assert bool(number) == bool(form.series)
    before = [(r.paper, r.stage, r.number_text, r.about) for r in queries.queue(office.desk, ("numbered",))]
    assert len(before) == (4 if office.clock.day == OLD else 5), "with the question to the court"
    upkeep.rebuild(office.desk)
    assert [(r.paper, r.stage, r.number_text, r.about) for r in queries.queue(office.desk, ("numbered",))] == before


def test_a_voided_refusal_leaves_the_request_waiting_and_its_number_in_the_series(office: Bench) -> None:
    judgment, request, draft = refusal(office)
    paper, number = papers.issue_at_once(office.desk, draft, office.head)
    again = replace(draft, paper="")
    assert codes(papers.issue_at_once, office.desk, again, office.head) == ["request.answered"]
    papers.void(office.desk, paper, "ghi sai lý do")
    assert owed(office, "R04")
    _again, second = papers.issue_at_once(office.desk, again, office.head)
    assert (number[:2], second[:2]) == ("01", "02")
    with office.desk.reading() as reader:
        assert intake.requests(reader, judgment) == []
        assert intake_papers.requests(reader, judgment)[0][0] == request


def test_what_does_not_fit_is_told_with_its_field_and_nothing_is_half_done(office: Bench) -> None:
    judgment, request, draft = refusal(office)
    day = office.clock.day
    with office.desk.reading() as reader:
        def found(given: papers.Draft, on: date = day) -> set[str]:
            return {r.code for r in papers.check(office.desk, reader, given, on).refusals}

        assert found(replace(draft, effect=Effect(PLAIN))) == {"ground.missing"}  # type: ignore[arg-type]  # a kind of effect
        assert found(replace(draft, texts={})) >= {"request.unknown"}
        assert found(drafted(office, "request_receipt", judgment)) == {"request.unknown"}
        assert found(drafted(office, "oral_request", judgment)) == set()
        assert found(drafted(office, "invitation", judgment)) == {"matter.no_decision"}
        assert found(drafted(office, "oral_request", judgment), date(2019, 9, 3)) == {"decision.before_receipt"}
        missing = papers.check(office.desk, reader, drafted(office, "request_receipt", judgment, request, papers_list=""), day).missing
    assert ("papers_list", "Giấy tờ, tài liệu nhận") in missing
    assert codes(papers.issue_at_once, office.desk, replace(draft, effect=Effect(PLAIN, "zz")), office.head) == ["ground.unknown"]  # type: ignore[arg-type]  # a kind of effect
    assert intake_view.of_judgment(office.desk, judgment).papers == ()


def test_what_its_papers_rest_on_is_not_struck(office: Bench) -> None:
    judgment, request, draft = refusal(office)
    draft = papers.save(office.desk, draft)
    papers.submit(office.desk, draft.paper)

    def seq(kind: str) -> int:
        with office.desk.reading() as reader:
            return [e.seq for e in reader.events_of(f"intake:{judgment}") if type(e.body).__name__ == kind][-1]

    assert codes(intake_strike.strike, office.desk, judgment, seq("RequestReceived"), "nhầm") == ["strike.pending"]
    assert codes(intake_strike.strike, office.desk, judgment, seq("PaperSubmitted"), "nhầm") == ["strike.paper_step"]
    papers.sign(office.desk, draft.paper, office.head)
    papers.issue(office.desk, draft.paper)
    assert codes(intake_strike.strike, office.desk, judgment, seq("RequestRefused"), "nhầm") == ["strike.issued"]
    assert codes(intake_strike.strike, office.desk, judgment, seq("RequestReceived"), "nhầm") == ["strike.refused_before"]
    assert request


def test_a_draft_goes_with_the_judgment_that_was_entered_by_mistake(office: Bench) -> None:
    judgment = office.judgment("99/2019/DS-ST")
    draft = papers.save(office.desk, drafted(office, "oral_request", judgment))
    with office.desk.reading() as reader:
        (event,) = reader.events_of(f"intake:{judgment}")
        assert drafts.begun(reader, on_intake(judgment), "oral_request") is not None
    intake_strike.strike(office.desk, judgment, event.seq, "nhầm")
    with office.desk.reading() as reader:
        assert reader.draft(f"paper:{draft.paper}") is None
        assert reader.projections.papers(matter=on_intake(judgment)) == []


def test_what_the_book_of_requests_knows_is_not_typed_again(office: Bench) -> None:
    judgment, _request = asked(office)
    with office.desk.reading() as reader:
        begun = intake_papers.begins(office.desk, reader, judgment, form_for("oral_request", office.clock.day))
        slip = intake_papers.begins(office.desk, reader, judgment, form_for("request_receipt", office.clock.day))
    called = "căn cước công dân" if office.clock.day == OLD else "định danh cá nhân"
    assert begun["asker"].startswith(f"Phạm Thị Hoa, sinh năm 1975, số {called} 031075000002; địa chỉ: số 8 phố Cát Dài")
    assert slip["came_how"] == "nhận trực tiếp"
    assert date.fromisoformat(slip["came_on"]) <= office.clock.day


def test_what_is_made_before_a_matter_is_not_made_on_one(office: Bench) -> None:
    matter = office.decision()
    given = papers.Draft("oral_request", Effect(PLAIN), matter, {"asker": "x"})  # type: ignore[arg-type]  # a kind of effect
    with office.desk.reading() as reader:
        found = papers.check(office.desk, reader, given, office.clock.day).refusals
    assert "form.before_matter" in [r.code for r in found]
    assert "Ctrl+Shift+W" in " ".join(say(r) for r in found)


def test_who_asked_is_told_of_the_papers_on_their_request(office: Bench) -> None:
    _judgment, request, draft = refusal(office)
    papers.issue_at_once(office.desk, draft, office.head)
    with office.desk.reading() as reader:
        party = intake.requester(reader, request)
    (table,) = [t for t in personal_data.held(office.desk, party).tables if t.title == "Văn bản của các việc ấy"]
    assert [row[2] for row in table.rows] == ["Thông báo từ chối yêu cầu thi hành án"]


def test_a_lost_print_is_made_again_to_the_same_bytes(office: Bench) -> None:
    _judgment, _request, draft = refusal(office)
    paper, _number = papers.issue_at_once(office.desk, draft, office.head)
    data = papers.stored(office.desk, paper)
    sha = hashlib.sha256(data).hexdigest()
    assert redrawing.again(office.desk, [sha]) == {sha: data}


def test_who_may_not_see_persons_whole_does_not_see_these_papers(office: Bench) -> None:
    judgment, _request, draft = refusal(office)
    paper, _number = papers.issue_at_once(office.desk, draft, office.head)
    known = rights.load()
    role = min(r for r in known.roles if not known.may("secret", (r,)))
    account = accounts.open_account(office.desk, office.officer, "vai", [role], "mật khẩu của vai")
    access.seat(office.desk, account)
    for call in (lambda: papers.stored(office.desk, paper), lambda: papers.preview_pdf(office.desk, draft, office.clock.day)):
        assert codes(call) == ["rights.none"]
    assert "Phạm Thị Hoa" not in str(queries.queue(office.desk, ("numbered",)))
    assert "Phạm Thị Hoa" not in str(intake_view.of_judgment(office.desk, judgment).papers)


def test_places_of_papers() -> None:
    assert (subject_of("m1"), judgment_of("m1")) == ("matter:m1", "")
    assert (subject_of(on_intake("j1")), judgment_of(on_intake("j1"))) == ("intake:j1", "j1")


def test_an_incomplete_request_is_to_be_mended_within_its_term_and_the_notice_ends_it(office: Bench) -> None:
    """R05: of the 2025 law alone; the notice that is numbered ends it, voiding that lets it run again, and it runs once."""

    def owed(judgment: str) -> list[tuple[date, date | None]]:
        with office.desk.reading() as reader:
            found = deadlines_of(reader.events_of(f"intake:{judgment}"), office.desk.rules_for(reader), office.desk.calendar(reader))
        return [(d.due, d.discharged_on) for d in found if d.rule == "R05"]

    judgment, who = office.judgment(), parties.PartyInput("Phạm Thị Hoa", birth_year=1975)
    request = intake.receive_request(office.desk, judgment, who, office.clock.day, lacking=True)
    if office.clock.day == OLD:
        assert owed(judgment) == []
        return
    assert owed(judgment) == [(date(2026, 8, 4), None)]
    assert "R05" in {d.rule for d in queries.deadlines(office.desk)}
    paper, _ = papers.issue_at_once(office.desk, drafted(office, "request_fix", judgment, request), office.head)
    assert owed(judgment) == [(date(2026, 8, 4), NEW)]
    papers.void(office.desk, paper, "Sai ngày")
    assert owed(judgment) == [(date(2026, 8, 4), None)]
    papers.issue_at_once(office.desk, drafted(office, "request_fix", judgment, request), office.head)
    assert owed(judgment) == [(date(2026, 8, 4), NEW)]
    upkeep.rebuild(office.desk)
    assert "R05" not in {d.rule for d in queries.deadlines(office.desk)}


def test_a_notice_to_mend_tells_by_itself_that_the_request_was_incomplete(office: Bench) -> None:
    judgment, request = asked(office)
    if office.clock.day == OLD:
        return
    papers.issue_at_once(office.desk, drafted(office, "request_fix", judgment, request), office.head)
    with office.desk.reading() as reader:
        found = deadlines_of(reader.events_of(f"intake:{judgment}"), office.desk.rules_for(reader), office.desk.calendar(reader))
    assert [d.discharged_on for d in found if d.rule == "R05"] == [NEW]


def test_what_is_missing_goes_with_the_request_that_was_struck(office: Bench) -> None:
    judgment = office.judgment()
    intake.receive_request(office.desk, judgment, parties.PartyInput("Phạm Thị Hoa"), office.clock.day, lacking=True)
    with office.desk.reading() as reader:
        came = next(e for e in reader.events_of(f"intake:{judgment}") if isinstance(e.body, ev.RequestReceived))
    intake_strike.strike(office.desk, judgment, came.seq, "Nhận nhầm")
    with office.desk.reading() as reader:
        left = in_force(reader.events_of(f"intake:{judgment}"))
    assert [type(e.body).__name__ for e in left] == ["JudgmentReceived"]
