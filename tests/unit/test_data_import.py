"""Data sets in: recorded as happened elsewhere, once, whole or not at all; what changed there is written over or told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.datasets import empty_like, states
from tests.office import OFFICE, Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.dataset_events import DataTaken
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    acts,
    data_export,
    data_import,
    inspection,
    papers,
    parties,
    queries,
    upkeep,
)
from thads_desktop.services.data_export import Wanted
from thads_desktop.services.data_import import Done
from thads_desktop.services.desk import Desk

DAY = date(2019, 10, 7)
P = {"id_source": "platform"}
JUDGMENT = {**P, "id": "BA1", "number": "9/2019/DS-ST", "day": "2019-08-01", "court": "Tòa án nhân dân quận Lê Chân", "kind": "ban_an",
            "case_type": "dan_su", "received": "2019-09-02", "ex_officio": True}  # fmt: skip
DEBTOR = {**P, "id": "NG1", "name": "Hoàng Thị Nợ", "kind": "person", "birth_year": 1979}
STATE = {**P, "id": "NG2", "name": "Ngân sách nhà nước", "kind": "state"}
MATTER = {**P, "id": "V1", "number": "12/QĐ-CCTHADS", "number_source": "official", "day": "2019-09-05", "kind": "cd", "judgment": "BA1",
          "signer": "Phạm Quang Minh", "officer": "Trần Thị Bình"}  # fmt: skip
LINE = {**P, "id": "K1", "matter": "V1", "line": 1, "words": "Án phí", "due": 10_000_000, "debtors": ["NG1"], "creditors": ["NG2"], "state_revenue": True}
DEFERRAL = {**P, "id": "QD1", "matter": "V1", "kind": "deferral", "number": "77/QĐ-CCTHADS", "number_source": "official", "day": "2019-09-20",
            "signer": "Phạm Quang Minh", "clause": "a"}  # fmt: skip
VERIFIED = {**P, "id": "XM1", "matter": "V1", "day": "2019-09-12", "result": "none"}
RECEIPT = {**P, "id": "BL1", "kind": "collected", "matter": "V1", "line": 1, "amount": 2_000_000, "day": "2019-09-30", "receipt": "0000456"}
NOTICE = {**P, "id": "M1", "matter": "V1", "kind": "notice", "day": "2019-09-06", "way": "direct"}
FROZEN = {**P, "id": "BD1", "matter": "V1", "number": "80/QĐ-CCTHADS", "number_source": "official", "day": "2019-09-08", "measure": "freeze",
          "signer": "Trần Thị Bình", "amount": 5_000_000}  # fmt: skip
WHOLE: dict[str, list[dict[str, Any]]] = {
    "judgments": [JUDGMENT], "parties": [DEBTOR, STATE], "matters": [MATTER], "obligations": [LINE], "decisions": [DEFERRAL],
    "verifications": [VERIFIED], "receipts": [RECEIPT], "milestones": [NOTICE], "security": [FROZEN],
}  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def file_of(folder: Path, sets: dict[str, list[dict[str, Any]]], office: str = OFFICE, **head: Any) -> Path:
    boxes = [{"dataset": k, "version": 1, "office": office, "as_of": "2019-10-07", "rows": rows, **head} for k, rows in sets.items()]
    file = folder / "vao.json"
    file.write_text(json.dumps({"datasets": boxes}), encoding="utf-8")
    return file


def take(office: Bench, folder: Path, sets: dict[str, list[dict[str, Any]]], **how: Any) -> Done:
    return data_import.take(office.desk, file_of(folder, sets), **how)


def head(desk: Desk) -> tuple[int, str]:
    with desk.reading() as reader:
        return reader.head()


def matter_of(desk: Desk, number: str = "12/QĐ-CCTHADS") -> str:
    return next(r.matter for r in queries.matters(desk) if r.number_text == number)


def test_what_was_done_on_the_platform_stands_here_under_its_own_number_and_day(office: Bench, tmp_path: Path) -> None:
    done = take(office, tmp_path, WHOLE)
    assert done.written
    assert done.count("new") == 10
    key = matter_of(office.desk)
    with office.desk.reading() as reader:
        events = reader.events_of(f"matter:{key}")
        state = fold(events)
        assert state.origin == "recorded"
        assert state.opened == date(2019, 9, 5)
        assert {p.number_text for p in state.papers.values()} == {"12/QĐ-CCTHADS", "77/QĐ-CCTHADS", "80/QĐ-CCTHADS"}
        assert all(p.stage == "recorded" for p in state.papers.values())
        line = state.lines[1]
        assert (line.state, line.collected, line.rest) == ("deferral", 2_000_000, 8_000_000)
        assert [m.kind for m in state.measures_held] == ["freeze"]
        assert any(isinstance(e.body, DataTaken) for _s, found in reader.stream("dataset") for e in found)
        taken = [e for e in events if isinstance(e.body, ev.Collected)]
        assert [(e.body.receipt, e.body.amount) for e in taken] == [("0000456", 2_000_000)]  # type: ignore[union-attr]  # filtered above
    assert upkeep.verify(office.desk).findings == ()
    wanted = inspection.Wanted(DAY, DAY)
    assert inspection.overview(office.desk, wanted).seqs


def test_the_same_file_twice_changes_nothing_and_a_trial_writes_nothing(office: Bench, tmp_path: Path) -> None:
    before = head(office.desk)
    tried = take(office, tmp_path, WHOLE, dry_run=True)
    assert (tried.count("new"), tried.written, head(office.desk)) == (10, False, before)
    first = take(office, tmp_path, WHOLE, sha256=tried.sha256)
    assert first.counts == tried.counts
    after = head(office.desk)
    again = take(office, tmp_path, WHOLE)
    assert not again.written
    assert again.count("same") == 10
    assert head(office.desk) == after


def test_a_row_that_changed_there_is_written_over_not_doubled(office: Bench, tmp_path: Path) -> None:
    take(office, tmp_path, WHOLE)
    changed = {
        **WHOLE, "receipts": [{**RECEIPT, "amount": 2_500_000}], "parties": [{**DEBTOR, "address": "số 7 phố Cát Dài"}, STATE],
        "verifications": [{**VERIFIED, "result": "partial"}], "judgments": [{**JUDGMENT, "note": "bản sao"}],
    }  # fmt: skip
    done = take(office, tmp_path, changed)
    assert done.count("change") == 4
    with office.desk.reading() as reader:
        state = fold(reader.events_of(f"matter:{matter_of(office.desk)}"))
        rows = [r for r in reader.rows("party").values() if r["name"] == "Hoàng Thị Nợ"]
    assert (state.collected, len(state.verifications), state.verifications[0].result) == (2_500_000, 1, "partial")
    assert [r["address"] for r in rows] == ["số 7 phố Cát Dài"]
    assert take(office, tmp_path, changed).count("change", "new") == 0
    assert upkeep.verify(office.desk).findings == ()


def test_what_was_put_right_here_since_stays_while_the_file_says_the_same(office: Bench, tmp_path: Path) -> None:
    take(office, tmp_path, WHOLE)
    with office.desk.reading() as reader:
        key = next(k for k, r in reader.rows("party").items() if r["name"] == "Hoàng Thị Nợ")
        known = parties.input_of(reader, key)
    parties.change(office.desk, key, replace(known, address="số 3 phố Đúng"))
    assert not take(office, tmp_path, WHOLE).written
    with office.desk.reading() as reader:
        assert (reader.row("party", key) or {})["address"] == "số 3 phố Đúng"


def test_a_decision_that_changed_there_is_told_and_left(office: Bench, tmp_path: Path) -> None:
    take(office, tmp_path, WHOLE)
    before = head(office.desk)
    done = take(office, tmp_path, {**WHOLE, "decisions": [{**DEFERRAL, "clause": "b"}]})
    assert done.count("differs") == 1
    assert head(office.desk) == before
    told = next(x for x in done.lines if x.outcome == "differs")
    assert "không bị ghi đè" in told.says


def test_what_was_struck_here_does_not_come_back(office: Bench, tmp_path: Path) -> None:
    take(office, tmp_path, WHOLE)
    key = matter_of(office.desk)
    with office.desk.reading() as reader:
        seq = next(e.seq for e in reader.events_of(f"matter:{key}") if isinstance(e.body, ev.Collected))
    acts.strike(office.desk, key, seq, "ghi nhầm")
    done = take(office, tmp_path, {**WHOLE, "receipts": [{**RECEIPT, "amount": 1}]})
    assert done.count("differs") == 1
    with office.desk.reading() as reader:
        assert fold(reader.events_of(f"matter:{key}")).collected == 0


def test_what_was_typed_here_before_is_recognised_by_its_numbers(office: Bench, tmp_path: Path) -> None:
    key = office.decision(number="9/2019/HS-ST")
    acts.collect(office.desk, key, DAY, 1, 1_000_000, receipt="0000999")
    with office.desk.reading() as reader:
        number = str((reader.row("matter", key) or {})["number_text"])
        row = next(r for r in reader.rows("judgment").values() if r["number"] == "9/2019/HS-ST")
    judgment = {**JUDGMENT, "number": row["number"], "day": row["day"], "court": row["court"], "received": row["received"]}
    matter = {**MATTER, "number": number, "day": "2019-10-07"}
    receipt = {**RECEIPT, "amount": 1_000_000, "day": "2019-10-07", "receipt": "0000999"}
    sets = {"judgments": [judgment], "matters": [matter], "receipts": [receipt, {**receipt, "id": "BL2"}]}
    done = take(office, tmp_path, sets)
    assert done.count("link") == 4
    assert done.count("new") == 0
    with office.desk.reading() as reader:
        assert fold(reader.events_of(f"matter:{key}")).collected == 1_000_000
    again = take(office, tmp_path, sets)
    assert (again.written, again.count("new", "change", "link")) == (False, 0)


def test_a_measure_that_stands_in_both_lists_is_recorded_once(office: Bench, tmp_path: Path) -> None:
    as_decision = {**FROZEN, "id": "QD2", "kind": "security"}
    done = take(office, tmp_path, {**WHOLE, "decisions": [DEFERRAL, as_decision]})
    assert done.count("new") == 10
    with office.desk.reading() as reader:
        assert len(fold(reader.events_of(f"matter:{matter_of(office.desk)}")).measures) == 1


def test_breaches_are_marked_as_recording_marks_them(office: Bench, tmp_path: Path) -> None:
    take(office, tmp_path, {**WHOLE, "decisions": [{**DEFERRAL, "clause": "zz", "signer": "Người Lạ"}]})
    with office.desk.reading() as reader:
        state = fold(reader.events_of(f"matter:{matter_of(office.desk)}"))
    paper = next(p for p in state.papers.values() if p.number_text == "77/QĐ-CCTHADS")
    assert {"ground.unknown", "signer.not_known"} <= set(paper.breaches)


def test_a_number_given_twice_within_one_file_is_marked(office: Bench, tmp_path: Path) -> None:
    second, line = {**MATTER, "id": "V2", "day": "2019-09-16"}, {**LINE, "id": "K2", "matter": "V2"}
    take(office, tmp_path, {"judgments": [JUDGMENT], "parties": [DEBTOR, STATE], "matters": [MATTER, second], "obligations": [LINE, line]})
    with office.desk.reading() as reader:
        states = [fold(reader.events_of(s)) for s in reader.subjects("matter")]
    marked = {s.opened: {c for p in s.papers.values() for c in p.breaches} for s in states if s.opened is not None}
    assert "number.taken" in marked[date(2019, 9, 16)]
    assert "number.taken" not in marked[date(2019, 9, 5)]


def test_the_number_of_a_decision_without_a_paper_is_kept_and_given_out_again(office: Bench, tmp_path: Path) -> None:
    stated = {**P, "id": "QD9", "matter": "V1", "kind": "means_lacking", "number": "55/QĐ-CCTHADS", "number_source": "official", "day": "2019-09-25",
              "clause": "a", "stage": "stated"}  # fmt: skip
    take(office, tmp_path, {**WHOLE, "decisions": [stated]})
    data_export.write(office.desk, tmp_path / "ra.json", Wanted(("decisions",)), "nơi nhận", "thử")
    assert "55/QĐ-CCTHADS" in (tmp_path / "ra.json").read_text(encoding="utf-8")
    before = head(office.desk)
    take(office, tmp_path, {**WHOLE, "decisions": [stated]})
    assert head(office.desk) == before


def test_states_are_only_compared(office: Bench, tmp_path: Path) -> None:
    sums = {"due": 10_000_000, "collected": 2_000_000, "terminated": 0, "rest": 8_000_000}
    status = {**P, "id": "T1", "matter": "V1", "line": 1, "state": "deferral", **sums}
    done = take(office, tmp_path, {**WHOLE, "statuses": [status, {**status, "id": "T2", "rest": 7}, {**status, "id": "T3", "line": 9}]})
    told = [x.says for x in done.lines if x.dataset.key == "statuses"]
    assert told == ["Còn phải thi hành: tệp ghi “7”, chương trình ghi “8.000.000”", "chương trình không có khoản này"]


def test_the_number_of_a_program_never_becomes_an_official_one(office: Bench, tmp_path: Path) -> None:
    source = office.decision()
    papers.issue_at_once(office.desk, papers.Draft("deferral", Effect("deferral", "a"), source, {"reason": "ốm", "evidence": "x"}), office.head)
    file = tmp_path / "ra.json"
    data_export.write(office.desk, file, Wanted(), "a", "b")
    target = empty_like(office.desk, tmp_path / "khac")
    try:
        data_import.take(target, file)
        assert states(target) == states(office.desk)
        data_export.write(target, file, Wanted(), "a", "b")
        said = json.loads(file.read_text(encoding="utf-8"))
        numbers = [r for c in said["datasets"] if c["dataset"] in ("matters", "decisions") for r in c["rows"]]
        assert len(numbers) == 3
        assert {r["number_source"] for r in numbers} == {"program"}
    finally:
        target.close()


def test_officers_of_the_file_are_added_only_when_asked(office: Bench, tmp_path: Path) -> None:
    sets = {**WHOLE, "matters": [{**MATTER, "officer": "Vũ Văn Mới"}]}
    with pytest.raises(Refused, match=r"data\.problems") as refused:
        take(office, tmp_path, sets)
    told = [say(r) for r in refused.value.refusals]
    assert len(told) == 2, "what hangs on the matter says nothing more"
    assert "Việc thi hành án, dòng 1, cột “Chấp hành viên”" in told[1]
    done = take(office, tmp_path, sets, create_officers=True)
    assert done.new_officers == ("Vũ Văn Mới",)


WRONG: dict[str, tuple[dict[str, list[dict[str, Any]]], str]] = {
    "unknown code": ({"matters": [{**MATTER, "kind": "dân sự"}]}, "không có trong danh mục"),
    "wrong type": ({"obligations": [{**LINE, "due": "10 triệu"}]}, "không phải số tiền"),
    "fraction": ({"receipts": [{**RECEIPT, "amount": 0.5}]}, "không phải số tiền"),
    "negative": ({"receipts": [{**RECEIPT, "amount": -5}]}, "không phải số tiền"),
    "nought": ({"receipts": [{**RECEIPT, "amount": 0}]}, "không phải số tiền"),
    "too long": ({"matters": [{**MATTER, "number": "1" * 61}]}, "nhiều nhất 60"),
    "unknown column": ({"matters": [{**MATTER, "mới": 1}]}, "mà bộ dữ liệu không có"),
    "missing": ({"matters": [{k: v for k, v in MATTER.items() if k != "day"}]}, "Thiếu giá trị bắt buộc"),
    "no day": ({"matters": [{**MATTER, "day": "31/02/2019"}]}, "không phải ngày"),
    "future": ({"receipts": [{**RECEIPT, "day": "2019-10-08"}]}, "08/10/2019"),
    "twice": ({"receipts": [RECEIPT, RECEIPT]}, "đã có ở dòng 1"),
    "no such matter": ({"receipts": [{**RECEIPT, "matter": "V9"}]}, "Không có dòng “V9”"),
    "no such party": ({"obligations": [{**LINE, "debtors": ["NG9"]}]}, "Không có dòng “NG9”"),
    "no such line": ({"decisions": [{**DEFERRAL, "lines": [7]}]}, "khoản"),
    "not money": ({"obligations": [{k: v for k, v in LINE.items() if k != "due"}]}, "không phải"),
    "no obligation": ({"obligations": []}, "không có khoản nào"),
    "no measure": ({"decisions": [{**DEFERRAL, "kind": "coercion"}]}, "cần cột “Biện pháp”"),
    "no target": ({"decisions": [{**DEFERRAL, "kind": "measure_end"}]}, "cần cột"),
    "more than held": ({"vouchers": [{**P, "id": "C1", "kind": "surplus", "matter": "V1", "amount": 5, "day": "2019-10-01"}]}, "nhiều hơn số đang giữ"),
    "before receipt": ({"judgments": [{**JUDGMENT, "day": "2019-09-03"}]}, "trước"),
    "a list": ({"obligations": [{**LINE, "debtors": "NG1"}]}, "phải là danh sách"),
    "a flag": ({"obligations": [{**LINE, "joint": "có"}]}, "true, false"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_one_wrong_row_and_nothing_is_written(case: str, office: Bench, tmp_path: Path) -> None:
    sets, said = WRONG[case]
    before = head(office.desk)
    tried = take(office, tmp_path, {**WHOLE, **sets}, dry_run=True)
    wrong = [x for x in tried.lines if x.outcome == "problem"]
    assert wrong
    assert any(said in x.says for x in wrong), [x.says for x in wrong]
    assert all(x.row > 0 for x in wrong)
    with pytest.raises(Refused, match=r"data\.problems"):
        take(office, tmp_path, {**WHOLE, **sets})
    assert head(office.desk) == before


FILES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "other office": (lambda d: file_of(d, WHOLE, "Chi cục khác"), "data.other_office"),
    "masked": (lambda d: file_of(d, WHOLE, masked=True), "data.masked"),
    "newer": (lambda d: file_of(d, WHOLE, version=2), "data.newer"),
    "no day": (lambda d: file_of(d, WHOLE, as_of="hôm nay"), "data.no_day"),
    "later day": (lambda d: file_of(d, WHOLE, as_of="2020-01-01"), "data.future"),
    "unknown set": (lambda d: file_of(d, {"tố cáo": []}), "data.unknown_set"),
    "unknown key": (lambda d: file_of(d, WHOLE, more=1), "data.unknown_key"),
    "comes not in": (lambda d: file_of(d, {"tasks": [{**P, "id": "1", "text": "x", "person": "y", "given": "2019-10-07", "due": "2019-10-08"}]}),
                     "data.comes_not_in"),
    "no JSON": (lambda d: _text(d, "{"), "data.not_json"),
    "a key twice": (lambda d: _text(d, '{"dataset": "matters", "dataset": "parties"}'), "data.not_json"),
    "deep": (lambda d: _text(d, "[" * 100_000), "data.not_json"),
    "a number that is none": (lambda d: _text(d, '{"dataset": "matters", "rows": [NaN]}'), "data.not_json"),
    "nothing": (lambda d: _text(d, '{"datasets": []}'), "data.no_set"),
    "no file": (lambda d: d / "gone.json", "import.no_such_file"),
    "other ending": (lambda d: _text(d, "x", "x.csv"), "data.bad_ending"),
    "no workbook": (lambda d: _text(d, "x", "x.xlsx"), "import.not_a_workbook"),
}  # fmt: skip


def _text(folder: Path, text: str, name: str = "x.json") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_none_of_ours_is_refused_whole(case: str, office: Bench, tmp_path: Path) -> None:
    make, code = FILES[case]
    before = head(office.desk)
    for dry_run in (True, False):
        with pytest.raises(Refused, match=code):
            data_import.take(office.desk, make(tmp_path), dry_run=dry_run)
    assert head(office.desk) == before


def test_a_file_that_changed_since_it_was_tried_is_not_taken(office: Bench, tmp_path: Path) -> None:
    tried = take(office, tmp_path, WHOLE, dry_run=True)
    with pytest.raises(Refused, match=r"data\.changed_file"):
        take(office, tmp_path, {"parties": [DEBTOR]}, sha256=tried.sha256)


def test_cancelled_leaves_nothing(office: Bench, tmp_path: Path) -> None:
    before = head(office.desk)
    many = [{**DEBTOR, "id": f"NG{n}"} for n in range(200)]
    with pytest.raises(Refused, match=r"import\.cancelled"):
        take(office, tmp_path, {"parties": many}, cancelled=lambda: True)
    assert head(office.desk) == before


def test_a_paper_that_changes_nothing_comes_in_by_its_form(office: Bench, tmp_path: Path) -> None:
    invited = {**P, "id": "QD9", "matter": "V1", "kind": "paper", "number": "4/GM-CCTHADS", "number_source": "official", "day": "2019-09-20",
               "signer": "Trần Thị Bình", "form": "invitation"}  # fmt: skip
    assert take(office, tmp_path, {**WHOLE, "decisions": [DEFERRAL, invited]}).written
    (paper,) = [p for p in queries.matter(office.desk, matter_of(office.desk)).papers if p.form == "invitation"]
    assert (paper.stage, paper.number_text, paper.title) == ("recorded", "4/GM-CCTHADS", "Giấy mời làm việc về thi hành án")
    with pytest.raises(Refused) as error:
        take(office, tmp_path, {**WHOLE, "decisions": [DEFERRAL, invited, {**invited, "id": "QD10", "number": "5/GM-CCTHADS", "form": ""}]})
    assert "Mẫu văn bản" in " ".join(say(r) for r in error.value.refusals)
