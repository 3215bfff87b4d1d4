"""Assets entrusted to another office, and its decision on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.delegations import Two, assets_delegated
from thads_desktop.domain.acts import PLAIN, Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    asset_decision,
    delegation_in,
    delegation_out,
    paper_mending,
    papers,
    queries,
)
from thads_desktop.services.paper_place import on_intake

DAY = date(2022, 3, 7)
LATER = date(2022, 3, 9)


def came(both: Two, day: date = DAY) -> str:
    paper = assets_delegated(both.here, both.matter, (1,), day)
    return delegation_in.take(both.there.desk, delegation_out.make(both.here.desk, both.matter, paper, both.out).read_bytes())


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def codes(error: pytest.ExceptionInfo[Refused]) -> list[str]:
    assert all(say(r).strip() for r in error.value.refusals)
    return [r.code for r in error.value.refusals]


def drafted(judgment: str, officer: str = "", **texts: str) -> papers.Draft:
    return papers.Draft(asset_decision.FORM, Effect(PLAIN, officer=officer), on_intake(judgment), texts)  # type: ignore[arg-type]  # a kind of effect


def issued(both: Two, judgment: str, officer: str = "", **texts: str) -> tuple[str, str]:
    """(paper, number)."""
    return papers.issue_at_once(both.there.desk, drafted(judgment, officer, **texts), both.there.head, both.there.clock.day)


def owed(both: Two, rule: str) -> list[date]:
    return [d.due for d in queries.deadlines(both.there.desk) if d.rule == rule]


def mending(both: Two, paper: str, way: str, old: str = "", new: str = "") -> papers.Draft:
    made = paper_mending.draft(both.there.desk, paper, way, old, new)
    kind = made.effect.kind
    clause = both.there.desk.rules.grounds(kind, DAY)[0].code
    return replace(made, effect=replace(made.effect, clause=clause), texts={**made.texts, "consequence": "nội dung khác giữ nguyên"})
