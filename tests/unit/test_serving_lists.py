"""Whom a paper names is known by the line of its form, never by the words that happen to stand there: every form, with only what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from tests.cases import in_lots
from tests.office import Bench, bench
from tests.unit.test_forms_measures import DAYS, draft_of, matter_of
from thads_desktop.documents.compose import Named, compose
from thads_desktop.documents.envelopes import layouts
from thads_desktop.documents.facts import own_fields
from thads_desktop.documents.form import PLACE, Form, form_for, load_forms
from thads_desktop.documents.samples import sample_facts, sample_head
from thads_desktop.documents.variables import VARIABLES
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.law import service_law
from thads_desktop.services import (
    acts,
    dispatch,
    intake_papers,
    paper_mending,
    paper_text,
    papers,
    parties,
    queries,
    recipient_lines,
    sending,
    serving,
    six_heads,
)
from thads_desktop.services.paper_place import on_intake

FORMS = {f"{f.id}_{f.law}": f for f in load_forms()}
#: Forms with a recipient that may be left open before the others, which moved all that came after it.
MOVED = (
    "halt_transfer", "freeze_end", "halt_end", "keep_end", "keep_return", "securities_sell", "securities_take", "seizure_notice",
    "price_cut", "asset_to_buyer", "exploitation", "return_papers",
)  # fmt: skip
PROCURACY, DEBTOR, CREDITOR = "Viện kiểm sát nhân dân thành phố Hải Phòng", "Nguyễn Văn An", "Công ty TNHH Ánh Dương"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = bench(tmp_path_factory.mktemp("office") / "data", DAYS["2025"])
    yield made
    made.desk.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAYS["2025"])
    yield made
    made.desk.close()


def named(form: Form, *, everything: bool) -> tuple[Named, ...]:
    """The lines of a form with its samples, or with nothing but what it needs and what the store always knows."""
    always = {"procuracy", "debtor_names", "creditor_names", "officer", "office"}
    facts = {k: v for k, v in sample_facts().items() if everything or k in always or k in form.needs}
    texts = {v.name: v.sample for v in form.own if everything or v.name in form.needs}
    return compose(form, {**facts, **texts, **own_fields(form.own, texts)}, sample_head(form)).named


def rows(office: Bench, paper: str) -> list[tuple[str, str]]:
    return [(r.recipient.to, r.recipient.name) for r in serving.table(office.desk, paper).rows]


def made(office: Bench, draft: papers.Draft) -> str:
    form = form_for(draft.form, office.clock.day)
    return papers.issue_at_once(office.desk, draft, office.officer if form.signer == "officer" else office.head)[0]


def needed(office: Bench, form_id: str) -> papers.Draft:
    """A draft with nothing typed but what the form needs."""
    form = form_for(form_id, office.clock.day)
    draft = draft_of(office, form, matter_of(office, things=form.things))
    needs = {*form.needs, *(names[0] for names in form.needs_one)}
    texts = {k: v for k, v in draft.texts.items() if k in needs}
    texts |= {n: VARIABLES[n].sample for n in needs if n in VARIABLES and VARIABLES[n].source == "typed"}
    return replace(draft, texts=texts)


@in_lots("name, everything", product(sorted(FORMS), (False, True)), 60)
def test_every_line_of_every_form_is_what_its_form_says(name: str, everything: bool) -> None:
    form = FORMS[name]
    lines = named(form, everything=everything)
    templates = [r.text for r in (*form.to, *form.recipients, *form.copies)]
    assert lines, "whatever prints no list lies in the file"
    for line in lines:
        names = set(PLACE.findall(line.template))
        assert any(names <= set(PLACE.findall(t)) and line.template[:8] == t[:8] for t in templates), line
        kinds = {to for to, _name in recipient_lines.meant(line)}
        said = line.text
        if "procuracy" in names:
            assert kinds == {"procuracy"}, line
            assert said.startswith("Viện kiểm sát nhân dân"), line
        elif names & recipient_lines.PARTIES or said.startswith("Đương sự"):
            assert kinds == {"party"}, line
        elif line.template.startswith(("Lưu", "Kế toán", "Thủ kho", "Thống kê", "Chấp hành viên", "Giao tại chỗ")):
            assert kinds == {"inside"}, line
        elif said.startswith("Như trên"):
            assert kinds == set(), line
            assert form.to, line
        else:
            assert kinds <= {"office"}, line


#: Papers that print no list of recipients -> who has a copy by papers.md 2.6 and by their own words, outside the file.
UNLISTED = {
    "asset_handover": ["party", "party"], "cash_in": [], "cash_out": [], "coercion_minutes": [], "destruction_minutes": [],
    "exhibit_handover": ["there", "there", "inside"], "file_handover": [], "notice_delivery": ["there"], "notice_failed": [],
    "oral_request": [], "paying_minutes": [], "price_agreement": [], "price_minutes": [], "stock_card": [], "stock_count": [],
    "store_voucher_in": [], "store_voucher_out": [], "verification": [], "violation_minutes": [], "working_minutes": ["there", "there"],
}  # fmt: skip


def test_the_list_of_papers_without_a_list_is_whole() -> None:
    unlisted = {f.id for f in load_forms() if not f.recipients and not f.to and f.effect != "none"}
    assert unlisted == {*UNLISTED, "transfer_minutes"}, "transfer_minutes: of the 2008 law alone"


@pytest.mark.parametrize("form_id", sorted(set(UNLISTED) - {"oral_request"}))
def test_a_paper_without_a_list_invents_none(office: Bench, form_id: str) -> None:
    """One copy for the file, and for whom the paper itself hands one to; no envelope, nothing to be served."""
    paper = made(office, needed(office, form_id))
    found = rows(office, paper)
    wanted = UNLISTED[form_id]
    assert [to for to, _name in found if to not in ("inside", "party")] == []
    assert [name for to, name in found if to == "party"] == ([DEBTOR, CREDITOR] if "party" in wanted else [])
    copies = dispatch.copies(office.desk, [paper])[0]
    assert copies.names[-1] == "Lưu: HS THA"
    assert copies.count == len(wanted) + 1
    assert sum(n.startswith(serving.THERE) for n in copies.names) == wanted.count("there")
    if "party" not in wanted:
        with pytest.raises(Refused) as refused:
            dispatch.envelopes(office.desk, [paper], next(iter(layouts())))
        assert refused.value.refusals[0].code == "envelope.nobody"
        assert dispatch.slip(office.desk, [paper]).tables[0].rows == ()


@pytest.mark.parametrize(("form_id", "law"), [("violation_fine", "2008"), ("enforcement_fine", "2008"), ("violation_fine", "2025")])
def test_who_is_named_and_a_party_too_has_one_line_with_the_address(tmp_path: Path, form_id: str, law: str) -> None:
    office = bench(tmp_path / "data", max(DAYS[law], FORMS[f"{form_id}_{law}"].start))
    draft = needed(office, form_id)
    named_ = "violator" if form_id == "violation_fine" else "fined"
    form = form_for(form_id, office.clock.day)
    draft = replace(draft, texts={**draft.texts, named_: f"ông {DEBTOR}"})
    paper = papers.issue_at_once(office.desk, draft, office.officer if form.signer == "officer" else office.head)[0]
    held = [r.recipient for r in serving.table(office.desk, paper).rows if DEBTOR in r.recipient.name]
    assert [(r.to, r.name, r.address) for r in held] == [("party", DEBTOR, "số 12 phố Cầu Đất")]
    office.desk.close()


def test_who_is_no_party_is_served_at_the_address_that_was_typed(office: Bench) -> None:
    draft = needed(office, "money_notice")
    acts.collect(office.desk, draft.matter, office.clock.day, 1, 10_000_000)
    paper = made(office, replace(draft, texts={**draft.texts, "payee": "bà Trần Thị Nhận", "payee_address": "số 7 phố Cát Dài"}))
    (who,) = [r.recipient for r in serving.table(office.desk, paper).rows if r.recipient.to != "inside"]
    assert (who.to, who.name, who.address) == ("office", "bà Trần Thị Nhận", "số 7 phố Cát Dài")


#: Series of papers that are no decisions: one of these that changes nothing in the matter owes nobody anything.
_ADMIN = ("", "admin", "notice", "summons")


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_term_of_sending_can_be_met_by_the_papers_own_list(name: str) -> None:
    """R07 is owed only where the list names the procuracy, R08 only where it names those parties."""
    form = FORMS[name]
    if form.effect in ("none", "verification") or (form.effect == "paper" and form.series in _ADMIN):
        return
    lines = [Named(r.text, r.text) for r in (*form.to, *form.recipients)]
    names = {"debtor_names" if n == "addressee" else n for line in lines for n in line.names}
    if "target_recipients" in names:
        return  # whoever had what it mends
    kinds = {to for line in lines for to, _name in serving.meant(line)}
    assert service_law.unsent("R07", form.id) or "procuracy" in kinds
    if service_law.unsent("R08", form.id):
        return
    wanted = {"debtors": {"debtor_names"}, "creditors": {"creditor_names"}, "coerced": {"coerced_names", "creditor_names"}}
    whole = any(line.template.startswith("Đương sự") and not line.names for line in lines)
    assert whole or wanted.get(service_law.only(form.id), {"debtor_names", "creditor_names"}) <= names or form.id == "confirmation"


@pytest.mark.parametrize("law", ["2008", "2025"])
@pytest.mark.parametrize("form_id", ["confirmation", "explanation", "review_petition", "complaint_first", "perform_act"])
def test_serving_everybody_of_the_list_leaves_no_term_of_sending_open(tmp_path: Path, form_id: str, law: str) -> None:
    office = bench(tmp_path / "data", max(DAYS[law], FORMS[f"{form_id}_{law}"].start))
    draft = needed(office, form_id)
    (debtor,) = queries.matter(office.desk, draft.matter).debtors
    if form_id == "confirmation":
        draft = replace(draft, effect=replace(draft.effect, party=debtor))
    with office.desk.reading() as reader:
        check = papers.check(office.desk, reader, draft, office.clock.day)
        heads = {h.key: h for h in six_heads.looked(office.desk, reader, draft, office.clock.day, check)}
    form = form_for(form_id, office.clock.day)
    paper = papers.issue_at_once(office.desk, draft, office.officer if form.signer == "officer" else office.head)[0]

    def owed() -> set[str]:
        found = queries.matter(office.desk, draft.matter).deadlines
        return {d.rule for d in found if d.paper == paper and d.discharged_on is None} & {"R07", "R08"}

    wanted = {rule for rule in ("R07", "R08") if not service_law.unsent(rule, form_id)}
    assert owed() == wanted
    said = " ".join(line.text for line in heads["time"].lines)
    assert ("gửi Viện kiểm sát chậm nhất" in said, "thông báo cho đương sự chậm nhất" in said) == ("R07" in wanted, "R08" in wanted)
    born = queries.born_of(office.desk, paper)
    assert ("Viện kiểm sát" in born) == ("R07" in wanted)
    keys = [r.recipient.key for r in serving.table(office.desk, paper).rows if r.recipient.to != "inside"]
    serving.mark(office.desk, paper, keys, serving.Given("direct", office.clock.day))
    assert owed() == set()
    office.desk.close()


def test_what_mends_a_confirmation_goes_where_that_went(fresh: Bench) -> None:
    matter = matter_of(fresh)
    (debtor,) = queries.matter(fresh.desk, matter).debtors
    draft = papers.Draft("confirmation", Effect("confirmation", party=debtor), matter, {})
    paper = papers.issue_at_once(fresh.desk, draft, fresh.head)[0]
    clause = fresh.desk.rules.grounds("amendment", fresh.clock.day)[0].code
    texts = {"reason": "x", "evidence": "x", "consequence": "x", "old_text": "Xác nhận theo đề nghị", "new_text": "Xác nhận theo đơn đề nghị"}
    mend = papers.Draft("amendment", Effect("amendment", clause, target=paper), matter, texts)
    other = papers.issue_at_once(fresh.desk, mend, fresh.head)[0]
    (term,) = [d for d in queries.matter(fresh.desk, matter).deadlines if d.paper == other and d.discharged_on is None]
    assert term.rule == "R08"
    assert sending.addressees(fresh.desk, matter, other) == (debtor,)


def test_what_is_typed_is_never_taken_for_the_words_of_the_form() -> None:
    assert recipient_lines.meant(Named("Lưu Văn Bảy;", "{payee};")) == [("office", "Lưu Văn Bảy")]
    assert recipient_lines.meant(Named("Viện kiểm sát, Đương sự: X;", "{registry};")) == [("office", "Viện kiểm sát, Đương sự: X")]
    others = [Named("Ủy ban nhân dân phường;", "{target_recipients};"), Named("Thủ kho;", "{target_recipients};")]
    assert [recipient_lines.meant(line) for line in others] == [[("office", "Ủy ban nhân dân phường")], [("inside", "Thủ kho")]]
    # What a name says of somebody ("; địa chỉ: …") is no further recipient.
    assert recipient_lines.meant(Named("bà Hoa; địa chỉ: số 1;", "{target_recipients};")) == [("office", "bà Hoa; địa chỉ: số 1")]


@pytest.mark.parametrize("form_id", MOVED)
def test_an_open_recipient_moves_nobody(office: Bench, form_id: str) -> None:
    paper = made(office, needed(office, form_id))
    found = rows(office, paper)
    assert [name for to, name in found if to == "procuracy"] == [PROCURACY]
    assert {name for to, name in found if to == "party"} == {DEBTOR, CREDITOR}
    assert all(name.startswith(recipient_lines.INSIDE) == (to == "inside") for to, name in found)
    assert not [name for _to, name in found if name.startswith("Đương sự")]


def test_serving_the_procuracy_and_the_parties_ends_their_own_terms(fresh: Bench) -> None:
    draft = needed(fresh, "halt_transfer")
    paper = made(fresh, draft)

    def owed() -> list[str]:
        return sorted(d.rule for d in queries.matter(fresh.desk, draft.matter).deadlines if d.paper == paper and d.discharged_on is None)

    def keys(to: str) -> list[str]:
        return [r.recipient.key for r in serving.table(fresh.desk, paper).rows if r.recipient.to == to]

    assert owed() == ["R07", "R08"]
    serving.mark(fresh.desk, paper, keys("procuracy"), serving.Given("direct", fresh.clock.day))
    assert owed() == ["R08"]
    serving.mark(fresh.desk, paper, keys("party"), serving.Given("direct", fresh.clock.day))
    assert owed() == []
    assert dispatch.copies(fresh.desk, [paper])[0].names.count(DEBTOR) == 1


@pytest.mark.parametrize("form_id", ["seizure_minutes", "seizure_minutes_land"])
def test_the_parties_who_are_there_are_named(office: Bench, form_id: str) -> None:
    assert [x for x in rows(office, made(office, needed(office, form_id))) if x[0] != "inside"] == [("party", DEBTOR), ("party", CREDITOR)]


def test_a_confirmation_goes_to_whom_it_is_about_and_its_term_ends_with_that(fresh: Bench) -> None:
    matter = matter_of(fresh)
    (debtor,) = queries.matter(fresh.desk, matter).debtors
    draft = papers.Draft("confirmation", Effect("confirmation", party=debtor), matter, {"result_text": "xong"})
    paper = papers.issue_at_once(fresh.desk, draft, fresh.head)[0]
    assert rows(fresh, paper) == [("party", DEBTOR), ("inside", "Lưu: VT, HS THA")]
    serving.mark(fresh.desk, paper, [f"party|{debtor}"], serving.Given("direct", fresh.clock.day))
    assert [d.discharged_on for d in queries.matter(fresh.desk, matter).deadlines if d.rule == "R08" and d.paper == paper] == [fresh.clock.day]


def test_a_letter_is_served_on_whom_it_is_for_once(office: Bench) -> None:
    form = form_for("exit_ban_request", DAYS["2025"])
    found = rows(office, made(office, draft_of(office, form, matter_of(office))))
    assert found[0] == ("office", "Cục Quản lý xuất nhập cảnh, Bộ Công an")
    assert not [name for _to, name in found if name.startswith("Như trên")]
    inside = rows(office, made(office, draft_of(office, form_for("police_letter", DAYS["2025"]), matter_of(office))))
    assert [name for to, name in inside if to == "inside"] == ["Chấp hành viên Trần Thị Bình", "Lưu: VT, HS THA"]
    assert ("inside", "Thủ kho") in rows(office, made(office, draft_of(office, form_for("keep_return", DAYS["2025"]), matter_of(office))))


def test_what_was_told_last_counts_whichever_day_it_tells_of(fresh: Bench) -> None:
    matter = fresh.decision()
    view = queries.matter(fresh.desk, matter)
    paper, key = view.state.opening_paper, f"party|{view.debtors[0]}"
    day = fresh.clock.day
    fresh.on(day + timedelta(days=9))
    for days in (1, 5, 0):
        serving.mark(fresh.desk, paper, [key], serving.Given("direct", day + timedelta(days=days), day + timedelta(days=days)))
        row = next(r for r in serving.table(fresh.desk, paper).rows if r.recipient.key == key)
        assert (row.sent, row.served) == (day + timedelta(days=days),) * 2


@pytest.mark.parametrize("form_id", ["request_fix", "request_refusal", "request_receipt"])
def test_a_paper_of_a_judgment_is_served_on_who_asked(fresh: Bench, form_id: str) -> None:
    from thads_desktop.services import intake

    judgment = fresh.judgment()
    asked = parties.PartyInput("Phạm Thị Hoa", birth_year=1975, address="số 8 phố Cát Dài")
    request = intake.receive_request(fresh.desk, judgment, asked, date(2026, 8, 3))
    form = form_for(form_id, fresh.clock.day)
    clause = fresh.desk.rules.grounds("refusal", fresh.clock.day)[0].code if form_id == "request_refusal" else ""
    texts = {**{v.name: v.sample for v in form.own}, intake_papers.REQUEST: request, "reason": "đã quá 05 năm", "evidence": "đơn"}
    paper = papers.issue_at_once(fresh.desk, papers.Draft(form_id, Effect("paper", clause), on_intake(judgment), texts), fresh.head)[0]
    table = serving.table(fresh.desk, paper)
    (who,) = [r.recipient for r in table.rows if r.recipient.to == "party"]
    assert (who.name, who.address) == ("Phạm Thị Hoa", "số 8 phố Cát Dài")
    keys = [r.recipient.key for r in table.rows if r.recipient.to != "inside"]
    assert serving.mark(fresh.desk, paper, keys, serving.Given("post", fresh.clock.day, proof="RB1")).count == len(keys)
    assert [r.proof for r in serving.table(fresh.desk, paper).rows if r.recipient.to != "inside"] == ["RB1"] * len(keys)
    assert dispatch.envelopes(fresh.desk, [paper], next(iter(layouts()))).count == len(keys)
    assert paper_mending.paragraphs(fresh.desk, paper)
    assert paper_mending.changes(fresh.desk, paper) == ()
    assert paper_mending.draft(fresh.desk, paper, "substance").form == "withdrawal"
    with pytest.raises(Refused):
        sending.send(fresh.desk, paper, "party", "", "post", party="nobody")


@pytest.mark.parametrize("law", ["2008", "2025"])
def test_exhibits_are_handed_over_by_minutes_in_four_copies(tmp_path: Path, law: str) -> None:
    """Row 84: one each for who gives, who takes, the accountant of who takes, the file."""
    office = bench(tmp_path / "data", max(DAYS[law], FORMS[f"exhibit_handover_{law}"].start))
    paper = made(office, needed(office, "exhibit_handover"))
    with office.desk.reading() as reader:
        said = paper_text.signed(reader, paper)
    assert "lập thành 04 bản" in said
    assert "01 bản bên giao, 01 bản bên nhận, 01 bản kế toán, 01 bản lưu hồ sơ" in said
    assert dispatch.copies(office.desk, [paper])[0].count == 4
    office.desk.close()
