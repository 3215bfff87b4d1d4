"""A delegation, a freeze and a ban on leaving the country say what the catalogue of papers asks of them, under both laws."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench, on_its_form
from tests.unit.test_forms_measures import DAYS, matter_of
from thads_desktop.documents.compose import plain_text
from thads_desktop.domain.acts import Effect
from thads_desktop.services import acts, papers
from thads_desktop.services.beginnings import table
from thads_desktop.services.paper_facts import form_on

TO = "Thi hành án dân sự tỉnh Quảng Ninh"


@pytest.fixture(params=list(DAYS))
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAYS[request.param])
    yield made
    made.desk.close()


def checked(office: Bench, draft: papers.Draft) -> tuple[dict[str, str], str]:
    """What is missing by name, and the text of the paper."""
    with office.desk.reading() as reader:
        found = papers.check(office.desk, reader, draft, office.clock.day)
        return dict(found.missing), plain_text(papers.preview(office.desk, reader, draft, office.clock.day))


def test_a_delegation_names_the_four_groups_what_is_to_be_known_and_what_goes_with_it(office: Bench) -> None:
    matter = matter_of(office)
    acts.collect(office.desk, matter, office.clock.day, 1, 2_000_000)
    kept = on_its_form(office, matter, Effect("security", measure="keep"))
    papers.issue_at_once(office.desk, kept, office.officer)
    clause = office.desk.rules.grounds("delegation", office.clock.day)[0].code
    effect = Effect("delegation", clause, to_office=TO)
    missing, _text = checked(office, papers.Draft("delegation", effect, matter, {"reason": "x"}))
    assert set(missing) == {"needed_info", "enclosures"}
    with office.desk.reading() as reader:
        begun = table.begins(office.desk, reader, matter, form_on("delegation", office.clock.day), office.clock.day)
    first, second, third = begun["enclosures"].splitlines()
    assert first.startswith("Bản sao Bản án số")
    assert second.startswith("Quyết định thi hành án theo yêu cầu số")
    assert third.startswith("Quyết định tạm giữ tài sản, giấy tờ số")
    missing, text = checked(office, papers.Draft("delegation", effect, matter, {"reason": "x", "needed_info": "không có", **begun}))
    assert missing == {}
    due, rest = text.split("a) Các khoản phải thi hành:")[1].split("b) Các khoản đã thi hành xong:")
    done, here = rest.split("c) Các khoản đang thi hành, không ủy thác: không có.")
    assert "10.000.000 đồng" in due
    assert "2.000.000 đồng" in done
    assert "Thông tin cần thiết khác: không có." in here
    assert f"1. {first}." in here
    assert f"3. {third}." in here


def test_the_bank_reports_within_the_hours_of_the_law(office: Bench) -> None:
    matter = matter_of(office)
    new = office.clock.day >= date(2026, 7, 1)
    for form in ("freeze_account", "freeze_deposit"):
        own = {v.name: v.sample for v in form_on(form, office.clock.day).own}
        _missing, text = checked(office, papers.Draft(form, Effect("security", measure="freeze", amount=1_000_000), matter, own))
        # The old law gives no number.
        assert ("trong thời hạn 24 giờ theo Điều 43 Nghị định số 152/2026/NĐ-CP" in text) == new
        assert ("24 giờ" in text) == new


def test_a_ban_on_leaving_names_its_term_and_who_is_banned(office: Bench) -> None:
    matter = matter_of(office)
    missing, _text = checked(office, papers.Draft("exit_ban", Effect("exit_ban"), matter, {}))
    assert set(missing) == {"banned_ids", "ban_term"}
    said = {"banned_ids": "hộ chiếu số C1", "ban_term": "đến khi thi hành xong", "banned_born": "12/4/1980, quốc tịch Việt Nam"}
    missing, text = checked(office, papers.Draft("exit_ban", Effect("exit_ban"), matter, said))
    assert missing == {}
    assert "Thời hạn tạm hoãn xuất cảnh: đến khi thi hành xong." in text
    assert "Ngày sinh, quốc tịch: 12/4/1980, quốc tịch Việt Nam." in text
