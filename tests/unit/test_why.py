"""Every date, amount, state and refusal says why: the events, the rule, the article, the arithmetic; with figures counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    acts,
    intake,
    outages,
    papers,
    parties,
    projecting,
    queries,
    striking,
    tasks,
    why,
    why_matter,
)

OPENED = date(2019, 10, 7)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", OPENED)
    made.decision(debtor="Trần Thị Tám")
    made.on(date(2019, 10, 21))
    yield made
    made.desk.close()


def record(office: Bench, *bodies: tuple[date, ev.Body]) -> None:
    with office.desk.writing("keep") as uow:
        for day, body in bodies:
            uow.append(f"matter:{office.matters[0]}", day, body)
        projecting.matter(office.desk, uow, office.matters[0])
        uow.commit()


def subject(office: Bench) -> str:
    return f"matter:{office.matters[0]}"


def lines(made: why.Why, heading: str) -> tuple[str, ...]:
    return next(p.lines for p in made.parts if p.heading.startswith(heading))


def test_a_date_says_its_event_its_rule_its_article_and_the_counting(office: Bench) -> None:
    """Three working days from Monday 7 October 2019: Thursday the 10th."""
    made = why.of_deadline(office.desk, subject(office), "R07", date(2019, 10, 10))
    assert made.title.startswith("Vì sao hạn 10/10/2019")
    assert "Đã quá 11 ngày." in made.answer
    assert any("Vào số, ban hành" in x and "dòng" in x for x in lines(made, "Sự kiện"))
    (rule, cite, *_rest) = lines(made, "Quy định")
    assert "3 ngày làm việc" in rule
    assert "Điều 38" in cite
    assert lines(made, "Cách tính") == (
        "thứ Hai 07/10/2019: ngày bắt đầu, không tính.", "thứ Ba 08/10/2019: ngày làm việc thứ 1.",
        "thứ Tư 09/10/2019: ngày làm việc thứ 2.", "thứ Năm 10/10/2019: ngày làm việc thứ 3.",
    )  # fmt: skip


def test_a_term_born_of_another_names_it(office: Bench) -> None:
    record(office, (date(2019, 10, 8), ev.ValidNotice("direct")))
    (row,) = [d for d in queries.deadlines(office.desk) if d.rule == "R10"]
    made = why.of_deadline(office.desk, subject(office), "R10", row.due)
    assert any("ngày cuối của thời hạn" in x and "08/10/2019" in x for x in lines(made, "Sự kiện"))


def test_a_term_over_the_change_of_law_shows_both_days(tmp_path: Path) -> None:
    made = bench(tmp_path / "new", date(2026, 6, 29))
    matter = made.decision()
    row = next(d for d in queries.deadlines(made.desk) if d.subject == f"matter:{matter}" and d.rule == "R07")
    said = lines(why.of_deadline(made.desk, f"matter:{matter}", "R07", row.due), "Thời hạn vắt qua")
    assert "2008" in said[0]
    assert "2025" in said[1]
    assert f"{row.due:%d/%m/%Y}" in said[2]
    made.desk.close()


def test_what_is_done_and_what_refers_to_an_outage_is_said(office: Bench) -> None:
    key = outages.note(office.desk, date(2019, 10, 9), "8:00", "Không gửi được")
    outages.cite(office.desk, key, subject(office), "R07", date(2019, 10, 10))
    made = why.of_deadline(office.desk, subject(office), "R07", date(2019, 10, 10))
    assert "Không gửi được" in lines(made, "Sự cố")[0]
    assert outages.NO_RULE in lines(made, "Sự cố")
    record(office, (date(2019, 10, 21), ev.PaperSent(queries.matter(office.desk, office.matters[0]).state.opening_paper, "procuracy")))
    assert "Đã làm ngày 21/10/2019." in why.of_deadline(office.desk, subject(office), "R07", date(2019, 10, 10)).answer


def test_an_amount_adds_up(office: Bench) -> None:
    acts.collect(office.desk, office.matters[0], date(2019, 10, 14), 1, 4_000_000, receipt="0001234")
    acts.collect(office.desk, office.matters[0], date(2019, 10, 15), 1, 1_500_000, receipt="0001235")
    made = why_matter.of_line(office.desk, office.matters[0], 1)
    said = lines(made, "Số tiền")
    assert said[0].startswith("Quyết định thi hành án ngày 07/10/2019: 10.000.000 đồng")
    assert "đã thu 0 + 4.000.000 = 4.000.000" in said[1]
    assert "0001234" in said[1]
    assert "đã thu 4.000.000 + 1.500.000 = 5.500.000" in said[2]
    assert said[-1] == "10.000.000 − 5.500.000 = 4.500.000 đồng."
    assert "còn 4.500.000 đồng" in made.title


def test_a_struck_sum_is_in_no_arithmetic(office: Bench) -> None:
    acts.collect(office.desk, office.matters[0], date(2019, 10, 14), 1, 4_000_000, receipt="0001234")
    with office.desk.reading() as reader:
        seq = next(e.seq for e in reader.events_of(subject(office)) if isinstance(e.body, ev.Collected))
    striking.strike(office.desk, office.matters[0], seq, "nhầm việc")
    said = lines(why_matter.of_line(office.desk, office.matters[0], 1), "Số tiền")
    assert said[-1] == "Chưa thu, chưa đình chỉ: còn 10.000.000 đồng."
    assert not any("4.000.000" in x for x in said)
    told = why.of_event(office.desk, subject(office), seq)
    assert any("đã bị xóa" in x for x in lines(told, "Ghi nhận"))


def test_a_state_names_its_decision_ground_and_article(office: Bench) -> None:
    draft = papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 1, 6)), office.matters[0], {"evidence": "đơn", "reason": "thỏa thuận"})
    papers.issue_at_once(office.desk, draft, office.head)
    (said,) = lines(why_matter.of_line(office.desk, office.matters[0], 1), "Trạng thái")
    assert said.startswith("Hoãn từ ngày 21/10/2019 đến ngày 06/01/2020, ")
    assert "Điều 48" in said
    whole = why_matter.of_matter(office.desk, office.matters[0])
    assert "Hoãn từ ngày 21/10/2019." in whole.answer
    assert lines(whole, "Cộng còn") == ("10.000.000 = 10.000.000 đồng.",)
    before = why_matter.of_matter(office.desk, office.matters[0], date(2019, 10, 20))
    assert "Hoãn" not in before.answer


def test_an_ended_obligation_says_how(office: Bench) -> None:
    acts.collect(office.desk, office.matters[0], date(2019, 10, 14), 1, 10_000_000)
    acts.complete(office.desk, office.matters[0], date(2019, 10, 15))
    made = why_matter.of_line(office.desk, office.matters[0], 1)
    assert "kết thúc ngày 15/10/2019" in made.answer
    assert lines(made, "Trạng thái") == ("Thi hành xong ngày 15/10/2019.",)


def test_a_refusal_shows_its_facts_and_its_article() -> None:
    refusal = Refusal("signer.no_power", {"name": "Trần Thị Bình", "day": "07/10/2019", "who": "Phạm Quang Minh"}, "signer", "Điều 1 Luật X")
    made = why.of_refusals([refusal], [say(refusal)])
    assert lines(made, "Căn cứ") == ("Điều 1 Luật X",)
    assert any("Trần Thị Bình" in x for x in lines(made, "Lý do"))


def test_a_task_and_what_is_missed(office: Bench) -> None:
    key = tasks.put(office.desk, "Gọi ngân hàng", office.officer, date(2019, 10, 25), office.matters[0])
    made = why.of_deadline(office.desk, f"task:{key}", "VIEC", date(2019, 10, 25))
    assert "không phải thời hạn của luật" in made.answer
    assert "có bước tiếp theo" in why_matter.of_missed(office.desk, office.matters[0]).answer


def test_a_received_judgment_says_what_it_waits_for(office: Bench) -> None:
    judgment = intake.receive_judgment(office.desk, intake.JudgmentInput(
        "20/2019/DS-ST", date(2019, 9, 2), "Tòa án nhân dân quận Lê Chân", "dan_su", date(2019, 10, 14)))  # fmt: skip
    intake.receive_request(office.desk, judgment, parties.PartyInput("Lê Thị Mơ"), date(2019, 10, 15))
    intake.take_money(office.desk, judgment, parties.PartyInput("Bùi Văn Nam"), 500_000, date(2019, 10, 16), "0007")
    made = why.of_judgment(office.desk, judgment)
    assert made.answer == "Phải ra quyết định: thời hạn đang chạy."
    terms = [p for p in made.parts if p.heading.startswith("Hạn ")]
    assert {p.heading.partition(":")[0] for p in terms} == {"Hạn 21/10/2019", "Hạn 22/10/2019"}, "five working days from each"
    assert all(any("ngày làm việc thứ 5" in x for x in p.lines) and any("Điều 36" in x for x in p.lines) for p in terms)
    assert lines(made, "Đang giữ")[0].startswith("500.000 đồng")


def test_what_is_gone_is_refused(office: Bench) -> None:
    for ask in (
        lambda: why.of_deadline(office.desk, subject(office), "R07", date(2019, 1, 1)),
        lambda: why.of_event(office.desk, subject(office), 999_999),
        lambda: why_matter.of_line(office.desk, office.matters[0], 9),
        lambda: why_matter.of_matter(office.desk, "x"),
    ):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.refusals[0].code == "why.gone"
