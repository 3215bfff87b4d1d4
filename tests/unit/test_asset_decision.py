"""The receiver's decision to handle entrusted assets: made and printed here, counted in its series, and voided while nobody was told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.delegations import Two, assets_delegated, two
from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    asset_decision,
    delegation_ack,
    delegation_assets,
    delegation_in,
    delegation_out,
    intake_strike,
    queries,
    upkeep,
)
from thads_desktop.services.asset_decision import Given

DAY = date(2022, 3, 7)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Two]:
    made = two(tmp_path, DAY)
    yield made
    made.close()


def came(both: Two, day: date = DAY) -> str:
    paper = assets_delegated(both.here, both.matter, (1,), day)
    return delegation_in.take(both.there.desk, delegation_out.make(both.here.desk, both.matter, paper, both.out).read_bytes())


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def codes(error: pytest.ExceptionInfo[Refused]) -> list[str]:
    assert all(say(r).strip() for r in error.value.refusals)
    return [r.code for r in error.value.refusals]


def test_the_decision_is_numbered_printed_and_ends_the_term(both: Two) -> None:
    judgment = came(both)
    assert any(d.rule == "R26" for d in queries.deadlines(both.there.desk))
    number = asset_decision.issue(both.there.desk, judgment, Given(both.there.officer), both.there.head, DAY)
    assert number.startswith("01/QĐ-")
    said = text_of(asset_decision.printed(both.there.desk, judgment))
    for word in (number, "nhà đất tại số 7 đường Lạch Tray", "Nguyễn Văn An", "10.000.000 đồng", "05 ngày làm việc", "Vũ Thị Dung", "quận Lê Chân"):
        assert word in said
    assert not any(d.rule == "R26" for d in queries.deadlines(both.there.desk))
    with both.there.desk.reading() as reader:
        file = delegation_assets.file_of(reader, judgment)
        assert reader.number_state("further", 2022) == 2
        assert asset_decision.is_made_here(reader, judgment)
    assert file is not None
    assert (file.number, file.decided) == (number, DAY)
    assert asset_decision.printed(both.there.desk, judgment) == asset_decision.printed(both.there.desk, judgment)
    delegation_ack.take(both.here.desk, delegation_ack.make(both.there.desk, judgment, both.out).read_bytes())
    assert upkeep.verify(both.there.desk).findings == ()


def test_twice_or_after_sending_back_is_refused(both: Two) -> None:
    judgment = came(both)
    asset_decision.issue(both.there.desk, judgment, Given(), both.there.head, DAY)
    with pytest.raises(Refused) as error:
        asset_decision.issue(both.there.desk, judgment, Given(), both.there.head, DAY)
    assert codes(error) == ["decision.already"]
    with both.there.desk.reading() as reader:
        assert reader.number_state("further", 2022) == 2, "nothing half done"


def test_who_may_not_sign_does_not(both: Two) -> None:
    judgment = came(both)
    with pytest.raises(Refused) as error:
        asset_decision.issue(both.there.desk, judgment, Given(), both.there.officer, DAY)
    assert codes(error) == ["signer.no_power"]


def test_a_number_nobody_was_told_of_is_voided_and_stays_in_the_series(both: Two) -> None:
    judgment = came(both)
    asset_decision.issue(both.there.desk, judgment, Given(), both.there.head, DAY)
    with both.there.desk.reading() as reader:
        seqs = {type(e.body).__name__: e.seq for e in reader.events_of(f"intake:{judgment}")}
    for kind, code in (("AssetHandlingDecided", "strike.issued"), ("PaperNumbered", "strike.issued")):
        with pytest.raises(Refused) as error:
            intake_strike.strike(both.there.desk, judgment, seqs[kind], "nhầm")
        assert codes(error) == [code]
    asset_decision.void(both.there.desk, judgment, "in sai tài sản")
    with both.there.desk.reading() as reader:
        assert any(isinstance(e.body, ev.PaperVoided) for e in reader.events_of(f"intake:{judgment}"))
    number = asset_decision.issue(both.there.desk, judgment, Given(), both.there.head, DAY)
    assert number.startswith("02/QĐ-")
    delegation_ack.make(both.there.desk, judgment, both.out)
    with pytest.raises(Refused) as error:
        asset_decision.void(both.there.desk, judgment, "in sai")
    assert codes(error) == ["assets.told"]


def test_before_the_law_knew_it_there_is_no_form(tmp_path: Path) -> None:
    made = two(tmp_path, date(2019, 10, 14))
    assert asset_decision.signers(made.there.desk, date(2019, 10, 14)) == []
    made.close()


def test_the_preview_leaves_number_and_day_open(both: Two) -> None:
    judgment = came(both)
    said = text_of(asset_decision.preview_pdf(both.there.desk, judgment, Given(asset="căn hộ số 5"), DAY))
    assert "căn hộ số 5" in said
    assert "Số: 01/" not in said
