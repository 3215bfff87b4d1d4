"""What the sample's courses of life do not show: every other act of an office once, its due work, and what waits today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.workload import RuleName
from thads_desktop.services import (
    acts,
    assignments,
    demo_store,
    intake,
    paper_mending,
    papers,
    parties,
    payouts,
    people,
    queries,
    recording,
)
from thads_desktop.services.demo_desk import EVERY_ACT, TODAY, TYPED, AtWork, print_out, send_out, workday
from thads_desktop.services.receipts import Official

if TYPE_CHECKING:
    from thads_desktop.services.invented import Case

#: Work due later than this is left for whoever opens the sample.
WORKED_OFF = date(2020, 9, 21)
#: Rounds of repeated verification that two years can hold.
ROUNDS = 8
RULE_NAMES: tuple[RuleName, ...] = ("area", "number", "load")


def every_act(office: AtWork) -> None:
    """Each way a paper can go and each act of the month, once, in September 2020."""
    day = EVERY_ACT
    deputy = people.add_person(office.desk, "Trịnh Thị Thoa", "deputy", date(2019, 1, 1), powers=("*",))
    _way_of_a_decision(office, day, deputy)
    _voided(office, day)
    _corrected(office, day)
    _cancelled(office, day)
    _parts_and_notices(office, day)
    _trip(office, day)
    _mistyped(office, day)
    _money(office, day)
    _persons(office, day)
    _assigned(office, day)


def _way_of_a_decision(office: AtWork, day: date, deputy: str) -> None:
    """Draft, submitted, returned with a remark, submitted again, signed by the deputy, numbered, sent: each on its day."""
    desk = office.desk
    matter, _ = _fresh(office, day)
    draft = papers.save(desk, papers.Draft("deferral", Effect("deferral", "a"), matter, {**TYPED, "reason": ""}))
    draft = papers.save(desk, replace(draft, texts={**TYPED, "reason": "người phải thi hành án ốm nặng"}))
    papers.submit(desk, draft.paper, workday(day, 2))
    papers.send_back(desk, draft.paper, "Ghi rõ kết luận của cơ sở y tế.", workday(day, 3))
    papers.save(desk, replace(draft, texts={**draft.texts, "evidence": "kết luận của Bệnh viện Kiến An"}))
    papers.submit(desk, draft.paper, workday(day, 3))
    papers.sign(desk, draft.paper, deputy, workday(day, 6))
    number = papers.issue(desk, draft.paper, workday(day, 6))
    send_out(office, draft.paper, workday(day, 7))
    print_out(office, "deferral", draft.paper, number, workday(day, 6))
    office.lived.add("dự thảo bị trả lại, trình lại, Phó ký")


def _voided(office: AtWork, day: date) -> None:
    matter, _ = _fresh(office, day)
    paper, _number = _issued(office, "suspension", Effect("suspension", "2"), matter, workday(day, 5))
    papers.void(office.desk, paper, "Ghi nhầm căn cứ, văn bản chưa gửi đi.", workday(day, 5))
    office.lived.add("số văn bản hủy, giữ trong dãy")


def _corrected(office: AtWork, day: date) -> None:
    """An amended enforcement decision, and a deferral that is withdrawn."""
    matter, opening = _fresh(office, day)
    said = next(p.text for p in paper_mending.paragraphs(office.desk, opening) if "địa chỉ: " in p.text)
    address = said.rpartition("địa chỉ: ")[2].rstrip(" .;")
    texts = {"old_text": f"địa chỉ: {address}", "new_text": f"địa chỉ: {address} (số nhà mới)"}
    paper, number = _issued(
        office, "amendment", Effect("amendment", _clause(office, "amendment"), target=opening), matter,
        workday(day, 8), texts,
    )  # fmt: skip
    send_out(office, paper, workday(day, 8))
    print_out(office, "amendment", paper, number, workday(day, 8))
    office.lived.add("quyết định sửa đổi, bổ sung")
    deferral, _ = _issued(office, "deferral", Effect("deferral", "a"), matter, workday(day, 9))
    send_out(office, deferral, workday(day, 9))
    withdrawal = Effect("withdrawal", _clause(office, "withdrawal"), target=deferral)
    paper, number = _issued(office, "withdrawal", withdrawal, matter, workday(day, 15))
    send_out(office, paper, workday(day, 15))
    print_out(office, "withdrawal", paper, number, workday(day, 15))
    office.lived.add("quyết định hoãn bị thu hồi")


def _cancelled(office: AtWork, day: date) -> None:
    """A summons that the head cancels, and an enforcement decision that the superior cancels."""
    matter, opening = _fresh(office, day)
    summons, _ = _issued(office, "summons", Effect("summons"), matter, workday(day, 2), signer=office.officers[0])
    send_out(office, summons, workday(day, 2))
    effect = Effect("cancellation", _clause(office, "cancellation"), target=summons)
    paper, number = _issued(office, "cancellation", effect, matter, workday(day, 10))
    send_out(office, paper, workday(day, 10))
    print_out(office, "cancellation", paper, number, workday(day, 10))
    office.lived.add("giấy báo bị hủy")
    above = papers.Draft("cancellation", Effect("cancellation", _clause(office, "cancellation"), target=opening), matter, TYPED)
    recording.record(office.desk, above, "88/QĐ-CTHADS", "Đào Xuân Quý", workday(day, 14), sent=("procuracy", "party"))
    office.lived.add("quyết định bị hủy")


def _parts_and_notices(office: AtWork, day: date) -> None:
    """A notice of suspension, its end, a part of the money terminated, an officer changed by decision."""
    matter, _ = _fresh(office, day, due=50_000_000)
    notice = Effect("suspension_notice", _clause(office, "suspension_notice"))
    go_on = Effect("continuation", "49.3", ends=("suspension",))
    part = Effect("termination", "c", (1,), 20_000_000)
    change = Effect("assignment", officer=office.officers[1])
    for after, form, effect in (
        (4, "suspension_notice", notice), (12, "continuation", go_on), (14, "termination", part), (18, "assignment", change),
    ):  # fmt: skip
        paper, number = _issued(office, form, effect, matter, workday(day, after))
        send_out(office, paper, workday(day, after))
        print_out(office, form, paper, number, workday(day, after))
    office.lived.add("đình chỉ một phần nghĩa vụ")
    office.lived.add("thông báo tạm đình chỉ")


def _trip(office: AtWork, day: date) -> None:
    """A verification record printed with blanks before the trip, its result typed afterwards; new information."""
    matter, _ = _fresh(office, day)
    paper, number = _issued(
        office, "verification", Effect("verification"), matter, workday(day, 11), signer=office.officers[0]
    )
    print_out(office, "verification", paper, number, workday(day, 11))
    acts.verify(office.desk, matter, workday(day, 12), "partial", paper=paper)
    acts.classify(office.desk, matter, workday(day, 12), True)
    acts.inform(office.desk, matter, workday(day, 20))
    office.lived.add("biên bản xác minh in trước, nhập kết quả sau")


def _mistyped(office: AtWork, day: date) -> None:
    matter, _ = _fresh(office, day)
    acts.inform(office.desk, matter, workday(day, 5))
    with office.desk.reading() as reader:
        wrong = reader.last_seq(f"matter:{matter}")
    acts.strike(office.desk, matter, wrong, "Ghi nhầm sang việc khác.")
    office.lived.add("dòng ghi nhầm bị xóa")


def _money(office: AtWork, day: date) -> None:
    """Money above what is due and money before any decision: both held for the payer."""
    matter, _ = _fresh(office, day, due=2_000_000)
    acts.collect(office.desk, matter, workday(day, 9), 1, 2_300_000, official=Official("budget", "0001234", book="NS/20"))
    acts.complete(office.desk, matter, workday(day, 9))
    office.lived.add("khoản thu thừa giữ cho người nộp")
    pay_out(office, matter, workday(day, 9))
    case = office.inventor.case(day)
    judgment = _received(office, case, ex_officio=False)
    who = parties.PartyInput(case.debtor.name, "person", case.debtor.birth_year, (), case.debtor.street, case.debtor.commune)
    intake.take_money(office.desk, judgment, who, 5_000_000, workday(day, 3), official=Official("advance", "0001235", book="TU/20"))
    office.lived.add("khoản thu khi chưa có quyết định")
    request = intake.receive_request(
        office.desk, judgment, parties.PartyInput(case.creditor, "org"), workday(day, 4)
    )
    intake.refuse_request(office.desk, judgment, request, "c", workday(day, 6))
    office.lived.add("yêu cầu thi hành án bị từ chối")


def pay_out(office: AtWork, matter: str, day: date) -> None:
    """What the matter holds goes to whom it belongs, by the order of payment, less its fee."""
    made = payouts.propose(office.desk, matter, {"day": day})
    paid = tuple(le.Payment(r.line, r.party, r.amount, r.fee) for r in made.rows)
    payouts.pay(office.desk, matter, payouts.Order(day, paid, "bank", f"UNC {len(office.lived.counts)}/{day:%m}", made.allots, made.cuts))
    office.lived.add("lần chi trả tiền")


def _persons(office: AtWork, day: date) -> None:
    """A person entered twice is merged, wrongly, and separated again."""
    one = office.inventor.case(day).debtor
    given = parties.PartyInput(one.name, "person", one.birth_year, (one.number,), one.street, one.commune)
    with office.desk.writing("party") as uow:
        keys = [parties.add(uow, given), parties.add(uow, replace(given, ids=()))]
        uow.commit()
    parties.merge(office.desk, keys[1], keys[0])
    parties.undo_merge(office.desk, keys[1])
    office.lived.add("đương sự gộp rồi tách lại")


def _assigned(office: AtWork, day: date) -> None:
    """Three matters without an officer, each proposed by another rule."""
    desk = office.desk
    for rule in RULE_NAMES:
        matter, _ = _fresh(office, day, officer="")
        (proposal,) = assignments.proposals(desk, [matter], rule)
        assignments.assign(desk, matter, proposal.officer or office.officers[2], workday(day, 4))
        acts.open_file(desk, matter, workday(day, 5))
        office.lived.add("phân công theo đề xuất")


def work_off_deadlines(office: AtWork) -> None:
    """Do what fell due, each on its last day, as an office does that reads its list every morning."""
    for _ in range(ROUNDS):
        done = sum(_worked_off(office, owed) for owed in queries.deadlines(office.desk, until=WORKED_OFF))
        if not done:
            return
        office.lived.add("việc đến hạn đã làm", done)


def _worked_off(office: AtWork, owed: queries.DeadlineRow) -> bool:
    kind, _, key = owed.subject.partition(":")
    if kind != "matter":
        return False
    desk = office.desk
    try:
        match owed.rule:
            case "R10" | "R13":
                acts.verify(desk, key, owed.due, "means")
            case "R12":
                acts.verify(desk, key, owed.due, "none")
            case "R14":
                acts.separate_book(desk, key, owed.due)
            case "R16":
                acts.publish(desk, key, owed.due)
            case "R06":
                acts.open_file(desk, key, owed.due)
            case _:
                return False
    except Refused:
        return False
    return True


def leave_waiting(office: AtWork) -> None:
    """What lies on the desk today: judgments without decision, drafts to sign and to number, matters to assign."""
    desk = office.desk
    office.clock.day = TODAY
    for _ in range(3):
        _received(office, office.inventor.case(TODAY - timedelta(days=1)))
    for _ in range(5):
        _fresh(office, date(2020, 10, 1), officer="")
    made = [_fresh(office, date(2020, 10, 1))[0] for _ in range(5)]
    for at, matter in enumerate(made):
        draft = papers.save(desk, papers.Draft("deferral", Effect("deferral", "a"), matter, TYPED))
        papers.submit(desk, draft.paper, date(2020, 10, 2))
        if at > 2:
            papers.sign(desk, draft.paper, office.head, TODAY)
    office.lived.add("văn bản chờ ký hoặc chờ số", len(made))
    demo_store.fill(office, _fresh(office, date(2020, 10, 1))[0], date(2020, 10, 1))


# --- the parts ----------------------------------------------------------------------------------------


def _received(office: AtWork, case: Case, *, ex_officio: bool = True) -> str:
    return intake.receive_judgment(
        office.desk,
        intake.JudgmentInput(
            case.judgment, case.judgment_day, case.court, case.case_type, case.received, ex_officio=ex_officio
        ),
    )


def _fresh(office: AtWork, day: date, *, due: int = 30_000_000, officer: str | None = None) -> tuple[str, str]:
    """A matter opened here by a decision of this day, its file opened, notice given: (matter, paper)."""
    case = office.inventor.case(day)
    judgment = _received(office, case)
    with office.desk.writing("party") as uow:
        who = case.debtor
        owes = parties.add(uow, parties.PartyInput(who.name, "person", who.birth_year, (who.number,), who.street, who.commune))
        owed = parties.take(uow, parties.PartyInput(parties.STATE_NAME, "state"))
        uow.commit()
    line = ev.Line(1, due, (owes,), (owed,), state_revenue=True)
    opening = Opening(
        "cd", case.case_type, judgment, (line,), judgment_day=case.judgment_day, received=case.received
    )  # fmt: skip
    chosen = office.officers[0] if officer is None else officer
    draft = papers.Draft(
        "enforcement_cd",
        Effect("enforcement", officer=chosen, opening=opening),
        texts={"obligation_1": "Án phí sơ thẩm"},
    )
    paper, number = papers.issue_at_once(office.desk, draft, office.head, day)
    send_out(office, paper, day)
    matter = print_out(office, "enforcement_cd", paper, number, day)
    if chosen:
        acts.open_file(office.desk, matter, day)
    acts.valid_notice(office.desk, matter, min(workday(day, 1), office.clock.day))
    office.lived.add("quyết định thi hành án")
    return matter, paper


def _issued(
    office: AtWork, form: str, effect: Effect, matter: str, day: date, texts: dict[str, str] | None = None,
    signer: str = "",
) -> tuple[str, str]:  # fmt: skip
    """(paper, number) of a paper made, signed and numbered in one go."""
    draft = papers.Draft(form, effect, matter, {**TYPED, **(texts or {})})
    return papers.issue_at_once(office.desk, draft, signer or office.head, day)


def _clause(office: AtWork, kind: str) -> str:
    """The first ground that the law of September 2020 knows for a kind of decision."""
    return office.desk.rules.grounds(kind, date(2020, 9, 1))[0].code
