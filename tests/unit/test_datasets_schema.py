"""The files of the data sets agree with the program, with their document, and with the sources of rows."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import GROUND_KINDS
from thads_desktop.domain.asset import LEADS
from thads_desktop.exchange import dataset_schema
from thads_desktop.exchange.dataset_schema import datasets
from thads_desktop.law import asset_ways, decisions, store_law
from thads_desktop.law.asset_kinds import kinds
from thads_desktop.services import acts, asset_cards, queries
from thads_desktop.services.dataset_rows.registry import OF_MATTER, OF_OFFICE

#: What the platform exchanges, and its carriers.
WANTED = {
    "requests", "decisions", "parties", "obligations", "statuses", "verifications", "coercion", "security", "vouchers", "receipts", "complaints",
    "guidance", "judgments", "matters", "exhibits", "assets", "valuations", "auctions",
}  # fmt: skip


def test_the_sets_that_the_data_platform_names_are_there_and_each_has_its_rows() -> None:
    assert set(datasets()) >= WANTED
    assert set(OF_MATTER) | set(OF_OFFICE) == set(datasets())


def test_the_document_is_up_to_date(root: Path) -> None:
    spec = importlib.util.spec_from_file_location("dataset_docs", root / "scripts" / "dataset_docs.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert (root / "docs" / "datasets.md").read_text(encoding="utf-8") == made.text(), "run python scripts/dataset_docs.py"


def words(dataset: str, field: str) -> dict[str, str]:
    return datasets()[dataset].field(field).words


def test_code_lists_hold_what_the_program_knows() -> None:
    assert set(words("decisions", "kind")) == set(GROUND_KINDS)
    assert words("judgments", "case_type") == queries.CASE_WORDS
    assert words("matters", "status") == queries.STATUS_WORDS
    assert words("matters", "kind") == queries.KIND_WORDS
    assert set(words("coercion", "measure")) == {e.act for e in decisions.catalogue().entries if e.family}
    assert set(words("verifications", "result")) == set(acts.RESULTS)
    assert set(acts.NOTICE_WAYS) < set(words("milestones", "way"))
    law = store_law.load()
    assert {f: words("exhibits", f) for f in ("kind", "fate", "place")} == {"kind": law.kinds, "fate": law.fates, "place": law.places}
    ways = asset_ways.table()
    assert words("assets", "kind") == {k.key: k.title for k in kinds().values()}
    assert words("assets", "stage") == ways.states
    assert words("assets", "how") == asset_cards.LINKS
    steps = words("valuations", "step") | words("auctions", "step")
    assert steps == {code: ways.says(code) for code in steps}
    # Steps of the seizure itself stand in the row of the asset.
    assert set(LEADS) - set(steps) == {
        "seizure_day", "cost_told", "seizure_told", "asset_seized", "seized_again", "release_ground", "seizure_released",
    }  # fmt: skip
    assert not set(words("valuations", "step")) & set(words("auctions", "step"))
    assert set(ev.CASE_TYPES) == set(words("judgments", "case_type"))


def test_what_is_only_told_says_so_and_nothing_else_does() -> None:
    """As ``dataset_in.course`` and ``opening`` do it."""
    assert {s.key for s in datasets().values() if "tell" in s.comes_in} == {"matters", "obligations", "decisions", "coercion", "security"}
    for s in datasets().values():
        assert not {"tell", "update"} <= set(s.comes_in)
        assert ("cập nhật" in s.field("id").meaning) == ("update" in s.comes_in)


def test_secret_fields_are_marked() -> None:
    secret = {
        "parties": ("name", "birth_year", "ids", "address", "account"), "obligations": ("words", "debtor_names"),
        "assets": ("name", "facts", "owner_names", "co_owner_names", "note"), "valuations": ("asset_name", "org", "party_name", "note"),
        "auctions": ("asset_name", "org", "party_name", "note"),
    }  # fmt: skip
    for dataset, fields in secret.items():
        assert all(datasets()[dataset].field(f).secret for f in fields)
    assert "to_cao" not in "".join(datasets())


GOOD = {
    "title": "t", "sheet": "s", "order": 1, "version": 1, "since": 1, "meaning": "m", "span": "", "comes_in": "new",
    "field": [{"name": "id", "heading": "Mã", "type": "id", "meaning": "m"}],
}  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"more": 1}, {"comes_in": "gone"}, {"comes_in": "", "why_not": ""}, {"sheet": "s" * 27}, {"span": "day"}, {"field": []},
        {"field": [{"name": "id", "heading": "Mã", "type": "id", "meaning": "m"}, {"name": "x", "heading": "Mã", "type": "text", "meaning": ""}]},
        {"field": [{"name": "id", "heading": "Mã", "type": "code", "meaning": "m"}]},
        {"field": [{"name": "id", "heading": "Mã", "type": "ref", "meaning": "m"}]},
        {"field": [{"name": "id", "heading": "Mã", "type": "word", "meaning": "m"}]},
    ],
)  # fmt: skip
def test_an_unsound_file_is_a_fault(wrong: dict[str, Any]) -> None:
    dataset_schema.read("x", GOOD, {})
    with pytest.raises((dataset_schema.SchemaError, IndexError)):
        dataset_schema.read("x", {**GOOD, **wrong}, {})
