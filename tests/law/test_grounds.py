"""Grounds of decisions: the codes that each law knows, and none of the other law's."""

from __future__ import annotations

from datetime import date

import pytest

from thads_desktop.law.ruleset import NEW_LAW, Rules

RULES = Rules.load()
#: kind -> codes under the 2008 law, codes under Law 106/2025, as the articles list them.
CODES = {
    "deferral": ("a b c d đ e g h 2", "a b c d đ e g h i k l 2"),
    "suspension": ("2", "1"),
    "suspension_notice": ("1", "2"),
    "continuation": ("48.4 49.3 9.4", "46.3 47.3 38.2"),
    "termination": ("a b c d đ e g h", "1 2 3 4 5 6 7 8"),
    "means_lacking": ("a b c", "a b c d đ e g h"),
    "withdrawal": ("a b c d 57.1.a", "a b c d đ"),
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
            assert f"Điều {article} " in ground.cite
            assert law in ground.cite


def test_every_kind_of_decision_has_grounds_under_both_laws() -> None:
    for kind, grounds in RULES.grounds_of.items():
        if kind == "deferral_with_means_lacking":
            # Only the 2008 law joins the two (ND62 9.3); the 2025 law has a ground of deferral of its own (46.1.b).
            continue
        if kind == "conclusion":
            # The 2008 law ends a matter by performance or termination alone (LQ 52).
            assert {g.law for g in grounds} == {"2025"}
            continue
        assert {g.law for g in grounds} == {"2008", "2025"}, kind
        for day in (date(2015, 10, 1), LAST_OLD, NEW_LAW):
            now = RULES.grounds(kind, day)
            assert now, (kind, day)
            assert len({g.code for g in now}) == len(now), (kind, day)
            assert {g.law for g in now} == {RULES.law_on(day)}
        assert all(len(g.text) > 10 and g.cite for g in grounds)


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
