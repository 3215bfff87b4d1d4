"""Minutes decide nothing and bear no number: they are neither amended nor withdrawn nor cancelled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.office import bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.breaches import words
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import papers, recording

TEXTS = dict.fromkeys(("reason", "evidence", "consequence", "old_text", "new_text", "content"), "nội dung")


def test_minutes_are_no_target(tmp_path: Path) -> None:
    office = bench(tmp_path / "data", date(2019, 10, 7))
    matter = office.decision()
    minutes, _ = papers.issue_at_once(
        office.desk, papers.Draft("verification", Effect("verification", result="none"), matter, TEXTS), office.officer
    )
    for kind, clause in (("withdrawal", "b"), ("amendment", "2"), ("cancellation", "3")):
        draft = papers.Draft(kind, Effect(kind, clause, target=minutes), matter, TEXTS)  # type: ignore[arg-type]  # the kind comes as a word
        with pytest.raises(Refused) as refused:
            papers.issue_at_once(office.desk, draft, office.head)
        assert "target.no_decision" in [r.code for r in refused.value.refusals], kind
    draft = papers.Draft("cancellation", Effect("cancellation", "3", target=minutes), matter, TEXTS)
    _, broken = recording.record(office.desk, draft, "8/QĐ-CTHADS", "Đào Xuân Quý", date(2019, 10, 7))
    assert broken == ("target.no_decision",)
    assert "biên bản" in words(broken)
    with office.desk.reading() as reader:
        assert fold(reader.events_of(f"matter:{matter}")).verifications
