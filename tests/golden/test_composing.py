"""What a form makes of what is typed and of what is missing."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from thads_desktop.documents.compose import GAP, compose, plain_text
from thads_desktop.documents.form import PLACE, load_forms
from thads_desktop.documents.samples import own_sample, sample_day, sample_facts, sample_head
from thads_desktop.documents.variables import VARIABLES
from thads_desktop.printing.draw import draw

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


DECIDING = {name: f for name, f in FORMS.items() if not f.minutes and f.effect != "none"}


@pytest.mark.parametrize("name", sorted(DECIDING))
def test_what_a_decision_prints_is_named_as_missing_wherever_it_would_be_a_gap(name: str) -> None:
    """Each name that the sample prints, left empty alone: the paper has no gap, or says which one it has."""
    form = DECIDING[name]
    full = {**sample_facts(), **own_sample(form), "ground_law": "Điều 1", "ground_text": "căn cứ"}
    assert compose(form, full, sample_head(form)).missing == ()
    said = {n for part in (*form.grounds, *form.opening, *form.articles) for n in (*PLACE.findall(part.text), *part.when.split())}
    for left in said & set(full):
        composed = compose(form, {**full, left: ""}, sample_head(form))
        gap = any(GAP in text for block in composed.paper.blocks for text in (block.text, *(c for row in block.rows for c in row)))
        assert not gap or left in [n for n, _ in composed.missing], left


def test_the_account_that_money_is_to_be_paid_to_is_no_gap() -> None:
    for name in ("money_third_2008", "money_held_2025", "business_income_2025", "securities_sell_2008"):
        form = FORMS[name]
        composed = compose(form, {**sample_facts(), **own_sample(form), "account": ""}, sample_head(form))
        assert ("account", VARIABLES["account"].label) in composed.missing


@pytest.mark.parametrize("name", sorted(n for n, f in DECIDING.items() if any(a.label == "Điều" for a in f.articles)))
def test_an_article_that_an_office_adds_has_its_number_in_order(name: str) -> None:
    """Whatever number was typed; what is no article stays at its place; the last article stays the last."""
    form = DECIDING[name]
    full = {**sample_facts(), **own_sample(form), "ground_law": "Điều 1", "ground_text": "căn cứ"}
    plain = [b for b in compose(form, {**full, "extra": ""}, sample_head(form)).paper.blocks if b.label.startswith("Điều")]
    extra = "Đoạn thêm tại chỗ.\nĐiều 9. bà An giao chìa khóa {debtor_names}.\nKèm theo biên bản.\nĐiều: Ông Bình chứng kiến."
    blocks = compose(form, {**full, "extra": extra}, sample_head(form)).paper.blocks
    labelled = [b for b in blocks if b.label.startswith("Điều")]
    assert [b.label for b in labelled] == [f"Điều {n}." for n in range(1, len(plain) + 3)]
    assert [b.text for b in labelled[-3:-1]] == ["Bà An giao chìa khóa {debtor_names}.", "Ông Bình chứng kiến."]
    assert labelled[-1].text == plain[-1].text
    texts = [b.text for b in blocks]
    assert texts.index("Kèm theo biên bản.") == texts.index("Bà An giao chìa khóa {debtor_names}.") + 1
    assert texts.count("Đoạn thêm tại chỗ.") == 1


def test_a_citation_that_begins_a_line_is_no_article() -> None:
    form = FORMS["deferral_2025"]
    blocks = compose(form, {**sample_facts(), "extra": "Điều 48 Luật Thi hành án dân sự quy định như sau."}, sample_head(form)).paper.blocks
    assert "Điều 48 Luật Thi hành án dân sự quy định như sau." in [b.text for b in blocks if not b.label]


@pytest.mark.parametrize("name", ["destruction_minutes_2008", "destruction_minutes_2025", "price_minutes_2025"])
@pytest.mark.parametrize("count", [3, 5, 12])
def test_every_member_of_a_council_has_a_place_to_sign(name: str, count: int) -> None:
    form = FORMS[name]
    chair = {1: "chủ tịch"}
    members = [{"n": str(n), "said": f"bà Số {n}", "c1": f"bà Số {n}", "c2": "Phòng Tài chính", "c3": chair.get(n, "")} for n in range(1, count + 1)]
    paper = compose(form, {**sample_facts(), **own_sample(form), "members": members}, sample_head(form)).paper
    assert paper.signatures[0] == "CHỦ TỊCH HỘI ĐỒNG: bà Số 1"
    assert list(paper.signatures[1:count]) == [f"THÀNH VIÊN HỘI ĐỒNG: bà Số {n}" for n in range(2, count + 1)]
    assert list(paper.signatures[count:]) == list(form.signatures)
    drawn = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(draw(paper))).pages).split())
    assert all(f"HỘIĐỒNGbàSố{n}(ký" in drawn for n in range(1, count + 1))


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


@pytest.mark.parametrize("law", ["2008", "2025"])
def test_a_decision_on_what_nobody_owes_has_no_empty_address(law: str) -> None:
    """Nothing follows "đối với:" there but the obligations themselves."""
    nobody: dict[str, Any] = {"debtors": [], "holders": [], "creditors": [], "debtor_names": "", "creditor_names": "", "nobody_owes": "có"}
    for form, facts in (("enforcement_cd", {}), ("termination", {"part": ""}), ("termination", {"part": "một phần"})):
        texts = said(f"{form}_{law}", {**nobody, **facts})
        assert not [text for text in texts if text.endswith("đối với:")]
        assert sum(text.endswith("như sau:") for text in texts) == 1
    owed = said(f"enforcement_cd_{law}", {"creditors": [], "holders": [], "nobody_owes": ""})
    assert [text for text in owed if text.endswith("đối với:")] == ["Cho thi hành án đối với:"]


def beginning(text: str) -> str:
    """By what the points of a list are told: the mark, or what kind of count."""
    found = re.match(r"([-+]) |(\d+)\. |(\d+|[a-zđ])\) ", text)
    return "" if found is None else found[1] or ("1" if found[2] else "a")


@pytest.mark.parametrize("name", sorted(FORMS))
def test_the_last_point_of_a_list_ends_in_a_full_stop(name: str) -> None:
    form = FORMS[name]
    paper = compose(form, {**sample_facts(), **own_sample(form)}, sample_head(form)).paper
    body = paper.blocks[paper.resolves_at :]
    for block, after in zip(body, [*body[1:], None], strict=True):
        if block.kind != "ground" and block.text.endswith(";"):
            assert after is not None, block
            assert beginning(block.text), block
            assert beginning(block.text) == beginning(after.text), (block, after)
