"""Accounts on a real encrypted store: the first one, colleagues, roles, two persons, a forgotten password, another computer."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office import LOGIN, PASSWORD, Bench, bench, owned, reopen, stood_by
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.domain.sentences import say
from thads_desktop.exchange import signature
from thads_desktop.services import (
    access,
    accounts,
    consolidation,
    copies,
    first_account,
    journal,
    papers,
    people,
    reporting,
    second,
    striking,
    upkeep,
)
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.storage import cipher, keyring

DAY = date(2019, 10, 7)
FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "2026-11-29.db.gz"
BINH = "mật khẩu của Bình"


@pytest.fixture
def office(tmp_path: Path) -> Bench:
    return bench(tmp_path / "data")


def refusal(call: Callable[..., Any], *args: Any, **further: Any) -> Any:
    with pytest.raises(Refused) as error:
        call(*args, **further)
    return error.value.refusals[0]


def clerk(office: Bench, *roles: str) -> str:
    """An account for the officer Trần Thị Bình; its id."""
    return owned(office.desk, accounts.open_account(office.desk, office.officer, "binh", roles or ("clerk",), BINH))


def as_binh(office: Bench) -> Desk:
    office.desk.close()
    office.desk = access.sign_in(office.desk.folder, office.clock, "binh", BINH)
    return office.desk


def as_first(office: Bench) -> Desk:
    office.desk.close()
    office.desk = reopen(office.desk.folder, office.clock)
    return office.desk


def test_nothing_of_the_store_is_readable_in_its_folder(office: Bench) -> None:
    office.decision(debtor="Đặng Thị Minh Khai")
    consolidation.key_package(office.desk, office.desk.folder.parent / "k.thads")
    secret = signature.read_key(office.desk.folder)
    assert secret is not None
    copies.make(office.desk)
    with office.desk.reading() as reader:
        for file in [f for f in office.desk.folder.rglob("*") if f.is_file()]:
            data = file.read_bytes()
            for said in ("Đặng Thị Minh Khai".encode(), b"031080000001", "Lê Chân".encode(), b"SQLite format", secret):
                if file.name != "to-khoi-phuc.pdf":
                    assert said not in data, file.name
        assert reader.head()[0] > 0


def test_one_person_is_one_account_and_no_ceremony(office: Bench) -> None:
    matter = office.decision()
    paper, _ = papers.issue_at_once(
        office.desk, papers.Draft("deferral", Effect("deferral", "c", until=date(2019, 12, 1)), matter, {"reason": "thỏa thuận"}), office.head
    )
    papers.void(office.desk, paper, "in nhầm")
    assert office.desk.access is not None
    assert office.desk.access.sole
    assert office.desk.may("accounts")


def test_a_wrong_password_opens_nothing(office: Bench) -> None:
    folder = office.desk.folder
    office.desk.close()
    for login, password in ((LOGIN, "sai"), ("ai", PASSWORD), ("", "")):
        assert refusal(access.sign_in, folder, office.clock, login, password).code == "account.wrong"
    with pytest.raises(Trouble):
        open_desk(folder, office.clock)
    assert refusal(first_account.found, folder, office.clock, "khác", "mật khẩu khác").code == "account.has_accounts"


def test_a_refusal_names_who_may(office: Bench) -> None:
    clerk(office)
    desk = as_binh(office)
    said = refusal(people.add_person, desk, "Vũ Thị Dung", "officer", DAY)
    assert said.code == "rights.none"
    assert say(said) == (
        "Trần Thị Bình không có quyền sửa thông tin đơn vị, cán bộ và chức vụ. Người có quyền: Phạm Quang Minh."
    )
    with desk.reading() as reader:
        assert [p.name for p in people.posts(reader) if p.name == "Vũ Thị Dung"] == []


def test_two_persons_void_and_strike_and_the_log_says_who_stood_by(office: Bench) -> None:
    matter = office.decision()
    draft = papers.Draft("deferral", Effect("deferral", "c", until=date(2019, 12, 1)), matter, {"reason": "thỏa thuận"})
    paper, _ = papers.issue_at_once(office.desk, draft, office.head)
    key = clerk(office)
    assert refusal(papers.void, office.desk, paper, "in nhầm").code == "rights.second"
    assert refusal(second.confirmed, office.desk, "void", LOGIN, PASSWORD).code == "second.same"
    assert refusal(second.confirmed, office.desk, "void", "binh", "sai rồi nhé").code == "second.wrong"
    colleague = second.confirmed(office.desk, "void", "binh", BINH)
    with second.standing_by(office.desk, colleague):
        papers.void(office.desk, paper, "in nhầm")
    assert office.desk.second is None
    with office.desk.reading() as reader:
        stood = stood_by(reader)
        (voided,) = [e.seq for e in reader.events_of(f"matter:{matter}") if type(e.body).__name__ == "PaperVoided"]
        assert stood[voided] == key
    assert "Người thứ hai xác nhận" in {r.what for r in journal.journal(office.desk)}
    assert upkeep.verify(office.desk).findings == ()
    assert refusal(striking.strike, office.desk, matter, 999, "nhầm").code == "strike.unknown"


def test_who_submits_does_not_sign_and_the_signer_signs_in_person(office: Bench) -> None:
    matter = office.decision()
    clerk(office)
    draft = papers.Draft("deferral", Effect("deferral", "c", until=date(2019, 12, 1)), matter, {"reason": "thỏa thuận"})
    paper = papers.save(office.desk, draft).paper
    papers.submit(office.desk, paper)
    alone = refusal(papers.sign, office.desk, paper, office.head)
    assert (alone.code, alone.facts["who"]) == ("rights.second", "Trần Thị Bình")
    desk = as_binh(office)
    signer = refusal(papers.sign, desk, paper, office.head)
    assert signer.code in ("rights.none", "rights.signer")
    assert "Phạm Quang Minh" in say(signer)
    with second.standing_by(desk, second.confirmed(desk, "sign", LOGIN, PASSWORD)):
        papers.sign(desk, paper, office.head)
    assert papers.issue(desk, paper)
    as_first(office)
    with office.desk.reading() as reader:
        assert papers.known_row(reader, paper)["number_text"]


def test_the_head_signs_what_the_clerk_laid_before_them_without_a_third(office: Bench) -> None:
    matter = office.decision()
    clerk(office)
    desk = as_binh(office)
    draft = papers.Draft("deferral", Effect("deferral", "c", until=date(2019, 12, 1)), matter, {"reason": "thỏa thuận"})
    paper = papers.save(desk, draft).paper
    papers.submit(desk, paper)
    papers.sign(as_first(office), paper, office.head)


def test_a_closed_return_is_closed_again_by_two(office: Bench) -> None:
    office.decision()
    clerk(office)
    office.on(date(2020, 1, 6))
    reporting.close(office.desk, reporting.make(office.desk, 2020, 3))
    office.judgment("77/2019/DS-ST")
    assert refusal(reporting.close, office.desk, reporting.make(office.desk, 2020, 3)).code in ("rights.second", "return.closed")


def test_powers_change_by_two_and_never_leave_nobody(office: Bench) -> None:
    key = clerk(office)
    first = office.desk.access.account.key  # type: ignore[union-attr]  # somebody is logged in
    assert refusal(accounts.change_roles, office.desk, key, ("officer",)).code == "rights.second"
    colleague = second.confirmed(office.desk, "accounts", "binh", BINH)
    with second.standing_by(office.desk, colleague):
        assert refusal(accounts.change_roles, office.desk, first, ("clerk",)).code == "account.last"
        assert refusal(accounts.close, office.desk, first).code == "account.own"
        assert refusal(accounts.change_roles, office.desk, key, ("clerk",)).code == "account.same_roles"
        assert refusal(accounts.change_roles, office.desk, key, ()).code == "account.bad_roles"
        assert refusal(accounts.change_roles, office.desk, key, ("vua",)).code == "account.bad_roles"
        accounts.change_roles(office.desk, key, ("administrator", "clerk"))
    assert as_binh(office).may("accounts")


def test_the_change_of_head(office: Bench) -> None:
    """The new head gets an account; the old one goes, and with them their password, though they kept a copy of the keys."""
    key = clerk(office, "head", "administrator")
    desk = as_binh(office)
    ring = keyring.read(desk.folder)
    assert ring is not None
    old = next(a for a in accounts.listed(desk) if a.key != key)
    with second.standing_by(desk, second.confirmed(desk, "accounts", LOGIN, PASSWORD)):
        accounts.close(desk, old.key)
    assert desk.access is not None
    assert desk.access.sole
    folder = desk.folder
    desk.close()
    assert refusal(access.sign_in, folder, office.clock, LOGIN, PASSWORD).code == "account.wrong"
    office.desk = access.sign_in(folder, office.clock, "binh", BINH)
    keyring.write(folder, ring)
    office.desk.close()
    assert refusal(access.sign_in, folder, office.clock, LOGIN, PASSWORD).code == "account.closed"
    office.desk = access.sign_in(folder, office.clock, "binh", BINH)
    assert refusal(accounts.open_account, office.desk, office.second, LOGIN, ("clerk",), "mật khẩu mới nhé").code == "account.login_taken"


def test_a_change_of_powers_bites_at_once(office: Bench) -> None:
    key = clerk(office, "clerk", "head")
    folder = office.desk.folder
    # The colleague's desk stays open: it is told by the log, not by itself.
    theirs = Desk(office.desk.store, office.clock, folder, office.desk.rules)
    access.seat(theirs, key)
    assert theirs.may("office")
    with second.standing_by(office.desk, second.confirmed(office.desk, "accounts", "binh", BINH)):
        accounts.change_roles(office.desk, key, ("clerk",))
    assert refusal(people.add_person, theirs, "Vũ Thị Dung", "officer", DAY).code == "rights.none"
    with second.standing_by(office.desk, second.confirmed(office.desk, "accounts", "binh", BINH)):
        accounts.close(office.desk, key)
    assert refusal(people.add_person, theirs, "Vũ Thị Dung", "officer", DAY).code == "account.closed"


def test_passwords_are_changed_by_oneself_by_a_colleague_and_by_the_sheet(office: Bench) -> None:
    key = clerk(office)
    desk = as_binh(office)
    assert refusal(accounts.change_own_password, desk, "sai rồi nhé", "mật khẩu mới").code == "account.wrong"
    accounts.change_own_password(desk, BINH, "mật khẩu mới")
    assert refusal(accounts.reset_password, desk, key, "mật khẩu nữa").code == "rights.none"
    desk.close()
    office.desk = reopen(desk.folder, office.clock)
    accounts.reset_password(office.desk, key, "mật khẩu ba")
    lent = refusal(second.confirmed, office.desk, "accounts", "binh", "mật khẩu ba")
    assert (lent.code, lent.facts["name"]) == ("second.must_change", "Trần Thị Bình")
    office.desk.close()
    desk = access.sign_in(desk.folder, office.clock, "binh", "mật khẩu ba")
    accounts.change_own_password(desk, "mật khẩu ba", "mật khẩu bốn")
    office.desk = desk
    as_first(office)
    folder = office.desk.folder
    _, words = _sheet(office)
    office.desk.close()
    assert refusal(access.sign_in, folder, office.clock, "binh", "mật khẩu mới").code == "account.wrong"
    access.sign_in(folder, office.clock, "binh", "mật khẩu bốn").close()
    assert refusal(access.recover, folder, office.clock, "x", "binh", "mật khẩu năm").code == "sheet.misread"
    said = " ".join(words)
    assert refusal(access.recover, folder, office.clock, said, "không ai", "mật khẩu năm").code == "account.unknown"
    assert refusal(access.recover, folder, office.clock, said, "binh", "ngắn").code == "account.bad_password"
    access.recover(folder, office.clock, said, "binh", "mật khẩu năm").close()
    office.desk = access.sign_in(folder, office.clock, "binh", "mật khẩu năm")


def _sheet(office: Bench) -> tuple[Path, tuple[str, ...]]:
    with second.standing_by(office.desk, second.confirmed(office.desk, "accounts", "binh", "mật khẩu bốn")):
        return accounts.new_sheet(office.desk)


def test_a_sheet_is_tried_and_that_is_known(office: Bench) -> None:
    _, words = accounts.new_sheet(office.desk)
    with office.desk.reading() as reader:
        assert not accounts.sheet_tried(reader)
    assert refusal(accounts.try_sheet, office.desk, " ".join(reversed(words))).code in ("sheet.misread", "sheet.other")
    accounts.try_sheet(office.desk, " ".join(words))
    with office.desk.reading() as reader:
        assert accounts.sheet_tried(reader)
    assert accounts.sheet_file(office.desk) is not None
    accounts.drop_sheet_file(office.desk)
    assert accounts.sheet_file(office.desk) is None


def test_another_computer_needs_the_copy_and_a_password_or_the_sheet(office: Bench, tmp_path: Path) -> None:
    office.decision()
    _, words = accounts.new_sheet(office.desk)
    copy = copies.make(office.desk, tmp_path / "usb.db").file
    before = office.desk.folder
    office.desk.close()
    for n, login in enumerate(("password", "sheet")):
        folder = tmp_path / f"new{n}"
        with access.unlocked(folder, office.clock, LOGIN, PASSWORD, copy):
            upkeep.restore(folder, copy, office.clock)
        if login == "password":
            desk = access.sign_in(folder, office.clock, LOGIN, PASSWORD)
        else:
            desk = access.recover(folder, office.clock, " ".join(words), LOGIN, "mật khẩu ở máy mới")
        assert upkeep.verify(desk).findings == ()
        desk.close()
    office.desk = reopen(before, office.clock)


def test_a_store_of_before_is_encrypted_and_says_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "thads.db").write_bytes(gzip.decompress(FIXTURE.read_bytes()))
    clock = FixedClock(date(2026, 11, 29))
    desk = open_desk(folder, clock)
    copies.make(desk)
    with desk.reading() as reader:
        before = [e.seq for e in reader.latest(10_000)], reader.head()
    desk.close()
    assert refusal(access.sign_in, folder, clock, LOGIN, PASSWORD).code == "account.none_yet"
    desk = first_account.found(folder, clock, LOGIN, PASSWORD).desk
    with desk.reading() as reader:
        assert reader.hash_at(before[1][0]) == before[1][1], "the log goes on where it stood"
    assert upkeep.verify(desk).findings == ()
    desk.close()
    for file in [folder / "thads.db", *(folder / "sao-luu").iterdir()]:
        assert not cipher.is_clear(file), file
    assert keyring.from_copy(next((folder / "sao-luu").iterdir()))[0] is not None
    access.sign_in(folder, clock, LOGIN, PASSWORD).close()


def test_a_clear_store_in_the_place_of_the_encrypted_one_is_not_opened(office: Bench, tmp_path: Path) -> None:
    folder = office.desk.folder
    office.desk.close()
    kept = (folder / "thads.db").read_bytes()
    other = bench(tmp_path / "other", clear=True)
    other.decision()
    other.desk.close()
    (folder / "thads.db").write_bytes((tmp_path / "other" / "thads.db").read_bytes())
    with pytest.raises(Trouble) as error:
        access.sign_in(folder, office.clock, LOGIN, PASSWORD)
    assert error.value.code == "store.in_the_clear"
    assert cipher.is_clear(folder / "thads.db"), "nobody has encrypted a stranger's store"
    (folder / "thads.db").write_bytes(kept)
    office.desk = reopen(folder, office.clock)


def test_keys_that_are_gone_are_told(office: Bench) -> None:
    folder = office.desk.folder
    office.desk.close()
    (folder / "keys.json").rename(folder / "away")
    with pytest.raises(Trouble) as error:
        access.has_accounts(folder)
    assert error.value.code == "keys.lost"
    (folder / "away").rename(folder / "keys.json")
    office.desk = reopen(folder, office.clock)


def test_what_set_up_refuses_leaves_nothing(tmp_path: Path) -> None:
    def set_up(desk: Desk) -> object:
        return people.set_up_whole(desk, "", "", "district", [], "")

    refusal(first_account.found, tmp_path / "data", FixedClock(DAY), LOGIN, PASSWORD, set_up)
    assert not (tmp_path / "data").exists() or list((tmp_path / "data").iterdir()) == []
