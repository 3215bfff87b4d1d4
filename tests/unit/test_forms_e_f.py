"""Forms 61 to 95 of the catalogue: each goes its whole way by the real services, says what was typed, and refuses what it cannot print."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from thads_desktop.documents.form import Form, load_forms
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import acts, papers, queries, sending
from thads_desktop.services.entry_papers import ONLY_HERE
from thads_desktop.services.receipts import Official

#: A day on which each law has all its forms.
DAYS = {"2008": date(2024, 3, 4), "2025": date(2026, 8, 3)}
MINE = {
    law: [
        f for f in load_forms()
        if f.number >= 61 and f.law == law and f.effect in ("paper", "coercion", "measure_end") and f.id not in ONLY_HERE
    ]
    for law in DAYS
}  # fmt: skip


#: When somebody is to come, on whatever day the paper is made.
COMING = {"fetch_when": "từ 08 giờ 00 phút, ngày làm việc", "given_where": "08 giờ 00 phút ngày làm việc sau ngày nhận, tại kho cơ quan thi hành án"}


@pytest.fixture(scope="module", params=list(DAYS))
def law(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def office(law: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = bench(tmp_path_factory.mktemp(law) / "data", DAYS[law])
    matter = made.decision()
    acts.valid_notice(made.desk, matter, made.clock.day)
    made.verified(matter, result="means")
    took(made, matter)
    made.decision(due=None, number="98/2019/DS-ST")
    yield made
    made.desk.close()


def took(office: Bench, matter: str) -> None:
    """The money that the samples of papers of money speak of, and a matter that has ended."""
    day = office.clock.day
    sums = (("0001234", 2_000_000, "cash"), ("0001235", 2_000_000, "bank"), ("0001236", 1_500_000, "cash"), ("0001237", 15_000_000, "bank"))
    for number, amount, way in sums:
        acts.collect(office.desk, matter, day, 0, amount, official=Official(number=number, way=way))
    ended = office.decision(number="99/2019/DS-ST")
    acts.collect(office.desk, ended, day, 1, queries.matter(office.desk, ended).state.rest)
    acts.complete(office.desk, ended, day)


def matter_for(office: Bench, form: Form) -> str:
    """A matter that the form can be about."""
    return office.matters[1 if form.id == "ending_notice" else 2 if form.things else 0]


def signer(office: Bench, form: Form) -> str:
    return office.officer if form.signer == "officer" else office.head


def texts_of(form: Form) -> dict[str, str]:
    """The sample of everything a clerk types."""
    return {name: form.variable(name).sample for name in form.typed if form.variable(name).sample}


def draft_of(office: Bench, form: Form, **texts: str) -> papers.Draft:
    effect = Effect(form.effect)  # type: ignore[arg-type]  # of the form
    if form.effect == "coercion":
        effect = Effect("coercion", measure=form.measure, confirmed=("measure.flight",))
    elif form.effect == "measure_end":
        with office.desk.reading() as reader:
            held = [m for m in fold(reader.events_of(f"matter:{office.matters[0]}")).measures_held if m.kind == form.measure]
        taking = next(f for f in load_forms() if (f.law, f.effect, f.measure) == (form.law, "coercion", form.measure or "deduct"))
        target = held[-1].paper if held else issued(office, taking)
        effect = Effect("measure_end", target=target)
    on = {name: office.clock.day.isoformat() for name in ("receipt_day", "pay_by") if name in form.typed}
    on |= {v.name: (office.clock.day + timedelta(days=20)).isoformat() for v in form.own if v.ahead and v.kind == "day"}
    on |= {name: words for name, words in COMING.items() if name in form.typed}
    return papers.Draft(form.id, effect, matter_for(office, form), {**texts_of(form), **on, **texts})


def issued(office: Bench, form: Form) -> str:
    """Draft, submitted, signed, numbered, sent: the paper's id."""
    draft = papers.save(office.desk, draft_of(office, form))
    papers.submit(office.desk, draft.paper)
    papers.sign(office.desk, draft.paper, signer(office, form))
    papers.issue(office.desk, draft.paper)
    sending.send(office.desk, draft.paper, "party", "Nguyễn Văn An")
    return draft.paper


def test_every_form_goes_its_whole_way(office: Bench, law: str) -> None:
    assert len(MINE[law]) >= 45
    for form in MINE[law]:
        paper = issued(office, form)
        with office.desk.reading() as reader:
            stands = fold(reader.events_of(f"matter:{matter_for(office, form)}")).papers[paper]
            text = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(papers.pdf(reader, paper))).pages).split())
        assert stands.stage == "sent", form.id
        assert bool(stands.number) == bool(form.series), form.id
        for field in form.own:
            if field.kind in ("text", "long"):
                assert "".join(COMING.get(field.name, field.sample).split()) in text, (form.id, field.name)
    assert queries.matters(office.desk)


@pytest.mark.parametrize("name", sorted({f.id for fs in MINE.values() for f in fs}))
def test_a_needed_field_that_is_empty_is_named(office: Bench, law: str, name: str) -> None:
    form = next((f for f in MINE[law] if f.id == name), None)
    if form is None:
        return
    needed = [n for n in form.needs if n in form.typed]
    draft = draft_of(office, form, **dict.fromkeys(needed, ""))
    with office.desk.reading() as reader:
        missing = dict(papers.check(office.desk, reader, draft, DAYS[law]).missing)
    assert set(missing) >= set(needed)
    assert all(missing[n] == form.variable(n).label for n in needed)


@pytest.mark.parametrize(("name", "field", "text", "said"), [
    ("price_cut", "new_price", "-5", "số tiền"), ("price_cut", "new_price", "224999999", "không quá 10 %"),
    ("price_cut", "new_price", "250000000", "không quá 10 %"), ("price_cut", "cut_percent", "9 %", "thì còn"),
    ("asset_to_creditor", "set_off", "1", "hãy sửa cho bằng nhau"),
    ("asset_to_buyer", "paid_day", "hôm qua", "ngày"),
    ("file_handover", "document_lines", "a; b; c; d", "nhiều phần hơn các cột"), ("destruction_minutes", "members", "bà Bình; ; \nông Kho", "ít nhất 03"),
])  # fmt: skip
def test_what_is_none_of_its_kind_is_refused_with_what_to_do(office: Bench, law: str, name: str, field: str, text: str, said: str) -> None:
    form = next(f for f in MINE[law] if f.id == name)
    draft = draft_of(office, form, **{field: text})
    with pytest.raises(Refused) as refused:
        papers.issue_at_once(office.desk, draft, signer(office, form))
    assert [r.field for r in refused.value.refusals] == [field]
    assert said in say(refused.value.refusals[0])


def test_no_form_says_a_number_of_days_that_is_a_rule(law: str) -> None:
    for form in MINE[law]:
        said = " ".join(a.text for a in (*form.opening, *form.articles))
        assert not any(f"{n} ngày" in said for n in ("03", "05", "10", "15", "20", "30", "60")), form.id
        assert "extra" in form.typed or form.id == "", form.id


def test_a_slip_never_looks_like_a_receipt(law: str) -> None:
    form = next(f for f in MINE[law] if f.id == "collected_slip")
    said = " ".join((form.title, form.subject, *(a.text for a in form.articles)))
    assert "BIÊN LAI" not in form.title
    assert "không thay biên lai" in said
    assert not form.series
