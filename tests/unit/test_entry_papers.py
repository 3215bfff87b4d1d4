"""Papers on the file of a complaint or a denunciation go the whole way there; of a denunciation nobody learns who was not given it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
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
from thads_desktop.law.books import books
from thads_desktop.services import (
    access,
    accounts,
    batch,
    batch_steps,
    book_queries,
    books as entries,
    dispatch,
    drafts,
    entry_papers,
    entry_view,
    form_approval,
    inspection,
    inspection_lines,
    journal,
    letters,
    offers,
    paper_mark,
    paper_mending,
    papers,
    parties,
    people,
    personal_data,
    queries,
    redrawing,
    register_gaps,
    rights,
    second,
    sending,
    serving,
    upkeep,
    word_drafts,
)
from thads_desktop.services.desk import Desk
from thads_desktop.services.paper_place import entry_of, on_entry, subject_of

OLD, NEW = date(2024, 8, 1), date(2026, 8, 3)
SECRET, STREET = "Quách Thị Bí Mật", "số 5 ngõ Hẹp"
PASSWORD = "mật khẩu của vai"
ACCEPTED, CONCLUDED = "denunciation_accepted", "denunciation_conclusion"


@dataclass
class Given:
    office: Bench
    seats: dict[str, str]
    denunciation: str

    @property
    def desk(self) -> Desk:
        return self.office.desk

    def sit(self, role: str) -> Desk:
        access.seat(self.desk, self.seats[role])
        return self.desk


@pytest.fixture(params=[OLD, NEW], ids=["2008", "2025"])
def given(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Given]:
    yield from set_up(tmp_path, request.param)


def set_up(folder: Path, day: date) -> Iterator[Given]:
    """An office of ten accounts, one of each role, and a denunciation that its head recorded."""
    office = bench(folder / "data", day)
    matter = office.decision(day=office.clock.day)
    seats: dict[str, str] = {}
    for n, role in enumerate(rights.load().roles):
        person = people.add_person(office.desk, f"Người Vai {chr(65 + n)}", "other", date(2020, 1, 1))
        assert office.desk.access is not None
        with second.standing_by(office.desk, next(iter(second.witnesses(office.desk.access, "accounts")), None)):
            seats[role] = accounts.open_account(office.desk, person, role, [role], PASSWORD)
    entry = entries.open_entry(
        office.desk, "to_cao",
        {"received": office.clock.day, "against": "Ông Bị Tố", "content": "Nhận tiền ngoài biên lai", "denouncer": SECRET,
         "denouncer_address": STREET, "settler": office.head}, matter,
    )  # fmt: skip
    made = Given(office, seats, entry)
    yield made
    office.desk.close()


def drafted(g: Given, form_id: str, entry: str, **texts: str) -> papers.Draft:
    form = form_for(form_id, g.office.clock.day)
    with g.desk.reading() as reader:
        begun = entry_papers.begins(g.desk, reader, entry, form)
    own = {v.name: v.sample for v in form.own if v.name not in ("accepted_day", "complaint_day")}
    own |= {n: g.office.clock.day.isoformat() for n in ("accepted_day", "complaint_day") if n in form.typed}
    own |= {v.name: g.office.clock.day.isoformat() for v in form.own if v.ahead and v.kind == "day"}
    return papers.Draft(form_id, Effect(PLAIN), on_entry(entry), {**own, **begun, **texts})


def codes(call: Callable[..., object], *args: object, **named: object) -> list[str]:
    with pytest.raises(Refused) as error:
        call(*args, **named)
    assert all(say(r) for r in error.value.refusals)
    return [r.code for r in error.value.refusals]


def values(g: Given, entry: str = "") -> dict[str, object]:
    return book_queries.view(g.desk, entry or g.denunciation).values


def two(g: Given, role: str = "storekeeper") -> AbstractContextManager[object]:
    """A colleague stands by what two do."""
    assert g.desk.access is not None
    return second.standing_by(g.desk, next(a for a in g.desk.access.others if a.key == g.seats[role]))


def issued(g: Given, form: str, entry: str = "") -> str:
    with two(g):
        return papers.issue_at_once(g.desk, drafted(g, form, entry or g.denunciation), g.office.head)[0]


def test_a_denunciation_is_accepted_and_concluded_on_its_own_file_and_the_book_is_answered(given: Given) -> None:
    desk = given.desk
    draft = papers.save(desk, drafted(given, ACCEPTED, given.denunciation))
    assert [p.stage for p in entry_view.of_entry(desk, given.denunciation).papers] == ["draft"]
    papers.submit(desk, draft.paper)
    (row,) = queries.queue(desk)
    assert (row.matter, row.about) == (on_entry(given.denunciation), f"TC 1/{given.office.clock.day.year}")
    papers.send_back(desk, draft.paper, "Ghi rõ nội dung.")
    papers.save(desk, replace(draft, texts={**draft.texts, "denunciation_text": "Nhận tiền hai lần"}))
    papers.submit(desk, draft.paper)
    with two(given):
        papers.sign(desk, draft.paper, given.office.head)
    done = batch.issue(desk, [draft.paper], given.office.clock.day)
    assert len(done.issued) == 1
    assert values(given)["accepted"] == given.office.clock.day.isoformat()
    with desk.reading() as reader:
        said = plain_text(papers.preview(desk, reader, replace(draft, paper=""), given.office.clock.day))
    assert "Ông Bị Tố" in said
    assert SECRET not in said
    concluded = issued(given, CONCLUDED)
    assert values(given)["settled"] == given.office.clock.day.isoformat()
    assert str(values(given)["decision"]).startswith("02/")
    sending.send(desk, concluded, "other", "Người tố cáo", "post", receipt="RB1")
    stages = {p.form: p.stage for p in entry_view.of_entry(desk, given.denunciation).papers}
    assert stages == {ACCEPTED: "numbered", CONCLUDED: "sent"}
    with two(given, "deputy"):
        assert codes(papers.void, desk, concluded, "nhầm") == ["void.left_house"]
    before = [(r.paper, r.matter, r.stage, r.number_text, r.about) for r in queries.queue(desk, ("numbered", "sent"))]
    upkeep.rebuild(desk)
    assert sorted((r.paper, r.matter, r.stage, r.number_text, r.about) for r in queries.queue(desk, ("numbered", "sent"))) == sorted(before)
    assert upkeep.verify(desk).findings == ()


def test_a_voided_number_takes_its_answer_out_of_the_book(given: Given) -> None:
    paper = issued(given, ACCEPTED)
    with two(given, "deputy"):
        papers.void(given.desk, paper, "nhầm ngày")
    assert "accepted" not in values(given)
    (gap,) = [g for r in register_gaps.report(given.desk, given.office.clock.day.year) for g in r.gaps if g.kind == "void"]
    assert gap.why == "nhầm ngày"
    assert entry_view.of_entry(given.desk, given.denunciation).papers[0].stage == "void"


def test_what_speaks_against_a_paper_is_said(given: Given) -> None:
    desk, day = given.desk, given.office.clock.day
    conclusion = drafted(given, CONCLUDED, given.denunciation)

    def told(draft: papers.Draft) -> list[str]:
        with desk.reading() as reader:
            found = papers.check(desk, reader, draft, day).refusals
        assert all(say(r) for r in found)
        return [r.code for r in found]

    assert told(conclusion) == ["entry.not_yet"]
    assert told(drafted(given, "complaint_accepted", given.denunciation)) == ["entry.other_paper"]
    assert told(replace(conclusion, matter=given.office.matters[0]))[-1] == "form.of_entry"
    assert told(replace(conclusion, matter=on_entry("to_cao.x"))) == ["entry.unknown"]
    accept = drafted(given, ACCEPTED, given.denunciation)
    assert told(accept) == []
    named = (f"Bà {SECRET} tố cáo", "bà quach thi bi mat", f"Ở {STREET}", "Bà Bí Mật khai", "Quách Thị Bí-Mật", "Quách  Thị, Bí Mật", "chị Thị Bí Mật")
    for words in named:
        assert told(replace(accept, texts={**accept.texts, "denunciation_text": words})) == ["entry.names_apart"], words
    for words in ("Nội dung thuộc bí mật nhà nước", "Bà Thị Bình khai", "người tố cáo khai bí mật"):
        assert told(replace(accept, texts={**accept.texts, "denunciation_text": words})) == [], words
    entries.close_entry(desk, given.denunciation, "mistaken", "nhầm")
    assert told(accept) == ["entry.closed"]


def test_the_forms_of_a_book_are_those_its_file_names(given: Given) -> None:
    day = given.office.clock.day
    assert [f.id for f in entry_papers.forms_on(books()["to_cao"], day)] == [ACCEPTED, CONCLUDED]
    assert [f.id for f in entry_papers.forms_on(books()["khieu_nai"], day)] == ["complaint_accepted", "complaint_first", "complaint_second"]
    assert [b.key for b in books().values() if entry_papers.has(b)] == ["khieu_nai", "to_cao"]


def test_a_complaint_of_no_matter_has_its_papers_too_and_one_of_a_matter_names_its_decision(given: Given) -> None:
    desk, day = given.desk, given.office.clock.day
    typed = {"received": day, "level": "1", "object": "truoc", "complainant": "Lê Văn Khiếu", "against": "Chấp hành viên Trần Thị Bình", "content": "Chậm"}
    for matter in ("", given.office.matters[0]):
        entry = entries.open_entry(desk, "khieu_nai", typed, matter)
        for form, field in (("complaint_accepted", "accepted"), ("complaint_first", "settled")):
            draft = drafted(given, form, entry)
            with desk.reading() as reader:
                found = papers.check(desk, reader, draft, day)
                said = plain_text(papers.preview(desk, reader, draft, day))
            assert found.ready, found
            assert ("Quyết định thi hành án" in said) == bool(matter)
            assert "……" not in said.split("Căn cứ", 1)[1]
            assert "Lê Văn Khiếu" in said
            with two(given):
                papers.issue_at_once(desk, draft, given.office.head)
            assert values(given, entry)[field] == day.isoformat()
    second_time = entries.open_entry(desk, "khieu_nai", {**typed, "level": "2", "accepted": day})
    with desk.reading() as reader:
        assert [r.code for r in papers.check(desk, reader, drafted(given, "complaint_first", second_time), day).refusals] == ["entry.other_paper"]
    assert len(queries.queue(given.sit("clerk"), ("numbered",))) == 5, "the decision and the complaints', which a clerk sees"


LEAKS = ("Bị Tố", "Bí Mật", "tố cáo", "TỐ CÁO", "Tố cáo", "ngoài biên lai", "TC 1/", "to_cao", "denunciation")


@pytest.mark.parametrize("role", ["clerk", "deputy", "officer", "accountant", "inspector", "administrator"])
def test_nothing_of_a_denunciation_is_found_by_who_was_not_given_it(role: str, given: Given) -> None:
    day, matter = given.office.clock.day, given.office.matters[0]
    accepted, concluded = issued(given, ACCEPTED), issued(given, CONCLUDED)
    sending.send(given.desk, concluded, "other", "Người tố cáo, gửi riêng", "post")
    waiting = papers.save(given.desk, drafted(given, ACCEPTED, given.denunciation))
    third = entries.open_entry(given.desk, "to_cao", {"received": day, "against": "Ông Bị Tố", "content": "x", "denouncer": SECRET})
    submitted = papers.save(given.desk, drafted(given, ACCEPTED, third))
    papers.submit(given.desk, submitted.paper)
    with given.desk.reading() as reader:
        mark = paper_mark.marked(reader, papers.preview(given.desk, reader, replace(waiting, paper=""), day), accepted).mark
        shas = {p.sha256 for p in reader.projections.papers() if entry_of(p.matter)} - {""}
    assert len(shas) == 2
    desk = given.sit(role)
    stages = ("draft", "submitted", "signed", "returned", "numbered", "sent", "void")
    shown: dict[str, object] = {
        "queue": queries.queue(desk, stages), "counters": queries.counters(desk)["queue"], "groups": batch_steps.kinds(desk),
        "group": batch_steps.of_form(desk, ACCEPTED, [accepted, concluded]), "matter": queries.matter(desk, matter),
        "journal": [r for r in journal.journal(desk, limit=5_000) if r.what != "Duyệt mẫu văn bản"],
        "remarks": queries.remarks(desk, [accepted]), "letters": letters.shown(desk, "out", day.year), "gaps": register_gaps.report(desk, day.year),
        "search": [queries.matters(desk, text=w) for w in ("Bị Tố", "TC 1", "tố cáo")],
    }  # fmt: skip
    if desk.may("inspect"):
        made = inspection.overview(desk, inspection.Wanted(date(2020, 1, 1), day))
        with desk.reading() as reader:
            every = range(1, reader.head()[0] + 1)
        for name, seqs in (("inspection", list(made.seqs)), ("every line", list(every))):
            shown[name] = [a for a in inspection_lines.acts(desk, seqs) if a is not None and a.what != "Duyệt mẫu văn bản"]
    for place, found in shown.items():
        # Roles and rights have the word in their own names.
        said = re.sub(r"người được thủ trưởng giao việc tố cáo|denunciations'|login='denunciations", "", repr(found))
        assert not [w for w in LEAKS if w in said], (place, [said[max(0, said.find(w) - 200) : said.find(w) + 60] for w in LEAKS if w in said][:1])
    assert shown["counters"] == (0, 0)
    asked: tuple[Callable[[], object], ...] = (
        lambda: entry_view.of_entry(desk, given.denunciation), lambda: papers.stored(desk, concluded),
        lambda: papers.preview_pdf(desk, waiting.paper, day), lambda: paper_mark.found(desk, mark), lambda: serving.table(desk, concluded),
        lambda: paper_mending.paragraphs(desk, concluded), lambda: paper_mending.draft(desk, concluded, paper_mending.ways()[0].code),
        lambda: word_drafts.of_draft(desk, waiting.paper, day), lambda: dispatch.copies(desk, [concluded]),
    )  # fmt: skip
    for n, ask in enumerate(asked):
        assert "rights.none" in codes(ask), n
    assert paper_mending.changes(desk, concluded) == ()


@pytest.mark.parametrize("role", ["clerk", "deputy", "officer"])
def test_no_step_of_a_paper_is_taken_by_who_was_not_given_the_denunciation(role: str, given: Given) -> None:
    day = given.office.clock.day
    draft = papers.save(given.desk, drafted(given, ACCEPTED, given.denunciation))
    papers.submit(given.desk, draft.paper)
    signed = entries.open_entry(given.desk, "to_cao", {"received": day, "against": "Ông Bị Tố", "content": "x", "denouncer": SECRET})
    other = papers.save(given.desk, drafted(given, ACCEPTED, signed))
    papers.submit(given.desk, other.paper)
    with two(given):
        papers.sign(given.desk, other.paper, given.office.head)
    third = entries.open_entry(given.desk, "to_cao", {"received": day, "against": "Ông Bị Tố", "content": "x", "denouncer": SECRET})
    sent = issued(given, ACCEPTED, third)
    desk = given.sit(role)
    with desk.reading() as reader:
        before = reader.head()
    tries: tuple[Callable[[], object], ...] = (
        lambda: papers.save(desk, draft), lambda: papers.save(desk, replace(draft, form="summons")), lambda: papers.send_back(desk, draft.paper, "x"),
        lambda: papers.sign(desk, draft.paper, given.office.head), lambda: papers.issue(desk, other.paper), lambda: papers.void(desk, sent, "x"),
        lambda: sending.send(desk, sent, "other", "Ai đó"), lambda: drafts.keep_paper(desk, draft, {}), lambda: drafts.throw_away(desk, draft.paper),
        lambda: serving.mark(desk, sent, ["office|Người tố cáo"], serving.Given("post", day)), lambda: papers.submit(desk, draft.paper),
    )  # fmt: skip
    for n, attempt in enumerate(tries):
        # Of what two do the second person is asked first.
        assert {"rights.none", *(["rights.second"] if n == 5 else [])} & set(codes(attempt)), n
    done = batch.issue(desk, [other.paper], day) if desk.may("number") else None
    assert done is None or [r.code for r in done.why] == ["rights.none"]
    with desk.reading() as reader:
        assert reader.head() == before


def test_the_forms_are_offered_nowhere_on_a_matter_and_not_counted_for_others(given: Given) -> None:
    issued(given, ACCEPTED)
    assert sum(r.used for r in form_approval.listed(given.desk) if r.form == ACCEPTED) == 1
    clerk = given.sit("clerk")
    assert all(r.used == 0 for r in form_approval.listed(clerk) if r.form in (ACCEPTED, CONCLUDED))
    state = queries.matter(clerk, given.office.matters[0]).state
    assert not [o for o in offers.offers(clerk, state, given.office.clock.day, given.office.matters[0]) if "tố cáo" in o.title.lower()]


def test_data_of_a_person_do_not_lead_to_papers_and_drafts_of_a_denunciation(given: Given) -> None:
    with given.desk.writing("party") as uow:
        accused = parties.add(uow, parties.PartyInput("Ông Bị Tố"))
        uow.commit()
    issued(given, ACCEPTED)
    drafts.keep_paper(given.desk, papers.cleaned(drafted(given, CONCLUDED, given.denunciation)), {"denounced": "Ông Bị Tố"})
    clerk = given.sit("clerk")
    said = repr(personal_data.held(clerk, accused).alike)
    assert "denunciation" not in said
    assert "Kết luận" not in said
    assert "thụ lý tố cáo" not in said


def test_the_one_to_whom_the_head_gave_it_goes_on_with_the_paper(given: Given) -> None:
    desk = given.desk
    person = people.add_person(desk, "Người Được Giao", "clerk", date(2020, 1, 1))
    with two(given, "administrator"):
        account = accounts.open_account(desk, person, "giao", ["clerk", "denunciations"], PASSWORD)
    access.seat(desk, account)
    draft = papers.save(desk, drafted(given, ACCEPTED, given.denunciation))
    papers.submit(desk, draft.paper)
    assert [r.paper for r in queries.queue(desk)] == [draft.paper]


def test_the_head_alone_gives_denunciations_to_others(given: Given) -> None:
    person = people.add_person(given.desk, "Người Mới", "clerk", date(2020, 1, 1))
    assert given.desk.access is not None
    head = given.desk.access.account.key
    desk = given.sit("administrator")
    assert codes(accounts.open_account, desk, person, "moi", ["denunciations"], PASSWORD) == ["account.head_gives"]
    assert codes(accounts.change_roles, desk, given.seats["clerk"], ["clerk", "denunciations"]) == ["account.head_gives"]
    assert desk.access is not None
    with second.standing_by(desk, next(a for a in desk.access.others if a.key == head)):
        # The head confirms: it is they who give it. Who has it keeps it when other roles are given.
        accounts.change_roles(desk, given.seats["clerk"], ["clerk", "denunciations"])
        accounts.change_roles(desk, given.seats["denunciations"], ["denunciations", "officer"])
    assert given.sit("clerk").may("denunciations")


def test_lost_bytes_are_drawn_again(given: Given) -> None:
    paper = issued(given, ACCEPTED)
    with given.desk.reading() as reader:
        (sha,) = [e.body.sha256 for e in reader.events_of(subject_of(on_entry(given.denunciation))) if isinstance(e.body, ev.PaperNumbered)]
        data = reader.blob(sha)
    assert redrawing.again(given.desk, [sha]) == {sha: data}
    assert papers.stored(given.desk, paper) == data
