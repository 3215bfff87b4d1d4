"""A small office with one matter for each column of the procuracy's register."""

from __future__ import annotations

from datetime import date

from tests.office import Bench
from thads_desktop.domain.acts import Effect
from thads_desktop.services import acts, papers, recording, sending

OPENED = date(2019, 10, 7)
TEXTS = {"evidence": "đơn", "reason": "đơn", "payment_place": "trụ sở", "appear_at": "8 giờ", "needed_info": "không có", "enclosures": "Bản sao bản án"}


def issue(office: Bench, matter: str, effect: Effect) -> str:
    """An issued decision; its id."""
    draft = papers.Draft(effect.kind, effect, matter, TEXTS)
    return papers.issue_at_once(office.desk, draft, office.head)[0]


def courses(office: Bench) -> dict[str, str]:
    """Name of a course -> its matter; the clock stands at 31 October 2019 in the end."""
    found = {name: office.decision(debtor=f"Người {name}", number=f"{n}/2019/DS-ST", kind="yc", due=10_000_000 + n) for n, name in enumerate(
        ("held", "lacking", "gone", "done", "away", "recorded", "quiet"), 1
    )}  # fmt: skip
    office.on(date(2019, 10, 8))
    with office.desk.reading() as reader:
        first = next(p.paper for p in reader.projections.papers(matter=found["held"]))
    sending.send(office.desk, first, "procuracy", "VKS", "post", date(2019, 10, 8))
    office.on(date(2019, 10, 14))
    issue(office, found["held"], Effect("deferral", "a"))
    issue(office, found["held"], Effect("suspension", "2"))
    office.on(date(2019, 10, 21))
    issue(office, found["held"], Effect("continuation", "49.3", ends=("suspension",)))
    issue(office, found["held"], Effect("continuation", "48.4", ends=("deferral",)))
    office.verified(found["lacking"])
    issue(office, found["lacking"], Effect("means_lacking", "a"))
    acts.collect(office.desk, found["gone"], date(2019, 10, 21), 1, 4_000_000)
    issue(office, found["gone"], Effect("termination", "c"))
    acts.collect(office.desk, found["done"], date(2019, 10, 21), 1, 10_000_004)
    acts.complete(office.desk, found["done"], date(2019, 10, 21))
    issue(office, found["away"], Effect("delegation", "55", to_office="Chi cục Thi hành án dân sự huyện An Dương"))
    draft = papers.Draft("deferral", Effect("deferral", "a"), found["recorded"], TEXTS)
    recording.record(office.desk, draft, "77/QĐ-CTHADS", "Người Lạ", date(2019, 10, 20))
    office.on(date(2019, 10, 31))
    return found
