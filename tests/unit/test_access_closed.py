"""Ways round accounts that are closed: who may stand by, a lent password, a draft changed after it was submitted, deaths, two at once."""

from __future__ import annotations

import gzip
import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import LOGIN, PASSWORD, Bench, owned, set_up
from tests.unit.test_access import BINH, FIXTURE, as_binh, as_first, clerk, office, refusal
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    access,
    accounts,
    copies,
    drill,
    first_account,
    papers,
    people,
    printed_sheet,
    second,
    upkeep,
)
from thads_desktop.storage import keyring

__all__ = ["office"]


def test_with_a_third_a_reset_is_an_act_of_two(office: Bench) -> None:
    key = clerk(office)
    with second.standing_by(office.desk, second.confirmed(office.desk, "accounts", "binh", BINH)):
        owned(office.desk, accounts.open_account(office.desk, office.second, "cuong", ("officer",), "mật khẩu của Cường"))
    asked = refusal(accounts.reset_password, office.desk, key, "mật khẩu ba")
    assert (asked.code, asked.facts["who"]) == ("rights.second", "Lê Văn Cường")
    with second.standing_by(office.desk, second.confirmed(office.desk, "password", "cuong", "mật khẩu của Cường")):
        accounts.reset_password(office.desk, key, "mật khẩu ba")


def test_only_those_who_may_stand_by_an_act(office: Bench) -> None:
    clerk(office, "administrator")
    with second.standing_by(office.desk, second.confirmed(office.desk, "accounts", "binh", BINH)):
        looks_on = accounts.open_account(office.desk, office.second, "cuong", ("inspector",), "mật khẩu của Cường")
    assert refusal(second.confirmed, office.desk, "accounts", "cuong", "mật khẩu của Cường").code == "second.not_allowed"
    assert refusal(second.confirmed, office.desk, "sign", "cuong", "mật khẩu của Cường").code == "second.not_allowed"
    assert office.desk.access is not None
    forced = next(a for a in office.desk.access.others if a.key == looks_on)
    with second.standing_by(office.desk, forced):
        assert refusal(accounts.close, office.desk, looks_on).code == "second.not_allowed"


def test_a_submitted_paper_is_signed_as_it_was_submitted(office: Bench) -> None:
    matter = office.decision()
    clerk(office)
    desk = as_binh(office)
    draft = papers.Draft("deferral", Effect("deferral", "c", until=date(2019, 12, 1)), matter, {"reason": "thỏa thuận"})
    saved = papers.save(desk, draft)
    papers.submit(desk, saved.paper)
    as_first(office)
    other = papers.Draft("deferral", Effect("deferral", "c", until=date(2019, 12, 31)), matter, {"reason": "lý do khác"}, saved.paper)
    papers.issue_at_once(office.desk, other, office.head)
    with office.desk.reading() as reader:
        kept = papers.load(reader, saved.paper)
    assert (kept.effect.until, kept.texts["reason"]) == (date(2019, 12, 1), "thỏa thuận")


@pytest.mark.parametrize("stays", [True, False])
def test_a_death_between_a_password_and_its_commit_leaves_the_one_the_log_tells_of(office: Bench, stays: bool) -> None:
    """The new ring lies under its pending name: whether it counts says the log."""
    from thads_desktop.services import locks

    folder, mine = office.desk.folder, office.desk.access
    assert mine is not None
    before = (folder / "keys.json").read_bytes()
    with office.desk.writing("keep") as uow:
        ring, key = accounts._ring(office.desk, uow)
        from thads_desktop.domain.access_events import PasswordSet

        uow.append(f"account:{mine.account.key}", office.clock.today(), PasswordSet("own"))
        locks.keep(office.desk, uow, keyring.with_account(ring, key, mine.account.key, LOGIN, "mật khẩu sau khi chết"))
        uow.after_commit = None  # as if death came before the ring got its name
        if stays:
            uow.commit()
    assert (folder / "keys.json").read_bytes() == before
    office.desk.close()
    good, bad = ("mật khẩu sau khi chết", PASSWORD) if stays else (PASSWORD, "mật khẩu sau khi chết")
    assert refusal(access.sign_in, folder, office.clock, LOGIN, bad).code == "account.wrong"
    office.desk = access.sign_in(folder, office.clock, LOGIN, good)
    assert not (folder / keyring.PENDING).exists()


def test_two_who_set_up_at_once_do_not_lock_each_other_out(tmp_path: Path) -> None:
    import subprocess
    import sys

    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "thads.db").write_bytes(gzip.decompress(FIXTURE.read_bytes()))
    words = [sys.executable, "-m", "thads_desktop", "account", "first", "--data", str(folder)]
    running = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    codes = sorted(r.wait(60) for r in running)
    for each in running:
        each.communicate()
    assert codes == [0, 2]
    desk = access.sign_in(folder, FixedClock(date(2026, 11, 29)), LOGIN, PASSWORD)
    assert upkeep.verify(desk).findings == ()
    desk.close()


def test_setting_up_again_by_the_same_password_leaves_the_sheet_that_was_printed(tmp_path: Path) -> None:
    folder, clock = tmp_path / "data", FixedClock(date(2026, 11, 29))
    founded = first_account.found(folder, clock, LOGIN, PASSWORD, lambda desk: set_up(desk, "A"))
    founded.desk.close()
    before = {p: p.read_bytes() for p in folder.iterdir() if p.is_file()}
    assert refusal(first_account.found, folder, clock, LOGIN, PASSWORD).code == "account.has_accounts"
    assert {p: p.read_bytes() for p in before} == before
    desk = access.recover(folder, clock, " ".join(founded.words), LOGIN, "mật khẩu thứ hai")
    assert upkeep.verify(desk).findings == ()
    desk.close()


def test_a_new_sheet_whose_ring_had_no_name_yet_opens_and_the_old_one_does_not(office: Bench) -> None:
    """Death after the commit and before the ring got its name: what the log tells of counts for the sheet too."""
    from thads_desktop.domain.access_events import SheetMade
    from thads_desktop.services import locks

    folder, mine = office.desk.folder, office.desk.access
    assert mine is not None
    _, old = accounts.new_sheet(office.desk)
    with office.desk.writing("keep") as uow:
        ring, key = accounts._ring(office.desk, uow)
        after, new = keyring.with_sheet(ring, key)
        uow.append(f"account:{mine.account.key}", office.clock.today(), SheetMade())
        locks.keep(office.desk, uow, after)
        uow.after_commit = None
        uow.commit()
    office.desk.close()
    assert refusal(access.recover, folder, office.clock, " ".join(old), LOGIN, "mật khẩu thứ hai").code == "sheet.other"
    office.desk = access.recover(folder, office.clock, " ".join(new), LOGIN, "mật khẩu thứ hai")


def two_of_whom_one_left(office: Bench, *roles: str) -> tuple[str, str]:
    """(the account of who left, the words of the sheet)."""
    _file, words = accounts.new_sheet(office.desk)
    return clerk(office, *(roles or ("clerk",))), " ".join(words)


def test_who_has_left_is_closed_by_the_recovery_sheet(office: Bench) -> None:
    key, words = two_of_whom_one_left(office)
    told = refusal(accounts.close, office.desk, key)
    assert told.code == "rights.second_or_sheet"
    for said in ("Trần Thị Bình", "chín từ trên tờ khôi phục ngay ở hộp Khóa tài khoản", "account close binh --sheet-file"):
        assert said in say(told)
    assert refusal(accounts.close, office.desk, key, "một hai ba").code == "sheet.misread"
    with office.desk.reading() as reader:
        before = reader.head()[0]
    accounts.close(office.desk, key, words.upper())
    assert office.desk.access is not None
    assert office.desk.access.sole
    with office.desk.reading() as reader:
        made = [(e.actor, type(e.body).__name__) for e in reversed(reader.latest(20)) if e.seq > before]
    assert made == [(office.head, "SheetTried"), (office.head, "AccountClosed")], "the log says by what"
    folder = office.desk.folder
    office.desk.close()
    assert refusal(access.sign_in, folder, office.clock, "binh", BINH).code == "account.wrong"
    office.desk = access.sign_in(folder, office.clock, LOGIN, PASSWORD)


def test_the_sheet_stands_in_for_nobody_who_could_confirm(office: Bench) -> None:
    _key, words = two_of_whom_one_left(office)
    with second.standing_by(office.desk, second.confirmed(office.desk, "accounts", "binh", BINH)):
        cuong = accounts.open_account(office.desk, office.second, "cuong", ("clerk",), "mật khẩu của Cường")
    asked = refusal(accounts.close, office.desk, cuong, words)
    assert (asked.code, asked.facts["who"]) == ("rights.second", "Trần Thị Bình, Lê Văn Cường")


def test_the_sheet_gives_nobody_the_right(office: Bench) -> None:
    key, words = two_of_whom_one_left(office)
    as_binh(office)
    first = next(a.key for a in accounts.listed(office.desk) if a.key != key)
    for given in ("", words):
        told = refusal(accounts.close, office.desk, first, given)
        assert told.code == "rights.none"
        assert "Phạm Quang Minh" in say(told)


def test_who_has_left_is_closed_on_the_command_line(
    office: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from thads_desktop.__main__ import main

    _key, words = two_of_whom_one_left(office)
    folder = office.desk.folder
    office.desk.close()
    monkeypatch.setenv("THADS_ACCOUNT", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    line = ["account", "close", "binh", "--data", str(folder), "--today", "2019-10-07"]
    assert main(line) == 2
    assert "--sheet-file" in capsys.readouterr().err
    monkeypatch.setenv("THADS_SHEET", "một hai ba")
    assert main(line) == 2
    assert "Chín từ chưa đúng" in capsys.readouterr().err
    (tmp_path / "to.txt").write_text(words + "\n", encoding="utf-8")
    assert main([*line, "--sheet-file", str(tmp_path / "to.txt")]) == 0
    office.desk = access.sign_in(folder, office.clock, LOGIN, PASSWORD)
    assert office.desk.access is not None
    assert office.desk.access.sole


def test_whoever_opened_an_account_does_not_confirm_by_it(office: Bench) -> None:
    """The password is known to two until its owner has changed it; the first account's owner chose it themselves."""
    key = accounts.open_account(office.desk, office.officer, "binh", ("clerk", "administrator"), BINH)
    for act in ("accounts", "sign"):
        lent = refusal(second.confirmed, office.desk, act, "binh", BINH)
        assert (lent.code, lent.facts["name"]) == ("second.must_change", "Trần Thị Bình")
    assert refusal(second.named, office.desk, "binh", BINH).code == "second.must_change"
    desk = as_binh(office)
    assert second.confirmed(desk, "accounts", LOGIN, PASSWORD).login == LOGIN
    accounts.change_own_password(desk, BINH, "mật khẩu riêng của Bình")
    as_first(office)
    assert second.confirmed(office.desk, "accounts", "binh", "mật khẩu riêng của Bình").key == key


def test_nobody_confirms_the_widening_of_their_own_powers_where_another_could(office: Bench) -> None:
    key = clerk(office, "clerk", "administrator")
    assert office.desk.access is not None
    binh = next(a for a in office.desk.access.others if a.key == key)
    with second.standing_by(office.desk, binh):
        # No third yet: there is nobody else.
        accounts.change_roles(office.desk, key, ("officer", "administrator"))
        cuong = owned(office.desk, accounts.open_account(office.desk, office.second, "cuong", ("clerk", "administrator"), "mật khẩu của Cường"))
        third = next(a for a in accounts.listed(office.desk) if a.key == cuong)
        for asked in (
            refusal(accounts.change_roles, office.desk, key, ("officer", "head", "administrator")),
            refusal(people.give_post, office.desk, office.officer, "deputy", office.clock.day, powers=people.EVERY),
            refusal(people.add_person, office.desk, "Trần Thị Bình", "deputy", office.clock.day),
        ):
            assert (asked.code, asked.facts["who"]) == ("rights.second", "Lê Văn Cường")
        accounts.change_roles(office.desk, key, ("administrator",))
    assert refusal(accounts.change_roles, office.desk, key, ("head", "administrator")).facts["who"] == "Lê Văn Cường"
    with second.standing_by(office.desk, third):
        accounts.change_roles(office.desk, key, ("head", "administrator"))
        people.give_post(office.desk, office.officer, "deputy", office.clock.day, powers=people.EVERY)
    # One's own powers: whoever else may.
    with second.standing_by(office.desk, third):
        people.give_post(office.desk, office.head, "deputy", office.clock.day, powers=people.EVERY)


def test_the_sheet_names_the_office_as_it_was_set_up_and_its_store(tmp_path: Path) -> None:
    """Offices of one province bear one name after the reform: the sheets in a safe are still told apart."""
    named, marks = "Chi cục Thi hành án dân sự quận Lê Chân", []
    for at in ("a", "b"):
        clock = FixedClock(date(2026, 1, 5))
        made = first_account.found(
            tmp_path / at, clock, LOGIN, PASSWORD,
            lambda desk: people.set_up_whole(desk, named, "Cục Thi hành án dân sự thành phố Hải Phòng", "district", ["Trần Thị Bình"], "Phạm Quang Minh"),
        )  # fmt: skip
        said = " ".join(PdfReader(made.sheet).pages[0].extract_text().split())
        with made.desk.reading() as reader:
            today = people.identity(reader, clock.day).name
        assert today != named
        assert named in said
        assert f"Tên hiện nay: {today}" in said
        marks.append(printed_sheet.store_mark(made.desk))
        assert f"Mã kho dữ liệu: {marks[-1]}" in said
        copies.make(made.desk)
        done = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(drill.run(made.desk).pdf)).pages)
        assert f"Đơn vị: {named}, mã kho dữ liệu {marks[-1]}" in done
        made.desk.close()
    assert marks[0] != marks[1]
