"""Words of reason (void, strike, remark, purpose, receipt) tell whom they may not tell neither a minor's name nor a number of a person."""

from __future__ import annotations

from datetime import date

import pytest

from tests.office import Bench
from tests.unit.test_masking import CHILD, GROWN, as_role, office, party_of
from thads_desktop.__main__ import main
from thads_desktop.domain.acts import Effect
from thads_desktop.services import (
    acts,
    exports,
    inspection_lines,
    journal,
    masking,
    papers,
    personal_data,
    queries,
    second,
    sending,
    striking,
)

__all__ = ["office"]

NUMBER, ACCOUNT = "131210000001", "19035467891011"
#: Each with a word of its own, so that it is seen to be there at all.
SAID = {word: f"{word}: nhầm cháu {CHILD.upper()}, CCCD {NUMBER}, STK {ACCOUNT}" for word in ("hủy", "xóa", "trả", "cấp", "nhận", "xuất")}
HIDDEN = (CHILD.upper(), CHILD, NUMBER, ACCOUNT)


@pytest.fixture
def told(office: Bench) -> tuple[Bench, str, str, str]:
    """(the office, the matter, the paper that was returned, the judgment): every kind of reason was written down."""
    desk, matter = office.desk, office.matters[0]
    assert desk.access is not None
    (colleague,) = desk.access.others
    draft = papers.Draft("deferral", Effect("deferral", "c", until=date(2019, 12, 1)), matter, {"reason": "thỏa thuận"})
    acts.collect(desk, matter, office.clock.today(), 1, 1_000)
    judgment = queries.matter(desk, matter).state.judgment
    with second.standing_by(desk, colleague):
        with desk.reading() as reader:
            taken = next(e.seq for e in reader.events_of(f"matter:{matter}") if type(e.body).__name__ == "Collected")
        striking.strike(desk, matter, taken, SAID["xóa"])
        returned = papers.save(desk, draft).paper
        papers.submit(desk, returned)
        papers.send_back(desk, returned, SAID["trả"])
        voided, _ = papers.issue_at_once(desk, draft, office.head)
        papers.void(desk, voided, SAID["hủy"])
        kept, _ = papers.issue_at_once(desk, draft, office.head)
        sending.send(desk, kept, "party", "", receipt=SAID["nhận"][:60], party=party_of(office, GROWN))
        personal_data.give(desk, party_of(office, CHILD), "ông A", SAID["cấp"])
        exports.note(desk, "inspection", "sổ", "ông B", SAID["xuất"])
    return office, matter, returned, judgment


def everything(office: Bench, matter: str, paper: str, judgment: str) -> str:
    desk = office.desk
    with desk.reading() as reader:
        last = reader.head()[0]
    lines: list[object] = [queries.matter(desk, matter), queries.remarks(desk, [paper]), queries.received(desk, judgment), journal.journal(desk)]
    if desk.may("inspect"):
        lines.append([(a.detail, a.about, a.reason) for a in inspection_lines.acts(desk, list(range(1, last + 1))) if a is not None])
    return repr(lines)


@pytest.mark.parametrize("role", ["inspector", "administrator", "storekeeper"])
def test_words_of_reason_are_masked(told: tuple[Bench, str, str, str], role: str) -> None:
    office, *asked = told
    seen = everything(office, *asked)
    for word in SAID.values():
        assert word[:40] in seen, word
    as_role(office, role)
    assert masking.hides(office.desk)
    seen = everything(office, *asked)
    for word in SAID if role != "storekeeper" else ("hủy", "trả"):
        assert f"{word}: nhầm cháu Đ.G.B." in seen, word
    for secret in HIDDEN:
        assert secret not in seen


def test_the_command_line_masks_them_too(told: tuple[Bench, str, str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    office = told[0]
    as_role(office, "inspector")
    folder = office.desk.folder
    office.desk.close()
    monkeypatch.setenv("THADS_ACCOUNT", "vai")
    monkeypatch.setenv("THADS_PASSWORD", "mật khẩu của vai")
    code = main(["who", "--from", "2019-01-01", "--to", "2030-01-01", "--long", "--data", str(folder), "--today", "2030-01-01"])
    out = capsys.readouterr()
    assert code == 0, out.err
    for word in SAID:
        assert f"{word}: nhầm cháu Đ.G.B." in out.out
    for secret in HIDDEN:
        assert secret not in out.out
