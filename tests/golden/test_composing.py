"""What a form makes of what is typed and of what is missing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from thads_desktop.documents.compose import compose, plain_text
from thads_desktop.documents.form import load_forms
from thads_desktop.documents.samples import own_sample, sample_day, sample_facts, sample_head
from thads_desktop.documents.variables import VARIABLES

FORMS = {f"{f.id}_{f.law}": f for f in load_forms()}


def test_a_full_stop_typed_at_the_end_is_not_doubled() -> None:
    form = FORMS["enforcement_yc_2008"]
    facts = {**sample_facts(), "creditors": [{"person": "Công ty A & B Co., Ltd.", "details": ""}]}
    texts = [b.text for b in compose(form, facts, sample_head(form)).paper.blocks]
    assert "Người được thi hành án: Công ty A & B Co., Ltd." in texts


def test_a_party_without_details_and_an_obligation_without_money_leave_no_dots() -> None:
    form = FORMS["enforcement_yc_2008"]
    facts = {
        **sample_facts(),
        "creditors": [{"person": "Công ty TNHH Ánh Dương", "details": ""}],
        "obligations": [{"n": "1", "obligation": "Giao nhà", "amount": ""}],
    }
    texts = [b.text for b in compose(form, facts, sample_head(form)).paper.blocks]
    assert "Người được thi hành án: Công ty TNHH Ánh Dương." in texts
    assert "1. Giao nhà." in texts


def test_a_gap_is_dotted_and_named() -> None:
    form = FORMS["means_lacking_2008"]
    facts = {k: v for k, v in sample_facts().items() if k != "evidence"}
    composed = compose(form, facts, sample_head(form))
    assert composed.missing == (("evidence", VARIABLES["evidence"].label),)


def test_what_a_user_typed_is_never_a_place_to_fill() -> None:
    form = FORMS["deferral_2008"]
    composed = compose(form, {**sample_facts(), "reason": "{debtor_names} & <i>x</i>"}, sample_head(form))
    assert any("{debtor_names} & <i>x</i>" in b.text for b in composed.paper.blocks)


def said(form: str, facts: dict[str, object]) -> list[str]:
    return [b.text for b in compose(FORMS[form], {**sample_facts(), **facts}, sample_head(FORMS[form])).paper.blocks]


@pytest.mark.parametrize("end", ["./.", " ./.", ".", ";", ",", ":", " ; ", "../.", ". ./. "])
def test_a_paper_ends_once_whatever_is_typed(end: str) -> None:
    """Text out of Word ends in "./." of its own: the paper's stands once, after its last word; minutes have none."""
    for form in FORMS.values():
        facts: dict[str, Any] = {**sample_facts(), **own_sample(form)}
        typed = {f.name for f in (*VARIABLES.values(), *form.own) if f.kind in ("text", "long") and (f.source == "typed" or f in form.own)}
        facts = {k: v.rstrip(".") + end if k in typed and isinstance(v, str) and v else v for k, v in facts.items()}
        facts["extra"] = f"Nội dung một./.\nNội dung hai{end}"
        paper = compose(form, facts, sample_head(form), sample_day(form)).paper
        text = plain_text(replace(paper, recipients=(), to=()))
        assert text.count("./.") == (0 if paper.minutes or paper.blocks[-1].kind in ("table", "blank") else 1)
        odd = r"[;,:]\s*[.;,:]|[^.]\.[;,:.](?![.])|\./\.\."
        assert not re.findall(odd, "\n".join(b.text.removesuffix("./.") for b in paper.blocks)), form.id


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("còn thiếu tài sản?", "còn thiếu tài sản?"), ("đi ngay!", "đi ngay!"), ("tại Tp. v.v.", "tại Tp. v.v."),
        ("đang điều trị…", "đang điều trị…"), ("đang điều trị...", "đang điều trị..."),
        ("bệnh viện;", "bệnh viện."), ("bệnh viện ,", "bệnh viện."), ("bệnh viện:", "bệnh viện."), ("bệnh viện./.", "bệnh viện."),
        ("Có đơn./.\nCó giấy ./.", "Có đơn.\nCó giấy."),
    ],
)  # fmt: skip
def test_one_mark_ends_what_was_typed(typed: str, printed: str) -> None:
    whole = "\n".join(said("assignment_2008", {"reason": typed}))
    assert printed in whole
    assert typed == printed or typed not in whole
    assert f"{printed}." not in whole


def test_the_mark_of_a_name_stays_within_a_sentence() -> None:
    details = {"person": "Công ty A & B Co., Ltd.", "details": "; địa chỉ: số 1 phố Lạch Tray"}
    blocks = said("enforcement_yc_2008", {"creditors": [details], "obligations": [{"n": "1", "obligation": "Trả nợ gốc.", "amount": ": 5 đồng"}]})
    assert "Người được thi hành án: Công ty A & B Co., Ltd.; địa chỉ: số 1 phố Lạch Tray." in blocks
    assert any(text.startswith("1. Trả nợ gốc: 5 đồng") for text in blocks)
