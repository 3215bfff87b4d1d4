"""Every form of the day may be picked from a matter; what the matter bars is barred in the words it is refused with; a paper that changes
nothing goes the whole way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.packs import PUBLISHERS, packed
from tests.retold import founded
from tests.unit.test_own_fields import LETTER
from thads_desktop.documents.form import load_forms
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, form_approval, form_picker, offers, packs, papers, queries, sending

DAY = date(2019, 10, 7)
MINUTES = """
id = "meeting_thu"
effect = "paper"
title = "BIÊN BẢN"
subject = "Giải quyết việc thi hành án"
number = 18
status = "reconstructed"
law = "2008"
from = 2009-07-01
signer = "officer"
minutes = true
needs = ["place"]

[[field]]
name = "place"
label = "Tại"
sample = "trụ sở"

[[article]]
label = ""
text = "Hôm nay, tại {place}."

[[article]]
label = ""
text = "Biên bản lập xong, đã đọc lại."
"""


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    files = {("documents", "asking_thu.toml"): LETTER.replace('"asking"', '"asking_thu"'), ("documents", "working_thu.toml"): MINUTES}
    files = {key: text.encode() for key, text in files.items()}
    packs.install(made.desk, packs.look(made.desk, packed(files), PUBLISHERS), PUBLISHERS)
    form_approval.approve_all(made.desk)
    yield made
    made.desk.close()


def listed(office: Bench, matter: str, day: date = DAY) -> dict[str, form_picker.Choice]:
    view = queries.matter(office.desk, matter)
    return {c.form: c for c in form_picker.choices(office.desk, matter, view.state, day)}


def test_every_form_of_the_day_is_there_once_by_family(office: Bench) -> None:
    found = listed(office, office.decision())
    on = {f.id for f in load_forms() if f.on(DAY) and f.effect not in ("enforcement", "none") and f.id != "asset_handling"}
    assert set(found) == on
    families = [c.family for c in found.values()]
    assert families == sorted(families, key=lambda f: f or "Z")
    assert found["deferral"].family_name == "Quyết định làm thay đổi việc thi hành"
    assert found["meeting_thu"].what == "biên bản"
    assert found["asking_thu"].what == "công văn"


def test_the_reasons_are_those_of_the_offers(office: Bench) -> None:
    matter = office.decision()
    view = queries.matter(office.desk, matter)
    known = {o.key: o for o in offers.offers(office.desk, view.state, DAY, matter) if o.kind == "paper"}
    found = listed(office, matter)
    assert {k: known[k].why for k in known if k in found} == {k: found[k].why for k in known if k in found}
    assert found["continuation"].why
    assert not found["asking_thu"].why


def test_what_is_not_approved_is_said_beside_it(office: Bench) -> None:
    matter = office.decision()
    row = next(r for r in form_approval.listed(office.desk) if r.form == "asking_thu")
    form_approval.withdraw(office.desk, row.form, row.sha256)
    assert "chưa được Thủ trưởng duyệt" in listed(office, matter)["asking_thu"].note


@pytest.mark.parametrize(("form", "texts"), [
    ("asking_thu", {"body": "Ngân hàng A", "until": "2020-08-05", "fee": "1500000", "extra": "Thêm một đoạn."}), ("meeting_thu", {"place": "trụ sở"}),
])  # fmt: skip
def test_a_paper_that_changes_nothing_goes_the_whole_way(office: Bench, form: str, texts: dict[str, str]) -> None:
    matter = office.decision()
    acts.open_file(office.desk, matter, DAY)
    before = queries.matter(office.desk, matter)
    draft = papers.save(office.desk, papers.Draft(form, Effect("paper"), matter, texts))
    papers.submit(office.desk, draft.paper)
    papers.sign(office.desk, draft.paper, office.officer)
    number = papers.issue(office.desk, draft.paper)
    assert bool(number) == (form != "meeting_thu")
    assert papers.stored(office.desk, draft.paper).startswith(b"%PDF")
    view = queries.matter(office.desk, matter)
    assert view.state.status == before.state.status
    # Neither a letter nor minutes owe anybody a sending within a term of law.
    assert [d.rule for d in view.deadlines] == [d.rule for d in before.deadlines]
    if number:
        other = papers.save(office.desk, papers.Draft(form, Effect("paper"), matter, texts))
        papers.submit(office.desk, other.paper)
        papers.sign(office.desk, other.paper, office.officer)
        papers.issue(office.desk, other.paper)
        papers.void(office.desk, other.paper, "gõ nhầm")
    else:
        with pytest.raises(Refused) as refused:
            papers.void(office.desk, draft.paper, "gõ nhầm")
        assert [r.code for r in refused.value.refusals] == ["void.left_house"]
    sending.send(office.desk, draft.paper, "other", "Ngân hàng A")
    assert queries.matter(office.desk, matter).state.papers[draft.paper].stage == "sent"
