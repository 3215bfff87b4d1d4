"""One office of the sample province living through its statistical years, by the services an office uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.text import slug
from thads_desktop.services import (
    acts,
    assignments,
    form_approval,
    intake,
    papers,
    parties,
    people,
    reporting,
    takeover,
    takeover_files,
)
from thads_desktop.services.demo_acts import every_act, leave_waiting, pay_out, work_off_deadlines
from thads_desktop.services.demo_assets import own_assets
from thads_desktop.services.demo_desk import LAST, TODAY, TYPED, AtWork, Lived, Timed, founded, issue_or_record, workday
from thads_desktop.services.demo_leading import lead
from thads_desktop.services.desk import Desk, mark_as_practice
from thads_desktop.services.invented import Case, Inventor
from thads_desktop.services.receipts import Official

if TYPE_CHECKING:
    from collections.abc import Iterator

PARENT = "Cục Thi hành án dân sự thành phố Hải Phòng"
#: Return periods every office sends: (year, months).
PERIODS = ((2019, 12), (2020, 3), (2020, 12))


@dataclass(frozen=True, slots=True)
class Plan:
    """What an office of the sample does. register: matters that come from its old register (0 = none); papers: printed, at most."""

    folder: str
    out: str
    district: str
    seed: int
    matters: int
    register: int
    papers: int
    kind: str = "quận"

    @property
    def place(self) -> str:
        """quận Lê Chân."""
        return f"{self.kind} {self.district}"


def opened(plan: Plan) -> AtWork:
    """The office of a plan, set up, before its first matter."""
    inventor = Inventor(plan.seed, plan.place)
    clock = FixedClock(date(2018, 10, 1))
    names = list(dict.fromkeys(inventor.name() for _ in range(7)))
    called = f"Chi cục Thi hành án dân sự {plan.place}"
    desk = founded(
        Path(plan.folder), clock, lambda desk: people.set_up_whole(desk, called, PARENT, "district", names[1:], names[0], decisions="apart")
    )
    try:
        return _set_up(desk, names, clock, inventor, Lived(plan.district), Path(plan.out), plan)
    except BaseException:
        desk.close()
        raise


def live(plan: Plan) -> Lived:
    """Set the office up, take its register over, live two years, close and send its returns."""
    office = opened(plan)
    desk, clock, lived = office.desk, office.clock, office.lived
    try:
        with Timed(lived, "tiếp nhận sổ cũ"):
            if plan.register:
                _register(office, plan)
        with Timed(lived, "thụ lý và tổ chức thi hành"):
            _years(office, plan.matters - plan.register, date(2019, 10, 1) if plan.register else date(2018, 10, 1))
        office.on(LAST)
        with Timed(lived, "mỗi loại việc một lần"):
            every_act(office)
        with Timed(lived, "làm các việc đến hạn"):
            work_off_deadlines(office)
        clock.day = TODAY
        with Timed(lived, "báo cáo"):
            _returns(office)
        leave_waiting(office)
        own_assets(office)
        with Timed(lived, "chỉ đạo, kiểm tra"):
            lead(office)
        mark_as_practice(desk, TODAY)
    finally:
        desk.close()
    return lived


def _set_up(desk: Desk, names: list[str], clock: FixedClock, inventor: Inventor, lived: Lived, out: Path, plan: Plan) -> AtWork:
    with desk.reading() as reader:
        held = {(p.name, p.post): p.person for p in people.posts(reader)}
    desk.actor = held[names[0], "head"]
    form_approval.approve_all(desk)
    officers = [held[n, "officer"] for n in names[1:]]
    people.absent(desk, officers[-1], date(2018, 10, 1), date(2018, 10, 31))
    return AtWork(desk, clock, desk.actor, officers, inventor, lived, out, plan.papers)


def _register(office: AtWork, plan: Plan) -> None:
    """An old register of this office, written as a workbook and taken over by the import."""
    from thads_desktop.exchange.sample_register import write

    closing = date(2019, 9, 30)
    with office.desk.reading() as reader:
        names = {p.person: p.name for p in people.officers(reader, closing)}
    rows = [_row(office, n, closing, names) for n in range(1, plan.register + 1)]
    rows.sort(key=lambda r: r["day"])
    for n, row in enumerate(rows, 1):
        row["number"] = f"{n:02d}/QĐ-CCTHADS"
    rows[3]["due"], rows[7]["kind"], rows[11]["officer"] = "15.000.000 đồng", "chủ động", "Người Chưa Khai Báo"
    rows[15]["result"], rows[15]["result_day"] = "k/q", closing
    file = office.out / f"so-thu-ly-{slug(plan.district)}.xlsx"
    reporting.write_files(
        file.parent, {file.name: write(f"Chi cục Thi hành án dân sự {plan.place}", closing, rows)}
    )
    office.on(date(2019, 10, 1))
    done = takeover.take_over(
        office.desk, file, report=office.out / f"ket-qua-tiep-nhan-{slug(plan.district)}.xlsx",
        correction=office.out / f"so-can-sua-{slug(plan.district)}.xlsx",
    )  # fmt: skip
    takeover_files.opening_minutes(office.desk, done, office.out / f"bien-ban-doi-chieu-{slug(plan.district)}.pdf")
    office.lived.files += [str(file), *done.written, str(office.out / f"bien-ban-doi-chieu-{slug(plan.district)}.pdf")]
    office.lived.add("việc tiếp nhận từ sổ cũ", len(done.takeover.matters))
    office.lived.add("dòng sổ bị loại", done.takeover.count("reject"))
    again = takeover.take_over(office.desk, file)
    office.lived.add("dòng đã có khi tiếp nhận lại cùng tệp", again.takeover.count("known"))
    _undone(office, plan, closing, rows[:5])


def _undone(office: AtWork, plan: Plan, closing: date, rows: list[dict[str, Any]]) -> None:
    """A second workbook, taken over by mistake and undone."""
    from thads_desktop.exchange.sample_register import write

    twice = [row | {"number": f"{9000 + n}/QĐ-CCTHADS"} for n, row in enumerate(rows)]
    name = f"so-tiep-nhan-nham-{slug(plan.district)}.xlsx"
    reporting.write_files(office.out, {name: write(f"Chi cục Thi hành án dân sự {plan.place}", closing, twice)})
    done = takeover.take_over(office.desk, office.out / name)
    office.lived.add("việc của lần tiếp nhận bị hủy", takeover.undo(office.desk, done.batch))


def _row(office: AtWork, n: int, closing: date, names: dict[str, str]) -> dict[str, Any]:
    r = office.inventor.random
    case = office.inventor.case(date(2017, 10, 1) + timedelta(days=r.randint(60, 700)))
    day = workday(case.received, r.randint(1, 5))
    row: dict[str, Any] = {
        "day": day, "kind": case.kind.upper().replace("CD", "CĐ"), "judgment": case.judgment, "judgment_day": case.judgment_day,
        "court": case.court, "case_type": case.case_name, "debtor": case.debtor.name, "birth": case.debtor.birth_year,
        "ids": case.debtor.number, "address": case.debtor.address, "creditor": case.creditor, "obligation": case.obligation,
        "due": case.due, "officer": names[office.officers[n % len(office.officers)]], "assigned": day,
        "notified": workday(day, 4), "verified": min(workday(day, 25), closing),
    }  # fmt: skip
    end = min(workday(day, r.randint(30, 200)), closing)
    match case.course:
        case "done":
            row |= {"means": "Có ĐK", "result": "Xong", "result_day": end}
            if case.due and end >= date(2018, 10, 1):
                row |= {"now": case.due, "paid_day": end}
            elif case.due:
                row |= {"before": case.due, "paid_day": end}
        case "lacks" | "book":
            row |= {
                "means": "Chưa ĐK",
                "lack_number": f"{n:02d}/QĐ-CCTHADS",
                "lack_day": end,
                "ground": "điểm a khoản 1 Điều 44a",
            }
            if case.course == "book" and workday(end, 400) < closing:
                row["book_day"] = workday(end, 400)
        case "deferred_c" | "deferred":
            letter = "c" if case.course == "deferred_c" else "a"
            row |= {"means": "Có ĐK", "result": "Hoãn", "ground": f"điểm {letter} khoản 1 Điều 48", "result_day": end,
                    "result_number": f"{n:02d}/QĐ-CCTHADS"}  # fmt: skip
        case "terminated":
            row |= {
                "result": "Đình chỉ",
                "ground": "điểm c khoản 1 Điều 50",
                "result_day": end,
                "result_number": f"{n:02d}/QĐ-CCTHADS",
            }
        case "delegated":
            row |= {"result": "Ủy thác", "ground": "Điều 55", "result_day": end, "result_number": f"{n:02d}/QĐ-CCTHADS"}
        case _:
            row["means"] = "Có ĐK"
    return row


def _years(office: AtWork, matters: int, first: date) -> None:
    """Judgments come in day by day until the end of the last year; each matter goes its course."""
    span = (LAST - first).days - 5
    for n in range(matters):
        day = workday(first, span * n // matters)
        _matter(office, office.inventor.case(day), n)


def _matter(office: AtWork, case: Case, n: int) -> None:
    desk, r = office.desk, office.inventor.random
    office.on(case.received)
    judgment = intake.receive_judgment(
        desk,
        intake.JudgmentInput(
            case.judgment, case.judgment_day, case.court, case.case_type, case.received, ex_officio=case.kind == "cd",
            delegated_from="Chi cục Thi hành án dân sự thị xã Kinh Môn" if n % 60 == 59 else "",
        ),
    )  # fmt: skip
    state = case.creditor == "Ngân sách nhà nước"
    creditor = parties.PartyInput(case.creditor, "state" if state else "org")
    request = ""
    if case.kind == "yc":
        request = intake.receive_request(desk, judgment, creditor, case.received)
    debtor = parties.PartyInput(
        case.debtor.name, "person", case.debtor.birth_year, (case.debtor.number,), case.debtor.street, case.debtor.commune
    )
    with desk.writing("intake") as uow:
        owes, owed = parties.add(uow, debtor), parties.add(uow, creditor)
        uow.commit()
    line = ev.Line(1, case.due, (owes,), (owed,), state_revenue=state)
    opening = Opening(
        "cd" if case.kind == "cd" else "yc",
        case.case_type,
        judgment,
        (line,),
        request,
        n % 60 == 59,
        judgment_day=case.judgment_day,
        received=case.received,
    )
    day = workday(case.received, r.randint(1, 4))
    officer = office.officers[n % len(office.officers)]
    draft = papers.Draft(
        f"enforcement_{case.kind}",
        Effect("enforcement", officer=officer, opening=opening),
        texts={"obligation_1": case.obligation},
    )
    office.on(day)
    matter = issue_or_record(office, draft, office.head, day)
    office.lived.add("quyết định thi hành án")
    acts.open_file(desk, matter, day)
    notice = min(workday(day, 4), LAST)
    office.on(notice)
    acts.valid_notice(desk, matter, notice)
    _course(office, case, matter, officer, day, n)


def _course(office: AtWork, case: Case, matter: str, officer: str, day: date, n: int) -> None:
    """What becomes of a matter, each act on its day; what would fall after the last day does not happen."""
    desk = office.desk
    steps = list(_steps(case, matter, office, officer, n))
    for after, name, step in steps:
        when = workday(day, after)
        if when > LAST:
            return
        office.clock.day = when
        step(when)
        office.lived.add(name)
    if n % 40 == 7 and workday(day, 200) <= LAST and case.course == "running":
        office.clock.day = workday(day, 200)
        other = next(o for o in office.officers if o != officer)
        assignments.assign(desk, matter, other, office.clock.day)
        office.lived.add("thay đổi chấp hành viên")


def _steps(case: Case, matter: str, office: AtWork, officer: str, n: int) -> Iterator[tuple[int, str, Any]]:
    desk, due = office.desk, case.due

    def paper(form: str, effect: Effect, **texts: str) -> Any:
        signer = officer if form in ("summons", "verification") else office.head
        base = dict(TYPED)
        return lambda when: issue_or_record(office, papers.Draft(form, effect, matter, {**base, **texts}), signer, when)

    def none(when: date) -> None:
        acts.verify(desk, matter, when, "none")

    yield 5, "giấy báo", paper("summons", Effect("summons"))
    yield (
        20,
        "xác minh",
        lambda when: acts.verify(desk, matter, when, "none" if case.course in ("lacks", "book") else "means"),
    )
    match case.course:
        case "done":
            if due:
                given = Official("enforcement" if case.kind == "yc" else "budget", f"{n + 1:07d}", book="TH/20")
                yield 40, "lần thu tiền", lambda when: acts.collect(desk, matter, when, 1, due, official=given)
                yield 40, "lần chi trả", lambda when: pay_out(office, matter, when)
            yield 41, "việc thi hành xong", lambda when: acts.complete(desk, matter, when)
        case "part":
            if due and due > 2:
                yield 40, "lần thu tiền", lambda when: acts.collect(desk, matter, when, 1, due // 2)
            yield 60, "quyết định đình chỉ", paper("termination", Effect("termination", "c"))
        case "lacks" | "book":
            yield 22, "căn cứ", lambda when: acts.ground(desk, matter, when, "means_lacking", "a")
            yield 25, "quyết định chưa có điều kiện", paper("means_lacking", Effect("means_lacking", "a"))
            yield 28, "lần đăng tải", lambda when: acts.publish(desk, matter, when)
            yield 200, "xác minh", none
            if case.course == "book":
                yield 380, "xác minh", none
                # A year after the decision that means are lacking.
                yield 412, "lần chuyển sổ theo dõi riêng", lambda when: acts.separate_book(desk, matter, when)
        case "deferred_c" | "deferred":
            # Agreed in writing (điểm c) a deferral names its last day.
            agreed = case.course == "deferred_c"
            until = workday(office.clock.day, 210) if agreed else None
            yield 30, "quyết định hoãn", paper("deferral", Effect("deferral", "c" if agreed else "a", until=until))
            if n % 2:
                yield (
                    150,
                    "quyết định tiếp tục",
                    paper("continuation", Effect("continuation", "48.4", ends=("deferral",))),
                )
        case "suspended":
            yield 30, "quyết định tạm đình chỉ", paper("suspension", Effect("suspension", "2"))
        case "terminated":
            yield 50, "quyết định đình chỉ", paper("termination", Effect("termination", "c"))
        case "delegated":
            # Of another province: nobody delegates to the own office, and those of the sample would have it in their books.
            to = "Chi cục Thi hành án dân sự thị xã Đông Triều"
            yield 35, "quyết định ủy thác", paper("delegation", Effect("delegation", "55", to_office=to))
        case "withdrawn":
            yield 30, "quyết định thu hồi", paper("withdrawal", Effect("withdrawal", "c"))
        case _:
            if due and n % 3 == 0:
                yield 90, "lần thu tiền", lambda when: acts.collect(desk, matter, when, 1, max(1, due // 4))


def _returns(office: AtWork) -> None:
    for year, months in PERIODS:
        made = reporting.close(office.desk, reporting.make(office.desk, year, months))
        folder = office.out / "bao-cao" / slug(office.lived.district)
        written = reporting.write(office.desk, made, folder / f"{year}-{months:02d}")
        office.lived.files += map(str, written)
        office.lived.add("báo cáo đã chốt")
        office.lived.counts[f"c1 {months:02d} tháng {year}"] = int(_total(made))


def _total(made: reporting.Made) -> int:
    return (
        sum(
            int(f.rows[0].cells["c1"] or 0)
            for f in made.all_forms
            if "c1" in f.rows[0].cells and f.form in ("01", "02")
        )
        if (made.regime.id == "2015")
        else int(made.all_forms[0].rows[0].cells["c1"] or 0)
    )
