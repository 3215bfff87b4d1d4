"""Data sets in and out: each decision on the form it stands on, what hangs on a voided paper, money whose receipt was struck."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.datasets import empty_like, states
from tests.office import Bench
from tests.unit.test_data_import import DAY, DEFERRAL, MATTER, WHOLE, P, head, matter_of, office, take
from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import acts, data_export, data_import, papers, queries, receipts, recording
from thads_desktop.services.data_export import Wanted

__all__ = ["office"]  # the fixture of the file beside this one


def forms_here(office: Bench) -> dict[str, str]:
    """Number -> form, of the matter's papers."""
    return {p.number_text: p.form for p in queries.matter(office.desk, matter_of(office.desk)).papers}


COERCED = {**P, "id": "QD20", "matter": "V1", "kind": "coercion", "number": "90/QĐ-CCTHADS", "number_source": "official", "day": "2019-09-25",
           "signer": "Trần Thị Bình", "measure": "seize"}  # fmt: skip


def test_a_decision_stands_on_the_form_it_names_else_on_that_of_its_measure(office: Bench, tmp_path: Path) -> None:
    land, income = {**COERCED, "form": "seize_land"}, {**COERCED, "id": "QD21", "number": "91/QĐ-CCTHADS", "measure": "income"}
    other, unknown = {**COERCED, "id": "QD22", "number": "92/QĐ-CCTHADS"}, {**COERCED, "id": "QD23", "number": "93/QĐ-CCTHADS", "form": "khong_co"}
    opened = {**P, "id": "QD24", "matter": "V1", "kind": "enforcement", "number": MATTER["number"], "number_source": "official", "day": MATTER["day"],
              "form": "enforcement_interim"}  # fmt: skip
    assert take(office, tmp_path, {**WHOLE, "decisions": [opened, DEFERRAL, land, income, other, unknown]}).written
    assert forms_here(office) == {
        "12/QĐ-CCTHADS": "enforcement_interim", "77/QĐ-CCTHADS": "deferral", "80/QĐ-CCTHADS": "security", "90/QĐ-CCTHADS": "seize_land",
        "91/QĐ-CCTHADS": "deduct_income", "92/QĐ-CCTHADS": "coercion", "93/QĐ-CCTHADS": "coercion",
    }  # fmt: skip


def test_papers_go_out_and_come_in_on_the_form_they_stand_on(office: Bench, tmp_path: Path) -> None:
    land = {**COERCED, "form": "seize_land"}
    take(office, tmp_path, {**WHOLE, "decisions": [DEFERRAL, land]})
    file = tmp_path / "ra.json"
    data_export.write(office.desk, file, Wanted(), "nơi khác", "thử")
    target = empty_like(office.desk, tmp_path / "kia")
    try:
        assert data_import.take(target, file).written
        assert forms_here(replace(office, desk=target)) == forms_here(office)
        # A file of an earlier program names no form: the same rows.
        told = json.loads(file.read_text(encoding="utf-8"))
        for box in told["datasets"]:
            for row in box["rows"] if box["dataset"] == "decisions" else ():
                row.pop("form", None)
        file.write_text(json.dumps(told), encoding="utf-8")
        again = data_import.take(target, file)
        assert again.count("new", "change", "differs", "problem") == 0, again.text()
    finally:
        target.close()


def test_a_paper_that_changes_nothing_is_on_no_form_of_a_decision(office: Bench, tmp_path: Path) -> None:
    before = head(office.desk)
    wrong = {**DEFERRAL, "kind": "paper", "form": "deferral"}
    with pytest.raises(Refused) as error:
        take(office, tmp_path, {**WHOLE, "decisions": [wrong]})
    assert "là mẫu của một quyết định" in " ".join(say(r) for r in error.value.refusals)
    assert head(office.desk) == before


def test_what_hangs_on_a_voided_paper_does_not_keep_the_file_out(office: Bench, tmp_path: Path) -> None:
    void = {**DEFERRAL, "id": "QD30", "number": "78/QĐ-CCTHADS", "stage": "void"}
    undone = {**P, "id": "QD31", "matter": "V1", "kind": "cancellation", "number": "79/QĐ-CCTHADS", "number_source": "official", "day": "2019-09-25",
              "signer": "Phạm Quang Minh", "target": "QD30"}  # fmt: skip
    done = take(office, tmp_path, {**WHOLE, "decisions": [void, undone]})
    assert done.written
    with office.desk.reading() as reader:
        line = fold(reader.events_of(f"matter:{matter_of(office.desk)}")).lines[1]
    assert (line.state, line.rest) == ("enforcing", 8_000_000)
    assert "79/QĐ-CCTHADS" in forms_here(office)
    assert "78/QĐ-CCTHADS" not in forms_here(office)


def test_a_decision_on_a_paper_voided_here_moves_whole(office: Bench, tmp_path: Path) -> None:
    matter = office.decision()
    draft = papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 3, 1)), matter, {"reason": "thỏa thuận"})
    paper, _number = papers.issue_at_once(office.desk, draft, office.head)
    papers.void(office.desk, paper, "in hỏng")
    undone = papers.Draft("cancellation", Effect("cancellation", target=paper), matter, {})
    recording.record(office.desk, undone, "88/QĐ-CTHADS", "Cục trưởng", DAY)
    file = tmp_path / "ra.json"
    data_export.write(office.desk, file, Wanted(), "nơi khác", "thử")
    target = empty_like(office.desk, tmp_path / "kia")
    try:
        assert data_import.take(target, file).written
        assert states(target) == states(office.desk)
        again = data_import.take(target, file)
        assert again.count("new", "change", "differs", "problem") == 0, again.text()
        data_export.write(target, file, Wanted(), "nơi khác", "thử")
        home = data_import.take(office.desk, file, dry_run=True)
        assert home.count("new", "change", "differs", "problem") == 0, home.text()
    finally:
        target.close()


def test_money_whose_receipt_was_struck_is_followed_where_it_comes_in(office: Bench, tmp_path: Path) -> None:
    matter = office.decision()
    acts.collect(office.desk, matter, DAY, 1, 2_000, official=receipts.Official("enforcement", "0000001", "electronic", "A/23", way="bank"))
    with office.desk.reading() as reader:
        given = next(e for e in reader.events_of(f"matter:{matter}") if isinstance(e.body, le.ReceiptGiven))
    acts.strike(office.desk, matter, given.seq, "nhầm số")
    file = tmp_path / "ra.json"
    data_export.write(office.desk, file, Wanted(), "nơi khác", "thử")
    target = empty_like(office.desk, tmp_path / "kia")
    try:
        assert data_import.take(target, file).written
        assert states(target) == states(office.desk)
        again = data_import.take(target, file)
        assert again.count("new", "change", "differs", "problem") == 0, again.text()
        data_export.write(target, file, Wanted(), "nơi khác", "thử")
        home = data_import.take(office.desk, file, dry_run=True)
        assert home.count("new", "change", "differs", "problem") == 0, home.text()
    finally:
        target.close()
