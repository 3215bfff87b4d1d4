"""Two real offices that trust each other: one delegates, the other receives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.office import LOGIN, PASSWORD, Bench, alike, bench, set_account, set_up
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.fold import fold
from thads_desktop.domain.lawful_ways import SILENT
from thads_desktop.domain.matter import MatterState
from thads_desktop.services import consolidation, first_account, intake, opening, papers, parties, people

THERE = "Chi cục Thi hành án dân sự quận Ngô Quyền"
DAY = date(2019, 10, 14)
DEBTOR = parties.PartyInput("Nguyễn Văn An", birth_year=1980, ids=("031080000001",), address="số 12 phố Cầu Đất")
STATE = parties.PartyInput(parties.STATE_NAME, "state")
CREDITOR = parties.PartyInput("Công ty TNHH Ánh Dương", "org", address="số 5 đường Lạch Tray")


@dataclass
class Two:
    """here delegates; there receives. matter: one with two obligations for the State and one that is not money."""

    here: Bench
    there: Bench
    out: Path
    matter: str = ""

    def on(self, day: date) -> None:
        self.here.on(day)
        self.there.on(day)

    def close(self) -> None:
        self.here.desk.close()
        self.there.desk.close()


def receiver(folder: Path, day: date = DAY, name: str = THERE) -> Bench:
    """A fresh office under another name."""
    return alike(folder, ("receiver", day, name), lambda place: _received(place, day, name))


def _received(folder: Path, day: date, name: str) -> Bench:
    clock = FixedClock(day)
    desk = first_account.found(
        folder, clock, LOGIN, PASSWORD,
        lambda made: set_up(made, name, "Hoàng Thị Yến", ["Vũ Thị Dung", "Bùi Văn Nam"]),
    ).desk  # fmt: skip
    with desk.reading() as reader:
        held = {p.name: p.person for p in people.posts(reader)}
    desk.actor = held["Hoàng Thị Yến"]
    set_account(desk, "số 3949.1 tại Kho bạc Nhà nước")
    return Bench(desk, clock, held["Hoàng Thị Yến"], held["Vũ Thị Dung"], held["Bùi Văn Nam"])


def trusting(one: Bench, other: Bench, scratch: Path) -> None:
    """Each office trusts the other's key."""
    scratch.mkdir(parents=True, exist_ok=True)
    for n, (mine, theirs) in enumerate(((one, other), (other, one))):
        key = consolidation.key_package(theirs.desk, scratch / f"khoa-{n}.thads")
        consolidation.trust(mine.desk, Path(key.path), key.fingerprint)


def two(folder: Path, day: date = DAY) -> Two:
    """Both offices, trusting each other, and a matter of three obligations opened a week before."""
    here, there = bench(folder / "here", day), receiver(folder / "there", day)
    trusting(here, there, folder / "keys")
    made = Two(here, there, folder / "out")
    made.matter = opened(here)
    return made


def opened(office: Bench, day: date = date(2019, 10, 7), number: str = "15/2019/DS-ST") -> str:
    """A matter with two sums and one thing that is not money; its id."""
    judgment = intake.receive_judgment(
        office.desk,
        intake.JudgmentInput(number, date(2019, 9, 2), "Tòa án nhân dân quận Lê Chân", "dan_su", date(2019, 10, 1)),
    )
    lines = (
        opening.Obligation("Án phí dân sự sơ thẩm", 10_000_000, (0,), (0,)), opening.Obligation("Tiền phạt", 3_500_001, (0,), (0,)),
        opening.Obligation("Trả lại giấy tờ", None, (0,), (1,)),
    )  # fmt: skip
    given = opening.OpeningInput(judgment, "cd", "", (DEBTOR,), (STATE, CREDITOR), lines, office.officer)
    paper, _ = opening.issue(office.desk, given, office.head, day)
    with office.desk.reading() as reader:
        return papers.load(reader, paper).matter


def delegated(office: Bench, matter: str, lines: tuple[int, ...] = (), day: date = DAY, to: str = THERE, clause: str = "55") -> str:
    """A decision to delegate was issued; the paper's id."""
    reason = "người phải thi hành án có nơi cư trú ở quận Ngô Quyền"
    texts = {"reason": reason, "evidence": "biên bản xác minh", "needed_info": "không có", "enclosures": "Bản sao bản án"}
    draft = papers.Draft("delegation", Effect("delegation", clause, lines, to_office=to), matter, texts)
    return papers.issue_at_once(office.desk, draft, office.head, day)[0]


def assets_delegated(office: Bench, matter: str, lines: tuple[int, ...] = (), day: date = DAY, to: str = THERE) -> str:
    """A decision to delegate the handling of an asset was issued; the paper's id."""
    texts = {"asset": "nhà đất tại số 7 đường Lạch Tray", "evidence": "biên bản kê biên", "reason": "tài sản ở quận Ngô Quyền"}
    draft = papers.Draft("asset_delegation", Effect("asset_delegation", lines=lines, to_office=to, confirmed=(SILENT,)), matter, texts)
    return papers.issue_at_once(office.desk, draft, office.head, day)[0]


def state(office: Bench, matter: str) -> MatterState:
    with office.desk.reading() as reader:
        return fold(reader.events_of(f"matter:{matter}"))
