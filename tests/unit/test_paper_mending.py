"""An issued paper put right: the old words are its own, the way follows from what the error changes, what stands now is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tests.office import Bench, bench
from thads_desktop.documents.compose import plain_text
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.dates import statistical_year
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    paper_mending,
    paper_text,
    papers,
    queries,
    recording,
    register_counts,
    register_view,
    six_heads,
)

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def deferral(office: Bench) -> tuple[str, str]:
    matter = office.decision()
    draft = papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 3, 1)), matter, {"reason": "hai bên thỏa thuận"})
    return matter, papers.issue_at_once(office.desk, draft, office.head)[0]


def test_old_and_new_are_filled_from_the_papers_own_text_and_what_stands_now_is_told(office: Bench) -> None:
    matter, paper = deferral(office)
    line = next(p.text for p in paper_mending.paragraphs(office.desk, paper) if "hai bên thỏa thuận" in p.text)
    made = paper_mending.draft(office.desk, paper, "content", line, line.replace("hai bên", "các bên"))
    assert (made.form, made.effect.target) == ("amendment", paper)
    assert "hai bên thỏa thuận" in made.texts["old_text"]
    assert "các bên thỏa thuận" in made.texts["new_text"]
    code = office.desk.rules.grounds("amendment", DAY)[0].code
    whole = papers.Draft(made.form, Effect("amendment", code, target=paper), matter, {**made.texts, "consequence": "giữ nguyên"})
    papers.issue_at_once(office.desk, whole, office.head)
    found = next(p for p in paper_mending.paragraphs(office.desk, paper) if "hai bên" in p.text)
    assert "các bên thỏa thuận" in found.now
    said = paper_mending.told(paper_mending.changes(office.desk, paper))
    assert "nay là" in said
    assert "ngày 07/10/2019" in said
    # The bytes that were issued are what they were.
    assert papers.stored(office.desk, paper) == papers.stored(office.desk, paper)
    # Of the enforcement decision nothing was said.
    opening = queries.matter(office.desk, matter).state.opening_paper
    assert paper_mending.changes(office.desk, opening) == ()


def amended(office: Bench, matter: str, paper: str, old: str, new: str) -> str:
    """The mending of a passage, issued."""
    made = paper_mending.draft(office.desk, paper, "content", old, new)
    code = office.desk.rules.grounds("amendment", DAY)[0].code
    draft = papers.Draft(made.form, Effect("amendment", code, target=paper), matter, {**made.texts, "consequence": "giữ nguyên"})
    return papers.issue_at_once(office.desk, draft, office.head)[0]


def test_the_words_that_hold_today_are_mended_and_dead_ones_are_not(office: Bench) -> None:
    matter, paper = deferral(office)
    amended(office, matter, paper, "hai bên thỏa thuận", "ba bên thỏa thuận")
    with pytest.raises(Refused) as refused:
        amended(office, matter, paper, "hai bên thỏa thuận", "năm bên thỏa thuận")
    assert [(r.code, r.field) for r in refused.value.refusals] == [("mend.not_in_text", "old")]
    amended(office, matter, paper, "ba bên thỏa thuận", "bốn bên thỏa thuận")
    (found,) = [p for p in paper_mending.paragraphs(office.desk, paper) if p.now]
    assert "hai bên thỏa thuận" in found.text
    assert "bốn bên thỏa thuận" in found.stands
    assert len(paper_mending.changes(office.desk, paper)) == 2


def test_the_form_itself_takes_no_words_that_the_paper_does_not_have(office: Bench) -> None:
    matter, paper = deferral(office)
    code = office.desk.rules.grounds("amendment", DAY)[0].code

    def wrong(target: str, old: str) -> list[tuple[str, str]]:
        texts = {"old_text": old, "new_text": "nội dung mới", "reason": "r", "consequence": "giữ nguyên"}
        draft = papers.Draft("amendment", Effect("amendment", code, target=target), matter, texts)
        with office.desk.reading() as reader:
            return [(r.code, r.field) for r in papers.check(office.desk, reader, draft, DAY).refusals]

    assert wrong(paper, "không hề có trong văn bản") == [("mend.not_in_text", "old_text")]
    assert wrong("", "không hề có trong văn bản") == [("mend.not_in_text", "old_text")]
    assert wrong(paper, " hai bên  thỏa thuận. ") == []
    lines = [p.text for p in paper_mending.paragraphs(office.desk, paper)]
    assert wrong(paper, "\n".join(lines[3:6])) == []
    amended(office, matter, paper, "hai bên thỏa thuận", "ba bên thỏa thuận")
    assert wrong(paper, "hai bên thỏa thuận") == [("mend.not_in_text", "old_text")]
    assert wrong(paper, "ba bên thỏa thuận") == []
    # What another office wrote is not known here.
    elsewhere, _ = recording.record(
        office.desk, papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 1, 1)), matter, {}), "9/QĐ-CCTHADS", "Phạm Quang Minh", DAY
    )
    assert wrong(elsewhere, "không hề có trong văn bản") == []
    # Nor is an amendment that was issued elsewhere a breach for it.
    texts = {"old_text": "không hề có trong văn bản", "new_text": "x", "reason": "r", "consequence": "giữ nguyên"}
    draft = papers.Draft("amendment", Effect("amendment", code, target=paper), matter, texts)
    _, breaches = recording.record(office.desk, draft, "10/QĐ-CCTHADS", "Phạm Quang Minh", DAY)
    assert "mend.not_in_text" not in breaches


def test_the_enforcement_decision_is_amended_without_a_target(office: Bench) -> None:
    matter = office.decision()
    opening = queries.matter(office.desk, matter).state.opening_paper
    line = next(p.text for p in paper_mending.paragraphs(office.desk, opening) if "Trả nợ gốc" in p.text)
    made = paper_mending.draft(office.desk, opening, "typing", line, line.replace("Trả nợ gốc", "Trả nợ"))
    assert made.effect.target == ""
    assert "đính chính" in made.texts["reason"]
    code = office.desk.rules.grounds("amendment", DAY)[0].code
    papers.issue_at_once(
        office.desk, papers.Draft("amendment", Effect("amendment", code), matter, {**made.texts, "consequence": "giữ nguyên"}), office.head
    )
    assert len(paper_mending.changes(office.desk, opening)) == 1


def test_a_slip_of_the_pen_is_corrected_by_a_letter(office: Bench) -> None:
    """The decree has a correction made by an official letter, which amends nothing and stands in no register of decisions."""
    _matter, paper = deferral(office)
    made = paper_mending.draft(office.desk, paper, "typing", "hai bên thỏa thuận", "hai bên cùng thỏa thuận")
    assert (made.form, made.effect.kind, made.effect.target) == ("correction", "amendment", paper)
    with office.desk.reading() as reader:
        check = papers.check(office.desk, reader, made, DAY)
        assert check.ready, check
        heads = {h.key: h for h in six_heads.looked(office.desk, reader, made, DAY, check)}
    assert any("khoản 3 Điều 18 Nghị định 30/2020" in line.text for line in heads["basis"].lines if line.kind == "told"), "what is not certain is told"
    letter, number = papers.issue_at_once(office.desk, made, office.head)
    with office.desk.reading() as reader:
        said = paper_text.signed(reader, letter)
    assert "V/v đính chính văn bản đã ban hành" in said
    assert "Nội dung đã ghi: hai bên thỏa thuận." in said
    assert "Nay đính chính là: hai bên cùng thỏa thuận." in said
    assert "QĐ" not in number
    assert not re.search("(?i)sửa đổi|QUYẾT ĐỊNH:|Sửa thành", said)
    assert "30/2020" not in said, "the decree is younger than this paper"
    assert f"đính chính bằng công văn số {number}" in paper_mending.told(paper_mending.changes(office.desk, paper))
    (found,) = [p for p in paper_mending.paragraphs(office.desk, paper) if p.now]
    assert "hai bên cùng thỏa thuận" in found.stands
    assert [x.cells["number"] for x in register_view.opened(office.desk, "ND30-DI", DAY.year).lines if x.cells["number"] == number] == [number]


def test_the_letter_of_correction_follows_the_law_of_its_day(office: Bench) -> None:
    matter, paper = deferral(office)
    for day, cited, not_yet in ((date(2020, 4, 1), "Nghị định số 30/2020/NĐ-CP", "04/2023"), (date(2023, 11, 1), "Thông tư số 04/2023/TT-BTP", "L106")):
        office.on(day)
        made = paper_mending.draft(office.desk, paper, "typing", "thỏa thuận", "thoả thuận")
        with office.desk.reading() as reader:
            said = plain_text(papers.preview(office.desk, reader, made, day))
        assert cited in said
        assert not_yet not in said
    papers.issue_at_once(office.desk, made, office.head)
    kept = ("TT04-04", statistical_year(office.clock.day))
    assert register_view.opened(office.desk, *kept).lines == (), "no decision"
    amended(office, matter, paper, "hai bên thoả thuận", "ba bên thỏa thuận")
    assert [x.cells["kind"] for x in register_view.opened(office.desk, *kept).lines] == ["Sửa đổi, bổ sung"], "the decision that amends is there"
    assert register_counts.counted(office.desk, kept[1], register_counts.of_year(office.desk, kept[1]))[kept[0]] == 1, "counted as it is listed"


def test_what_changes_the_substance_is_withdrawn(office: Bench) -> None:
    _matter, paper = deferral(office)
    made = paper_mending.draft(office.desk, paper, "substance")
    assert (made.form, made.effect.kind, made.effect.target) == ("withdrawal", "withdrawal", paper)


@pytest.mark.parametrize(("way", "old", "new", "code"), [
    ("typing", "không có chữ này", "x", "mend.not_in_text"), ("typing", "", "x", "mend.not_in_text"), ("typing", "QUYẾT ĐỊNH", "QUYẾT ĐỊNH", "mend.same"),
    ("typing", "hai bên thỏa thuận", "hai bên thỏa thuận.", "mend.same"),
    ("typing", "QUYẾT ĐỊNH", "", "text.missing"), ("nonsense", "", "", "mend.no_way"),
])  # fmt: skip
def test_what_is_no_mending_is_refused(office: Bench, way: str, old: str, new: str, code: str) -> None:
    _matter, paper = deferral(office)
    with pytest.raises(Refused) as refused:
        paper_mending.draft(office.desk, paper, way, old, new)
    assert refused.value.refusals[0].code == code


def test_minutes_and_what_was_recorded_have_nothing_to_pick_from(office: Bench) -> None:
    matter = office.decision()
    minutes, _ = papers.issue_at_once(office.desk, papers.Draft("verification", Effect("verification"), matter, {}), office.officer)
    elsewhere, _ = recording.record(
        office.desk, papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 1, 1)), matter, {}), "9/QĐ-CCTHADS", "Phạm Quang Minh", DAY
    )
    for paper, code in ((minutes, "mend.minutes"), (elsewhere, "mend.no_text")):
        with pytest.raises(Refused) as refused:
            paper_mending.paragraphs(office.desk, paper)
        assert refused.value.refusals[0].code == code


def test_what_was_withdrawn_is_not_amended_any_more(office: Bench) -> None:
    matter, paper = deferral(office)
    code = {kind: office.desk.rules.grounds(kind, DAY)[0].code for kind in ("amendment", "withdrawal")}
    opening = queries.matter(office.desk, matter).state.opening_paper

    def made(kind: str, target: str, **texts: str) -> papers.Draft:
        effect = Effect(kind, code[kind], target="" if target == opening else target)  # type: ignore[arg-type]  # a kind of effect
        return papers.Draft(kind, effect, matter, {"reason": "x", "evidence": "x", "consequence": "x", **texts})

    def told(target: str, old: str) -> list[str]:
        with office.desk.reading() as reader:
            draft = made("amendment", target, old_text=old, new_text="khác")
            return [r.code for r in papers.check(office.desk, reader, draft, DAY).refusals if r.code.startswith("target")]

    assert told(paper, "hai bên thỏa thuận") == []
    assert told(opening, "Căn cứ") == []
    papers.issue_at_once(office.desk, made("withdrawal", paper), office.head)
    papers.issue_at_once(office.desk, made("withdrawal", opening), office.head)
    assert told(paper, "hai bên thỏa thuận") == ["target.undone"]
    assert told(opening, "Căn cứ") == ["target.undone"]


def test_the_question_has_three_answers_each_with_its_rule() -> None:
    assert [(w.code, w.form) for w in paper_mending.ways()] == [("typing", "correction"), ("content", "amendment"), ("substance", "withdrawal")]
    assert all(w.rule and w.cite for w in paper_mending.ways())


@given(st.lists(st.sampled_from(["a", "b", "c", "đ"]), max_size=8), st.lists(st.sampled_from(["a", "b", "c", "đ"]), max_size=8))
def test_a_difference_holds_what_goes_and_what_comes(old: list[str], new: list[str]) -> None:
    said = paper_mending.difference(" ".join(old), " ".join(new))
    gone: list[str] = []
    come: list[str] = []
    for part in filter(None, said.split("; ")):
        passages = [passage.split() for passage in re.findall("“(.*?)”", part)]
        (gone if "→" in part or part.startswith("bỏ") else come).extend(passages[0])
        come.extend(passages[1] if "→" in part else [])
    assert Counter(old) - Counter(gone) == Counter(new) - Counter(come), "what is left of both is the same"
    assert not Counter(gone) - Counter(old)
    assert not Counter(come) - Counter(new)
    assert (said == "") == (old == new)


def withdrawn(office: Bench, matter: str, paper: str) -> None:
    texts = {"reason": "sai", "consequence": "không còn hiệu lực"}
    papers.issue_at_once(office.desk, papers.Draft("withdrawal", Effect("withdrawal", "c", target=paper), matter, texts), office.head)


def test_a_withdrawn_amendment_writes_nothing_any_more(office: Bench) -> None:
    matter, paper = deferral(office)
    first = amended(office, matter, paper, "hai bên thỏa thuận", "ba bên thỏa thuận")
    withdrawn(office, matter, first)
    assert paper_mending.changes(office.desk, paper) == ()
    assert not [p for p in paper_mending.paragraphs(office.desk, paper) if p.now]
    amended(office, matter, paper, "hai bên thỏa thuận", "bốn bên thỏa thuận")
    (found,) = [p for p in paper_mending.paragraphs(office.desk, paper) if p.now]
    assert "bốn bên thỏa thuận" in found.stands


def test_what_amends_an_amendment_is_read_in_the_paper_that_was_amended_first(office: Bench) -> None:
    matter, paper = deferral(office)
    first = amended(office, matter, paper, "hai bên thỏa thuận", "ba bên thỏa thuận")
    second = amended(office, matter, first, "ba bên thỏa thuận", "ba bên cùng thỏa thuận")
    (found,) = [p for p in paper_mending.paragraphs(office.desk, paper) if p.now]
    assert "ba bên cùng thỏa thuận" in found.stands
    assert [c.new for c in paper_mending.changes(office.desk, paper)] == ["ba bên cùng thỏa thuận"]
    withdrawn(office, matter, second)
    (found,) = [p for p in paper_mending.paragraphs(office.desk, paper) if p.now]
    assert "ba bên thỏa thuận" in found.stands


def test_of_words_that_stand_twice_the_chosen_paragraph_alone_is_mended(office: Bench) -> None:
    matter, paper = deferral(office)
    lines = [p.text for p in paper_mending.paragraphs(office.desk, paper)]
    (old,) = {w for w in ("2019",) if sum(w in line for line in lines) > 1}
    at = next(n for n, line in enumerate(lines) if old in line)
    made = paper_mending.draft(office.desk, paper, "typing", old, "2018", at=at)
    assert sum(line.count(made.texts["old_text"]) for line in lines) == 1
    code = office.desk.rules.grounds("amendment", DAY)[0].code
    papers.issue_at_once(office.desk, papers.Draft(made.form, Effect("amendment", code, target=paper), matter, made.texts), office.head)
    assert [n for n, p in enumerate(paper_mending.paragraphs(office.desk, paper)) if p.now] == [at]
    # Without a chosen paragraph they are mended wherever they stand.
    assert paper_mending.draft(office.desk, paper, "typing", "Luật", "luật").texts["old_text"] == "Luật"


@given(st.lists(st.text("ab ", min_size=1, max_size=12), min_size=1, max_size=4), st.data())
def test_words_made_unambiguous_stand_once_or_are_the_whole_line(lines: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    start = data.draw(st.integers(0, len(lines[at]) - 1))
    old = lines[at][start : data.draw(st.integers(start + 1, len(lines[at])))]
    was, now = paper_text.unambiguous(lines, at, old, "X")
    assert was in lines[at]
    assert now == was.replace(old, "X", 1)
    assert was == lines[at] or sum(line.count(was) for line in lines) == 1


def test_what_a_paper_recorded_of_its_matter_is_amended_by_no_words(office: Bench) -> None:
    """Sum and day stay what the matter, its terms and its returns count; an amendment that said otherwise would be followed by nothing."""
    matter, paper = deferral(office)
    opening = queries.matter(office.desk, matter).state.opening_paper
    due = next(iter(queries.matter(office.desk, matter).state.lines.values())).line.due
    assert due
    code = office.desk.rules.grounds("amendment", DAY)[0].code

    def told(target: str, old: str, new: str) -> list[str]:
        texts = {"old_text": old, "new_text": new, "consequence": "giữ nguyên", "reason": "gõ sai"}
        draft = papers.Draft("amendment", Effect("amendment", code, target=target), matter, texts)
        with office.desk.reading() as reader:
            return [r.code for r in papers.check(office.desk, reader, draft, DAY).refusals]

    line = next(p.text for p in paper_mending.paragraphs(office.desk, opening) if dong(due) in p.text)
    assert told("", dong(due), dong(due + 1)) == ["mend.recorded"]
    assert told("", line, line.replace(dong(due), dong(due + 1))) == ["mend.recorded"]
    assert told("", dong(due)[:-2], "9") == ["mend.recorded"]
    assert told("", line, f"{line} thêm") == []
    until = next(p.text for p in paper_mending.paragraphs(office.desk, paper) if "01 tháng 3 năm 2020" in p.text)
    assert told(paper, until, until.replace("01 tháng 3", "09 tháng 3")) == ["mend.recorded"]
    assert told(paper, "hai bên", "ba bên") == []
    # A sum that another paper writes out is no slip of the pen either.
    sum_line = next(p.text for p in paper_mending.paragraphs(office.desk, paper) if f"{dong(due)} đồng (" in p.text)
    assert told(paper, sum_line, sum_line.replace(dong(due), dong(due + 1))) == ["mend.recorded"]
    assert told(paper, sum_line, f"{sum_line} thêm") == []


def test_how_long_a_term_is_no_amendment_changes(office: Bench) -> None:
    """The terms run by the law, whatever an amendment writes."""
    matter, _paper = deferral(office)
    opening = queries.matter(office.desk, matter).state.opening_paper
    code = office.desk.rules.grounds("amendment", DAY)[0].code

    def told(old: str, new: str) -> list[tuple[str, str]]:
        texts = {"old_text": old, "new_text": new, "consequence": "giữ nguyên", "reason": "gõ sai"}
        draft = papers.Draft("amendment", Effect("amendment", code), matter, texts)
        with office.desk.reading() as reader:
            return [(r.code, r.field) for r in papers.check(office.desk, reader, draft, DAY).refusals]

    line = next(p.text for p in paper_mending.paragraphs(office.desk, opening) if "Thời hạn tự nguyện" in p.text)
    assert "10 ngày, kể từ ngày" in line
    refused = [("mend.term", "old_text")]
    for old, new in (("10 ngày", "30 ngày"), ("là 10", "là 3"), ("10 ngày", "10 ngày làm việc"), ("10 ngày", "110 ngày"), ("10 ngày", "mười lăm ngày"),
                     (line, line.replace("10 ngày", "05 ngày")), ("ngày, kể từ", "tháng, kể từ")):  # fmt: skip
        assert told(old, new) == refused, (old, new)
    assert told("Thời hạn tự nguyện thi hành án là 10 ngày", "Thời hạn để tự nguyện thi hành án là 10 ngày") == []
    assert told(line, f"{line} Nộp biên lai trong 05 ngày làm việc.") == []
    # A day is no length of time, however its number is written.
    dated = next(p.text for p in paper_mending.paragraphs(office.desk, opening) if re.search(r"số \S+ ngày \d", p.text))
    assert told(dated, f"{dated} (bản gốc)") == []


def test_who_signed_and_what_is_numbered_is_amended_by_no_words(office: Bench) -> None:
    matter, paper = deferral(office)
    state = queries.matter(office.desk, matter).state
    code = office.desk.rules.grounds("amendment", DAY)[0].code

    def told(target: str, old: str, new: str) -> list[str]:
        texts = {"old_text": old, "new_text": new, "consequence": "giữ nguyên", "reason": "gõ sai"}
        draft = papers.Draft("amendment", Effect("amendment", code, target=target), matter, texts)
        with office.desk.reading() as reader:
            return [r.code for r in papers.check(office.desk, reader, draft, DAY).refusals]

    lines = [p.text for p in paper_mending.paragraphs(office.desk, paper)]
    *_, title, signer = lines
    authority = next(x for x in lines if x.startswith(title) and x is not title)
    grounds = next(x for x in lines if "15/2019/DS-ST" in x)
    decision = next(x for x in lines if "01/QĐ-CCTHADS" in x)
    for old, new in (
        (signer, "Lê Văn Cường"), ("Quang Minh", "Quang Mình"), (title, "CHẤP HÀNH VIÊN"), (authority, f"{authority} LÊ CHÂN"), (authority[8:], "X"),
        (f"{title} {signer}", f"{title} {signer} (đã ký)"), ("01/QĐ-CCTHADS", "02/QĐ-CCTHADS"), ("ngày 07 tháng 10 năm 2019", "ngày 08 tháng 10 năm 2019"),
        (decision, decision.replace("tháng 10", "tháng 11")),
    ):  # fmt: skip
        assert told(paper, old, new) == ["mend.signed"], (old, new)
    assert told("", "Trần Thị Bình", "Lê Văn Cường") == (["mend.signed"] if state.officer else ["mend.not_in_text"])
    assert told(paper, grounds, f"{grounds} (bản gốc)") == []
    assert told(paper, "hai bên", "ba bên") == []


def test_a_sum_is_not_hidden_in_a_longer_one(office: Bench) -> None:
    matter, _paper = deferral(office)
    due = next(iter(queries.matter(office.desk, matter).state.lines.values())).line.due
    assert due
    code = office.desk.rules.grounds("amendment", DAY)[0].code
    for new in (f"1{dong(due)}", f"{dong(due)}.000"):
        texts = {"old_text": dong(due), "new_text": new, "consequence": "giữ nguyên", "reason": "gõ sai"}
        with office.desk.reading() as reader:
            found = papers.check(office.desk, reader, papers.Draft("amendment", Effect("amendment", code), matter, texts), DAY).refusals
        assert [r.code for r in found] == ["mend.recorded"]
