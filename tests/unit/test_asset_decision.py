"""The receiver's decision to handle entrusted assets goes the way of every paper: drafted, signed, numbered, sent, served, mended, voided."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.delegations import Two, two
from tests.handlings import DAY, LATER, came, codes, drafted, issued, mending, owed, text_of
from thads_desktop.documents.envelopes import layouts
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    asset_decision,
    batch,
    batch_steps,
    delegation_ack,
    delegation_assets,
    dispatch,
    intake_strike,
    intake_view,
    letters,
    outgoing,
    paper_mark,
    paper_mending,
    papers,
    personal_data,
    projecting,
    queries,
    redrawing,
    sending,
    serving,
    six_heads,
    upkeep,
    word_drafts,
)
from thads_desktop.services.paper_facts import compose_paper
from thads_desktop.services.paper_place import on_intake
from thads_desktop.services.register_sources.base import Sweep
from thads_desktop.services.register_sources.decisions import keys
from thads_desktop.services.register_sources.registry import rows as rows_of


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Two]:
    made = two(tmp_path, DAY)
    yield made
    made.close()


def test_the_decision_goes_the_long_way_and_ends_the_term(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    assert owed(both, "R26")
    draft = papers.save(desk, drafted(judgment, both.there.officer))
    assert [p.stage for p in intake_view.of_judgment(desk, judgment).papers] == ["draft"]
    papers.submit(desk, draft.paper)
    (row,) = queries.queue(desk)
    assert (row.paper, row.form, row.matter) == (draft.paper, "asset_handling", on_intake(judgment))
    said = text_of(papers.preview_pdf(desk, draft.paper, DAY))
    assert "Số: 01/" not in said
    papers.send_back(desk, draft.paper, "Ghi rõ tài sản.")
    papers.save(desk, replace(draft, texts={"asset": "nhà đất tại số 7 đường Lạch Tray, thửa 12"}))
    papers.submit(desk, draft.paper)
    assert [r.code for r in batch_steps.sign(desk, [draft.paper], both.there.officer, DAY).why] == ["signer.no_power"]
    assert batch_steps.sign(desk, [draft.paper], both.there.head, DAY).issued
    assert owed(both, "R26"), "signed is not decided"
    ((_paper, number),) = batch.issue(desk, [draft.paper], DAY).issued
    assert number.startswith("01/QĐ-")
    assert not owed(both, "R26")
    said = text_of(papers.stored(desk, draft.paper))
    for word in (number, "thửa 12", "Nguyễn Văn An", "10.000.000 đồng", "05 ngày làm việc", "Vũ Thị Dung", "quận Lê Chân"):
        assert word in said
    with desk.reading() as reader:
        file = delegation_assets.file_of(reader, judgment)
        assert reader.number_state("further", 2022) == 2
        assert asset_decision.current(reader, judgment) == draft.paper
    assert file is not None
    assert (file.number, file.decided, file.officer) == (number, DAY, both.there.officer)
    delegation_ack.take(both.here.desk, delegation_ack.make(desk, judgment, both.out).read_bytes())
    assert upkeep.verify(desk).findings == ()
    rows = [(r.paper, r.stage, r.number_text) for r in queries.queue(desk, ("numbered",))]
    upkeep.rebuild(desk)
    assert [(r.paper, r.stage, r.number_text) for r in queries.queue(desk, ("numbered",))] == rows


def test_a_reprint_is_the_same_and_a_lost_print_is_made_again(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    paper, _number = issued(both, judgment, both.there.officer)
    taken, _second = papers.issue_at_once(desk, mending(both, paper, "substance"), both.there.head)
    assert "Vũ Thị Dung" in text_of(papers.stored(desk, taken))
    for each in (paper, taken):
        data = papers.stored(desk, each)
        assert papers.stored(desk, each) == data
        sha = hashlib.sha256(data).hexdigest()
        assert redrawing.again(desk, [sha]) == {sha: data}


def test_its_code_finds_it_and_a_draft_leaves_as_a_word_document(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    assert word_drafts.of_draft(desk, drafted(judgment), DAY).startswith(b"PK")
    paper, number = issued(both, judgment)
    with desk.reading() as reader:
        row = papers.load(reader, paper)
        composed = compose_paper(desk, reader, row, fold([]), DAY, number=number, signer=(both.there.head, "head")).paper
        mark = paper_mark.marked(reader, composed, paper).mark
    found = paper_mark.found(desk, mark)
    assert (found.paper, found.number_text) == (paper, number)
    with pytest.raises(Refused) as error:
        word_drafts.of_draft(desk, paper, DAY)
    assert codes(error) == ["word.issued"]


def test_the_six_heads_say_what_is_missing_and_by_when_it_is_sent(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    draft = drafted(judgment, "nobody")
    with desk.reading() as reader:
        check = papers.check(desk, reader, draft, DAY)
        heads = {h.key: h for h in six_heads.looked(desk, reader, draft, DAY, check)}
    assert [r.code for r in check.refusals] == ["officer.missing"]
    assert heads["competence"].verdict == "missing"
    assert sum("chậm nhất" in line.text for line in heads["time"].lines) == 2
    assert any("địa chỉ" in line.text for line in heads["other"].lines)


def test_it_is_sent_and_served_on_each_recipient_and_the_terms_end(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    paper, _number = issued(both, judgment)
    assert owed(both, "R07")
    assert owed(both, "R08")
    left = {(o.to, o.name) for o in outgoing.look(desk, 10).owed if o.paper == paper}
    assert left == {("procuracy", "Viện kiểm sát"), ("party", "Nguyễn Văn An")}
    table = serving.table(desk, paper)
    names = {(r.recipient.to, r.recipient.name) for r in table.rows}
    assert ("party", "Nguyễn Văn An") in names
    assert any(to == "office" and "quận Lê Chân" in name for to, name in names)
    assert not any(to == "party" and "ngân sách" in name.lower() for to, name in names), "the State's budget is not served"
    both.on(LATER)
    keys = [r.recipient.key for r in table.rows if r.recipient.to in ("procuracy", "office")]
    serving.mark(desk, paper, keys, serving.Given("post", LATER, proof="RB1"))
    assert not owed(both, "R07")
    assert owed(both, "R08")
    (debtor,) = [r.recipient.key for r in table.rows if r.recipient.to == "party"]
    done = serving.mark(desk, paper, [debtor], serving.Given("direct", LATER))
    assert done.count == 1
    assert not owed(both, "R08")
    assert dispatch.envelopes(desk, [paper], next(iter(layouts()))).count == 3
    (copies,) = dispatch.copies(desk, [paper])
    assert copies.count >= 5
    (shown,) = intake_view.of_judgment(desk, judgment).papers
    assert shown.stage == "sent"
    with pytest.raises(Refused) as error:
        papers.void(desk, paper, "nhầm")
    assert codes(error) == ["void.left_house"]


def test_a_party_of_another_matter_is_not_sent_to(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    paper, _number = issued(both, judgment)
    with pytest.raises(Refused) as error:
        sending.send(desk, paper, "party", "", party="nobody")
    assert codes(error) == ["party.not_of_matter"]


def test_twice_is_refused_on_the_way_and_when_it_stands(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    first = papers.save(desk, drafted(judgment))
    papers.submit(desk, first.paper)
    with pytest.raises(Refused) as error:
        issued(both, judgment)
    assert codes(error) == ["handling.on_the_way"]
    papers.sign(desk, first.paper, both.there.head)
    delegation_assets.decide(desk, judgment, "77/QĐ", DAY)
    with pytest.raises(Refused) as error:
        papers.issue(desk, first.paper)
    assert codes(error) == ["handling.decided"]
    with desk.reading() as reader:
        assert reader.number_state("further", 2022) == 1, "nothing half done"


def test_after_sending_back_it_is_refused(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    delegation_ack.send_back(desk, judgment, "không có tài sản ở quận", DAY)
    with pytest.raises(Refused) as error:
        issued(both, judgment)
    assert codes(error) == ["delegation.sent_back"]


def test_who_may_not_sign_does_not(both: Two) -> None:
    judgment = came(both)
    with pytest.raises(Refused) as error:
        papers.issue_at_once(both.there.desk, drafted(judgment), both.there.officer, DAY)
    assert codes(error) == ["signer.no_power"]


def test_it_is_made_where_assets_came_and_nowhere_else(both: Two) -> None:
    with pytest.raises(Refused) as error:
        papers.issue_at_once(both.here.desk, replace(drafted("x"), matter=both.matter), both.here.head, DAY)
    assert "handling.elsewhere" in codes(error)
    with both.here.desk.reading() as reader:
        (judgment,) = [s.partition(":")[2] for s in reader.subjects("intake")]
        found = papers.check(both.here.desk, reader, drafted(judgment), DAY).refusals
        mends = papers.check(both.here.desk, reader, papers.Draft("withdrawal", Effect("withdrawal", target="x"), on_intake(judgment)), DAY).refusals
    assert [r.code for r in found] == ["delegation.assets_only"]
    assert [r.code for r in mends] == ["matter.no_decision"]


def test_a_number_nobody_was_told_of_is_voided_and_stays_in_the_series(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    paper, _number = issued(both, judgment)
    with desk.reading() as reader:
        seqs = {type(e.body).__name__: e.seq for e in reader.events_of(f"intake:{judgment}")}
    for kind, code in (("AssetHandlingIssued", "strike.issued"), ("PaperNumbered", "strike.issued"), ("PaperAddressed", "strike.paper_step")):
        with pytest.raises(Refused) as error:
            intake_strike.strike(desk, judgment, seqs[kind], "nhầm")
        assert codes(error) == [code]
    papers.void(desk, paper, "in sai tài sản")
    assert owed(both, "R26")
    assert not owed(both, "R07")
    assert not owed(both, "R08")
    again, number = issued(both, judgment)
    assert number.startswith("02/QĐ-")
    delegation_ack.make(desk, judgment, both.out)
    with pytest.raises(Refused) as error:
        papers.void(desk, again, "in sai")
    assert codes(error) == ["assets.told"]


def test_it_is_amended_with_the_old_and_the_new_text(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    paper, number = issued(both, judgment)
    mend, second = papers.issue_at_once(desk, mending(both, paper, "typing", "đường Lạch Tray", "phố Lạch Tray"), both.there.head)
    said = text_of(papers.stored(desk, mend))
    for word in (number, "đường Lạch Tray", "phố Lạch Tray", "nội dung khác giữ nguyên", "Nguyễn Văn An", "quận Lê Chân"):
        assert word in said
    assert [(c.number_text, c.old, c.new) for c in paper_mending.changes(desk, paper)] == [(second, "đường Lạch Tray", "phố Lạch Tray")]
    assert len(owed(both, "R07")) == 2, "the amendment is sent as well"
    with pytest.raises(Refused) as error:
        papers.void(desk, paper, "sai")
    assert codes(error) == ["void.rests_on"]
    with pytest.raises(Refused) as error:
        papers.issue_at_once(desk, mending(both, paper, "typing", "không có chữ này", "x"), both.there.head)
    assert codes(error) == ["mend.not_in_text"]
    papers.void(desk, mend, "nhầm")
    assert paper_mending.changes(desk, paper) == ()
    assert any(to == "office" for to in {r.recipient.to for r in serving.table(desk, paper).rows})


def test_it_is_withdrawn_and_the_assets_wait_again(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    paper, _number = issued(both, judgment)
    delegation_ack.make(desk, judgment, both.out)
    both.on(LATER)
    taken, _second = papers.issue_at_once(desk, mending(both, paper, "substance"), both.there.head)
    assert owed(both, "R26")
    assert owed(both, "UY-THAC-BAO-LAI") == [LATER]
    with desk.reading() as reader:
        assert asset_decision.current(reader, judgment) == ""
        file = delegation_assets.file_of(reader, judgment)
    assert file is not None
    assert file.decided is None
    with pytest.raises(Refused) as error:
        papers.issue_at_once(desk, mending(both, paper, "substance"), both.there.head)
    assert codes(error) == ["target.undone"]
    _new, number = issued(both, judgment)
    assert number.startswith("02/QĐ-")
    with pytest.raises(Refused) as error:
        papers.void(desk, taken, "nhầm")
    assert codes(error) == ["void.rests_on"]
    delegation_ack.make(desk, judgment, both.out / "again")
    assert not owed(both, "UY-THAC-BAO-LAI")
    assert upkeep.verify(desk).findings == ()


def test_a_withdrawal_that_is_voided_gives_the_decision_back(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    paper, _number = issued(both, judgment)
    taken, _second = papers.issue_at_once(desk, mending(both, paper, "substance"), both.there.head)
    papers.void(desk, taken, "nhầm")
    with desk.reading() as reader:
        assert asset_decision.current(reader, judgment) == paper
    assert not owed(both, "R26")


def test_a_mending_says_what_is_wrong(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    paper, _number = issued(both, judgment)
    good = mending(both, paper, "substance")

    def found(draft: papers.Draft, day: date = DAY) -> set[str]:
        with desk.reading() as reader:
            return {r.code for r in papers.check(desk, reader, draft, day).refusals}

    assert found(good) == set()
    assert found(replace(good, effect=replace(good.effect, clause=""))) == {"ground.missing"}
    assert found(replace(good, effect=replace(good.effect, clause="zz"))) == {"ground.unknown"}
    assert found(replace(good, effect=replace(good.effect, target="x"))) == {"target.not_issued"}
    assert "part_away.not_delegation" in found(replace(good, effect=replace(good.effect, amount=5)))
    assert "delegation.assets_before" in found(good, date(2022, 3, 4))


def test_what_was_issued_on_paper_is_recorded(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    delegation_assets.decide(desk, judgment, "77/QĐ", DAY, both.there.officer)
    assert not owed(both, "R26")
    assert not owed(both, "R07"), "it is sent where it was issued"
    with desk.reading() as reader:
        assert asset_decision.current(reader, judgment) == ""
    with pytest.raises(Refused) as error:
        asset_decision.take_up(desk, judgment)
    assert codes(error) == ["paper.not_issued"]


def test_before_the_law_knew_it_there_is_no_form(tmp_path: Path) -> None:
    made = two(tmp_path, date(2019, 10, 14))
    with made.there.desk.reading() as reader:
        found = papers.check(made.there.desk, reader, drafted("x"), date(2019, 10, 14)).refusals
    assert "form.not_in_force" in [r.code for r in found]
    made.close()


def test_the_preview_leaves_number_and_day_open(both: Two) -> None:
    judgment = came(both)
    said = text_of(papers.preview_pdf(both.there.desk, drafted(judgment, asset="căn hộ số 5"), DAY))
    assert "căn hộ số 5" in said
    assert "Số: 01/" not in said


def test_its_numbers_are_in_their_registers(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    gone, first = issued(both, judgment)
    papers.void(desk, gone, "in sai")
    paper, number = issued(both, judgment, both.there.officer)
    mend, second = papers.issue_at_once(desk, mending(both, paper, "content", "đường Lạch Tray", "phố Lạch Tray"), both.there.head)
    with desk.reading() as reader:
        sweep = Sweep.of(desk, reader, date(2021, 10, 1), date(2022, 9, 30))
        rows = {source: rows_of(sweep, source) for source in ("asset_handlings", "amendments")}
        names = projecting.Names(reader)
        out = {r.paper: r for r in letters.rows_out(reader, 2022, names, decisions=True)}
        assert not [r for r in letters.rows_out(reader, 2022, names) if r.paper], "decisions are in the book where the office wants them there"
        assert keys(sweep, {"amendments"}) == {"amendments": {mend}}
    told = {str(r.cells["number"]): r.cells for r in rows["asset_handlings"]}
    assert set(told) == {first, number}
    assert told[first]["note"] == "Số đã hủy"
    assert "Nguyễn Văn An" in str(told[number]["parties"])
    (row,) = rows["amendments"]
    assert (row.cells["number"], row.cells["target"], row.cells["signer"]) == (second, number, "Hoàng Thị Yến")
    assert (out[paper].number_text, out[paper].judgment, out[paper].matter) == (number, judgment, "")
    assert out[gone].struck


def test_who_is_named_is_told_of_it_with_their_data(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    _paper, number = issued(both, judgment)
    with desk.reading() as reader:
        (debtor,) = asset_decision.addressed(reader, judgment)
    (table,) = [t for t in personal_data.held(desk, debtor).tables if t.title == "Văn bản của các việc ấy"]
    assert [row[3] for row in table.rows] == [number]
