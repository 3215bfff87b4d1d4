"""A form's own fields, letters and their address: read strictly, said on the paper, refused when they are none of their kind."""

from __future__ import annotations

import dataclasses

import pytest

from thads_desktop.documents.catalogue import catalogue
from thads_desktop.documents.compose import compose, plain_text
from thads_desktop.documents.facts import field_faults, own_fields
from thads_desktop.documents.form import Form, FormError, form_in, load_forms
from thads_desktop.documents.samples import sample, sample_head
from thads_desktop.domain.acts import Effect

LETTER = """
id = "asking"
effect = "paper"
title = "CÔNG VĂN"
subject = "V/v cung cấp thông tin"
number = 21
status = "reconstructed"
law = "2008"
from = 2009-07-01
signer = "officer"
series = "admin"
letter = true
resolves = ""
to = ["{body};"]
needs = ["body", "until"]
recipients = ["Lưu: VT, HS THA."]

[[field]]
name = "body"
label = "Nơi nhận"
sample = "Ngân hàng A"

[[field]]
name = "until"
label = "Trả lời trước ngày"
kind = "day"
sample = "2020-08-05"

[[field]]
name = "fee"
label = "Chi phí"
kind = "money"
sample = "1500000"

[[field]]
name = "items"
label = "Tài sản"
kind = "lines"
columns = ["Tên", "Số lượng"]
sample = "Xe máy; 01"

[[article]]
label = ""
text = "Đề nghị trả lời trước {until}; chi phí {fee}."

[[article]]
label = ""
text = "{n}. {c1}, số lượng {c2}"
each = "items"
"""


def made(text: str = LETTER) -> Form:
    return form_in("asking.toml", text.encode())


def test_a_letter_says_whom_it_is_for_and_each_field_in_its_kind() -> None:
    form = made()
    texts = {"body": "Ngân hàng <b>A</b>", "until": "2020-08-05", "fee": "1500000", "items": "Xe máy; 01\n\n Tủ lạnh ; 2"}
    paper = compose(form, {**texts, **own_fields(form.own, texts)}, sample_head(form)).paper
    text = plain_text(paper)
    assert paper.to == ("Ngân hàng <b>A</b>",)
    assert "Đề nghị trả lời trước ngày 05 tháng 8 năm 2020; chi phí 1.500.000 đồng (Một triệu năm trăm nghìn đồng)." in text
    assert "1. Xe máy, số lượng 01" in text
    assert "2. Tủ lạnh, số lượng 2" in text
    assert sample_head(form).number_line == "Số: 05/CCTHADS-NV"
    # Content that the case needs is offered by every form.
    assert form.typed == ("body", "until", "fee", "extra", "items")


def test_a_needed_field_that_is_empty_is_named() -> None:
    assert compose(made(), {"body": "Ngân hàng A", "fee": "1.000 đồng"}, sample_head(made())).missing == (("until", "Trả lời trước ngày"),)


def test_what_is_none_of_its_kind_is_said_with_its_field() -> None:
    form = made()
    wrong = {"until": "hôm qua", "fee": "-5", "items": "a; b\nc; d; e"}
    assert [(code, field) for code, _, field in field_faults(form.own, wrong)] == [
        ("field.no_day", "until"), ("field.no_money", "fee"), ("field.too_many_cells", "items"),
    ]  # fmt: skip
    assert field_faults(form.own, {}) == []


@pytest.mark.parametrize("typed", ["1" + "0" * 15, "1" + "0" * 18, "9" * 25, "9" * 5000])
def test_a_sum_that_cannot_be_is_said_with_its_field(typed: str) -> None:
    form = made()
    found = [(code, field) for code, _, field in field_faults(form.own, {"fee": typed})]
    assert found == ([] if typed == "1" + "0" * 15 else [("field.no_money", "fee")])
    texts = {"body": "A", "fee": typed, **own_fields(form.own, {"fee": typed})}
    assert plain_text(compose(form, texts, sample_head(form)).paper)


@pytest.mark.parametrize("wrong", [
    'name = "reason"', 'name = "Body"', 'name = "body"\nkind = "number"', 'name = "body"\ncolumns = ["x"]', 'name = "until"',
])  # fmt: skip
def test_a_field_that_is_not_sound_is_refused(wrong: str) -> None:
    with pytest.raises(FormError):
        made(LETTER.replace('name = "body"', wrong, 1))


def test_the_sample_of_a_letter_has_its_fields() -> None:
    assert "Ngân hàng A" in plain_text(sample(made(), "long"))


def test_the_catalogue_has_its_95_rows() -> None:
    found = catalogue()
    assert [e.number for e in found.entries] == list(range(1, 96))
    assert {e.family for e in found.entries} == set("ABCDEF")
    assert found.of(1) is not None
    assert found.of(0) is None


def test_no_own_field_is_named_as_what_every_page_of_a_paper_asks() -> None:
    reserved = {f.name for f in dataclasses.fields(Effect)} | {"day", "signer", "line", "new_kind", "income", "wage", "heads", "agreed", "costs"}
    assert {(f.id, v.name) for f in load_forms() for v in f.own if v.name in reserved} == set()


def test_what_a_paragraph_prints_without_a_condition_must_be_filled() -> None:
    form = made()
    assert form.required == ("body", "until", "fee")
    optional = made(LETTER.replace('until}; chi phí {fee}."', 'until}."\n\n[[article]]\nlabel = ""\ntext = "Chi phí {fee}."\nwhen = "fee"'))
    assert optional.required == ("body", "until")
    texts = {"body": "Ngân hàng A", "until": "2020-08-05"}
    assert compose(form, {**texts, **own_fields(form.own, texts)}, sample_head(form)).missing == (("fee", "Chi phí"),)
    assert compose(optional, {**texts, **own_fields(optional.own, texts)}, sample_head(optional)).missing == ()


def test_places_of_signature_are_for_lines_of_an_own_field() -> None:
    signed = made(LETTER.replace("letter = true", 'letter = true\nsigned_by = { each = "items", text = "{c2}: {c1}", plain = "Người ký: {c1}" }'))
    assert signed.signed_by is not None
    for wrong in ('each = "body", text = "{c1}"', 'each = "items", text = "{c9}"'):
        with pytest.raises(FormError):
            made(LETTER.replace("letter = true", f'letter = true\nsigned_by = {{ {wrong}, plain = "x" }}'))
