"""Grounds of decisions: the codes that each law knows, and none of the other law's."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from thads_desktop.law.ruleset import NEW_LAW, Rules

RULES = Rules.load()
#: kind -> codes under the 2008 law, codes under Law 106/2025, as the articles list them.
CODES = {
    "deferral": ("a b c d đ e g h 2", "a b c d đ e g h i k l 2"),
    "suspension": ("2", "1"),
    "suspension_notice": ("1", "2"),
    "continuation": ("48.4 49.3 9.4", "46.3 47.3 38.2 63.2"),
    "termination": ("a b c d đ e g h", "1 2 3 4 5 6 7 8 62.6"),
    "means_lacking": ("a b c", "a b c d đ e g h"),
    "withdrawal": ("a b c d 57.1.a 137.3 1.6", "a b c d đ 64.2 62.5 11.2"),
    "refusal": ("a b c", "a b c d đ"),
}
ARTICLES = {
    "deferral": ("48", "46"),
    "suspension": ("49", "47"),
    "suspension_notice": ("49", "47"),
    "termination": ("50", "48"),
    "means_lacking": ("44a", "38"),
    "amendment": ("37", "52"),
    "cancellation": ("37", "52"),
}
LAST_OLD = date(2026, 6, 30)
#: Grounds that stand in another article than the others of their kind, with their citation.
BESIDE = {
    "63.2": "khoản 2 Điều 63 Luật Thi hành án dân sự 106/2025/QH15",
    "62.6": "khoản 6 Điều 62 Luật Thi hành án dân sự 106/2025/QH15", "62.5": "khoản 5 Điều 62 Luật Thi hành án dân sự 106/2025/QH15",
    "137.3": "khoản 3 Điều 137 Luật Thi hành án dân sự 26/2008/QH12", "64.2": "khoản 2 Điều 64 Luật Thi hành án dân sự 106/2025/QH15",
    "1.6": "khoản 6 Điều 1 Thông tư liên tịch 11/2016/TTLT-BTP-TANDTC-VKSNDTC", "11.2": "khoản 2 Điều 11 Nghị định 152/2026/NĐ-CP",
}  # fmt: skip


@pytest.mark.parametrize("kind", CODES)
def test_codes(kind: str) -> None:
    old, new = CODES[kind]
    assert [g.code for g in RULES.grounds(kind, date(2020, 6, 1))] == old.split()
    assert [g.code for g in RULES.grounds(kind, LAST_OLD)] == old.split()
    assert [g.code for g in RULES.grounds(kind, NEW_LAW)] == new.split()


@pytest.mark.parametrize("kind", ARTICLES)
def test_articles(kind: str) -> None:
    for day, article, law in zip((LAST_OLD, NEW_LAW), ARTICLES[kind], ("26/2008/QH12", "106/2025/QH15"), strict=True):
        for ground in RULES.grounds(kind, day):
            if ground.code in BESIDE:
                continue
            assert f"Điều {article} " in ground.cite
            assert law in ground.cite


def test_every_kind_of_decision_has_grounds_under_both_laws() -> None:
    for kind, grounds in RULES.grounds_of.items():
        if kind == "deferral_with_means_lacking":
            # Only the 2008 law joins the two (ND62 9.3); the 2025 law has a ground of deferral of its own (46.1.b).
            continue
        assert {g.law for g in grounds} == {"2008", "2025"}, kind
        for day in (date(2015, 10, 1), LAST_OLD, NEW_LAW):
            now = RULES.grounds(kind, day)
            assert now, (kind, day)
            assert len({g.code for g in now}) == len(now), (kind, day)
            assert {g.law for g in now} == {RULES.law_on(day)}
        assert all(len(g.text) > 10 and g.cite for g in grounds)


def test_every_ground_has_a_row() -> None:
    """``grounds.csv``: what for, law, code, how sure, article; read against the articles."""
    with (Path(__file__).parent / "grounds.csv").open(encoding="utf-8", newline="") as file:
        rows = {(r["of"], r["law"], r["code"], r["certainty"], r["cite"]) for r in csv.DictReader(file)}
    held = {
        (kind, g.law, g.code, g.certainty, g.cite.removesuffix(" (sửa đổi, bổ sung năm 2014)")) for kind, of in RULES.grounds_of.items() for g in of
    }
    assert held == rows


def test_grounds_beside_the_article_of_their_kind() -> None:
    held = {g.code: g.cite for of in RULES.grounds_of.values() for g in of if g.code in BESIDE}
    assert {code: cite.removesuffix(" (sửa đổi, bổ sung năm 2014)") for code, cite in held.items()} == BESIDE


def test_a_continuation_of_what_was_not_annulled_lifts_the_suspension() -> None:
    assert "63.2" in {g.code for g in RULES.grounds("continuation_of_suspension", NEW_LAW)}


def test_what_a_reader_must_know_beside_a_ground_is_a_sentence() -> None:
    for of in RULES.grounds_of.values():
        for ground in of:
            assert not ground.note or ground.note.endswith("."), ground


def test_a_kind_without_grounds() -> None:
    assert RULES.grounds("summons", NEW_LAW) == ()


def test_deferral_by_agreement_has_one_code_under_both_laws() -> None:
    for day in (LAST_OLD, NEW_LAW):
        agreed = next(g for g in RULES.grounds("deferral", day) if g.code == "c")
        assert agreed.cite.startswith("điểm c khoản 1")
        assert "đồng ý hoãn" in agreed.text


@pytest.mark.parametrize(
    ("topic", "day", "cite"),
    [
        ("kinship", "2020-06-01", "khoản 5 Điều 21 Luật Thi hành án dân sự 26/2008/QH12"),
        ("kinship", "2026-07-01", "điểm d khoản 2 Điều 16 Luật Thi hành án dân sự 106/2025/QH15"),
        ("end", "2026-07-01", "Điều 55 Luật Thi hành án dân sự 106/2025/QH15"),
        ("no such topic", "2026-07-01", ""),
    ],
)
def test_topics(topic: str, day: str, cite: str) -> None:
    found = RULES.topic_cite(topic, date.fromisoformat(day))
    assert found.startswith(cite) if cite else not found
