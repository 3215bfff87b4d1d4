"""The fee is told so many days before a creditor is handed an asset: what the check before issue says of it, under both laws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents.form import form_for
from thads_desktop.domain.acts import PLAIN, Effect
from thads_desktop.services import papers, sending, six_heads

DAY = date(2020, 2, 3)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 1, 6))
    made.decision(due=500_000_000, kind="yc")
    made.on(DAY)
    yield made
    made.desk.close()


def to_creditor(office: Bench, when: date) -> papers.Draft:
    form = form_for("asset_to_creditor", office.clock.day)
    return papers.Draft(form.id, Effect(PLAIN), office.matters[0], {**{v.name: v.sample for v in form.own}, "handover_day": when.isoformat()})


def said(office: Bench, draft: papers.Draft) -> list[tuple[str, str]]:
    day = office.clock.day
    with office.desk.reading() as reader:
        heads = six_heads.looked(office.desk, reader, draft, day, papers.check(office.desk, reader, draft, day))
    return [(x.kind, x.text) for x in next(h for h in heads if h.key == "time").lines if "giao tài sản" in x.text.lower()]


def fee(office: Bench) -> papers.Draft:
    texts = {"base_text": "100.000.000 đồng", "received_day": DAY.isoformat(), "fee_bands": "100.000.000; 3 %; 3.000.000"}
    return papers.Draft("fee", Effect("fee", amount=3_000_000, confirmed=("fee.nothing_due", "fee.more_than_due")), office.matters[0], texts)


def test_what_was_not_told_is_said_with_its_last_day(office: Bench) -> None:
    ((kind, text),) = said(office, to_creditor(office, date(2020, 3, 2)))
    assert kind == "told"
    assert "ít nhất 15 ngày" in text
    assert "điểm b khoản 4 Điều 5 Thông tư 216/2016/TT-BTC" in text
    assert "báo trước khi giao tài sản" in text
    assert ", chậm nhất ngày 16/02/2020." in text
    ((_kind, text),) = said(office, to_creditor(office, date(2020, 2, 14)))
    assert "lẽ ra chậm nhất ngày 30/01/2020" in text


def test_what_was_told_is_held_against_the_day(office: Bench) -> None:
    paper, _ = papers.issue_at_once(office.desk, fee(office), office.head)
    assert "Chưa ghi đã báo phí" in said(office, to_creditor(office, date(2020, 3, 2)))[0][1], "decided, and not sent to anybody yet"
    office.on(date(2020, 2, 5))
    sending.send(office.desk, paper, "party", "", "post")
    assert said(office, to_creditor(office, date(2020, 2, 20))) == [
        ("known", "Đã báo phí ngày 05/02/2020, trước khi giao tài sản ít nhất 15 ngày (điểm b khoản 4 Điều 5 Thông tư 216/2016/TT-BTC).")
    ]
    ((kind, text),) = said(office, to_creditor(office, date(2020, 2, 19)))
    assert (kind, "giao tài sản sớm nhất ngày 20/02/2020" in text) == ("told", True)


def test_a_coercion_to_hand_over_has_its_day_too(office: Bench) -> None:
    effect = Effect("coercion", measure="hand_over", until=date(2020, 3, 2))
    ((kind, text),) = said(office, papers.Draft("return_thing", effect, office.matters[0], {}))
    assert (kind, "chậm nhất ngày 16/02/2020" in text) == ("told", True)
    assert said(office, papers.Draft("return_thing", replace(effect, until=None), office.matters[0], {})) == []


def test_the_decision_on_the_fee_says_from_when_an_asset_may_be_handed_over(office: Bench) -> None:
    ((kind, text),) = said(office, fee(office))
    assert (kind, "sớm nhất ngày 18/02/2020" in text) == ("known", True)


def test_no_number_is_invented_for_the_new_law(office: Bench) -> None:
    office.on(date(2026, 7, 1))
    ((kind, text),) = said(office, to_creditor(office, date(2026, 8, 3)))
    assert kind == "told"
    assert "chưa xác lập" in text
    assert "chậm nhất" not in text
