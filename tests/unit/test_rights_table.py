"""Every command times every role: ``rights.csv`` says who may; whoever may not is told who, and nothing is written."""

from __future__ import annotations

import ast
import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.office import bench
from tests.unit import (
    rights_cash,
    rights_chain,
    rights_file,
    rights_issuing,
    rights_leading,
    rights_letters,
    rights_line_kinds,
    rights_registers,
    rights_targets,
)
from tests.unit.rights_staff import COMMANDS as STAFF
from tests.unit.rights_undone import rolled_back
from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.office import OfficeIdentity
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    access,
    accounts,
    acts,
    archiving,
    asset_cards,
    asset_decision,
    asset_steps,
    assignments,
    batch,
    books,
    concluding,
    consolidation,
    copies,
    data_export,
    data_import,
    delegation_ack,
    delegation_assets,
    delegation_in,
    delegation_out,
    drafts,
    drill,
    exchange_gate,
    exports,
    handover,
    held,
    hours,
    intake,
    intake_strike,
    keeping,
    money_way,
    office_key,
    office_settings,
    opening,
    outages,
    outgoing,
    packs,
    papers,
    parties,
    payees,
    payouts,
    people,
    personal_data,
    publication_list,
    publications,
    receipts,
    receiving,
    recording,
    reopening,
    reporting,
    restoring_server,
    return_compare,
    return_files,
    reviews,
    rights,
    second,
    sending,
    series,
    splitting,
    store,
    store_count,
    store_mending,
    store_steps,
    striking,
    takeover,
    tasks,
    transfers,
    trips,
    upkeep,
)  # fmt: skip
from thads_desktop.services.desk import Desk

DAY = date(2020, 1, 6)
SERVICES = Path(__file__).resolve().parents[2] / "thads_desktop" / "services"
TABLE = {r.pop("command"): r for r in csv.DictReader((Path(__file__).parent / "rights.csv").read_text(encoding="utf-8").splitlines())}
ROLES = tuple(rights.load().roles)
SOMEBODY = parties.PartyInput("Lê Thị Mơ")
IDENTITY = OfficeIdentity(date(2019, 1, 1), "Chi cục X", "Cục X", "CCTHADS", "X", "CHI CỤC TRƯỞNG")
OWED = outgoing.Owed("x", "y", "5/QĐ", "Quyết định", DAY, "procuracy", "", "Viện kiểm sát", "", DAY, "", "R07")


@dataclass
class Given:
    """A desk and what stands in it."""

    desk: Desk
    matter: str
    officer: str
    head: str
    judgment: str
    scratch: Path

    @property
    def draft(self) -> papers.Draft:
        return papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 3, 1)), self.matter, {"reason": "thỏa thuận"})

    @property
    def opening(self) -> opening.OpeningInput:
        owed = (opening.Obligation("Trả nợ", 1_000_000),)
        return opening.OpeningInput(self.judgment, "cd", "", (parties.PartyInput("Bùi Văn Nam"),), (SOMEBODY,), owed)


def joined_of(g: Given) -> consolidation.Consolidation:
    made = reporting.make(g.desk, 2019, 12)
    return consolidation.Consolidation((), made.regime, 2019, 12, made.end, "x", ("y",), (), (), made.all_forms, ())


def joined(g: Given) -> object:
    return consolidation.close_joined(g.desk, joined_of(g))


JUDGMENT = intake.JudgmentInput("99/2019/DS-ST", date(2019, 9, 2), "Tòa án nhân dân quận Lê Chân", "dan_su", date(2019, 10, 1))
COMMANDS: dict[str, Callable[[Given], object]] = {
    **rights_line_kinds.COMMANDS, **rights_cash.COMMANDS, **rights_file.COMMANDS, **rights_letters.COMMANDS, **rights_issuing.COMMANDS,
    **rights_registers.COMMANDS, **rights_chain.COMMANDS, **rights_targets.COMMANDS, **rights_leading.COMMANDS, **STAFF,
    "accounts.open_account": lambda g: accounts.open_account(g.desk, g.officer, "mới", ["clerk"], "mật khẩu mới"),
    "accounts.change_roles": lambda g: accounts.change_roles(g.desk, "x", ["clerk"]),
    "accounts.close": lambda g: accounts.close(g.desk, "x"),
    "accounts.new_sheet": lambda g: accounts.new_sheet(g.desk),
    "accounts.reset_password": lambda g: accounts.reset_password(g.desk, other(g.desk), "mật khẩu mới"),
    "accounts.change_own_password": lambda g: accounts.change_own_password(g.desk, ROLE_PASSWORD, "mật khẩu mới"),
    "accounts.try_sheet": lambda g: accounts.try_sheet(g.desk, "x"),
    "acts.collect": lambda g: acts.collect(g.desk, g.matter, DAY, 1, 5),
    "receipts.amend": lambda g: receipts.amend(g.desk, f"matter:{g.matter}", 5, receipts.Official()),
    "money_way.tell": lambda g: money_way.tell(g.desk, f"matter:{g.matter}", 5, "cash"),
    "receipts.to_fund": lambda g: receipts.to_fund(g.desk, f"matter:{g.matter}", (5,), DAY),
    "payouts.pay": lambda g: payouts.pay(g.desk, g.matter, payouts.Order(DAY, (le.Payment(1, "x", 5),))),
    "payees.notify": lambda g: payees.notify(g.desk, g.matter, DAY, "x"),
    "payees.name_creditor": lambda g: payees.name_creditor(g.desk, g.matter, DAY, 1, parties.PartyInput("x")),
    "payees.deposit": lambda g: payees.deposit(g.desk, g.matter, DAY, 1, "x", 5),
    "payees.came_back": lambda g: payees.came_back(g.desk, g.matter, DAY, 5, 1, "x", 5),
    "payees.forfeit": lambda g: payees.forfeit(g.desk, g.matter, DAY, 1, "x", 5),
    "acts.return_surplus": lambda g: acts.return_surplus(g.desk, g.matter, DAY, 5),
    "acts.complete": lambda g: acts.complete(g.desk, g.matter, DAY),
    "acts.separate_book": lambda g: acts.separate_book(g.desk, g.matter, DAY),
    "transfers.named": lambda g: transfers.named(
        g.desk, papers.Draft("transfer", Effect("transfer", to_party=transfers.NEW), g.matter, {"new_party": "Trần Văn Nhận"})
    ),
    "splitting.add": lambda g: splitting.add(
        g.desk, g.judgment, splitting.PartInput("cd", "Tịch thu một xe máy", None),
    ),
    "splitting.take": lambda g: splitting.take(g.desk, g.opening),
    "splitting.remove": lambda g: splitting.remove(g.desk, g.judgment, 1),
    "concluding.conclude": lambda g: concluding.conclude(g.desk, g.matter, DAY, "a"),
    "hours.note": lambda g: hours.note(g.desk, g.matter, 1, "08:30"),
    "acts.verify": lambda g: acts.verify(g.desk, g.matter, DAY, "none"),
    "asset_cards.note": lambda g: asset_cards.note(g.desk, asset_cards.CardInput("other", {"what": "x"}), asset_cards.LinkInput(g.matter)),
    "asset_cards.change": lambda g: asset_cards.change(g.desk, "x", asset_cards.CardInput("other", {"what": "y"})),
    "asset_cards.link": lambda g: asset_cards.link(g.desk, "x", asset_cards.LinkInput(g.matter)),
    "asset_cards.unlink": lambda g: asset_cards.unlink(g.desk, "x", g.matter),
    "asset_steps.take": lambda g: asset_steps.take(g.desk, "x", asset_steps.StepInput("asset_seized", DAY, g.matter)),
    "asset_steps.strike": lambda g: asset_steps.strike(g.desk, "x", 1, "nhầm"),
    "assignments.assign": lambda g: assignments.assign(g.desk, g.matter, g.officer, DAY),
    "assignments.assign_all": lambda g: assignments.assign_all(g.desk, [(g.matter, g.officer)], DAY),
    "assignments.set_duties": lambda g: assignments.set_duties(g.desk, g.officer, [], [("Ai Đó", "")]),
    "batch.issue": lambda g: batch.issue(g.desk, ["x"], DAY),
    "books.open_entry": lambda g: books.open_entry(g.desk, "tiep_dan", {"received": DAY}),
    "books.change_entry": lambda g: books.change_entry(g.desk, "tiep_dan.x", {"received": DAY}),
    "books.close_entry": lambda g: books.close_entry(g.desk, "tiep_dan.x", "done", "xong"),
    "books.reopen_entry": lambda g: books.reopen_entry(g.desk, "tiep_dan.x"),
    "consolidation.trust": lambda g: consolidation.trust(g.desk, g.scratch / "x.thads"),
    "consolidation.close_joined": joined,
    "consolidation.key_package": lambda g: consolidation.key_package(g.desk, g.scratch / "khoa.thads"),
    "consolidation.write": lambda g: consolidation.write(g.desk, joined_of(g), g.scratch / "out"),
    "copies.choose_second": lambda g: copies.choose_second(g.desk, g.scratch),
    "drafts.keep": lambda g: drafts.keep(g.desk, "x", {"a": "b"}),
    "drafts.keep_paper": lambda g: drafts.keep_paper(g.desk, g.draft, {"a": "b"}),
    "drafts.throw_away": lambda g: drafts.throw_away(g.desk, "x"),
    "drafts.submit": lambda g: drafts.submit(g.desk, g.draft, DAY),
    "held.apply": lambda g: held.apply(g.desk, g.matter, DAY, "x", 1, 5),
    "held.give_back": lambda g: held.give_back(g.desk, g.matter, DAY, "x", 5),
    "intake.receive_judgment": lambda g: intake.receive_judgment(g.desk, JUDGMENT),
    "intake.receive_request": lambda g: intake.receive_request(g.desk, g.judgment, SOMEBODY, DAY),
    "intake.refuse_request": lambda g: intake.refuse_request(g.desk, g.judgment, "x", "a", DAY),
    "intake.take_money": lambda g: intake.take_money(g.desk, g.judgment, SOMEBODY, 5, DAY, "1"),
    "intake_strike.strike": lambda g: intake_strike.strike(g.desk, g.judgment, 3, "nhầm"),
    "office_settings.change": lambda g: office_settings.change(g.desk, "series.decisions", "one"),
    "office_settings.change_all": lambda g: office_settings.change_all(g.desk, {"series.decisions": "one", "words.zero_tens": "lẻ"}),
    "office_settings.change_weights": lambda g: office_settings.change_weights(g.desk, ["1", "2", "3"]),
    "office_settings.change_day": lambda g: office_settings.change_day(g.desk, DAY, day_off=True),
    "office_key.renew": lambda g: office_key.renew(g.desk),
    "opening.issue": lambda g: opening.issue(g.desk, g.opening, g.head, DAY),
    "opening.submit": lambda g: opening.submit(g.desk, g.opening, DAY),
    "opening.record": lambda g: opening.record(g.desk, g.opening, "77/QĐ", "Ai", DAY),
    "opening.preview": lambda g: opening.preview(g.desk, g.opening, DAY),
    "opening.preview_paper": lambda g: opening.preview_paper(g.desk, g.opening, DAY),
    "opening.check": lambda g: opening.check(g.desk, g.opening, DAY),
    "papers.save": lambda g: papers.save(g.desk, g.draft),
    "papers.submit": lambda g: papers.submit(g.desk, "x"),
    "papers.send_back": lambda g: papers.send_back(g.desk, "x", "sửa"),
    "papers.sign": lambda g: papers.sign(g.desk, "x", g.head),
    "papers.issue": lambda g: papers.issue(g.desk, "x"),
    "papers.issue_at_once": lambda g: papers.issue_at_once(g.desk, g.draft, g.head),
    "papers.void": lambda g: papers.void(g.desk, "x", "nhầm"),
    "parties.change": lambda g: parties.change(g.desk, "x", SOMEBODY),
    "parties.merge": lambda g: parties.merge(g.desk, "x", "y"),
    "parties.undo_merge": lambda g: parties.undo_merge(g.desk, "x"),
    "people.set_up": lambda g: people.set_up(g.desk, "Chi cục X", "Cục X", "district"),
    "people.change_identities": lambda g: people.change_identities(g.desk, (IDENTITY,)),
    "people.put_identity": lambda g: people.put_identity(g.desk, IDENTITY),
    "people.add_person": lambda g: people.add_person(g.desk, "Vũ Thị Dung", "officer", DAY),
    "people.give_post": lambda g: people.give_post(g.desk, g.officer, "deputy", DAY),
    "people.end_post": lambda g: people.end_post(g.desk, g.officer, "officer", DAY),
    "people.absent": lambda g: people.absent(g.desk, g.officer, DAY, DAY),
    "people.set_up_whole": lambda g: people.set_up_whole(g.desk, "Chi cục X", "Cục X", "district", [], ""),
    "recording.record": lambda g: recording.record(g.desk, g.draft, "5/QĐ", "Ai", DAY),
    "receiving.receive": lambda g: receiving.receive(g.desk, []),
    "reopening.reopen": lambda g: reopening.reopen(g.desk, "2015", 2020, 3, "ghi sổ muộn"),
    "reopening.take_back": lambda g: reopening.take_back(g.desk, "2015", 2020, 3, "mở nhầm"),
    "return_compare.remark": lambda g: return_compare.remark(g.desk, reporting.make(g.desk, 2020, 3), "06", "c1", "tăng do sổ mới"),
    "reporting.close": lambda g: reporting.close(g.desk, reporting.make(g.desk, 2020, 3)),
    "return_files.write": lambda g: return_files.write(g.desk, reporting.make(g.desk, 2020, 3), g.scratch / "out"),
    "sending.send": lambda g: sending.send(g.desk, "x", "procuracy", "VKS"),
    "series.open_series": lambda g: series.open_series(g.desk, "enforcement", 2020, 50),
    "striking.strike": lambda g: striking.strike(g.desk, g.matter, 3, "nhầm"),
    "takeover.take_over": lambda g: takeover.take_over(g.desk, g.scratch / "x.xlsx"),
    "takeover.undo": lambda g: takeover.undo(g.desk, "x"),
    "personal_data.give": lambda g: personal_data.give(g.desk, "x", "Tòa án", "xác minh"),
    "keeping.set_kinds": lambda g: keeping.set_kinds(g.desk, {"to_cao": ("vĩnh viễn", "quyết định của cơ quan")}),
    "keeping.set_years": lambda g: keeping.set_years(g.desk, "10", "quyết định của cơ quan"),
    "drill.run": lambda g: drill.run(g.desk),
    "exchange_gate.confirm": lambda g: exchange_gate.confirm(g.desk, "máy cũ đã hỏng"),
    "exports.note_print": lambda g: exports.note_print(g.desk, "5/QĐ", "nơi nhận", "in"),
    "exports.note": lambda g: exports.note(g.desk, "paper", "5/QĐ", "Tòa án", "theo yêu cầu"),
    "packs.install": lambda g: packs.install(g.desk, packs.Trial("x", "1", "x", (), (), b"", ())),
    "packs.withdraw": lambda g: packs.withdraw(g.desk, "x"),
    "handover.carry_out": lambda g: handover.carry_out(g.desk, handover.Plan(g.officer, "x", "load", (), (), 0), DAY),
    "outages.note": lambda g: outages.note(g.desk, DAY, "8:15", "không vào được"),
    "outages.end": lambda g: outages.end(g.desk, "x", DAY, "9:00"),
    "outages.cite": lambda g: outages.cite(g.desk, "x", f"matter:{g.matter}", "R07", DAY),
    "outgoing.mark": lambda g: outgoing.mark(g.desk, [OWED], "post", DAY, "RB1"),
    "trips.make": lambda g: trips.make(g.desk, [(g.matter, "")]),
    "trips.enter": lambda g: trips.enter(g.desk, [trips.Found(g.matter, "", DAY, "none")]),
    "trips.close": lambda g: trips.close(g.desk, "x"),
    "publications.mark_each": lambda g: publications.mark_each(g.desk, [(g.matter, "publish")], DAY),
    "publication_list.send": lambda g: publication_list.send(g.desk, publication_list.Made(DAY, "", "", (), {}, 0), "Cục", "1/CV", DAY),
    "archiving.list_file": lambda g: archiving.list_file(g.desk, [g.matter], g.officer, DAY),
    "archiving.check": lambda g: archiving.check(g.desk, [g.matter], g.officer, DAY),
    "archiving.send_back": lambda g: archiving.send_back(g.desk, [g.matter], DAY, "thiếu"),
    "archiving.approve": lambda g: archiving.approve(g.desk, [g.matter], g.head, DAY),
    "archiving.hand_over": lambda g: archiving.hand_over(g.desk, [g.matter], DAY, "Kho", "Ai Đó"),
    "archiving.withdraw": lambda g: archiving.withdraw(g.desk, [g.matter], g.head, DAY, "Ai Đó", "bổ sung"),
    "archiving.bring_back": lambda g: archiving.bring_back(g.desk, [g.matter], DAY, "Kho", "Ai Đó"),
    "reviews.receive": lambda g: reviews.receive(g.desk, g.matter, DAY, "5/GĐT", "Tòa án"),
    "reviews.forward": lambda g: reviews.forward(g.desk, g.matter, DAY, "nơi khác"),
    "store.take_in": lambda g: store.take_in(g.desk, store.ItemInput("dao", "1", "con", DAY, "1")),
    "store.take_out": lambda g: store.take_out(g.desk, [("x", "")], store.Leaving("police", DAY, "1", "Công an")),
    "store.move": lambda g: store.move(g.desk, ["x"], "own", "", "1", DAY),
    "store.seal": lambda g: store.seal(g.desk, "x", sealed=True, said="NP", day=DAY),
    "store.damage": lambda g: store.damage(g.desk, "x", "1", "vỡ", DAY),
    "store.link": lambda g: store.link(g.desk, ["x"], store_steps.Link("thing", "return"), DAY),
    "store.notify": lambda g: store.notify(g.desk, ["x"], DAY),
    "store_mending.correct": lambda g: store_mending.correct(g.desk, "x", {"name": "dao"}),
    "store_mending.strike_last": lambda g: store_mending.strike_last(g.desk, "x", 1, "nhầm"),
    "store_count.begin": lambda g: store_count.begin(g.desk, DAY),
    "store_count.count": lambda g: store_count.count(g.desk, "x", "VC2020-1", "1"),
    "store_count.explain": lambda g: store_count.explain(g.desk, "x", "y", "mất"),
    "store_count.drop": lambda g: store_count.drop(g.desk, "x"),
    "store_count.close": lambda g: store_count.close(g.desk, "x", {"accountant": "A", "keeper": "B", "head": "C"}),
    "tasks.put": lambda g: tasks.put(g.desk, "gọi điện", g.officer, DAY, g.matter),
    "tasks.change": lambda g: tasks.change(g.desk, "x", "gọi điện", g.officer, DAY),
    "tasks.end": lambda g: tasks.end(g.desk, "x"),
    "delegation_out.make": lambda g: delegation_out.make(g.desk, g.matter, "", g.scratch / "out"),
    "delegation_in.take": lambda g: delegation_in.take(g.desk, b"x"),
    "delegation_ack.make": lambda g: delegation_ack.make(g.desk, g.judgment, g.scratch / "out"),
    "delegation_ack.take": lambda g: delegation_ack.take(g.desk, b"x"),
    "delegation_ack.send_back": lambda g: delegation_ack.send_back(g.desk, g.judgment, "nhầm"),
    "asset_decision.take_up": lambda g: asset_decision.take_up(g.desk, g.judgment),
    "delegation_assets.decide": lambda g: delegation_assets.decide(g.desk, g.judgment, "5/QĐ", DAY),
    "delegation_assets.hand_over": lambda g: delegation_assets.hand_over(g.desk, g.judgment, DAY),
    "delegation_assets.send_money": lambda g: delegation_assets.send_money(g.desk, g.judgment, 5, DAY),
    "restoring_server.stand_by": lambda g: restoring_server.stand_by(g.desk),
    "data_export.write": lambda g: data_export.write(g.desk, g.scratch / "du-lieu.json", data_export.Wanted(("matters",)), "Bộ", "đối chiếu"),
    "data_export.counts": lambda g: data_export.counts(g.desk, data_export.Wanted(("matters",))),
    "data_import.take": lambda g: data_import.take(g.desk, g.scratch / "du-lieu.json"),
    "upkeep.rebuild": lambda g: upkeep.rebuild(g.desk),
}
ROLE_PASSWORD = "mật khẩu của vai"


def other(desk: Desk) -> str:
    assert desk.access is not None
    return desk.access.others[0].key


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Given, dict[str, str]]]:
    """An office where each role is one account's, beside the first account that has all."""
    from thads_desktop.storage import keyring

    before, keyring.COST = keyring.COST, keyring.Cost(1, 64, 1)
    scratch = tmp_path_factory.mktemp("rights")
    office = bench(scratch / "data")
    matter = office.decision()
    judgment = office.judgment("16/2019/DS-ST")
    accounts_of: dict[str, str] = {}
    for n, role in enumerate(ROLES):
        person = people.add_person(office.desk, f"Người Vai {chr(65 + n)}", "other", date(2019, 10, 7))
        assert office.desk.access is not None
        with second.standing_by(office.desk, next(iter(second.witnesses(office.desk.access, "accounts")), None)):
            accounts_of[role] = accounts.open_account(office.desk, person, role, [role], ROLE_PASSWORD)
    office.on(DAY)
    yield Given(office.desk, matter, office.officer, office.head, judgment, scratch), accounts_of
    office.desk.close()
    keyring.COST = before


@pytest.mark.parametrize("command", COMMANDS)
def test_who_may(command: str, given: tuple[Given, dict[str, str]]) -> None:
    g, accounts_of = given
    for role in ROLES:
        access.seat(g.desk, accounts_of[role])
        _try(command, role, g, may=TABLE[command][role] == "x")


def _try(command: str, role: str, g: Given, *, may: bool) -> None:
    with g.desk.reading() as reader:
        before = reader.head()
    codes = []
    try:
        with g.desk.reading(), rolled_back(g.desk):
            COMMANDS[command](g)
    except Refused as refused:
        codes = [r.code for r in refused.refusals]
        said = say(refused.refusals[0])
    assert ("rights.none" in codes) == (not may), (role, codes)
    with g.desk.reading() as reader:
        assert reader.head() == before
    if not may:
        assert "không có quyền" in said
        assert "Người có quyền: " in said
        assert said.rstrip(".").rpartition(": ")[2], "it names who may"


def test_every_command_that_writes_is_in_the_table() -> None:
    """A new service function that writes needs its row, and so an answer to who may."""
    found = set()
    for file in sorted(SERVICES.glob("*.py")):
        if file.stem.startswith("demo") or file.stem in ("desk", "access"):
            continue
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and "desk.writing(" in ast.unparse(node):
                found.add(f"{file.stem}.{node.name}")
    assert found - set(TABLE) == set()
    assert set(TABLE) == set(COMMANDS)
    assert {c for c in TABLE if set(TABLE[c]) != set(ROLES)} == set()


def test_every_act_of_the_rights_is_asked_for_somewhere() -> None:
    text = "".join(f.read_text(encoding="utf-8") for f in (SERVICES.parent).rglob("*.py"))
    unused = {a for a in rights.load().acts if f'"{a}"' not in text}
    assert unused == set()
