"""What holds for every form that ships, whatever it is about: nothing optional leaves a gap, nothing is cited before its day."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.cases import in_lots
from thads_desktop.documents.citations import Cited
from thads_desktop.documents.compose import compose, plain_text
from thads_desktop.documents.facts import field_faults
from thads_desktop.documents.form import PLACE, Article, Form, FormError, form_in, load_forms
from thads_desktop.documents.samples import own_sample, sample, sample_day, sample_facts, sample_head
from thads_desktop.domain.dates import long_date
from thads_desktop.law import decisions

FORMS = {f"{f.id}_{f.law}": f for f in load_forms() if f.effect != "none"}
#: Papers with a number; the blanks of minutes are filled in by hand.
NUMBERED = {name: f for name, f in FORMS.items() if f.series and not f.minutes}


def named(form: Form) -> str:
    return f"{form.id}_{form.law}"


def filled_by_hand(form: Form) -> set[str]:
    """The names whose value somebody types: the form's own and those of the registry that no data fills."""
    return {v.name for v in form.own} | {n for n in form.typed if form.variable(n).source == "typed"}


@in_lots("form", NUMBERED.values(), 40, named)
def test_what_may_be_left_empty_leaves_no_gap(form: Form) -> None:
    gaps = []
    for part in (*form.grounds, *form.opening, *form.articles):
        sure = {*form.needs, *part.when.split()}
        cells = {"n", "letter", "item", "said", *(f"c{k}" for k in range(1, 12))} if part.each else set()
        said = PLACE.findall(" ".join((part.text, *part.cells)))
        gaps += [(n, part.text) for n in said if n in filled_by_hand(form) - sure - cells]
    # Whom a letter is for, and what it is about, stand there whatever else is said.
    gaps += [(n, r.text) for r in form.to for n in PLACE.findall(r.text) if n in filled_by_hand(form) - {*form.needs, *r.when.split()}]
    gaps += [(n, form.subject) for n in PLACE.findall(form.subject) if n in filled_by_hand(form) - set(form.needs)]
    assert not gaps


#: What papers cite that came after its law, by the words of a citation, with its first day: those of the catalogue of decisions, and two more.
LATER = {
    **{re.search(r"Điều \d+\w*|\d+/\d{4}/\S+", words)[0]: start for words, start in decisions.catalogue().texts},  # type: ignore[index]  # each names one
    "216/2016/TT-BTC": date(2017, 1, 1),
    "04/2023/TT-BTP": date(2023, 10, 1),
}


def words_of(part: Article) -> str:
    return " ".join((part.text, *part.cells))


@in_lots("form", FORMS.values(), 40, named)
def test_nothing_is_cited_before_its_day(form: Form) -> None:
    for part in (*form.grounds, *form.opening, *form.articles):
        for words, start in LATER.items():
            if words in words_of(part):
                assert (part.since or form.start) >= start, part.text


def test_the_list_of_later_texts_is_not_empty() -> None:
    assert {"Điều 44a", "62/2015/NĐ-CP", "11/2016/TTLT-BTP-TANDTC-VKSNDTC"} <= set(LATER)
    assert sum(any(p.since for p in f.grounds) for f in FORMS.values()) >= 7


@pytest.mark.parametrize("form", [f for f in FORMS.values() if any(p.since for p in f.grounds)], ids=lambda f: f.id)
def test_a_paper_of_an_older_day_leaves_out_what_came_later(form: Form) -> None:
    facts = {**sample_facts(), **own_sample(form)}
    for part in (p for p in form.grounds if p.since):
        assert part.since is not None
        told = part.text.format_map({name: facts[name] for name in PLACE.findall(part.text)})
        before, after = (
            plain_text(compose(form, facts, sample_head(form), day).paper) for day in (part.since - timedelta(days=1), part.since)
        )
        # As the paper cites it: in full where it is first named, else short.
        cited = Cited()
        ways = (cited.said(told), cited.said(told))
        assert not any(way in before for way in ways)
        assert any(way in after for way in ways)
        # The grounds still end as grounds do.
        assert before.count(".\nQUYẾT ĐỊNH:") == after.count(".\nQUYẾT ĐỊNH:")


@pytest.mark.parametrize("since", ['"2015-09-01"', "2009-07-01", "2015-09-01T00:00:00", "5"])
def test_a_ground_has_a_day_after_the_first_of_its_form(since: str) -> None:
    text = f"""
id = "asking"
effect = "paper"
title = "QUYẾT ĐỊNH"
subject = ""
number = 21
status = "reconstructed"
law = "2008"
from = 2009-07-01
signer = "officer"
grounds = [{{ label = "", text = "Căn cứ", since = {since} }}]
article = ["Một."]
"""
    with pytest.raises(FormError):
        form_in("asking.toml", text.encode())
    assert form_in("asking.toml", text.replace(f"since = {since}", "since = 2015-09-01").encode()).grounds[0].since == date(2015, 9, 1)


#: Who the rows of the catalogue always name: a field left empty does not take them from the list.
ALWAYS = {
    "halt_transfer": ("Ủy ban nhân dân cấp xã nơi có tài sản;",), "business_income": ("Ủy ban nhân dân cấp xã nơi cưỡng chế;",),
    "money_held": ("Ủy ban nhân dân cấp xã nơi cưỡng chế;",), "money_third": ("Ủy ban nhân dân cấp xã nơi cưỡng chế;",),
    "seizure_notice": ("Ủy ban nhân dân cấp xã nơi kê biên;",),
    **dict.fromkeys(
        (f.id for f in FORMS.values() if f.id.startswith("seize_")), ("Ủy ban nhân dân cấp xã nơi cưỡng chế;", "Cơ quan Công an nơi cưỡng chế;")
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", [f for f in FORMS.values() if f.id in ALWAYS], ids=lambda f: f"{f.id}_{f.law}")
def test_who_always_receives_a_paper_does_not_vanish(form: Form) -> None:
    facts = {**sample_facts(), **own_sample(form)}
    without = {k: v for k, v in facts.items() if k not in ("commune", "police", "mortgagee", "co_owners")}
    named, unnamed = (compose(form, f, sample_head(form)).paper.recipients for f in (facts, without))
    assert set(ALWAYS[form.id]) <= set(unnamed)
    assert not set(ALWAYS[form.id]) & set(named)
    assert any("Ủy ban nhân dân phường An Biên" in r for r in named)
    # Whom there may not be is not named in general.
    assert not any("cầm cố" in r or "Chủ sở hữu chung" in r for r in unnamed)


def test_the_bank_of_a_deduction_is_told_and_the_commune_is_not() -> None:
    for form in (FORMS["deduct_account_2025"], FORMS["deduct_income_2025"]):
        facts = {**sample_facts(), **own_sample(form)}
        assert not any("Ủy ban nhân dân" in r for r in compose(form, facts, sample_head(form)).paper.recipients)


@pytest.mark.parametrize("name", ["destruction_2008", "destruction_2025", "price_council_2025"])
def test_a_council_has_three_members_at_least(name: str) -> None:
    field = next(v for v in FORMS[name].own if v.least)
    assert field.name in FORMS[name].needs
    assert field_faults((field,), {field.name: "ông A; Chủ tịch\nbà B"})[0][0] == "field.too_few_lines"
    assert field_faults((field,), {field.name: "ông A\nbà B\nông C"}) == []
    assert len(field.sample.splitlines()) >= 3


@in_lots("form", FORMS.values(), 40, named)
def test_no_sentence_begins_with_a_small_letter(form: Form) -> None:
    facts = {**sample_facts(), **own_sample(form)}
    facts |= {v.name: f"ông {facts[v.name]}" for v in form.own if v.kind in ("text", "long")}
    for block in compose(form, facts, sample_head(form)).paper.blocks:
        if block.kind in ("text", "article"):
            assert not block.text[:1].islower() or block.text[1:3] == ") ", block.text
    # Inside a paragraph a name begins no sentence either.
    for part in (*form.grounds, *form.opening, *form.articles):
        assert not re.search(r"[^\W\d_]{2,}\. \{", part.text), part.text


@pytest.mark.parametrize(("typed", "said"), [
    ("ông An vắng mặt", "Ông An vắng mặt"), ("đất ở", "Đất ở"), ("ở nhà", "Ở nhà"), ("a) điểm một", "a) điểm một"), ("", ""), ("1. một", "1. một"),
])  # fmt: skip
def test_what_begins_a_paragraph_is_written_with_a_capital(typed: str, said: str) -> None:
    form = FORMS["keep_assets_2025"]
    texts = [b.text for b in compose(form, {**sample_facts(), **own_sample(form), "extra": typed}, sample_head(form)).paper.blocks]
    assert said in texts or not said


@pytest.mark.parametrize("form", [f for f in FORMS.values() if f.id.startswith("information_")], ids=lambda f: f"{f.id}_{f.law}")
def test_a_term_is_pointed_at_only_where_one_stands_above(form: Form) -> None:
    facts = {**sample_facts(), **own_sample(form)}
    for by, days in (("", ""), (facts.get("answer_by", ""), ""), ("", "03")):
        text = plain_text(compose(form, {**facts, "answer_by": by, "answer_days": days}, sample_head(form)).paper)
        above = text.partition("trong thời hạn nói trên")[0]
        assert "từ chối" in text
        assert ("thời hạn nói trên" in text) == ("không muộn hơn" in above or "trong thời hạn 03" in above)


@in_lots("form", FORMS.values(), 40, named)
def test_a_sample_is_of_a_day_on_which_its_form_is_in_force(form: Form) -> None:
    day = sample_day(form)
    assert form.on(day)
    assert sample_head(form).day_line in ("", f"{sample_head(form).day_line.partition(',')[0]}, {long_date(day)}")
    days = [date.fromisoformat(v.sample) for v in form.own if v.kind == "day"]
    assert all(abs((d - day).days) < 366 for d in days)


def test_the_sums_of_samples_add_up() -> None:
    for form in (f for f in FORMS.values() if f.id in ("cost_list", "cost_notice")):
        of = {v.name: v.sample for v in form.own}
        lines = [int(line.split(";")[3].strip().replace(".", "")) for line in of["cost_lines"].splitlines()]
        assert sum(lines) == int(of["cost_sum"])
        assert int(of["cost_owed"]) == int(of["cost_sum"]) - int(of["cost_advanced"])
    text = plain_text(sample(FORMS["fee_2008"]))
    assert "100.000.000 đồng" in text
    assert "3 %" in text
    assert "3.000.000 đồng (Ba triệu đồng)" in text
    assert "2.000.000 đồng" not in text


def test_the_council_of_a_sample_destroys_in_the_days_of_its_law() -> None:
    assert "trong thời hạn 10 ngày" in plain_text(sample(FORMS["destruction_2008"]))
    assert "trong thời hạn 20 ngày" in plain_text(sample(FORMS["destruction_2025"]))


@pytest.mark.parametrize("form", [f for f in load_forms() if f.law == "2025"], ids=lambda f: f.id)
def test_a_sample_of_the_new_law_names_no_body_and_no_paper_of_the_old_time(form: Form) -> None:
    """Who approves the text of a form by its sample must not meet an office that was abolished on 1 July 2025, or a decision of years ago."""
    # A text of law keeps its day.
    said = plain_text(sample(form, "many")).replace("30/2020/NĐ-CP ngày 05 tháng 3 năm 2020", "")
    for gone in ("Chi cục Thi hành", "CHI CỤC", "CCTHADS", "quận Lê Chân", "huyện", "năm 2020", "năm 2019", "/2019"):
        if gone == "năm 2019" and "năm 2019" in "".join(v.sample for v in form.own):
            continue  # papers of a person or of an asset are older than the matter
        assert gone not in said, (gone, next(line for line in said.splitlines() if gone in line))


def test_the_sample_of_a_paper_about_another_names_the_kind_of_that_paper() -> None:
    forms = {(f.id, f.law): f for f in load_forms()}
    kinds = (("freeze_end", "phong tỏa"), ("keep_end", "tạm giữ"), ("halt_end", "tạm dừng"), ("release", "kê biên"), ("exit_ban_lift", "xuất cảnh"))
    for form, wanted in kinds:
        for law in ("2008", "2025"):
            assert wanted in next(line for line in plain_text(sample(forms[form, law])).splitlines() if "số 03/QĐ-" in line), form
