"""A small sample office in which something of every source of registers happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from thads_desktop.domain import archive_events as ar, delegation_events as de, events as ev, procedure_events as pe
from thads_desktop.services import books, demo_acts, demo_assets, demo_office, letter_acts
from thads_desktop.services.demo_desk import LAST, AtWork
from thads_desktop.services.invented import COURSES
from thads_desktop.services.letter_typed import LetterInput

YEARS = (2019, 2020)


def sample(folder: Path) -> AtWork:
    """Each course of life of the sample once with money and once without, every act, entries of the books."""
    plan = demo_office.Plan(str(folder / "data"), str(folder), "Lê Chân", 1, 0, 0, 1000)
    office = demo_office.opened(plan)
    ways = [(course, money, not money, int(money)) for (course, _), money in ((c, m) for c in COURSES for m in (True, False))]
    for at, (course, money, here, n) in enumerate(ways):
        office.inventor.random.random = lambda here=here: 0.0 if here else 1.0  # type: ignore[method-assign,misc]  # the draw is ours
        case = office.inventor.case(date(2018, 10, 2) + timedelta(days=at))
        case = replace(case, course=course, due=(case.due or 3_000_000) if money else None)
        demo_office._matter(office, case, n)
    del office.inventor.random.random
    office.on(LAST)
    demo_acts.every_act(office)
    demo_acts.work_off_deadlines(office)
    _around(office)
    _further(office)
    demo_assets.own_assets(office)
    return office


def _further(office: AtWork) -> None:
    """Decisions and steps of which only the register is looked at: straight into the log."""
    desk, day = office.desk, date(2020, 6, 1)
    with desk.reading() as reader:
        matter = max(reader.rows("matter").items(), key=lambda x: (str(x[1].get("number_text", "")), str(x[1])))[0]
        party = min(reader.rows("party").items(), key=lambda x: (str(x[1]["name"]), str(x[1])))[0]
        judgment = str((reader.row("matter", matter) or {})["judgment"])
    made: tuple[tuple[str, dict[str, object], ev.Body], ...] = (
        ("security", {"measure": "freeze", "party": party, "amount": 5_000_000}, pe.MeasureTaken("freeze", (1,), party, 5_000_000, "x0")),
        ("coercion", {"measure": "seize", "party": party}, pe.MeasureTaken("seize", (1,), party, None, "x1")),
        ("fee", {"party": party, "amount": 300_000}, pe.ActDone("fee", "", (1,), 300_000, party, "", "", "x2")),
        ("remission", {"party": party, "amount": 700_000}, pe.ActDone("remission", "", (1,), 700_000, party, "", "", "x3")),
        ("asset_delegation", {"to_office": "Chi cục khác"}, pe.ActDone("asset_delegation", "", (1,), None, "", "", "Chi cục khác", "x4")),
        ("taking_up", {}, pe.TakenUp((1,), "x5")),
    )  # fmt: skip
    with desk.writing("keep") as uow:
        for at, (kind, more, body) in enumerate(made):
            key, number = f"x{at}", f"{at + 71}/QĐ-CCTHADS"
            uow.write_row("paper", key, {"number_text": number, "title": kind, "signer": "Phạm Quang Minh", "effect": {"kind": kind, **more}})
            uow.append(f"matter:{matter}", day, ev.PaperRecorded(key, kind, number, ""), "2008")
            uow.append(f"matter:{matter}", day, body, "2008")
        uow.append(f"matter:{matter}", date(2020, 6, 2), pe.MeasureEnded("x1", "", ""), "2008")
        uow.write_row("archive", "a1", {"place": "Giá 2, hộp 5", "receiver": "Vũ Thị Lưu"})
        uow.append(f"matter:{matter}", date(2020, 6, 3), ar.FileListed(office.officers[0], 41), "2008")
        uow.append(f"matter:{matter}", date(2020, 6, 4), ar.FileArchived("0" * 64, "a1"), "2008")
        uow.append(f"intake:{judgment}", date(2020, 6, 5), ev.DelegationReceived("Chi cục Thi hành án dân sự quận Hồng Bàng"), "2008")
        uow.write_row("asset_handling", "h1", {"judgment": judgment, "number": "77/QĐ-CCTHADS", "officer": office.officers[0]})
        uow.append(f"intake:{judgment}", date(2020, 6, 8), de.AssetHandlingDecided("h1"), "2008")
        uow.append(f"intake:{judgment}", date(2020, 6, 9), de.AssetMoneySent(9_000_000, 400_000), "2008")
        uow.commit()


def _around(office: AtWork) -> None:
    """What the sample does not do of itself."""
    desk = office.desk
    with desk.reading() as reader:
        who = min(books.people_of(reader).items(), key=lambda x: x[1])[0]
    given = {"received": date(2020, 3, 2), "settler": who, "content": "Khiếu nại việc kê biên"}
    books.open_entry(desk, "khieu_nai", {
        **given, "level": "1", "object": "bao_dam", "complainant": "Phan Văn Khoa", "address": "số 5 phố Cát Dài", "accepted": date(2020, 3, 5),
    })  # fmt: skip
    books.open_entry(desk, "to_cao", {
        "received": date(2020, 4, 1), "denouncer": "Đinh Thị Kín", "against": "Chấp hành viên", "content": "Tố cáo chậm chi trả",
        "accepted": date(2020, 4, 6), "settler": who,
    })  # fmt: skip
    books.open_entry(desk, "hanh_chinh", {
        "received": date(2020, 5, 4), "judgment": "03/2020/HC-ST", "debtor": "Ủy ban nhân dân quận", "creditor": "Phạm Thị Lý",
        "content": "Hủy quyết định hành chính", "watcher": who,
    })  # fmt: skip
    _letters(office)


def _letters(office: AtWork) -> None:
    """Two letters that came: one passed on and answered by word of mouth, one that was entered by mistake."""
    desk = office.desk
    with desk.reading() as reader:
        who = min(books.people_of(reader).items(), key=lambda x: x[1])[0]
        matter = max(reader.rows("matter").items(), key=lambda x: (str(x[1].get("number_text", "")), str(x[1])))[0]
    came = letter_acts.receive(desk, LetterInput(
        date(2020, 6, 10), "Ngân hàng TMCP Đông Hải", "Về việc cung cấp số dư tài khoản", "125/CV-ĐH", date(2020, 6, 8), matter=matter,
    ))  # fmt: skip
    letter_acts.pass_on(desk, [came.key], date(2020, 6, 10), who, signed=True)
    letter_acts.answer(desk, came.key, date(2020, 6, 12), by="trả lời qua điện thoại")
    wrong = letter_acts.receive(desk, LetterInput(date(2020, 6, 11), "Tòa án nhân dân quận Lê Chân", "Trả lời yêu cầu giải thích bản án", "07/TA"))
    letter_acts.strike(desk, wrong.key, "Vào sổ hai lần", whole=True)
