"""A part of the amount of an obligation is delegated: that amount leaves, the rest goes on here, and no đồng is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.delegations import DAY, THERE, Two, state, two
from tests.unit.test_delegations import codes, decided, taken
from thads_desktop.domain import delegation as money
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.dates import period
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refused
from thads_desktop.exchange import delegation as box
from thads_desktop.returns import consolidate
from thads_desktop.returns.compute import Office
from thads_desktop.returns.facts import facts_of
from thads_desktop.services import acts, delegation_in, delegation_out, papers, reporting, upkeep, why_matter

PART = 3_000_000
WHOLE = 10_000_000


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Two]:
    made = two(tmp_path)
    yield made
    made.close()


def draft(both: Two, kind: str, clause: str, lines: tuple[int, ...], amount: int | None, **more: object) -> papers.Draft:
    texts = {"reason": "có tài sản ở quận Ngô Quyền", "evidence": "biên bản xác minh", "consequence": "phần ấy do nơi nhận thi hành",
             "needed_info": "không có", "enclosures": "Bản sao bản án"}  # fmt: skip
    effect = Effect(kind, clause, lines, amount, to_office=THERE if kind == "delegation" else "", **more)  # type: ignore[arg-type]  # words
    return papers.Draft(kind, effect, both.matter, texts)


def gives(both: Two, amount: int | None = PART, lines: tuple[int, ...] = (1,), day: date = DAY) -> str:
    return papers.issue_at_once(both.here.desk, draft(both, "delegation", "55", lines, amount), both.here.head, day)[0]


def withdraws(both: Two, amount: int | None = PART, lines: tuple[int, ...] = (1,), day: date = DAY) -> str:
    return papers.issue_at_once(both.here.desk, draft(both, "withdrawal", "57.1.a", lines, amount), both.here.head, day)[0]


def cells(both: Two) -> list[tuple[int, str, int, int, int]]:
    start, end = period(2020, 12)
    with both.here.desk.reading() as reader:
        events = reader.events_of(f"matter:{both.matter}")
    facts = facts_of(events, start, end, reporting.regimes()[0].counting)
    return [(f.line, f.line_state, f.matters, f.opening, f.rest) for f in facts]


def test_a_part_leaves_and_the_rest_stays(both: Two) -> None:
    paper = gives(both)
    line = state(both.here, both.matter).lines[1]
    assert line.ended is None
    assert line.rest == WHOLE - PART
    assert money.parts(line) == money.Parts(delegated=PART, rest=WHOLE - PART)
    assert state(both.here, both.matter).status == "issued"
    # Counted as what was delegated, once; the matter goes on.
    assert cells(both)[0] == (1, "enforcing", 1, WHOLE - PART, WHOLE - PART)
    assert cells(both)[-1] == (1_000_001, "delegated", 0, PART, PART)
    with both.here.desk.reading() as reader:
        (out,) = delegation_out.of_matter(reader, both.matter)
        print_ = papers.preview(both.here.desk, reader, draft(both, "delegation", "55", (1,), 2_000_000), DAY)
    assert (out.paper, out.lines) == (paper, (1,))
    said = " ".join(str(b) for b in print_.blocks)
    assert "2.000.000" in said
    assert "một phần của số tiền còn phải thi hành" in said
    assert dong(WHOLE) not in said.split("Điều 1")[1].split("Điều 2")[0]
    why = why_matter.of_line(both.here.desk, both.matter, 1)
    assert "ủy thác 3.000.000" in why.answer
    assert upkeep.verify(both.here.desk).findings == ()


def test_the_receiver_decides_on_that_part_alone(both: Two) -> None:
    acts.collect(both.here.desk, both.matter, date(2019, 10, 10), 1, 1_000_000)
    file = delegation_out.make(both.here.desk, both.matter, gives(both), both.out)
    content = delegation_in.look(both.there.desk, file).content
    first = content.lines[0]
    assert content.format == box.IN_PART
    assert (first.taken, first.given, first.delegated, first.rest, first.collected) == (True, PART, PART, 6_000_000, 1_000_000)
    judgment = taken(both, file)
    own = state(both.there, decided(both, judgment))
    assert [s.line.due for s in own.lines.values()] == [PART]


def test_a_delegation_of_whole_obligations_reads_in_older_programs(both: Two) -> None:
    file = delegation_out.make(both.here.desk, both.matter, gives(both, None, (1, 2)), both.out)
    found = delegation_in.look(both.there.desk, file)
    assert found.content.format == 1
    assert b"share" not in box.write(found.content)
    # A share in the older format is none that this program writes.
    lines = (replace_line(found.content.lines[0], share=5), *found.content.lines[1:])
    assert box.money_says(box.msgspec.structs.replace(found.content, lines=lines))


def replace_line(line: box.Obligation, **changes: object) -> box.Obligation:
    return box.msgspec.structs.replace(line, **changes)


@pytest.mark.parametrize("share", [0, PART + 1])
def test_a_share_that_does_not_fit_is_refused(both: Two, share: int) -> None:
    file = delegation_out.make(both.here.desk, both.matter, gives(both), both.out)
    content = delegation_in.look(both.there.desk, file).content
    wrong = box.msgspec.structs.replace(content, lines=(replace_line(content.lines[0], share=share), *content.lines[1:]))
    assert "phần ủy thác" in box.money_says(wrong)


def test_two_parts_and_then_the_rest(both: Two) -> None:
    one = gives(both)
    two_ = gives(both, 2_000_000)
    last = gives(both, 5_000_000)
    line = state(both.here, both.matter).lines[1]
    assert [money.share(line, x) for x in (one, two_, last)] == [PART, 2_000_000, 5_000_000]
    assert line.ended is not None
    assert line.ended.kind == "delegated"
    assert money.parts(line) == money.Parts(delegated=WHOLE)
    assert [x[3:] for x in cells(both) if x[0] % 1_000_000 == 1] == [(0, 0), (WHOLE, WHOLE)]
    # The matter is counted as delegated once the last of it is gone.
    gives(both, None, (2, 3))
    assert state(both.here, both.matter).status == "delegated"


def test_all_there_is_means_the_obligation(both: Two) -> None:
    gives(both, WHOLE)
    line = state(both.here, both.matter).lines[1]
    assert line.away == ()
    assert line.ended is not None
    assert line.ended.kind == "delegated"


@pytest.mark.parametrize("withdrawn_first", [True, False])
def test_withdrawal_and_delegation_of_one_part_count_once(both: Two, withdrawn_first: bool) -> None:
    first, second = (withdraws, gives) if withdrawn_first else (gives, withdraws)
    first(both)
    assert state(both.here, both.matter).lines[1].rest == WHOLE - PART
    second(both)
    line = state(both.here, both.matter).lines[1]
    assert line.rest == WHOLE - PART
    assert money.parts(line).delegated == PART
    assert cells(both)[-1] == (1_000_001, "delegated", 0, PART, PART)


def test_the_second_paper_may_come_when_the_rest_is_done(both: Two) -> None:
    withdraws(both)
    acts.collect(both.here.desk, both.matter, DAY, 1, WHOLE - PART)
    acts.complete(both.here.desk, both.matter, DAY, 1)
    paper = gives(both)
    line = state(both.here, both.matter).lines[1]
    assert money.share(line, paper) == PART
    assert money.parts(line) == money.Parts(collected=WHOLE - PART, delegated=PART)


def test_withdrawing_the_delegation_of_a_part_gives_it_back(both: Two) -> None:
    paper = gives(both)
    texts = {"reason": "x", "consequence": "thi hành tiếp"}
    back = papers.Draft("withdrawal", Effect("withdrawal", "c", target=paper), both.matter, texts)
    papers.issue_at_once(both.here.desk, back, both.here.head, DAY)
    assert state(both.here, both.matter).lines[1].rest == WHOLE
    assert [x[0] for x in cells(both)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("kind", "clause", "lines", "amount", "code"),
    [
        ("delegation", "55", (1,), WHOLE + 1, "part_away.more_than_rest"),
        ("delegation", "55", (1,), 0, "part_away.bad_amount"),
        ("delegation", "55", (1,), -5, "part_away.bad_amount"),
        ("delegation", "55", (), PART, "part_away.one_line"),
        ("delegation", "55", (1, 2), PART, "part_away.one_line"),
        ("delegation", "55", (3,), PART, "part_away.one_line"),
        ("withdrawal", "c", (1,), PART, "part_away.not_delegation"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(both: Two, kind: str, clause: str, lines: tuple[int, ...], amount: int, code: str) -> None:
    with both.here.desk.reading() as reader:
        found = papers.check(both.here.desk, reader, draft(both, kind, clause, lines, amount), DAY)
    assert code in [r.code for r in found.refusals]
    with pytest.raises(Refused) as error:
        papers.issue_at_once(both.here.desk, draft(both, kind, clause, lines, amount), both.here.head, DAY)
    assert code in codes(error)
    assert state(both.here, both.matter).lines[1].rest == WHOLE


def test_a_part_that_would_leave_after_the_rest_went_is_refused(both: Two) -> None:
    gives(both)
    gives(both, None)
    with pytest.raises(Refused) as error:
        gives(both)
    assert "line.ended" in codes(error) or "matter.ended" in codes(error)
    line = state(both.here, both.matter).lines[1]
    assert money.parts(line) == money.Parts(delegated=WHOLE)
    assert replace(line, away=()).left == WHOLE


def test_the_part_travels_as_evidence_of_a_return(both: Two) -> None:
    gives(both)
    regime = reporting.regimes()[0]
    start, end = period(2020, 12)
    with both.here.desk.reading() as reader:
        facts = facts_of(reader.events_of(f"matter:{both.matter}"), start, end, regime.counting)
    sent = consolidate.Evidence(Office("k", "Chi cục", {}), regime.id, 2020, 12, end, 1, tuple(sorted(facts)))
    assert consolidate.read_evidence(consolidate.write_evidence(sent)) == sent
    money_form = next(f for f in consolidate.own_forms(regime, sent) if f.measure == "tien" and f.rows)
    assert money_form.rows[0].cells["t4"] == PART
