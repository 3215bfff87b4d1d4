"""A text with a number is cited in full once and then short, in one way; an article and its own clause are one ground."""

from __future__ import annotations

import re

import pytest

from thads_desktop.documents.citations import Cited, once, read, texts
from thads_desktop.documents.compose import plain_text
from thads_desktop.documents.form import load_forms
from thads_desktop.documents.samples import sample
from thads_desktop.law.errors import LawDataError

FULL = "Nghị định số 152/2026/NĐ-CP ngày 13 tháng 5 năm 2026 của Chính phủ"


def test_it_is_named_in_full_once_however_it_is_written() -> None:
    cited = Cited()
    assert cited.said("Căn cứ Điều 8 Nghị định 152/2026/NĐ-CP của Chính phủ") == f"Căn cứ Điều 8 {FULL}"
    assert cited.said("theo Nghị định số 152/2026/NĐ-CP của Chính phủ") == "theo Nghị định số 152/2026/NĐ-CP"
    assert cited.said("theo Nghị định 152/2026/NĐ-CP") == "theo Nghị định số 152/2026/NĐ-CP"
    assert cited.said("Nghị định 152/2024/NĐ-CP") == "Nghị định 152/2024/NĐ-CP"


@pytest.mark.parametrize("form", load_forms(), ids=lambda f: f"{f.id}_{f.law}")
def test_no_paper_cites_it_another_way(form: object) -> None:
    text = plain_text(sample(form))  # type: ignore[arg-type]  # a form
    for law, _ in texts():
        said = [m.start() for m in re.finditer(re.escape(law.number), text)]
        if said:
            assert text.count(law.full) == 1
            assert text.index(law.full) + len(law.kind) + 4 == said[0]
            assert text.count(law.short) == len(said)


@pytest.mark.parametrize(
    ("grounds", "kept"),
    [
        (["Điều 22 L", "Điều 46 L", "điểm a khoản 1 Điều 46 L"], ["Điều 22 L", "", "điểm a khoản 1 Điều 46 L"]),
        (["Điều 38 L", "điểm b khoản 1 Điều 38 L", "Điều 38 L"], ["", "điểm b khoản 1 Điều 38 L", ""]),
        (["khoản 2, khoản 3 Điều 36, Điều 45 L", "Điều 36 L"], ["khoản 2, khoản 3 Điều 36, Điều 45 L", ""]),
        (["Điều 20 L", "Điều 20, Điều 71 L"], ["Điều 20 L", "Điều 71 L"]),
        (["Điều 42 L", "Điều 42 Nghị định số 1/2026/NĐ-CP"], ["Điều 42 L", "Điều 42 Nghị định số 1/2026/NĐ-CP"]),
        (["khoản 1 Điều 4 L", "khoản 2 Điều 4 L"], ["khoản 1 Điều 4 L", "khoản 2 Điều 4 L"]),
    ],
)  # fmt: skip
def test_an_article_and_its_clause_are_one_ground(grounds: list[str], kept: list[str]) -> None:
    law = "Luật Thi hành án dân sự"
    whole = [f"Căn cứ {g.replace(' L', f' {law}')}" for g in grounds]
    assert once(whole) == [f"Căn cứ {g.replace(' L', f' {law}')}" if g else "" for g in kept]


def test_what_is_more_than_articles_stays() -> None:
    law = "Luật Thi hành án dân sự"
    said = [f"Căn cứ Điều 34 {law}, điểm b khoản 1 Điều 9 Nghị định 152/2026/NĐ-CP", f"Xét thấy Điều 34 {law}", "Căn cứ x"]
    assert once(said) == said


@pytest.mark.parametrize("form", load_forms(), ids=lambda f: f"{f.id}_{f.law}")
def test_no_paper_has_a_ground_twice(form: object) -> None:
    paper = sample(form)  # type: ignore[arg-type]  # a form
    grounds = [b.text.rstrip(";.") for b in paper.blocks if b.kind == "ground"]
    assert once(grounds) == grounds


@pytest.mark.parametrize("content", ["x", '[[text]]\nkind = "Nghị định"', '[[text]]\nkind = ""\nnumber = "1"\nday = 2020-01-01\nbody = "x"\ntitle = ""'])
def test_an_unsound_file_is_not_read(content: str) -> None:
    with pytest.raises(LawDataError):
        read(content)
